"""The trail of acts about trainers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor


def note(
    by: Actor,
    at: datetime,
    act: str,
    thing: models.Model,
    partnership_id: int,
    *,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Note one act about one thing of this room."""
    audit.record(
        by=by,
        at=at,
        act=act,
        thing=thing._meta.label_lower,
        thing_id=thing.pk,
        partnership_id=partnership_id,
        reason=reason,
        changes=changes,
    )


def plain(value: Any) -> Any:
    """A value as the trail keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return value.pk if isinstance(value, models.Model) else value


def set_fields(thing: models.Model, given: Mapping[str, Any]) -> dict[str, Any]:
    """Put the given values on a thing; answers what changed, before and after."""
    changes = {}
    for name, value in given.items():
        before = getattr(thing, name)
        if before != value:
            changes[name] = [plain(before), plain(value)]
            setattr(thing, name, value)
    return changes
