"""What trainers and champions took to their own agencies: counted apart from the partnership's events (A11, A38)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible, refuse

from .. import access
from ..models import Cascade, Trainer


def cascades(actor: Actor, partnership_id: int) -> QuerySet[Cascade]:
    """Every cascade of the partnership, the latest first."""
    refuse(access.can_keep(actor, partnership_id))
    rows = Cascade.objects.filter(partnership_id=partnership_id)
    return rows.select_related("trainer__person", "agency", "course").order_by("-held_on", "-pk")


def cascades_of(actor: Actor, trainer: Trainer) -> list[Cascade]:
    """One trainer's cascades, the latest first."""
    refuse(access.can_see(actor, trainer))
    return list(trainer.cascades.select_related("agency", "course").order_by("-held_on", "-pk"))


def get_cascade(actor: Actor, cascade_id: int) -> Cascade:
    """One cascade of a trainer whose entries the actor may change."""
    found = Cascade.objects.filter(pk=cascade_id).select_related("trainer__person", "agency").first()
    if found is None or access.can_cascade(actor, found.trainer) is not None:
        raise Refused(not_visible("This cascade"))
    return found


@dataclass(frozen=True)
class Cascaded:
    """Cascades between two days: how many, whom they reached, how long they took. They cost nothing."""

    sessions: int
    attended: int
    minutes: int
    pence: int = 0


def cascaded(partnership_id: int, starts_on: date, ends_on: date) -> Cascaded:
    """The figures of cascades, which no figure of the partnership's own events includes."""
    rows = Cascade.objects.filter(partnership_id=partnership_id, held_on__range=(starts_on, ends_on))
    sums = rows.aggregate(attended=Sum("attended"), minutes=Sum("minutes"))
    return Cascaded(rows.count(), sums["attended"] or 0, sums["minutes"] or 0)
