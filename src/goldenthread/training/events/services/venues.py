"""Keep the venues."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse
from goldenthread.setting.partnerships.models import Membership, Partnership

from .. import access
from ..models import Venue

FIELDS = frozenset(
    {
        "name", "address", "postcode", "agency", "is_free", "holds", "is_step_free", "has_hearing_loop",
        "has_accessible_toilet", "parking", "access_note", "contact",
    }
)  # fmt: skip


@transaction.atomic
def keep_venue(
    *, by: Actor, at: datetime, partnership: Partnership, venue: Venue | None = None, **fields: Any
) -> Venue:
    """Add a venue, or change what is known of one: how people get in and take part stands with it (B32)."""
    refuse(access.can_plan(by, partnership.pk))
    if unknown := set(fields) - FIELDS:
        raise TypeError(f"no field of a venue: {sorted(unknown)}")
    kept = venue or Venue(partnership=partnership)
    changes = {
        name: [_plain(getattr(kept, name)), _plain(value)]
        for name, value in fields.items()
        if getattr(kept, name) != value
    }
    for name, value in fields.items():
        setattr(kept, name, value)
    if not kept.name.strip():
        refuse(bad_input("Enter the venue's name.", name="Enter the venue's name."))
    if kept.is_free and kept.agency is None:
        refuse(bad_input("Say which agency offers it.", agency="Choose the agency that offers it free of charge."))
    if kept.agency is not None:
        members = Membership.objects.filter(partnership=partnership, agency=kept.agency, ends_on__isnull=True)
        if not members.exists():
            text = "Choose an agency of the partnership."
            refuse(bad_input(text, agency=text))
    keep(kept)
    audit.record(
        by=by, at=at, act="change venue" if venue else "add venue", thing="events.venue", thing_id=kept.pk,
        partnership_id=partnership.pk, changes=changes,
    )  # fmt: skip
    return kept


def _plain(value: Any) -> Any:
    return getattr(value, "pk", value)


@transaction.atomic
def end_venue(*, by: Actor, at: datetime, venue: Venue, on: date | None) -> Venue:
    """The venue is not offered for new events from a day; with no day it is offered again. Its past stays."""
    refuse(access.can_plan(by, venue.partnership_id))
    was, venue.ends_on = venue.ends_on, on
    venue.save(update_fields=["ends_on"])
    audit.record(
        by=by, at=at, act="end venue" if on else "offer venue again", thing="events.venue", thing_id=venue.pk,
        partnership_id=venue.partnership_id,
        changes={"ends_on": [was.isoformat() if was else None, on.isoformat() if on else None]},
    )  # fmt: skip
    return venue
