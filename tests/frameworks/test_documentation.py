"""The description of the format names every table, key and word there is, and its example loads."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from goldenthread.setting.frameworks import terms
from goldenthread.setting.frameworks.rules import read
from goldenthread.setting.frameworks.terms import VOCABULARY, Framework

TEXT = (Path(__file__).parent.parent.parent / "docs" / "frameworks.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"[a-z0-9_-]+", " ".join(re.findall(r"`([^`]+)`", TEXT))))
RULES = ("Completed", "Count", "Minutes", "AtLeast", "AllOf", "AnyOf", "BySetting", "YearSpan")
NOT_IN_FILES = ("ClauseChange", "FieldChange", "FrameworkError", *RULES)


CLAUSES = [name for name in terms.__all__ if name not in NOT_IN_FILES and is_dataclass(getattr(terms, name))]


@pytest.mark.parametrize("name", CLAUSES)
def test_every_key_is_described(name: str) -> None:
    keys = {part.name for part in fields(getattr(terms, name))} - {"header"}
    assert keys - NAMED == set()


def test_every_section_has_its_heading() -> None:
    headings = set(re.findall(r"^### `\[+(\w+)\]+`$", TEXT, re.MULTILINE))
    own = {"key", "title", "partnership", "short_name", "kind", "source", "header"}
    assert headings == {part.name for part in fields(Framework)} - own | {"framework"}


def test_every_fixed_word_is_named() -> None:
    assert {word for words in VOCABULARY.values() for word in words} - NAMED == set()


def test_its_first_example_loads() -> None:
    example = next(block for block in re.findall(r"(?:^    .*\n|^\n)+", TEXT, re.MULTILINE) if "format = 1" in block)
    assert read(dedent(example), "example.toml").title == "Orrin Vale learning framework"
