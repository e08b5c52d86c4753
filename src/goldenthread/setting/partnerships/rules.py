"""What would be true on paper about agencies, groups and roles."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from goldenthread.kernel.actor import Role
from goldenthread.kernel.periods import Period, Unit, before

PROFILE_HOLDS = Period(12, Unit.MONTHS)
"""An agency confirms its profile once a year (B25)."""

GRANTED_BY_OFFICERS = frozenset({Role.AGENCY_LEAD, Role.BOARD, Role.TRAINER, Role.CHAIR})
"""What an officer may grant in their own partnership. Officers and administrators are an administrator's to name."""


def profile_is_stale(confirmed_on: date | None, on: date) -> bool:
    """Whether an agency's profile must be confirmed again: never confirmed, or longer ago than a year."""
    return confirmed_on is None or confirmed_on < before(on, PROFILE_HOLDS)


def closes_circle(parents: Mapping[int, int | None], child: int, parent: int | None) -> bool:
    """Whether putting `child` under `parent` would make a group, in the end, a part of itself."""
    seen = {child}
    while parent is not None:
        if parent in seen:
            return True
        seen.add(parent)
        parent = parents.get(parent)
    return False


def is_colour(text: str) -> bool:
    """A colour as a page writes it: # and six letters or digits."""
    return re.fullmatch(r"#[0-9a-fA-F]{6}", text) is not None


def free_name(wanted: str, taken: Iterable[str], mark: str, longest: int = 200) -> str:
    """A name for something moved where its name may be taken: the name itself, else with where it came from."""
    known = {name.casefold() for name in taken}
    if wanted.casefold() not in known:
        return wanted
    number = 1
    while True:
        ending = f" ({mark[:60]})" if number == 1 else f" ({mark[:60]} {number})"
        candidate = wanted[: longest - len(ending)] + ending
        if candidate.casefold() not in known:
            return candidate
        number += 1
