"""Pure rules of frameworks: read and write their files, compare them, say them in words."""

from .booking import read_booking, write_booking
from .checking import check, read
from .comparing import differences
from .editing import (
    clause_of,
    clause_values,
    read_rule,
    sections_of_clauses,
    with_clause,
    with_clause_moved,
    with_header,
    without_clause,
)
from .reaching import closure, resolve
from .strictness import stricter, why_not_stricter
from .wording import in_words, selection_in_words, within_in_words
from .writing import write, write_rule

__all__ = [
    "check",
    "clause_of",
    "clause_values",
    "closure",
    "differences",
    "in_words",
    "read",
    "read_booking",
    "read_rule",
    "resolve",
    "sections_of_clauses",
    "selection_in_words",
    "stricter",
    "why_not_stricter",
    "with_clause",
    "with_clause_moved",
    "with_header",
    "within_in_words",
    "without_clause",
    "write",
    "write_booking",
    "write_rule",
]
