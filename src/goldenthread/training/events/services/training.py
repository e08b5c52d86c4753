"""Ask trainers to give an event, and keep what they answer."""

from datetime import datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.training.trainers.models import Trainer
from goldenthread.training.trainers.selectors import why_not_authorised

from .. import access
from ..models import Event, EventTrainer
from ..terms import State


@transaction.atomic
def assign_trainer(
    *, by: Actor, at: datetime, event: Event, trainer: Trainer, is_lead: bool = False, why_overridden: str = ""
) -> EventTrainer:
    """Ask a trainer to give an event. Without authorisation or training of trainers only with a reason (A15).

    The reason stands with the assignment and in the audit trail. Whoever declined may be asked again.
    """
    refuse(access.can_plan(by, event.partnership_id))
    if event.state == State.CANCELLED:
        refuse(Refusal("This event is cancelled."))
    first = event.sessions.order_by("starts_at").first()
    day = (first.starts_at if first else at).astimezone(LONDON).date()
    why_not, why = why_not_authorised(trainer, event.course, day), " ".join(why_overridden.split())[:300]
    if why_not and not why:
        refuse(
            bad_input(
                f"{why_not} Give the reason for asking them all the same.",
                why_overridden=f"{why_not} Give the reason for asking them all the same.",
            )
        )
    if EventTrainer.objects.filter(event=event, trainer=trainer, declined_at__isnull=True).exists():
        refuse(bad_input("They are asked already.", trainer="They are asked already."))
    if is_lead:
        EventTrainer.objects.filter(event=event, is_lead=True).update(is_lead=False)
    asked, _ = EventTrainer.objects.update_or_create(
        event=event,
        trainer=trainer,
        defaults={
            "is_lead": is_lead,
            "asked_at": at,
            "confirmed_at": None,
            "declined_at": None,
            "why_declined": "",
            "why_overridden": why if why_not else "",
        },
    )
    audit.record(
        by=by, at=at, act="assign trainer in spite of what is lacking" if why_not else "assign trainer",
        thing="events.event", thing_id=event.pk, partnership_id=event.partnership_id,
        reason=f"{why} ({why_not})" if why_not else "", changes={"trainer": [None, trainer.pk]},
    )  # fmt: skip
    return asked


@transaction.atomic
def confirm_trainer(*, by: Actor, at: datetime, asked: EventTrainer) -> EventTrainer:
    """The trainer comes. Pressing twice does no harm; an answer can be changed until the event is cancelled."""
    return _answer(by, at, asked, True, "")


@transaction.atomic
def decline_trainer(*, by: Actor, at: datetime, asked: EventTrainer, why: str = "") -> EventTrainer:
    """The trainer cannot come. Someone else has to be asked."""
    return _answer(by, at, asked, False, why)


def _answer(by: Actor, at: datetime, asked: EventTrainer, is_yes: bool, why: str) -> EventTrainer:
    refuse(access.can_answer(by, asked))
    if asked.event.state == State.CANCELLED:
        refuse(Refusal("This event is cancelled: nobody needs to train."))
    if (asked.confirmed_at if is_yes else asked.declined_at) is not None:
        return asked
    asked.confirmed_at, asked.declined_at = (at, None) if is_yes else (None, at)
    asked.why_declined = "" if is_yes else " ".join(why.split())[:300]
    asked.save(update_fields=["confirmed_at", "declined_at", "why_declined"])
    audit.record(
        by=by, at=at, act="trainer confirms" if is_yes else "trainer declines", thing="events.event",
        thing_id=asked.event_id, partnership_id=asked.event.partnership_id, changes={"trainer": [None, asked.pk]},
    )  # fmt: skip
    return asked


@transaction.atomic
def take_off_trainer(*, by: Actor, at: datetime, asked: EventTrainer) -> None:
    """The trainer is not asked any more."""
    refuse(access.can_plan(by, asked.event.partnership_id))
    audit.record(
        by=by, at=at, act="take off trainer", thing="events.event", thing_id=asked.event_id,
        partnership_id=asked.event.partnership_id, changes={"trainer": [asked.trainer_id, None]},
    )  # fmt: skip
    asked.delete()
