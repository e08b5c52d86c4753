"""Pure rules of frameworks: read and write their files, compare them, say them in words."""

from .checking import check, read
from .comparing import differences
from .reaching import closure, resolve
from .wording import in_words, selection_in_words, within_in_words
from .writing import write, write_rule

__all__ = [
    "check",
    "closure",
    "differences",
    "in_words",
    "read",
    "resolve",
    "selection_in_words",
    "within_in_words",
    "write",
    "write_rule",
]
