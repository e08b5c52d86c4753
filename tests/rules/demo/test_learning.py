"""What the people of the demo learn: from the framework's words to completions on days."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from goldenthread.cli.demo.agencies import NAMED, AgencyPlan, Culture
from goldenthread.cli.demo.learning import Completion, plan_completions
from goldenthread.cli.demo.needs import Catalogue, Need, Programme, Worked, days_in, needs_of
from goldenthread.kernel.periods import Period, Unit, YearKind
from goldenthread.setting.frameworks.terms import (
    AllOf,
    AnyOf,
    AtLeast,
    Completed,
    Count,
    Framework,
    Group,
    Level,
    Minutes,
    NamedCourse,
    Requirement,
    Selection,
    YearSpan,
)

TODAY = date(2026, 3, 2)
THREE_YEARS = Period(3, Unit.YEARS)
AWARENESS, NEGLECT = Selection(courses=("awareness",)), Selection(levels=("3",))
FRAMEWORK = Framework(
    key="plain",
    title="A plain framework",
    partnership="Anywhere",
    levels=(Level("1", "Level 1", order=1), Level("3", "Level 3", order=3)),
    groups=(Group("everyone", "Everyone", job_roles=("teacher",)),),
    courses=(
        NamedCourse("awareness", "Awareness", level="1", formats=("e-learning",), minutes=90),
        NamedCourse("awareness-refresher", "Awareness refresher", level="1", refresher_of="awareness", minutes=45),
        NamedCourse("neglect", "Neglect", level="3", formats=("face-to-face",), minutes=360),
    ),
    requirements=(Requirement("awareness", "Awareness", Completed(AWARENESS, THREE_YEARS), groups=("everyone",)),),
)
CATALOGUE = Catalogue([FRAMEWORK])


def needs(rule: object) -> list[Need]:
    return needs_of(rule, FRAMEWORK, CATALOGUE, Random(1), 1.0)  # type: ignore[arg-type]


def titles(need: Need) -> set[str]:
    return {offer.title for offer in need.offers}


@pytest.mark.parametrize(
    ("within", "days"),
    [
        (None, 0),
        (THREE_YEARS, 1_095),
        (Period(6, Unit.WEEKS), 42),
        (YearSpan(YearKind.FINANCIAL), 365),
        (YearSpan(YearKind.CALENDAR, following=True), 730),
    ],
)
def test_how_long_a_completion_holds_says_how_often_people_go(within: object, days: int) -> None:
    assert days_in(within) == days  # type: ignore[arg-type]


def test_a_refresher_will_do_after_the_course_itself() -> None:
    (need,) = needs(Completed(AWARENESS, THREE_YEARS))
    assert titles(need) == {"Awareness", "Awareness refresher"}
    assert need.first.title == "Awareness"


def test_what_is_asked_once_is_gone_on_once() -> None:
    (need,) = needs(Completed(AWARENESS))
    assert (titles(need), need.every) == ({"Awareness"}, 0)


def test_counts_and_minutes_are_spread_over_their_period() -> None:
    (counted,) = needs(Count(3, NEGLECT, THREE_YEARS))
    (timed,) = needs(Minutes(720, NEGLECT, THREE_YEARS))
    assert (counted.every, timed.every) == (365, 547)


def test_all_any_and_some_of_several_rules() -> None:
    parts = (Completed(AWARENESS, THREE_YEARS), Completed(NEGLECT, THREE_YEARS))
    assert [len(needs(rule)) for rule in (AllOf(parts), AnyOf(parts), AtLeast(1, parts))] == [2, 1, 1]


def test_a_course_is_made_up_where_the_framework_names_none() -> None:
    catalogue = Catalogue([FRAMEWORK])
    (need,) = needs_of(Completed(Selection(topics=("trauma",))), FRAMEWORK, catalogue, Random(1), 1.0)
    assert [(offer.partnership, offer.topics) for offer in need.offers] == [(False, ("trauma",))]


def test_nobody_is_sent_on_what_is_not_asked_of_them() -> None:
    programme = Programme((FRAMEWORK,), Random(1))
    teacher = Worked("school", ("teacher",), (), frozenset())
    assert [titles(need) for need in programme.for_one(teacher, Random(1))] == [{"Awareness", "Awareness refresher"}]
    assert programme.for_one(replace(teacher, job_roles=("caretaker",)), Random(1)) == []


def learnt(culture: Culture, seed: int = 1, began: date = date(2015, 1, 1)) -> list[Completion]:
    agency: AgencyPlan = replace(NAMED[0], culture=culture)
    return list(
        plan_completions(Random(seed), needs(Completed(AWARENESS, THREE_YEARS)), agency, 1.0, began, TODAY, TODAY)
    )


def share_met(culture: Culture) -> float:
    """Of 400 people with the same rule, how many hold it today."""
    met = sum(
        any(TODAY - timedelta(days=1_095) <= one.completed_on for one in learnt(culture, seed)) for seed in range(400)
    )
    return met / 400


def test_agencies_differ_as_their_habits_do() -> None:
    strong, good, patchy, poor = (
        share_met(culture) for culture in (Culture.STRONG, Culture.GOOD, Culture.PATCHY, Culture.POOR)
    )
    assert strong > good > patchy > poor
    assert strong > 0.9
    assert poor < 0.75


def test_nothing_is_completed_before_they_began_after_today_or_twice_on_a_day() -> None:
    for seed in range(200):
        began = TODAY - timedelta(days=seed * 5 + 1)
        completions = [one for one in learnt(Culture.GOOD, seed, began) if one.provider_kind != "prior-learning"]
        assert all(began <= one.completed_on <= TODAY for one in completions)
        assert len({(one.offer, one.completed_on) for one in completions}) == len(completions)


def test_a_refused_completion_says_why_and_participatory_minutes_are_part_of_the_whole() -> None:
    completions = [one for seed in range(3_000) for one in learnt(Culture.GOOD, seed)]
    assert {bool(one.why_refused) == (one.state == "refused") for one in completions} == {True}
    assert {one.state.value for one in completions} == {"imported", "verified", "to-verify", "refused"}
    assert all(one.participatory_minutes <= one.minutes for one in completions)
