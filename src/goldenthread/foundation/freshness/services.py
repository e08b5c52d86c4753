"""Mark as stale, in the same transaction as the fact that moved."""

from collections.abc import Iterable
from datetime import datetime

from .models import Stale

PERSON = "person"
PARTNERSHIP = "partnership"


def mark(*, kind: str, keys: Iterable[int], at: datetime) -> None:
    """Say that these are to be settled. Marking twice is the same as once."""
    Stale.objects.bulk_create(
        [Stale(kind=kind, key=key, since=at) for key in keys], ignore_conflicts=True, batch_size=5000
    )
