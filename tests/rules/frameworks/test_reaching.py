"""Which groups a group includes, and which rule stands."""

from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.kernel.periods import Period, Unit
from goldenthread.setting.frameworks.rules import closure, resolve
from goldenthread.setting.frameworks.terms import (
    AllOf,
    AnyOf,
    AtLeast,
    BySetting,
    Completed,
    Framework,
    Group,
    Inherits,
    Selection,
)

ONE = Completed(Selection(courses=("one",)), Period(3, Unit.YEARS))
OTHER = Completed(Selection(courses=("other",)))
NOTHING: frozenset[str] = frozenset()


def framework(**inherits: tuple[Inherits, ...]) -> Framework:
    groups = tuple(Group(key, key, job_roles=("any",), inherits=given) for key, given in inherits.items())
    return Framework("made-up", "Made up", "Made-up Partnership", groups=groups)


def test_a_group_includes_itself_and_what_it_inherits_all_the_way_down() -> None:
    made = framework(a=(), b=(Inherits("a"),), c=(Inherits("b", "leads"),))
    leads = frozenset({"leads"})
    assert closure(made)["c"] == {("c", NOTHING), ("b", leads), ("a", leads)}
    assert closure(made)["a"] == {("a", NOTHING)}


def test_conditions_on_the_way_add_up() -> None:
    made = framework(a=(), b=(Inherits("a", "nights"),), c=(Inherits("b", "leads"),))
    assert ("a", frozenset({"nights", "leads"})) in closure(made)["c"]
    assert closure(made)["b"] == {("b", NOTHING), ("a", frozenset({"nights"}))}


def test_of_two_ways_the_one_that_asks_less_stands_alone() -> None:
    made = framework(a=(), b=(Inherits("a"),), c=(Inherits("a", "leads"), Inherits("b")))
    assert closure(made)["c"] == {("c", NOTHING), ("b", NOTHING), ("a", NOTHING)}


def test_two_ways_on_different_conditions_both_stand() -> None:
    made = framework(a=(), b=(Inherits("a", "leads"), Inherits("a", "nights")))
    either = {("a", frozenset({"leads"})), ("a", frozenset({"nights"}))}
    assert closure(made)["b"] == {("b", NOTHING)} | either


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 5), max_size=3), min_size=6, max_size=6))
def test_whoever_is_included_brings_along_whom_they_include(picks: list[list[int]]) -> None:
    made = framework(
        **{f"g{place}": tuple(Inherits(f"g{to}") for to in below if to < place) for place, below in enumerate(picks)}
    )
    included = {key: {group for group, _ in parts} for key, parts in closure(made).items()}
    for key, parts in included.items():
        assert key in parts
        assert all(included[part] <= parts for part in parts)


def test_the_chosen_option_takes_the_settings_place_wherever_it_stands() -> None:
    choice = BySetting("choice", {"yes": ONE, "no": AnyOf((OTHER, BySetting("other", {"x": ONE})))})
    rule = AllOf((AtLeast(1, (choice,)), OTHER))
    assert resolve(rule, {"choice": "yes", "other": "x"}) == AllOf((AtLeast(1, (ONE,)), OTHER))
    assert resolve(choice, {"choice": "no", "other": "x"}) == AnyOf((OTHER, ONE))
