"""Read the log of messages: sent, not sent, and why not."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Q, QuerySet
from django.db.models.expressions import Combinable

from .models import GoLive, Message, Pause
from .terms import DUE


def log(partnership_ids: frozenset[int]) -> QuerySet[Message]:
    """Messages of these partnerships, latest first. The caller has decided who may read them."""
    return Message.objects.filter(partnership_id__in=partnership_ids).order_by("-due_at", "-pk")


def has_message(key: Combinable) -> Exists:
    """Whether a message of this key is owed already, or was: for looking through many duties at once."""
    return Exists(Message.objects.filter(key=key))


def current_pause() -> Pause | None:
    """The pause in force, if sending is paused."""
    return Pause.objects.filter(resumed_at__isnull=True).first()


@dataclass(frozen=True)
class KindOfMessage:
    """One kind of message in a partnership: how many wait, and from which day they may go."""

    kind: str
    waiting: int
    starts_on: date | None

    @property
    def words(self) -> str:
        return self.kind.replace("_", " ").replace("-", " ").capitalize()


def kinds(partnership_ids: frozenset[int]) -> list[KindOfMessage]:
    """Every kind that has fallen due or been switched on, by its name."""
    live = dict(GoLive.objects.filter(partnership_id__in=partnership_ids).values_list("kind", "starts_on"))
    waiting = Count("pk", filter=Q(state=DUE))
    rows = Message.objects.filter(partnership_id__in=partnership_ids).order_by("kind").values_list("kind")
    due = dict(rows.annotate(waiting=waiting))
    return [KindOfMessage(kind, due.get(kind, 0), live.get(kind)) for kind in sorted(due.keys() | live.keys())]
