"""May this person come to this event? What stops an application, and what an officer should look at (B59, E10, E21)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from goldenthread.kernel.refusal import Refusal, bad_input

LONDON = ZoneInfo("Europe/London")

OTHERS = {"manager": "your manager", "agency-lead": "your agency's lead for training"}
"""Who applies for people where a framework says that they do not themselves."""


@dataclass(frozen=True)
class Before:
    """A course that comes before this one, and whether the person has done it."""

    title: str
    is_needed: bool
    is_done: bool


@dataclass(frozen=True)
class Facts:
    """What is true of the event, the person and the policy when somebody applies."""

    is_published: bool = True
    is_cancelled: bool = False
    starts_at: datetime | None = None
    opens_at: datetime | None = None
    early_opens_at: datetime | None = None
    early_groups: frozenset[str] = frozenset()
    closes_at: datetime | None = None
    for_agency: int | None = None
    for_agency_name: str = ""
    agency: int = 0
    agency_name: str = ""
    works_there: bool = True
    works_in_area: bool = True
    own_area_only: bool = False
    applies: tuple[str, ...] = ()
    is_own: bool = True
    by_office: bool = False
    ignores_times: bool = False  # the office, and a colleague who takes a place that is booked
    groups: frozenset[str] = frozenset()
    wanted_groups: dict[str, str] = field(default_factory=dict)  # the course's target groups, with their names
    checks_group: bool = False
    checks_order: bool = False
    before: tuple[Before, ...] = ()
    basic_courses: tuple[str, ...] = ()  # titles: basic training that comes before any multi-agency course
    has_basic: bool = False
    basic_training_on: date | None = None
    restricted_until: date | None = None
    no_shows: int = 0
    has_open: bool = False


def why_not_eligible(facts: Facts, at: datetime) -> Refusal | None:
    """What stops the application altogether, in words; nothing if it may be made. What may yet be: `why_held`."""
    return _event(facts, at) or _booking_times(facts, at) or _person(facts, at)


def _event(facts: Facts, at: datetime) -> Refusal | None:
    if facts.is_cancelled:
        return Refusal("This event was cancelled.")
    if facts.starts_at is not None and at >= facts.starts_at:
        return Refusal("This event has begun, so nobody can apply any more.")
    if facts.has_open:
        return Refusal("They have applied for this event already.")
    return None


def _booking_times(facts: Facts, at: datetime) -> Refusal | None:
    if facts.ignores_times:
        return None
    if not facts.is_published:
        return Refusal("This event is not open for booking.")
    if facts.closes_at is not None and at >= facts.closes_at:
        return Refusal(f"Booking closed on {_said(facts.closes_at)}.")
    if facts.opens_at is not None and at < facts.opens_at:
        early = facts.early_opens_at
        if early is not None and facts.groups & facts.early_groups:
            return None if at >= early else Refusal(f"Booking opens for you on {_said(early)}.")
        return Refusal(f"Booking opens on {_said(facts.opens_at)}.")
    return None


def _person(facts: Facts, at: datetime) -> Refusal | None:
    if not facts.works_there:
        return bad_input(
            f"They hold no post at {facts.agency_name} today.", agency="Choose an agency where they work today."
        )
    if facts.for_agency is not None and facts.agency != facts.for_agency:
        return Refusal(f"This event is for the staff of {facts.for_agency_name}.")
    if facts.own_area_only and not facts.works_in_area:
        return Refusal("This event is only for people who work in the partnership's area.")
    if facts.is_own and facts.applies and "person" not in facts.applies:
        return Refusal(f"Ask {' or '.join(OTHERS[one] for one in facts.applies if one in OTHERS)} to apply for you.")
    if facts.restricted_until is not None and at.date() <= facts.restricted_until and not facts.by_office:
        return Refusal(
            f"They did not attend {facts.no_shows} times without saying so, and can book again "
            f"after {facts.restricted_until:%-d %B %Y}. Ask the partnership's officer."
        )
    if facts.basic_courses and not facts.has_basic and facts.basic_training_on is None:
        return bad_input(
            "Basic training in your own agency comes before multi-agency training.",
            basic_training_on=f"Give the day on which it was done ({' or '.join(facts.basic_courses)}).",
        )
    return None


def why_held(facts: Facts) -> list[str]:
    """Why an officer should look at an application before it goes on; nothing if it need not be held."""
    reasons = []
    if facts.checks_group and facts.wanted_groups and not facts.groups & set(facts.wanted_groups):
        reasons.append(f"Not in the target group: the course is for {_listed(list(facts.wanted_groups.values()))}.")
    for one in facts.before:
        if not one.is_done and one.is_needed:
            reasons.append(f"{one.title} has to be done before, and is not on their record.")
        elif not one.is_done and facts.checks_order:
            reasons.append(f"{one.title} is recommended before, and is not on their record.")
    return reasons


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _said(moment: datetime) -> str:
    here = moment.astimezone(LONDON)
    return f"{here:%-d %B %Y} at {here:%H:%M}"
