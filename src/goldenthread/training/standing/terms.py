"""Words of standing: how a person stands on a day, and what pages read of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from goldenthread.kernel.figures import Share


class Status(TextChoices):
    """How someone stands on a day with one requirement."""

    MET = "met", "Met"
    DUE = "due", "Due soon"
    OVERDUE = "overdue", "Overdue"
    EXEMPT = "exempt", "Exempt"
    INDUCTION = "induction", "In induction"
    NEVER = "never", "Never met"
    SHOWN = "shown", "Attendance only"


HOLDING = (Status.MET, Status.DUE)
"""The requirement is met today: due soon still counts as met."""

COUNTED = (Status.MET, Status.DUE, Status.OVERDUE, Status.INDUCTION, Status.NEVER, Status.EXEMPT)


@dataclass(frozen=True)
class Line:
    """One requirement of one person in one agency, as a page shows it."""

    person_id: int
    person: str
    agency_id: int
    agency: str
    partnership_id: int
    requirement_id: int
    key: str
    title: str
    about: str
    weight: str
    owner: str
    mandatory: bool
    status: Status
    valid_until: date | None
    is_verified: bool
    grace_until: date | None
    due_on: date | None
    explanation: str = ""
    details: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    source: str = ""
    next_step: str = ""
    meets: tuple[str, ...] = ()
    also_named: tuple[str, ...] = ()
    asked_since: str = ""
    is_strictest: bool = True


@dataclass(frozen=True)
class Tally:
    """Counts by status among people in scope, each share naming what it is a share of."""

    met: int = 0
    due: int = 0
    overdue: int = 0
    exempt: int = 0
    induction: int = 0
    never: int = 0
    verified: int = 0

    @property
    def headcount(self) -> int:
        return self.met + self.due + self.overdue + self.exempt + self.induction + self.never

    @property
    def holding(self) -> int:
        return self.met + self.due

    @property
    def expected(self) -> int:
        """Those of whom it is asked by now: neither exempt nor still in induction."""
        return self.met + self.due + self.overdue + self.never

    @property
    def share_met(self) -> Share:
        return Share(self.holding, self.expected, "people expected to hold it")

    @property
    def share_verified(self) -> Share:
        return Share(self.verified, self.holding, "people who hold it")

    @classmethod
    def together(cls, tallies: Iterable["Tally"]) -> "Tally":
        """Several counts as one. A page of figures adds thousands: this is the short way."""
        counts = [(t.met, t.due, t.overdue, t.exempt, t.induction, t.never, t.verified) for t in tallies]
        return cls(*map(sum, zip(*counts, strict=True)))

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.met + other.met,
            self.due + other.due,
            self.overdue + other.overdue,
            self.exempt + other.exempt,
            self.induction + other.induction,
            self.never + other.never,
            self.verified + other.verified,
        )
