"""The privacy register: of every field of every model, what kind of fact it is and how long it is kept.

It decides what the trail may keep: values of open fields, and the names alone of all others.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

KINDS = ("open", "personal", "special", "restricted")
"""Open: may be read by anyone who may see the thing. Personal: about somebody. Special: health, belief and the like.
Restricted: secrets, and what only a locked room may open."""

PATH = Path(__file__).with_name("register.toml")


@cache
def register() -> dict[str, dict[str, str]]:
    """For each model ("workforce.person"), the kind of each field."""
    with PATH.open("rb") as file:
        tables: dict[str, dict[str, dict[str, list[str]]]] = tomllib.load(file)
    return {
        f"{app}.{model}": {field: kind for kind in KINDS for field in entry.get(kind, ())}
        for app, models in tables.items()
        for model, entry in models.items()
    }


@cache
def open_names() -> frozenset[str]:
    """Field names that are open wherever they stand. A name that is not in the register is not open."""
    kinds: dict[str, set[str]] = {}
    for fields in register().values():
        for field, kind in fields.items():
            kinds.setdefault(field, set()).add(kind)
    return frozenset(field for field, found in kinds.items() if found == {"open"})


def keepable(changes: Mapping[str, Any]) -> dict[str, Any]:
    """What the trail may keep of these changes: whole where open (or a bare count), the name alone otherwise."""
    return {field: value if field in open_names() or _is_count(value) else None for field, value in changes.items()}


def _is_count(value: Any) -> bool:
    values: Iterable[Any] = value if isinstance(value, list | tuple) else [value]
    return all(item is None or isinstance(item, int) for item in values)
