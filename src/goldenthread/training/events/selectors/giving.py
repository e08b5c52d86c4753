"""Who gives events: whom one can ask, who was asked and what they answered, what is in the pack."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.training.trainers import selectors as trainers
from goldenthread.training.trainers.models import Trainer
from goldenthread.training.trainers.terms import CHAMPION

from .. import access
from ..models import Event, EventTrainer, PackFile, Session
from ..rules import planning
from ..terms import State
from .programme import with_days


@dataclass(frozen=True)
class Candidate:
    """Somebody who could train: why they may not without a reason given, and what they give at that time."""

    trainer: Trainer
    why_not: str = ""
    clash: str = ""

    @property
    def is_ready(self) -> bool:
        """Authorised and free: can be asked without more ado."""
        return not self.why_not and not self.clash

    @property
    def note(self) -> str:
        return " ".join(part for part in (self.why_not, self.clash) if part)


def trainers_of(event: Event) -> QuerySet[EventTrainer]:
    """Who is asked to give the event, the lead first, those who declined last."""
    asked = event.trainers.select_related("trainer__person", "trainer__agency", "event")
    return asked.order_by("declined_at", "-is_lead", "asked_at", "pk")


def candidates_for(event: Event, on: date) -> list[Candidate]:
    """Every active trainer not asked yet: authorised and free first, then those whom only a reason lets in.

    Champions cascade in their own agency and are not offered.
    """
    first = event.sessions.order_by("starts_at").first()
    day = first.starts_at.astimezone(LONDON).date() if first else on
    asked = EventTrainer.objects.filter(event=event, declined_at__isnull=True).values("trainer__person")
    active = trainers.active(event.partnership_id, day).exclude(person__in=asked).exclude(kind=CHAMPION)
    known = set(trainers.authorised_for(event.course, day).values_list("pk", flat=True))
    busy = clashes(event)
    found = [
        Candidate(
            trainer,
            "" if trainer.pk in known else trainers.why_not_authorised(trainer, event.course, day),
            busy.get(trainer.person_id, ""),
        )
        for trainer in active
    ]
    return sorted(found, key=lambda one: (bool(one.why_not), bool(one.clash), str(one.trainer.person).casefold()))


def clashes(event: Event, person_ids: Iterable[int] | None = None) -> dict[int, str]:
    """By person, what else they give at the time of the event."""
    spans = list(event.sessions.values_list("starts_at", "ends_at"))
    if not spans:
        return {}
    others = Session.objects.filter(
        event__trainers__declined_at__isnull=True,
        event__state__in=(State.DRAFT, State.PUBLISHED, State.CLOSED),
        starts_at__lt=max(end for _, end in spans),
        ends_at__gt=min(start for start, _ in spans),
    ).exclude(event=event)
    if person_ids is not None:
        others = others.filter(event__trainers__trainer__person_id__in=list(person_ids))
    rows = others.values_list("event__trainers__trainer__person_id", "event__title", "starts_at", "ends_at")
    return {
        person: f"They give “{title}” at that time."
        for person, title, starts_at, ends_at in rows
        if planning.overlap(spans, [(starts_at, ends_at)])
    }


def events_given(actor: Actor, at: datetime, *, past: bool = False) -> QuerySet[EventTrainer]:
    """What the actor is asked to give and has not declined: what is to come, soonest first, or what is over."""
    coming = Session.objects.filter(event=OuterRef("event"), ends_at__gte=at)
    mine = EventTrainer.objects.filter(trainer__person_id=actor.person_id or 0, declined_at__isnull=True)
    mine = mine.exclude(event__state=State.CANCELLED).filter(~Exists(coming) if past else Exists(coming))
    starts = Session.objects.filter(event=OuterRef("event")).order_by("starts_at").values("starts_at")[:1]
    mine = mine.annotate(starts_at=starts).select_related("event__venue", "event__course", "event__partnership")
    return mine.prefetch_related("event__sessions__venue").order_by("-starts_at" if past else "starts_at", "pk")


def get_given(actor: Actor, partnership_slug: str, slug: str) -> Event:
    """An event that the actor gives."""
    found = with_days(Event.objects.filter(partnership__slug=partnership_slug, slug=slug))
    event: Event | None = found.select_related("course", "venue", "partnership").first()
    if event is None or not access.gives(actor, event):
        raise Refused(not_visible("This event"))
    return event


def get_asked(actor: Actor, asked_id: int) -> EventTrainer:
    """One question to a trainer, for the trainer and for the officers."""
    asked = EventTrainer.objects.filter(pk=asked_id).select_related("event__partnership", "trainer__person").first()
    if asked is None:
        raise Refused(not_visible("This event"))
    refuse(access.can_answer(actor, asked))
    return asked


def get_pack_file(actor: Actor, event: Event, file_id: int, *, is_coming: bool = False) -> PackFile:
    """One file of the pack, for who may open it. Whether the actor is coming is known to the bookings above."""
    file = PackFile.objects.filter(event=event, pk=file_id).select_related("stored", "event").first()
    if file is None:
        raise Refused(not_visible("This file"))
    refuse(access.can_open_file(actor, file, is_coming=is_coming))
    return file
