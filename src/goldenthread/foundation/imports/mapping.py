"""Which column of a file holds what: guessed from its heading, remembered from last time, confirmed by a person."""

from collections.abc import Mapping, Sequence

from goldenthread.kernel.cells import same_text

from .terms import Field


def by_heading(fields: Sequence[Field]) -> dict[str, str]:
    """{heading as compared: field key} of every heading the fields are known by."""
    return {same_text(name): field.key for field in fields for name in (field.title, *field.headings)}


def guess(headings: Sequence[str], fields: Sequence[Field], remembered: Mapping[str, str]) -> dict[int, str]:
    """Column number to field key. What was confirmed before wins; no field is guessed twice."""
    known = by_heading(fields)
    taken: set[str] = set()
    found: dict[int, str] = {}
    keys = {field.key for field in fields}
    for at, heading in enumerate(headings):
        key = remembered.get(same_text(heading), "")
        if key in keys and key not in taken:
            found[at] = key
            taken.add(key)
    for at, heading in enumerate(headings):
        word = same_text(heading)
        if at in found or word in remembered:
            continue
        means = known.get(word)
        if means and means not in taken:
            found[at] = means
            taken.add(means)
    return dict(sorted(found.items()))
