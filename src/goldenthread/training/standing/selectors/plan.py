"""What is asked in one partnership on one day: its frameworks in force, read against its catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from goldenthread.setting.frameworks.terms import AllOf, Framework, Requirement, Rule
from goldenthread.training.catalogue import selectors as catalogue

from ..rules.courses import ALWAYS, CountsAs, CourseBook, KnownCourse
from ..rules.evaluation import prepare
from ..rules.who import Asked, Entitlement


@dataclass(frozen=True)
class RowOf:
    """A requirement's row: its key, and for an agency's own form the agency and the rule it adds."""

    id: int
    key: str
    agency_id: int | None = None
    adds: Rule | None = None


@dataclass(frozen=True)
class Edition:
    """One version in force (or proposed): the framework it says and the rows that stand for it."""

    framework: Framework
    rows: tuple[RowOf, ...]
    version_id: int = 0


@dataclass(frozen=True, eq=False)
class Plan:
    """Everything needed to work standing out in one partnership, for one person or for all."""

    partnership_id: int
    book: CourseBook
    entitlements: tuple[Entitlement, ...]
    asked: Mapping[int, Asked]
    own_form_agencies: frozenset[int] = frozenset()
    questions: frozenset[str] = field(default_factory=frozenset)


def build(
    partnership_id: int, editions: Sequence[Edition], book: CourseBook, swap: Mapping[int, Rule] | None = None
) -> Plan:
    """Read editions against a course book. `swap` puts another rule in a requirement's place (a what-if)."""
    entitlements = []
    asked: dict[int, Asked] = {}
    agencies: set[int] = set()
    questions: set[str] = set()
    for edition in editions:
        requirements = {requirement.key: requirement for requirement in edition.framework.requirements}
        own_forms: dict[str, set[int]] = {}
        for row in edition.rows:
            if row.agency_id is not None:
                own_forms.setdefault(row.key, set()).add(row.agency_id)
        ours = []
        for row in sorted(edition.rows, key=lambda r: r.id):
            requirement = requirements.get(row.key)
            if requirement is not None:
                ours.append(_asked(row, requirement, edition.framework, own_forms.get(row.key, set()), book, swap or {}))
        agencies.update(agency for ids in own_forms.values() for agency in ids)
        entitlements.append(Entitlement(edition.framework, ours))
        asked |= {one.row_id: one for one in ours}
        questions.update(question.key for question in edition.framework.questions)
    return Plan(partnership_id, book, tuple(entitlements), asked, frozenset(agencies), frozenset(questions))


def _asked(
    row: RowOf,
    requirement: Requirement,
    framework: Framework,
    own_forms: set[int],
    book: CourseBook,
    swap: Mapping[int, Rule],
) -> Asked:
    rule = swap.get(row.id, requirement.rule)
    if row.adds is not None:
        rule = AllOf((rule, row.adds))
    return Asked(
        row_id=row.id,
        requirement=requirement,
        rule=prepare(rule, book, framework),
        framework=framework,
        agency_id=row.agency_id,
        not_in=frozenset(own_forms) if row.agency_id is None else frozenset(),
        title=requirement.title,
    )


def course_book(partnership_id: int) -> CourseBook:
    """The catalogue as standing reads it: three queries."""
    courses, counts, set_aside = catalogue.for_standing(partnership_id)
    return CourseBook(
        (
            KnownCourse(
                id=course.id,
                title=course.title,
                key=course.key,
                level=course.level,
                scheme=course.level_scheme,
                topics=tuple(course.topics),
                is_ours=course.partnership_id == partnership_id,
                is_outside=course.partnership_id is None,
                refresher_of=course.refresher_of_id,
            )
            for course in courses
        ),
        (
            CountsAs(
                one.course_id,
                one.counts_as_id,
                (one.starts_on or ALWAYS[0], one.ends_on or ALWAYS[1]),
            )
            for one in counts
        ),
        set_aside,
    )


def edition_of(version: Any, on: date) -> Edition:
    """One version with its rows and, for agencies that ask for more, what they add on the day."""
    from goldenthread.setting.frameworks import selectors as frameworks

    adds = frameworks.override_rules(version, on)
    rows = tuple(
        RowOf(row.id, row.key, row.agency_id, adds.get((row.key, row.agency_id)) if row.agency_id else None)
        for row in version.requirements.all()
        if row.agency_id is None or (row.key, row.agency_id) in adds
    )
    return Edition(frameworks.framework_of(version), rows, version.id)
