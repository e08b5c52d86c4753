"""Reads of upkeep."""

from .handovers import (
    Move,
    Part,
    counts_of,
    frameworks_now,
    get_handover,
    handovers,
    holdings,
    move_of,
    roles_to_hand_over,
)

__all__ = [
    "Move",
    "Part",
    "counts_of",
    "frameworks_now",
    "get_handover",
    "handovers",
    "holdings",
    "move_of",
    "roles_to_hand_over",
]
