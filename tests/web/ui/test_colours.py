"""A partnership's colour must leave white text readable."""

import pytest

from goldenthread.web.ui.colours import INK, contrast, header_colour, why_not_colour


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#767676", "#ffffff", 4.54), ("#fff000", "#fff000", 1)]
)
def test_contrast_is_as_the_guidelines_compute_it(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)


def test_a_light_colour_is_refused_with_what_to_do() -> None:
    assert why_not_colour("#ffcc00").endswith("Choose a darker colour.")
    assert why_not_colour("#1b2f4b") == ""


@pytest.mark.parametrize("colour", ["red", "#12345", "#1234567", "#12345g", "", "#1b2f4b; } body { display: none"])
def test_what_is_no_colour_never_reaches_a_stylesheet(colour: str) -> None:
    assert why_not_colour(colour).startswith("Write the colour as #")
    assert header_colour(colour) == INK


def test_a_readable_colour_is_used() -> None:
    assert header_colour("#5b2333") == "#5b2333"
