"""What a course lacks, in which order courses may stand, what changed, and how the tree grows: no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.training.catalogue.rules.order import closes_circle
from goldenthread.training.catalogue.rules.publishing import what_is_missing
from goldenthread.training.catalogue.rules.tree import Leaf, grow
from goldenthread.training.catalogue.rules.versions import differences
from goldenthread.training.catalogue.terms import Choice, Difference, Lists, Planned

WHOLE = Planned(
    aims="See every father",
    delivery="day",
    minutes=360,
    has_review_day=True,
    outcomes=(("Ask about fathers", "ability:1"),),
    priority_count=1,
    tagged=frozenset({"drivers"}),
    met=frozenset({("content", "planning", "caf:1"), ("values", "planning", "ethos:1")}),
)
LISTS = Lists(
    content=(Choice("caf:1", "Role of the assessment"),),
    values=(Choice("ethos:1", "Equality"),),
    tags={"drivers": (Choice("drivers:1", "Research"),)},
    demanded=frozenset({"content", "values", "drivers"}),
)


def changed(**values: object) -> Planned:
    return Planned(**{**WHOLE.__dict__, **values})  # type: ignore[arg-type]


def test_a_whole_course_lacks_nothing() -> None:
    assert what_is_missing(WHOLE, LISTS) == []


@pytest.mark.parametrize(
    ("lacking", "part"),
    [
        ({"aims": "  "}, "describe"),
        ({"delivery": ""}, "time"),
        ({"minutes": 0}, "time"),
        ({"has_review_day": False}, "keep"),
        ({"outcomes": ()}, "outcomes"),
        ({"outcomes": (("Ask about fathers", ""),)}, "outcomes"),
        ({"priority_count": 0}, "priorities"),
        ({"tagged": frozenset({"themes"})}, "tags"),
        ({"met": frozenset({("values", "planning", "ethos:1")})}, "checks-content-planning"),
        (
            {"met": frozenset({("content", "planning", "caf:1"), ("values", "delivery", "ethos:1")})},
            "checks-values-planning",
        ),
    ],
)
def test_each_thing_that_is_missing_is_named_where_it_is_mended(lacking: dict[str, object], part: str) -> None:
    assert [one.part for one in what_is_missing(changed(**lacking), LISTS)] == [part]


def test_everything_is_named_at_once() -> None:
    missing = what_is_missing(Planned(), LISTS)
    assert [one.part for one in missing] == [
        "describe",
        "time",
        "time",
        "keep",
        "outcomes",
        "priorities",
        "tags",
        "checks-content-planning",
        "checks-values-planning",
    ]
    assert "Role of the assessment" in missing[-2].words


def test_where_the_framework_says_nothing_nothing_is_refused_for_lack_of_it() -> None:
    ours = Lists(values=LISTS.values, content=LISTS.content, tags=LISTS.tags)
    assert what_is_missing(changed(tagged=frozenset(), met=frozenset()), ours) == []


@pytest.mark.parametrize(
    ("before", "course", "wanted", "circle"),
    [
        ({}, 1, [2], []),
        ({}, 1, [1], [1]),
        ({2: {1}}, 1, [2, 3], [2]),
        ({3: {2}, 2: {1}}, 1, [3], [3]),
        ({1: {2}}, 1, [2], []),
        ({2: {3}, 3: {2}}, 1, [2], []),
    ],
)
def test_no_course_comes_before_one_that_it_follows(
    before: dict[int, set[int]], course: int, wanted: list[int], circle: list[int]
) -> None:
    assert closes_circle(before, course, wanted) == circle


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=20))
def test_whatever_is_allowed_can_be_taken_in_some_order(pairs: list[tuple[int, int]]) -> None:
    before: dict[int, set[int]] = {}
    for course, earlier in pairs:
        if not closes_circle(before, course, [*before.get(course, ()), earlier]):
            before.setdefault(course, set()).add(earlier)
    done: set[int] = set()
    for _ in range(7):
        done |= {one for one in range(7) if before.get(one, set()) <= done}
    assert done == set(range(7))


def test_versions_are_compared_part_by_part() -> None:
    old = {"title": "Neglect", "minutes": 180, "outcomes": ["See it"]}
    new = {"title": "Neglect", "minutes": 360, "outcomes": ["See it", "Act on it"]}
    assert differences(old, new) == [
        Difference("Minutes", "180", "360"),
        Difference("Learning outcomes", "See it", "See it\nAct on it"),
    ]
    assert differences(new, new) == []


def test_the_tree_stands_by_level_and_branch_and_names_what_comes_from_elsewhere() -> None:
    leaves = [
        Leaf(1, "Basics", "Core"),
        Leaf(2, "Neglect", "Generic", "Neglect", before=(1,)),
        Leaf(3, "Neglect again", "Generic", "Neglect", before=(2, 1)),
        Leaf(4, "Gangs", "Generic", "Exploitation"),
        Leaf(5, "Forum", "Elsewhere"),
    ]
    steps = grow(leaves, ["Core", "Generic"])
    assert [(step.name, [one.title for one in step.leaves]) for step in steps] == [
        ("Core", ["Basics"]),
        ("Generic", ["Gangs", "Neglect", "Neglect again"]),
        ("Elsewhere", ["Forum"]),
    ]
    neglect = steps[1].branches[1]
    assert [node.leaf.title for node in neglect.nodes] == ["Neglect"]
    assert [node.leaf.title for node in neglect.nodes[0].after] == ["Neglect again"]
    assert [one.title for one in neglect.nodes[0].after[0].also] == ["Basics"]
