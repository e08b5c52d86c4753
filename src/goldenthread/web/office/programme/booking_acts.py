"""What an officer can do with a booking: each with the states in which it can be done, and what it means."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.training.bookings import services
from goldenthread.training.bookings.services.noting import note_on
from goldenthread.training.bookings.terms import State


@dataclass(frozen=True)
class Act:
    """One thing an officer decides of a booking. Each asks for the reason."""

    title: str
    done: str
    service: Callable[..., Any]
    states: tuple[str, ...]
    means: str = ""


S = State
ACTS = {
    "let-go-on": Act(
        "Let the application go on",
        "The application goes on.",
        partial(services.decide_held, is_accepted=True),
        (S.HELD,),
        "It gets a place if one is free, or its turn on the waiting list. Approval may still be waited for.",
    ),
    "refuse": Act(
        "Refuse the application",
        "The application is refused.",
        services.turn_down,
        (S.ASKED, S.HELD, S.WAITING),
        "The applicant is told, with the reason.",
    ),
    "reconsider": Act(
        "Take the application up again",
        "The application is on the waiting list again, at its end.",
        services.reconsider,
        (S.REFUSED,),
        "It joins the waiting list at its end.",
    ),
    "give-a-place": Act(
        "Give a place out of turn",
        "The place is given.",
        services.give_place,
        (S.ASKED, S.HELD, S.WAITING, S.OFFERED, S.CANCELLED, S.CANCELLED_LATE),
        "Only a place that is free, and never one that is kept for another agency.",
    ),
    "put-back": Act(
        "Put back on the waiting list",
        "The booking waits again, in its old turn.",
        services.move_back,
        (S.CONFIRMED,),
        "The place goes to whoever is next.",
    ),
    "count-in-time": Act(
        "Count the cancellation as in time",
        "The cancellation counts as in time.",
        services.count_in_time,
        (S.CANCELLED_LATE,),
    ),
    "note": Act("Leave a note", "The note is kept.", note_on, tuple(S.values), "It stands in the history below."),
}


def act_of(name: str) -> Act:
    """The act that an address names."""
    found = ACTS.get(name)
    if found is None:
        raise Refused(not_visible("That page"))
    return found


def open_to(state: str) -> list[tuple[str, str]]:
    """The acts that a booking in this state allows: their address and title."""
    return [(name, act.title) for name, act in ACTS.items() if state in act.states]
