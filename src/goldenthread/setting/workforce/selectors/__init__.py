"""Reads of the workforce."""

from .actors import actor_for, manages_anyone
from .held import held_by, people_in_post
from .one_person import (
    get_person_in_area,
)
from .seats import seats_by_subgroup

__all__ = [
    "actor_for",
    "get_person_in_area",
    "held_by",
    "manages_anyone",
    "people_in_post",
    "seats_by_subgroup",
]
