"""How one version of a framework differs from another."""

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class FieldChange:
    """One thing a clause says, before and after, in words; empty where it said nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class ClauseChange:
    """A clause that was added, changed or taken out."""

    section: str  # as the file names it: "requirements"
    key: str
    title: str
    kind: ChangeKind
    fields: tuple[FieldChange, ...] = ()
