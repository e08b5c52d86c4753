"""Verbs of the training record."""

from .keeping import (
    Completed,
    Loaded,
    correct,
    enter_own,
    load_completions,
    recognise_prior_learning,
    record_completion,
    refuse_record,
    verify,
    withdraw,
)

__all__ = [
    "Completed",
    "Loaded",
    "correct",
    "enter_own",
    "load_completions",
    "recognise_prior_learning",
    "record_completion",
    "refuse_record",
    "verify",
    "withdraw",
]
