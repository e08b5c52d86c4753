"""Verbs of the training record."""

from .attending import keep_attended
from .keeping import (
    correct,
    enter_own,
    recognise_prior_learning,
    record_completion,
    refuse_record,
    verify,
    withdraw,
)

__all__ = [
    "correct",
    "enter_own",
    "keep_attended",
    "recognise_prior_learning",
    "record_completion",
    "refuse_record",
    "verify",
    "withdraw",
]
