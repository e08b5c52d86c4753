"""Read the log of messages: sent, not sent, and why not."""

from django.db.models import QuerySet

from .models import Message, Pause


def log(partnership_ids: frozenset[int]) -> QuerySet[Message]:
    """Messages of these partnerships, latest first. The caller has decided who may read them."""
    return Message.objects.filter(partnership_id__in=partnership_ids).order_by("-due_at", "-pk")


def current_pause() -> Pause | None:
    """The pause in force, if sending is paused."""
    return Pause.objects.filter(resumed_at__isnull=True).first()
