"""One booking as its person reads it: days, place, how to join, and what it would mean to give it up."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.models import Person
from goldenthread.training.events import access as events_access
from goldenthread.training.events.models import Event
from goldenthread.training.events.selectors.programme import with_days
from goldenthread.training.events.terms import Mode

from .. import access
from ..models import Booking
from ..rules import calendar
from ..rules.calendar import Sitting
from ..rules.letters import When
from ..terms import Application, NeedState, State
from . import telling
from .approvers import address_of, approver_for
from .lists import Waiting, get_booking, position_of
from .policy import day_of, last_day_to_cancel, policy_of


@dataclass(frozen=True)
class GivingUp:
    """What it means to give a booked place up now: until when that is in time, and whether it would be late."""

    last_day: date
    is_late: bool


@dataclass(frozen=True)
class Details:
    """What the page of one booking says. How to join online is there only for who holds a place."""

    booking: Booking
    sessions: tuple[When, ...]
    access: str
    join_link: str
    giving_up: GivingUp | None
    waiting: Waiting | None
    is_own: bool
    can_change: bool
    has_begun: bool

    @property
    def can_cancel(self) -> bool:
        return self.can_change and self.booking.state == State.CONFIRMED and not self.has_begun

    @property
    def can_withdraw(self) -> bool:
        return self.can_change and self.booking.state in (State.ASKED, State.HELD, State.WAITING)

    @property
    def has_offer(self) -> bool:
        return self.can_change and self.booking.state == State.OFFERED

    @property
    def is_asked_again(self) -> bool:
        return self.can_cancel and self.booking.asked_again_at is not None


def details_of(actor: Actor, booking_id: int, at: datetime) -> Details:
    """One booking with everything its page says, if the actor may read it."""
    found = get_booking(actor, booking_id, on=day_of(at))
    booking = telling.with_what_letters_say(Booking.objects.filter(pk=found.pk)).select_related("place").get()
    sessions = tuple(telling.sittings_of(booking))
    online = telling.is_online(booking)
    holds = booking.state == State.CONFIRMED
    return Details(
        booking=booking,
        sessions=sessions,
        access=telling.access_of(booking.event, is_online=online),
        join_link=booking.event.online_link if online and holds else "",
        giving_up=_giving_up(booking, sessions, at) if holds else None,
        waiting=position_of(booking, at) if booking.state == State.WAITING else None,
        is_own=actor.person_id == booking.person_id,
        can_change=access.can_change(actor, booking, on=day_of(at)) is None,
        has_begun=bool(sessions) and at >= sessions[0].starts_at,
    )


def _giving_up(booking: Booking, sessions: tuple[When, ...], at: datetime) -> GivingUp | None:
    if not sessions:
        return None
    event = booking.event
    last = last_day_to_cancel(policy_of(event.partnership_id, day_of(at)), sessions[0].starts_at)
    return GivingUp(last, day_of(at) > last)


def needs_to_show(booking: Booking) -> list[tuple[str, str, str, str]]:
    """What somebody needs: the need, in their words, what became of it and why it could not be met."""
    return [
        (str(one.get_need_display()), one.detail, str(NeedState(one.state).label), one.note)
        for one in booking.needs.all()
    ]


def calendar_of(booking: Booking, at: datetime) -> str:
    """The days of one booking, to be put into any calendar by hand. The same entries as the invitation's."""
    return calendar.feed(
        booking.event.title,
        [
            Sitting(
                calendar.uid_of(booking.pk, place, settings.MESSAGE_ID_DOMAIN),
                when.starts_at,
                when.ends_at,
                booking.event.title,
                when.where,
                booking.event.joining_note,
                max(booking.invitation_number - 1, 0),
            )
            for place, when in enumerate(telling.sittings_of(booking))
        ],
        at=at,
    )


def sessions_at(event: Event) -> tuple[When, ...]:
    """An event's sessions with where each is, for whoever thinks of coming."""
    rows = event.sessions.select_related("venue")
    return tuple(When(one.starts_at, one.ends_at, telling.where_of(event, one.venue, is_online=False)) for one in rows)


def access_at(event: Event) -> str:
    """What people need to know to get in."""
    return telling.access_of(event, is_online=event.mode == Mode.ONLINE)


def get_event_to_book(actor: Actor, partnership_slug: str, event_slug: str) -> Event:
    """An event that was published and that the actor may see, its own agency's too."""
    published = Event.objects.filter(published_at__isnull=False, partnership__slug=partnership_slug, slug=event_slug)
    found = with_days(published).select_related("course", "venue", "partnership", "for_agency").first()
    if found is None:
        raise Refused(not_visible("This event"))
    refuse(events_access.can_see_event(actor, found))
    event: Event = found
    return event


def supervisor_of(event: Event, person: Person, agency: Agency, on: date) -> Application:
    """What an application starts from: the person's own address, and the manager whom their post names."""
    known = approver_for(event, person, agency, Application(), policy="manager-approves", on=on)
    return Application(email=address_of(person.pk), supervisor_name=known.name, supervisor_email=known.email)


def to_answer(rows: QuerySet[Booking]) -> list[Booking]:
    """Of someone's bookings those that wait for their answer: a place offered, a new date."""
    asked_again = Q(state=State.CONFIRMED, asked_again_at__isnull=False)
    return list(rows.filter(Q(state=State.OFFERED) | asked_again))
