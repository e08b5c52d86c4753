"""Change frameworks: adopt a pack, edit a draft, set the day it takes force, ask for more as an agency."""

from .overrides import end_override, override_for_agency
from .versions import (
    add_clause,
    adopt_pack,
    change_clause,
    change_header,
    change_requirement,
    choose_setting,
    copy_to_draft,
    discard_draft,
    import_text,
    move_clause,
    remove_clause,
    save_draft,
    set_day,
    withdraw_planned,
)

__all__ = [
    "add_clause",
    "adopt_pack",
    "change_clause",
    "change_header",
    "change_requirement",
    "choose_setting",
    "copy_to_draft",
    "discard_draft",
    "end_override",
    "import_text",
    "override_for_agency",
    "move_clause",
    "remove_clause",
    "save_draft",
    "set_day",
    "withdraw_planned",
]
