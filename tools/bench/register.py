"""The programme's pages, the register of sixty people, and three hundred certificates."""

from datetime import timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

import typst
from django.apps import apps
from django.test.utils import override_settings

from goldenthread.kernel import clock
from goldenthread.training.bookings.terms import State
from goldenthread.training.certificates.selectors import as_pdf
from goldenthread.training.certificates.selectors.printing import STANDARD, _material, fonts

from .county import settled_county
from .pages import an_officer, fetched, slowest_query
from .registry import Bench, Figure, fastest, measure

PEOPLE = 60
CERTIFICATES = 300
NUMBERS = count(1)


def an_event() -> Any:
    """An event of sixty booked people, on now."""
    partnership = apps.get_model("partnerships.Partnership").objects.get()
    title = f"Bench {next(NUMBERS)}"
    slug = title.lower().replace(" ", "-")
    course = apps.get_model("catalogue.Course").objects.create(
        partnership=partnership, key=slug, title=title, minutes=360
    )
    event = apps.get_model("events.Event").objects.create(
        partnership=partnership, course=course, slug=slug, title=title, state="published", published_at=clock.now()
    )
    starts_at = clock.now() - timedelta(hours=1)
    event.sessions.create(starts_at=starts_at, ends_at=starts_at + timedelta(hours=6))
    place, booking = apps.get_model("bookings.Place"), apps.get_model("bookings.Booking")
    places = place.objects.bulk_create(place(event=event, number=number) for number in range(1, PEOPLE + 1))
    posts = apps.get_model("workforce.Post").objects.order_by("pk")[:PEOPLE]
    booking.objects.bulk_create(
        booking(
            event=event,
            person_id=post.person_id,
            agency_id=post.agency_id,
            place=seat,
            state=State.CONFIRMED,
            applied_at=starts_at,
            confirmed_at=starts_at,
        )
        for post, seat in zip(posts, places, strict=True)
    )
    return event


@measure("register")
def register(bench: Bench) -> list[Figure]:
    """The register of sixty against a bare page: same layout, signed in, one query, as many rows."""
    settled_county(bench)
    with override_settings(ROOT_URLCONF="tools.bench.pages"):
        client = an_officer()
        event = an_event()
        address = f"/training/events/{event.partnership.slug}/{event.slug}/register/"
        fetched(client, address)()
        _, queries = slowest_query(client, address)
        floor = fastest(fetched(client, "/bench/bare/"), rounds=9)
        taken = fastest(fetched(client, address), rounds=9)
    return [bench.figure(f"register of {PEOPLE}", taken, floor, 4.0, f"{queries} queries")]


def a_programme(count_: int) -> None:
    """Further events of the county, so that the list has pages."""
    event, session = apps.get_model("events.Event"), apps.get_model("events.Session")
    first = event.objects.order_by("pk")[0]
    made = event.objects.bulk_create(
        event(
            partnership=first.partnership,
            course=first.course,
            slug=f"programme-{number}",
            title=f"Programme {number}",
            state="published",
            published_at=clock.now(),
        )
        for number in range(count_)
    )
    session.objects.bulk_create(
        session(event=one, starts_at=day, ends_at=day + timedelta(hours=3))
        for number, one in enumerate(made)
        for day in [clock.now() + timedelta(days=1 + number % 200)]
    )


@measure("programme")
def programme(bench: Bench) -> list[Figure]:
    """The list of a thousand events, one event's plan and its room, against a bare page."""
    settled_county(bench)
    with override_settings(ROOT_URLCONF="tools.bench.pages"):
        client = an_officer()
        event = an_event()
        a_programme(1_000)
        floor = fastest(fetched(client, "/bench/bare/"), rounds=9)
        figures = []
        for name, address in (
            ("list of events", "/programme/events/"),
            ("one event's plan", f"/programme/events/{event.slug}/"),
            ("one event's room", f"/programme/events/{event.slug}/room/"),
        ):
            fetched(client, address)()
            _, queries = slowest_query(client, address)
            taken = fastest(fetched(client, address), rounds=9)
            figures.append(bench.figure(name, taken, floor, 4.0, f"{queries} queries"))
    return figures


def a_certificate(number: int) -> Any:
    """What a certificate prints, as a row would say it."""
    day = clock.today()
    partnership = SimpleNamespace(name="County Safeguarding Children Partnership", logo=None, colour="#1b2f4b")
    return SimpleNamespace(
        partnership_id=1,
        partnership=partnership,
        name=f"Robin Marl {number}",
        course_title="Neglect",
        level="Level 3",
        outcomes=["Recognise the signs of neglect", "Use the profile with a family", "Challenge drift"],
        minutes=360,
        participatory_minutes=240,
        completed_on=day,
        expires_on=day.replace(day=1),
        code=f"{number:012d}",
    )


@measure("certificates")
def certificates(bench: Bench) -> list[Figure]:
    """Three hundred certificates, one file each, against compiling the same pages with all that they say at hand."""
    made = [a_certificate(number) for number in range(CERTIFICATES)]
    at_hand = [_material([one]) for one in made]

    def printed() -> None:
        for one in made:
            as_pdf([one])

    def bare() -> None:
        compile_: Any = typst.compile
        for files, said in at_hand:
            compile_(files, font_paths=fonts(), sys_inputs={"said": said}, format="pdf", pdf_standards=[STANDARD])

    floor, taken = fastest(bare, rounds=2), fastest(printed, rounds=2)
    note = f"{taken / CERTIFICATES * 1000:.1f} ms each"
    together = fastest(lambda: as_pdf(made), rounds=2)
    return [
        bench.figure(f"{CERTIFICATES} certificates, a file each", taken, floor, 2.0, note),
        bench.figure(f"{CERTIFICATES} certificates in one file", together, floor, 1.0),
    ]
