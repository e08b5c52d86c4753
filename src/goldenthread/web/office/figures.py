"""Figures as a reader may see them: shares with their denominators, small numbers left out for some."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from goldenthread.kernel.figures import Share, is_small, suppress, withhold
from goldenthread.setting.partnerships.terms import ReportsBy
from goldenthread.training.standing.selectors.figures import Heat
from goldenthread.training.standing.terms import Tally
from goldenthread.web.ui.tables import Column, Kind

from .forms.heat import Choices


def printable(share: Share, hides_small: bool) -> Share | None:
    """A share that may be printed: none where nobody is expected to hold it.

    For readers who may not see people it is left out where fewer than five hold it, or do not: such a
    figure could point at somebody.
    """
    missing = share.whole - share.part
    if share.whole == 0 or (hides_small and (is_small(share.part) or is_small(missing))):
        return None
    return share


def whole_of(cells: Any) -> Tally:
    """Several counts together."""
    return Tally.together(cells)


NOBODY = Tally()


def how_reports(reports_by: str) -> str:
    return str(ReportsBy(reports_by).label)


def withheld(shares: Sequence[Share], hides_small: bool) -> tuple[list[Share | None], bool]:
    """Shares as they may be printed, and whether their total may be printed beside them."""
    if not hides_small:
        return [printable(share, False) for share in shares], True
    chosen = withhold([(share.part, share.whole - share.part) for share in shares])
    return [
        None if at in chosen.left_out else printable(share, True) for at, share in enumerate(shares)
    ], chosen.has_total


def total_printed(tallies: Sequence[Tally], hides_small: bool) -> Tally | None:
    """The agencies' figures of one requirement together; None if those left out would follow from it."""
    if hides_small and not withheld([tally.share_met for tally in tallies], True)[1]:
        return None
    return whole_of(tallies)


def totals_of(heat: Heat, hides_small: bool) -> dict[str, Tally]:
    """The totals that may be printed, by requirement."""
    found = {
        column.key: total_printed([row.cells.get(column.key, NOBODY) for row in heat.rows], hides_small)
        for column in heat.columns
    }
    return {key: tally for key, tally in found.items() if tally is not None}


def headline(totals: Iterable[Tally], hides_small: bool) -> tuple[Share | None, Share | None]:
    """All requirements together: how much is held, and how much of that is verified.

    It adds up what is printed requirement by requirement, so that nothing follows from it that is left out there.
    """
    found = list(totals)
    verified = whole_of(one for one in found if printable(one.share_verified, hides_small))
    return printable(whole_of(found).share_met, hides_small), printable(verified.share_verified, hides_small)


Cells = dict[tuple[int, str], Share | None]


def cells_of(heat: Heat, hides_small: bool) -> Cells:
    """Every cell of a heat table that may be printed, by agency and requirement."""
    found: Cells = {}
    for column in heat.columns:
        shares = [row.cells.get(column.key, NOBODY).share_met for row in heat.rows]
        for row, share in zip(heat.rows, withheld(shares, hides_small)[0], strict=True):
            found[(row.agency_id, column.key)] = share
    return found


def keeps_back(heat: Heat, cells: Cells) -> bool:
    """Whether a figure of these rows and columns is left out, so that their total could give it away."""
    return any(
        tally.expected and cells.get((row.agency_id, key)) is None
        for row in heat.rows
        for key, tally in row.cells.items()
    )


def column_of(key: str, title: str, cells: Cells) -> Column:
    """One requirement's column of a heat table."""

    def share(row: Any) -> Share | None:
        return cells.get((row.agency_id, key))

    return Column(key, title, Kind.SHARE, value=share, heat=True, order=share)


def total_column(cells: Cells, hides_small: bool) -> Column:
    """All requirements of an agency together; left out where it would give away a cell that is."""

    def share(row: Any) -> Share | None:
        if hides_small and any(
            tally.expected and cells.get((row.agency_id, key)) is None for key, tally in row.cells.items()
        ):
            return None
        return printable(row.total.share_met, hides_small)

    return Column("total", "All requirements", Kind.SHARE, value=share, heat=True, order=share)


def rows_of_requirements(heat: Heat, hides_small: bool, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Requirement by requirement: how many of whom hold it, how much of that is verified, who does not."""
    found = []
    all_totals, printed = heat.totals, totals_of(heat, hides_small)
    for column in heat.columns:
        tally = all_totals[column.key]
        is_printed = column.key in printed
        missing = suppress([tally.overdue, tally.never]) if hides_small else [tally.overdue, tally.never]
        found.append(
            {
                "key": column.key,
                "title": titles.get(column.key, column.title),
                "mandatory": column.mandatory,
                "met": printable(tally.share_met, hides_small) if is_printed else None,
                "verified": printable(tally.share_verified, hides_small) if is_printed else None,
                "overdue": missing[0] if is_printed else None,
                "never": missing[1] if is_printed else None,
                "induction": counted(tally.induction, hides_small),
                "exempt": counted(tally.exempt, hides_small),
            }
        )
    return found


WELL_HELD = 85
FEW = 3


def needing_attention(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The requirements that fewest hold, of those that too few hold: where a board would look first."""
    short = [row for row in rows if row["met"] is not None and row["met"].percent < WELL_HELD]
    return sorted(short, key=lambda row: (row["met"].percent, row["title"]))[:FEW]


def counted(count: int, hides_small: bool) -> int | None:
    """A count that may be printed."""
    return None if hides_small and is_small(count) else count


REQUIREMENT_COLUMNS = (
    Column("title", "Requirement", order=lambda row: row["title"]),
    Column("met", "Hold it, of those expected to", Kind.SHARE, heat=True, order=lambda row: row["met"]),
    Column("verified", "Verified, of those who hold it", Kind.SHARE),
    Column("overdue", "Overdue", Kind.NUMBER, order=lambda row: row["overdue"]),
    Column("never", "Never done", Kind.NUMBER, order=lambda row: row["never"]),
    Column("induction", "In induction", Kind.NUMBER),
    Column("exempt", "Exempt", Kind.NUMBER),
    Column("mandatory", "Mandatory", Kind.YES_NO),
)


def apart_columns(hides_small: bool) -> tuple[Column, ...]:
    """What agencies without a named list told us; a small headcount stands for a few people, and so is left out."""

    def told(row: Any) -> tuple[int | None, int | None]:
        if row.headcount is None or row.compliant is None:
            return row.headcount, row.compliant
        shown = printable(Share(row.compliant, row.headcount, "people"), hides_small)
        return (None, None) if shown is None and hides_small else (row.headcount, row.compliant)

    return (
        Column("agency", "Agency", order=lambda row: row.agency),
        Column("reports_by", "How it reports", value=lambda row: how_reports(row.reports_by)),
        Column("headcount", "Headcount", Kind.NUMBER, value=lambda row: told(row)[0]),
        Column("compliant", "Of these up to date", Kind.NUMBER, value=lambda row: told(row)[1]),
        Column("as_at", "As at", Kind.DATE),
        Column("source", "Source"),
    )


def choices_of(report_groups: Any, frameworks: Any) -> Choices:
    """What the figures of this partnership may be narrowed by."""
    groups = [
        (framework.identity(group.key), framework.name_of(group))
        for framework in frameworks
        for group in framework.groups
    ]
    return Choices([(str(group.pk), group.name) for group in report_groups], groups)
