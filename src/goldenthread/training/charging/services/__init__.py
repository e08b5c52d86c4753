"""Verbs of charging."""

from .charging import charge_due
from .policies import end_policy, remove_policy, set_policy
from .waiving import undo_waiver, waive

__all__ = ["charge_due", "end_policy", "remove_policy", "set_policy", "undo_waiver", "waive"]
