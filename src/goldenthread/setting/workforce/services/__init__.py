"""Verbs of the workforce."""

from .deputies import end_deputy, name_deputy

__all__ = ["end_deputy", "name_deputy"]
