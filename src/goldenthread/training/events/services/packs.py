"""The training pack, and notes of what happened in the room."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.files import services as files
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse

from .. import access
from ..models import Event, Incident, PackFile
from ..rules.files import media_type_of, why_not_file


@transaction.atomic
def add_pack_file(
    *, by: Actor, at: datetime, event: Event, title: str, name: str, content: "File[bytes]", for_participants: bool
) -> PackFile:
    """Add a file to the training pack: for the trainers only, or for everyone who comes."""
    refuse(access.can_note_incident(by, event))  # those who plan or give the event keep its pack
    head = content.read(16)
    content.seek(0)
    if why := why_not_file(name, content.size, head):
        refuse(bad_input(why, file=why))
    stored = files.keep(by=by, at=at, room="events", name=name, media_type=media_type_of(name), content=content)
    kept = PackFile.objects.create(
        event=event,
        stored=stored,
        title=" ".join(title.split())[:200] or stored.name,
        for_participants=for_participants,
    )
    audit.record(
        by=by, at=at, act="add to training pack", thing="events.event", thing_id=event.pk,
        partnership_id=event.partnership_id, changes={"title": [None, kept.title]},
    )  # fmt: skip
    return kept


@transaction.atomic
def remove_pack_file(*, by: Actor, at: datetime, file: PackFile) -> None:
    """Take a file out of the pack."""
    refuse(access.can_note_incident(by, file.event))
    audit.record(
        by=by, at=at, act="take out of training pack", thing="events.event", thing_id=file.event_id,
        partnership_id=file.event.partnership_id, changes={"title": [file.title, None]},
    )  # fmt: skip
    file.delete()


@transaction.atomic
def note_incident(*, by: Actor, at: datetime, event: Event, what: str, done: str = "") -> Incident:
    """Note something said or done in the room, and how it was challenged or followed up (B33)."""
    refuse(access.can_note_incident(by, event))
    if not what.strip():
        refuse(bad_input("Say what happened.", what="Say what happened."))
    noted = Incident.objects.create(
        event=event, noted_at=at, what=what.strip(), done=done.strip(), noted_by_account_id=by.account_id
    )
    audit.record(
        by=by, at=at, act="note incident", thing="events.incident", thing_id=noted.pk,
        partnership_id=event.partnership_id, changes={"what": [None, noted.what]},
    )  # fmt: skip
    return noted
