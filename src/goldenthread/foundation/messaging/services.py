"""Queue messages and hand them over: each due exactly once, each handed over at most once."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.refusal import Refusal, refuse

from . import links
from .models import GoLive, Message, Pause
from .terms import CLAIMED, DUE, NOT_SENT, SENT, UNSURE, Draft

BODIES_KEPT_FOR = timedelta(days=183)
"""How long what a message said can be read in the log. That it was sent stays."""

CUT_SHORT_AFTER = timedelta(minutes=15)
"""A claim this old was cut short: no hand-over takes so long."""


def enqueue(*, drafts: Iterable[Draft], at: datetime) -> int:
    """Owe these messages. One that is owed already is not owed twice. Call it in the transaction of its cause.

    Someone without an address is still owed the message: it stands in the log as not sent, and why.
    """
    rows = [
        Message(
            key=draft.key,
            kind=draft.kind,
            to_address=draft.to_address,
            to_name=draft.to_name[:200],
            subject=draft.subject[:250],
            body=draft.body,
            links=draft.links,
            calendar=draft.calendar,
            calendar_method=draft.calendar_method,
            partnership_id=draft.partnership_id,
            person_id=draft.person_id,
            due_at=at,
            state=DUE if draft.to_address else NOT_SENT,
            why_not="" if draft.to_address else "No e-mail address is known for this person.",
        )
        for draft in drafts
    ]
    before = Message.objects.filter(key__in=[row.key for row in rows]).count()
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return len({row.key for row in rows}) - before


def message_id(key: str) -> str:
    """The same for every try, so that a mail server or reader can drop a second copy."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"<{digest}@{settings.MESSAGE_ID_DOMAIN}>"


TOO_EARLY = "It fell due before this kind of message was switched on."


def why_held(message: Message, *, on: date) -> str:
    """Why a due message may not go today, or nothing."""
    pause = Pause.objects.filter(resumed_at__isnull=True).first()
    if pause is not None:
        return f"All sending is paused by {pause.by_name}: {pause.reason}"
    if message.partnership_id is None:
        return ""
    live = GoLive.objects.filter(partnership_id=message.partnership_id, kind=message.kind).first()
    if live is None:
        return "This kind of message has not been switched on."
    if message.due_at < _begins(live):
        return TOO_EARLY
    return f"This kind of message starts on {live.starts_on:%-d %B %Y}." if on < live.starts_on else ""


def _begins(live: GoLive) -> datetime:
    """The moment from which what falls due of this kind is sent."""
    return datetime.combine(live.starts_on, time.min, LONDON)


def hand_over(*, at: datetime, most: int = 200) -> dict[str, int]:
    """Hand due messages to the mail server, one claim at a time. Returns counts by what became of them.

    The claim is committed first. If the process dies between the claim and the mark, the message is
    found by `mark_cut_short` and waits for a person: it is never sent again by itself. Those that are held
    are not looked through, so that they never stand in the way of others; what fell due before its kind
    was switched on is history, and is not sent.
    """
    counts = {SENT: 0, DUE: 0, "held": 0}
    due = Message.objects.filter(state=DUE, due_at__lte=at)
    may_go = Q(partnership_id__isnull=True)
    for live in GoLive.objects.all():
        of_kind = Q(partnership_id=live.partnership_id, kind=live.kind)
        due.filter(of_kind, due_at__lt=_begins(live)).update(state=NOT_SENT, why_not=TOO_EARLY)
        if live.starts_on <= at.astimezone(LONDON).date():
            may_go |= of_kind
    if Pause.objects.filter(resumed_at__isnull=True).exists():
        return counts | {"held": due.count()}
    counts["held"] = due.exclude(may_go).count()
    for message in due.filter(may_go).order_by("due_at", "pk")[:most]:
        claimed = Message.objects.filter(pk=message.pk, state=DUE).update(state=CLAIMED, claimed_at=at)
        if not claimed:
            continue  # another worker has it
        counts[_hand_over_one(message, at=at)] += 1
    return counts


def _hand_over_one(message: Message, *, at: datetime) -> str:
    """Send one claimed message. A refusal before it was taken makes it due again in an hour."""
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=links.filled(message.body, message.links),
        to=[formataddr((message.to_name, message.to_address))],
        headers={"Message-ID": message_id(message.key)},
    )
    if message.calendar:
        mail.attach_alternative(message.calendar, f"text/calendar; method={message.calendar_method}")
    try:
        mail.send()
    except OSError as wrong:  # every failure of smtplib is one
        Message.objects.filter(pk=message.pk, state=CLAIMED).update(
            state=DUE,
            claimed_at=None,
            due_at=at + timedelta(hours=1),
            why_not=f"The mail server did not take it ({type(wrong).__name__}); it will be tried again.",
        )
        return DUE
    Message.objects.filter(pk=message.pk, state=CLAIMED).update(state=SENT, handed_over_at=at, why_not="")
    return SENT


def mark_cut_short(*, at: datetime) -> int:
    """Claims that no process can still be working on stand as unsure, for an officer to decide."""
    return Message.objects.filter(state=CLAIMED, claimed_at__lt=at - CUT_SHORT_AFTER).update(
        state=UNSURE, why_not="Sending was cut short: it may or may not have arrived."
    )


def forget_bodies(*, at: datetime) -> int:
    """What was said long ago goes; that it was said, to whom and when, stays."""
    return Message.objects.filter(
        body_forgotten_at__isnull=True, due_at__lt=at - BODIES_KEPT_FOR, state__in=(SENT, NOT_SENT, UNSURE)
    ).update(body="", calendar="", links={}, body_forgotten_at=at)


@transaction.atomic
def resend(*, by: Actor, at: datetime, message: Message) -> Message:
    """An officer decides that an unsure or unsent message is to go (again)."""
    changed = (
        Message.objects.filter(pk=message.pk, state__in=(UNSURE, NOT_SENT))
        .exclude(to_address="")
        .update(state=DUE, due_at=at, claimed_at=None, why_not="")
    )
    refuse(None if changed else Refusal("Only a message that is unsure or not sent, with an address, can be resent."))
    audit.record(
        by=by, at=at, act="resend", thing="message", thing_id=message.pk, partnership_id=message.partnership_id
    )
    message.refresh_from_db()
    return message


@transaction.atomic
def readdress(*, by: Actor, at: datetime, key_begins: str, person_id: int, to_address: str) -> int:
    """What could not go because no address was known goes to this one. How many messages."""
    rows = Message.objects.filter(person_id=person_id, key__startswith=key_begins, state=NOT_SENT, to_address="")
    changed = rows.update(to_address=to_address, state=DUE, due_at=at, why_not="")
    if changed:
        audit.record(by=by, at=at, act="give an address", thing="message", thing_id=key_begins)
    return changed


@transaction.atomic
def pause(*, by: Actor, at: datetime, reason: str) -> Pause:
    """Stop all sending, visibly, until somebody resumes it."""
    refuse(Refusal("Say why sending is paused.", errors={"reason": "Say why."}) if not reason.strip() else None)
    refuse(Refusal("Sending is paused already.") if Pause.objects.filter(resumed_at__isnull=True).exists() else None)
    paused = Pause.objects.create(paused_at=at, by_name=by.name, reason=reason.strip()[:300])
    audit.record(by=by, at=at, act="pause sending", thing="messages", thing_id="all", reason=reason)
    return paused


@transaction.atomic
def resume(*, by: Actor, at: datetime) -> None:
    """Let messages go again."""
    changed = Pause.objects.filter(resumed_at__isnull=True).update(resumed_at=at, open_slot=None)
    refuse(None if changed else Refusal("Sending is not paused."))
    audit.record(by=by, at=at, act="resume sending", thing="messages", thing_id="all")


@transaction.atomic
def go_live(*, by: Actor, at: datetime, partnership_id: int, kind: str, starts_on: date) -> GoLive:
    """Switch a kind of message on from a day, after a preview of who would get what."""
    live, _ = GoLive.objects.update_or_create(
        partnership_id=partnership_id, kind=kind, defaults={"starts_on": starts_on}
    )
    audit.record(
        by=by,
        at=at,
        act="go live",
        thing="messages",
        thing_id=kind,
        partnership_id=partnership_id,
        changes={"starts_on": [None, starts_on.isoformat()]},
    )
    return live
