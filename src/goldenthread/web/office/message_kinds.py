"""Kinds of message by name, and who gets each, when: what an officer reads before switching one on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.foundation.messaging.selectors import KindOfMessage

KINDS: dict[str, tuple[str, str]] = {
    "booking": (
        "Where a booking stands",
        "Whoever applied, each time their booking changes: received, booked, waiting, refused, cancelled, moved. With "
        "an entry for their calendar once they are booked. Their manager gets a copy where the framework says so.",
    ),
    "offer": (
        "A place is offered",
        "Whoever is next on the waiting list, with a link to take the place up or say no, and until when.",
    ),
    "approval": (
        "Please approve an application",
        "The approver of each application, with a link that opens that application only.",
    ),
    "approval-digest": (
        "Applications that wait for an approver",
        "An approver who has not answered for three days: one message for all of it, twice at most.",
    ),
    "approvals-stuck": (
        "Approvals that nobody answers",
        "The partnership’s own contact, once a week: applications whose approver was reminded twice or has no address.",
    ),
    "reminder": (
        "Reminder before an event",
        "Whoever is booked, at the intervals that the framework names.",
    ),
    "not-attended": (
        "You did not attend",
        "Whoever the register says did not attend, and their manager, when the register is closed.",
    ),
}


@dataclass(frozen=True)
class NamedKind:
    """One kind as the office reads it: its name, who gets it, how many wait, and from which day it may go."""

    kind: str
    words: str
    who: str
    waiting: int
    starts_on: date | None


def named(kinds: Sequence[KindOfMessage]) -> list[NamedKind]:
    """Every kind that there is, also what has not fallen due yet, so that it can be switched on in time."""
    known = {one.kind: one for one in kinds}
    found = []
    for kind in [*KINDS, *(one for one in known if one not in KINDS)]:
        one = known.get(kind) or KindOfMessage(kind, 0, None)
        words, who = KINDS.get(kind, (one.words, ""))
        found.append(NamedKind(kind, words, who, one.waiting, one.starts_on))
    return sorted(found, key=lambda one: one.words)


def kind_said(kind: str) -> str:
    """A kind of message by its name."""
    return KINDS[kind][0] if kind in KINDS else KindOfMessage(kind, 0, None).words
