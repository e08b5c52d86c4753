"""The training tree as it is drawn: one line for each way, and none that others lead along already."""

from goldenthread.web.ui.tree import Band, Item, draw, without_detours

FIRST, SECOND, THIRD = 1, 2, 3


def test_a_line_that_others_lead_along_is_left_to_them() -> None:
    straight, on, round_about = (FIRST, SECOND, True), (SECOND, THIRD, True), (FIRST, THIRD, True)
    assert without_detours([straight, on, round_about]) == [straight, on]
    assert without_detours([straight, round_about]) == [straight, round_about]


def test_what_is_needed_never_gives_way_to_what_is_only_recommended() -> None:
    advised, on, needed = (FIRST, SECOND, False), (SECOND, THIRD, True), (FIRST, THIRD, True)
    assert without_detours([advised, on, needed]) == [advised, on, needed]
    assert without_detours([advised, on, (FIRST, THIRD, False)]) == [advised, on]


def test_a_round_of_courses_ends() -> None:
    there, back = (FIRST, SECOND, True), (SECOND, FIRST, True)
    assert without_detours([there, back]) == [there, back]


def test_bands_that_no_line_crosses_stand_nearer() -> None:
    bands = [Band("One", [Item(FIRST, "A")]), Band("Two", [Item(SECOND, "B")])]
    assert draw(bands, [(FIRST, SECOND, True)]).height > draw(bands, []).height


def test_neighbours_are_joined_side_to_side() -> None:
    drawing = draw([Band("One", [Item(FIRST, "A"), Item(SECOND, "B")])], [(FIRST, SECOND, True)])
    left, right = drawing.boxes
    level = left.y + left.height // 2
    assert [link.path for link in drawing.links] == [f"M{left.x + left.width} {level} L{right.x} {level}"]
