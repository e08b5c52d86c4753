"""An agency may ask for more, never less."""

import pytest

from goldenthread.kernel.periods import Period, Unit
from goldenthread.setting.frameworks.rules import stricter, why_not_stricter
from goldenthread.setting.frameworks.terms import AllOf, Completed, Count, Rule, Selection

WT, OTHER = Selection(courses=("wt",)), Selection(courses=("other",))
BASE = Completed(WT, Period(3, Unit.YEARS))


def test_the_agencys_rule_is_added_and_takes_nothing_away() -> None:
    added = Completed(OTHER)
    assert stricter(BASE, added) == AllOf((BASE, added))
    assert stricter(BASE, None) == BASE


@pytest.mark.parametrize(
    ("added", "loosens"),
    [
        (Completed(WT, Period(2, Unit.YEARS)), False),
        (Completed(WT, Period(36, Unit.MONTHS)), False),
        (Completed(WT, Period(37, Unit.MONTHS)), True),
        (Completed(WT, Period(157, Unit.WEEKS)), True),
        (Completed(WT), True),
        (Completed(OTHER, Period(9, Unit.YEARS)), False),
        (Count(2, WT, Period(4, Unit.YEARS)), True),
        (AllOf((Completed(OTHER), Completed(WT, Period(4, Unit.YEARS)))), True),
    ],
)
def test_a_longer_time_for_the_same_learning_is_refused(added: Rule, loosens: bool) -> None:
    refusal = why_not_stricter(BASE, added)
    assert (refusal is not None) is loosens
    if refusal is not None:
        assert refusal.reason.endswith("An agency may ask for more, never less: choose a shorter time.")


def test_where_the_partnership_asks_once_any_time_is_stricter() -> None:
    assert why_not_stricter(Completed(WT), Completed(WT, Period(9, Unit.YEARS))) is None
