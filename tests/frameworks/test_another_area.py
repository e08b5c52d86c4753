"""Another area's framework needs no code: a file alone says it, and is adopted like any other."""

from datetime import date, datetime
from pathlib import Path

import pytest

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.periods import Period, Unit, YearKind
from goldenthread.setting.frameworks import selectors, services
from goldenthread.setting.frameworks.rules import closure, in_words, read, resolve, write
from goldenthread.setting.frameworks.terms import (
    AtLeast,
    Completed,
    Minutes,
    Selection,
    SeveralGroups,
    YearSpan,
)
from tests.cast import Cast

TEXT = (Path(__file__).parent / "another_area.toml").read_text(encoding="utf-8")
FRAMEWORK = read(TEXT, "another_area.toml")
RULES = {one.key: one.rule for one in FRAMEWORK.requirements}


def test_its_words_mean_what_they_say() -> None:
    assert [level.name for level in FRAMEWORK.levels] == ["Level A", "Level B", "Level C"]
    assert FRAMEWORK.levels[0].name_cy == "Lefel A"
    assert FRAMEWORK.header.reports_year is YearKind.ACADEMIC
    assert FRAMEWORK.header.several_groups is SeveralGroups.HIGHEST
    assert isinstance(RULES["first-year"], AtLeast)
    assert RULES["first-year"].least == 2
    hours = RULES["hours"]
    assert isinstance(hours, Minutes)
    assert (hours.minutes, hours.participatory_share, hours.within) == (720, 50, Period(4, Unit.YEARS))
    yearly = Completed(Selection(level_at_least="b"), YearSpan(YearKind.ACADEMIC, following=True))
    assert RULES["academic-year"] == yearly
    assert RULES["first-week"] == Completed(Selection(courses=("welcome",)))
    stages = [one.first_within for one in FRAMEWORK.requirements if one.about == "start"]
    assert stages == [Period(1, Unit.WEEKS), Period(3, Unit.MONTHS)]


def test_its_choice_decides_its_rule() -> None:
    chosen = FRAMEWORK.chosen()
    assert resolve(RULES["lower-levels"], chosen) == Completed(Selection(levels=("a",)), Period(4, Unit.YEARS))


def test_its_groups_inherit_on_a_condition() -> None:
    asked = frozenset({"night-shifts"})
    assert closure(FRAMEWORK)["leads"] == {("leads", frozenset()), ("schools", asked), ("harbour", asked)}


def test_its_rules_are_said_in_words() -> None:
    assert in_words(RULES["first-year"], FRAMEWORK) == (
        "at least 2 of these: Storms, once; or Tides, once; or Charts, every 4 years"
    )
    assert in_words(RULES["hours"], FRAMEWORK) == (
        "12 hours of any course about weather or core (multi-agency or prior learning), within 4 years, "
        "at least 50% of it participatory"
    )


@pytest.mark.django_db
def test_it_is_imported_dated_and_exported_without_loss(cast: Cast, administrator: Actor, at: datetime) -> None:
    version = services.import_text(by=administrator, at=at, partnership=cast.fellside, text=TEXT)
    services.set_day(by=administrator, at=at, version=version, on=date(2026, 9, 1))
    (held,) = selectors.in_force(cast.fellside.pk, date(2026, 9, 1))
    assert held.text == TEXT
    assert selectors.framework_of(held) == FRAMEWORK == read(write(FRAMEWORK), "exported.toml")
    assert list(held.groups.values_list("key", flat=True)) == ["harbour", "schools", "leads"]
