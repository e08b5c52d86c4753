"""Read and write what a partnership says of booking apart from its framework, in the same words."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any

from ..terms import VOCABULARY, Booking, Framework, FrameworkErrors
from .checking import check
from .reading import Reading, Unreadable
from .writing import Writing

SECTION = "booking"


def read_booking(text: str, name: str, courses: Collection[str]) -> Mapping[str, Any]:
    """The fields that a text's [booking] table gives, each as a framework would hold it.

    `courses` are the keys of the courses that it may name. Raises FrameworkErrors with everything that is wrong.
    """
    reading = Reading(text, name)
    given = reading.values.get(SECTION)
    if not isinstance(given, dict):
        reading.wrong((SECTION,), "The [booking] table is missing", "Write [booking] as the first line")
        raise FrameworkErrors(reading.errors)
    for key in reading.values:
        if key not in (SECTION, "format"):
            reading.wrong((key,), f'"{key}" is not a table here', "Keep [booking] alone")
    reading.values["courses"] = [{"key": key} for key in courses]
    try:
        made = reading.table(Booking, given, (SECTION,))
    except Unreadable:
        raise FrameworkErrors(reading.errors) from None
    check(Framework(key=name, title=name, partnership=name, booking=made), reading, VOCABULARY)
    if reading.errors:
        raise FrameworkErrors(reading.errors)
    return {part.name: getattr(made, part.name) for part in fields(Booking) if part.name in given}


def write_booking(booking: Booking) -> str:
    """The [booking] table as a file's text."""
    return f"[{SECTION}]\n{Writing('').pairs(booking, fields(Booking))}".rstrip() + "\n"
