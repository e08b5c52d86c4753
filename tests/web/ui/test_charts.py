"""Charts: one picture with a name and a description, its figures beside it, nothing inline."""

import re
import xml.etree.ElementTree as ET

import pytest

from goldenthread.web.ui import charts
from goldenthread.web.ui.charts import Point

SVG = "{http://www.w3.org/2000/svg}"
POINTS = [
    Point("Q1", 60, "Awareness"),
    Point("Q1", 72, "Neglect"),
    Point("Q2", 64, "Awareness"),
    Point("Q2", None, "Neglect"),
]


def test_a_trend_says_what_it_shows() -> None:
    chart = charts.line("Met <over> time", 'It "rose"', POINTS, along="Quarter", measure="Met", unit="%", target=80)
    drawing = ET.fromstring(chart.svg)
    named = drawing.attrib["aria-labelledby"].split()
    assert drawing.attrib["role"] == "img"
    assert [drawing.find(f"{SVG}title").text, drawing.find(f"{SVG}desc").text] == ["Met <over> time", 'It "rose"']
    assert [drawing.find(f"{SVG}title").attrib["id"], drawing.find(f"{SVG}desc").attrib["id"]] == named
    assert chart.labels == ["Quarter", "Awareness", "Neglect"]
    assert chart.rows == [["Q1", "60%", "72%"], ["Q2", "64%", "no figure"]]


def test_a_bar_of_one_series_names_its_measure() -> None:
    chart = charts.bar("Places", "Most for Neglect.", [Point("Neglect", 1240)], along="Course", measure="Places")
    assert (chart.labels, chart.rows) == (["Course", "Places"], [["Neglect", "1,240"]])


@pytest.mark.parametrize("draw", [charts.line, charts.bar])
def test_a_drawing_brings_no_style_script_or_second_identity(draw) -> None:  # type: ignore[no-untyped-def]
    one = draw("A", "a", POINTS, along="Quarter", measure="Met").svg
    two = draw("B", "b", POINTS, along="Quarter", measure="Met").svg
    assert re.findall(r"style=|<script|<style|\son\w+=", one) == []
    assert set(re.findall(r'\bid="([^"]+)"', one)) & set(re.findall(r'\bid="([^"]+)"', two)) == set()


def test_no_points_is_no_error() -> None:
    assert charts.line("None yet", "Nothing has been recorded.", [], along="Quarter", measure="Met").rows == []
