"""The register of an event: who is on it, what is marked, what is still missing."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.setting.workforce.access import current
from goldenthread.setting.workforce.models import Post
from goldenthread.training.events.models import Event, JointWith, Session
from goldenthread.training.events.selectors.programme import with_days

from .. import access
from ..models import Booking, Present, Register
from ..rules.register import Asked, length_of, mark_of
from ..terms import Outcome, Source, State
from .policy import day_of, policy_of
from .telling import is_online

CAME_OTHERWISE = (Source.WALK_IN, Source.SUBSTITUTE)
FOUND_AT_MOST = 20


@dataclass(frozen=True)
class Line:
    """One booked person in the register of one session."""

    booking: Booking
    mark: str
    minutes: int | None
    is_online: bool
    others: tuple[int | None, ...] = ()

    @property
    def flags(self) -> list[str]:
        """What the trainer should know of how they came: a walk-in, a substitute and for whom, held reasons (B59)."""
        booking, said = self.booking, []
        if booking.source == Source.WALK_IN:
            said.append("Came without a booking")
        if booking.instead_of is not None:
            said.append(f"In place of {booking.instead_of.person}")
        if booking.source in CAME_OTHERWISE:
            said += booking.why_held
        return said


@dataclass(frozen=True)
class Sheet:
    """The register of one session, whole."""

    event: Event
    session: Session
    sessions: list[Session]
    length: int
    asked: Asked
    lines: list[Line]
    register: Register | None
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def is_closed(self) -> bool:
        return self.register is not None and self.register.closed_at is not None

    @property
    def unmarked(self) -> int:
        """How many have no mark in this session yet."""
        return sum(not line.mark for line in self.lines)

    @property
    def without_outcome(self) -> int:
        """How many keep the register from being closed."""
        return sum(not line.booking.outcome for line in self.lines)


def asked_of(event: Event, sessions: list[Session]) -> Asked:
    """What full attendance means at this event, by its own minutes or the policy's grace."""
    on = day_of(sessions[0].starts_at) if sessions else date.max
    policy = policy_of(event.partnership_id, on) if sessions else None
    return Asked(
        tuple(length_of(one.starts_at, one.ends_at) for one in sessions),
        policy.late_minutes if policy else 0,
        policy.leaving_early_minutes if policy else 0,
        event.required_minutes,
    )


def get_event_of_register(actor: Actor, partnership_slug: str, slug: str) -> Event:
    """The event whose register the actor takes or reads."""
    found = with_days(Event.objects.filter(partnership__slug=partnership_slug, slug=slug))
    event: Event | None = found.select_related("course", "venue", "partnership").first()
    if event is None:
        raise Refused(not_visible("This register"))
    refuse(access.can_read_register(actor, event))
    return event


def sheet_of(actor: Actor, event: Event, at: datetime, session_id: int | None = None) -> Sheet:
    """The register of a session: the one asked for, else the one that is on or comes next. A fixed number of queries.

    Access needs are for whoever takes it; a partner's officer reads who was there.
    """
    refuse(access.can_read_register(actor, event))
    sessions = list(event.sessions.select_related("venue").order_by("starts_at", "pk"))
    if not sessions:
        raise Refused(not_visible("A session of this event"))
    session = _chosen(sessions, at, session_id)
    rows = Booking.objects.filter(event=event, state=State.CONFIRMED)
    rows = rows.select_related("person", "agency", "place", "instead_of__person").prefetch_related("needs")
    present: dict[tuple[int, int], Present] = {}
    for one in Present.objects.filter(session__in=sessions):
        present[(one.booking_id, one.session_id)] = one
    asked = asked_of(event, sessions)
    length = length_of(session.starts_at, session.ends_at)
    lines = []
    for booking in rows.order_by("person__family_name", "person__given_name", "pk"):
        booking.event = event
        mine = present.get((booking.pk, session.pk))
        minutes = mine.minutes_present if mine else None
        others = tuple(
            there.minutes_present if (there := present.get((booking.pk, one.pk))) else None for one in sessions
        )
        online = mine.is_online if mine else is_online(booking)
        lines.append(Line(booking, mark_of(asked, minutes, length, booking.outcome), minutes, online, others))
    register = Register.objects.filter(event=event).first()
    return Sheet(event, session, sessions, length, asked, lines, register, counts_of(event))


def _chosen(sessions: list[Session], at: datetime, session_id: int | None) -> Session:
    if session_id is not None:
        found = next((one for one in sessions if one.pk == session_id), None)
        if found is None:
            raise Refused(not_visible("This session"))
        return found
    return next((one for one in sessions if one.ends_at >= at), sessions[-1])


def counts_of(event: Event) -> Counter[str]:
    """What became of everyone who was booked: cancelled in time, cancelled late and did not attend stay apart."""
    counts: Counter[str] = Counter()
    ended = (State.CONFIRMED, State.CANCELLED, State.CANCELLED_LATE, State.HANDED_ON)
    rows = Booking.objects.filter(event=event, state__in=ended).values_list("state", "outcome", "source")
    for state, outcome, source in rows:
        counts[state] += 1
        if state == State.CONFIRMED:
            counts[outcome or "unmarked"] += 1
            counts[source] += 1
    return counts


WORDS = (
    (State.CONFIRMED, "Booked"),
    (Outcome.ATTENDED, "Attended"),
    (Outcome.PART, "Attended in part"),
    (Outcome.ABSENT, "Did not attend"),
    (Outcome.APOLOGIES, "Sent apologies"),
    ("unmarked", "Not marked yet"),
    (Source.WALK_IN, "Came without a booking"),
    (Source.SUBSTITUTE, "In place of a colleague"),
    (State.CANCELLED_LATE, "Cancelled late"),
    (State.CANCELLED, "Cancelled in time"),
)


def summed_up(counts: Counter[str]) -> list[tuple[str, int]]:
    """The counts in words, those of nobody left out but for booked and attended."""
    always = (State.CONFIRMED, Outcome.ATTENDED)
    return [(str(word), counts[key]) for key, word in WORDS if counts[key] or key in always]


def get_line(actor: Actor, event: Event, booking_id: int) -> Booking:
    """One booked person of a register that the actor takes."""
    refuse(access.can_take_register(actor, event))
    rows = Booking.objects.filter(event=event, pk=booking_id, state=State.CONFIRMED)
    found = rows.select_related("person", "agency", "place").first()
    if found is None:
        raise Refused(not_visible("This booking"))
    found.event = event
    return found


def people_to_let_in(actor: Actor, event: Event, term: str, on: date) -> list[Post]:
    """Who could be meant at the door: an officer searches by any part of a name, a trainer needs the whole of it.

    A trainer does not search the county's workforce: somebody at the door says their name or address in full.
    """
    refuse(access.can_take_register(actor, event))
    words = " ".join(term.split())
    if len(words) < 3:
        return []
    posts = Post.objects.filter(current(on), partnership_id__in=_held_by(event), person__merged_into=None)
    if access.runs(actor, event):
        for word in words.split()[:6]:
            named = Q(person__given_name__icontains=word) | Q(person__family_name__icontains=word)
            posts = posts.filter(named | Q(person__addresses__email__iexact=word))
    else:
        given, _, family = words.rpartition(" ")
        whole = Q(person__given_name__iexact=given, person__family_name__iexact=family)
        posts = posts.filter(whole | Q(person__addresses__email__iexact=words))
    found = posts.select_related("person", "agency").order_by("person__family_name", "person__given_name", "pk")
    return list(found.distinct()[:FOUND_AT_MOST])


def _held_by(event: Event) -> list[int]:
    joint = JointWith.objects.filter(event=event).values_list("partnership_id", flat=True)
    return [event.partnership_id, *joint]


def get_post_to_let_in(actor: Actor, event: Event, post_id: int, on: date) -> Post:
    """The post as which somebody is let in."""
    refuse(access.can_take_register(actor, event))
    posts = Post.objects.filter(current(on), partnership_id__in=_held_by(event), person__merged_into=None, pk=post_id)
    found = posts.select_related("person", "agency").first()
    if found is None:
        raise Refused(not_visible("This person"))
    return found


def taken_by(actor: Actor, event: Event) -> bool:
    """Whether the actor may change this register, not only read it."""
    return access.can_take_register(actor, event) is None


def opened_by(actor: Actor, event: Event) -> bool:
    """Whether the actor may open it again."""
    return access.can_run(actor, event) is None


def forms_of(actor: Actor, event: Event) -> list[Booking]:
    """Everyone who was there, with the day on which their evaluation form came back."""
    refuse(access.can_run(actor, event))
    there = (Outcome.ATTENDED, Outcome.PART)
    rows = Booking.objects.filter(event=event, state=State.CONFIRMED, outcome__in=there)
    return list(rows.select_related("person", "agency").order_by("person__family_name", "person__given_name", "pk"))
