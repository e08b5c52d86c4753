"""Steps along the gold thread: a pathway, a round, how far a finding has got."""

from dataclasses import dataclass
from enum import StrEnum


class StepState(StrEnum):
    """Where a step stands; the words are what a reader sees beside the knot."""

    DONE = "done"
    CURRENT = "current"
    DUE = "due"
    MISSED = "missed"
    AHEAD = "ahead"


WORDS = {
    StepState.DONE: "done",
    StepState.CURRENT: "now",
    StepState.DUE: "due soon",
    StepState.MISSED: "missing",
    StepState.AHEAD: "to come",
}


@dataclass(frozen=True)
class Step:
    """One bead: what it is, where it stands, and what to know about it."""

    name: str
    state: StepState
    note: str = ""
    href: str = ""
    says: str = ""  # in place of the usual word, such as "met until 5 May 2028"

    @property
    def word(self) -> str:
        return self.says or WORDS[self.state]
