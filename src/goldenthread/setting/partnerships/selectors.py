"""Reads of partnerships: roles by day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from goldenthread.kernel.actor import Grant, Role

from .models import RoleGranted


def grants_on(*, account_ids: Iterable[int], on: date) -> list[tuple[int, Grant]]:
    """The roles that these accounts hold on a day, each with the account that holds it."""
    held = RoleGranted.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), account_id__in=list(account_ids), starts_on__lte=on
    ).order_by("id")
    return [
        (account_id, Grant(Role(role), partnership_id, agency_id))
        for account_id, role, partnership_id, agency_id in held.values_list(
            "account_id", "role", "partnership_id", "agency_id"
        )
    ]
