"""Which events would meet what somebody is due: standing's own rules, read for the courses that are on offer."""

from collections.abc import Iterable
from datetime import date

from goldenthread.setting.frameworks.terms import Weight
from goldenthread.training.records.terms import ProviderKind
from goldenthread.training.standing.rules.evaluation import Leaf
from goldenthread.training.standing.rules.words import deciding
from goldenthread.training.standing.selectors.facts import facts_of
from goldenthread.training.standing.selectors.plan import plans_in_force
from goldenthread.training.standing.terms import Line, Status

WANTING = (Status.OVERDUE, Status.NEVER, Status.DUE, Status.INDUCTION)
"""How somebody stands with a requirement that a course would meet or renew, the most pressing first."""

Wanted = list[tuple[Line, Leaf]]


def wanted(person_id: int, lines: Iterable[Line], on: date) -> Wanted:
    """Requirements that somebody has to meet or renew, each with the part of its rule that decides."""
    asking = [line for line in lines if line.weight == Weight.REQUIRED and line.status in WANTING]
    if not asking:
        return []
    facts = facts_of([person_id], on).get(person_id)
    completions = facts.completions if facts else []
    found: Wanted = []
    for partnership_id, plan in plans_in_force({line.partnership_id for line in asking}, on).items():
        for line in asking:
            asked = plan.asked.get(line.requirement_id) if line.partnership_id == partnership_id else None
            part = deciding(asked.rule, completions, plan.book) if asked else None
            if part is not None and not part.leaf.spans.is_any:
                found.append((line, part.leaf))
    return sorted(found, key=lambda one: (WANTING.index(one[0].status), one[0].due_on or date.min, one[0].title))


def met_by(wishes: Wanted, course_id: int, on: date) -> tuple[Line, ...]:
    """What a course of the partnership completed on a day would meet, the most pressing first."""
    return tuple(
        dict.fromkeys(
            line
            for line, leaf in wishes
            if leaf.spans.takes(course_id, on)
            and (not leaf.of.provider_kinds or ProviderKind.MULTI_AGENCY in leaf.of.provider_kinds)
        )
    )
