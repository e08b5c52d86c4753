"""Verbs of the programme."""

from .days import add_awkward_days, import_awkward_days, remove_awkward_days
from .packs import add_pack_file, note_incident, remove_pack_file
from .planning import (
    change_event,
    create_event,
    hold_jointly,
    hold_no_longer_jointly,
    plan_event,
    promise_places,
    set_sessions,
    take_back_promise,
)
from .publishing import (
    Published,
    cancel_draft,
    close_booking,
    mark_cancelled,
    publish_event,
    publish_many,
    record_move,
    reopen_booking,
)
from .releasing import Changed, change_many, copy_programme
from .training import assign_trainer, confirm_trainer, decline_trainer, take_off_trainer
from .venues import end_venue, keep_venue

__all__ = [
    "Changed",
    "Published",
    "add_awkward_days",
    "add_pack_file",
    "assign_trainer",
    "cancel_draft",
    "change_event",
    "change_many",
    "close_booking",
    "confirm_trainer",
    "copy_programme",
    "create_event",
    "decline_trainer",
    "end_venue",
    "hold_jointly",
    "hold_no_longer_jointly",
    "import_awkward_days",
    "keep_venue",
    "mark_cancelled",
    "note_incident",
    "plan_event",
    "promise_places",
    "publish_event",
    "publish_many",
    "record_move",
    "remove_awkward_days",
    "remove_pack_file",
    "reopen_booking",
    "set_sessions",
    "take_back_promise",
    "take_off_trainer",
]
