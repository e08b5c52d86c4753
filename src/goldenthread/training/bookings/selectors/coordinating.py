"""An agency's people as its coordinator books them: found by name, or pasted from a list."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.setting.workforce.models import Address, Person, Post
from goldenthread.setting.workforce.selectors.finding import held_on, named, posts_in
from goldenthread.training.events.models import Event
from goldenthread.training.events.selectors import events_of
from goldenthread.training.events.terms import State as EventState

from ..models import Booking
from ..terms import OPEN

MOST = 100


def _posts(actor: Actor, partnership_id: int, agency_id: int, on: date) -> QuerySet[Post]:
    rows = posts_in(actor, on=on, partnership_id=partnership_id, agency_id=agency_id)
    held: QuerySet[Post] = held_on(rows, on).filter(person__merged_into__isnull=True)
    return held


def colleagues_to_book(
    actor: Actor, partnership_id: int, agency_id: int, event: Event, term: str, on: date
) -> list[tuple[str, str]]:
    """People of an agency who are not booked on the event: their number, and how they are called there."""
    rows = _posts(actor, partnership_id, agency_id, on)
    there = Booking.objects.filter(event=event, state__in=OPEN).values("person_id")
    rows = (named(rows, term) if term else rows).exclude(person_id__in=there)
    found: dict[int, str] = {}
    for post in rows.order_by("person__family_name", "person__given_name", "pk")[: MOST * 2]:
        found.setdefault(post.person_id, f"{post.person}, {post.job_title}")
    return [(str(key), words) for key, words in list(found.items())[:MOST]]


@dataclass(frozen=True)
class Pasted:
    """A pasted list, line by line: who was meant, and the lines that name nobody or more than one."""

    people: tuple[Person, ...]
    unknown: tuple[str, ...]
    several: tuple[str, ...]


def people_pasted(actor: Actor, partnership_id: int, agency_id: int, text: str, on: date) -> Pasted:
    """Who a pasted list of names or e-mail addresses means, in the agency and only there."""
    rows = _posts(actor, partnership_id, agency_id, on)
    people: dict[int, Person] = {}
    unknown: list[str] = []
    several: list[str] = []
    for line in dict.fromkeys(line.strip(" \t,;") for line in text.splitlines()):
        if not line:
            continue
        who = {post.person_id: post.person for post in _meant(rows, line)[:3]}
        if len(who) == 1:
            people |= who
        else:
            (several if who else unknown).append(line)
    return Pasted(tuple(people.values()), tuple(unknown), tuple(several))


def _meant(rows: QuerySet[Post], line: str) -> QuerySet[Post]:
    """Posts of whoever a line names: "Sam Carter", "Carter, Sam" or an address."""
    if "@" in line:
        return rows.filter(person__in=Address.objects.filter(email__iexact=line).values("person_id"))
    family, comma, given = (part.strip() for part in line.partition(","))
    if comma:
        return rows.filter(person__family_name__iexact=family, person__given_name__iexact=given)
    given, _, family = line.partition(" ")
    exact = Q(person__family_name__iexact=family.strip()) & (
        Q(person__given_name__iexact=given) | Q(person__preferred_name__iexact=given)
    )
    found = rows.filter(exact)
    return found if found.exists() else named(rows, line)


def get_people(actor: Actor, partnership_id: int, agency_id: int, ids: list[str], on: date) -> list[Person]:
    """The people ticked, of the agency and only there."""
    wanted = {int(one) for one in ids if one.isascii() and one.isdigit() and len(one) < 19}
    rows = _posts(actor, partnership_id, agency_id, on).filter(person_id__in=wanted)
    return list({post.person_id: post.person for post in rows.order_by("person__family_name", "pk")}.values())


def events_for_agency(partnership_id: int, agency_id: int, at: datetime) -> QuerySet[Event]:
    """Events to come that an agency's people could be booked on: the programme's, and the agency's own."""
    rows = events_of([partnership_id]).filter(state__in=(EventState.PUBLISHED, EventState.CLOSED))
    rows = rows.filter(Q(for_agency__isnull=True) | Q(for_agency_id=agency_id))
    to_come: QuerySet[Event] = rows.filter(Q(("starts_at__gt", at)))
    return to_come
