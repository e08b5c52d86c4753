"""Events with places and people who come: every builder calls the services."""

from datetime import date, datetime
from itertools import count
from typing import Any

from goldenthread.kernel.actor import COMMAND_LINE, Actor
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.partnerships.terms import AgencyKind, Duty
from goldenthread.setting.workforce.models import Address, Person
from goldenthread.training.bookings import services
from goldenthread.training.bookings.models import Booking
from goldenthread.training.bookings.terms import Application
from goldenthread.training.events.models import Event
from goldenthread.training.standing.services import take_force
from tests import cast as people
from tests.build.events import an_event
from tests.cast import NOW, SINCE, Cast

NUMBERS = count(1)


def says(partnership: Partnership, booking: str = "", more: str = "", on: date = SINCE) -> None:
    """A framework in force whose booking policy says this."""
    text = (
        'format = 1\n[framework]\nkey = "local"\ntitle = "Local"\n'
        f'partnership = "{partnership.name}"\n{more}\n[booking]\n{booking}\n'
    )
    version = frameworks.import_text(by=COMMAND_LINE, at=NOW, partnership=partnership, text=text)
    take_force(by=COMMAND_LINE, at=NOW, version=version, on=on)


def someone(cast: Cast, agency: Agency | None = None, **post: Any) -> Person:
    """Somebody in post in Fellside, without an account."""
    number = next(NUMBERS)
    person = Person.objects.create(given_name=f"Robin{number}", family_name="Marl")
    Address.objects.create(person=person, email=f"robin{number}@agency.example", is_preferred=True)
    people.post(person, agency or cast.school, post.pop("partnership", cast.fellside), "Worker", **post)
    return person


def agencies(cast: Cast, number: int) -> list[Agency]:
    """More agencies of Fellside, of several kinds."""
    kinds = (AgencyKind.VOLUNTARY, AgencyKind.SCHOOL, AgencyKind.HEALTH_PROVIDER, AgencyKind.POLICE)
    return [
        people.agency(f"Agency {next(NUMBERS)}", cast.fellside, kinds[i % len(kinds)], Duty.RELEVANT_AGENCY)
        for i in range(number)
    ]


def with_places(cast: Cast, room: int = 20, *, online: int = 0, **fields: Any) -> Event:
    """A published event with so many places, on 24 March 2026."""
    event = an_event(cast, **fields)
    return services.set_places(by=cast.officer.actor(), at=NOW, event=event, room=room, online=online)


def applies(
    cast: Cast,
    event: Event,
    person: Person,
    agency: Agency | None = None,
    *,
    by: Actor | None = None,
    at: datetime = NOW,
    **said: Any,
) -> Booking:
    """Somebody applies, by the office unless told otherwise."""
    return services.apply(
        by=by or Actor(name=str(person), person_id=person.pk),
        at=at,
        event=event,
        person=person,
        agency=agency or person.posts.get().agency,
        application=Application(**said),
    )


def stands(booking: Booking) -> str:
    """How a booking stands in the database."""
    return str(Booking.objects.get(pk=booking.pk).state)
