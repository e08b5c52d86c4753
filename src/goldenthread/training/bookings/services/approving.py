"""Approve applications or refuse them: once, by link, signed in, by telephone or on paper."""

from datetime import datetime

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, Refused, bad_input, not_visible, refuse
from goldenthread.setting.workforce.access import current
from goldenthread.setting.workforce.models import Post

from .. import access
from ..models import Approval, Booking
from ..selectors.policy import day_of
from ..terms import AnsweredBy, State
from ._seating import complete, locked_booking, move, note

KEYED = (AnsweredBy.TELEPHONE, AnsweredBy.PAPER)


@transaction.atomic
def approve(
    *,
    by: Actor,
    at: datetime,
    booking: Booking,
    answered_by: str = AnsweredBy.SIGNED_IN,
    answered_name: str = "",
    answered_at: datetime | None = None,
) -> Booking:
    """The approver says yes: the application goes on, unless an officer still has to look at it.

    By link, the caller has verified the link. By telephone or on paper, the office says who answered, and when.
    """
    booking, approval = _open(by, at, booking, answered_by, answered_name, answered_at)
    _keep(approval, at, True, "", answered_by, answered_name or by.name, answered_at)
    if booking.state == State.HELD:
        note(by, at, booking, "approve", changes={"state": [booking.state, booking.state]})
        return booking
    return complete(by, at, booking, "approve")


@transaction.atomic
def refuse_application(
    *,
    by: Actor,
    at: datetime,
    booking: Booking,
    reason: str,
    answered_by: str = AnsweredBy.SIGNED_IN,
    answered_name: str = "",
    answered_at: datetime | None = None,
) -> Booking:
    """The approver says no, and why: the application is refused."""
    if not reason.strip():
        refuse(bad_input("Say why.", reason="Say why, so that they know what to do next."))
    booking, approval = _open(by, at, booking, answered_by, answered_name, answered_at)
    _keep(approval, at, False, reason.strip()[:300], answered_by, answered_name or by.name, answered_at)
    return move(by, at, booking, State.REFUSED, "refuse", why=reason.strip())


def _open(
    by: Actor, at: datetime, booking: Booking, answered_by: str, answered_name: str, answered_at: datetime | None
) -> tuple[Booking, Approval]:
    """The application with its approval, both as they stand, if it may still be answered and in this way."""
    booking = locked_booking(booking)
    approval = Approval.objects.filter(booking=booking).first()
    if approval is None:
        raise Refused(not_visible("This application"))
    approval.booking = booking
    if answered_by in KEYED:
        refuse(access.can_run(by, booking.event))
        if not answered_name.strip():
            refuse(bad_input("Say who answered.", answered_name="Give the name of whoever answered."))
        if answered_at is not None and answered_at > at:
            refuse(bad_input("It cannot have been answered in the future.", answered_at="This is still to come."))
    elif answered_by == AnsweredBy.LINK:
        refuse(_why_not_by_link(approval, at))
    else:
        refuse(access.can_answer(by, approval, on=day_of(at)))
    refuse(_why_not_answerable(booking, approval))
    return booking, approval


def _why_not_by_link(approval: Approval, at: datetime) -> Refusal | None:
    """A link is its approver's as long as they are in post: who has left answers no more."""
    if approval.approver_id is None:
        return None
    if Post.objects.filter(current(day_of(at)), person_id=approval.approver_id).exists():
        return None
    return Refusal("The approver holds no post any more, so this link does not work. Ask the partnership's office.")


def _why_not_answerable(booking: Booking, approval: Approval) -> Refusal | None:
    """An application is answered once, while it waits for it."""
    if approval.answered_at is not None:
        answer = "approved" if approval.is_yes else "refused"
        return Refusal(f"This application was {answer} by {approval.answered_name} on {_said(approval.answered_at)}.")
    if booking.state not in (State.ASKED, State.HELD):
        return Refusal(f"This application no longer waits for approval: it is “{booking.get_state_display()}”.")
    return None


def _said(moment: datetime) -> str:
    return f"{day_of(moment):%-d %B %Y}"


def _keep(
    approval: Approval, at: datetime, is_yes: bool, reason: str, how: str, name: str, answered_at: datetime | None
) -> None:
    approval.is_yes, approval.reason, approval.answered_by = is_yes, reason, how
    approval.answered_at, approval.answered_name = answered_at or at, name.strip()[:200]
    approval.save()
