"""What is asked in one partnership on one day: its frameworks in force, read against its catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from goldenthread.setting.frameworks import selectors as frameworks
from goldenthread.setting.frameworks.models import AgencyOverride, Version
from goldenthread.setting.frameworks.terms import Framework, Requirement, Rule
from goldenthread.training.catalogue import selectors as catalogue
from goldenthread.training.catalogue.models import Course

from ..rules.courses import ALWAYS, CountsAs, CourseBook, KnownCourse
from ..rules.evaluation import prepare
from ..rules.proposed import as_proposed
from ..rules.who import Asked, Entitlement

MOST_KEPT = 64

SETTLING = 7_301_000_000
"""PostgreSQL's advisory locks on settling a partnership are this number and its own."""


@dataclass(frozen=True)
class RowOf:
    """A requirement's row: its key and, for an agency's own form, the agency and the rule it holds people to."""

    id: int
    key: str
    agency_id: int | None = None
    rule: Rule | None = None
    is_mandatory: bool = False


@dataclass(frozen=True)
class Edition:
    """One version in force (or proposed): the framework it says and the rows that stand for it."""

    framework: Framework
    rows: tuple[RowOf, ...]
    version_id: int = 0
    since: Mapping[str, date] = field(default_factory=dict)  # when each requirement first stood in force
    takes_force_on: date = date.min


@dataclass(frozen=True, eq=False)
class Plan:
    """Everything needed to work standing out in one partnership, for one person or for all."""

    partnership_id: int
    book: CourseBook
    entitlements: tuple[Entitlement, ...]
    asked: Mapping[int, Asked]
    own_form_agencies: frozenset[int] = frozenset()
    questions: frozenset[str] = field(default_factory=frozenset)


_KEPT: dict[tuple[str, int, date], tuple[tuple[object, ...], Plan]] = {}


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
                ours.append(_asked(row, requirement, edition, own_forms.get(row.key, set()), book, swap or {}))
        agencies.update(agency for ids in own_forms.values() for agency in ids)
        entitlements.append(Entitlement(edition.framework, ours))
        asked |= {one.row_id: one for one in ours}
        questions.update(question.key for question in edition.framework.questions)
    return Plan(partnership_id, book, tuple(entitlements), asked, frozenset(agencies), frozenset(questions))


def _asked(
    row: RowOf,
    requirement: Requirement,
    edition: Edition,
    own_forms: set[int],
    book: CourseBook,
    swap: Mapping[int, Rule],
) -> Asked:
    rule = swap.get(row.id, row.rule or requirement.rule)
    return Asked(
        row_id=row.id,
        requirement=requirement,
        rule=prepare(rule, book, edition.framework),
        framework=edition.framework,
        agency_id=row.agency_id,
        not_in=frozenset(own_forms) if row.agency_id is None else frozenset(),
        is_mandatory=requirement.mandatory or row.is_mandatory,
        since=edition.since.get(row.key, date.min),
        in_force_since=edition.takes_force_on,
    )


def course_book(partnership_id: int, proposed: Framework | None = None) -> CourseBook:
    """The catalogue as standing reads it: three queries. With a proposed framework, as that would leave it."""
    courses, counts, set_aside = catalogue.for_standing(partnership_id)
    known = [_known(course, partnership_id) for course in courses]
    tied = [
        CountsAs(one.course_id, one.counts_as_id, (one.starts_on or ALWAYS[0], one.ends_on or ALWAYS[1]))
        for one in counts
    ]
    if proposed is not None:
        known, tied = as_proposed(proposed, known, tied)
    return CourseBook(known, tied, set_aside)


def _known(course: Course, partnership_id: int) -> KnownCourse:
    return KnownCourse(
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


def editions_of(versions: Sequence[Version], on: date) -> list[Edition]:
    """Versions as they are read on a day: what each says, its rows, and since when each requirement has been asked."""
    lines = {version.line_id for version in versions}
    stands = list(frameworks.overrides(lines, on))
    first_days = frameworks.first_days(lines, on)
    return [_edition(version, on, stands, first_days) for version in versions]


def _edition(
    version: Version, on: date, stands: Sequence[AgencyOverride], first_days: Mapping[tuple[int, str], date]
) -> Edition:
    """One version with its rows and, for agencies that ask for more on the day, the rule they ask by.

    What no version of its line has asked before is asked from the day itself: so a draft is read as if it took force.
    """
    mine = [one for one in stands if one.line_id == version.line_id]
    mandatory = {(one.requirement_key, one.agency_id) for one in mine if one.mandatory}
    asks_more = {(one.requirement_key, one.agency_id) for one in mine}
    rows = tuple(
        RowOf(
            row.pk,
            row.key,
            row.agency_id,
            frameworks.effective_rule(version, row, mine) if row.agency_id else None,
            (row.key, row.agency_id) in mandatory,
        )
        for row in version.requirements.all()
        if row.agency_id is None or (row.key, row.agency_id) in asks_more
    )
    since = {row.key: first_days.get((version.line_id, row.key), on) for row in rows}
    return Edition(frameworks.framework_of(version), rows, version.pk, since, version.takes_force_on or on)


def plan_with(
    partnership_id: int, versions: Sequence[Version], on: date, swap: Mapping[int, Rule] | None = None
) -> Plan:
    """The plan that some versions make, whether or not they are in force."""
    return build(partnership_id, editions_of(versions, on), course_book(partnership_id), swap)


def plan_proposed(version: Version, on: date) -> Plan:
    """The plan of a day if a version took force on it: beside the other lines', with the courses it would bring."""
    partnership_id = version.line.partnership_id
    stay = [one for one in versions_in_force(partnership_id, on) if one.line_id != version.line_id]
    book = course_book(partnership_id, frameworks.framework_of(version))
    return build(partnership_id, editions_of([version, *stay], on), book)


def versions_in_force(partnership_id: int, on: date) -> list[Version]:
    """The versions people are judged by on a day: the local framework's, then the overlays'."""
    return frameworks.in_force(partnership_id, on)


def plan_in_force(partnership_id: int, on: date) -> Plan:
    """The plan of a day. Kept between requests, and read again as soon as anything it was made from moved."""
    return plans_in_force([partnership_id], on)[partnership_id]


def plans_in_force(partnership_ids: Iterable[int], on: date) -> dict[int, Plan]:
    """Plans of several partnerships: one query when all of them are known already."""
    ids = ", ".join(str(int(i)) for i in sorted(set(partnership_ids)))
    return _plans(f"SELECT id AS key FROM partnerships_partnership WHERE id IN ({ids})", on)[0] if ids else {}


def plans_for_settling(people: Iterable[int], on: date) -> tuple[dict[int, Plan], bool]:
    """Plans of every partnership in which these people hold posts, kept from being settled whole meanwhile.

    False if one of them is being settled whole at this moment (PostgreSQL; SQLite has one writer).
    """
    ids = ", ".join(str(int(i)) for i in sorted(set(people)))
    if not ids:
        return {}, True
    return _plans(
        f"SELECT DISTINCT partnership_id AS key FROM workforce_post WHERE person_id IN ({ids})", on, to_settle=True
    )


def _plans(partnerships: str, on: date, *, to_settle: bool = False) -> tuple[dict[int, Plan], bool]:
    found: dict[int, Plan] = {}
    is_free = True
    for partnership_id, stamp, locked in _stamps(partnerships, on, to_settle):
        is_free = is_free and locked
        key = (connection.alias, partnership_id, on)
        kept = _KEPT.get(key)
        if kept is not None and stamp[0] is not None and kept[0] == stamp:
            found[partnership_id] = kept[1]
            continue
        found[partnership_id] = plan = plan_with(partnership_id, frameworks.in_force(partnership_id, on), on)
        if stamp[0] is not None:
            if len(_KEPT) >= MOST_KEPT:
                _KEPT.clear()
            _KEPT[key] = (stamp, plan)
    return found, is_free


def _stamps(partnerships: str, on: date, to_settle: bool) -> list[tuple[int, tuple[object, ...], bool]]:
    """What a kept plan is compared by. A partnership in which nothing was ever marked has no stamp: it is read anew."""
    postgres = connection.vendor == "postgresql"
    day = f"DATE '{on.isoformat()}'" if postgres else f"'{on.isoformat()}'"
    day_number = "v.takes_force_on - DATE '0001-01-01'" if postgres else "CAST(julianday(v.takes_force_on) AS integer)"
    locked = f"pg_try_advisory_xact_lock_shared({SETTLING} + p.key)" if postgres and to_settle else "1 = 1"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.key, {locked}, m.stamp, "
            "(SELECT MAX(id) FROM catalogue_course), (SELECT COUNT(*) FROM catalogue_course), "
            "(SELECT MAX(id) FROM catalogue_countsfor), (SELECT COUNT(*) FROM catalogue_countsfor), "
            "(SELECT COUNT(*) FROM catalogue_setaside), "
            f"(SELECT SUM(v.id * v.id * ({day_number})) FROM frameworks_version v "
            "JOIN frameworks_line l ON l.id = v.line_id "
            f"WHERE l.partnership_id = p.key AND v.takes_force_on <= {day}) "
            f"FROM ({partnerships}) p LEFT JOIN freshness_moved m ON m.key = p.key"
        )
        return [(int(row[0]), tuple(row[2:]), bool(row[1])) for row in cursor.fetchall()]
