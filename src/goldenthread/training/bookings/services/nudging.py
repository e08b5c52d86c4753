"""Remind approvers of what they have not answered: one message for all of it, then the office."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.messaging import services as messaging
from goldenthread.foundation.messaging.terms import Draft
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.clock import LONDON
from goldenthread.setting.partnerships.models import Partnership

from ..models import Approval
from ..rules.letters import Awaited, Letter, approval_digest
from ..selectors.telling import contact_of, unanswered

DIGEST, STUCK = "approval-digest", "approvals-stuck"
WAIT = timedelta(days=3)
"""How long an approver has before they are reminded, and again before the next time."""

ENOUGH = 2
"""After so many reminders the office hears of it instead."""

SENT_FROM = time(7, 30)


@transaction.atomic
def nudge_approvers(*, by: Actor, at: datetime, on: date) -> int:
    """Owe one digest to each approver who has left applications unanswered. How many approvers."""
    due = [one for one in unanswered(before=on - WAIT) if one.reminders < ENOUGH and one.approver_email]
    by_address: dict[tuple[int, str], list[Approval]] = defaultdict(list)
    for approval in due:
        if approval.reminded_on is None or approval.reminded_on <= on - WAIT:
            by_address[(approval.booking.event.partnership_id, approval.approver_email.lower())].append(approval)
    drafts = []
    for (partnership_id, address), approvals in by_address.items():
        letter = _digest(approvals)
        key = f"approvals:{partnership_id}:{address}:{on.isoformat()}"
        drafts.append(_draft(key, DIGEST, address, approvals[0].approver_name, letter, partnership_id))
        for approval in approvals:
            approval.reminded_on, approval.reminders = on, approval.reminders + 1
        Approval.objects.bulk_update(approvals, ["reminded_on", "reminders"])
    messaging.enqueue(drafts=drafts, at=_morning(at, on))
    if drafts:
        audit.record(
            by=by, at=at, act="remind approvers", thing="bookings.approval", thing_id="unanswered",
            changes={"approvers": [None, len(drafts)]},
        )  # fmt: skip
    return len(drafts)


@transaction.atomic
def tell_office_of_stuck(*, by: Actor, at: datetime, on: date) -> int:
    """Owe the office a digest of approvals that nobody answers, once a week for each partnership. How many."""
    stuck: dict[Partnership, list[Approval]] = defaultdict(list)
    for approval in unanswered(before=on - WAIT):
        was_enough = approval.reminders >= ENOUGH and approval.reminded_on and approval.reminded_on <= on - WAIT
        if was_enough or not approval.approver_email:
            stuck[approval.booking.event.partnership].append(approval)
    year, week, _ = on.isocalendar()
    drafts = [
        _draft(
            f"approvals-stuck:{partnership.pk}:{year}-{week}",
            STUCK,
            partnership.contact_email,
            partnership.contact_name,
            _digest(approvals),
            partnership.pk,
        )
        for partnership, approvals in stuck.items()
    ]
    owed = messaging.enqueue(drafts=drafts, at=_morning(at, on))
    if owed:
        audit.record(
            by=by, at=at, act="tell the office of approvals", thing="bookings.approval", thing_id="stuck",
            changes={"owed": [None, owed]},
        )  # fmt: skip
    return owed


def _morning(at: datetime, on: date) -> datetime:
    return max(at, datetime.combine(on, SENT_FROM, LONDON))


def _digest(approvals: Sequence[Approval]) -> Letter:
    waiting = [
        Awaited(
            str(approval.booking.person),
            approval.booking.event.title,
            next((one.starts_at.astimezone(LONDON).date() for one in approval.booking.event.sessions.all()), None),
            approval.asked_at.astimezone(LONDON).date(),
        )
        for approval in approvals
    ]
    event = approvals[0].booking.event
    return approval_digest(approvals[0].approver_name, waiting, event.partnership.name, contact_of(event))


def _draft(key: str, kind: str, address: str, name: str, letter: Letter, partnership_id: int) -> Draft:
    return Draft(
        key=key,
        kind=kind,
        to_address=address,
        to_name=name,
        subject=letter.subject,
        body=letter.body,
        partnership_id=partnership_id,
    )
