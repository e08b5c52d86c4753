"""Keep a trainer's file: a competency met with evidence and dates, or taken away again (E22)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.foundation.constraints import keep
from goldenthread.foundation.files import services as files
from goldenthread.foundation.files.models import StoredFile
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.periods import after
from goldenthread.kernel.refusal import bad_input, refuse

from .. import access
from ..models import Competency, Trainer
from ..terms import LARGEST_FILE, LineAsked
from ._noting import note

if TYPE_CHECKING:
    from django.core.files.base import File


@transaction.atomic
def meet_competency(
    *,
    by: Actor,
    at: datetime,
    on: date,
    trainer: Trainer,
    line: LineAsked,
    evidence: str,
    met_on: date,
    expires_on: date | None = None,
    evidence_file: "File[bytes] | None" = None,
) -> Competency:
    """One line of the framework's list is met. It lasts as long as the framework says, unless a day is given."""
    refuse(access.can_keep(by, trainer.partnership_id))
    if not evidence.strip():
        refuse(bad_input("Say what shows it.", evidence="Say what shows it, such as a certificate and its number."))
    if met_on > on:
        refuse(bad_input("It cannot be met in the future.", met_on="This day is still to come."))
    if expires_on is None and line.renew_every is not None:
        expires_on = after(met_on, line.renew_every)
    if expires_on is not None and expires_on < met_on:
        refuse(bad_input("It cannot expire before it was met.", expires_on="The last day is before it was met."))
    met = Competency.objects.filter(trainer=trainer, line=line.line).first() or Competency(
        trainer=trainer, line=line.line
    )
    before = met.met_on.isoformat() if met.pk else None
    met.text, met.evidence, met.met_on, met.expires_on = line.text[:400], evidence.strip(), met_on, expires_on
    if evidence_file is not None:
        met.evidence_file = _kept(by, at, evidence_file)
    keep(met)
    changes = {"line": [None, line.line], "met_on": [before, met_on.isoformat()]}
    note(by, at, "meet competency", met, trainer.partnership_id, changes=changes)
    return met


def _kept(by: Actor, at: datetime, upload: "File[bytes]") -> StoredFile:
    if upload.size > LARGEST_FILE:
        refuse(bad_input("The file is too large.", evidence_file="The file must be smaller than 10 megabytes."))
    return files.keep(
        by=by,
        at=at,
        room="trainers",
        name=upload.name or "evidence",
        media_type=getattr(upload, "content_type", "") or "application/octet-stream",
        content=upload,
    )


@transaction.atomic
def remove_competency(*, by: Actor, at: datetime, competency: Competency) -> None:
    """A line was entered by mistake: it is missing again."""
    refuse(access.can_keep(by, competency.trainer.partnership_id))
    changes = {"line": [competency.line, None], "met_on": [competency.met_on.isoformat(), None]}
    note(by, at, "remove competency", competency, competency.trainer.partnership_id, changes=changes)
    competency.delete()
