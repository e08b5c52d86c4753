"""Figures that can be printed: half-up rounding, named denominators, small numbers suppressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

SMALL = 5
"""Counts from 1 to this number, less one, could point at a person when the reader has no right to see people."""


def half_up(value: Decimal | float | int, places: int = 0) -> Decimal:
    """Round as people do: 82.5 is 83. (Python's own `round` would say 82.)"""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def percentage(part: int, whole: int, places: int = 0) -> Decimal | None:
    """`part` as a share of `whole`, rounded half up; None when there is nothing to be a share of."""
    if whole == 0:
        return None
    if places == 0 and part >= 0 < whole:  # the same in whole numbers: a page of figures asks thousands of times
        return Decimal((200 * part + whole) // (2 * whole))
    return half_up(Decimal(part) * 100 / Decimal(whole), places)


@dataclass(frozen=True)
class Share:
    """A share that says what it is a share of."""

    part: int
    whole: int
    of: str

    @property
    def percent(self) -> Decimal | None:
        return percentage(self.part, self.whole)

    def __str__(self) -> str:
        if self.percent is None:
            return f"no {self.of}"
        return f"{self.percent}% ({self.part} of {self.whole} {self.of})"


@dataclass(frozen=True)
class Withheld:
    """Which figures of a row or column are left out, and whether their total may be printed beside the rest."""

    left_out: frozenset[int]
    has_total: bool


def is_small(count: int, threshold: int = SMALL) -> bool:
    """Few enough to point at a person. Nobody is not few."""
    return 0 < count < threshold


def withhold(figures: Sequence[Sequence[int]], threshold: int = SMALL) -> Withheld:
    """Choose what to leave out of figures whose total is printed, so that no small count can be worked out.

    Each figure is one count or several, such as those who hold and those who lack; a small one hides the figure.
    What is left out follows together from the total, so the smallest others join it until there are two or more,
    and of each count so many that every one of them could be nobody, or could be no small number at all. Where
    that cannot be had, the total goes as well.
    """
    left_out = {at for at, counts in enumerate(figures) if any(is_small(count, threshold) for count in counts)}
    others = sorted((sum(counts), at) for at, counts in enumerate(figures) if at not in left_out and any(counts))
    while left_out and not _is_hidden([figures[at] for at in left_out], threshold):
        if not others:
            return Withheld(frozenset(left_out), has_total=False)
        left_out.add(others.pop(0)[1])
    return Withheld(frozenset(left_out), has_total=True)


def _is_hidden(together: Sequence[Sequence[int]], threshold: int) -> bool:
    sums = [sum(counts) for counts in zip(*together, strict=True)]
    return len(together) > 1 and all(total == 0 or total >= threshold + len(together) - 1 for total in sums)


def suppress(counts: Sequence[int], threshold: int = SMALL) -> list[int | None]:
    """Counts whose total is printed, with None for each that is left out. Zeros are shown: they are nobody."""
    left_out = withhold([(count,) for count in counts], threshold).left_out
    return [None if at in left_out else count for at, count in enumerate(counts)]


def to_nearest(count: int, step: int = SMALL) -> int:
    """A count as a reader may follow it from day to day, without seeing one person come or go."""
    return int(half_up(Decimal(count) / step)) * step
