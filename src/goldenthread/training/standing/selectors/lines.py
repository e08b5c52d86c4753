"""How people stand, requirement by requirement, computed from their facts: always fresh, on any day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from goldenthread.kernel.periods import FOREVER
from goldenthread.setting.frameworks.terms import Weight
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.models import Person

from ..models import Exemption
from ..rules import words
from ..rules.evaluation import valid_until
from ..rules.status import status_on
from ..rules.who import Entitlement, Subject, reasons, subjects_of
from ..terms import Line, Status
from .facts import Facts, facts_of, held_of
from .plan import Plan, plans_in_force

Excuses = dict[tuple[int, int, str], Exemption]


def lines_of(people: Sequence[int], on: date, *, explained: bool = True) -> list[Line]:
    """Every requirement of these people on a day, judged by the versions in force on it.

    The number of queries does not grow with the people.
    """
    facts = facts_of(people, on)
    plans = plans_in_force({partnership for one in facts.values() for partnership in one.held}, on)
    names = {person.pk: str(person) for person in Person.objects.filter(pk__in=people)}
    agency_ids = {agency for one in facts.values() for held in one.held.values() for agency, *_ in held}
    agencies = dict(Agency.objects.filter(pk__in=agency_ids).values_list("pk", "name"))
    excuses: Excuses = {
        (one.person_id, one.partnership_id, one.requirement_key): one
        for one in Exemption.objects.filter(person_id__in=people, starts_on__lte=on, ends_on__gte=on)
    }
    found: list[Line] = []
    for person, one in facts.items():
        lines: list[Line] = []
        for plan in plans.values():
            for entitlement in plan.entitlements:
                lines += _lines(plan, entitlement, person, one, on, excuses, explained)
        found += _strictest_named(
            [replace(line, person=names.get(person, ""), agency=agencies.get(line.agency_id, "")) for line in lines]
        )
    return found


def _lines(
    plan: Plan,
    entitlement: Entitlement,
    person: int,
    facts: Facts,
    on: date,
    excuses: Excuses,
    explained: bool,
) -> Iterable[Line]:
    held = held_of(plan, facts)
    for subject in subjects_of(entitlement, held, facts.answers.get(plan.partnership_id, {})):
        if not subject.applies_from <= on <= subject.applies_until:
            continue
        triggers = [
            one.trigger for one in held if one.agency_id == subject.agency_id and one.starts_on <= on <= one.ends_on
        ]
        excuse = excuses.get((person, plan.partnership_id, subject.asked.key))
        why = reasons(entitlement, subject.asked, triggers)
        yield _line(plan, person, subject, facts, on, excuse, why, explained)


def _line(
    plan: Plan,
    person: int,
    subject: Subject,
    facts: Facts,
    on: date,
    excuse: Exemption | None,
    why: Sequence[str],
    explained: bool,
) -> Line:
    asked, requirement = subject.asked, subject.asked.requirement
    until = valid_until(asked.rule, facts.completions, plan.book)
    verified = valid_until(asked.rule, [c for c in facts.completions if c.is_verified], plan.book)
    status = status_on(
        on,
        valid_until=until,
        grace_until=subject.grace_until,
        notice=requirement.notice,
        is_exempt=excuse is not None,
        weight=requirement.weight,
    )
    due_on = until if until not in (None, FOREVER) else subject.grace_until if until is None else None
    line = Line(
        person_id=person,
        person="",
        agency_id=subject.agency_id,
        agency="",
        partnership_id=plan.partnership_id,
        requirement_id=asked.row_id,
        key=asked.key,
        title=requirement.title,
        about=requirement.about or requirement.key,
        weight=requirement.weight,
        owner=requirement.owner,
        mandatory=asked.is_mandatory,
        status=status,
        valid_until=until,
        is_verified=verified is not None and verified >= on,
        grace_until=subject.grace_until,
        due_on=due_on,
        reasons=tuple(why),
        source=str(requirement.source),
    )
    if not explained:
        return line
    return _explained(line, plan, subject, facts, excuse)


def _explained(line: Line, plan: Plan, subject: Subject, facts: Facts, excuse: Exemption | None) -> Line:
    """With why it stands so, since when it is asked, and what to do next."""
    asked, completions, book = subject.asked, facts.completions, plan.book
    excused = (
        ""
        if excuse is None
        else (f"until {words.said_day(excuse.ends_on)}: {excuse.reason} (approved by {excuse.approved_by_name})")
    )
    since = words.asked_since(asked, subject.applies_from)
    needed = words.still_needed(asked, completions, book)
    until, grace = line.valid_until, line.grace_until
    return replace(
        line,
        explanation=words.explanation(
            asked, line.status, until, grace, completions, book, line.reasons, excused, since
        ),
        asked_since=since,
        details=words.details(asked, completions, book),
        next_step=words.next_step(asked, line.status, line.due_on, needed),
        meets=needed,
    )


def _strictest_named(lines: list[Line]) -> list[Line]:
    """Requirements about one thing stand together: the one whose day comes first leads and names the others (E36)."""
    together: dict[tuple[int, str], list[Line]] = defaultdict(list)
    for line in lines:
        together[(line.partnership_id, line.about)].append(line)
    found = []
    for line in lines:
        peers = [one for one in together[(line.partnership_id, line.about)] if one.weight == Weight.REQUIRED]
        if line.weight != Weight.REQUIRED or len(peers) < 2:
            found.append(line)
            continue
        strictest = min(peers, key=_strictness)
        others = tuple(
            f"{one.title} ({one.reasons[0]}): {_until(one)}" for one in peers if one is not line and one.reasons
        )
        found.append(replace(line, is_strictest=line is strictest, also_named=others))
    return found


def _until(line: Line) -> str:
    if line.status is Status.INDUCTION and line.grace_until is not None:
        return f"in induction until {words.said_day(line.grace_until)}"
    if line.valid_until is None:
        return "never met"
    return "for life" if line.valid_until == FOREVER else f"until {words.said_day(line.valid_until)}"


def _strictness(line: Line) -> tuple[bool, date, int]:
    """Exempt ones last; then the day that comes first, a requirement never met before all."""
    return (line.status is Status.EXEMPT, line.valid_until or date.min, line.requirement_id)
