"""What somebody can do with a booking: what it means, the button, and what is said when it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.training.bookings import services
from goldenthread.training.bookings.selectors.details import Details
from goldenthread.web.ui.columns import day


@dataclass(frozen=True)
class Act:
    """One thing to do with a booking, and whether it can be done as things stand."""

    title: str
    button: str
    done: str
    service: Callable[..., Any]
    can: Callable[[Details], bool]
    means: Callable[[Details], str] = lambda _: ""
    asks_why: bool = False


def cancelling_means(details: Details) -> str:
    """What giving the place up means now: in time, or late."""
    giving_up = details.giving_up
    if giving_up is None:
        return "The place goes to the next on the waiting list."
    if giving_up.is_late:
        return (
            f"The last day to give the place up in time was {day(giving_up.last_day)}. Cancelled now, it counts as a "
            "late cancellation, and the partnership may charge for it. A colleague of your agency can take the place "
            "instead: that is not late."
        )
    return (
        f"This is in time: until {day(giving_up.last_day)} a place can be given up without consequences. "
        "It goes to the next on the waiting list, so it cannot be taken back."
    )


ACTS = {
    "take-up": Act(
        "Take up the place",
        "Take up the place",
        "The place is booked.",
        services.accept_offer,
        lambda one: one.has_offer,
    ),
    "say-no": Act(
        "Say no to the place",
        "Say no to the place",
        "The place goes to the next on the waiting list.",
        services.decline_offer,
        lambda one: one.has_offer,
        lambda _: "The application ends, and the place is offered to whoever is next.",
    ),
    "keep-date": Act(
        "Keep the new date",
        "Keep the place on the new date",
        "The place is kept on the new date.",
        services.keep_new_date,
        lambda one: one.is_asked_again,
    ),
    "decline-date": Act(
        "Decline the new date",
        "Give the place up",
        "The place is given up. It counts as cancelled in time.",
        services.decline_new_date,
        lambda one: one.is_asked_again,
        lambda _: "Whoever cannot come on a new date has cancelled in time, whenever they say so.",
        asks_why=True,
    ),
    "withdraw": Act(
        "Withdraw the application",
        "Withdraw the application",
        "The application is withdrawn.",
        services.withdraw,
        lambda one: one.can_withdraw,
        lambda _: "There is no place yet, so nothing is lost but the turn on the waiting list.",
        asks_why=True,
    ),
    "cancel": Act(
        "Cancel the booking",
        "Cancel the booking",
        "The booking is cancelled.",
        services.cancel,
        lambda one: one.can_cancel,
        cancelling_means,
        asks_why=True,
    ),
}


def act_of(name: str) -> Act:
    """The act that an address names."""
    found = ACTS.get(name)
    if found is None:
        raise Refused(not_visible("That page"))
    return found
