"""What the register says of somebody, from the minutes that they were there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..terms import Outcome

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Asked:
    """What full attendance means: so many minutes in all, or each session but for the minutes of grace.

    `late` and `early` are the policy's: who comes or goes within them attended the whole.
    """

    lengths: tuple[int, ...]
    late: int = 0
    early: int = 0
    required: int = 0

    @property
    def grace(self) -> int:
        return self.late + self.early

    @property
    def whole(self) -> int:
        return sum(self.lengths)

    @property
    def least(self) -> int:
        """The fewest minutes in all with which somebody attended."""
        return min(self.required or sum(max(length - self.grace, 1) for length in self.lengths), self.whole)


def outcome_of(asked: Asked, minutes: Sequence[int | None], *, sent_apologies: bool = False) -> str:
    """Attended, in part, or not at all; empty while a session is not marked yet (E21).

    `minutes` stand in the order of the sessions; None is a session nobody has marked. Several sessions add up.
    """
    there = sum(one or 0 for one in minutes)
    if sent_apologies and there == 0:
        return Outcome.APOLOGIES
    if not minutes or None in minutes:
        return ""
    if there == 0:
        return Outcome.ABSENT
    if asked.required:
        return Outcome.ATTENDED if there >= asked.least else Outcome.PART
    whole = all((one or 0) >= length - asked.grace for one, length in zip(minutes, asked.lengths, strict=True))
    return Outcome.ATTENDED if whole else Outcome.PART


def length_of(starts_at: datetime, ends_at: datetime) -> int:
    """A session's length in whole minutes."""
    return (ends_at - starts_at) // MINUTE


def minutes_from(arrived_at: datetime, starts_at: datetime, ends_at: datetime, late: int) -> int:
    """Minutes that somebody will have been there who comes at a moment and stays: all of them if within the grace."""
    if arrived_at <= starts_at + late * MINUTE:
        return length_of(starts_at, ends_at)
    return max(length_of(arrived_at, ends_at), 0)


OPENS_BEFORE = timedelta(minutes=60)
CLOSES_AFTER = timedelta(minutes=15)


def why_not_open(starts_at: datetime, ends_at: datetime, at: datetime) -> str:
    """Why nobody can check in now; empty around the session's time."""
    if at < starts_at - OPENS_BEFORE:
        return "Checking in opens an hour before the session starts."
    if at > ends_at + CLOSES_AFTER:
        return "This session is over. Ask the trainer or the organiser to mark you in the register."
    return ""


def mark_of(asked: Asked, minutes: int | None, length: int, outcome: str) -> str:
    """What the register shows for one session: as the outcome, of this session alone; empty if it is not marked."""
    if not minutes:
        if outcome == Outcome.APOLOGIES:
            return outcome
        return "" if minutes is None else Outcome.ABSENT
    enough = asked.required if asked.required and len(asked.lengths) == 1 else length - asked.grace
    return Outcome.ATTENDED if minutes >= enough else Outcome.PART


def what_is_wrong(mark: str, minutes: int | None, length: int) -> str:
    """What is wrong with one line of the register, in words; empty if nothing is."""
    if mark not in ("", *Outcome.values):
        return "Choose one of the marks."
    if mark == Outcome.PART and (minutes is None or not 0 < minutes < length):
        return f"Enter for how many of the {length} minutes they were there."
    return ""


def minutes_of(mark: str, minutes: int | None, length: int) -> int:
    """Minutes that a mark stands for."""
    if mark == Outcome.ATTENDED:
        return length
    return (minutes or 0) if mark == Outcome.PART else 0
