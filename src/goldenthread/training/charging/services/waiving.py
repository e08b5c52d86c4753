"""A charge is waived, and that undone, by entries of their own: what was written stays."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse

from .. import access
from ..models import Entry
from ..selectors.working import is_waived, waivers_of
from ..terms import CHARGED
from ._entries import turned


@transaction.atomic
def waive(*, by: Actor, at: datetime, on: date, entry: Entry, why: str) -> Entry:
    """What an entry asks is not to be paid, for a reason."""
    chain = _looked_at(by, entry, why)
    refuse(Refusal("This is waived already.") if is_waived(chain) else None)
    return _kept(by, at, turned(entry, chain, at, on, why.strip()), "waive")


@transaction.atomic
def undo_waiver(*, by: Actor, at: datetime, on: date, entry: Entry, why: str) -> Entry:
    """It is to be paid after all."""
    chain = _looked_at(by, entry, why)
    refuse(None if is_waived(chain) else Refusal("This is not waived: it is owed."))
    return _kept(by, at, turned(entry, chain, at, on, why.strip()), "undo waiver")


def _looked_at(by: Actor, entry: Entry, why: str) -> list[Entry]:
    """Everything that was said of an entry since, with nobody else saying more meanwhile."""
    refuse(access.can_keep(by, entry.partnership_id))
    refuse(None if entry.kind in CHARGED else Refusal("Only a charge can be waived."))
    refuse(None if why.strip() else bad_input("Say why.", why="Say why: finance and the agency will read it."))
    Entry.objects.select_for_update(no_key=True).get(pk=entry.pk)
    return waivers_of([entry])[entry.pk]


def _kept(by: Actor, at: datetime, entry: Entry, act: str) -> Entry:
    entry.save(force_insert=True)
    audit.record(
        by=by,
        at=at,
        act=act,
        thing="charging.entry",
        thing_id=entry.pk,
        partnership_id=entry.partnership_id,
        reason=entry.why,
        changes={"pence": [None, entry.pence], "waives": [None, entry.waives_id]},
    )
    return entry
