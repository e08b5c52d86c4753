"""Verbs of standing."""

from .exemptions import end_exemption, exempt
from .force import begin_programmes, ensure_programme, take_force
from .quarters import keep_quarters
from .settle import settle, settle_people

__all__ = [
    "begin_programmes",
    "end_exemption",
    "ensure_programme",
    "exempt",
    "keep_quarters",
    "settle",
    "settle_people",
    "take_force",
]
