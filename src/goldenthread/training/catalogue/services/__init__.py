"""Verbs of the catalogue: what counts for what here, how a course of ours is designed in `design`."""

from .equivalence import ensure_courses, map_course, outside_course, set_aside, take_back, unmap_course

__all__ = ["ensure_courses", "map_course", "outside_course", "set_aside", "take_back", "unmap_course"]
