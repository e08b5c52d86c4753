"""What was sent about an event, what was not, and why: found again by the key that each message was owed under."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from goldenthread.foundation.messaging import selectors as messaging
from goldenthread.foundation.messaging.terms import DUE, NOT_SENT, SENT, UNSURE, WORDS
from goldenthread.training.events.models import Event

from ..models import Approval, Booking
from ..terms import State

KINDS = ("booking", "offer", "approval", "reminder", "not-attended")


@dataclass(frozen=True)
class Told:
    """One message of an event as the room shows it."""

    message: Any
    why_not: str

    @property
    def words(self) -> str:
        return str(WORDS.get(self.message.state, self.message.state))

    @property
    def is_sent(self) -> bool:
        return bool(self.message.state == SENT)

    @property
    def can_resend(self) -> bool:
        return self.message.state in (UNSURE, NOT_SENT) and bool(self.message.to_address)

    @property
    def lacks_address(self) -> bool:
        return self.message.state == NOT_SENT and not self.message.to_address

    @property
    def booking_id(self) -> int:
        """The booking it is about; 0 where it is about the approval of one."""
        kind, _, rest = str(self.message.key).partition(":")
        number = rest.partition(":")[0]
        return int(number) if kind == "booking" and number.isdigit() else 0


class Held:
    """Why a message that is due has not gone: the pause, or the switch of its kind. Asked once for many messages."""

    def __init__(self, partnership_id: int, on: date) -> None:
        self.on = on
        self.live = {one.kind: one.starts_on for one in messaging.kinds(frozenset({partnership_id}))}
        pause = messaging.current_pause()
        self.paused = f"All sending is paused by {pause.by_name}: {pause.reason}" if pause else ""

    def why(self, message: Any) -> str:
        if message.why_not or message.state != DUE:
            return str(message.why_not)
        starts_on = self.live.get(message.kind)
        if self.paused or starts_on is None:
            return self.paused or "This kind of message has not been switched on."
        if self.on < starts_on:
            return f"This kind of message starts on {starts_on:%-d %B %Y}."
        return "It goes with the next round."


def messages_of(event: Event, on: date) -> list[Told]:
    """Every message about an event's bookings, the latest first."""
    bookings = Booking.objects.filter(event=event)
    rows = messaging.log(frozenset({event.partnership_id})).filter(person_id__in=bookings.values("person_id"))
    about = {f"booking:{key}" for key in bookings.values_list("pk", flat=True)}
    about |= {f"approval:{key}" for key in Approval.objects.filter(booking__event=event).values_list("pk", flat=True)}
    held = Held(event.partnership_id, on)
    found = rows.filter(kind__in=KINDS).defer("body", "calendar")
    return [Told(one, held.why(one)) for one in found if ":".join(one.key.split(":")[:2]) in about]


def instructed(events: Iterable[Event]) -> dict[int, tuple[int, int]]:
    """By event, how many who are booked were sent their place and how to get there, and how many are booked."""
    rows = Booking.objects.filter(event__in=list(events), state=State.CONFIRMED)
    booked = dict(rows.values_list("pk", "event_id"))
    areas = frozenset(rows.values_list("event__partnership_id", flat=True).distinct())
    sent = messaging.log(areas).filter(person_id__in=rows.values("person_id"), kind="booking", state=SENT)
    reached = {int(part) for key in sent.values_list("key", flat=True) if (part := key.split(":")[1]).isdigit()}
    found: dict[int, tuple[int, int]] = {}
    for key, event_id in booked.items():
        count, whole = found.get(event_id, (0, 0))
        found[event_id] = (count + (key in reached), whole + 1)
    return found


def unsent(partnership_id: int, since: datetime) -> QuerySet[Any]:
    """Messages about bookings that did not go, since a moment: unsure, without an address, or refused by the server."""
    rows = messaging.log(frozenset({partnership_id})).filter(due_at__gte=since, kind__in=KINDS)
    return rows.filter(state__in=(NOT_SENT, UNSURE)) | rows.filter(state=DUE).exclude(why_not="")


def waiting_to_go(partnership_id: int) -> QuerySet[Any]:
    """Messages about bookings that are due and have not gone yet."""
    return messaging.log(frozenset({partnership_id})).filter(state=DUE, kind__in=KINDS)
