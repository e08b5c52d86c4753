"""Keep the figures at each quarter's end, so that a trend need not work twelve days out while someone waits."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse

from .. import access
from ..models import QuarterFigure
from ..selectors.trend import COUNTS, figures_as_at, quarter_ends


@transaction.atomic
def keep_quarters(*, by: Actor, at: datetime, on: date, partnership_id: int, afresh: bool = False) -> int:
    """Work out the last twelve quarters' ends that are not kept yet, or all of them afresh. How many it kept.

    When a quarter has ended, the one before is worked out once more: records keep coming in after its end. In
    between figures stand still, so that nobody without sight of people can follow them from day to day.
    """
    refuse(access.can_keep_figures(by))
    ends = quarter_ends(on)
    kept = set(
        QuarterFigure.objects.filter(partnership_id=partnership_id, ends_on__in=ends)
        .values_list("ends_on", flat=True)
        .distinct()
    )
    has_ended = ends[-1] not in kept
    wanted = [end for end in ends if afresh or end not in kept or (has_ended and end == ends[-2])]
    for end in wanted:
        _keep(partnership_id, end)
    audit.record(
        by=by,
        at=at,
        act="keep quarters",
        thing="standing.quarterfigure",
        thing_id=partnership_id,
        partnership_id=partnership_id,
        changes={"quarters": [None, len(wanted)]},
    )
    return len(wanted)


def _keep(partnership_id: int, end: date) -> None:
    figures = figures_as_at(partnership_id, end)
    QuarterFigure.objects.filter(partnership_id=partnership_id, ends_on=end).delete()
    QuarterFigure.objects.bulk_create(
        QuarterFigure(
            partnership_id=partnership_id,
            agency_id=agency_id,
            requirement_key=key,
            ends_on=end,
            **{name: getattr(tally, name) for name in COUNTS},
        )
        for (agency_id, key), tally in figures.items()
    )
