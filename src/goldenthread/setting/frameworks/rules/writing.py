"""Write a framework as its file: always the same text for the same framework."""

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from goldenthread.kernel.periods import Period

from ..terms import (
    AllOf,
    AtLeast,
    BySetting,
    Completed,
    Count,
    Framework,
    Header,
    Minutes,
    Rule,
    Source,
    YearSpan,
)
from .schema import FORMAT, HEADER_KEYS, RULES, SHORT, default_of, sections

WIDTH = 118


def write(framework: Framework) -> str:
    """The framework as a file's text. Reading it gives the same framework."""
    writing = Writing(framework.source.document)
    blocks = [f"format = {FORMAT}", "[framework]\n" + writing.header(framework)]
    for part in sections():
        value = getattr(framework, part.name)
        if value == default_of(part):
            continue
        if isinstance(value, tuple):
            blocks += [f"[[{part.name}]]\n{writing.pairs(one, fields(one))}" for one in value]
        elif isinstance(value, dict):
            blocks.append(f"[{part.name}]\n" + "\n".join(f"{_key(key)} = {_text(one)}" for key, one in value.items()))
        else:
            blocks.append(f"[{part.name}]\n{writing.pairs(value, fields(value))}".rstrip())
    return "\n\n".join(blocks) + "\n"


def write_rule(rule: Rule) -> str:
    """One rule, as a framework file would hold it."""
    return Writing("").value(rule, 0)


class Writing:
    """Writes values; `document` is what a clause's source means when it names none."""

    def __init__(self, document: str) -> None:
        self._document = document

    def header(self, framework: Framework) -> str:
        own = tuple(part for part in fields(Framework) if part.name in HEADER_KEYS and part.name != "source")
        lines = [self.pairs(framework, own)]
        if framework.source != Source():
            whole = Writing("")
            lines.append(f"source = {whole.value(framework.source, 0)}")
        lines.append(self.pairs(framework.header, fields(Header)))
        return "\n".join(line for line in lines if line)

    def pairs(self, clause: Any, parts: "tuple[Field[Any], ...]") -> str:
        lines = []
        for part in parts:
            value = getattr(clause, part.name)
            if default_of(part) is MISSING or value != default_of(part):
                lines.append(f"{part.name} = {self.value(value, len(part.name) + 3)}")
        return "\n".join(lines)

    def value(self, value: Any, indent: int, depth: int = 0) -> str:
        """One value; a list that would be too long for a line is broken, one entry a line."""
        if isinstance(value, RULES):
            return self._braces(_rule_pairs(value), depth)
        if isinstance(value, Period | YearSpan):
            return _text(str(value))
        if is_dataclass(value):
            return self._clause(value, depth)
        if isinstance(value, dict):
            return self._braces([(_key(key), one) for key, one in value.items()], depth)
        if isinstance(value, tuple):
            return self._list(value, indent, depth)
        return _scalar(value)

    def _clause(self, clause: Any, depth: int) -> str:
        if isinstance(clause, Source):
            return self._source(clause)
        parts = fields(clause)
        given = [
            (part.name, getattr(clause, part.name))
            for part in parts
            if default_of(part) is MISSING or getattr(clause, part.name) != default_of(part)
        ]
        if type(clause) in SHORT and [name for name, _ in given] == [SHORT[type(clause)]]:
            return _text(given[0][1])
        return self._braces(given, depth)

    def _source(self, source: Source) -> str:
        given: list[tuple[str, Any]] = []
        if source.document != self._document:
            given.append(("document", source.document))
        given += [(name, getattr(source, name)) for name in ("paragraph", "requirement") if getattr(source, name)]
        return self._braces(given, 0)

    def _braces(self, given: list[tuple[str, Any]], depth: int) -> str:
        inside = ", ".join(f"{name} = {self.value(value, WIDTH, depth)}" for name, value in given)
        return f"{{ {inside} }}" if inside else "{}"

    def _list(self, values: tuple[Any, ...], indent: int, depth: int) -> str:
        line = "[" + ", ".join(self.value(one, 0, depth) for one in values) + "]"
        nested = any(is_dataclass(one) and not isinstance(one, Period) for one in values)
        if "\n" not in line and len(line) + indent <= WIDTH and not (nested and len(values) > 1):
            return line
        pad = "  " * (depth + 1)
        inside = "".join(f"{pad}{self.value(one, 0, depth + 1)},\n" for one in values)
        return f"[\n{inside}{'  ' * depth}]"


def _rule_pairs(rule: Rule) -> list[tuple[str, Any]]:
    within = [("within", rule.within)] if isinstance(rule, Completed | Count | Minutes) and rule.within else []
    if isinstance(rule, Completed):
        excused = [("excused_by", rule.excused_by)] if rule.excused_by is not None else []
        return [("completed", rule.of), *within, *excused]
    if isinstance(rule, Count):
        return [("count", rule.count), ("of", rule.of), *within]
    if isinstance(rule, Minutes):
        share = [("participatory_share", rule.participatory_share)] if rule.participatory_share else []
        return [("minutes", rule.minutes), ("of", rule.of), *within, *share]
    if isinstance(rule, AtLeast):
        return [("at_least", rule.least), ("rules", rule.rules)]
    if isinstance(rule, BySetting):
        return [("by_setting", rule.setting), ("options", rule.options)]
    return [("all_of" if isinstance(rule, AllOf) else "any_of", rule.rules)]


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return _text(str(value.value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else _text(str(value))


def _text(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    plain = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if plain else _text(key)


__all__ = ["write", "write_rule"]
