"""A county of ten agencies for trials with real processes: two hundred people who can sign in, and a full event."""

import json
import sys
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command

from goldenthread.kernel import clock
from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.accounts.models import Account
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.partnerships.terms import AgencyKind, Duty
from goldenthread.setting.workforce.models import Address, Person, Post
from goldenthread.setting.workforce.terms import ApprovedBy
from goldenthread.training.bookings import services
from goldenthread.training.bookings.models import Booking, Place
from goldenthread.training.bookings.terms import HOLDING
from goldenthread.training.events import services as planning
from goldenthread.training.events.models import Event
from tests import cast as people
from tests.cast import SINCE

AGENCIES, EACH, PLACES, KEPT, CAP = 10, 20, 20, 6, 3
EVERYONE = AGENCIES * EACH
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def prepare() -> dict[str, Any]:
    """Twenty places, six of them kept for the first agency, at most three for another; a session for everyone."""
    call_command("migrate", verbosity=0)
    fellside, _ = people.two_partnerships()
    agencies = [
        people.agency(f"Agency {number}", fellside, AgencyKind.VOLUNTARY, Duty.RELEVANT_AGENCY)
        for number in range(AGENCIES)
    ]
    for key in ("neglect", "quiet"):
        _event(fellside, agencies[0], key)
    sessions = {}
    for number in range(EVERYONE):
        sessions.update(_person(number, fellside, agencies[number % AGENCIES]))
    return {"sessions": sessions}


def _event(fellside: Partnership, agency: Agency, key: str) -> None:
    course = fellside.courses.create(key=key, title=key.title(), minutes=360, state="published")
    at = clock.now()
    starts_at = at + timedelta(days=30)
    event = planning.plan_event(
        by=COMMAND_LINE,
        at=at,
        partnership=fellside,
        course=course,
        sessions=[(starts_at, starts_at + timedelta(hours=3), None, "")],
        mode="online",
        online_link="https://meet.example/1",
        places_per_agency=CAP,
    )
    planning.publish_event(by=COMMAND_LINE, at=at, event=event)
    services.set_places(by=COMMAND_LINE, at=at, event=event, room=0, online=PLACES)
    services.ring_fence(
        by=COMMAND_LINE, at=at, event=event, agency=agency, places=KEPT, released_on=at.date() + timedelta(days=20)
    )
    Event.objects.filter(pk=event.pk).update(slug=key)


def _person(number: int, fellside: Partnership, agency: Agency) -> dict[str, str]:
    account = Account.objects.create(email=f"person{number}@agency.example", name=f"Robin {number}")
    person = Person.objects.create(given_name="Robin", family_name=f"Marl{number}", account=account)
    Address.objects.create(person=person, email=account.email, is_preferred=True)
    Post.objects.create(
        person=person,
        agency=agency,
        partnership=fellside,
        job_title="Worker",
        approved_by=ApprovedBy.NONE_DECLARED,
        starts_on=SINCE,
    )
    return {str(person.pk): _session(account)}


def _session(account: Account) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def rows(slug: str) -> dict[str, Any]:
    """What stands in the database of one event afterwards."""
    event = Event.objects.get(slug=slug)
    bookings = Booking.objects.filter(event=event).order_by("turn", "pk")
    places = Place.objects.filter(event=event)
    return {
        "bookings": list(bookings.values("id", "person_id", "agency_id", "state", "turn", "place_id")),
        "kept": dict(places.filter(kept_for__isnull=False).values_list("pk", "kept_for_id")),
        "places": places.count(),
        "held": bookings.filter(state__in=HOLDING).values("place_id").distinct().count(),
    }


def tell(slug: str = "") -> None:
    """Print how one event stands; without one, prepare the county."""
    sys.stdout.write(json.dumps(rows(slug) if slug else prepare()))
