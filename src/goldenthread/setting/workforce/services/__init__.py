"""Verbs of the workforce."""

from .deputies import end_deputy, name_deputy
from .handover import hand_over, take_back
from .moves import close_area, move_agency_people, move_area_people

__all__ = [
    "close_area",
    "end_deputy",
    "hand_over",
    "move_agency_people",
    "move_area_people",
    "name_deputy",
    "take_back",
]
