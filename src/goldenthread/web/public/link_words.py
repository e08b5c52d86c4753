"""Why a link in a message has nothing to do any more, in plain words, with what to do instead."""

from datetime import datetime
from typing import Any

from goldenthread.training.bookings.terms import State
from goldenthread.web.ui.columns import day, local

WAITS = (State.ASKED, State.HELD)


def why_not_approvable(booking: Any) -> str:
    """Empty while the application still waits for its approver."""
    approval = booking.approval
    if approval.answered_at is not None:
        answer = "approved" if approval.is_yes else "refused"
        return (
            f"It was {answer} on {day(local(approval.answered_at).date())}. A link works once. If that is wrong, "
            "ask the partnership’s office."
        )
    if booking.state not in WAITS:
        return f"It no longer waits for approval: {_now(booking)}. There is nothing for you to do."
    return ""


def why_not_offered(booking: Any, is_same: bool, at: datetime) -> str:
    """Empty while the offer of the message still stands."""
    if booking.state == State.CONFIRMED:
        return "The place is yours already. There is nothing more to do."
    if booking.state != State.OFFERED:
        return f"No place is offered now: {_now(booking)}. To see where it stands, sign in and open My bookings."
    if not is_same:
        return "There is a newer offer than the one in this message. Open the newest message about it."
    if at >= booking.offered_until:
        return "The time for this offer is over, and the place goes to the next. You keep waiting."
    return ""


def why_not_asked_again(booking: Any, is_same: bool) -> str:
    """Empty while the question about the new date stands."""
    if booking.state != State.CONFIRMED:
        return f"There is no place to keep: {_now(booking)}."
    if booking.asked_again_at is None:
        return "You have answered: you keep your place. To give it up now, sign in and open My bookings."
    if not is_same:
        return "The date has changed again since this message. Open the newest message about it."
    return ""


def _now(booking: Any) -> str:
    return f"the booking is “{State(booking.state).label}”"
