"""Bulletins to trainers: written, sent, and what became of each message (A19)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from goldenthread.foundation.messaging import selectors as messaging
from goldenthread.foundation.messaging.models import Message
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.setting.workforce.models import Address

from .. import access
from ..models import Bulletin
from ..terms import BULLETIN
from .people import active


def bulletins(actor: Actor, partnership_id: int) -> QuerySet[Bulletin]:
    """Every bulletin, the latest first."""
    refuse(access.can_keep(actor, partnership_id))
    return Bulletin.objects.filter(partnership_id=partnership_id).order_by("-written_at", "-pk")


def get_bulletin(actor: Actor, partnership_id: int, bulletin_id: int) -> Bulletin:
    found = bulletins(actor, partnership_id).filter(pk=bulletin_id).first()
    if found is None:
        raise Refused(not_visible("This bulletin"))
    return found


@dataclass(frozen=True)
class Reader:
    """Somebody who gets a bulletin, once, however many kinds of trainer they are."""

    person_id: int
    name: str
    email: str


def readers(partnership_id: int, on: date) -> list[Reader]:
    """Active trainers, each person once, at the address they prefer; without one they are told of as not sent."""
    people = {one.person_id: one.person for one in active(partnership_id, on)}
    usable = Address.objects.filter(person_id__in=people, bounced_on__isnull=True)
    emails: dict[int, str] = {}
    for person_id, email in usable.order_by("-is_preferred", "pk").values_list("person_id", "email"):
        emails.setdefault(person_id, email)
    ordered = sorted(people.values(), key=lambda one: (one.family_name.casefold(), one.given_name.casefold(), one.pk))
    return [Reader(one.pk, str(one), emails.get(one.pk, "")) for one in ordered]


def send_log(bulletin: Bulletin) -> QuerySet[Message]:
    """What became of one bulletin's messages, by name. The caller was given the bulletin by `get_bulletin`."""
    log = messaging.log(frozenset({bulletin.partnership_id}))
    return log.filter(kind=BULLETIN, key__startswith=f"{BULLETIN}:{bulletin.pk}:").order_by("to_name", "pk")
