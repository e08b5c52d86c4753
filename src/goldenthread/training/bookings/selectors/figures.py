"""Figures of the programme for any period, course, agency and report group, and the records behind each (A13, B63)."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.figures import Share
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.setting.partnerships.models import Agency, ReportGroup
from goldenthread.setting.partnerships.selectors import roll_up
from goldenthread.training.catalogue.terms import Arrangement
from goldenthread.training.events.models import Event, Session
from goldenthread.training.events.selectors import delivery_types, events_of
from goldenthread.training.events.terms import Kind
from goldenthread.training.events.terms import State as EventState

from ..models import Booking, Place
from ..rules.figures import Tally, counted_otherwise, total_of
from ..terms import Outcome, Source, State

CAME = (Outcome.ATTENDED, Outcome.PART)
HAD_PLACE = Q(state__in=(State.CONFIRMED, State.CANCELLED, State.CANCELLED_LATE))
WALKED_IN = Q(source=Source.WALK_IN)
MEASURES: dict[str, Q] = {
    "registered": HAD_PLACE & ~WALKED_IN,
    "booked": Q(state__in=(State.CONFIRMED, State.CANCELLED_LATE)) & ~WALKED_IN,
    "attended": Q(state=State.CONFIRMED, outcome__in=CAME),
    "completed": Q(state=State.CONFIRMED, outcome=Outcome.ATTENDED),
    "walk_ins": Q(state=State.CONFIRMED, outcome__in=CAME) & WALKED_IN,
    "absent": Q(state=State.CONFIRMED, outcome=Outcome.ABSENT),
    "apologies": Q(state=State.CONFIRMED, outcome=Outcome.APOLOGIES),
    "cancelled": Q(state=State.CANCELLED),
    "late": Q(state=State.CANCELLED_LATE),
}
"""Which bookings stand behind each number. Walk-ins who are not marked as having come count nowhere."""

NO_GROUP = "In no report group"
READERS = (Role.OFFICER, Role.BOARD, Role.CHAIR)


@dataclass(frozen=True)
class Asked:
    """Which figures: of events that begin between two days, of some courses, of some people."""

    starts_on: date
    ends_on: date
    course_id: int | None = None
    agency_id: int | None = None
    group_id: int | None = None
    arrangement: str = Arrangement.OWN

    @property
    def is_of_some(self) -> bool:
        """Narrowed to an agency's or a group's people, who have no capacity of their own."""
        return self.agency_id is not None or self.group_id is not None


@dataclass(frozen=True)
class Row:
    """One line of the figures, and its part in everyone who attended."""

    key: str
    name: str
    tally: Tally
    of_attendance: Share


@dataclass(frozen=True)
class Figures:
    """Rows and their total. Without a total, `differs` says which rows keep it from being printed."""

    rows: tuple[Row, ...]
    total: Tally | None
    differs: tuple[str, ...]
    has_events: bool  # whether events and places can be told apart by these rows


@dataclass(frozen=True)
class Held:
    """One event as the figures see it."""

    id: int
    title: str
    starts_at: datetime
    course_id: int
    course: str
    delivery: str
    is_limited: bool
    is_cancelled: bool

    @property
    def month(self) -> date:
        return self.starts_at.astimezone(LONDON).date().replace(day=1)


@dataclass(frozen=True)
class Cell:
    """The people of one agency at one event."""

    event: Held
    agency_id: int
    agency: str
    tally: Tally


def can_read(actor: Actor, partnership_id: int) -> bool:
    return actor.holds(Role.ADMINISTRATOR) or partnership_id in actor.partnerships_as(*READERS)


def figures(actor: Actor, partnership_id: int, asked: Asked, by: str) -> Figures:
    """What the programme came to, row by row. As many queries for a year as for a day."""
    refuse(None if can_read(actor, partnership_id) else not_visible("These figures"))
    groups = roll_up(partnership_id) if by == "group" or asked.group_id else {}
    held = _held(partnership_id, asked)
    cells = _cells(held, asked, groups)
    if by in ("agency", "group"):
        return _by_people(cells, groups, by)
    event_tallies = {} if asked.is_of_some else _of_events(held, cells)
    named = _namer(partnership_id, by, asked.ends_on)
    sorted_out: dict[str, list[Tally]] = defaultdict(list)
    names: dict[str, str] = {}
    for event in held.values():
        key, name = named(event)
        names[key] = name
        sorted_out[key].append(event_tallies.get(event.id, Tally()))
    for cell in cells:
        sorted_out[named(cell.event)[0]].append(cell.tally)
    whole = Tally.together([*event_tallies.values(), *(cell.tally for cell in cells)])
    rows = _rows({key: Tally.together(found) for key, found in sorted_out.items()}, names, whole)
    return Figures(rows, total_of([row.tally for row in rows], whole), (), has_events=not asked.is_of_some)


def _by_people(cells: Sequence[Cell], groups: Mapping[int, frozenset[int]], by: str) -> Figures:
    agencies = {cell.agency_id: cell.agency for cell in cells}
    if by == "agency":
        rows_of = {agency_id: [str(agency_id)] for agency_id in agencies}
        names = {str(agency_id): name for agency_id, name in agencies.items()}
    else:
        top = dict(ReportGroup.objects.filter(pk__in=groups, within=None).values_list("pk", "name"))
        names = {str(key): name for key, name in top.items()} | {"none": NO_GROUP}
        rows_of = {one: [str(key) for key in top if one in groups[key]] or ["none"] for one in agencies}
    sums: dict[str, list[Tally]] = defaultdict(list)
    for cell in cells:
        for key in rows_of[cell.agency_id]:
            sums[key].append(cell.tally)
    whole = Tally.together(cell.tally for cell in cells)
    rows = _rows({key: Tally.together(found) for key, found in sums.items()}, names, whole)
    total = total_of([row.tally for row in rows], whole)
    differs = counted_otherwise({agencies[one]: [names[key] for key in keys] for one, keys in rows_of.items()})
    return Figures(rows, total, () if total else differs, has_events=False)


def _rows(tallies: Mapping[str, Tally], names: Mapping[str, str], whole: Tally) -> tuple[Row, ...]:
    return tuple(
        Row(key, names[key], tally, Share(tally.attended, whole.attended, "everyone who attended"))
        for key, tally in tallies.items()
    )


def _namer(partnership_id: int, by: str, on: date) -> Callable[[Held], tuple[str, str]]:
    if by == "course":
        return lambda event: (str(event.course_id), event.course)
    if by == "month":
        return lambda event: (f"{event.month:%Y-%m}", f"{event.month:%B %Y}")
    if by == "event":
        return lambda event: (str(event.id), f"{event.title}, {_day(event.starts_at)}")
    ways = {one.key: one.title for one in delivery_types(partnership_id, on)}
    return lambda event: (event.delivery or "none", ways.get(event.delivery, event.delivery) or "Not said")


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%-d %B %Y}"


def _begin(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), LONDON)


def events_in(partnership_id: int, asked: Asked) -> QuerySet[Event, Any]:
    """Events that begin in the period, joint ones once, drafts left out."""
    found = events_of([partnership_id]).exclude(state=EventState.DRAFT)
    begins = {"starts_at__gte": _begin(asked.starts_on), "starts_at__lt": _begin(asked.ends_on + timedelta(days=1))}
    found = found.filter(Q(**begins))
    if asked.course_id is not None:
        found = found.filter(course_id=asked.course_id)
    return found.filter(course__arrangement=asked.arrangement) if asked.arrangement else found


def _held(partnership_id: int, asked: Asked) -> dict[int, Held]:
    fields = ("pk", "title", "starts_at", "course_id", "course__title", "course__delivery", "kind", "state")
    rows = events_in(partnership_id, asked).values_list(*fields)
    return {
        pk: Held(pk, title, starts, course_id, course, delivery, kind == Kind.LIMITED, state == EventState.CANCELLED)
        for pk, title, starts, course_id, course, delivery, kind, state in rows
    }


def _cells(held: Mapping[int, Held], asked: Asked, groups: Mapping[int, frozenset[int]]) -> list[Cell]:
    going = [event.id for event in held.values() if not event.is_cancelled]
    rows: Any = Booking.objects.filter(HAD_PLACE, event_id__in=going)
    if asked.agency_id is not None:
        rows = rows.filter(agency_id=asked.agency_id)
    if asked.group_id is not None:
        rows = rows.filter(agency_id__in=groups.get(asked.group_id, frozenset()))
    parts = ("event_id", "agency_id", "agency__name", "state", "outcome", "source")
    counted = rows.order_by().values_list(*parts).annotate(people=Count("pk"))
    sums: dict[tuple[int, int, str], list[Tally]] = defaultdict(list)
    for event_id, agency_id, agency, state, outcome, source, people in counted:
        is_limited = held[event_id].is_limited
        sums[event_id, agency_id, agency].append(_tally(state, outcome, source, people, is_limited))
    return [Cell(held[key[0]], key[1], key[2], Tally.together(found)) for key, found in sorted(sums.items())]


def _tally(state: str, outcome: str, source: str, people: int, is_limited: bool) -> Tally:
    """So many people of whom the same is known, as counts."""
    if state != State.CONFIRMED:
        return Tally(cancelled=people) if state == State.CANCELLED else Tally(late=people)
    walked_in = source == Source.WALK_IN
    if outcome in CAME:
        return Tally(
            attended=people,
            completed=people if outcome == Outcome.ATTENDED else 0,
            walk_ins=people if walked_in else 0,
            at_limited=people if is_limited else 0,
        )
    if walked_in:
        return Tally()
    names = {Outcome.ABSENT: "absent", Outcome.APOLOGIES: "apologies"}
    return replace(Tally(), **{names.get(Outcome(outcome), "") if outcome else "unmarked": people})


def _of_events(held: Mapping[int, Held], cells: Sequence[Cell]) -> dict[int, Tally]:
    going = [event.id for event in held.values() if not event.is_cancelled]
    sessions = _counts(Session.objects.filter(event_id__in=going))
    places = _counts(Place.objects.filter(event_id__in=going))
    attended: dict[int, int] = defaultdict(int)
    for cell in cells:
        attended[cell.event.id] += cell.tally.attended
    found = {}
    for event in held.values():
        if event.is_cancelled:
            found[event.id] = Tally(events_cancelled=1)
            continue
        room = places.get(event.id, 0) if event.is_limited else 0
        found[event.id] = Tally(
            events=1,
            sessions=sessions.get(event.id, 0),
            places=room,
            filled=int(0 < room <= attended[event.id]),
        )
    return found


def _counts(rows: QuerySet[Any, Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("event_id").annotate(Count("pk")))


def bookings_behind(
    actor: Actor, partnership_id: int, asked: Asked, measure: str, by: str = "", key: str = ""
) -> QuerySet[Booking]:
    """The bookings behind one number: for officers, who see people."""
    is_officer = actor.holds(Role.ADMINISTRATOR) or partnership_id in actor.partnerships_as(Role.OFFICER)
    refuse(None if is_officer and measure in MEASURES else not_visible("That page"))
    events = events_behind(actor, partnership_id, asked, by, key).exclude(state=EventState.CANCELLED)
    found = Booking.objects.filter(MEASURES[measure], event__in=events.order_by().values("pk"))
    if asked.agency_id is not None:
        found = found.filter(agency_id=asked.agency_id)
    groups = roll_up(partnership_id) if asked.group_id is not None or by == "group" else {}
    if asked.group_id is not None:
        found = found.filter(agency_id__in=groups.get(asked.group_id, frozenset()))
    if by == "agency":
        found = found.filter(agency_id=int(key) if key.isdecimal() else 0)
    if by == "group":
        inside = groups.get(int(key), frozenset()) if key.isdecimal() else frozenset().union(*groups.values())
        found = found.filter(agency_id__in=inside) if key != "none" else found.exclude(agency_id__in=inside)
    return found.select_related("person", "agency", "event")


def events_behind(actor: Actor, partnership_id: int, asked: Asked, by: str = "", key: str = "") -> QuerySet[Event, Any]:
    """The events behind one number."""
    refuse(None if can_read(actor, partnership_id) else not_visible("These figures"))
    found = events_in(partnership_id, asked)
    number = int(key) if key.isdecimal() and len(key) < 18 else 0
    if by in ("course", "event"):
        return found.filter(**{"course_id" if by == "course" else "pk": number})
    if by == "delivery":
        return found.filter(course__delivery="" if key == "none" else key)
    if by == "month" and len(key) == 7 and key[:4].isdecimal() and key[5:].isdecimal() and 1 <= int(key[5:]) <= 12:
        first = date(int(key[:4]), int(key[5:]), 1)
        after = (first + timedelta(days=32)).replace(day=1)
        return found.filter(Q(starts_at__gte=_begin(first), starts_at__lt=_begin(after)))
    return found


def agencies_counted(partnership_id: int) -> list[tuple[int, str]]:
    """Agencies by which figures may be narrowed: members now or once."""
    found = Agency.objects.filter(memberships__partnership_id=partnership_id).distinct()
    return list(found.order_by("name").values_list("pk", "name"))
