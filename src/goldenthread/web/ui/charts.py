"""Charts drawn on the server: the same SVG on the page and in print, its figures always beside it."""

import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import vl_convert
from django.core.cache import cache
from django.utils.safestring import SafeString

from .components import ready

FONT = "Noto Sans, Liberation Sans, Arial, sans-serif"
COLOURS = ("#1b2f4b", "#b0660a", "#0b6644", "#7a3e9d", "#a3201c", "#4a5568")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [10, 4], [4, 6])
CONFIG: dict[str, Any] = {
    "aria": False,
    "font": FONT,
    "background": "transparent",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "labelColor": "#14202f",
        "titleColor": "#14202f",
        "gridColor": "#dde3ea",
    },
    "legend": {"labelFontSize": 13, "titleFontSize": 13, "orient": "top", "symbolStrokeWidth": 3, "labelLimit": 400},
    "range": {"category": list(COLOURS)},
}
KEPT_FOR = 7 * 24 * 3600


@dataclass(frozen=True)
class Point:
    """One figure: where along, how much, and of which series."""

    along: str
    value: float | int | None
    series: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart ready for its page: drawing, words and figures."""

    title: str
    description: str
    svg: SafeString
    labels: list[str]
    rows: list[list[str]]


def drawn(spec: dict[str, Any], title: str, description: str) -> SafeString:
    """A specification as SVG, kept by its content. The drawing is one picture with a title and a description."""
    text = json.dumps({**spec, "config": CONFIG}, sort_keys=True)
    digest = hashlib.sha256(f"{text}\n{title}\n{description}".encode()).hexdigest()[:24]
    kept = cache.get(f"chart-{digest}")
    if kept is None:
        kept = labelled(vl_convert.vegalite_to_svg(text), digest, title, description)
        cache.set(f"chart-{digest}", kept, KEPT_FOR)
    return ready(kept)


def labelled(svg: str, digest: str, title: str, description: str) -> str:
    """The SVG with its name, its description, and ids that no other drawing on the page has."""
    svg = re.sub(r'\bid="([^"]+)"', rf'id="c{digest[:8]}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#c{digest[:8]}-\1)", svg)
    svg = re.sub(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")', "", svg)
    opening = re.match(r"<svg[^>]*>", svg)
    if opening is None:
        raise ValueError("the chart was not drawn as SVG")
    sizes = re.search(r'viewBox="[^"]*"', opening.group(0))
    size = sizes.group(0) if sizes else ""
    named = f"c{digest[:8]}-title c{digest[:8]}-description"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size} '
        f'role="img" aria-labelledby="{named}"><title id="c{digest[:8]}-title">{html.escape(title)}</title>'
        f'<desc id="c{digest[:8]}-description">{html.escape(description)}</desc>'
    )
    return head + svg[opening.end() :]


def figures(points: Sequence[Point], along: str, measure: str, unit: str) -> tuple[list[str], list[list[str]]]:
    """The table beside the drawing: one row for each place along, one column for each series."""
    series = list(dict.fromkeys(point.series for point in points))
    places = list(dict.fromkeys(point.along for point in points))
    found = {(point.along, point.series): point.value for point in points}

    def said(value: float | int | None) -> str:
        return "no figure" if value is None else f"{value:,g}{unit}" if abs(value) < 1e6 else f"{value:,.0f}{unit}"

    rows = [[place, *[said(found.get((place, one))) for one in series]] for place in places]
    return [along, *[one or measure for one in series]], rows


def values(points: Sequence[Point]) -> dict[str, Any]:
    return {"values": [{"along": p.along, "value": p.value, "series": p.series} for p in points]}


def scale(unit: str) -> dict[str, Any]:
    """Percentages always run from 0 to 100, so that small moves do not look large."""
    return {"scale": {"domain": [0, 100]}} if unit == "%" else {"scale": {"zero": True}}


def line(
    title: str,
    description: str,
    points: Sequence[Point],
    *,
    along: str,
    measure: str,
    unit: str = "",
    target: float | None = None,
) -> Chart:
    """A trend, such as the last twelve quarters. Series differ by dash and by mark as well as by colour."""
    order = list(dict.fromkeys(point.along for point in points))
    series = list(dict.fromkeys(point.series for point in points))
    encoding: dict[str, Any] = {
        "x": {
            "field": "along",
            "type": "ordinal",
            "sort": order,
            "title": along,
            "axis": {"labelAngle": 0, "labelOverlap": True},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": f"{measure}{f' ({unit})' if unit else ''}",
            **scale(unit),
        },
    }
    if len(series) > 1:
        shared = {"field": "series", "type": "nominal", "sort": series, "title": None}
        encoding["color"] = {
            **shared,
            "scale": {"domain": series, "range": [COLOURS[i % 6] for i in range(len(series))]},
        }
        encoding["strokeDash"] = {
            **shared,
            "legend": None,
            "scale": {"domain": series, "range": [DASHES[i % 6] for i in range(len(series))]},
        }
        encoding["shape"] = {**shared, "scale": {"domain": series}}
    mark = {"type": "line", "point": {"size": 55, "filled": True}, "strokeWidth": 2.5}
    if len(series) < 2:
        mark["color"] = COLOURS[0]
        mark["point"] = {"size": 55, "filled": True, "color": COLOURS[0]}
    layers: list[dict[str, Any]] = [{"mark": mark, "encoding": encoding}]
    if target is not None:
        rule = {
            "mark": {"type": "rule", "strokeDash": [4, 4], "color": "#4a5568"},
            "encoding": {"y": {"datum": target}},
        }
        layers.append(rule)
    spec = {"width": 560, "height": 260, "data": values(points), "layer": layers}
    labels, rows = figures(points, along, measure, unit)
    return Chart(title, description, drawn(spec, title, description), labels, rows)


def bar(title: str, description: str, points: Sequence[Point], *, along: str, measure: str, unit: str = "") -> Chart:
    """Amounts side by side, lying down so that long names can be read; series stand one under the other."""
    order = list(dict.fromkeys(point.along for point in points))
    series = list(dict.fromkeys(point.series for point in points))
    encoding: dict[str, Any] = {
        "y": {"field": "along", "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": 240}},
        "x": {
            "field": "value",
            "type": "quantitative",
            "title": f"{measure}{f' ({unit})' if unit else ''}",
            **scale(unit),
        },
    }
    if len(series) > 1:
        shared = {"field": "series", "type": "nominal", "sort": series, "title": None}
        encoding["color"] = {
            **shared,
            "scale": {"domain": series, "range": [COLOURS[i % 6] for i in range(len(series))]},
        }
        encoding["yOffset"] = {"field": "series", "sort": series}
    spec = {
        "width": 460,
        "height": {"step": 16 if len(series) > 1 else 30},
        "data": values(points),
        "mark": {"type": "bar", "color": COLOURS[0]},
        "encoding": encoding,
    }
    labels, rows = figures(points, along, measure, unit)
    return Chart(title, description, drawn(spec, title, description), labels, rows)
