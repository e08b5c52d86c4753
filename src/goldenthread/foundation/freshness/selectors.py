"""What is still to be settled."""

from collections.abc import Iterable
from datetime import date

from .models import RoundDone, Stale


def stale(kind: str, keys: Iterable[int]) -> frozenset[int]:
    """Those of the keys that are marked and not yet settled."""
    return frozenset(Stale.objects.filter(kind=kind, key__in=list(keys)).values_list("key", flat=True))


def any_stale(kind: str) -> bool:
    return Stale.objects.filter(kind=kind).exists()


def count(kind: str) -> int:
    return Stale.objects.filter(kind=kind).count()


def is_round_done(name: str, on: date) -> bool:
    return RoundDone.objects.filter(name=name, on=on).exists()
