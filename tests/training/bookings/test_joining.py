"""People joined, agencies merged: nobody is booked twice, and what is to come goes over."""

from datetime import date

import pytest

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.training.bookings import services
from goldenthread.training.bookings.models import Booking, Place
from goldenthread.training.bookings.terms import State
from goldenthread.training.events.models import RingFence
from goldenthread.whole.upkeep.services.people import merge_people, undo_merge
from goldenthread.whole.upkeep.services.successions import merge_agency
from tests.build.bookings import applies, someone, stands, with_places
from tests.build.events import a_course, local
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db


def test_two_entries_of_one_person_keep_one_place(cast: Cast) -> None:
    event, other = with_places(cast, 2), with_places(cast, 1, course=a_course(cast.fellside, "Another"))
    kept, gone = someone(cast), someone(cast)
    first, second = applies(cast, event, kept), applies(cast, event, gone)
    waiting = applies(cast, event, someone(cast))
    place = applies(cast, other, gone)
    queued = applies(cast, other, kept)
    earlier = services.withdraw(by=cast.officer.actor(), at=NOW, booking=queued)
    again = applies(cast, other, kept)
    merge = merge_people(by=COMMAND_LINE, at=NOW, on=TODAY, kept=kept, gone=gone, why="The same number")
    assert [(stands(one), Booking.objects.get(pk=one.pk).person_id) for one in (first, second)] == [
        ("confirmed", kept.pk),
        ("cancelled", kept.pk),
    ]
    assert stands(waiting) == State.OFFERED, "the place given up goes to the next"
    assert (stands(place), stands(again), stands(earlier)) == ("confirmed", "withdrawn", "withdrawn")
    assert Booking.objects.filter(person=gone).count() == 0
    undo_merge(by=COMMAND_LINE, at=NOW, on=TODAY, merge=merge)
    assert set(Booking.objects.filter(person=gone).values_list("pk", flat=True)) == {second.pk, place.pk}


def test_an_agencys_bookings_to_come_follow_it_into_another(cast: Cast) -> None:
    past = with_places(cast, course=a_course(cast.fellside, "Past"), starts_at=local(4, 3, 9))
    event = with_places(cast, 3)
    officer = cast.officer.actor()
    services.ring_fence(by=officer, at=NOW, event=event, agency=cast.school, places=2, released_on=date(2026, 3, 20))
    services.ring_fence(by=officer, at=NOW, event=event, agency=cast.council, places=1, released_on=date(2026, 3, 20))
    before = applies(cast, past, someone(cast))
    booked = applies(cast, event, someone(cast))
    later = local(5, 3, 9)
    merge_agency(by=COMMAND_LINE, at=later, on=later.date(), agency=cast.school, into=cast.council)
    before.refresh_from_db()
    booked.refresh_from_db()
    assert (before.agency, booked.agency) == (cast.school, cast.council)
    assert (booked.state, booked.place.kept_for) == (State.CONFIRMED, cast.council)
    assert Place.objects.filter(event=event, kept_for=cast.council).count() == 3
    assert list(RingFence.objects.values_list("agency_id", "places")) == [(cast.council.pk, 3)]
    services.cancel(by=officer, at=later, booking=booked)
    assert stands(booked) == State.CANCELLED
