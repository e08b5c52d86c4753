"""The waiting list: order kept, offers with an end, the next asked, cut-off, cancelling and handing on."""

from datetime import timedelta

import pytest

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused
from goldenthread.training.bookings import jobs, selectors, services
from goldenthread.training.bookings.models import Booking
from goldenthread.training.bookings.terms import Source, State
from tests.build.bookings import applies, says, someone, stands, with_places
from tests.build.events import local
from tests.cast import NOW, TODAY, Cast, post

pytestmark = pytest.mark.django_db


def own(booking: Booking) -> Actor:
    return Actor(name=str(booking.person), person_id=booking.person_id)


def test_a_freed_place_is_offered_in_turn_and_never_jumped(cast: Cast) -> None:
    event = with_places(cast, 1)
    booked, second, third = (applies(cast, event, someone(cast)) for _ in range(3))
    services.cancel(by=own(booked), at=NOW, booking=booked)
    assert (stands(booked), stands(second), stands(third)) == ("cancelled", "offered", "waiting")
    newcomer = applies(cast, event, someone(cast))
    assert (newcomer.state, newcomer.turn) == (State.WAITING, 4)
    offered = Booking.objects.get(pk=second.pk)
    assert offered.offered_until == NOW + timedelta(hours=24)
    with pytest.raises(Refused):
        services.accept_offer(by=own(third), at=NOW, booking=offered)
    assert services.accept_offer(by=own(second), at=NOW, booking=offered).state == State.CONFIRMED
    with pytest.raises(Refused, match="No place is offered"):
        services.accept_offer(by=own(second), at=NOW, booking=offered)
    assert [one.position for one in selectors.waiting_list(event, NOW)] == [1, 2]
    assert selectors.position_of(newcomer, NOW).position == 2


def test_an_offer_has_its_time_and_then_goes_to_the_next(cast: Cast) -> None:
    event = with_places(cast, 1, offer_hours=4)
    booked, second, third = (applies(cast, event, someone(cast)) for _ in range(3))
    services.cancel(by=own(booked), at=NOW, booking=booked)
    over = NOW + timedelta(hours=4)
    assert jobs.end_offers(over - timedelta(seconds=1), TODAY) == 0
    with pytest.raises(Refused, match="The time for this offer is over"):
        services.accept_offer(by=own(second), at=over, booking=second)
    assert jobs.end_offers(over, TODAY) == 1
    assert (stands(second), stands(third)) == ("waiting", "offered")
    second.refresh_from_db()
    assert second.turn == 4, "at the end of the list"
    services.decline_offer(by=own(third), at=over, booking=third, why="On leave")
    assert (stands(third), stands(second)) == ("withdrawn", "offered")
    assert jobs.end_offers(over, TODAY) == 0


def test_nobody_moves_up_after_the_cut_off(cast: Cast) -> None:
    event = with_places(cast, 2, waiting_ends_hours=48)
    first, second, third, fourth = (applies(cast, event, someone(cast)) for _ in range(4))
    before, after = local(22, 3, 9, 0), local(22, 3, 9, 31)
    services.cancel(by=own(first), at=before, booking=first)
    third.refresh_from_db()
    assert (third.state, third.offered_until) == (State.OFFERED, local(22, 3, 9, 30))
    assert jobs.end_offers(after, after.date()) == 1
    services.cancel(by=own(second), at=after, booking=second)
    assert (stands(third), stands(fourth)) == ("waiting", "waiting")
    assert jobs.offer_free_places(after, after.date()) == 0
    late = applies(cast, event, someone(cast), at=after)
    assert late.state == State.WAITING, "nor does anybody jump them"
    given = services.give_place(by=cast.officer.actor(), at=after, booking=fourth, why="Rang to say they can come")
    assert given.state == State.CONFIRMED


def test_whoever_is_next_keeps_caps_and_the_share_of_agencies(cast: Cast) -> None:
    says(cast.fellside, 'waiting_list = "by-agency-share"')
    event = with_places(cast, 3)
    booked = [applies(cast, event, someone(cast)) for _ in range(3)]
    school, council = applies(cast, event, someone(cast)), applies(cast, event, someone(cast, cast.council))
    assert [one.booking.pk for one in selectors.waiting_list(event, NOW)] == [council.pk, school.pk]
    services.cancel(by=own(booked[0]), at=NOW, booking=booked[0])
    assert (stands(school), stands(council)) == ("waiting", "offered")


def test_an_officer_chooses_where_the_policy_says_so(cast: Cast) -> None:
    says(cast.fellside, 'waiting_list = "officer-chooses"')
    event = with_places(cast, 1)
    booked, second, third = (applies(cast, event, someone(cast)) for _ in range(3))
    services.cancel(by=own(booked), at=NOW, booking=booked)
    assert (stands(second), stands(third)) == ("waiting", "waiting")
    assert applies(cast, event, someone(cast)).state == State.WAITING
    with pytest.raises(Refused):
        services.give_place(by=own(third), at=NOW, booking=third, why="Because")
    assert services.give_place(by=cast.officer.actor(), at=NOW, booking=third, why="Mix").state == State.CONFIRMED
    with pytest.raises(Refused, match="No place is free"):
        services.give_place(by=cast.officer.actor(), at=NOW, booking=second, why="Mix")


def test_cancelled_in_time_and_late_stay_apart(cast: Cast) -> None:
    says(cast.fellside, "cancel_working_days = 5\nlate_cancellations = [{ working_days = 2, percent = 100 }]")
    event = with_places(cast, starts_at=local(9, 4, 9))  # the Thursday after Easter
    in_time, late, begun = (applies(cast, event, someone(cast)) for _ in range(3))
    assert services.cancel(by=own(in_time), at=local(31, 3, 23, 59), booking=in_time).state == State.CANCELLED
    assert services.cancel(by=own(late), at=local(1, 4, 0, 0), booking=late).state == State.CANCELLED_LATE
    with pytest.raises(Refused, match="The event has begun"):
        services.cancel(by=own(begun), at=local(9, 4, 9), booking=begun)
    with pytest.raises(Refused):
        services.count_in_time(by=own(late), at=local(2, 4, 9), booking=late, why="Ill")
    excused = services.count_in_time(by=cast.officer.actor(), at=local(2, 4, 9), booking=late, why="In hospital")
    assert (excused.state, excused.why) == (State.CANCELLED, "In hospital")
    back = services.give_place(by=cast.officer.actor(), at=local(2, 4, 9), booking=late, why="Better again")
    assert (back.state, back.ended_at) == (State.CONFIRMED, None)


def test_a_place_is_handed_to_a_colleague_who_may_come(cast: Cast) -> None:
    event = with_places(cast, 1)
    booked, waiting = applies(cast, event, someone(cast)), applies(cast, event, someone(cast))
    colleague, stranger = someone(cast), someone(cast, cast.council)
    with pytest.raises(Refused, match="no post at Tarn Lane School"):
        services.hand_on(by=own(booked), at=NOW, booking=booked, to=stranger)
    with pytest.raises(Refused):
        services.hand_on(by=own(waiting), at=NOW, booking=booked, to=colleague)
    place = booked.place_id
    theirs = services.hand_on(by=own(booked), at=NOW, booking=booked, to=colleague)
    assert (stands(booked), theirs.state, theirs.source) == ("handed-on", "confirmed", Source.SUBSTITUTE)
    assert (theirs.place_id, theirs.instead_of_id) == (place, booked.pk)
    again = services.hand_on(by=cast.lead.actor(), at=NOW, booking=theirs, to=waiting.person)
    assert (again.pk, again.state, again.place_id) == (waiting.pk, State.CONFIRMED, place)
    with pytest.raises(Refused, match="has a place already"):
        services.hand_on(by=cast.lead.actor(), at=NOW, booking=again, to=waiting.person)


def test_an_officer_takes_a_place_back_and_takes_a_refusal_up_again(cast: Cast) -> None:
    event = with_places(cast, 1)
    first, second = applies(cast, event, someone(cast)), applies(cast, event, someone(cast))
    officer = cast.officer.actor()
    services.move_back(by=officer, at=NOW, booking=first, why="Booked on the wrong day")
    assert (stands(first), stands(second)) == ("offered", "waiting"), "their turn was before"
    services.turn_down(by=officer, at=NOW, booking=second, why="Take the basic course first")
    assert stands(second) == State.REFUSED
    services.reconsider(by=officer, at=NOW, booking=second, why="They have taken it")
    assert stands(second) == State.WAITING
    for booking in (first, second):
        services.withdraw(by=own(booking), at=NOW, booking=booking)
    assert {stands(first), stands(second)} == {State.WITHDRAWN}


def test_bookings_are_read_by_those_whom_they_concern(cast: Cast) -> None:
    event = with_places(cast)
    pat, away = cast.practitioner.in_post, someone(cast, cast.council)
    mine, other = applies(cast, event, pat), applies(cast, event, away)
    for member, seen in (
        (cast.practitioner, {mine}),
        (cast.manager, {mine}),
        (cast.lead, {mine}),
        (cast.police_lead, set()),
        (cast.outsider, set()),
        (cast.other_officer, set()),
        (cast.officer, {mine, other}),
        (cast.administrator, {mine, other}),
    ):
        assert set(selectors.bookings_of(member.actor(), event, on=TODAY)) == seen, member.name
    assert list(selectors.bookings_of_team(cast.manager.actor(), on=TODAY)) == [mine]
    assert list(selectors.bookings_of_agency(cast.lead.actor(), cast.fellside.pk, cast.school.pk, on=TODAY)) == [mine]
    assert list(selectors.bookings_of_person(cast.practitioner.actor(), pat, on=TODAY)) == [mine]
    with pytest.raises(Refused):
        selectors.get_booking(cast.practitioner.actor(), other.pk, on=TODAY)
    assert selectors.get_booking(cast.officer.actor(), other.pk, on=TODAY) == other


def test_open_bookings_of_leavers_are_listed(cast: Cast) -> None:
    event = with_places(cast)
    leaver, stays = applies(cast, event, someone(cast)), applies(cast, event, someone(cast))
    leaver.person.posts.update(ends_on=TODAY)
    tomorrow = NOW + timedelta(days=1)
    officer = cast.officer.actor()
    assert list(selectors.of_leavers(officer, cast.fellside.pk, at=NOW)) == []
    assert list(selectors.of_leavers(officer, cast.fellside.pk, at=tomorrow)) == [leaver]
    post(leaver.person, cast.council, cast.fellside, "Elsewhere")
    assert list(selectors.of_leavers(officer, cast.fellside.pk, at=tomorrow)) == [leaver]
    with pytest.raises(Refused):
        selectors.of_leavers(cast.lead.actor(), cast.fellside.pk, at=tomorrow)
    assert stays.state == State.CONFIRMED
