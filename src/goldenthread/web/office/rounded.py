"""Figures that move from day to day, for who may not see people: to the nearest five, small numbers left out.

Someone who reads them two days running cannot tell one person's coming or going from a rounding.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.figures import Share, suppress, to_nearest, withhold

from .figures import withheld


@dataclass(frozen=True)
class Counts:
    """Places on a course, quarter by quarter and together; None is left out."""

    by: dict[str, int | None]
    total: int | None


def rounded(count: int | None, hides_small: bool) -> int | None:
    return to_nearest(count) if count is not None and hides_small else count


def places(by_quarter: Mapping[date, int], hides_small: bool) -> Counts:
    """The places of one course as a reader may see them."""
    exact = list(by_quarter.values())
    shown = suppress(exact) if hides_small else exact
    has_total = not hides_small or withhold([(count,) for count in exact]).has_total
    return Counts(
        {day.isoformat(): rounded(count, hides_small) for day, count in zip(by_quarter, shown, strict=True)},
        rounded(sum(exact), hides_small) if has_total else None,
    )


def reached(shares: Sequence[Share], hides_small: bool) -> tuple[list[Share | None], Share | None]:
    """Each agency's share of a target group, and the group's; None is left out."""
    shown, has_total = withheld(shares, hides_small)
    total = Share(sum(share.part for share in shares), sum(share.whole for share in shares), "people")
    return [nearest(share, hides_small) for share in shown], nearest(total if has_total else None, hides_small)


def nearest(share: Share | None, hides_small: bool) -> Share | None:
    """A share of rounded counts."""
    if share is None or not hides_small:
        return share
    return Share(to_nearest(share.part), to_nearest(share.whole), share.of)
