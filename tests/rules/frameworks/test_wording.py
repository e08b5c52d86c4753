"""Rules in plain English."""

import pytest

from goldenthread.kernel.periods import Period, Unit, YearKind
from goldenthread.setting.frameworks.rules import in_words
from goldenthread.setting.frameworks.terms import (
    AllOf,
    AnyOf,
    AtLeast,
    BySetting,
    Completed,
    Count,
    Framework,
    Level,
    Minutes,
    NamedCourse,
    Rule,
    Selection,
    YearSpan,
)

FRAMEWORK = Framework(
    "made-up",
    "Made up",
    "Made-up Partnership",
    levels=(Level("3", "Level 3", order=3),),
    courses=(NamedCourse("wt", "Working Together"), NamedCourse("neglect", "Neglect")),
)
WT, THIRD = Selection(courses=("wt",)), Selection(levels=("3",))
YEARS = Period(3, Unit.YEARS)

SAID: list[tuple[Rule, str]] = [
    (Completed(WT), "Working Together, once"),
    (Completed(WT, YEARS), "Working Together, every 3 years"),
    (Completed(WT, Period(1, Unit.YEARS)), "Working Together, every year"),
    (
        Completed(WT, YearSpan(YearKind.FINANCIAL, following=True)),
        "Working Together, each financial year (it holds to the end of the year after)",
    ),
    (
        Completed(WT, YEARS, THIRD),
        "Working Together, every 3 years, put off once for as long again by any Level 3 course "
        "completed while it still holds",
    ),
    (Count(2, THIRD, Period(6, Unit.MONTHS)), "2 completions of any Level 3 course, within 6 months"),
    (Minutes(90, Selection(topics=("abuse",)), YEARS), "1 hour 30 minutes of any course about abuse, within 3 years"),
    (
        Minutes(480, Selection(level_at_least="3"), None, 50),
        "8 hours of any course at Level 3 or above, at any time, at least 50% of it participatory",
    ),
    (
        AllOf((Completed(WT), AnyOf((Completed(WT, YEARS), Completed(THIRD, YEARS))))),
        "Working Together, once; and (Working Together, every 3 years; or any Level 3 course, every 3 years)",
    ),
    (
        AtLeast(2, (Completed(WT), Completed(THIRD), Completed(Selection(formats=("e-learning",))))),
        "at least 2 of these: Working Together, once; or any Level 3 course, once; or any course by e-learning, once",
    ),
    (
        BySetting("year", {"a": Completed(WT), "b": Completed(WT, YEARS)}),
        "by the choice “year”: Working Together, once (if “a”); or Working Together, every 3 years (if “b”)",
    ),
    (
        Completed(Selection(courses=("wt", "neglect"), exactly=True)),
        "Working Together or Neglect, itself and nothing that counts for it, once",
    ),
    (
        Completed(Selection(levels=("3",), scheme="health", provider_kinds=("multi-agency",))),
        "any level 3 (health) course (multi-agency), once",
    ),
]


@pytest.mark.parametrize(("rule", "words"), SAID, ids=[words[:50] for _, words in SAID])
def test_a_rule_is_said_in_words(rule: Rule, words: str) -> None:
    assert in_words(rule, FRAMEWORK) == words


def test_without_the_framework_keys_stand_for_titles() -> None:
    assert in_words(Completed(WT, YEARS)) == "wt, every 3 years"
