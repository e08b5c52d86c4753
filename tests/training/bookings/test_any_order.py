"""One event, whatever happens to it in whatever order: never overbooked, no ring-fence robbed, nobody jumped."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from goldenthread.kernel.actor import CLOCK, COMMAND_LINE
from goldenthread.kernel.refusal import Refused
from goldenthread.training.bookings import selectors, services
from goldenthread.training.bookings.models import Approval, Booking, Place
from goldenthread.training.bookings.rules.turn import Waiter, who_is_next
from goldenthread.training.bookings.selectors.rooms import room_for_one, room_of, waiters_of
from goldenthread.training.bookings.terms import HOLDING, OPEN, Application, State
from goldenthread.training.events.models import RingFence
from tests.build.bookings import agencies, says, someone, with_places
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
PEOPLE = 9
CAP = 3


class OneEvent(RuleBasedStateMachine):
    """Three agencies of three people each want to come; an officer changes the places under them."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        says(self.cast.fellside, 'approval = "manager-approves"')
        self.at = NOW
        self.agencies = agencies(self.cast, 3)
        self.people = [someone(self.cast, agency) for agency in self.agencies for _ in range(PEOPLE // 3)]
        self.ended: set[int] = set()

    @initialize(room=st.integers(0, 5), hours=st.sampled_from([4, 24]))
    def begin(self, room: int, hours: int) -> None:
        self.event = with_places(self.cast, room, places_per_agency=CAP, offer_hours=hours)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    def bookings(self, *states: str) -> list[Booking]:
        return list(Booking.objects.filter(event=self.event, state__in=states).order_by("pk"))

    def one_of(self, number: int, *states: str) -> Booking | None:
        found = self.bookings(*states)
        return found[number % len(found)] if found else None

    @rule(who=st.integers(0, PEOPLE - 1), by_office=st.booleans())
    def apply(self, who: int, by_office: bool) -> None:
        person = self.people[who]
        standing = Booking.objects.filter(event=self.event, person=person, state__in=OPEN).exists()
        try:
            booking = services.apply(
                by=COMMAND_LINE,
                at=self.at,
                event=self.event,
                person=person,
                agency=self.agencies[who // 3],
                application=Application(),
            )
        except Refused:
            assert standing
            return
        assert not standing
        assert Booking.objects.get(pk=booking.pk).state == booking.state == State.ASKED

    @rule(number=st.integers(0, 20))
    def approve(self, number: int) -> None:
        booking = self.one_of(number, State.ASKED)
        if booking is None:
            return
        could = dict(who_is_next(waiters_of(self.event), room_of(self.event)))
        answered = services.approve(
            by=COMMAND_LINE, at=self.at, booking=booking, answered_by="telephone", answered_name="The head"
        )
        assert Booking.objects.get(pk=booking.pk).state == answered.state
        if answered.state == State.CONFIRMED:
            assert answered.place_id not in {seat.id for seat in could.values()}, "nobody who waits is jumped"

    @rule(number=st.integers(0, 20))
    def cancel(self, number: int) -> None:
        booking = self.one_of(number, State.CONFIRMED)
        if booking is not None:
            services.cancel(by=COMMAND_LINE, at=self.at, booking=booking)
            self.ended.add(booking.pk)

    @rule(number=st.integers(0, 20), takes=st.booleans())
    def answer_offer(self, number: int, takes: bool) -> None:
        booking = self.one_of(number, State.OFFERED)
        if booking is None:
            return
        answer = services.accept_offer if takes else services.decline_offer
        if booking.offered_until is not None and booking.offered_until <= self.at:
            with pytest.raises(Refused):
                answer(by=COMMAND_LINE, at=self.at, booking=booking)
        else:
            assert answer(by=COMMAND_LINE, at=self.at, booking=booking).state in (State.CONFIRMED, State.WITHDRAWN)

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)
        services.release_due(by=CLOCK, at=self.at, on=self.at.date())
        services.expire_offers(by=CLOCK, at=self.at)
        services.offer_freed_places(by=CLOCK, at=self.at)
        assert not Booking.objects.filter(state=State.OFFERED, offered_until__lte=self.at).exists()

    @rule(room=st.integers(0, 8))
    def set_places(self, room: int) -> None:
        held = len(self.bookings(*HOLDING))
        before = Place.objects.filter(event=self.event).count()
        try:
            services.set_places(by=COMMAND_LINE, at=self.at, event=self.event, room=room)
        except Refused:
            assert room < before and Place.objects.filter(event=self.event).count() == before
            return
        assert Place.objects.filter(event=self.event).count() == room >= held

    @rule(which=st.integers(0, 2), places=st.integers(0, 4), days=st.integers(0, 10))
    def ring_fence(self, which: int, places: int, days: int) -> None:
        day = min(self.at.date() + timedelta(days=days), date(2026, 3, 24))
        try:
            services.ring_fence(
                by=COMMAND_LINE,
                at=self.at,
                event=self.event,
                agency=self.agencies[which],
                places=places,
                released_on=day,
            )
        except Refused:
            assert places

    @precondition(lambda self: hasattr(self, "event"))
    @invariant()
    def places_are_kept(self) -> None:
        held = self.bookings(*HOLDING)
        places = {place.pk: place for place in Place.objects.filter(event=self.event)}
        assert len({one.place_id for one in held}) == len(held) <= len(places)
        kept = Counter(place.kept_for_id for place in places.values() if place.kept_for_id)
        for one in held:
            assert places[one.place_id or 0].kept_for_id in (None, one.agency_id)
        for fence in RingFence.objects.filter(event=self.event, released_at__isnull=True):
            assert kept[fence.agency_id] <= fence.places
        assert all(one.place_id is None for one in self.bookings(State.ASKED, State.WAITING, State.WITHDRAWN))
        opened = Counter(one.person_id for one in self.bookings(*OPEN))
        assert not opened or max(opened.values()) == 1

    @precondition(lambda self: hasattr(self, "event"))
    @invariant()
    def nobody_waits_for_a_place_they_could_have(self) -> None:
        if self.at < NOW + timedelta(days=20):
            left = who_is_next(waiters_of(self.event), room_of(self.event))
            assert left == [], "what is free has been offered"
        turns = [one.turn for one in self.bookings(State.WAITING, State.OFFERED)]
        assert len(set(turns)) == len(turns)
        positions = [one.position for one in selectors.waiting_list(self.event, self.at)]
        assert positions == list(range(1, len(positions) + 1))

    @precondition(lambda self: hasattr(self, "event"))
    @invariant()
    def the_place_read_alone_is_the_one_the_rule_chooses(self) -> None:
        room = room_of(self.event)
        for agency in self.agencies:
            for wants_online in (False, True):
                one = Waiter(0, 0, agency.pk, wants_online)
                alone = room_for_one(self.event, one, dict(room.held))
                assert alone.seat_for(one) == room.seat_for(one)

    @precondition(lambda self: hasattr(self, "event"))
    @invariant()
    def what_ended_stays_ended(self) -> None:
        assert not Booking.objects.filter(pk__in=self.ended).exclude(state=State.CANCELLED).exists()
        unanswered = Approval.objects.filter(booking__event=self.event, answered_at__isnull=True)
        assert set(unanswered.values_list("booking__state", flat=True)) <= {State.ASKED}


def test_whatever_happens_in_whatever_order(cast: Cast) -> None:
    class Here(OneEvent):
        pass

    Here.cast = cast
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=15,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
