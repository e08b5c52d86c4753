"""Figures that can be printed: half-up rounding, named denominators, small numbers suppressed."""

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


def suppress(counts: list[int | None], threshold: int = SMALL) -> list[int | None]:
    """Hide small counts in a row or column whose total is printed, so that none can be worked out.

    None stands for a hidden count. If exactly one would be hidden, the next smallest goes too:
    otherwise the total minus the rest gives it away. Zeros are shown: they are nobody.
    """
    hidden = {i for i, count in enumerate(counts) if count is None or 0 < count < threshold}
    if len(hidden) == 1:
        others = [(count, i) for i, count in enumerate(counts) if i not in hidden and count]
        if others:
            hidden.add(min(others)[1])
    return [None if i in hidden else count for i, count in enumerate(counts)]
