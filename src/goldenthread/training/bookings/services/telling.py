"""Owe people the messages about their bookings: each once, found by looking at what they were told last."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.messaging import links
from goldenthread.foundation.messaging import services as messaging
from goldenthread.foundation.messaging.terms import Draft
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.periods import Period, Unit, before
from goldenthread.setting.frameworks.terms import Booking as Policy

from ..models import Booking
from ..rules import calendar, letters
from ..rules.calendar import Mailbox, Sitting
from ..rules.letters import Facts, Letter
from ..selectors import telling
from ..selectors.policy import policy_of
from ..terms import State

NEWS, OFFER, APPROVAL, REMINDER, ABSENT = "booking", "offer", "approval", "reminder", "not-attended"
"""Kinds of message, each with its own day from which it may go."""

TO_MANAGERS = (State.CONFIRMED, State.REFUSED, State.CANCELLED, State.CANCELLED_LATE, State.EVENT_CANCELLED)
"""Of what a manager gets a copy, where the framework says that they are told."""

TAKEN_BACK = (State.CANCELLED, State.CANCELLED_LATE, State.HANDED_ON, State.EVENT_CANCELLED, State.WAITING)
"""States in which an entry that stands in somebody's calendar is taken out again."""

REMINDERS = (Period(1, Unit.WEEKS), Period(1, Unit.DAYS))
"""Before an event, where the framework names no intervals of its own."""

SENT_FROM = time(7, 30)
"""Reminders reach people at the start of the working day."""


@transaction.atomic
def tell(*, by: Actor, at: datetime, most: int = 200) -> int:
    """Owe each person the message about where their booking stands now. How many bookings.

    What was told is marked in the same transaction, and only by whoever changes the mark: running it twice at
    once, or again after a crash, owes nothing twice.
    """
    waiting = list(telling.with_what_letters_say(telling.to_tell(at))[:most])
    positions = telling.positions_of({one.event_id for one in waiting if one.state == State.WAITING})
    policies = _policies(waiting, at)
    drafts: list[Draft] = []
    told = 0
    for booking in waiting:
        if not _taken(booking):
            continue
        facts = telling.facts_of(booking, policies[booking.event.partnership_id], position=positions.get(booking.pk, 0))
        drafts += _news(booking, facts, policies[booking.event.partnership_id], at)
        told += 1
    owed = messaging.enqueue(drafts=drafts, at=at)
    if owed:
        audit.record(by=by, at=at, act="owe messages", thing="bookings.booking", thing_id="untold",
                     changes={"owed": [None, owed]})  # fmt: skip
    return told


def _policies(bookings: Iterable[Booking], at: datetime) -> dict[int, Policy]:
    on = at.astimezone(LONDON).date()
    return {key: policy_of(key, on) for key in {one.event.partnership_id for one in bookings}}


def _taken(booking: Booking) -> bool:
    """Mark a booking as told. False if somebody else told it, or it moved on, meanwhile."""
    invites = booking.state == State.CONFIRMED or (booking.invited_sessions and booking.state in TAKEN_BACK)
    sessions = len(booking.event.sessions.all()) if booking.state == State.CONFIRMED else 0
    same = Booking.objects.filter(
        pk=booking.pk, state=booking.state, told=booking.told, told_edition=booking.told_edition
    )
    return bool(
        same.update(
            told=booking.state,
            told_edition=booking.event.edition,
            invited_sessions=sessions if invites else booking.invited_sessions,
            invitation_number=F("invitation_number") + (1 if invites else 0),
        )
    )


def _news(booking: Booking, facts: Facts, policy: Policy, at: datetime) -> Iterator[Draft]:
    """The letter to the person, what their calendar needs, and the copies."""
    to, key = telling.mailbox_of(booking), f"booking:{booking.pk}:{booking.state}:{at.isoformat()}"
    links_in: dict[str, str] = {}
    kind = NEWS
    if booking.state == State.OFFERED:
        letter, kind = letters.offered(facts, links.placeholder("offer")), OFFER
        links_in = {"offer": f"{booking.pk}:{booking.offered_until:%Y%m%d%H%M}"}
    elif booking.state == booking.told and booking.asked_again_at is not None:
        letter = letters.new_date(facts, links.placeholder("new-date"))
        links_in = {"new-date": f"{booking.pk}:{booking.event.edition}"}
    elif booking.state == booking.told:
        letter = letters.changed(facts)
    else:
        letter = letters.BY_STATE[booking.state](facts)
    first, *others = _calendar(booking, at)
    yield _draft(booking, key, kind, to, letter, links_in, *first)
    for number, (text, method) in enumerate(others, start=2):
        also = Letter(f"Session {number}: {letter.subject}", f"This entry is for session {number}.\n\n{letter.body}")
        yield _draft(booking, f"{key}:session-{number}", kind, to, also, links_in, text, method)
    manager = telling.manager_of(booking)
    if booking.state in TO_MANAGERS and manager.email and ("manager" in policy.copied or _is_told_only(policy)):
        copy = letters.to_manager(facts, str(booking.person), letter)
        yield _draft(booking, f"{key}:manager", kind, manager, copy)
    if booking.state in (State.ASKED, State.HELD):
        yield from _approval(booking, facts)


def _is_told_only(policy: Policy) -> bool:
    return policy.approval == "manager-is-told"


def _approval(booking: Booking, facts: Facts) -> Iterator[Draft]:
    """The question to the approver, if one is known by an address; else it stands on the office's list."""
    approval = getattr(booking, "approval", None)
    if approval is None or approval.is_yes is not None or not approval.approver_email:
        return
    letter = letters.approval_asked(facts, str(booking.person), booking.agency.name, links.placeholder("approval"))
    to = Mailbox(approval.approver_name, approval.approver_email)
    yield _draft(booking, f"approval:{approval.pk}", APPROVAL, to, letter, {"approval": str(approval.pk)})


def _calendar(booking: Booking, at: datetime) -> list[tuple[str, str]]:
    """What goes to the person's calendar, a session each; one empty pair if nothing does."""
    to, organiser = telling.mailbox_of(booking), telling.organiser_of(booking.event)
    sittings = _sittings(booking) if to.email else []
    return [
        (calendar.invitation(one, organiser=organiser, attendee=to, at=at), "CANCEL" if one.is_cancelled else "REQUEST")
        for one in sittings
    ] or [("", "")]


def _sittings(booking: Booking) -> list[Sitting]:
    """Sessions to put in, and those sent before that are to be taken out."""
    known = telling.sittings_of(booking)
    stays = booking.state == State.CONFIRMED
    if not known or not (stays or (booking.state in TAKEN_BACK and booking.invited_sessions)):
        return []
    count = max(len(known) if stays else 0, booking.invited_sessions)
    return [
        Sitting(
            calendar.uid_of(booking.pk, place, settings.MESSAGE_ID_DOMAIN),
            known[min(place, len(known) - 1)].starts_at,
            known[min(place, len(known) - 1)].ends_at,
            booking.event.title,
            known[min(place, len(known) - 1)].where,
            booking.event.joining_note,
            booking.invitation_number,
            is_cancelled=not stays or place >= len(known),
        )
        for place in range(count)
    ]


def _draft(
    booking: Booking,
    key: str,
    kind: str,
    to: Mailbox,
    letter: Letter,
    links_in: dict[str, str] | None = None,
    calendar_text: str = "",
    method: str = "",
) -> Draft:
    return Draft(
        key=key,
        kind=kind,
        to_address=to.email,
        to_name=to.name,
        subject=letter.subject,
        body=letter.body,
        partnership_id=booking.event.partnership_id,
        person_id=booking.person_id,
        links=links_in or {},
        calendar=calendar_text,
        calendar_method=method,
    )


@transaction.atomic
def remind(*, by: Actor, at: datetime, on: date) -> int:
    """Owe reminders at the framework's intervals before an event, to whoever was booked before that day."""
    drafts: list[Draft] = []
    for booking, interval, facts in _reminders(on):
        to, letter = telling.mailbox_of(booking), letters.reminder(facts)
        key = f"booking:{booking.pk}:reminder:{interval}:{booking.event.edition}"
        drafts.append(_draft(booking, key, REMINDER, to, letter))
    owed = messaging.enqueue(drafts=drafts, at=max(at, datetime.combine(on, SENT_FROM, LONDON)))
    _note(by, at, owed, "owe reminders")
    return owed


def _reminders(on: date) -> Iterator[tuple[Booking, str, Facts]]:
    first = telling.midnight(on)
    far = telling.midnight(on + timedelta(days=62))
    bookings = list(telling.with_what_letters_say(telling.to_remind(first + timedelta(days=1), far)))
    policies = _policies(bookings, first)
    for booking in bookings:
        policy = policies[booking.event.partnership_id]
        starts = booking.event.sessions.all()[0].starts_at.astimezone(LONDON).date()
        booked = booking.confirmed_at.astimezone(LONDON).date() if booking.confirmed_at else on
        for period in _intervals(policy):
            due = before(starts, period)
            if booked < due <= on < starts and on - due < timedelta(days=3):
                yield booking, f"{period.count}-{period.unit}", telling.facts_of(booking, policy)
                break


def _intervals(policy: Policy) -> list[Period]:
    """The framework's own, the shortest first; ours where it says nothing."""
    said = [*policy.reminders_before, *([policy.joining_sent_before] if policy.joining_sent_before else [])]
    return sorted(said or REMINDERS, key=lambda period: (period.months, period.days))


@transaction.atomic
def tell_absent(*, by: Actor, at: datetime) -> int:
    """Owe whoever did not attend, and their manager, a message about it, when the register is closed."""
    since = at - timedelta(days=14)
    drafts: list[Draft] = []
    bookings = list(telling.with_what_letters_say(telling.absent_untold(since)))
    policies = _policies(bookings, at)
    for booking in bookings:
        facts = telling.facts_of(booking, policies[booking.event.partnership_id])
        letter, manager = letters.absent(facts), telling.manager_of(booking)
        drafts.append(_draft(booking, f"booking:{booking.pk}:absent", ABSENT, telling.mailbox_of(booking), letter))
        if manager.email:
            copy = letters.to_manager(facts, str(booking.person), letter)
            drafts.append(_draft(booking, f"booking:{booking.pk}:absent:manager", ABSENT, manager, copy))
    owed = messaging.enqueue(drafts=drafts, at=at)
    _note(by, at, owed, "owe messages of absence")
    return owed


def _note(by: Actor, at: datetime, owed: int, act: str) -> None:
    if owed:
        audit.record(by=by, at=at, act=act, thing="bookings.booking", thing_id="untold", changes={"owed": [None, owed]})
