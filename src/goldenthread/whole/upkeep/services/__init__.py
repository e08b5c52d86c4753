"""Verbs of upkeep."""

from .apart import tell_apart, undo_apart
from .handovers import reassign, undo_handover
from .people import merge_people, undo_merge
from .successions import merge_agency, split_agency, succeed_partnership

__all__ = [
    "merge_agency",
    "merge_people",
    "reassign",
    "split_agency",
    "succeed_partnership",
    "tell_apart",
    "undo_apart",
    "undo_handover",
    "undo_merge",
]
