"""Write the trail. Every service that changes something calls `record` in its own transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from goldenthread.kernel.actor import Actor

from .models import Entry
from .register import keepable


def record(
    *,
    by: Actor,
    at: datetime,
    act: str,
    thing: str,
    thing_id: object,
    partnership_id: int | None = None,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
) -> Entry:
    """Note one act. `changes` is {field: [before, after]}; values are kept only where the register calls them open."""
    return Entry.objects.create(
        at=at,
        by_account_id=by.account_id,
        by_name=by.name[:200],
        act=act,
        thing=thing,
        thing_id=str(thing_id),
        partnership_id=partnership_id,
        reason=reason,
        changes=keepable(changes or {}),
    )
