"""Courses: ours and those of others, what counts for what, and how ours are designed and kept."""

from .course import CountsFor, Course, SetAside
from .design import Check, ContentVersion, MethodPlanned, Outcome, Prerequisite, Review, Served, Tag

__all__ = [
    "Check",
    "ContentVersion",
    "CountsFor",
    "Course",
    "MethodPlanned",
    "Outcome",
    "Prerequisite",
    "Review",
    "Served",
    "SetAside",
    "Tag",
]
