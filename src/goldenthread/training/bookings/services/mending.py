"""Mend what is stuck: ask an approver again, give the address that was missing."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from goldenthread.foundation.messaging import links
from goldenthread.foundation.messaging import services as messaging
from goldenthread.foundation.messaging.terms import Draft
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, Refused, bad_input, refuse

from .. import access
from ..models import Approval, Booking
from ..rules import letters
from ..selectors import telling
from ..selectors.policy import day_of, policy_of
from ..terms import State
from ._seating import locked_booking, note
from .telling import APPROVAL

ONCE_IN = timedelta(hours=1)
"""Pressing twice asks once."""


@transaction.atomic
def ask_approver_again(*, by: Actor, at: datetime, booking: Booking) -> Approval:
    """Owe the approver of one application the question once more, with a new link. Once in an hour at most."""
    booking = locked_booking(booking)
    refuse(access.can_run(by, booking.event))
    approval = Approval.objects.filter(booking=booking, answered_at__isnull=True).first()
    if approval is None or booking.state not in (State.ASKED, State.HELD):
        raise Refused(Refusal("This application waits for no answer any more."))
    if not approval.approver_email:
        raise Refused(Refusal("No e-mail address of an approver is known. Key the answer when they give it."))
    booking = telling.with_what_letters_say(Booking.objects.filter(pk=booking.pk)).get()
    facts = telling.facts_of(booking, policy_of(booking.event.partnership_id, day_of(at)))
    letter = letters.approval_asked(facts, str(booking.person), booking.agency.name, links.placeholder("approval"))
    hour = int(at.timestamp() // ONCE_IN.total_seconds())
    draft = Draft(
        key=f"approval:{approval.pk}:again:{hour}",
        kind=APPROVAL,
        to_address=approval.approver_email,
        to_name=approval.approver_name,
        subject=letter.subject,
        body=letter.body,
        partnership_id=booking.event.partnership_id,
        person_id=booking.person_id,
        links={"approval": str(approval.pk)},
    )
    if messaging.enqueue(drafts=[draft], at=at):
        approval.reminded_on, approval.reminders = day_of(at), approval.reminders + 1
        approval.save(update_fields=["reminded_on", "reminders"])
        note(by, at, booking, "ask the approver again")
    return approval


@transaction.atomic
def give_address(*, by: Actor, at: datetime, booking: Booking, email: str) -> int:
    """Give the address that a booking lacked: what could not be sent about it goes there. How many messages."""
    booking = locked_booking(booking)
    refuse(access.can_run(by, booking.event))
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError:
        text = "Enter an e-mail address, such as name@example.org."
        refuse(bad_input(text, email=text))
    booking.email = email
    booking.save(update_fields=["email"])
    note(by, at, booking, "give an address")
    return messaging.readdress(
        by=by, at=at, key_begins=f"booking:{booking.pk}:", person_id=booking.person_id, to_address=email
    )
