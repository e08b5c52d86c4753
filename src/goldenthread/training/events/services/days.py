"""Keep the days on which events are better not held."""

import csv
import io
from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse
from goldenthread.setting.partnerships.models import Partnership

from .. import access
from ..models import AwkwardDays
from ..rules.days import read_days

MOST_FAULTS = 10


@transaction.atomic
def add_awkward_days(
    *, by: Actor, at: datetime, partnership: Partnership, kind: str, title: str, starts_on: date,
    ends_on: date | None = None, days: AwkwardDays | None = None,
) -> AwkwardDays:  # fmt: skip
    """Note days to avoid, or change ones that were noted."""
    refuse(access.can_plan(by, partnership.pk))
    kept = days or AwkwardDays(partnership=partnership)
    kept.kind, kept.title = kind, " ".join(title.split())
    kept.starts_on, kept.ends_on = starts_on, ends_on or starts_on
    if kept.ends_on < kept.starts_on:
        text = "The last day cannot be before the first."
        refuse(bad_input(text, ends_on=text))
    keep(kept)
    audit.record(
        by=by, at=at, act="change days to avoid" if days else "add days to avoid", thing="events.awkwarddays",
        thing_id=kept.pk, partnership_id=partnership.pk, changes={"title": [None, kept.title]},
    )  # fmt: skip
    return kept


@transaction.atomic
def import_awkward_days(*, by: Actor, at: datetime, partnership: Partnership, text: str) -> int:
    """Load days to avoid from lines of CSV, all or none; what is known already is passed over. Answers how many."""
    refuse(access.can_plan(by, partnership.pk))
    read = read_days(list(csv.reader(io.StringIO(text))))
    if read.faults:
        more = len(read.faults) - MOST_FAULTS
        said = " ".join(read.faults[:MOST_FAULTS]) + (f" And {more} more lines." if more > 0 else "")
        refuse(bad_input(said, text=said))
    if not read.found:
        refuse(bad_input("There are no days in it.", text="Paste or choose lines of kind, title, first and last day."))
    known = set(
        AwkwardDays.objects.filter(partnership=partnership).values_list("kind", "title", "starts_on", "ends_on")
    )
    new = [one for one in dict.fromkeys(read.found) if (one.kind, one.title, one.starts_on, one.ends_on) not in known]
    AwkwardDays.objects.bulk_create(
        AwkwardDays(
            partnership=partnership, kind=one.kind, title=one.title, starts_on=one.starts_on, ends_on=one.ends_on
        )
        for one in new
    )
    audit.record(
        by=by, at=at, act="load days to avoid", thing="partnerships.partnership", thing_id=partnership.pk,
        partnership_id=partnership.pk, changes={"days": [None, len(new)]},
    )  # fmt: skip
    return len(new)


@transaction.atomic
def remove_awkward_days(*, by: Actor, at: datetime, days: AwkwardDays) -> None:
    """These days are to be avoided no longer."""
    refuse(access.can_plan(by, days.partnership_id))
    audit.record(
        by=by, at=at, act="remove days to avoid", thing="events.awkwarddays", thing_id=days.pk,
        partnership_id=days.partnership_id, changes={"title": [days.title, None]},
    )  # fmt: skip
    days.delete()
