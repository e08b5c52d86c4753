"""Approval: by whom, once, in every way an answer can come; and no manager is normal."""

from datetime import timedelta

import pytest

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.workforce.models import Deputy, Post
from goldenthread.setting.workforce.terms import ApprovedBy
from goldenthread.training.bookings import selectors, services
from goldenthread.training.bookings.models import Approval, Booking
from goldenthread.training.bookings.terms import AnsweredBy, State
from tests.build.bookings import applies, says, someone, stands, with_places
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db
MANAGER_APPROVES = 'approval = "manager-approves"'


def by_link(name: str) -> Actor:
    return Actor(name=name)


@pytest.mark.parametrize("policy", ["manager-is-told", "none"])
def test_nobody_is_asked_where_the_policy_does_not(cast: Cast, policy: str) -> None:
    says(cast.fellside, f'approval = "{policy}"')
    booking = applies(cast, with_places(cast), cast.practitioner.in_post)
    assert (booking.state, Approval.objects.count()) == (State.CONFIRMED, 0)


def test_the_manager_approves_and_the_turn_is_theirs_from_then(cast: Cast) -> None:
    says(cast.fellside, MANAGER_APPROVES)
    event = with_places(cast, 1)
    pat = applies(cast, event, cast.practitioner.in_post, by=cast.practitioner.actor())
    other = applies(cast, event, someone(cast, manager=cast.manager.in_post))
    assert (pat.state, pat.turn, pat.approval.approver_id) == (State.ASKED, None, cast.manager.in_post.pk)
    assert pat.approval.approver_email == "max.tarn@example.org"
    manager = cast.manager.actor()
    assert list(selectors.to_approve(manager)) == [pat, other]
    assert list(selectors.to_approve(cast.practitioner.actor())) == []
    with pytest.raises(Refused, match="Somebody else has to approve"):
        services.approve(by=cast.practitioner.actor(), at=NOW, booking=pat)
    with pytest.raises(Refused):
        services.approve(by=cast.police_lead.actor(), at=NOW, booking=pat)
    services.approve(by=manager, at=NOW, booking=other)
    services.approve(by=manager, at=NOW, booking=pat)
    assert (stands(other), stands(pat)) == (State.CONFIRMED, State.WAITING), "who was approved first"
    assert list(selectors.to_approve(manager)) == []


def test_an_application_is_answered_once(cast: Cast) -> None:
    says(cast.fellside, MANAGER_APPROVES)
    event = with_places(cast)
    booking = applies(cast, event, cast.practitioner.in_post)
    link = {"answered_by": AnsweredBy.LINK, "answered_name": "Max Tarn"}
    services.approve(by=by_link("Max Tarn"), at=NOW, booking=booking, **link)
    for again in (
        lambda: services.approve(by=by_link("Max Tarn"), at=NOW, booking=booking, **link),
        lambda: services.refuse_application(by=cast.manager.actor(), at=NOW, booking=booking, reason="Busy"),
    ):
        with pytest.raises(Refused, match="approved by Max Tarn on 2 March 2026"):
            again()
    approval = Approval.objects.get(booking=booking)
    assert (approval.is_yes, approval.answered_by, stands(booking)) == (True, "link", State.CONFIRMED)
    other = applies(cast, event, someone(cast, manager=cast.manager.in_post))
    services.withdraw(by=cast.officer.actor(), at=NOW, booking=other)
    with pytest.raises(Refused, match="no longer waits for approval"):
        services.approve(by=by_link("Max Tarn"), at=NOW, booking=other, **link)


def test_a_manager_refuses_and_says_why(cast: Cast) -> None:
    says(cast.fellside, MANAGER_APPROVES)
    booking = applies(cast, with_places(cast), cast.practitioner.in_post)
    with pytest.raises(Refused, match="Say why"):
        services.refuse_application(by=cast.manager.actor(), at=NOW, booking=booking, reason=" ")
    services.refuse_application(by=cast.manager.actor(), at=NOW, booking=booking, reason="Cover is short")
    booking.refresh_from_db()
    assert (booking.state, booking.why, booking.turn) == (State.REFUSED, "Cover is short", None)


def test_a_deputy_answers_for_the_manager(cast: Cast) -> None:
    says(cast.fellside, MANAGER_APPROVES)
    booking = applies(cast, with_places(cast), cast.practitioner.in_post)
    with pytest.raises(Refused):
        services.approve(by=cast.designated_lead.actor(), at=NOW, booking=booking)
    Deputy.objects.create(
        person=cast.manager.in_post, deputy=cast.designated_lead.in_post, starts_on=TODAY, ends_on=TODAY
    )
    deputy = cast.designated_lead.actor()
    assert list(selectors.to_approve(deputy)) == [booking]
    services.approve(by=deputy, at=NOW, booking=booking)
    assert Approval.objects.get(booking=booking).answered_name == "Dina Holme"


def test_the_office_keys_an_answer_from_the_telephone_or_paper(cast: Cast) -> None:
    says(cast.fellside, MANAGER_APPROVES)
    booking = applies(cast, with_places(cast), cast.practitioner.in_post)
    keyed = {"booking": booking, "answered_by": AnsweredBy.PAPER, "answered_name": "Max Tarn"}
    yesterday = NOW - timedelta(days=1)
    with pytest.raises(Refused):
        services.approve(by=cast.manager.actor(), at=NOW, **keyed)
    with pytest.raises(Refused, match="Say who answered"):
        services.approve(by=cast.officer.actor(), at=NOW, **{**keyed, "answered_name": ""})
    with pytest.raises(Refused, match="in the future"):
        services.approve(by=cast.officer.actor(), at=NOW, answered_at=NOW + timedelta(days=1), **keyed)
    services.approve(by=cast.officer.actor(), at=NOW, answered_at=yesterday, **keyed)
    approval = Approval.objects.get(booking=booking)
    assert (approval.answered_by, approval.answered_at, approval.answered_name) == ("paper", yesterday, "Max Tarn")


def test_no_manager_and_no_address_are_normal(cast: Cast) -> None:
    says(cast.fellside, MANAGER_APPROVES)
    event = with_places(cast)
    none, by_role, supervised = someone(cast), someone(cast), someone(cast)
    Post.objects.filter(person=by_role).update(approved_by=ApprovedBy.ROLE, approver_role="Head teacher")
    asked = [
        applies(cast, event, none),
        applies(cast, event, by_role),
        applies(cast, event, supervised, supervisor_name="Sue Visor", supervisor_email="sue@agency.example"),
    ]
    assert [(one.approval.approver_name, one.approval.approver_role, one.approval.approver_email) for one in asked] == [
        ("", "", ""),
        ("", "Head teacher", ""),
        ("Sue Visor", "", "sue@agency.example"),
    ]
    assert {stands(one) for one in asked} == {State.ASKED}
    officer = cast.officer.actor()
    since = NOW - timedelta(days=3)
    assert list(selectors.stuck_approvals(officer, cast.fellside.pk, before=since)) == asked[:2]
    assert list(selectors.stuck_approvals(officer, cast.fellside.pk)) == asked
    with pytest.raises(Refused):
        selectors.stuck_approvals(cast.lead.actor(), cast.fellside.pk)
    services.approve(by=cast.lead.actor(), at=NOW, booking=asked[1])
    services.approve(by=officer, at=NOW, booking=asked[0], answered_by="telephone", answered_name="The head")
    assert [stands(one) for one in asked] == [State.CONFIRMED, State.CONFIRMED, State.ASKED]


def test_the_agencys_lead_approves_where_the_policy_says_so(cast: Cast) -> None:
    says(cast.fellside, 'approval = "agency-lead-approves"')
    event = with_places(cast)
    booking = applies(cast, event, cast.practitioner.in_post, by=cast.manager.actor())
    assert (booking.state, booking.approval.approver_role) == (State.ASKED, "Lead for training, Tarn Lane School")
    with pytest.raises(Refused):
        services.approve(by=cast.manager.actor(), at=NOW, booking=booking)
    assert list(selectors.to_approve(cast.police_lead.actor())) == []
    services.approve(by=cast.lead.actor(), at=NOW, booking=booking)
    assert stands(booking) == State.CONFIRMED
    assert applies(cast, event, someone(cast), by=cast.lead.actor()).state == State.CONFIRMED


def test_whoever_books_for_their_people_has_approved(cast: Cast) -> None:
    says(cast.fellside, MANAGER_APPROVES)
    event = with_places(cast)
    assert applies(cast, event, cast.practitioner.in_post, by=cast.manager.actor()).state == State.CONFIRMED
    assert applies(cast, event, someone(cast), by=cast.lead.actor()).state == State.CONFIRMED
    assert applies(cast, event, someone(cast), by=cast.officer.actor()).state == State.ASKED


def test_one_who_is_held_may_be_approved_meanwhile(cast: Cast) -> None:
    says(cast.fellside, f"{MANAGER_APPROVES}\ntarget_group_checked = true")
    event = with_places(cast)
    event.course.groups = ["nobody"]
    event.course.save()
    first, second = (applies(cast, event, someone(cast, manager=cast.manager.in_post)) for _ in range(2))
    assert {first.state, second.state} == {State.HELD}
    officer, manager = cast.officer.actor(), cast.manager.actor()
    assert services.approve(by=manager, at=NOW, booking=first).state == State.HELD
    assert services.decide_held(by=officer, at=NOW, booking=first, is_accepted=True, why="Fine").state == "confirmed"
    assert services.decide_held(by=officer, at=NOW, booking=second, is_accepted=True, why="Fine").state == "asked"
    assert services.approve(by=manager, at=NOW, booking=second).state == State.CONFIRMED
    assert Booking.objects.filter(event=event).exclude(state=State.CONFIRMED).count() == 0
