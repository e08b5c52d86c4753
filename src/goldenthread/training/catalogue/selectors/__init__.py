"""Read the catalogue: ours and others' courses, how each of ours is planned, the lists behind, the reports."""

from .courses import get_our_course, in_office, offering, outcomes_of, prerequisites_of, published
from .equivalence import (
    for_standing,
    get_course,
    get_named,
    named,
    ours,
)
from .lists import lists_of

__all__ = [
    "for_standing",
    "get_course",
    "get_named",
    "get_our_course",
    "in_office",
    "lists_of",
    "named",
    "offering",
    "ours",
    "outcomes_of",
    "prerequisites_of",
    "published",
]
