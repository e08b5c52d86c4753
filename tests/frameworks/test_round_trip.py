"""A framework written and read again is the same framework, whatever its texts."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from goldenthread.setting.frameworks.rules import differences, read, read_rule, write, write_rule
from goldenthread.setting.frameworks.selectors import PACKS
from goldenthread.setting.frameworks.terms import Framework, FrameworkErrors, Rule

from .strategies import RULES, frameworks

QUICK = [Phase.explicit, Phase.reuse, Phase.generate]  # a framework is too large to be shrunk in reasonable time
NAUGHTY = (
    "'; DROP TABLE courses; --",
    '"""',
    "'''",
    "\\",
    "\\u0041",
    "a\nb\r\nc\td",
    "\x01\x1f\x7f\x85",
    "\u2028\u2029\ufeff",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉",
    "שלום عليكم",
    "👩‍👩‍👧 𝒰",
    "=cmd|' /C calc'!A0",
    "[[groups]]\nkey = 'x'",
    "# no comment",
    "{ completed = {} }",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% now %}",
    "  spaces  ",
    "Ysgol Gyfun Llŷn",
    "x" * 200,
)


@settings(
    max_examples=8,
    deadline=None,
    phases=QUICK,
    suppress_health_check=list(HealthCheck),
)
@given(frameworks())
def test_what_is_written_reads_as_the_same(framework: Framework) -> None:
    text = write(framework)
    assert read(text, "made-up.toml") == framework
    assert write(read(text, "made-up.toml")) == text
    assert differences(framework, read(text, "made-up.toml")) == []


@settings(max_examples=60, deadline=None)
@given(RULES)
def test_a_rule_alone_reads_as_the_same(rule: Rule) -> None:
    framework = read(TINY, "tiny.toml")
    assert read_rule(write_rule(rule), framework) == rule


@pytest.mark.parametrize("path", sorted(PACKS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_pack_is_the_same_after_export_and_import(path: Any) -> None:
    framework = read(path.read_text(encoding="utf-8"), path.name)
    assert read(write(framework), "exported.toml") == framework


@pytest.mark.parametrize("naughty", NAUGHTY, ids=range(len(NAUGHTY)))
def test_any_text_survives_in_every_text_of_a_pack(naughty: str) -> None:
    pack = PACKS / "kirklees-lif.toml"
    framework = _with_texts(read(pack.read_text(encoding="utf-8"), pack.name), naughty)
    assert read(write(framework), "naughty.toml") == framework


def test_the_empty_character_is_refused_where_it_stands() -> None:
    with pytest.raises(FrameworkErrors) as caught:
        read(TINY.replace("A made-up area", "A\\u0000"), "tiny.toml")
    assert [error.line for error in caught.value.errors] == [5]


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    assert read("\ufeff" + TINY.replace("\n", "\r\n"), "tiny.toml") == read(TINY, "tiny.toml")


_PROSE = (
    "text",
    "note",
    "why",
    "description",
    "help",
    "caution",
    "evidence",
    "delivers",
    "paragraph",
    "document",
    "ask",
)


def _with_texts(clause: Any, naughty: str) -> Any:
    changed: dict[str, Any] = {}
    for part in fields(clause):
        value = getattr(clause, part.name)
        if isinstance(value, str) and part.name in _PROSE + ("title", "name"):
            changed[part.name] = naughty
        elif is_dataclass(value) and not hasattr(value, "count") and part.name != "rule":
            changed[part.name] = _with_texts(value, naughty)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changed[part.name] = tuple(_with_texts(one, naughty) for one in value)
    return replace(clause, **changed)


TINY = """format = 1

[framework]
key = "tiny"
title = "A made-up area"
partnership = "Made-up Partnership"

[[settings]]
key = "choice"
title = "A choice"
options = ["yes", "no"]
default = "yes"

[[levels]]
key = "1"
name = "One"
order = 1

[[levels]]
key = "2"
name = "Two"
order = 2

[[courses]]
key = "awareness"
title = "Awareness"

[[courses]]
key = "neglect"
title = "Neglect"

[[courses]]
key = "refresher"
title = "Refresher"
"""
