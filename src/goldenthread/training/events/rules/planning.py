"""What makes sessions sensible, how long they are in all, what an event still lacks, whether it can be booked."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ..terms import Kind, Missing, Mode, State

LONDON = ZoneInfo("Europe/London")
WHOLE_DAY, HALF_DAY = timedelta(hours=4, minutes=30), timedelta(hours=2, minutes=30)
Span = tuple[datetime, datetime]


def why_not_sessions(spans: Sequence[Span]) -> str:
    """Why these sessions cannot stand together; empty if they can."""
    if any(ends_at <= starts_at for starts_at, ends_at in spans):
        return "A session must end after it starts."
    if any(ends_at - starts_at > timedelta(hours=14) for starts_at, ends_at in spans):
        return "A session is of one day: enter each day as a session of its own."
    in_order = sorted(spans)
    if any(later[0] < earlier[1] for earlier, later in zip(in_order, in_order[1:], strict=False)):
        return "Two sessions are at the same time."
    return ""


def minutes_of(spans: Iterable[Span]) -> int:
    """How long sessions are together: half days and days add up as durations (C32, D17)."""
    return sum(int((ends_at - starts_at).total_seconds()) // 60 for starts_at, ends_at in spans)


def length_of(spans: Sequence[Span]) -> str:
    """How long an event is, as people say it: half a day, 2½ days, 2 hours."""
    lengths = [ends_at - starts_at for starts_at, ends_at in spans]
    if not lengths:
        return ""
    if any(length < HALF_DAY for length in lengths):
        hours, rest = divmod(minutes_of(spans), 60)
        said = [f"{hours} hour{'' if hours == 1 else 's'}"] * bool(hours)
        return " ".join([*said, *[f"{rest} minute{'' if rest == 1 else 's'}"] * bool(rest)])
    halves = sum(2 if length >= WHOLE_DAY else 1 for length in lengths)
    if halves == 1:
        return "half a day"
    whole, half = divmod(halves, 2)
    return "1 day" if halves == 2 else f"{whole}{'½' if half else ''} days"


def overlap(ours: Iterable[Span], theirs: Iterable[Span]) -> bool:
    """Whether any of these is at the same time as any of those."""
    others = list(theirs)
    return any(start < other_end and other_start < end for start, end in ours for other_start, other_end in others)


def slug_of(title: str, starts_at: datetime | None, made_at: datetime) -> str:
    """An event's address: its month and its subject, such as 2026-03-neglect."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:70].strip("-") or "event"
    return f"{(starts_at or made_at).astimezone(LONDON):%Y-%m}-{words}"


@dataclass(frozen=True)
class Readiness:
    """What is known of an event before it is published. `places` is None where nobody asked about them."""

    course_is_published: bool
    sessions: int
    is_past: bool
    kind: str
    mode: str
    has_venue: bool
    has_link: bool
    places: int | None
    minimum: int
    trainers: int
    trainers_confirmed: int
    holds: int = 0  # people the venue holds; 0: not known


def still_missing(facts: Readiness) -> list[Missing]:
    """What an event lacks before it is published, what is needed first."""
    needed = [
        (not facts.course_is_published, "The course is not in the programme yet: publish the course first."),
        (not facts.sessions, "It has no sessions: say when it is held."),
        (facts.sessions > 0 and facts.is_past, "Its first session is in the past."),
        (facts.mode != Mode.ONLINE and not facts.has_venue, "It has no venue."),
        (facts.kind == Kind.LIMITED and facts.places == 0, "It has no places."),
        (
            facts.kind == Kind.LIMITED and bool(facts.places) and facts.minimum > (facts.places or 0),
            f"The minimum of {facts.minimum} is more than its places.",
        ),
    ]
    wanted = [
        (facts.mode != Mode.ROOM and not facts.has_link, "The link for taking part online is not known yet."),
        (not facts.trainers, "Nobody is asked to train yet."),
        (
            facts.trainers > facts.trainers_confirmed,
            "Not every trainer has confirmed.",
        ),
        (facts.kind == Kind.LIMITED and not facts.minimum, "No minimum is set: it runs however few come."),
        (0 < facts.holds < (facts.places or 0), f"The venue holds {facts.holds}, fewer than its places."),
    ]
    return [Missing(text) for lacks, text in needed if lacks] + [
        Missing(text, False) for lacks, text in wanted if lacks
    ]


@dataclass(frozen=True)
class Opening:
    """When an event can be booked, and by whom first."""

    state: str
    opens_at: datetime | None
    early_opens_at: datetime | None
    early_groups: tuple[str, ...]
    closes_at: datetime | None
    starts_at: datetime | None


def why_not_open(facts: Opening, groups: Iterable[str], at: datetime) -> str:
    """Why somebody of these target groups cannot book now, in words; empty if they can."""
    if facts.state == State.CANCELLED:
        return "This event is cancelled."
    if facts.state == State.DRAFT or facts.starts_at is None:
        return "This event is still being planned."
    if at >= facts.starts_at:
        return "This event has begun."
    if facts.state == State.CLOSED or (facts.closes_at is not None and at >= facts.closes_at):
        return "Booking has closed."
    if facts.opens_at is None or at >= facts.opens_at:
        return ""
    early = facts.early_opens_at is not None and set(groups) & set(facts.early_groups)
    if early and facts.early_opens_at is not None and at >= facts.early_opens_at:
        return ""
    opens_at = facts.early_opens_at if early and facts.early_opens_at is not None else facts.opens_at
    local = opens_at.astimezone(LONDON)
    return f"Booking opens on {local.day} {local:%B %Y} at {local:%H:%M}."
