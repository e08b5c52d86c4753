"""What became of events: rows as a season of booking leaves them, many at once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.workforce.models import Person
from goldenthread.training.bookings.models import Booking, Place, Register
from goldenthread.training.bookings.terms import Outcome, Source, State
from goldenthread.training.catalogue.models import Course
from goldenthread.training.events.models import Event, Session
from goldenthread.training.events.terms import State as EventState
from goldenthread.training.standing.services import take_force
from tests.cast import NOW, SINCE

NUMBERS = count(1)

KINDS: dict[str, tuple[str, str]] = {
    "attended": (State.CONFIRMED, Outcome.ATTENDED),
    "part": (State.CONFIRMED, Outcome.PART),
    "absent": (State.CONFIRMED, Outcome.ABSENT),
    "apologies": (State.CONFIRMED, Outcome.APOLOGIES),
    "booked": (State.CONFIRMED, ""),
    "walk_in": (State.CONFIRMED, Outcome.ATTENDED),
    "cancelled": (State.CANCELLED, ""),
    "late": (State.CANCELLED_LATE, ""),
    "waiting": (State.WAITING, ""),
    "refused": (State.REFUSED, ""),
    "handed_on": (State.HANDED_ON, ""),
}


def held_to(partnership: Partnership, text: str) -> None:
    """A framework file taken into force from the start."""
    version = frameworks.import_text(by=COMMAND_LINE, at=NOW, partnership=partnership, text=text)
    take_force(by=COMMAND_LINE, at=NOW, version=version, on=SINCE)


def a_past_event(
    partnership: Partnership,
    course: Course,
    starts_at: datetime,
    *,
    places: int = 20,
    title: str = "",
    sessions: Iterable[datetime] = (),
    hours: float = 6,
    **fields: object,
) -> Event:
    """An event as it stands when it is over: sessions, places, and a closed register."""
    event = Event.objects.create(
        partnership=partnership,
        course=course,
        title=title or course.title,
        slug=f"event-{next(NUMBERS)}",
        **{"state": EventState.PUBLISHED, "published_at": NOW, **fields},
    )
    for begins in (starts_at, *sessions):
        Session.objects.create(event=event, starts_at=begins, ends_at=begins + timedelta(hours=hours))
    Place.objects.bulk_create(Place(event=event, number=number) for number in range(1, places + 1))
    Register.objects.create(event=event, closed_at=starts_at + timedelta(hours=hours), times_closed=1)
    return event


def people_of(event: Event, agency: Agency, *, at: datetime = NOW, **numbers: int) -> list[Booking]:
    """So many of an agency's people of each kind: `attended=8, absent=2`. Who has no place is without limit."""
    wanted = [kind for kind, number in numbers.items() for _ in range(number)]
    people = Person.objects.bulk_create(Person(given_name="Robin", family_name=f"Marl {next(NUMBERS)}") for _ in wanted)
    free = list(Place.objects.filter(event=event, bookings__isnull=True).order_by("number"))
    made = []
    for kind, person in zip(wanted, people, strict=True):
        state, outcome = KINDS[kind]
        holds = state == State.CONFIRMED
        place = free.pop(0) if holds and free else None
        made.append(
            Booking(
                event=event,
                person=person,
                agency=agency,
                state=state,
                outcome=outcome,
                place=place,
                is_without_limit=holds and place is None,
                source=Source.WALK_IN if kind == "walk_in" else Source.OWN,
                applied_at=at,
                ended_at=None if holds or state == State.WAITING else at,
                confirmed_at=at if state not in (State.WAITING, State.REFUSED) else None,
                turn=next(NUMBERS) if state == State.WAITING else None,
            )
        )
    return Booking.objects.bulk_create(made)
