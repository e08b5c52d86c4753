"""What every verb of design begins and ends with."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import Max, Model

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, Refused, bad_input, not_visible, refuse

from ... import access
from ...models import Course

MOVES_STANDING = frozenset({"title", "level", "level_scheme", "topics", "refresher_of"})
"""What a requirement may name a course by: a change moves where people stand."""


class Row(Protocol):
    """A line of a course that stands in an order."""

    pk: int
    position: int
    course: Course

    def save(self, *, update_fields: list[str]) -> None: ...


def ours(by: Actor, course: Course) -> int:
    """The partnership whose course it is, if the actor keeps its catalogue."""
    if course.partnership_id is None:
        raise Refused(not_visible("This course"))
    refuse(access.can_keep(by, course.partnership_id))
    return course.partnership_id


def may_change(by: Actor, course: Course) -> int:
    """As `ours`, of a course that is not retired."""
    partnership_id = ours(by, course)
    if course.retired_on is not None:
        refuse(Refusal(f"{course} is retired. Take it back into planning first."))
    return partnership_id


def day_of(at: datetime) -> date:
    return at.astimezone(clock.LONDON).date()


def change(by: Actor, at: datetime, course: Course, act: str, **values: Any) -> Course:
    """Write what changed of a course's own fields, and note each before and after."""
    changes = {name: [told(getattr(course, name)), told(value)] for name, value in values.items()}
    changed = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    for name, value in values.items():
        setattr(course, name, value)
    keep(course)
    if MOVES_STANDING & changed.keys():
        freshness.mark(kind=freshness.PARTNERSHIP, keys=[ours(by, course)], at=at)
    note(by, at, course, act, changed)
    return course


def told(value: Any) -> Any:
    """A value as the trail keeps it: a thing by its number, a day as text."""
    if isinstance(value, Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value


def note(
    by: Actor, at: datetime, course: Course, act: str, changes: Mapping[str, Any] | None = None, reason: str = ""
) -> None:
    audit.record(
        by=by,
        at=at,
        act=act,
        thing="catalogue.course",
        thing_id=course.pk,
        partnership_id=course.partnership_id,
        reason=reason,
        changes=changes,
    )


def said(text: str, field: str, asks: str) -> str:
    """A text that has to be there, without what surrounds it."""
    text = text.strip()
    if not text:
        refuse(bad_input(asks, **{field: asks}))
    return text


def last_position(rows: Any) -> int:
    return int(rows.aggregate(last=Max("position"))["last"] or 0)


def swap(row: Row, rows: Any, *, up: bool) -> bool:
    """Change places with the line before or after; at the end of the list nothing moves."""
    others = rows.filter(position__lt=row.position).order_by("-position")
    other = others.first() if up else rows.filter(position__gt=row.position).order_by("position").first()
    if other is None:
        return False
    mine, theirs = row.position, other.position
    for one, position in ((row, last_position(rows) + 1), (other, mine), (row, theirs)):
        one.position = position  # never two lines in one place, not even for a moment
        one.save(update_fields=["position"])
    return True
