"""Places are rows: nobody is overbooked and no kept place is taken, whatever the code forgets; raised and lowered."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from goldenthread.kernel.actor import CLOCK
from goldenthread.kernel.refusal import Refused
from goldenthread.training.bookings import jobs, selectors, services, triggers
from goldenthread.training.bookings.models import Booking, Place
from goldenthread.training.bookings.terms import State
from goldenthread.training.events import services as planning
from tests.build.bookings import applies, someone, stands, with_places
from tests.build.events import a_course, an_event, local
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db
RELEASE = date(2026, 3, 12)


def raw(statement: str, *values: object) -> None:
    """Write past every rule of ours."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_database_gives_no_place_twice(cast: Cast) -> None:
    event = with_places(cast, 1)
    booked, waiting = applies(cast, event, someone(cast)), applies(cast, event, someone(cast))
    take = "UPDATE bookings_booking SET state = 'confirmed', place_id = %s WHERE id = %s"
    with pytest.raises(IntegrityError, match="(?i)unique"):
        raw(take, booked.place_id, waiting.pk)
    with pytest.raises(IntegrityError, match="booking_holds_place_when_booked"):
        raw("UPDATE bookings_booking SET state = 'confirmed' WHERE id = %s", waiting.pk)
    with pytest.raises(IntegrityError, match="booking_holds_place_when_booked"):
        raw("UPDATE bookings_booking SET state = 'cancelled' WHERE id = %s", booked.pk)
    services.set_places(by=cast.officer.actor(), at=NOW, event=event, room=1)
    spare = Place.objects.create(event=event, number=9)
    raw(take, spare.pk, waiting.pk)
    assert stands(waiting) == State.CONFIRMED


def test_the_database_keeps_places_for_whom_they_are(cast: Cast) -> None:
    event, other = with_places(cast, 2), with_places(cast, 1, course=a_course(cast.fellside, "Another"))
    theirs = Place.objects.filter(event=event).order_by("number").last()
    elsewhere = Place.objects.get(event=other)
    booked = applies(cast, event, someone(cast))
    Place.objects.filter(pk=theirs.pk).update(kept_for=cast.council)
    take = "UPDATE bookings_booking SET place_id = %s WHERE id = %s"
    for place in (theirs, elsewhere):
        with pytest.raises(IntegrityError, match=triggers.THEIRS):
            raw(take, place.pk, booked.pk)
    keep = "UPDATE bookings_place SET kept_for_id = %s WHERE id = %s"
    with pytest.raises(IntegrityError, match=triggers.HELD):
        raw(keep, cast.council.pk, booked.place_id)
    with pytest.raises(IntegrityError, match=triggers.HELD):
        raw("UPDATE bookings_place SET event_id = %s WHERE id = %s", other.pk, booked.place_id)
    raw(keep, cast.school.pk, booked.place_id)
    with pytest.raises(IntegrityError, match=triggers.THEIRS):
        raw("UPDATE bookings_booking SET agency_id = %s WHERE id = %s", cast.police.pk, booked.pk)
    copy = "INSERT INTO bookings_booking ({0}) SELECT {1} FROM bookings_booking WHERE id = %s"
    columns = [field.column for field in Booking._meta.concrete_fields if not field.primary_key]
    changed = {"person_id": str(someone(cast).pk), "place_id": str(theirs.pk), "turn": "77"}
    with pytest.raises(IntegrityError, match=triggers.THEIRS):
        raw(copy.format(", ".join(columns), ", ".join(changed.get(name, name) for name in columns)), booked.pk)
    changed["agency_id"] = str(cast.council.pk)
    raw(copy.format(", ".join(columns), ", ".join(changed.get(name, name) for name in columns)), booked.pk)
    assert Booking.objects.filter(event=event, place=theirs, agency=cast.council).count() == 1


def test_missing_triggers_are_said_and_put_back(cast: Cast) -> None:
    assert triggers.check_installed(["default"]) == []
    table = "" if connection.vendor == "sqlite" else " ON bookings_place"
    raw(f"DROP TRIGGER bookings_place_kept_for_holder{table}")
    assert [one.id for one in triggers.check_installed(["default"])] == ["goldenthread.bookings.E001"]
    call_command("migrate", "bookings", verbosity=0)
    assert triggers.check_installed(["default"]) == []


def test_raising_adds_places_and_offers_them_in_turn(cast: Cast) -> None:
    event = with_places(cast, 1)
    booked, second, third, fourth = (applies(cast, event, someone(cast)) for _ in range(4))
    services.set_places(by=cast.officer.actor(), at=NOW, event=event, room=3)
    assert [stands(one) for one in (booked, second, third, fourth)] == ["confirmed", "offered", "offered", "waiting"]
    assert list(Place.objects.filter(event=event).order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_lowering_refuses_while_places_are_taken_and_says_whose(cast: Cast) -> None:
    event = with_places(cast, 4)
    people = [someone(cast) for _ in range(2)]
    bookings = [applies(cast, event, person) for person in people]
    officer = cast.officer.actor()
    services.ring_fence(by=officer, at=NOW, event=event, agency=cast.council, places=1, released_on=RELEASE)
    with pytest.raises(Refused) as refused:
        services.set_places(by=officer, at=NOW, event=event, room=1)
    assert refused.value.refusal.errors["room"] == (
        f"There cannot be only 1. 2 places in the room are taken: {people[0]}, {people[1]}. "
        "1 are kept for Fellside Council."
    )
    with pytest.raises(Refused):
        services.set_places(by=cast.lead.actor(), at=NOW, event=event, room=9)
    with pytest.raises(Refused, match="from 0 to 5,000"):
        services.set_places(by=officer, at=NOW, event=event, room=5_001)
    assert Place.objects.filter(event=event).count() == 4
    services.set_places(by=officer, at=NOW, event=event, room=3)
    services.ring_fence(by=officer, at=NOW, event=event, agency=cast.council, places=0, released_on=RELEASE)
    services.cancel(by=officer, at=NOW, booking=bookings[0])
    services.set_places(by=officer, at=NOW, event=event, room=1)
    assert selectors.numbers_of(event).places == 1
    assert stands(bookings[1]) == State.CONFIRMED


@pytest.mark.requirement("A35")
def test_a_free_venues_partner_has_its_places_until_they_are_released(cast: Cast) -> None:
    event = with_places(cast, 20)
    officer = cast.officer.actor()
    services.ring_fence(
        by=officer, at=NOW, event=event, agency=cast.council, places=8, released_on=RELEASE, why="Gives the venue"
    )
    outsiders = [applies(cast, event, someone(cast)) for _ in range(15)]
    assert [stands(one) for one in outsiders] == ["confirmed"] * 12 + ["waiting"] * 3
    assert selectors.waiting_list(event, NOW)[0].why == "The places that are free are kept for other agencies."
    own = [applies(cast, event, someone(cast, cast.council)) for _ in range(2)]
    assert [(one.state, one.place.kept_for_id) for one in own] == [("confirmed", cast.council.pk)] * 2
    numbers = selectors.numbers_of(event)
    assert (numbers.places, numbers.booked, numbers.free, numbers.kept, numbers.waiting) == (20, 14, 6, 6, 3)
    assert jobs.release_kept_places(local(11, 3, 23, 59), date(2026, 3, 11)) == 0
    at = local(12, 3, 0, 1)
    assert jobs.release_kept_places(at, RELEASE) == 1
    assert [stands(one) for one in outsiders] == ["confirmed"] * 12 + ["offered"] * 3
    services.accept_offer(by=officer, at=at, booking=outsiders[12])
    assert stands(outsiders[12]) == State.CONFIRMED
    assert jobs.release_kept_places(at, RELEASE) == 0
    assert selectors.numbers_of(event).kept == 0


def test_keeping_counts_those_who_are_booked_and_never_more_than_there_is(cast: Cast) -> None:
    event = with_places(cast, 3)
    officer = cast.officer.actor()
    booked = applies(cast, event, someone(cast))
    other = applies(cast, event, someone(cast, cast.police))
    keep = {"by": officer, "at": NOW, "event": event, "agency": cast.school, "released_on": RELEASE}
    with pytest.raises(Refused, match="Only 2 places can be kept for Tarn Lane School"):
        services.ring_fence(**keep, places=3)
    assert not Place.objects.filter(event=event, kept_for__isnull=False).exists()
    services.ring_fence(**keep, places=2)
    booked.refresh_from_db()
    other.refresh_from_db()
    assert (booked.place.kept_for_id, other.place.kept_for_id) == (cast.school.pk, None)
    services.ring_fence(**keep, places=1)
    assert list(Place.objects.filter(kept_for=cast.school)) == [booked.place]
    with pytest.raises(Refused, match="The day of release is over"):
        services.ring_fence(**{**keep, "released_on": TODAY - timedelta(days=1)}, places=1)


def test_a_promise_made_before_there_are_places_is_kept_when_there_are(cast: Cast) -> None:
    event = an_event(cast)
    officer = cast.officer.actor()
    planning.promise_places(
        by=officer, at=NOW, event=event, agency=cast.council, places=2, released_on=RELEASE, why="Venue"
    )
    services.set_places(by=officer, at=NOW, event=event, room=3)
    outsiders = [applies(cast, event, someone(cast)) for _ in range(2)]
    assert [stands(one) for one in outsiders] == ["confirmed", "waiting"]
    assert jobs.offer_free_places(NOW, TODAY) == 0
    assert services.offer_freed_places(by=CLOCK, at=NOW, event=event) == []
