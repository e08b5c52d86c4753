"""Reach: who the training is for, against who has it, by target group and agency (B21)."""

from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.figures import Share
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.frameworks.terms import Weight

from .. import access
from .bulk import dialect, rows_of
from .figures import EVERYONE, Filters, exempt_sql, reporting
from .groups import groups_of_plan, in_group_sql
from .plan import plan_in_force


@dataclass(frozen=True)
class Reached:
    """Of a target group's people in an agency, how many hold everything required of them by now."""

    group: str
    group_name: str
    agency_id: int
    agency: str
    headcount: int
    trained: int

    @property
    def share(self) -> Share:
        return Share(self.trained, self.headcount, "people in the group")


@dataclass(frozen=True)
class Reach:
    """Reach by group and agency. Agencies without a named list are left out, and named in `apart`."""

    rows: tuple[Reached, ...]
    apart: tuple[str, ...]


def reach(actor: Actor, partnership_id: int, on: date, filters: Filters = EVERYONE) -> Reach:
    """Target headcount against trained, a query for each group. Those in induction are not yet expected to be."""
    refuse(access.can_see_figures(actor, partnership_id=partnership_id))
    plan = plan_in_force(partnership_id, on)
    agencies = reporting(partnership_id, on, filters)
    today = dialect().day(on)
    key_of = {row: one.key for row, one in plan.asked.items() if one.requirement.weight == Weight.REQUIRED}
    required = sorted(key_of) or [0]
    lacking = (
        "EXISTS (SELECT 1 FROM standing_standing s WHERE s.person_id = h.person_id AND s.agency_id = h.agency_id "
        f"AND s.requirement_id IN ({', '.join(map(str, required))}) AND s.applies_from <= {today} "
        f"AND s.applies_until >= {today} AND (s.valid_until < {today} OR (s.valid_until IS NULL "
        f"AND (s.grace_until IS NULL OR s.grace_until < {today}))) AND NOT {exempt_sql(plan, today, key_of)})"
    )
    rows = []
    for identity, (framework, group) in groups_of_plan(plan).items():
        held = (
            "SELECT DISTINCT p.person_id, p.agency_id FROM workforce_post p "
            "JOIN partnerships_agency a ON a.id = p.agency_id LEFT JOIN workforce_jobrole j ON j.id = p.job_role_id "
            f"WHERE p.partnership_id = {plan.partnership_id} AND p.starts_on <= {today} "
            f"AND (p.ends_on IS NULL OR p.ends_on >= {today}) AND {in_group_sql(plan, identity, on)}"
        )
        for agency, headcount, lack in rows_of(
            f"SELECT h.agency_id, COUNT(*), COUNT(*) FILTER (WHERE {lacking}) FROM ({held}) h GROUP BY h.agency_id"
        ):
            agency_id, count = int(str(agency)), int(str(headcount))
            if agency_id in agencies.named:
                name = agencies.named[agency_id][0]
                rows.append(Reached(identity, framework.name_of(group), agency_id, name, count, count - int(str(lack))))
    return Reach(tuple(rows), tuple(one.agency for one in agencies.apart))
