"""Verbs of the college of trainers."""

from .authorising import authorise, end, extend
from .bulletins import change_bulletin, discard_bulletin, send_bulletin, write_bulletin
from .cascades import record_cascade, remove_cascade
from .competencies import meet_competency, remove_competency
from .gatherings import add_attendance, call_gathering, change_gathering, remove_gathering, tick_attendance
from .people import change_trainer, restart, stop, take_away, take_on

__all__ = [
    "add_attendance",
    "authorise",
    "call_gathering",
    "change_bulletin",
    "change_gathering",
    "change_trainer",
    "discard_bulletin",
    "end",
    "extend",
    "meet_competency",
    "record_cascade",
    "remove_cascade",
    "remove_competency",
    "remove_gathering",
    "restart",
    "send_bulletin",
    "stop",
    "take_away",
    "take_on",
    "tick_attendance",
    "write_bulletin",
]
