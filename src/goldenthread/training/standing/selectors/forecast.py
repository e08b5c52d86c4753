"""Places needed: by course, quarter and agency over two years, from the days on which people fall due."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.periods import add_months
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.frameworks.terms import Rule, Weight, Within, YearSpan
from goldenthread.setting.partnerships.models import Agency

from .. import access
from ..rules.days import is_for_life
from ..rules.who import Asked
from ..rules.words import leaves, meets
from .bulk import dialect, rows_of, worked_out
from .figures import EVERYONE, TABLE, Filters, columns_of, exempt_sql
from .plan import Plan, build, course_book, editions_of, plan_in_force, versions_in_force

YEARS = 2


@dataclass(frozen=True)
class Renewal:
    """How one requirement is met again: by which course, and for how many months it then holds (0: for good)."""

    course_id: int
    course: str
    months: int


@dataclass(frozen=True)
class Place:
    """So many places on a course in a quarter for an agency. The first quarter holds those due or overdue now."""

    course_id: int
    course: str
    quarter: date
    agency_id: int
    agency: str
    places: int


@dataclass(frozen=True)
class Forecast:
    """Places needed over two years, by quarter. `unmet` requirements have no course of ours that would meet them."""

    on: date
    quarters: tuple[date, ...]
    places: tuple[Place, ...]
    unmet: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(place.places for place in self.places)

    def by_course(self) -> dict[str, dict[date, int]]:
        """Course by quarter, all agencies together."""
        table: dict[str, dict[date, int]] = defaultdict(lambda: dict.fromkeys(self.quarters, 0))
        for place in self.places:
            table[place.course][place.quarter] += place.places
        return dict(sorted(table.items()))


@dataclass(frozen=True)
class SideBySide:
    """The forecast as things stand, and as they would under another rule."""

    now: Forecast
    then: Forecast


def quarter_of(day: date) -> date:
    """The first day of the calendar quarter."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def forecast(actor: Actor, partnership_id: int, on: date, filters: Filters = EVERYONE) -> Forecast:
    """Places needed over the next two years: those never met or overdue now, then as each falls due, and again."""
    refuse(access.can_see_figures(actor, partnership_id=partnership_id))
    return forecast_from(plan_in_force(partnership_id, on), on, filters)


def forecast_what_if(
    actor: Actor, partnership_id: int, on: date, *, requirement_key: str, rule: Rule, filters: Filters = EVERYONE
) -> SideBySide:
    """Side by side: as it is, and if one requirement's rule said something else. Nothing is changed."""
    refuse(access.can_see_figures(actor, partnership_id=partnership_id))
    plan = plan_in_force(partnership_id, on)
    other = plan_if(partnership_id, on, requirement_key, rule)
    with worked_out(other, on) as table:
        then = forecast_from(other, on, filters, table)
    return SideBySide(forecast_from(plan, on, filters), then)


def plan_if(partnership_id: int, on: date, requirement_key: str, rule: Rule) -> Plan:
    """The plan in force with another rule in one requirement's place: its agencies' own forms included."""
    editions = editions_of(versions_in_force(partnership_id, on), on)
    swap = {
        row.id: rule
        for edition in editions
        for row in edition.rows
        if edition.framework.identity(row.key) == requirement_key
    }
    return build(partnership_id, editions, course_book(partnership_id), swap)


def _months(within: Within) -> int:
    if isinstance(within, YearSpan):
        return 24 if within.following else 12
    if within is None or is_for_life(within):
        return 0
    return within.months or max(1, -(-within.days // 31))


def renewal_of(asked: Asked, plan: Plan) -> Renewal | None:
    """The course that would meet a requirement, the first the clause names, and how long it would then hold."""
    courses = meets(asked.rule, plan.book)
    if not courses:
        return None
    renewing = [leaf for leaf in leaves(asked.rule) if _months(leaf.within) and courses[0].id in leaf.spans.windows]
    months = min((_months(leaf.within) for leaf in renewing), default=0)
    return Renewal(courses[0].id, courses[0].title, months)


def forecast_from(plan: Plan, on: date, filters: Filters, table: str = TABLE) -> Forecast:
    """Count a table of standing forward. A person needs one place on a course however many requirements it meets."""
    end = add_months(quarter_of(on), 12 * YEARS)
    quarters = tuple(add_months(quarter_of(on), 3 * i) for i in range(4 * YEARS))
    columns = columns_of(plan, filters if filters.weight else replace(filters, weight=Weight.REQUIRED))
    renewals: dict[int, Renewal] = {}
    unmet = []
    for column in columns:
        for row_id in column.row_ids:
            renewal = renewal_of(plan.asked[row_id], plan)
            if renewal is None:
                unmet.append(column.title)
            else:
                renewals[row_id] = renewal
    counts: dict[tuple[int, date, int], int] = defaultdict(int)
    for agency, course, month, count in _due_rows(plan, renewals, on, end, filters, table):
        months = min((r.months for r in renewals.values() if r.course_id == course and r.months), default=0)
        due = month
        while due < end:
            counts[(course, quarter_of(due), agency)] += count
            if not months:
                break
            due = add_months(due, months)
    names = dict(Agency.objects.filter(pk__in={agency for _, _, agency in counts}).values_list("pk", "name"))
    titles = {renewal.course_id: renewal.course for renewal in renewals.values()}
    places = tuple(
        Place(course, titles[course], quarter, agency, names.get(agency, ""), count)
        for (course, quarter, agency), count in sorted(counts.items())
    )
    return Forecast(on, quarters, places, tuple(dict.fromkeys(unmet)))


def _due_rows(
    plan: Plan, renewals: Mapping[int, Renewal], on: date, end: date, filters: Filters, table: str
) -> list[tuple[int, int, date, int]]:
    """Agency, course, month and how many people first need it then. One query."""
    if not renewals:
        return []
    sql = dialect()
    today = sql.day(on)
    by_course: dict[int, list[int]] = defaultdict(list)
    for row_id, renewal in renewals.items():
        by_course[renewal.course_id].append(row_id)
    whens = " ".join(
        f"WHEN s.requirement_id IN ({', '.join(map(str, rows))}) THEN {course}" for course, rows in by_course.items()
    )
    due = sql.latest([f"COALESCE(s.valid_until, s.grace_until, {today})", today])
    month = "date_trunc('month', due)::date" if sql.is_postgres else "date(due, 'start of month')"
    agencies = f" AND s.agency_id IN ({', '.join(map(str, filters.agency_ids))})" if filters.agency_ids else ""
    excused = exempt_sql(plan, due, {row_id: plan.asked[row_id].key for row_id in renewals})
    found = rows_of(
        f"SELECT agency, course, {month} AS month, COUNT(*) FROM ("
        f"SELECT s.person_id, MIN(s.agency_id) AS agency, CASE {whens} END AS course, MIN({due}) AS due "
        f"FROM {table} s WHERE s.requirement_id IN ({', '.join(map(str, sorted(renewals)))}) "
        f"AND s.applies_from <= {today} AND s.applies_until >= {due}{agencies} AND NOT {excused} "
        f"GROUP BY s.person_id, CASE {whens} END) d WHERE due < {sql.day(end)} GROUP BY agency, course, {month}"
    )
    return [
        (
            int(str(agency)),
            int(str(course)),
            max(month if isinstance(month, date) else date.fromisoformat(str(month)), quarter_of(on)),
            int(str(count)),
        )
        for agency, course, month, count in found
    ]
