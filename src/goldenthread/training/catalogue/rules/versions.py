"""Compare what a course taught with what it teaches."""

from collections.abc import Mapping
from typing import Any

from ..terms import Difference

LABELS = {
    "title": "Title",
    "aims": "Aims",
    "description": "Description",
    "level": "Level",
    "delivery": "How it is given",
    "minutes": "Minutes",
    "participatory_minutes": "Minutes in which people take part",
    "outcomes": "Learning outcomes",
    "methods": "Session plan",
    "content": "Content every course must have",
    "priorities": "Priorities it serves",
    "before": "Comes after",
}
"""What a version keeps, in the order in which it is read."""


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """What changed from one version to another, part by part, each as it reads."""
    return [
        Difference(label, in_words(old.get(key)), in_words(new.get(key)))
        for key, label in LABELS.items()
        if old.get(key) != new.get(key)
    ]


def in_words(part: Any) -> str:
    """One part of a version as text: a list has a line for each entry."""
    if isinstance(part, list):
        return "\n".join(str(one) for one in part)
    return "" if part is None else str(part)
