"""Read the trail."""

from django.db.models import QuerySet

from .models import Entry


def of_thing(thing: str, thing_id: object) -> QuerySet[Entry]:
    """All that was done to one thing, latest first. The caller has decided who may read it."""
    return Entry.objects.filter(thing=thing, thing_id=str(thing_id)).order_by("-at", "-pk")


def of_partnership(partnership_ids: frozenset[int]) -> QuerySet[Entry]:
    """All that was done in these partnerships, latest first."""
    return Entry.objects.filter(partnership_id__in=partnership_ids).order_by("-at", "-pk")
