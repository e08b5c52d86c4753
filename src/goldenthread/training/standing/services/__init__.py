"""Verbs of standing."""

from .exemptions import end_exemption, exempt
from .force import ensure_programme, take_force
from .settle import settle, settle_people

__all__ = ["end_exemption", "ensure_programme", "exempt", "settle", "settle_people", "take_force"]
