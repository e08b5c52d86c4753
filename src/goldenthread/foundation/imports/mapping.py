"""Which column of a file holds what: guessed from its heading, remembered from last time, confirmed by a person."""

import re
from collections.abc import Mapping, Sequence

from goldenthread.kernel.cells import as_date, is_nothing, same_text

from .terms import Field


def as_compared(heading: str) -> str:
    """A heading without its punctuation: "Start_Date (dd/mm/yy):" is "start date dd mm yy"."""
    return " ".join(re.sub(r"[\W_]+", " ", same_text(heading)).split())


def meaning_of(heading: str, known: Mapping[str, str]) -> str:
    """What a heading means, read whole or without what stands in brackets; empty if nobody knows."""
    whole = known.get(as_compared(heading))
    return whole or known.get(as_compared(re.sub(r"[\[(].*?[\])]", " ", heading)), "")


def by_heading(fields: Sequence[Field]) -> dict[str, str]:
    """{heading as compared: field key} of every heading the fields are known by."""
    return {as_compared(name): field.key for field in fields for name in (field.title, *field.headings)}


def guess(
    headings: Sequence[str],
    fields: Sequence[Field],
    remembered: Mapping[str, str],
    samples: Sequence[Sequence[str]] = (),
    pivot: int = 2000,
) -> dict[int, str]:
    """Column number to field key. What was confirmed before wins; no field is guessed twice but one that repeats.

    A heading nobody knows over cells that are dates holds the field that repeats, where there is one.
    """
    known = by_heading(fields)
    repeats = {field.key for field in fields if field.repeats}
    keys = {field.key for field in fields}
    found: dict[int, str] = {}
    for said_before in (True, False):
        for at, heading in enumerate(headings):
            word = as_compared(heading)
            key = remembered.get(word, "") if said_before else meaning_of(heading, known)
            if at in found or (not said_before and word in remembered) or key not in keys:
                continue
            if key in repeats or key not in found.values():
                found[at] = key
    for at, heading in enumerate(headings):
        if at not in found and repeats and as_compared(heading) not in remembered and _holds_dates(samples, at, pivot):
            found[at] = min(repeats)
    return dict(sorted(found.items()))


def _holds_dates(samples: Sequence[Sequence[str]], at: int, pivot: int) -> bool:
    """Whether the first rows of a column are mostly dates, as far as they are filled."""
    filled = [row[at] for row in samples if at < len(row) and not is_nothing(row[at])]
    dates = sum(1 for text in filled if as_date(text, pivot=pivot) is not None)
    return dates > 0 and 2 * dates >= len(filled)
