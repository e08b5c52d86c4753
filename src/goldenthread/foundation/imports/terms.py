"""Words of an import: where it has got to, how each row ends, what is wrong and what to write instead."""

from dataclasses import dataclass, field

from django.db.models import TextChoices


class State(TextChoices):
    """Where an import has got to."""

    UPLOADED = "uploaded", "File received"
    MAPPED = "mapped", "Columns chosen"
    PREVIEWED = "previewed", "Ready to load"
    APPLYING = "applying", "Being loaded"
    APPLIED = "applied", "Loaded"
    UNDONE = "undone", "Taken back"
    FAILED = "failed", "Stopped"
    ABANDONED = "abandoned", "Given up"


TRANSITIONS: dict[State, tuple[State, ...]] = {
    State.UPLOADED: (State.MAPPED, State.ABANDONED),
    State.MAPPED: (State.MAPPED, State.PREVIEWED, State.FAILED, State.ABANDONED),
    State.PREVIEWED: (State.MAPPED, State.PREVIEWED, State.APPLYING, State.ABANDONED),
    # A worker that was killed leaves it applying with nothing written: it may be applied again.
    State.APPLYING: (State.APPLYING, State.APPLIED, State.FAILED, State.PREVIEWED),
    State.APPLIED: (State.UNDONE,),
    State.UNDONE: (),
    State.FAILED: (State.MAPPED, State.PREVIEWED, State.ABANDONED),
    State.ABANDONED: (),
}


class Outcome(TextChoices):
    """How one row of a file ends."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    SAME = "same", "Same as before"
    LEAVER = "leaver", "Leaver"
    TO_DECIDE = "to-decide", "For a person to decide"
    ELSEWHERE = "elsewhere", "Belongs to another area"
    REFUSED = "refused", "Refused"


LOOKED_AT_FIRST = (
    Outcome.REFUSED,
    Outcome.TO_DECIDE,
    Outcome.LEAVER,
    Outcome.CHANGED,
    Outcome.NEW,
    Outcome.ELSEWHERE,
    Outcome.SAME,
)
"""In which order a preview shows the rows: what a person should look at before what stays as it is."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row, in which column, and what to write instead."""

    column: str
    wrong: str
    write: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.column}:" if self.column else "", self.wrong, self.write) if part)


@dataclass(frozen=True)
class Field:
    """One thing a file may tell us, and the headings under which it is known to stand."""

    key: str
    title: str
    headings: tuple[str, ...] = ()
    hint: str = ""
    repeats: bool = False  # several columns may hold it: one a course, with dates in the cells


@dataclass(frozen=True, slots=True)
class Note:
    """One row as the preview shows it."""

    number: int
    outcome: Outcome
    who: str
    says: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How far the work has got, for the page that waits for it."""

    phase: str
    done: int
    total: int

    @property
    def percent(self) -> int:
        return 0 if self.total == 0 else min(100, self.done * 100 // self.total)


@dataclass
class Tally:
    """What a preview found: how many rows end how, and each of them."""

    counts: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def add(self, note: Note) -> None:
        """Count a row, and keep it to be looked at."""
        self.counts[note.outcome] = self.counts.get(note.outcome, 0) + 1
        self.notes.append(note)

    def as_shown(self) -> list[Note]:
        """Every row in the order in which a preview shows them."""
        rank = {outcome: place for place, outcome in enumerate(LOOKED_AT_FIRST)}
        return sorted(self.notes, key=lambda note: (rank[note.outcome], note.number))

    def of(self, outcome: Outcome) -> int:
        return self.counts.get(outcome, 0)
