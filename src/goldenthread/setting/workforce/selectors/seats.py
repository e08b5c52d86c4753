"""Who sits on which subgroup."""

from datetime import date

from django.db.models import Q

from ..models import Seat


def seats_by_subgroup(partnership_id: int, on: date) -> dict[int, list[Seat]]:
    """The seats taken on a day, by subgroup, the chair first. One query."""
    rows = Seat.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, subgroup__partnership_id=partnership_id
    )
    found: dict[int, list[Seat]] = {}
    for seat in rows.select_related("person", "agency").order_by("-is_chair", "person__family_name", "pk"):
        found.setdefault(seat.subgroup_id, []).append(seat)
    return found
