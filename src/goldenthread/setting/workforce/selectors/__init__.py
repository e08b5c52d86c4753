"""Reads of the workforce."""

from .actors import actor_for, manages_anyone
from .deputies import (
    colleagues_of,
    deputies_around,
    get_own_deputy,
    get_own_person,
    get_person_in_area,
)
from .held import held_by, people_in_post
from .seats import seats_by_subgroup

__all__ = [
    "actor_for",
    "colleagues_of",
    "deputies_around",
    "get_own_deputy",
    "get_own_person",
    "get_person_in_area",
    "held_by",
    "manages_anyone",
    "people_in_post",
    "seats_by_subgroup",
]
