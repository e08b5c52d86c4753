"""What the clauses' own definitions say of a file: its tables, their keys, and what each may hold."""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, get_type_hints

from goldenthread.kernel.periods import Period

from ..terms import (
    AllOf,
    AnyOf,
    AtLeast,
    BySetting,
    Completed,
    Count,
    Framework,
    Header,
    Inherits,
    Line,
    Minutes,
    Rule,
    Selection,
    Source,
    Work,
    YearSpan,
)
from .lines import Path

FORMAT = 1

SHORT = {Inherits: "group", Line: "text", Work: "text"}
"""Clauses that may be written as a text alone: the text is this field."""

HEADER_KEYS = ("key", "title", "partnership", "short_name", "kind", "source")
"""Fields of the framework that stand in the [framework] table beside those of its header."""

RULES = (Completed, Count, Minutes, AtLeast, AllOf, AnyOf, BySetting)


@cache
def hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def required(kind: type) -> frozenset[str]:
    return frozenset(part.name for part in fields(kind) if part.default is MISSING and part.default_factory is MISSING)


def default_of(part: "Field[Any]") -> Any:
    """What stands when the key is left out; MISSING if it may not be."""
    return part.default_factory() if part.default_factory is not MISSING else part.default


def sections() -> tuple["Field[Any]", ...]:
    """The parts of a framework that are tables of their own in the file, in the order they are written."""
    who = ("words", "terms", "settings", "levels", "questions", "job_roles", "groups")
    order = (*who, "courses", "earlier_courses", "requirements")
    parts = {part.name: part for part in fields(Framework) if part.name not in (*HEADER_KEYS, "header")}
    return (*(parts.pop(name) for name in order), *parts.values())


def is_rule(hint: Any) -> bool:
    return bool(hint == Rule)


def named(clause: object) -> str:
    """What a clause is called: its name, its title, its question or its own words."""
    for name in ("name", "title", "ask", "text", "old"):
        words = getattr(clause, name, "")
        if words:
            return str(words)
    return str(getattr(clause, "key", ""))


def walk(thing: Any, path: Path = ()) -> Iterator[tuple[Path, "Field[Any]", Any, Any]]:
    """Every field of every clause below: its path in the file, its definition, its value, the clause it is in."""
    if isinstance(thing, Framework):
        yield from walk(thing.header, ("framework",))
    for part in fields(thing):
        if isinstance(thing, Framework) and part.name in (*HEADER_KEYS, "header"):
            continue
        value = getattr(thing, part.name)
        here = (*path, _written(thing, part.name))
        yield here, part, value, thing
        yield from _below(value, here)


def _below(value: Any, here: Path) -> Iterator[tuple[Path, "Field[Any]", Any, Any]]:
    if isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _below(one, (*here, place))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _below(one, (*here, key))
    elif is_dataclass(value) and not isinstance(value, Source | Period | YearSpan):
        yield from walk(value, here)


def _written(thing: Any, name: str) -> str:
    """The key under which a field of a rule is written in the file."""
    if isinstance(thing, Completed) and name == "of":
        return "completed"
    if isinstance(thing, BySetting) and name == "setting":
        return "by_setting"
    if isinstance(thing, AtLeast) and name == "least":
        return "at_least"
    if isinstance(thing, AllOf | AnyOf) and name == "rules":
        return "all_of" if isinstance(thing, AllOf) else "any_of"
    return name


def selections(rule: Rule) -> Iterator[Selection]:
    """Every selection in a rule, whichever option of its settings stands."""
    if isinstance(rule, Completed):
        yield rule.of
        if rule.excused_by is not None:
            yield rule.excused_by
    elif isinstance(rule, Count | Minutes):
        yield rule.of
    elif isinstance(rule, BySetting):
        for option in rule.options.values():
            yield from selections(option)
    else:
        for one in rule.rules:
            yield from selections(one)


__all__ = [
    "FORMAT",
    "HEADER_KEYS",
    "RULES",
    "SHORT",
    "Header",
    "default_of",
    "hints",
    "is_rule",
    "named",
    "required",
    "sections",
    "selections",
    "walk",
]
