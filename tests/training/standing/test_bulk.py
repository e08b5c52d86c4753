"""The computation inside the database is the computation for one person, for everyone, on any day."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from goldenthread.kernel.periods import Period, Unit, YearKind
from goldenthread.setting.frameworks.terms import (
    AllOf,
    AnyOf,
    AtLeast,
    Completed,
    Count,
    Framework,
    Group,
    Inherits,
    Level,
    Minutes,
    Question,
    Requirement,
    Rule,
    Selection,
    SeveralGroups,
    YearSpan,
)
from goldenthread.setting.frameworks.terms.framework import Header
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import ConditionAnswer, DutyHeld, JobRole, Person
from goldenthread.training.catalogue.models import CountsFor, Course, SetAside
from goldenthread.training.records.terms import Format, ProviderKind, State
from goldenthread.training.standing.selectors.bulk import BulkStanding, drop_temporary, rows_of
from goldenthread.training.standing.selectors.facts import facts_of, standing_of
from goldenthread.training.standing.selectors.plan import Edition, Plan, RowOf, build, course_book

from . import build as county

FIRST = date(2022, 1, 1)
DAYS = st.integers(0, 1700).map(lambda n: FIRST + timedelta(days=n)) | st.sampled_from(
    [date(2024, 2, 29), date(2023, 11, 30), date(2024, 8, 31), date(2024, 3, 31), date(2025, 12, 31)]
)
KEYS = ("awareness", "working-together", "refresher", "neglect", "outside", "other-outside")
PERIODS = st.sampled_from(
    [
        None,
        Period(3, Unit.YEARS),
        Period(1, Unit.YEARS),
        Period(4, Unit.YEARS),
        Period(1, Unit.MONTHS),
        Period(18, Unit.MONTHS),
        Period(12, Unit.WEEKS),
        Period(0, Unit.DAYS),
        Period(2000, Unit.YEARS),
        *(YearSpan(kind, following) for kind in YearKind for following in (False, True)),
    ]
)
SELECTIONS = st.builds(
    Selection,
    courses=st.sampled_from([(), ("awareness",), ("working-together",), ("neglect", "awareness")]),
    levels=st.sampled_from([(), ("3",), ("1", "3")]),
    level_at_least=st.sampled_from(["", "2"]),
    topics=st.sampled_from([(), ("neglect",)]),
    formats=st.sampled_from([(), ("e-learning",), ("forum", "briefing")]),
    provider_kinds=st.sampled_from([(), ("external",)]),
    exactly=st.booleans(),
)
LEAVES = (
    st.builds(Completed, SELECTIONS, PERIODS, st.none() | SELECTIONS)
    | st.builds(Count, st.integers(1, 3), SELECTIONS, PERIODS)
    | st.builds(Minutes, st.sampled_from([60, 240, 600]), SELECTIONS, PERIODS, st.sampled_from([0, 50]))
)


def combined(rules: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(rules, min_size=1, max_size=3).map(tuple)
    return (
        st.builds(AllOf, several)
        | st.builds(AnyOf, several)
        | several.flatmap(lambda parts: st.integers(1, len(parts)).map(lambda least: AtLeast(least, parts)))
    )


RULES: st.SearchStrategy[Rule] = st.recursive(LEAVES, combined, max_leaves=4)
REQUIREMENTS = st.lists(
    st.builds(
        Requirement,
        key=st.just("x"),
        title=st.just("X"),
        rule=RULES,
        groups=st.sampled_from([("one",), ("two",), ("one", "three")]),
        duties=st.sampled_from([(), ("trainer",)]),
        job_roles=st.sampled_from([(), ("teacher",)]),
        agency_kinds=st.sampled_from([(), ("school",), ("police", "school")]),
        condition=st.sampled_from(["", "advises"]),
        in_force_from=st.none() | st.sampled_from([date(2023, 6, 1)]),
        first_within=st.none()
        | st.sampled_from([Period(1, Unit.MONTHS), Period(1, Unit.YEARS), Period(6, Unit.WEEKS)]),
    ),
    min_size=1,
    max_size=4,
)
SINCE = st.dictionaries(st.integers(0, 3), DAYS)
"""When some of the requirements first stood in force; the others always have."""
POSTS = st.lists(
    st.tuples(
        st.integers(0, 2),  # who
        st.integers(0, 1),  # agency
        st.sampled_from(["teacher", "nurse", ""]),
        st.sampled_from(["", "two", "old-three", "unknown"]),
        DAYS,
        st.none() | st.integers(0, 900),
    ),
    max_size=6,
)
DUTIES = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from([None, 0, 1]),
        st.sampled_from(["trainer", "board-member"]),
        DAYS,
        st.none() | st.integers(0, 900),
    ),
    max_size=2,
)
RECORDS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(KEYS),
        DAYS,
        st.sampled_from([State.VERIFIED, State.IMPORTED, State.TO_VERIFY, State.REFUSED]),
        st.sampled_from([Format.E_LEARNING, Format.FORUM]),
        st.sampled_from([ProviderKind.EXTERNAL, ProviderKind.MULTI_AGENCY]),
        st.sampled_from([0, 60, 180]),
    ),
    max_size=14,
    unique_by=lambda r: (r[0], r[1], r[2]),
)


def framework(requirements: list[Requirement], only_highest: bool) -> Framework:
    named = tuple(
        Requirement(**{**{f: getattr(r, f) for f in Requirement.__dataclass_fields__}, "key": f"r{i}"})
        for i, r in enumerate(requirements)
    )
    return Framework(
        key="county",
        title="County",
        partnership="County",
        levels=tuple(Level(str(i), f"Level {i}", order=i) for i in range(1, 4)),
        questions=(Question("advises", "Do you advise?"),),
        groups=(
            Group("one", "One", job_roles=("teacher",)),
            Group("two", "Two", job_roles=("nurse",), inherits=(Inherits("one", "advises"),)),
            Group("three", "Three", agency_kinds=("school",), replaces=("old-three",)),
            Group("four", "Four", duties=("board-member",), inherits=(Inherits("two"),)),
        ),
        requirements=named,
        header=Header(several_groups=SeveralGroups.HIGHEST if only_highest else SeveralGroups.ALL),
    )


def plan_of(
    where: Partnership,
    requirements: list[Requirement],
    only_highest: bool,
    own_form: int | None,
    since: dict[int, date] | None = None,
) -> Plan:
    made = framework(requirements, only_highest)
    rows = [RowOf(100 + i, one.key) for i, one in enumerate(made.requirements)]
    if own_form is not None:
        stricter = AllOf((made.requirements[0].rule, Completed(Selection(courses=("neglect",)), Period(1, Unit.YEARS))))
        rows.append(RowOf(500, "r0", own_form, stricter))
    days = {f"r{i}": day for i, day in (since or {}).items()}
    return build(where.pk, [Edition(made, tuple(rows), since=days)], course_book(where.pk))


class BulkIsOnePersonAtATime(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(REQUIREMENTS, POSTS, DUTIES, RECORDS, st.booleans(), st.booleans(), st.sets(st.integers(0, 2)), DAYS, SINCE)
    def test_for_everyone_on_any_day(  # type: ignore[no-untyped-def]
        self, requirements, posts, duties, records, highest, own_form, advising, on, since
    ):
        fellside = county.partnership()
        vale = county.partnership("Vale")
        school = county.agency([fellside])
        police = county.agency([fellside, vale], "Police", "police")
        for role in ("teacher", "nurse"):
            JobRole.objects.create(key=role, title=role)
        people = [Person.objects.create(given_name="P", family_name=str(i)) for i in range(3)]
        agencies = [school, police]
        for who, where, role, group, starts, length in posts:
            county.posted(
                fellside,
                agencies[where],
                role,
                person=people[who],
                starts_on=starts,
                group=group,
                ends_on=None if length is None else starts + timedelta(days=length),
            )
        for who, where, kind, starts, length in duties:
            DutyHeld.objects.create(
                person=people[who],
                partnership=fellside,
                agency=None if where is None else agencies[where],
                kind=kind,
                starts_on=starts,
                ends_on=None if length is None else starts + timedelta(days=length),
            )
        for who in advising:
            ConditionAnswer.objects.create(
                person=people[who], partnership=fellside, question_key="advises", is_yes=True, answered_at=county.NOW
            )
        courses = catalogue(fellside)
        for who, key, day, state, form, kind, minutes in records:
            county.completed(
                people[who],
                courses[key],
                day,
                state=state,
                given_as=form,
                provider_kind=kind,
                minutes=minutes,
                participatory_minutes=minutes // 2,
            )
        plan = plan_of(fellside, requirements, highest, school.pk if own_form else None, since)
        assert in_the_database(plan, on) == one_by_one(plan, people, on)


def catalogue(where: Partnership) -> dict[str, Course]:
    made = {}
    for key, level, topics in (("awareness", "1", []), ("working-together", "2", []), ("neglect", "3", ["neglect"])):
        made[key] = Course.objects.create(partnership=where, key=key, title=key, level=level, topics=topics)
    made["refresher"] = Course.objects.create(
        partnership=where, key="refresher", title="refresher", level="2", refresher_of=made["working-together"]
    )
    made["outside"] = Course.objects.create(key="", title="outside", provider="Acme")
    made["other-outside"] = Course.objects.create(key="", title="other", provider="Acme", topics=["neglect"])
    CountsFor.objects.create(
        course=made["outside"], counts_as=made["neglect"], partnership=where, reason="Same", ends_on=date(2024, 6, 30)
    )
    SetAside.objects.create(course=made["other-outside"], partnership=where, reason="Too short", decided_at=county.NOW)
    return made


def in_the_database(plan: Plan, on: date) -> dict[object, object]:
    BulkStanding(plan, on, only_its_people=False).into("gt_try")
    rows = rows_of(
        "SELECT person_id, agency_id, requirement_id, valid_until, verified_until, grace_until, applies_from, "
        "applies_until FROM gt_try"
    )
    drop_temporary(["gt_try"])
    assert len({row[:3] for row in rows}) == len(rows)
    return {row[:3]: tuple(row[3:]) for row in rows}


def one_by_one(plan: Plan, people: list[Person], on: date) -> dict[object, object]:
    found: dict[object, object] = {}
    for person, facts in facts_of([person.pk for person in people], on).items():
        found |= standing_of(plan, person, facts)
    return found
