"""Mark as stale, in the same transaction as the fact that moved; claim what is stale, once."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import uuid4

from django.db import connection, transaction

from .models import Moved, RoundDone, Stale

PERSON = "person"
PARTNERSHIP = "partnership"
BATCH = 5000

MARK = "INSERT INTO freshness_stale (kind, key, since) VALUES "
ON_MARKED = " ON CONFLICT (kind, key) DO UPDATE SET since = excluded.since"
UNMARK = "DELETE FROM freshness_stale WHERE kind = %s AND key IN "


def mark(*, kind: str, keys: Iterable[int], at: datetime) -> None:
    """Say that these are to be settled. Marking twice is the same as once.

    A row that stands already is written again rather than passed over: so a fact and a settling that
    meet wait for each other, and the fact is never missed. Keys go in order, or two could wait for ever.
    """
    ordered = sorted(set(keys))
    if not ordered:
        return
    since = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        for start in range(0, len(ordered), BATCH):
            # Plain SQL: this runs in every request that moves a fact, and models cost more than the row.
            rows = ", ".join(f"(%(kind)s, {int(key)}, %(since)s)" for key in ordered[start : start + BATCH])
            cursor.execute(MARK + rows + ON_MARKED, {"kind": kind, "since": since})
    if kind == PARTNERSHIP:
        Moved.objects.bulk_create(
            [Moved(key=key, stamp=uuid4()) for key in ordered],
            update_conflicts=True,
            update_fields=["stamp"],
            unique_fields=["key"],
        )


def claim(*, kind: str, limit: int = BATCH, keys: Iterable[int] | None = None) -> list[int]:
    """Take stale keys to settle in this transaction, oldest first. Two workers never take the same.

    They are taken off the list here and now; if the settling fails, so does the taking.
    """
    with transaction.atomic():
        waiting = Stale.objects.filter(kind=kind).order_by("since", "key")
        if keys is not None:
            waiting = waiting.filter(key__in=list(keys))
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        taken = list(waiting.values_list("pk", "key")[:limit])
        Stale.objects.filter(pk__in=[pk for pk, _ in taken]).delete()
        return sorted(key for _, key in taken)


def settled(*, kind: str, keys: Iterable[int]) -> None:
    """Take these off the list, before the facts are read by which they are settled in this very transaction."""
    listed = ", ".join(str(int(key)) for key in keys)
    if listed:
        with connection.cursor() as cursor:
            cursor.execute(UNMARK + f"({listed})", [kind])


def finish_round(*, name: str, on: date) -> None:
    """Note a round as finished for the day, after its work: one cut short is done again, which is harmless."""
    RoundDone.objects.bulk_create([RoundDone(name=name, on=on)], ignore_conflicts=True)
