"""Read the trail."""

from django.db.models import QuerySet

from .models import Entry


def of_thing(thing: str, thing_id: object) -> QuerySet[Entry]:
    """All that was done to one thing, latest first. The caller has decided who may read it."""
    return Entry.objects.filter(thing=thing, thing_id=str(thing_id)).order_by("-at", "-pk")


def of_partnership(partnership_ids: frozenset[int]) -> QuerySet[Entry]:
    """All that was done in these partnerships, latest first."""
    return Entry.objects.filter(partnership_id__in=partnership_ids).order_by("-at", "-pk")


def words_of(partnership_ids: frozenset[int]) -> tuple[list[str], list[str]]:
    """The acts and the things that occur in the trail of these partnerships, to choose from."""
    rows = Entry.objects.filter(partnership_id__in=partnership_ids)
    acts = rows.order_by("act").values_list("act", flat=True).distinct()
    things = rows.order_by("thing").values_list("thing", flat=True).distinct()
    return list(acts), list(things)
