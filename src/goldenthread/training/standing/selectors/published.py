"""The figures that stand for a quarter: what readers who may not see people are shown, the same on every day of it.

Figures of two days that follow each other, one taken from the other, would tell how one person's training went.
"""

from collections import defaultdict
from datetime import date

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.partnerships.models import Agency

from .. import access
from ..models import QuarterFigure
from ..terms import Tally
from .figures import EVERYONE, AgencyRow, Filters, Heat, columns_of, reporting
from .plan import plan_in_force
from .trend import COUNTS, figures_as_at, quarter_ends


def kept_on(partnership_id: int, ends: list[date]) -> dict[date, dict[tuple[int, str], Tally]]:
    """The figures kept for quarters' ends, by agency and requirement. One query."""
    rows = QuarterFigure.objects.filter(partnership_id=partnership_id, ends_on__in=ends).order_by("ends_on", "pk")
    found: dict[date, dict[tuple[int, str], Tally]] = defaultdict(dict)
    for end, agency_id, key, *counts in rows.values_list("ends_on", "agency_id", "requirement_key", *COUNTS):
        found[end][(agency_id, key)] = Tally(**dict(zip(COUNTS, counts, strict=True)))
    return dict(found)


def published(actor: Actor, partnership_id: int, end: date, filters: Filters = EVERYONE) -> Heat:
    """The heat table as it was kept at a quarter's end; worked out now if that has not been done yet."""
    refuse(access.can_see_figures(actor, partnership_id=partnership_id))
    figures = kept_on(partnership_id, [end]).get(end) or figures_as_at(partnership_id, end)
    columns = columns_of(plan_in_force(partnership_id, end), filters)
    wanted = {column.key for column in columns}
    cells: dict[int, dict[str, Tally]] = defaultdict(dict)
    for (agency_id, key), tally in figures.items():
        if key in wanted:
            cells[agency_id][key] = tally
    agencies = reporting(partnership_id, end, filters)
    within = Agency.objects.filter(pk__in={agency_id for agency_id, _ in figures}).order_by("name")
    if filters.agency_kind:
        within = within.filter(kind=filters.agency_kind)
    if filters.report_group_id is not None:
        within = within.filter(pk__in=[*agencies.named, *(one.agency_id for one in agencies.apart)])
    rows = tuple(AgencyRow(one.pk, one.name, one.kind, cells.get(one.pk, {})) for one in within)
    shown = {row.agency_id for row in rows}
    return Heat(end, columns, rows, tuple(one for one in agencies.apart if one.agency_id not in shown))


def published_trend(actor: Actor, partnership_id: int, on: date) -> dict[date, dict[str, list[Tally]]]:
    """The agencies' figures of each requirement at the ends of the last twelve quarters, oldest first."""
    refuse(access.can_see_figures(actor, partnership_id=partnership_id))
    found: dict[date, dict[str, list[Tally]]] = {}
    for end, figures in kept_on(partnership_id, quarter_ends(on)).items():
        by_key: dict[str, list[Tally]] = defaultdict(list)
        for (_, key), tally in figures.items():
            by_key[key].append(tally)
        found[end] = dict(by_key)
    return found
