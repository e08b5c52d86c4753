"""Deputies have what the person they stand in for has for their team, on those days and no others."""

from datetime import date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from goldenthread.kernel.actor import Grant, Role
from goldenthread.kernel.refusal import Kind, Refused
from goldenthread.setting.workforce.models import Deputy, Post
from goldenthread.setting.workforce.selectors import actor_for, manages_anyone
from goldenthread.setting.workforce.services import end_deputy, name_deputy
from tests.cast import NOW, TODAY, Cast, Member, grant

FIRST, LAST = date(2026, 3, 9), date(2026, 3, 20)


def name(by: Member, person: Member, deputy: Member, first: date = FIRST, last: date = LAST) -> Deputy:
    return name_deputy(
        by=by.actor(),
        at=NOW,
        on=TODAY,
        person=person.in_post,
        deputy=deputy.in_post,
        starts_on=first,
        ends_on=last,
    )


def test_a_deputy_stands_in_on_those_days_only(cast: Cast) -> None:
    name(cast.manager, cast.manager, cast.designated_lead)
    deputy = cast.designated_lead
    for day, expected in (
        (date(2026, 3, 8), ()),
        (FIRST, (cast.manager.in_post.pk,)),
        (LAST, (cast.manager.in_post.pk,)),
        (date(2026, 3, 21), ()),
    ):
        actor = deputy.actor(day)
        assert actor.deputising_person_ids == expected
        assert manages_anyone(actor, day) is bool(expected)
    assert manages_anyone(cast.manager.actor(FIRST), FIRST)


def test_a_lead_s_deputy_leads_and_it_says_for_whom(cast: Cast) -> None:
    name(cast.lead, cast.lead, cast.manager)
    assert cast.manager.actor(FIRST).grants == (
        Grant(Role.AGENCY_LEAD, cast.fellside.pk, cast.school.pk, deputising_for="Leah Scarth"),
    )
    assert cast.manager.actor(TODAY).grants == ()


def test_running_a_partnership_is_not_passed_on(cast: Cast) -> None:
    name(cast.officer, cast.officer, cast.trainer)
    assert cast.trainer.actor(FIRST).grants == (Grant(Role.TRAINER, cast.fellside.pk),)
    assert cast.trainer.actor(FIRST).deputising_person_ids == (cast.officer.in_post.pk,)
    assert cast.officer.actor(FIRST).holds(Role.OFFICER)


def test_standing_in_does_not_chain(cast: Cast) -> None:
    name(cast.lead, cast.lead, cast.manager)
    name(cast.manager, cast.manager, cast.designated_lead)
    assert cast.designated_lead.actor(FIRST).deputising_person_ids == (cast.manager.in_post.pk,)
    assert cast.designated_lead.actor(FIRST).grants == ()


def test_who_may_name_a_deputy(cast: Cast) -> None:
    for stranger in (cast.other_officer, cast.police_lead, cast.practitioner, cast.board):
        with pytest.raises(Refused) as no:
            name(stranger, cast.manager, cast.designated_lead)
        assert no.value.refusal.kind == Kind.NOT_ALLOWED
    for known in (cast.manager, cast.lead, cast.officer, cast.administrator):
        assert name(known, cast.manager, cast.designated_lead).pk


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 3, 9), date(2026, 3, 8), "before the first"),
        (date(2026, 2, 1), date(2026, 3, 1), "are over"),
        (date(2026, 3, 9), date(2027, 3, 10), "too long"),
    ],
)
def test_days_must_make_sense(cast: Cast, first: date, last: date, words: str) -> None:
    with pytest.raises(Refused, match=words):
        name(cast.manager, cast.manager, cast.designated_lead, first, last)
    assert Deputy.objects.count() == 0


def test_only_a_colleague_and_never_oneself(cast: Cast) -> None:
    with pytest.raises(Refused, match="themselves"):
        name(cast.manager, cast.manager, cast.manager)
    with pytest.raises(Refused) as no:
        name(cast.manager, cast.manager, cast.chair)
    assert no.value.refusal.errors == {"deputy": "Choose someone who works for the same agency."}


def test_a_deputy_can_be_stood_down(cast: Cast, at: datetime) -> None:
    running = name(cast.manager, cast.manager, cast.designated_lead, TODAY.replace(day=1), LAST)
    end_deputy(by=cast.manager.actor(), at=at, on=TODAY, named=running)
    assert cast.designated_lead.actor(TODAY).deputising_person_ids == ()
    coming = name(cast.manager, cast.manager, cast.designated_lead)
    end_deputy(by=cast.manager.actor(), at=at, on=TODAY, named=coming)
    assert list(Deputy.objects.values_list("ends_on", flat=True)) == [date(2026, 3, 1)]


def test_who_acts_costs_the_same_however_much_they_hold(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        actor_for(cast.manager.signed_in.pk, FIRST)
    name(cast.lead, cast.lead, cast.manager)
    name(cast.designated_lead, cast.designated_lead, cast.manager)
    for role in (Role.TRAINER, Role.CHAIR, Role.BOARD):
        grant(cast.manager, role, cast.fellside)
    with django_assert_num_queries(4):
        actor = actor_for(cast.manager.signed_in.pk, FIRST)
    assert len(actor.grants) == 4


def test_a_lead_s_deputy_names_no_deputy_of_their_own(cast: Cast) -> None:
    """Otherwise standing in for a week could be made to last for good."""
    name(cast.lead, cast.lead, cast.manager, TODAY, LAST)
    with pytest.raises(Refused) as no:
        name(cast.manager, cast.lead, cast.designated_lead, FIRST, date(2026, 9, 1))
    assert no.value.refusal.kind == Kind.NOT_ALLOWED
    assert name(cast.lead, cast.practitioner, cast.designated_lead).pk


def test_who_leaves_the_agency_stands_in_for_nobody_there(cast: Cast) -> None:
    name(cast.manager, cast.manager, cast.designated_lead)
    assert cast.designated_lead.actor(FIRST).deputising_person_ids == (cast.manager.in_post.pk,)
    Post.objects.filter(person=cast.designated_lead.in_post).update(ends_on=TODAY)
    assert cast.designated_lead.actor(FIRST).deputising_person_ids == ()
