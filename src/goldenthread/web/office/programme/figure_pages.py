"""The programme's figures as a reader may see them: columns, what is left out, the way to what is behind."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from goldenthread.kernel.figures import Share, is_small, withhold
from goldenthread.training.bookings.selectors.figures import Figures, Row
from goldenthread.web.ui import charts
from goldenthread.web.ui.tables import Column, Kind

PEOPLE = (
    ("registered", "Registered"),
    ("attended", "Attended"),
    ("completed", "Completed"),
    ("absent", "Did not attend"),
    ("apologies", "Apologies"),
    ("cancelled", "Cancelled in time"),
    ("late", "Cancelled late"),
    ("walk_ins", "Walk-ins"),
)
EVENTS = (
    ("events", "Events"),
    ("events_cancelled", "Events cancelled"),
    ("sessions", "Sessions"),
    ("places", "Places"),
)
NAMES = {"course": "Course", "event": "Event", "delivery": "Way of delivery", "month": "Month"} | {
    "agency": "Agency",
    "group": "Report group",
}
MOST_DRAWN = 15


def link_to(name: str, kept: dict[str, str], by: str, **more: str) -> Callable[[Any], str]:
    """From a number to what is behind it, with the same filters."""
    return lambda row: f"{reverse(name)}?{urlencode({**kept, **more, 'by': by, 'row': row.key})}"


def number(key: str, label: str, link: Callable[[Any], str] | None = None) -> Column:
    def of(row: Row) -> int:
        return int(getattr(row.tally, key))

    return Column(key, label, Kind.NUMBER, value=of, order=of, link=link)


def share(key: str, label: str, *, heat: bool = False) -> Column:
    def of(row: Row) -> Share:
        found: Share = getattr(row.tally, key)
        return found

    return Column(key, label, Kind.SHARE, value=of, order=of, heat=heat)


def columns_of(by: str, found: Figures, kept: dict[str, str]) -> tuple[Column, ...]:
    """Everything an officer sees, each number a step from its records."""
    first = Column(
        "name", NAMES[by], value="name", order=(lambda row: row.key) if by == "month" else lambda row: row.name
    )
    people = [number(key, label, link_to("office:figures_people", kept, by, measure=key)) for key, label in PEOPLE]
    shares = [
        share("attendance", "Attendance of those booked", heat=True),
        share("attended_to_registered", "Attended, of those registered"),
    ]
    if not found.has_events:
        part = Column(
            "part", "Part of attendance", Kind.SHARE, value="of_attendance", order=lambda row: row.of_attendance
        )
        return (first, *people, part, *shares)
    to_events = link_to("office:figures_events", kept, by)
    events = [number(key, label, to_events if key != "places" else None) for key, label in EVENTS]
    return (first, *events, *people, share("take_up", "Take-up of places", heat=True), *shares)


def totals_said(found: Figures) -> list[tuple[str, str, str]]:
    """The total as cards: what, how much, of what."""
    total = found.total
    if total is None:
        return []
    shares = [
        ("Attendance of those booked", total.attendance),
        ("Attended, of those registered", total.attended_to_registered),
    ]
    if found.has_events:
        shares.insert(0, ("Take-up of places", total.take_up))
    said = [(label, "–" if one.percent is None else f"{one.percent}%", of_what(one)) for label, one in shares]
    people = f"{total.completed:,} completed, {total.walk_ins:,} walked in"
    return [("Attended", f"{total.attended:,}", people), *said]


def of_what(one: Share) -> str:
    return f"{one.part:,} of {one.whole:,} {one.of}"


def chart_of(by: str, found: Figures) -> charts.Chart | None:
    """Attended and registered beside each other; the longest lists are drawn as far as they can be read."""
    rows = [row for row in found.rows if row.tally.registered or row.tally.attended]
    rows = sorted(rows, key=(lambda row: row.key) if by == "month" else lambda row: -row.tally.attended)[:MOST_DRAWN]
    if not rows:
        return None
    points = [charts.Point(row.name, row.tally.registered, "Registered") for row in rows]
    points += [charts.Point(row.name, row.tally.attended, "Attended") for row in rows]
    most = max(rows, key=lambda row: row.tally.attended)
    said = f"Most attended: {most.name}, {most.tally.attended:,} of {most.tally.registered:,} registered."
    return charts.bar("Registered and attended", said, points, along=NAMES[by], measure="People")


def board_columns(by: str, rows: Sequence[Row]) -> tuple[Column, ...]:
    """What a reader sees who may not see people: nothing from which one to four people could be worked out."""
    left_out = withhold([(row.tally.attended,) for row in rows]).left_out
    hidden = {row.key for at, row in enumerate(rows) if at in left_out}

    def attended(row: Row) -> int | None:
        return None if row.key in hidden else row.tally.attended

    def take_up(row: Row) -> Share | None:
        return None if row.key in hidden else row.tally.take_up

    first = Column("name", NAMES[by], value="name", order=lambda row: row.name)
    people = Column("attended", "Attended", Kind.NUMBER, value=attended, order=attended)
    if by in ("agency", "group"):
        return (first, people)
    events = [number(key, label) for key, label in EVENTS if key != "events_cancelled"]
    taken = Column("take_up", "Take-up of places", Kind.SHARE, value=take_up, order=take_up, heat=True)
    return (first, *events, people, taken)


def board_totals(found: Figures) -> list[tuple[str, str, str]]:
    """The total for who may not see people: none that gives away a row, or the few who stayed away."""
    total = found.total
    if total is None or not withhold([(row.tally.attended,) for row in found.rows]).has_total:
        return []
    cards = [("Attended", f"{total.attended:,}", "")] if not is_small(total.attended) else []
    if cards and found.has_events and total.take_up.percent is not None:
        cards.append(("Take-up of places", f"{total.take_up.percent}%", of_what(total.take_up)))
    return cards
