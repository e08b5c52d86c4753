"""Who has not been told yet what became of their booking, and the facts that the letter says."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import CharField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from goldenthread.foundation.messaging.selectors import has_message
from goldenthread.kernel.clock import LONDON
from goldenthread.setting.frameworks.terms import Booking as Policy
from goldenthread.setting.workforce.models import Address
from goldenthread.training.events.models import Event, Session, Venue
from goldenthread.training.events.terms import State as EventState

from ..models import Approval, Booking
from ..rules.calendar import Mailbox
from ..rules.letters import Facts, When
from ..terms import NeedKind, NeedState, Outcome, State
from .policy import last_day_to_cancel

BEGAN_LONG_AGO = timedelta(days=30)
"""Nobody is told of what became of a booking so long after the event began: that is history."""


def with_what_letters_say(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    """Each booking with its event, days, places, needs and approver, in a fixed number of queries."""
    sessions = Prefetch("event__sessions", Session.objects.select_related("venue"))
    addresses = Prefetch("person__addresses", Address.objects.order_by("-is_preferred", "-is_work", "pk"))
    return bookings.select_related(
        "event", "event__partnership", "event__venue", "person", "agency", "approval", "approval__approver"
    ).prefetch_related(sessions, addresses, "needs", "event__moves")


def to_tell(at: datetime) -> QuerySet[Booking]:
    """Bookings that stand otherwise than their person was told, or whose event has newer days or another place."""
    long_ago = Session.objects.filter(event=OuterRef("event"), starts_at__lt=at - BEGAN_LONG_AGO)
    moved = Q(state=State.CONFIRMED, told=State.CONFIRMED, told_edition__lt=F("event__edition"))
    return Booking.objects.filter(~Q(told=F("state")) | moved).exclude(Exists(long_ago)).order_by("pk")


def to_remind(first: datetime, last: datetime) -> QuerySet[Booking]:
    """Whoever is booked on an event that begins between two moments."""
    begins = Session.objects.filter(event=OuterRef("event"), starts_at__gte=first, starts_at__lt=last)
    earlier = Session.objects.filter(event=OuterRef("event"), starts_at__lt=first)
    held = (EventState.PUBLISHED, EventState.CLOSED)
    found = Booking.objects.filter(Exists(begins), ~Exists(earlier), state=State.CONFIRMED, event__state__in=held)
    return found.order_by("pk")


def absent_untold(since: datetime) -> QuerySet[Booking]:
    """Whoever did not attend, by registers closed since, and has not been told."""
    key = Concat(Value("booking:"), Cast("pk", CharField()), Value(":absent"))
    found = Booking.objects.filter(outcome=Outcome.ABSENT, event__register__closed_at__gte=since)
    return found.exclude(has_message(key)).order_by("pk")


def unanswered(before: date) -> list[Approval]:
    """Approvals asked on or before a day and not answered, of applications that still wait, the oldest first."""
    found = Approval.objects.filter(
        is_yes__isnull=True, booking__state=State.ASKED, asked_at__lt=midnight(before + timedelta(days=1))
    )
    sessions = Prefetch("booking__event__sessions", Session.objects.order_by("starts_at"))
    return list(
        found.select_related("booking__event__partnership", "booking__person")
        .prefetch_related(sessions)
        .order_by("asked_at", "pk")
    )


def mailbox_of(booking: Booking) -> Mailbox:
    """Where letters about a booking go: the address given with it, else the person's own."""
    address = booking.email or next((one.email for one in booking.person.addresses.all()), "")
    return Mailbox(str(booking.person), address)


def manager_of(booking: Booking) -> Mailbox:
    """Who is told beside them: the supervisor named, else the approver asked."""
    approval = getattr(booking, "approval", None)
    if booking.supervisor_email:
        return Mailbox(booking.supervisor_name, booking.supervisor_email)
    return Mailbox(approval.approver_name, approval.approver_email) if approval else Mailbox("", "")


def contact_of(event: Event) -> str:
    """Whom to ask."""
    partnership = event.partnership
    return ", ".join(part for part in (partnership.contact_name, partnership.contact_email) if part)


def organiser_of(event: Event) -> Mailbox:
    partnership = event.partnership
    return Mailbox(partnership.name, partnership.contact_email)


def where_of(event: Event, venue: Venue | None, *, is_online: bool) -> str:
    """A room by name and address, or online."""
    if is_online or event.mode == "online":
        return "Online"
    place = venue or event.venue
    if place is None:
        return ""
    return ", ".join(part for part in (place.name, *place.address.splitlines(), place.postcode) if part.strip())


def access_of(event: Event, *, is_online: bool) -> str:
    """What people need to know to get in (B32)."""
    venue = None if is_online else event.venue
    if venue is None:
        return ""
    said = [
        "Step-free access." if venue.is_step_free else "No step-free access." if venue.is_step_free is False else "",
        "Hearing loop." if venue.has_hearing_loop else "",
        "Accessible toilet." if venue.has_accessible_toilet else "",
        f"Parking: {venue.parking}." if venue.parking else "",
        venue.access_note,
    ]
    return " ".join(part for part in said if part)


def is_online(booking: Booking) -> bool:
    """Whether somebody comes online: by the place they hold, or because the event is."""
    if booking.event.mode == "hybrid":
        return booking.place.is_online if booking.place else booking.wants_online
    return booking.event.mode == "online"


def sittings_of(booking: Booking) -> list[When]:
    """The event's sessions as this person comes to them."""
    event, online = booking.event, is_online(booking)
    return [
        When(one.starts_at, one.ends_at, where_of(event, one.venue, is_online=online)) for one in event.sessions.all()
    ]


def facts_of(booking: Booking, policy: Policy, *, position: int = 0) -> Facts:
    """What a letter about this booking may say."""
    event, approval = booking.event, getattr(booking, "approval", None)
    sessions = tuple(sittings_of(booking))
    online = is_online(booking)
    wanted = [NeedKind(one.need).label for one in booking.needs.all() if one.state != NeedState.UNMET]
    return Facts(
        name=booking.person.preferred_name or booking.person.given_name,
        event=event.title,
        partnership=event.partnership.name,
        contact=contact_of(event),
        sessions=sessions,
        access=access_of(event, is_online=online),
        link=event.online_link if online else "",
        note=event.joining_note,
        ground_rules=event.ground_rules,
        needs=tuple(str(label) for label in wanted),
        approver=(approval.approver_name or approval.approver_role) if approval else booking.supervisor_name,
        why=_why(booking),
        position=position,
        offered_until=booking.offered_until,
        cancel_by=last_day_to_cancel(policy, sessions[0].starts_at) if sessions else None,
    )


def _why(booking: Booking) -> str:
    if booking.state == State.HELD:
        return "\n".join(f"- {reason}" for reason in booking.why_held)
    if booking.state == State.EVENT_CANCELLED:
        return booking.event.why_cancelled
    if booking.state == booking.told == State.CONFIRMED:
        return why_moved(booking.event)
    return booking.why


def why_moved(event: Event) -> str:
    """The reason that was given for the days or the place as they are now, if one was."""
    return next((one.reason for one in event.moves.all() if one.before.get("edition") == event.edition), "")


def positions_of(events: Iterable[int]) -> dict[int, int]:
    """Everyone's number on the waiting lists of these events, by booking."""
    found: dict[int, int] = {}
    counts: dict[int, int] = {}
    waiting = Booking.objects.filter(event_id__in=list(events), state=State.WAITING).order_by("event_id", "turn")
    for pk, event in waiting.values_list("pk", "event_id"):
        counts[event] = counts.get(event, 0) + 1
        found[pk] = counts[event]
    return found


def midnight(on: date) -> datetime:
    """When a day begins, on the clock here."""
    return datetime(on.year, on.month, on.day, tzinfo=LONDON)
