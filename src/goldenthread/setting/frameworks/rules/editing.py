"""Change one clause of a framework and keep the rest as it is: what the screen does to the file."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, get_args

from ..terms import VOCABULARY, Framework, FrameworkError, FrameworkErrors, Rule, Vocabulary
from .checking import check_rule
from .reading import Reading, Unreadable
from .schema import FORMAT, HEADER_KEYS, hints, sections
from .writing import Writing, write


def clause_kind(section: str) -> type:
    """What a section of the file holds, such as requirements."""
    kind: type = get_args(hints(Framework)[section])[0]
    return kind


def sections_of_clauses() -> tuple[str, ...]:
    """The sections whose clauses have keys, and so can be changed one at a time."""
    return tuple(
        part.name
        for part in sections()
        if str(hints(Framework)[part.name]).startswith("tuple") and "key" in hints(clause_kind(part.name))
    )


def clause_of(framework: Framework, section: str, key: str) -> Any:
    """The clause of that key, or None."""
    return next((one for one in getattr(framework, section) if one.key == key), None)


def clause_values(framework: Framework, clause: Any) -> dict[str, Any]:
    """What the file holds for a clause: its keys and plain values."""
    return tomllib.loads(Writing(framework.source.document).pairs(clause, fields(clause)))


def with_clause(framework: Framework, section: str, values: Mapping[str, Any], key: str | None = None) -> Framework:
    """The framework with a clause added or, with the key of one it has, changed.

    `values` are as the file would hold them; a value of None is left out. A rule may be its text.
    Raises FrameworkErrors.
    """
    old = clause_of(framework, section, key) if key is not None else None
    given = {**(clause_values(framework, old) if old is not None else {}), **values}
    given = {name: _rule_value(one) if name == "rule" else one for name, one in given.items() if one is not None}
    clause = _made(framework, section, given)
    clauses = getattr(framework, section)
    made = (*clauses, clause) if old is None else tuple(clause if one is old else one for one in clauses)
    return _with(framework, {section: made})


def without_clause(framework: Framework, section: str, key: str) -> Framework:
    """The framework without one clause. What still names it is found when the file is read again."""
    return _with(framework, {section: tuple(one for one in getattr(framework, section) if one.key != key)})


def with_clause_moved(framework: Framework, section: str, key: str, places: int) -> Framework:
    """The framework with one clause so many places further down, or up; at either end it stays."""
    clauses = list(getattr(framework, section))
    at = next(number for number, one in enumerate(clauses) if one.key == key)
    clause = clauses.pop(at)
    clauses.insert(max(0, at + places), clause)
    return _with(framework, {section: tuple(clauses)})


def _with(framework: Framework, values: dict[str, Any]) -> Framework:
    return replace(framework, **values)


def with_header(framework: Framework, values: Mapping[str, Any]) -> Framework:
    """The framework with other words in its [framework] table. Raises FrameworkErrors."""
    head = tomllib.loads(Writing("").header(framework))
    head.update(values)
    reading = Reading(f"format = {FORMAT}", "this page")
    reading.values = {"framework": {name: one for name, one in head.items() if one is not None}}
    made = reading.framework_head()
    if reading.errors:
        raise FrameworkErrors(reading.errors)
    return _with(framework, {name: made[name] for name in (*HEADER_KEYS, "header") if name in made})


def _made(framework: Framework, section: str, given: dict[str, Any]) -> Any:
    reading = Reading(f"format = {FORMAT}", "this page")
    reading.document = framework.source.document
    reading.values = {section: [given]}
    try:
        return reading.table(clause_kind(section), given, (section, 0))
    except Unreadable:
        raise FrameworkErrors(reading.errors) from None


def _rule_value(rule: Any) -> Any:
    return _parsed_rule(rule) if isinstance(rule, str) else rule


def _parsed_rule(text: str) -> Any:
    try:
        return tomllib.loads(f"rule = {text}")["rule"]
    except (ValueError, RecursionError, KeyError):
        error = FrameworkError(
            "this page", "the rule", 1, "The rule cannot be read", "Write it in braces, as a framework file does"
        )
        raise FrameworkErrors([error]) from None


def read_rule(text: str, framework: Framework, vocabulary: Vocabulary = VOCABULARY) -> Rule:
    """A rule that stands alone, such as an agency's stricter one, checked against the framework it joins."""
    reading = Reading(f"format = {FORMAT}", "this page")
    reading.values = {"rule": _parsed_rule(text)}
    try:
        rule = reading.rule(reading.values["rule"], ("rule",))
    except Unreadable:
        raise FrameworkErrors(reading.errors) from None
    check_rule(rule, framework, reading, vocabulary)
    if reading.errors:
        raise FrameworkErrors(reading.errors)
    return rule


__all__ = [
    "clause_kind",
    "clause_of",
    "clause_values",
    "read_rule",
    "sections_of_clauses",
    "with_clause",
    "with_clause_moved",
    "with_header",
    "without_clause",
    "write",
]
