"""What people do to the learning they entered themselves."""

from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.foundation.files import services as files
from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse

from .. import access
from ..models import Record
from ..terms import State

CHANGED = ("completed_on", "minutes", "participatory_minutes", "format", "provider_kind", "evidence", "state")


@transaction.atomic
def correct_own(
    *,
    by: Actor,
    at: datetime,
    on: date,
    record: Record,
    completed_on: date,
    minutes: int,
    participatory_minutes: int,
    given_as: str,
    provider_kind: str,
    evidence: str = "",
    evidence_file: "File[bytes] | None" = None,
) -> Record:
    """Put one's own unverified or refused record right. It waits to be verified, and counts meanwhile."""
    refuse(access.can_change_own(by, record))
    if completed_on > on:
        refuse(bad_input("It cannot be completed in the future.", completed_on="This day is still to come."))
    same = Record.objects.filter(person_id=record.person_id, course_id=record.course_id, completed_on=completed_on)
    if same.exclude(pk=record.pk).exists():
        refuse(Refusal("That completion is recorded already: withdraw this one instead."))
    before = {name: str(getattr(record, name)) for name in CHANGED}
    record.completed_on, record.minutes = completed_on, minutes
    record.participatory_minutes = min(participatory_minutes, minutes)
    record.format, record.provider_kind, record.evidence = given_as, provider_kind, evidence.strip()[:300]
    record.state, record.why_refused, record.verified_by_account_id = State.TO_VERIFY, "", None
    if evidence_file is not None:
        record.evidence_file = files.keep(
            by=by,
            at=at,
            room="records",
            name=evidence_file.name or "evidence",
            media_type=getattr(evidence_file, "content_type", "") or "application/octet-stream",
            content=evidence_file,
        )
    keep(record)
    changes = {name: [before[name], str(getattr(record, name))] for name in CHANGED}
    freshness.mark(kind=freshness.PERSON, keys=[record.person_id], at=at)
    audit.record(
        by=by,
        at=at,
        act="correct own record",
        thing="records.record",
        thing_id=record.pk,
        changes={name: pair for name, pair in changes.items() if pair[0] != pair[1]},
    )
    return record
