"""Counts of how people stand, by agency and requirement, on any day: what every figure of a partnership is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.periods import after
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.frameworks.selectors import framework_of, in_force
from goldenthread.setting.frameworks.terms import Framework, Requirement, Weight

from .. import access
from ..models import Exemption
from ..terms import Tally
from .bulk import BulkStanding, dialect, drop_temporary, rows_of
from .plan import plan_in_force

AS_AT = "gt_as_at"
Cell = tuple[int, str]
"""Agency and requirement key."""


@dataclass(frozen=True)
class Asked:
    """A requirement in force, with the rows that stand for it: the partnership's own and stricter agencies'."""

    key: str
    requirement: Requirement
    framework: Framework
    row_ids: tuple[int, ...]

    @property
    def title(self) -> str:
        return self.requirement.title

    @property
    def counts(self) -> bool:
        """Whether it is part of percentages: what is advised or only shown is not."""
        return self.requirement.weight is Weight.REQUIRED


def asked_on(partnership_id: int, on: date) -> list[Asked]:
    """What the frameworks in force on a day ask, in the order of their files."""
    found = []
    for version in in_force(partnership_id, on):
        rows: dict[str, list[int]] = {}
        for row in version.requirements.all():
            rows.setdefault(row.key, []).append(row.pk)
        framework = framework_of(version)
        found += [Asked(one.key, one, framework, tuple(rows.get(one.key, ()))) for one in framework.requirements]
    return [one for one in found if one.row_ids]


def tallies(
    actor: Actor,
    partnership_id: int,
    *,
    on: date,
    today: date,
    asked: Sequence[Asked],
    agency_id: int | None = None,
) -> dict[Cell, Tally]:
    """Counts by agency and requirement. One query for today; a past day is worked out first, inside the database."""
    if agency_id is None:
        refuse(access.can_see_figures(actor, partnership_id=partnership_id))
    else:
        refuse(access.can_see_agency(actor, agency_id=agency_id, partnership_id=partnership_id))
    keys = {row: one.key for one in asked for row in one.row_ids}
    if not keys:
        return {}
    if on == today:
        return _counted("standing_standing", partnership_id, on, asked, keys, agency_id)
    BulkStanding(plan_in_force(partnership_id, on), on, only_its_people=True).into(AS_AT)
    found = _counted(AS_AT, partnership_id, on, asked, keys, agency_id)
    drop_temporary([AS_AT])
    return found


def _counted(
    table: str,
    partnership_id: int,
    on: date,
    asked: Sequence[Asked],
    keys: Mapping[int, str],
    agency_id: int | None,
) -> dict[Cell, Tally]:
    d = dialect()
    day = d.day(on)
    where = [f"s.requirement_id IN ({', '.join(str(row) for row in sorted(keys))})"]
    where += [f"s.applies_from <= {day}", f"s.applies_until >= {day}"]
    where += [f"s.agency_id = {int(agency_id)}"] if agency_id is not None else []
    where += [f"s.partnership_id = {int(partnership_id)}"] if table != AS_AT else []
    sql = (
        f"SELECT agency_id, requirement_id, state, COUNT(*), "
        f"SUM(CASE WHEN verified_until >= {day} THEN 1 ELSE 0 END) FROM "
        f"(SELECT s.agency_id, s.requirement_id, s.verified_until, {_state(partnership_id, on, asked)} AS state "
        f"FROM {table} s WHERE {' AND '.join(where)}) AS stood GROUP BY agency_id, requirement_id, state"
    )
    found: dict[Cell, dict[str, int]] = {}
    for agency, row, state, count, verified in rows_of(sql):
        cell = found.setdefault((int(str(agency)), keys[int(str(row))]), {})
        cell[str(state)] = cell.get(str(state), 0) + int(str(count))
        if state in ("met", "due"):
            cell["verified"] = cell.get("verified", 0) + int(str(verified))
    return {key: Tally(**counts) for key, counts in found.items()}


def _state(partnership_id: int, on: date, asked: Sequence[Asked]) -> str:
    """The table of statuses as SQL, exemption first."""
    d = dialect()
    day = d.day(on)
    warned = {row: after(on, one.requirement.notice) for one in asked if one.requirement.notice for row in one.row_ids}
    by_day: dict[date, list[int]] = {}
    for row, until in warned.items():
        by_day.setdefault(until, []).append(row)
    noticed = "".join(
        f"WHEN s.requirement_id IN ({', '.join(map(str, rows))}) THEN {d.day(until)} " for until, rows in by_day.items()
    )
    notice = f"CASE {noticed}ELSE {day} END" if noticed else day
    excused = _excused(partnership_id, on, asked)
    return (
        f"CASE {excused}WHEN s.valid_until IS NULL AND s.grace_until >= {day} THEN 'induction' "
        f"WHEN s.valid_until IS NULL THEN 'never' WHEN s.valid_until < {day} THEN 'overdue' "
        f"WHEN s.valid_until >= {notice} THEN 'met' ELSE 'due' END"
    )


def _excused(partnership_id: int, on: date, asked: Iterable[Asked]) -> str:
    """One line for each requirement from which anybody is excused on the day."""
    d = dialect()
    covering = Exemption.objects.filter(partnership_id=partnership_id, starts_on__lte=on, ends_on__gte=on)
    keys = set(covering.order_by().values_list("requirement_key", flat=True).distinct())
    return "".join(
        f"WHEN s.requirement_id IN ({', '.join(map(str, one.row_ids))}) AND s.person_id IN "
        f"(SELECT person_id FROM standing_exemption WHERE partnership_id = {int(partnership_id)} "
        f"AND requirement_key = {d.text(one.key)} AND starts_on <= {d.day(on)} AND ends_on >= {d.day(on)}) THEN 'exempt' "
        for one in asked
        if one.key in keys
    )
