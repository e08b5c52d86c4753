"""The facts behind some people's standing, read in two queries however many posts they hold."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from goldenthread.kernel.periods import FOREVER
from goldenthread.training.records.terms import State

from ..rules.compiled import RECORDS
from ..rules.dialect import Dialect
from ..rules.evaluation import Completion, valid_until
from ..rules.who import Held, Subject, Trigger, subjects_of
from .plan import Plan

Key = tuple[int, int, int]
"""Person, agency, requirement row."""

Values = tuple[date | None, date | None, date | None, date, date]
"""Valid until, verified until, grace until, applies from, applies until."""


@dataclass
class Facts:
    """One person: what they hold in each partnership, their answers, what they completed, where they stood."""

    held: dict[int, list[tuple[int, Trigger, date, date]]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[int, dict[str, bool]] = field(default_factory=lambda: defaultdict(dict))
    completions: list[Completion] = field(default_factory=list)
    stood: dict[Key, tuple[int, Values]] = field(default_factory=dict)


def facts_of(people: Sequence[int], on: date) -> dict[int, Facts]:
    """Everything standing looks at for these people, as it was on the day. Two queries."""
    found: dict[int, Facts] = {person: Facts() for person in people}
    if not people:
        return found
    for row in _rows(people, on):
        what, person, partnership, agency, number, kind, role, word, duty, *days = row
        facts = found[person]
        if what == "answer":
            facts.answers[partnership][word] = bool(number)
        elif what == "stood":
            facts.stood[(person, agency, int(role))] = (number, tuple(days))
        else:
            trigger = Trigger(kind, role, word, duty, agency_id=agency)
            facts.held[partnership].append((agency, trigger, days[0], days[1] or FOREVER))
    for person, course, completed_on, minutes, participatory, form, provider, state in _records(people, on):
        found[person].completions.append(
            Completion(course, completed_on, minutes, participatory, form, provider, state == State.VERIFIED)
        )
    return found


def _records(people: Sequence[int], on: date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, course_id, completed_on, minutes, participatory_minutes, format, provider_kind, state "
            f"FROM {RECORDS} WHERE person_id IN ({', '.join(str(int(person)) for person in people)}) "
            f"AND completed_on <= {_dialect().day(on)} AND state <> '{State.REFUSED.value}'"
        )
        return list(cursor.fetchall())


def _dialect() -> Dialect:
    return Dialect(is_postgres=connection.vendor == "postgresql")


def _rows(people: Sequence[int], on: date) -> list[tuple[Any, ...]]:
    postgres = connection.vendor == "postgresql"
    listed = ", ".join(str(int(person)) for person in people)
    day, open_ended = _dialect().day(on), _dialect().day(FOREVER)
    first, last = ("GREATEST", "LEAST") if postgres else ("max", "min")
    none = "CAST(NULL AS date)" if postgres else "NULL"
    yes = "CASE WHEN q.is_yes THEN 1 ELSE 0 END"
    to_text = "::text" if postgres else " || ''"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'post', p.person_id, p.partnership_id, p.agency_id, 0, a.kind, COALESCE(j.key, ''), p.group_key, "
            f"'', p.starts_on, p.ends_on, {none}, {none}, {none} FROM workforce_post p "
            "JOIN partnerships_agency a ON a.id = p.agency_id LEFT JOIN workforce_jobrole j ON j.id = p.job_role_id "
            f"WHERE p.person_id IN ({listed}) AND COALESCE(p.ends_on, {open_ended}) >= {day} "
            "UNION ALL "
            "SELECT 'duty', d.person_id, d.partnership_id, d.agency_id, 0, a.kind, '', '', d.kind, d.starts_on, "
            f"d.ends_on, {none}, {none}, {none} FROM workforce_dutyheld d "
            "JOIN partnerships_agency a ON a.id = d.agency_id "
            f"WHERE d.person_id IN ({listed}) AND COALESCE(d.ends_on, {open_ended}) >= {day} "
            "UNION ALL "
            "SELECT 'duty', d.person_id, d.partnership_id, w.agency_id, 0, a.kind, '', '', d.kind, "
            f"{first}(d.starts_on, w.starts_on), "
            f"{last}(COALESCE(d.ends_on, {open_ended}), COALESCE(w.ends_on, {open_ended})), {none}, {none}, {none} "
            "FROM workforce_dutyheld d JOIN workforce_post w ON w.person_id = d.person_id "
            "AND w.partnership_id = d.partnership_id JOIN partnerships_agency a ON a.id = w.agency_id "
            f"WHERE d.person_id IN ({listed}) AND d.agency_id IS NULL "
            f"AND d.starts_on <= COALESCE(w.ends_on, {open_ended}) "
            f"AND w.starts_on <= COALESCE(d.ends_on, {open_ended}) "
            f"AND COALESCE(d.ends_on, {open_ended}) >= {day} AND COALESCE(w.ends_on, {open_ended}) >= {day} "
            "UNION ALL "
            f"SELECT 'answer', q.person_id, q.partnership_id, 0, {yes}, '', '', q.question_key, '', {none}, {none}, "
            f"{none}, {none}, {none} FROM workforce_conditionanswer q WHERE q.person_id IN ({listed}) "
            "UNION ALL "
            f"SELECT 'stood', s.person_id, s.partnership_id, s.agency_id, s.id, '', s.requirement_id{to_text}, '', '', "
            "s.valid_until, s.verified_until, s.grace_until, s.applies_from, s.applies_until "
            f"FROM standing_standing s WHERE s.person_id IN ({listed})"
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    if postgres:
        return rows
    return [(*row[:9], *map(_as_day, row[9:])) for row in rows]


def _as_day(value: date | str | None) -> date | None:
    """SQLite keeps days as text, and knows only in plain columns that they are days."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def held_of(plan: Plan, facts: Facts) -> list[Held]:
    """What one person holds in the plan's partnership, the agency named only where it has a form of its own."""
    return [
        Held(
            agency,
            trigger
            if agency in plan.own_form_agencies
            else Trigger(trigger.agency_kind, trigger.job_role, trigger.group_key, trigger.duty),
            first,
            last,
        )
        for agency, trigger, first, last in facts.held.get(plan.partnership_id, ())
    ]


def subjects(plan: Plan, facts: Facts) -> list[Subject]:
    """All that one person is asked under one plan."""
    held = held_of(plan, facts)
    answers = facts.answers.get(plan.partnership_id, {})
    return [subject for entitlement in plan.entitlements for subject in subjects_of(entitlement, held, answers)]


def standing_of(plan: Plan, person: int, facts: Facts) -> dict[Key, Values]:
    """Where one person stands under one plan: the computation that the bulk one is held to."""
    verified = [completion for completion in facts.completions if completion.is_verified]
    return {
        (person, subject.agency_id, subject.asked.row_id): (
            valid_until(subject.asked.rule, facts.completions, plan.book),
            valid_until(subject.asked.rule, verified, plan.book),
            subject.grace_until,
            subject.applies_from,
            subject.applies_until,
        )
        for subject in subjects(plan, facts)
    }
