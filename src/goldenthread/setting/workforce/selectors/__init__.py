"""Reads of the workforce."""

from .actors import actor_for, manages_anyone
from .seats import seats_by_subgroup

__all__ = ["actor_for", "manages_anyone", "seats_by_subgroup"]
