"""What changed between two versions of a framework, clause by clause, in words."""

from collections import Counter
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from ..terms import ChangeKind, ClauseChange, FieldChange, Framework, Header, Requirement, Setting
from .schema import HEADER_KEYS, RULES, default_of, named, sections
from .wording import in_words, spelt

_Keyed = dict[str, Any]


def differences(old: Framework, new: Framework) -> list[ClauseChange]:
    """Clauses added, changed and gone, in the order of the file. Two equal frameworks differ in nothing."""
    changes = _of_header(old, new)
    for part in sections():
        before, after = getattr(old, part.name), getattr(new, part.name)
        if before == after:
            continue
        if isinstance(before, tuple):
            changes += _of_clauses(part.name, _by_key(before), _by_key(after), old, new)
        elif isinstance(before, dict):
            changes += _of_clauses(part.name, before, after, old, new)
        else:
            one = ClauseChange(
                part.name, "", part.name.capitalize(), ChangeKind.CHANGED, _of_fields(before, after, old, new)
            )
            changes.append(one)
    return changes


def _of_header(old: Framework, new: Framework) -> list[ClauseChange]:
    changed = _of_fields(old, new, old, new, HEADER_KEYS)
    changed += _of_fields(old.header, new.header, old, new, tuple(part.name for part in fields(Header)))
    if not changed:
        return []
    return [ClauseChange("framework", "", new.title, ChangeKind.CHANGED, changed)]


def _by_key(clauses: tuple[Any, ...]) -> _Keyed:
    """Clauses by key; by their own words and turn where they have none."""
    seen: Counter[str] = Counter()
    keyed = {}
    for clause in clauses:
        key = "/".join(word for word in (getattr(clause, "scheme", ""), getattr(clause, "key", "")) if word)
        key = key or named(clause)
        seen[key] += 1
        keyed[key if seen[key] == 1 else f"{key} ({seen[key]})"] = clause
    return keyed


def _of_clauses(section: str, before: _Keyed, after: _Keyed, old: Framework, new: Framework) -> list[ClauseChange]:
    changes = []
    for key in (*after, *(key for key in before if key not in after)):
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        kind = ChangeKind.ADDED if was is None else ChangeKind.GONE if now is None else ChangeKind.CHANGED
        clause = was if now is None else now
        title = named(clause) if is_dataclass(clause) else str(key)
        changes.append(ClauseChange(section, key, title, kind, _of_fields(was, now, old, new)))
    if not changes:
        was_order, now_order = ", ".join(before), ", ".join(after)
        changed = (FieldChange("order", was_order, now_order),)
        changes.append(ClauseChange(section, "", section.replace("_", " "), ChangeKind.CHANGED, changed))
    return changes


def _of_fields(
    was: Any, now: Any, old: Framework, new: Framework, wanted: tuple[str, ...] = ()
) -> tuple[FieldChange, ...]:
    one = was if now is None else now
    if not is_dataclass(one):
        return (FieldChange("text", words_of(was, old), words_of(now, new)),)
    changed = []
    for part in fields(one):
        if (wanted and part.name not in wanted) or part.name == "key" and not wanted:
            continue
        # a clause that comes or goes is told by what it says, not by all that it leaves out
        unsaid = None if default_of(part) is MISSING else default_of(part)
        before = unsaid if was is None else getattr(was, part.name)
        after = unsaid if now is None else getattr(now, part.name)
        before, after = _named_by(part, before, was, old), _named_by(part, after, now, new)
        if before != after and (words_of(before, old) or words_of(after, new)):
            name = part.name.replace("_", " ")
            said = "" if was is None else words_of(before, old)
            changed.append(FieldChange(name, said, "" if now is None else words_of(after, new)))
    return tuple(changed)


def _named_by(part: "Field[Any]", value: Any, clause: Any, framework: Framework) -> Any:
    """Keys of other clauses by what those are called, and options of a setting by what they say."""
    if isinstance(clause, Setting) and part.name in ("options", "default", "value"):
        return _each(value, lambda key: clause.says.get(key, spelt(key)))
    if isinstance(clause, Setting) and part.name == "says":
        return tuple(value.values())
    if part.metadata.get("known") or (part.name == "about" and isinstance(clause, Requirement)):
        return _each(value, spelt)
    section = part.metadata.get("refers", "")
    if not section or not value:
        return value
    whole: Any = framework
    for name in section.split("."):
        whole = getattr(whole, name, ())
    names = {one.key: named(one) for one in whole or ()}
    return _each(value, lambda key: names.get(key, spelt(key)))


def _each(value: Any, said: Callable[[str], str]) -> Any:
    if isinstance(value, tuple):
        return tuple(said(one) if isinstance(one, str) else one for one in value)
    return said(value) if isinstance(value, str) and value else value


def words_of(value: Any, framework: Framework | None = None) -> str:
    """A value of a clause as a person would say it; empty for nothing."""
    if value is None or value == () or value == {} or value == "":
        return ""
    if isinstance(value, RULES):
        return in_words(value, framework)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return spelt(str(value.value))
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, tuple):
        return "; ".join(words_of(one, framework) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {words_of(one, framework)}" for key, one in value.items())
    if is_dataclass(value) and type(value).__str__ is object.__str__:
        said = ((part.name.replace("_", " "), words_of(getattr(value, part.name), framework)) for part in fields(value))
        return ", ".join(f"{name} {words}" for name, words in said if words and words not in ("no", "0"))
    return str(value)
