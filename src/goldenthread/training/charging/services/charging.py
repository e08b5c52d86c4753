"""What is owed gets its entry, once, whoever asks and however often (E12)."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.training.bookings.selectors.policy import Policies

from .. import access
from ..models import Entry
from ..selectors.working import Span, charged_since, owed
from ._entries import corrections, entry_of


@transaction.atomic
def charge_due(*, by: Actor, at: datetime, on: date, partnership_id: int) -> int:
    """Write what is owed and not written, and follow corrections of bookings and registers. How many entries.

    Nothing is written while charging is off, nor for what happened before it was on. One run at a time.
    """
    refuse(access.can_keep(by, partnership_id))
    policies = Policies(partnership_id)
    since = charged_since(policies)
    if since is None or since > on:
        return 0
    partnership = Partnership.objects.select_for_update(no_key=True).get(pk=partnership_id)
    due = [entry_of(one, partnership, at) for one in owed(partnership.pk, at, policies.on, Span(since))]
    due += corrections(partnership, at, on)
    if due:
        Entry.objects.bulk_create(due, ignore_conflicts=True, batch_size=500)
        audit.record(
            by=by,
            at=at,
            act="charge",
            thing="partnerships.partnership",
            thing_id=partnership.pk,
            partnership_id=partnership.pk,
            changes={"entries": [0, len(due)]},
        )
    return len(due)
