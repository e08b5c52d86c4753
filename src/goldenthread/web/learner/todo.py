"""What needs doing, and how things stand, from someone's lines of standing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.kernel.periods import FOREVER
from goldenthread.setting.frameworks.terms import Weight
from goldenthread.training.standing.selectors.conditions import AskedQuestion
from goldenthread.training.standing.terms import Line, Status
from goldenthread.web.ui.columns import day
from goldenthread.web.ui.status import word_of
from goldenthread.web.ui.thread import Step, StepState

URGENT = (Status.OVERDUE, Status.NEVER)
COMING = (Status.DUE, Status.INDUCTION)
STEP_STATES = {
    Status.MET: StepState.DONE,
    Status.EXEMPT: StepState.DONE,
    Status.DUE: StepState.DUE,
    Status.OVERDUE: StepState.MISSED,
    Status.NEVER: StepState.MISSED,
    Status.INDUCTION: StepState.AHEAD,
    Status.SHOWN: StepState.AHEAD,
}


@dataclass(frozen=True)
class Item:
    """One thing to do, what to know about it, and where to do it."""

    text: str
    href: str
    note: str = ""
    status: str = ""


@dataclass(frozen=True)
class Card:
    """A figure on a home page."""

    label: str
    figure: int
    note: str
    tone: str = ""


def required(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.weight == Weight.REQUIRED]


def page_of(line: Line) -> str:
    """The page that explains a line."""
    return reverse("learner:requirement", args=[line.agency_id, line.requirement_id])


def to_do(lines: Sequence[Line]) -> list[Item]:
    """What is overdue, then what is due, soonest first. What is exempt, met or only advised asks nothing."""
    asked = required(lines)
    urgent = sorted((line for line in asked if line.status in URGENT), key=_by_day)
    coming = sorted((line for line in asked if line.status in COMING), key=_by_day)
    return [Item(line.title, page_of(line), _note(line), line.status) for line in [*urgent, *coming]]


def refused(records: Iterable[Any]) -> list[Item]:
    """Records of one's own that somebody refused, each with the reason."""
    return [
        Item(
            f"Put right: {record.course.title}",
            reverse("learner:one_record", args=[record.pk]),
            record.why_refused,
            "refused",
        )
        for record in records
    ]


def unanswered(questions: Iterable[AskedQuestion]) -> list[Item]:
    """Questions of the framework that nobody has answered for this person."""
    return [
        Item(
            one.question.ask,
            reverse("learner:answer", args=[one.partnership.pk, one.question.key]),
            "Your answer decides what you need.",
            "waiting",
        )
        for one in questions
        if one.is_yes is None
    ]


def cards(lines: Sequence[Line]) -> list[Card]:
    """Of what is required: how much is in date, due soon, overdue, and how much nobody has verified."""
    asked = required(lines)
    if not asked:
        return []
    counted = {status: sum(line.status == status for line in asked) for status in Status}
    holding = counted[Status.MET] + counted[Status.DUE]
    late = counted[Status.OVERDUE] + counted[Status.NEVER]
    unverified = sum(line.status in (Status.MET, Status.DUE) and not line.is_verified for line in asked)
    return [
        Card("In date", holding, f"of {len(asked)} required of you", "good"),
        Card("Due soon", counted[Status.DUE], "still in date: time to book", "soon"),
        Card("Overdue or never done", late, "asked of you by now", "bad"),
        Card("Not verified", unverified, "in date, but nobody has verified it yet"),
    ]


def next_to_lapse(lines: Sequence[Line]) -> Line | None:
    """The required line that lapses soonest, if any ever does."""
    held = [line for line in required(lines) if line.valid_until is not None and line.valid_until != FOREVER]
    return min(held, key=lambda line: line.valid_until or date.max, default=None)


def pathway(lines: Sequence[Line]) -> list[Step]:
    """Everything required as beads, what falls due first at the top."""
    asked = sorted((line for line in required(lines) if line.is_strictest), key=_by_day)
    return [
        Step(line.title, STEP_STATES[line.status], note=_when(line), href=page_of(line), says=word_of(line.status))
        for line in asked
    ]


def _by_day(line: Line) -> tuple[date, str]:
    return (line.due_on or line.valid_until or line.grace_until or date.min, line.title)


def _when(line: Line) -> str:
    if line.status in (Status.MET, Status.DUE) and line.valid_until is not None:
        return "Does not lapse" if line.valid_until == FOREVER else f"Until {day(line.valid_until)}"
    if line.status is Status.OVERDUE and line.valid_until is not None:
        return f"Lapsed after {day(line.valid_until)}"
    if line.status is Status.INDUCTION and line.grace_until is not None:
        return f"By {day(line.grace_until)}"
    if line.status is Status.NEVER and line.grace_until is not None:
        return f"Was due by {day(line.grace_until)}"
    return ""


def _note(line: Line) -> str:
    return ". ".join(part.rstrip(".") for part in (_when(line), line.next_step) if part)
