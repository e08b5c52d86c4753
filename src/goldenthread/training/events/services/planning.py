"""Plan an event: its course, its sessions, where, with whom jointly, and the places promised to partners."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.refusal import Refusal, bad_input, not_visible, refuse
from goldenthread.setting.partnerships.models import Agency, Membership, Partnership
from goldenthread.training.catalogue.models import Course

from .. import access
from ..models import Event, EventTrainer, JointWith, RingFence, Session, Venue
from ..rules import days, planning
from ..selectors import policy_of, usual
from ..terms import Mode, SelectedBy, State

OPEN_TO_CHANGE = frozenset(
    {
        "title", "kind", "mode", "venue", "online_link", "joining_note", "ground_rules", "for_agency", "minimum",
        "opens_at", "early_opens_at", "early_groups", "closes_at", "selected_by", "selects_on", "places_per_agency",
        "mix_wanted", "offer_hours", "waiting_ends_hours", "required_minutes", "fee_pence", "needs_evaluation",
        "copied_from",
    }
)  # fmt: skip
IN_CALENDARS = frozenset({"mode", "venue", "online_link"})
"""What people's calendars say of an event beside its days."""

Sitting = tuple[datetime, datetime, Venue | None, str]


@transaction.atomic
def create_event(
    *, by: Actor, at: datetime, partnership: Partnership, course: Course, title: str = "", **fields: Any
) -> Event:
    """Begin an event of one of our courses: a draft without sessions yet. What is not said is as is usual for it."""
    refuse(access.can_plan(by, partnership.pk))
    if course.partnership_id != partnership.pk:
        refuse(not_visible("This course"))
    if course.retired_on is not None:
        refuse(bad_input("This course is retired.", course="This course is retired: choose another."))
    title = " ".join(title.split()) or course.title
    expected = usual(course, partnership.pk, at.astimezone(LONDON).date())
    event = Event(
        partnership=partnership,
        course=course,
        title=title,
        slug=_free_slug(planning.slug_of(title, None, at)),
        mode=expected.mode,
        minimum=expected.minimum,
        places_per_agency=expected.places_per_agency,
    )
    _set(event, fields)
    keep(event)
    audit.record(
        by=by, at=at, act="plan event", thing="events.event", thing_id=event.pk, partnership_id=partnership.pk,
        changes={"title": [None, title], "course": [None, course.pk]},
    )  # fmt: skip
    return event


@transaction.atomic
def plan_event(
    *, by: Actor, at: datetime, partnership: Partnership, course: Course, sessions: Sequence[Sitting], title: str = "",
    **fields: Any,
) -> Event:  # fmt: skip
    """Begin an event and say at once when it is held: booking closes as the policy says unless told otherwise."""
    event = create_event(by=by, at=at, partnership=partnership, course=course, title=title, **fields)
    set_sessions(by=by, at=at, event=event, sessions=sessions)
    if event.closes_at is None and sessions:
        policy = policy_of(partnership.pk, at.astimezone(LONDON).date())
        first = min(starts_at for starts_at, *_ in sessions)
        closes_at = days.closing(first, policy.closes_working_days, policy.closes_hours)
        if closes_at is not None and (event.opens_at is None or closes_at >= event.opens_at):
            event.closes_at = closes_at
            event.save(update_fields=["closes_at"])
    return event


def _free_slug(wanted: str, mine: int | None = None) -> str:
    """An address that no event of any partnership has: a joint one stands under it in both."""
    others = Event.objects.filter(slug__startswith=wanted)
    taken = set((others if mine is None else others.exclude(pk=mine)).values_list("slug", flat=True))
    number, slug = 2, wanted
    while slug in taken:
        number, slug = number + 1, f"{wanted}-{number}"
    return slug


def _set(event: Event, fields: dict[str, Any]) -> dict[str, list[Any]]:
    """Put the fields on the event; answers what changed. What is not open to change here is an error of ours."""
    if unknown := set(fields) - OPEN_TO_CHANGE:
        raise TypeError(f"not to be changed here: {sorted(unknown)}")
    changes: dict[str, list[Any]] = {}
    for name, value in fields.items():
        before = getattr(event, name)
        if before != value:
            changes[name] = [getattr(before, "pk", before), getattr(value, "pk", value)]
            setattr(event, name, value)
    if event.selected_by == SelectedBy.IN_TURN:
        event.selects_on = None
    if event.mode == Mode.ONLINE:
        event.venue = None
    _refuse_foreign(event)
    return {name: [_plain(old), _plain(new)] for name, (old, new) in changes.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _refuse_foreign(event: Event) -> None:
    """A venue and an agency of the partnership's own, or of a partner in the joint event."""
    if event.venue is not None and event.venue.partnership_id not in _partners(event):
        refuse(bad_input("Choose a venue from the list.", venue="Choose a venue from the list."))
    if event.for_agency is not None:
        _refuse_outside(event, event.for_agency, "for_agency")


def _partners(event: Event) -> set[int]:
    joint = event.joint_with.values_list("partnership_id", flat=True) if event.pk else ()
    return {event.partnership_id, *joint}


def _refuse_outside(event: Event, agency: Agency, field: str) -> None:
    members = Membership.objects.filter(partnership_id__in=_partners(event), agency=agency, ends_on__isnull=True)
    if not members.exists():
        text = "Choose an agency of the partnership."
        refuse(bad_input(text, **{field: text}))


@transaction.atomic
def change_event(*, by: Actor, at: datetime, event: Event, **fields: Any) -> Event:
    """Change what is said of an event. Telling people who are booked is for the verbs of the bookings above."""
    refuse(access.can_plan(by, event.partnership_id))
    _refuse_cancelled(event)
    changes = _set(event, fields)
    if not changes:
        return event
    if event.state == State.DRAFT and "title" in changes:
        event.slug = _slug_for(event, at)
    if IN_CALENDARS & set(changes):
        _next_edition(event)
    keep(event)
    audit.record(
        by=by, at=at, act="change event", thing="events.event", thing_id=event.pk,
        partnership_id=event.partnership_id, changes=changes,
    )  # fmt: skip
    return event


def _next_edition(event: Event) -> None:
    """Days, times or the place of a published event changed: whoever is booked is owed the newer entry (see telling).

    The row is held, so that of two changes at once neither goes untold.
    """
    if event.state != State.DRAFT:
        now = Event.objects.select_for_update(no_key=True).values_list("edition", flat=True).get(pk=event.pk)
        event.edition = now + 1


def _refuse_cancelled(event: Event) -> None:
    if event.state == State.CANCELLED:
        refuse(Refusal("This event is cancelled. Copy it to hold it after all."))


def _slug_for(event: Event, at: datetime) -> str:
    first = event.sessions.order_by("starts_at").first()
    wanted = planning.slug_of(event.title, first.starts_at if first else None, at)
    return _free_slug(wanted, event.pk)


@transaction.atomic
def set_sessions(*, by: Actor, at: datetime, event: Event, sessions: Sequence[Sitting]) -> list[Session]:
    """Say when an event is held. Sessions that have begun stay as they were once it is published.

    A draft's address follows its month. When days move, trainers who had confirmed are asked again.
    """
    refuse(access.can_plan(by, event.partnership_id))
    _refuse_cancelled(event)
    wanted = sorted(sessions, key=lambda sitting: sitting[0])
    if why := planning.why_not_sessions([(starts_at, ends_at) for starts_at, ends_at, _, _ in wanted]):
        refuse(bad_input(why, sessions=why))
    known = {one.starts_at: one for one in event.sessions.all()}
    _refuse_past(event, known, wanted, at)
    before = sorted((one.starts_at, one.ends_at) for one in known.values())
    rooms = {one.starts_at: one.venue_id for one in known.values()}
    starts = {starts_at for starts_at, *_ in wanted}
    spare = [one for start, one in sorted(known.items()) if start not in starts]
    for starts_at, ends_at, venue, title in wanted:
        one = known.get(starts_at) or (spare.pop(0) if spare else Session(event=event))
        one.starts_at, one.ends_at, one.venue, one.title = starts_at, ends_at, venue, title.strip()[:150]
        one.save()
    Session.objects.filter(pk__in=[one.pk for one in spare]).delete()
    after = [(starts_at, ends_at) for starts_at, ends_at, _, _ in wanted]
    if after != before:
        asked = EventTrainer.objects.filter(event=event, confirmed_at__isnull=False)
        asked.update(confirmed_at=None, asked_at=at) if before else None
    if after != before or rooms != {starts_at: venue and venue.pk for starts_at, _, venue, _ in wanted}:
        _next_edition(event)
    if event.state == State.DRAFT:
        event.slug = _slug_for(event, at)
    event.save(update_fields=["slug", "edition"])
    changes = {"sessions": [len(before), len(after)]}
    audit.record(
        by=by, at=at, act="set sessions", thing="events.event", thing_id=event.pk,
        partnership_id=event.partnership_id, changes=changes,
    )  # fmt: skip
    return list(event.sessions.all())


def _refuse_past(event: Event, known: dict[datetime, Session], wanted: Sequence[Sitting], at: datetime) -> None:
    """What was held was held: attendance hangs on it."""
    if event.state == State.DRAFT:
        return
    if not wanted:
        refuse(bad_input("An event has at least one session.", sessions="An event has at least one session."))
    kept = {(starts_at, ends_at) for starts_at, ends_at, _, _ in wanted}
    if any(one.starts_at <= at and (one.starts_at, one.ends_at) not in kept for one in known.values()):
        text = "A session that has begun cannot be moved or taken away."
        refuse(bad_input(text, sessions=text))


@transaction.atomic
def hold_jointly(*, by: Actor, at: datetime, event: Event, partnership: Partnership) -> JointWith:
    """Another partnership holds the event with ours: both see it, and each counts it once (A13, B63)."""
    refuse(access.can_plan(by, event.partnership_id))
    _refuse_cancelled(event)
    if partnership.pk == event.partnership_id:
        text = "Choose another partnership: this event is yours already."
        refuse(bad_input(text, partnership=text))
    joint, _ = JointWith.objects.get_or_create(event=event, partnership=partnership)
    audit.record(
        by=by, at=at, act="hold event jointly", thing="events.event", thing_id=event.pk,
        partnership_id=event.partnership_id, changes={"partnership": [None, partnership.pk]},
    )  # fmt: skip
    return joint


@transaction.atomic
def hold_no_longer_jointly(*, by: Actor, at: datetime, event: Event, partnership: Partnership) -> None:
    """The other partnership sees the event no longer. Only before it is published: after, people are booked."""
    refuse(access.can_plan(by, event.partnership_id))
    if event.state != State.DRAFT:
        refuse(Refusal("The event is published: its partner keeps it, because people may be booked."))
    JointWith.objects.filter(event=event, partnership=partnership).delete()
    audit.record(
        by=by, at=at, act="hold event no longer jointly", thing="events.event", thing_id=event.pk,
        partnership_id=event.partnership_id, changes={"partnership": [partnership.pk, None]},
    )  # fmt: skip


@transaction.atomic
def promise_places(
    *, by: Actor, at: datetime, event: Event, agency: Agency, places: int, released_on: date, why: str = ""
) -> RingFence:
    """Promise places to an agency until a day, such as to the one that gives the venue (A35).

    The promise only: keeping the rows of places is done by the bookings above, which call this.
    """
    refuse(access.can_plan(by, event.partnership_id))
    _refuse_cancelled(event)
    _refuse_outside(event, agency, "agency")
    if places < 1:
        refuse(bad_input("Say how many places are kept.", places="Enter how many places are kept, 1 or more."))
    first = event.sessions.order_by("starts_at").first()
    if first is not None and released_on > first.starts_at.astimezone(LONDON).date():
        text = "The day on which places are released cannot be after the event has begun."
        refuse(bad_input(text, released_on=text))
    fence, _ = RingFence.objects.update_or_create(
        event=event,
        agency=agency,
        defaults={"places": places, "released_on": released_on, "why": why[:200], "released_at": None},
    )
    audit.record(
        by=by, at=at, act="promise places", thing="events.event", thing_id=event.pk,
        partnership_id=event.partnership_id,
        changes={"places": [None, places], "released_on": [None, released_on.isoformat()]},
    )  # fmt: skip
    return fence


@transaction.atomic
def take_back_promise(*, by: Actor, at: datetime, fence: RingFence) -> None:
    """The promise is taken back. The bookings above free the places first."""
    refuse(access.can_plan(by, fence.event.partnership_id))
    audit.record(
        by=by, at=at, act="take back promised places", thing="events.event", thing_id=fence.event_id,
        partnership_id=fence.event.partnership_id, changes={"places": [fence.places, None]},
    )  # fmt: skip
    fence.delete()
