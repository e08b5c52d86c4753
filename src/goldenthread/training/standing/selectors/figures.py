"""Figures over the whole partnership: the heat table, the people behind a cell, an agency's own standing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import cast

from django.db.models import Q

from goldenthread.foundation.freshness import selectors as freshness
from goldenthread.foundation.freshness.services import PARTNERSHIP, PERSON
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.figures import Share
from goldenthread.kernel.periods import after
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.frameworks.terms import Weight
from goldenthread.setting.partnerships.models import AggregateReturn, Membership
from goldenthread.setting.partnerships.terms import ReportsBy

from .. import access
from ..rules.who import Asked
from ..terms import Tally
from .bulk import dialect, rows_of, worked_out
from .groups import in_group_sql
from .plan import Plan, plan_in_force

TABLE = "standing_standing"


@dataclass(frozen=True)
class Filters:
    """What a figure is narrowed to; everything left out is everyone."""

    agency_ids: tuple[int, ...] = ()
    report_group_id: int | None = None
    agency_kind: str = ""
    setting_id: int | None = None
    team_id: int | None = None
    group: str = ""  # key of a target group
    owner: str = ""
    mandatory: bool | None = None
    weight: str = Weight.REQUIRED


EVERYONE = Filters()


@dataclass(frozen=True)
class Column:
    """A requirement as a column: its key and title, with its agencies' own forms counted under it."""

    key: str
    title: str
    about: str
    weight: str
    owner: str
    mandatory: bool
    row_ids: tuple[int, ...]


@dataclass(frozen=True)
class AgencyRow:
    agency_id: int
    agency: str
    kind: str
    cells: Mapping[str, Tally]

    @cached_property
    def total(self) -> Tally:
        return Tally.together(self.cells.values())


@dataclass(frozen=True)
class Apart:
    """An agency that keeps its own list or says nothing: shown beside the table, never inside a percentage."""

    agency_id: int
    agency: str
    reports_by: str
    headcount: int | None = None
    compliant: int | None = None
    as_at: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Heat:
    """Agencies by requirements on a day. `waiting` people's facts moved and are not yet worked out again."""

    on: date
    columns: tuple[Column, ...]
    rows: tuple[AgencyRow, ...]
    apart: tuple[Apart, ...]
    waiting: int = 0

    @cached_property
    def totals(self) -> dict[str, Tally]:
        return {
            column.key: Tally.together(row.cells[column.key] for row in self.rows if column.key in row.cells)
            for column in self.columns
        }

    @cached_property
    def total(self) -> Tally:
        return Tally.together(self.totals.values())


def columns_of(plan: Plan, filters: Filters = EVERYONE) -> tuple[Column, ...]:
    """The requirements that a figure counts, in the framework's order."""
    by_key: dict[str, list[Asked]] = defaultdict(list)
    for row_id in sorted(plan.asked):
        one = plan.asked[row_id]
        if _is_wanted(one, filters):
            by_key[one.key].append(one)
    frameworks = [entitlement.framework for entitlement in plan.entitlements]
    order = [framework.identity(one.key) for framework in frameworks for one in framework.requirements]
    return tuple(
        Column(
            key=key,
            title=by_key[key][0].requirement.title,
            about=by_key[key][0].requirement.about or by_key[key][0].requirement.key,
            weight=by_key[key][0].requirement.weight,
            owner=by_key[key][0].requirement.owner,
            mandatory=any(one.is_mandatory for one in by_key[key]),
            row_ids=tuple(one.row_id for one in by_key[key]),
        )
        for key in dict.fromkeys(order)
        if key in by_key
    )


def _is_wanted(one: Asked, filters: Filters) -> bool:
    if filters.weight and one.requirement.weight != filters.weight:
        return False
    if filters.owner and one.requirement.owner != filters.owner:
        return False
    return filters.mandatory is None or one.is_mandatory == filters.mandatory


def warned_from(asked: Asked, on: date) -> date:
    """The day up to which validity must reach for the requirement to be met and not due soon."""
    notice = asked.requirement.notice
    return on if notice is None else after(on, notice)


@dataclass(frozen=True)
class Reporting:
    """Agencies of the partnership on a day: those with a named list, and those apart."""

    named: dict[int, tuple[str, str]] = field(default_factory=dict)
    apart: tuple[Apart, ...] = ()


def reporting(partnership_id: int, on: date, filters: Filters = EVERYONE) -> Reporting:
    """How each agency reports, and what those with totals only last told us. Two queries."""
    members = Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), partnership_id=partnership_id, starts_on__lte=on
    )
    if filters.agency_ids:
        members = members.filter(agency_id__in=filters.agency_ids)
    if filters.agency_kind:
        members = members.filter(agency__kind=filters.agency_kind)
    if filters.report_group_id is not None:
        within = Q(agency__report_groups=filters.report_group_id) | Q(
            agency__report_groups__within=filters.report_group_id
        )
        members = members.filter(within)
    found = list(members.select_related("agency").order_by("agency__name", "agency_id").distinct())
    returns: dict[int, AggregateReturn] = {}
    for one in AggregateReturn.objects.filter(
        membership__in=[member.pk for member in found], requirement_key="", as_at__lte=on
    ).order_by("as_at"):
        returns[one.membership_id] = one
    named, apart = {}, []
    for member in found:
        if member.reports_by == ReportsBy.NAMED_LIST:
            named[member.agency_id] = (member.agency.name, member.agency.kind)
            continue
        told = returns.get(member.pk) if member.reports_by == ReportsBy.AGGREGATE else None
        apart.append(
            Apart(
                member.agency_id,
                member.agency.name,
                member.reports_by,
                *((told.headcount, told.compliant, told.as_at, told.source) if told else ()),
            )
        )
    return Reporting(named, tuple(apart))


def partnership_heat(
    actor: Actor, partnership_id: int, on: date, filters: Filters = EVERYONE, *, as_at: date | None = None
) -> Heat:
    """The heat table: agency by requirement, counted inside the database in one pass.

    `as_at` a past day it is worked out first, by the version in force on that day, which takes seconds.
    """
    refuse(access.can_see_figures(actor, partnership_id=partnership_id))
    return _heat(partnership_id, on, filters, as_at)


def agency_standing(
    actor: Actor,
    partnership_id: int,
    agency_id: int,
    on: date,
    filters: Filters = EVERYONE,
    *,
    as_at: date | None = None,
) -> Heat:
    """The same figures for one agency, for its own lead (B37)."""
    refuse(access.can_see_agency(actor, agency_id=agency_id, partnership_id=partnership_id))
    return _heat(partnership_id, on, replace(filters, agency_ids=(agency_id,)), as_at)


def _heat(partnership_id: int, on: date, filters: Filters, as_at: date | None) -> Heat:
    if as_at is None or as_at == on:
        return heat_from(plan_in_force(partnership_id, on), on, filters)
    plan = plan_in_force(partnership_id, as_at)
    with worked_out(plan, as_at) as table:
        return heat_from(plan, as_at, filters, table)


def heat_from(plan: Plan, on: date, filters: Filters, table: str = TABLE) -> Heat:
    """Count a table of standing: the one that is kept, or one computed for a past day or a what-if."""
    columns = columns_of(plan, filters)
    agencies = reporting(plan.partnership_id, on, filters)
    key_of = {row_id: column.key for column in columns for row_id in column.row_ids}
    cells: dict[int, dict[str, Tally]] = defaultdict(dict)
    if key_of and agencies.named:
        narrowed = _narrowed(plan, on, filters)
        if filters.agency_ids or filters.agency_kind or filters.report_group_id is not None:
            narrowed += f" AND s.agency_id IN ({', '.join(map(str, sorted(agencies.named)))})"
        exempt = _exempt_counts(plan, on, key_of, narrowed, table)
        for agency, row_id, *counts in counted(_count_sql(plan, on, key_of, narrowed, table)):
            tally = _tally(counts)
            if (agency, row_id) in exempt:
                tally = _without(tally, exempt[(agency, row_id)])
            if agency in agencies.named:
                known = cells[agency].get(key_of[row_id])
                cells[agency][key_of[row_id]] = tally if known is None else known + tally
    rows = tuple(
        AgencyRow(agency_id, name, kind, cells.get(agency_id, {}))
        for agency_id, (name, kind) in sorted(agencies.named.items(), key=lambda item: item[1][0])
    )
    return Heat(on, columns, rows, agencies.apart, waiting(plan.partnership_id) if table == TABLE else 0)


def counted(sql: str) -> list[tuple[int, ...]]:
    """The rows of a query that counts, which are numbers alone."""
    return cast(list[tuple[int, ...]], rows_of(sql))


def waiting(partnership_id: int) -> int:
    """How many people's facts moved since they were last worked out; -1 if it is everyone's."""
    if freshness.stale(PARTNERSHIP, [partnership_id]):
        return -1
    return freshness.count(PERSON)


def _status_sums(plan: Plan, on: date, row_ids: Iterable[int]) -> str:
    sql = dialect()
    today = sql.day(on)
    by_day: dict[date, list[int]] = defaultdict(list)
    for row_id in row_ids:
        by_day[warned_from(plan.asked[row_id], on)].append(row_id)
    *some, (rest, _) = sorted(by_day.items(), key=lambda item: len(item[1]))
    warned = sql.day(rest)
    if some:
        whens = " ".join(f"WHEN s.requirement_id IN ({', '.join(map(str, ids))}) THEN {sql.day(d)}" for d, ids in some)
        warned = f"CASE {whens} ELSE {warned} END"
    return (
        f"COUNT(*) FILTER (WHERE s.valid_until >= {warned}), "
        f"COUNT(*) FILTER (WHERE s.valid_until >= {today} AND s.valid_until < {warned}), "
        f"COUNT(*) FILTER (WHERE s.valid_until < {today}), "
        f"COUNT(*) FILTER (WHERE s.valid_until IS NULL AND s.grace_until >= {today}), "
        f"COUNT(*) FILTER (WHERE s.valid_until IS NULL AND (s.grace_until IS NULL OR s.grace_until < {today})), "
        f"COUNT(*) FILTER (WHERE s.valid_until >= {today} AND s.verified_until >= {today})"
    )


def _applies(on: date) -> str:
    today = dialect().day(on)
    return f"s.applies_from <= {today} AND s.applies_until >= {today}"


def _count_sql(plan: Plan, on: date, key_of: Mapping[int, str], narrowed: str, table: str) -> str:
    listed = ", ".join(map(str, sorted(key_of)))
    return (
        f"SELECT s.agency_id, s.requirement_id, {_status_sums(plan, on, key_of)} FROM {table} s "
        f"WHERE s.requirement_id IN ({listed}) AND {_applies(on)}{narrowed} GROUP BY s.agency_id, s.requirement_id"
    )


def exempt_sql(plan: Plan, day: str, key_of: Mapping[int, str]) -> str:
    """True of standing whose person is excused on the day, an expression, from the requirement as its key names it."""
    sql = dialect()
    by_key: dict[str, list[int]] = defaultdict(list)
    for row_id, key in key_of.items():
        by_key[key].append(row_id)
    if not by_key:
        return "1 = 0"
    whens = " ".join(
        f"WHEN s.requirement_id IN ({', '.join(map(str, ids))}) THEN {sql.text(key)}" for key, ids in by_key.items()
    )
    return (
        f"EXISTS (SELECT 1 FROM standing_exemption e WHERE e.person_id = s.person_id "
        f"AND e.partnership_id = {plan.partnership_id} AND e.starts_on <= {day} "
        f"AND e.ends_on >= {day} AND e.requirement_key = CASE {whens} ELSE '' END)"
    )


def _exempt_counts(
    plan: Plan, on: date, key_of: Mapping[int, str], narrowed: str, table: str
) -> dict[tuple[int, int], Tally]:
    """Those excused, by how they would stand: they are few, and counted apart so that the rest need not ask."""
    listed = ", ".join(map(str, sorted(key_of)))
    sql = dialect()
    people = (
        f"SELECT person_id FROM standing_exemption WHERE partnership_id = {plan.partnership_id} "
        f"AND starts_on <= {sql.day(on)} AND ends_on >= {sql.day(on)}"
    )
    found = counted(
        f"SELECT s.agency_id, s.requirement_id, {_status_sums(plan, on, key_of)} FROM {table} s "
        f"WHERE s.person_id IN ({people}) AND s.requirement_id IN ({listed}) AND {_applies(on)}{narrowed} "
        f"AND {exempt_sql(plan, sql.day(on), key_of)} GROUP BY s.agency_id, s.requirement_id"
    )
    return {(row[0], row[1]): _tally(row[2:]) for row in found}


def _tally(counts: Sequence[int]) -> Tally:
    met, due, overdue, induction, never, verified = counts
    return Tally(met, due, overdue, 0, induction, never, verified)


def _without(tally: Tally, exempt: Tally) -> Tally:
    return Tally(
        tally.met - exempt.met,
        tally.due - exempt.due,
        tally.overdue - exempt.overdue,
        exempt.headcount,
        tally.induction - exempt.induction,
        tally.never - exempt.never,
        tally.verified - exempt.verified,
    )


def _narrowed(plan: Plan, on: date, filters: Filters) -> str:
    """The people that the filters leave: by the posts they hold on the day."""
    tests = []
    sql = dialect()
    if filters.setting_id is not None:
        tests.append(f"p.setting_id = {int(filters.setting_id)}")
    if filters.team_id is not None:
        tests.append(f"p.team_id = {int(filters.team_id)}")
    if filters.group:
        tests.append(in_group_sql(plan, filters.group, on))
    if not tests:
        return ""
    today = sql.day(on)
    return (
        " AND EXISTS (SELECT 1 FROM workforce_post p JOIN partnerships_agency a ON a.id = p.agency_id "
        "LEFT JOIN workforce_jobrole j ON j.id = p.job_role_id WHERE p.person_id = s.person_id "
        f"AND p.agency_id = s.agency_id AND p.partnership_id = {plan.partnership_id} AND p.starts_on <= {today} "
        f"AND (p.ends_on IS NULL OR p.ends_on >= {today}) AND {' AND '.join(tests)})"
    )


def share_verified(actor: Actor, partnership_id: int, on: date) -> Share:
    """Of all that is met in the partnership, how much rests on verified records."""
    return partnership_heat(actor, partnership_id, on).total.share_verified
