"""The trainer bulletin: written, put right, sent once to each active trainer (A19)."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.constraints import keep
from goldenthread.foundation.messaging.services import enqueue
from goldenthread.foundation.messaging.terms import Draft
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, refuse
from goldenthread.setting.partnerships.models import Partnership

from .. import access
from ..models import Bulletin
from ..selectors.told import readers
from ..terms import BULLETIN
from ._noting import note, set_fields

SENT_ALREADY = Refusal("This bulletin was sent already. Write another for what is new.")


@transaction.atomic
def write_bulletin(*, by: Actor, at: datetime, partnership: Partnership, title: str, body: str) -> Bulletin:
    """A bulletin to look at before anybody gets it."""
    refuse(access.can_keep(by, partnership.pk))
    written = Bulletin(partnership=partnership, title=title.strip(), body=body.strip(), written_at=at)
    keep(written)
    note(by, at, "write bulletin", written, partnership.pk)
    return written


@transaction.atomic
def change_bulletin(*, by: Actor, at: datetime, bulletin: Bulletin, title: str, body: str) -> Bulletin:
    """Put it right before it goes."""
    refuse(access.can_keep(by, bulletin.partnership_id))
    refuse(SENT_ALREADY if bulletin.sent_at else None)
    changes = set_fields(bulletin, {"title": title.strip(), "body": body.strip()})
    keep(bulletin)
    note(by, at, "change bulletin", bulletin, bulletin.partnership_id, changes=changes)
    return bulletin


@transaction.atomic
def discard_bulletin(*, by: Actor, at: datetime, bulletin: Bulletin) -> None:
    """A bulletin that is not to go after all."""
    refuse(access.can_keep(by, bulletin.partnership_id))
    refuse(SENT_ALREADY if bulletin.sent_at else None)
    note(by, at, "discard bulletin", bulletin, bulletin.partnership_id)
    bulletin.delete()


@transaction.atomic
def send_bulletin(*, by: Actor, at: datetime, on: date, bulletin: Bulletin) -> int:
    """Owe it to each active trainer, once; answers to how many.

    The mark is set only where nobody set it before, so that two presses at once send one bulletin; and the
    key of each message is the bulletin and the person, so that a third could not either.
    """
    refuse(access.can_keep(by, bulletin.partnership_id))
    who = readers(bulletin.partnership_id, on)
    refuse(None if who else Refusal("Nobody is an active trainer today, so there is nobody to send it to."))
    marked = Bulletin.objects.filter(pk=bulletin.pk, sent_at__isnull=True).update(sent_at=at, sent_to=len(who))
    refuse(None if marked else SENT_ALREADY)
    enqueue(
        at=at,
        drafts=[
            Draft(
                key=f"{BULLETIN}:{bulletin.pk}:{reader.person_id}",
                kind=BULLETIN,
                to_address=reader.email,
                to_name=reader.name,
                subject=bulletin.title,
                body=bulletin.body,
                partnership_id=bulletin.partnership_id,
                person_id=reader.person_id,
            )
            for reader in who
        ],
    )
    note(by, at, "send bulletin", bulletin, bulletin.partnership_id, changes={"sent_to": [0, len(who)]})
    bulletin.refresh_from_db()
    return len(who)
