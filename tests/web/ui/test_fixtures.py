"""Our components say exactly what govuk-frontend's own examples say, but for a named list of differences."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.utils.safestring import mark_safe

from goldenthread.web.ui.components import component, is_html

from .markup import read

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "node_modules/govuk-frontend/dist/govuk/components"
KNOWN = json.loads((Path(__file__).parent / "known_differences.json").read_text("utf-8"))
NEEDED = "govuk-frontend's examples are not here. Have them with: python -m tools.assets"


def vouched(value: Any) -> Any:
    """The examples' HTML is meant as HTML: declare it safe, as a page that means it would."""
    if isinstance(value, dict):
        return {
            key: mark_safe(one) if isinstance(one, str) and is_html(key) else vouched(one) for key, one in value.items()
        }
    return [vouched(one) for one in value] if isinstance(value, list) else value


def same(name: str, options: dict[str, Any], expected: str) -> bool:
    try:
        return read(component(name, vouched(options))) == read(expected)
    except LookupError:  # a component that the macros do not have (TemplateNotFound)
        return False


def differences() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(EXAMPLES.glob("*/fixtures.json")):
        example = json.loads(path.read_text("utf-8"))
        for fixture in example["fixtures"]:
            if not same(example["component"], fixture["options"], fixture["html"]):
                found.setdefault(example["component"], []).append(fixture["name"])
    return found


def test_components_say_what_their_examples_say() -> None:
    assert EXAMPLES.is_dir(), NEEDED
    assert len(list(EXAMPLES.glob("*/fixtures.json"))) >= 35, NEEDED
    assert differences() == {name: known["fixtures"] for name, known in KNOWN.items()}


@pytest.mark.parametrize("markup", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "A & B"])
def test_text_and_html_are_escaped_unless_declared_safe(markup: str) -> None:
    spoken = component("inset-text", {"text": markup})
    offered = component("inset-text", {"html": markup})
    meant = component("inset-text", {"html": mark_safe(markup)})
    assert read(spoken) == read(offered)
    assert markup not in spoken
    assert markup in meant


def test_an_unknown_component_is_refused() -> None:
    with pytest.raises(ValueError, match="is not the name of a component"):
        component("../secret", {})
