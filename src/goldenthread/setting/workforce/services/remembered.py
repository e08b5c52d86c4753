"""Forget what an agency's headings and words meant, so that the next list is asked about afresh."""

from datetime import datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.imports import services as imports
from goldenthread.foundation.imports.selectors import Remembered
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse

from .. import access


@transaction.atomic
def forget_remembered(*, by: Actor, at: datetime, partnership_id: int, remembered: Remembered) -> None:
    """What was loaded by it stays as it is; only the next list is read without it."""
    agency_id, kind = remembered.agency_id, remembered.kind
    refuse(access.can_run_agency(by, partnership_id=partnership_id, agency_id=agency_id))
    if remembered.which == "column":
        imports.forget_column(kind=kind, agency_id=agency_id, heading=remembered.said)
    elif remembered.which == "everyone":
        imports.forget_of_everyone(kind=kind, agency_id=agency_id, remembered_id=remembered.id)
    else:
        imports.remember_word(kind=kind, agency_id=agency_id, word=remembered.said, means="")
    audit.record(
        by=by,
        at=at,
        act=f"forgot {remembered.which}",
        thing="imports.remembered",
        thing_id=remembered.id,
        partnership_id=partnership_id,
    )
