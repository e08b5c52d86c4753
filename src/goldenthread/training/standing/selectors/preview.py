"""Whom a change would move: a version before it takes force, or another rule in one requirement's place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.frameworks.models import Version
from goldenthread.setting.frameworks.terms import Rule, Weight
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.models import Person

from .. import access
from ..terms import Status
from .bulk import dialect, drop_temporary, make_temporary, rows_of, worked_out
from .figures import EVERYONE, warned_from
from .forecast import Forecast, forecast_from, plan_if
from .plan import Plan, plan_in_force, plan_proposed

PAGE = 50
NOT_ASKED = "not asked"
MOVED, DATED = "before_is <> after_is", "before_is = after_is"


@dataclass(frozen=True)
class Move:
    """How one person would stand with one requirement, before and after."""

    person_id: int
    person: str
    agency_id: int
    agency: str
    key: str
    title: str
    before: str
    after: str
    valid_before: date | None
    valid_after: date | None


@dataclass(frozen=True)
class Count:
    """So many people of an agency would move from one status to another with one requirement."""

    agency_id: int
    agency: str
    key: str
    title: str
    before: str
    after: str
    people: int


@dataclass(frozen=True)
class Preview:
    """What a change would do on the day it takes force, told before it does.

    Whose status changes is moved. Who stays met, or overdue, until another day is `dated` and counted apart: of
    `dated_people` nothing but a date changes.
    """

    on: date
    counts: tuple[Count, ...]
    moves: tuple[Move, ...]
    dated: tuple[Move, ...]
    people: int
    total: int
    dated_people: int
    dated_total: int
    page: int
    dated_page: int
    needs_now: Forecast
    needs_then: Forecast

    def becoming(self, status: str) -> int:
        """How many askings would stand so that did not before."""
        return sum(count.people for count in self.counts if count.after == status)


def preview(actor: Actor, version: Version, on: date, *, page: int = 1, dated_page: int = 1) -> Preview:
    """Who would become due, overdue, met or never met if this version took force on that day."""
    partnership_id = version.line.partnership_id
    refuse(access.can_decide(actor, partnership_id=partnership_id))
    now = plan_in_force(partnership_id, on)
    return _compared(now, plan_proposed(version, on), on, page, dated_page)


def preview_rule(
    actor: Actor,
    partnership_id: int,
    on: date,
    *,
    requirement_key: str,
    rule: Rule,
    page: int = 1,
    dated_page: int = 1,
) -> Preview:
    """Whom one clause touches, and what if it said something else?"""
    refuse(access.can_decide(actor, partnership_id=partnership_id))
    other = plan_if(partnership_id, on, requirement_key, rule)
    return _compared(plan_in_force(partnership_id, on), other, on, page, dated_page)


def _compared(now: Plan, then: Plan, on: date, page: int, dated_page: int) -> Preview:
    with worked_out(now, on, "gt_now") as before, worked_out(then, on, "gt_then") as after:
        needs = forecast_from(now, on, EVERYONE, before), forecast_from(then, on, EVERYONE, after)
        with _moves(now, then, on, before, after):
            counts = rows_of(
                f"SELECT agency_id, req, before_is, after_is, COUNT(*) FROM gt_moves WHERE {MOVED} "
                "GROUP BY agency_id, req, before_is, after_is ORDER BY agency_id, req, before_is, after_is"
            )
            people = _number("SELECT COUNT(DISTINCT person_id) FROM gt_moves WHERE " + MOVED)
            dated_total = _number("SELECT COUNT(*) FROM gt_moves WHERE " + DATED)
            dated_people = _number("SELECT COUNT(DISTINCT person_id) FROM gt_moves") - people
            listed, dated = _listed(MOVED, page), _listed(DATED, dated_page)
    titles = {**_titles(now), **_titles(then)}
    places = {int(str(row[0])) for row in counts} | {int(str(row[1])) for row in dated}
    agencies = dict(Agency.objects.filter(pk__in=places).values_list("pk", "name"))
    names = {one.pk: str(one) for one in Person.objects.filter(pk__in={int(str(row[0])) for row in (*listed, *dated)})}
    return Preview(
        on,
        tuple(
            Count(int(str(a)), agencies[int(str(a))], str(k), titles[str(k)], str(b), str(c), int(str(n)))
            for a, k, b, c, n in counts
        ),
        tuple(_move(row, names, agencies, titles) for row in listed),
        tuple(_move(row, names, agencies, titles) for row in dated),
        people,
        sum(int(str(row[4])) for row in counts),
        dated_people,
        dated_total,
        page,
        dated_page,
        *needs,
    )


def _number(sql: str) -> int:
    return int(str(rows_of(sql)[0][0]))


def _listed(which: str, page: int) -> list[tuple[object, ...]]:
    return rows_of(
        "SELECT person_id, agency_id, req, before_is, after_is, valid_before, valid_after FROM gt_moves "
        f"WHERE {which} ORDER BY agency_id, person_id, req LIMIT {PAGE} OFFSET {PAGE * (max(page, 1) - 1)}"
    )


def _move(
    row: tuple[object, ...], names: Mapping[int, str], agencies: Mapping[int, str], titles: Mapping[str, str]
) -> Move:
    person, agency, key, before, after, valid_before, valid_after = row
    days = [
        day if isinstance(day, date) or day is None else date.fromisoformat(str(day))
        for day in (valid_before, valid_after)
    ]
    person_id, agency_id = int(str(person)), int(str(agency))
    return Move(
        person_id,
        names.get(person_id, ""),
        agency_id,
        agencies[agency_id],
        str(key),
        titles[str(key)],
        str(before),
        str(after),
        days[0],
        days[1],
    )


def _titles(plan: Plan) -> dict[str, str]:
    return {one.key: one.requirement.title for one in plan.asked.values()}


@contextmanager
def _moves(now: Plan, then: Plan, on: date, before: str, after: str) -> Iterator[None]:
    """Everyone whose status or last day would differ, in a table of this connection's own."""
    sides = []
    for name, plan, table in (("gt_before", now, before), ("gt_after", then, after)):
        make_temporary(
            name,
            "person_id bigint, agency_id bigint, req text, is_now text, valid_until date, "
            "PRIMARY KEY (person_id, agency_id, req)",
            _judged(plan, on, table),
        )
        sides.append(name)
    differs = "IS DISTINCT FROM" if dialect().is_postgres else "IS NOT"
    same = "b.person_id = a.person_id AND b.agency_id = a.agency_id AND b.req = a.req"
    none = dialect().text(NOT_ASKED)
    empty = "CAST(NULL AS date)" if dialect().is_postgres else "NULL"
    make_temporary(
        "gt_moves",
        "person_id bigint, agency_id bigint, req text, before_is text, after_is text, valid_before date, "
        "valid_after date",
        f"SELECT a.person_id, a.agency_id, a.req, COALESCE(b.is_now, {none}) AS before_is, a.is_now AS after_is, "
        f"b.valid_until AS valid_before, a.valid_until AS valid_after FROM gt_after a LEFT JOIN gt_before b ON {same} "
        f"WHERE b.is_now IS NULL OR b.is_now <> a.is_now OR b.valid_until {differs} a.valid_until "
        f"UNION ALL SELECT b.person_id, b.agency_id, b.req, b.is_now, {none}, b.valid_until, {empty} "
        f"FROM gt_before b LEFT JOIN gt_after a ON {same} WHERE a.person_id IS NULL",
    )
    try:
        yield
    finally:
        drop_temporary(["gt_moves", *sides])


def _judged(plan: Plan, on: date, table: str) -> str:
    """How each required thing stands on the day, by its key: rows of two versions are told apart by that."""
    sql = dialect()
    today = sql.day(on)
    keys: dict[str, list[int]] = defaultdict(list)
    warned: dict[date, list[int]] = defaultdict(list)
    for row_id, one in plan.asked.items():
        if one.requirement.weight == Weight.REQUIRED:
            keys[one.key].append(row_id)
            warned[warned_from(one, on)].append(row_id)

    def by_row(choices: Mapping[str, list[int]]) -> str:
        whens = " ".join(
            f"WHEN s.requirement_id IN ({', '.join(map(str, rows))}) THEN {value}" for value, rows in choices.items()
        )
        return f"CASE {whens} END"

    ids = [row for rows in keys.values() for row in rows] or [0]
    key = by_row({sql.text(key): rows for key, rows in keys.items()} or {"''": [0]})
    notice = by_row({sql.day(day): rows for day, rows in warned.items()} or {today: [0]})
    excused = (
        f"EXISTS (SELECT 1 FROM standing_exemption e WHERE e.person_id = s.person_id AND e.requirement_key = {key} "
        f"AND e.partnership_id = {plan.partnership_id} AND e.starts_on <= {today} AND e.ends_on >= {today})"
    )
    status = (
        f"CASE WHEN {excused} THEN '{Status.EXEMPT}' WHEN s.valid_until >= {notice} THEN '{Status.MET}' "
        f"WHEN s.valid_until >= {today} THEN '{Status.DUE}' WHEN s.valid_until IS NOT NULL THEN '{Status.OVERDUE}' "
        f"WHEN s.grace_until >= {today} THEN '{Status.INDUCTION}' ELSE '{Status.NEVER}' END"
    )
    return (
        f"SELECT s.person_id, s.agency_id, {key} AS req, {status} AS is_now, s.valid_until FROM {table} s "
        f"WHERE s.requirement_id IN ({', '.join(map(str, ids))}) AND s.applies_from <= {today} "
        f"AND s.applies_until >= {today}"
    )
