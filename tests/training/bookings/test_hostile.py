"""What must not happen to bookings, whoever tries and in whatever order things are done."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused
from goldenthread.training.bookings import services as bookings
from goldenthread.training.bookings.models import Booking, Present
from goldenthread.training.bookings.services.closing import close_register
from goldenthread.training.bookings.services.leaving import join_bookings
from goldenthread.training.bookings.services.register import Mark, note_apologies, take_register
from goldenthread.training.events.models import Event
from tests.build.bookings import applies, says, someone, stands, with_places
from tests.build.events import local
from tests.cast import NOW, TODAY, Cast

OVER = local(24, 3, 15, 30)


@pytest.fixture
def event(cast: Cast) -> Event:
    return with_places(cast, 5)


def booked(cast: Cast, event: Event) -> Booking:
    return applies(cast, event, someone(cast), by=cast.officer.actor())


def marked(cast: Cast, event: Event, **words: Booking) -> None:
    given = {one.pk: Mark(word) for word, one in words.items()}
    take_register(by=cast.officer.actor(), at=OVER, session=event.sessions.get(), marks=given)


def now(booking: Booking) -> Booking:
    return Booking.objects.get(pk=booking.pk)


@pytest.mark.parametrize("act", ["cancel", "hand_on", "cancel_event", "move_back"])
def test_apologies_sent_beforehand_keep_nobody_from_leaving(cast: Cast, event: Event, act: str) -> None:
    one, officer = booked(cast, event), {"by": cast.officer.actor(), "at": NOW}
    note_apologies(**officer, booking=one, why="ill")
    said = {
        "cancel": lambda: bookings.cancel(**officer, booking=one),
        "hand_on": lambda: bookings.hand_on(**officer, booking=one, to=someone(cast)),
        "cancel_event": lambda: bookings.cancel_event(**officer, event=event, why="Flooded"),
        "move_back": lambda: bookings.move_back(**officer, booking=one, why="Asked to wait"),
    }
    said[act]()
    ends = {"cancel": "cancelled", "hand_on": "handed-on", "cancel_event": "event-cancelled", "move_back": "offered"}
    assert (stands(one), now(one).outcome, now(one).why_outcome) == (ends[act], "", "")


def test_whoever_is_marked_in_the_register_keeps_their_booking(cast: Cast, event: Event) -> None:
    there, free, officer = booked(cast, event), booked(cast, event), {"by": cast.officer.actor(), "at": OVER}
    marked(cast, event, attended=there)
    with pytest.raises(Refused, match="The register says of .*: attended"):
        bookings.move_back(**officer, booking=there, why="A mistake")
    with pytest.raises(Refused, match="The register says of"):
        bookings.cancel_event(**officer, event=event, why="A mistake")
    assert [stands(one) for one in (there, free)] == ["confirmed", "confirmed"]
    bookings.move_back(**officer, booking=free, why="A mistake")
    assert stands(free) == "waiting"


def test_of_two_entries_of_one_person_the_one_who_was_there_stands(cast: Cast, event: Event) -> None:
    absent, there = booked(cast, event), booked(cast, event)
    marked(cast, event, absent=absent, attended=there)
    join_bookings(by=cast.officer.actor(), at=OVER, kept=absent.person, gone=there.person)
    assert (stands(absent), now(absent).outcome) == ("cancelled", "")
    assert (stands(there), now(there).outcome) == ("confirmed", "attended")
    assert not Present.objects.filter(booking=absent).exists()


def test_a_closed_register_takes_nobody_in(cast: Cast, event: Event) -> None:
    there, left, officer = booked(cast, event), booked(cast, event), {"by": cast.officer.actor(), "at": OVER}
    bookings.cancel(by=cast.officer.actor(), at=NOW, booking=left)
    marked(cast, event, attended=there)
    stranger = someone(cast)
    bookings.walk_in(**officer, event=event, person=stranger, agency=cast.school)
    marked(cast, event, attended=Booking.objects.get(person=stranger))
    close_register(**officer, event=event)
    with pytest.raises(Refused, match="closed this register"):
        bookings.walk_in(**officer, event=event, person=someone(cast), agency=cast.school)
    with pytest.raises(Refused, match="closed this register"):
        bookings.give_place(**officer, booking=now(left), why="Late")
    assert Booking.objects.filter(event=event, state="confirmed").count() == 2


def test_nobody_gets_a_place_at_a_cancelled_event(cast: Cast, event: Event) -> None:
    left, refused, officer = booked(cast, event), booked(cast, event), {"by": cast.officer.actor(), "at": NOW}
    other = booked(cast, with_places_again(cast))
    for one in (left, other):
        bookings.cancel(**officer, booking=one)
    Booking.objects.filter(pk=refused.pk).update(state="refused", place=None)
    bookings.cancel_event(**officer, event=event, why="Flooded")
    with pytest.raises(Refused, match="This event was cancelled"):
        bookings.give_place(**officer, booking=now(left), why="Late")
    with pytest.raises(Refused, match="This event was cancelled"):
        bookings.reconsider(**officer, booking=now(refused), why="Late")
    bookings.give_place(**officer, booking=now(other), why="Asked again")
    assert [stands(one) for one in (left, refused, other)] == ["cancelled", "refused", "confirmed"]


def with_places_again(cast: Cast) -> Event:
    """A second event of the same course."""
    return with_places(cast, 5, course=Event.objects.get().course, starts_at=local(25, 3, 9, 30))


def test_an_answer_after_the_event_books_nobody(cast: Cast) -> None:
    says(cast.fellside, 'approval = "manager-approves"')
    event = with_places(cast, 5)
    late, in_time = (applies(cast, event, someone(cast, manager=cast.manager.in_post)) for _ in range(2))
    bookings.approve(by=cast.manager.actor(), at=NOW, booking=in_time)
    with pytest.raises(Refused, match="has begun"):
        bookings.approve(by=cast.manager.actor(), at=OVER + timedelta(days=3), booking=late)
    assert (stands(in_time), stands(late)) == ("confirmed", "asked")
    assert now(late).approval.answered_at is None


def test_the_lead_of_an_agency_answers_only_where_they_lead_it(cast: Cast) -> None:
    says(cast.fellside, 'approval = "agency-lead-approves"')
    event = with_places(cast, 5)
    theirs = applies(cast, event, cast.other_constable.in_post, cast.police)
    mine = applies(cast, event, cast.constable.in_post, cast.police)
    with pytest.raises(Refused):
        bookings.approve(by=cast.police_lead.actor(), at=NOW, booking=theirs)
    bookings.approve(by=cast.police_lead.actor(), at=NOW, booking=mine)
    assert (stands(theirs), stands(mine)) == ("asked", "confirmed")


def test_nobody_names_themself_as_their_supervisor(cast: Cast) -> None:
    says(cast.fellside, 'approval = "manager-approves"')
    event = with_places(cast, 5)
    person = someone(cast)
    own = person.addresses.get().email
    for said in ({"email": "", "supervisor_email": own.upper()}, {"email": "me@x.example", "supervisor_email": own}):
        with pytest.raises(Refused, match="nobody approves their own") as refused:
            applies(cast, event, person, supervisor_name="Sam", **said)
        assert "supervisor_email" in refused.value.refusal.errors
    assert stands(applies(cast, event, person, supervisor_name="Sam", supervisor_email="sam@x.example")) == "asked"


def test_numbers_beyond_the_database_are_refused_in_words(cast: Cast, event: Event) -> None:
    officer = {"by": cast.officer.actor(), "at": NOW, "event": event}
    for places in (10**9, 10**30):
        with pytest.raises(Refused, match="from 0 to 5,000"):
            bookings.ring_fence(**officer, agency=cast.school, places=places, released_on=TODAY)
    assert bookings.ring_fence(**officer, agency=cast.school, places=5, released_on=TODAY)
    door = reverse("trainer:register_let_in", args=["fellside", event.slug, someone(cast).posts.get().pk])
    assert cast.officer.client().post(door, {"instead_of": "9" * 5000}).status_code == 409


def test_the_link_of_an_approver_who_has_left_answers_nothing(cast: Cast) -> None:
    says(cast.fellside, 'approval = "manager-approves"')
    event, boss = with_places(cast, 5), someone(cast)
    first, second = (applies(cast, event, someone(cast, manager=boss)) for _ in range(2))
    by_link = {"by": Actor(name=str(boss)), "at": NOW, "answered_by": "link"}
    bookings.approve(**by_link, booking=first)
    boss.posts.update(ends_on=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="holds no post any more"):
        bookings.approve(**by_link, booking=second)
    with pytest.raises(Refused, match="holds no post any more"):
        bookings.refuse_application(**by_link, booking=second, reason="No")
    assert (stands(first), stands(second)) == ("confirmed", "asked")
