"""Release a programme: carry last year's events to this year, and change many at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, bad_input, refuse
from goldenthread.setting.partnerships.models import Partnership

from .. import access
from ..models import Event, JointWith
from ..rules import copying
from ..selectors import Change, Copy, changes_for, copies_for
from ..terms import State
from .planning import change_event, create_event, set_sessions
from .training import assign_trainer

CARRIED = (
    "kind", "mode", "online_link", "joining_note", "ground_rules", "for_agency", "minimum", "early_groups",
    "selected_by", "places_per_agency", "mix_wanted", "offer_hours", "waiting_ends_hours", "required_minutes",
    "fee_pence", "needs_evaluation",
)  # fmt: skip


@transaction.atomic
def copy_programme(
    *, by: Actor, at: datetime, partnership: Partnership, events: Iterable[Event],
    weeks: int = copying.YEAR_OF_WEEKS, opens_at: datetime | None = None,
) -> list[Event]:  # fmt: skip
    """Make drafts of these events so many weeks later: same weekday, same time of the clock, no trainers asked yet.

    What was copied before is passed over, so that pressing twice does no harm.
    """
    refuse(access.can_plan(by, partnership.pk))
    if not 1 <= weeks <= 260:
        refuse(bad_input("Enter from 1 to 260 weeks.", weeks="Enter from 1 to 260 weeks."))
    own = [event for event in events if event.partnership_id == partnership.pk]
    made = [_copy(by, at, one, weeks, opens_at) for one in copies_for(own, weeks) if not one.copied_already]
    audit.record(
        by=by, at=at, act="copy programme", thing="partnerships.partnership", thing_id=partnership.pk,
        partnership_id=partnership.pk, changes={"events": [None, len(made)], "weeks": [None, weeks]},
    )  # fmt: skip
    return made


def _copy(by: Actor, at: datetime, one: Copy, weeks: int, opens_at: datetime | None) -> Event:
    old = one.event
    venue_ended = old.venue is not None and old.venue.ends_on is not None and old.venue.ends_on <= one.starts_at.date()
    fields: dict[str, Any] = {name: getattr(old, name) for name in CARRIED}
    fields |= {
        "venue": None if venue_ended else old.venue,
        "copied_from": old,
        "selects_on": copying.day_later(old.selects_on, weeks) if old.selects_on else None,
    }
    fields |= _booking_times(old, weeks, opens_at)
    copy = create_event(by=by, at=at, partnership=old.partnership, course=old.course, title=one.title, **fields)
    held = sorted(old.sessions.all(), key=lambda session: session.starts_at)
    sessions = [(start, end, held[n].venue, held[n].title) for n, (start, end) in enumerate(one.sessions)]
    set_sessions(by=by, at=at, event=copy, sessions=sessions)
    JointWith.objects.bulk_create(
        JointWith(event=copy, partnership_id=key) for key in old.joint_with.values_list("partnership_id", flat=True)
    )
    return copy


def _booking_times(old: Event, weeks: int, opens_at: datetime | None) -> dict[str, datetime | None]:
    """When booking opens and closes: as last year, so many weeks later, or opening when the officer says."""
    later = {
        name: copying.weeks_later(moment, weeks) if (moment := getattr(old, name)) else None
        for name in ("opens_at", "early_opens_at", "closes_at")
    }
    if opens_at is not None:
        ahead = old.opens_at - old.early_opens_at if old.opens_at and old.early_opens_at else timedelta()
        later |= {"opens_at": opens_at, "early_opens_at": opens_at - ahead if ahead else None}
        if later["closes_at"] is not None and later["closes_at"] < opens_at:
            later["closes_at"] = None
    return later


@dataclass(frozen=True)
class Changed:
    """What came of changing many: those changed, and why others were not."""

    done: tuple[Event, ...]
    left: tuple[tuple[Event, str], ...]


@transaction.atomic
def change_many(*, by: Actor, at: datetime, events: Sequence[Event], **given: Any) -> Changed:
    """Give many events a venue, a minimum, an opening time or a trainer: exactly what the preview said."""
    done: list[Event] = []
    left: list[tuple[Event, str]] = []
    for one in changes_for(events, given):
        refuse(access.can_plan(by, one.event.partnership_id))
        if one.why_not:
            left.append((one.event, one.why_not))
        elif one.lines:
            why = _change(by, at, one, given)
            left.append((one.event, why)) if why else done.append(one.event)
    return Changed(tuple(done), tuple(left))


def _change(by: Actor, at: datetime, one: Change, given: dict[str, Any]) -> str:
    """Change one event whole or not at all; answers why not."""
    fields: dict[str, Any] = {name: given[name] for name in ("venue", "minimum", "opens_at") if name in given}
    if "opens_at" in fields and one.event.early_opens_at and one.event.early_opens_at > fields["opens_at"]:
        fields["early_opens_at"] = None
    try:
        with transaction.atomic():
            change_event(by=by, at=at, event=one.event, **fields)
            trainer = given.get("trainer")
            if trainer is not None and one.event.state != State.CANCELLED:
                asked = one.event.trainers.filter(trainer=trainer, declined_at__isnull=True)
                if not asked.exists():
                    why = given.get("why_overridden", "")
                    assign_trainer(by=by, at=at, event=one.event, trainer=trainer, why_overridden=why)
    except Refused as refused:
        return refused.refusal.reason
    return ""
