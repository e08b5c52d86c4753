"""Bring standing up to its facts: for a few people in the request, for a partnership inside the database."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import connection, transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel.actor import Actor

from ..selectors.bulk import BulkStanding, drop_temporary, is_shared, rows_of
from ..selectors.facts import Facts, Key, Values, facts_of, standing_of
from ..selectors.plan import SETTLING, Plan, plan_in_force, plans_for_settling
from ._merge import Settled, insert_all, merge, put, remove, stands_any

FEW = 400
"""So many people at a time are settled by reading their facts; a whole partnership never is."""

MANY = 4000
"""From so many stale people on it is quicker to settle their partnerships whole."""


@transaction.atomic
def settle(*, by: Actor, at: datetime, on: date, partnership_id: int | None = None) -> Settled:
    """Settle a whole partnership, or whatever is marked stale. Running it again changes nothing."""
    if partnership_id is not None:
        freshness.claim(kind=freshness.PARTNERSHIP, keys=[partnership_id])
        settled = _whole(partnership_id, on)
        _note(by, at, settled, partnership_id)
        return settled
    settled = Settled()
    for stale in freshness.claim(kind=freshness.PARTNERSHIP):
        settled += _whole(stale, on)
    people = freshness.claim(kind=freshness.PERSON, limit=MANY)
    if len(people) == MANY:
        for whole in _partnerships_of(people):
            settled += _whole(whole, on)
    else:
        mine = _ours(people)
        written, left = _some(mine, on)
        freshness.mark(kind=freshness.PERSON, keys=[*left, *(set(people) - set(mine))], at=at)
        settled += written
    if settled.changed:
        _note(by, at, settled, None)
    return settled


@transaction.atomic(savepoint=False)
def settle_people(*, by: Actor, at: datetime, on: date, people: Iterable[int]) -> Settled:
    """Settle these people now, in the request that moved their facts.

    Nothing is noted in the trail: the fact that moved was. While their partnership is being settled
    whole they stay marked, and the clock comes back for them.
    """
    del by  # the trail has them already, with the fact
    mine = _taken(sorted(set(people)))
    settled, left = _some(mine, on)
    freshness.mark(kind=freshness.PERSON, keys=left, at=at)
    return settled


def _note(by: Actor, at: datetime, settled: Settled, partnership_id: int | None) -> None:
    audit.record(
        by=by,
        at=at,
        act="settle standing",
        thing="standing.standing",
        thing_id=partnership_id or "stale",
        partnership_id=partnership_id,
        changes={name: [None, getattr(settled, name)] for name in ("inserted", "updated", "deleted")},
    )


def _whole(partnership_id: int, on: date) -> Settled:
    """Everyone of a partnership, set-based: computed into a table of its own, of which the difference is written."""
    _keep_others_out(partnership_id)
    work = BulkStanding(plan_in_force(partnership_id, on), on, only_its_people=is_shared(partnership_id))
    if not stands_any(partnership_id):
        settled = insert_all(partnership_id, work.prepared())
        work.done()
        return settled
    work.into("gt_standing")
    settled = merge(partnership_id, "gt_standing")
    drop_temporary(["gt_standing"])
    return settled


def _keep_others_out(partnership_id: int) -> None:
    """Keep a whole settling apart from those of single people, whose newer facts it might write over.

    SQLite has one writer at a time, and needs nothing.
    """
    if connection.vendor == "postgresql":
        rows_of(f"SELECT pg_advisory_xact_lock({SETTLING + int(partnership_id)})")


def _ours(people: Sequence[int]) -> list[int]:
    """Those of these people whom nobody else is settling now, held until this transaction ends.

    The rest stay marked or are marked again. Marks are taken off before facts are read, never after: a fact that
    comes in between leaves its own. SQLite has one writer at a time, and needs nothing.
    """
    if connection.vendor != "postgresql" or not people:
        return list(people)
    return [int(str(person)) for (person,) in rows_of(_held_sql(people))]


def _held_sql(people: Iterable[int]) -> str:
    listed = ", ".join(str(int(person)) for person in people)
    return f"SELECT id FROM workforce_person WHERE id IN ({listed}) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED"


def _taken(people: Sequence[int]) -> list[int]:
    """Ours, with their marks taken off: in one statement, because it is part of every request that moves a fact."""
    if connection.vendor != "postgresql" or not people:
        freshness.settled(kind=freshness.PERSON, keys=people)
        return list(people)
    rows = rows_of(
        f"WITH ours AS ({_held_sql(people)}), taken AS (DELETE FROM freshness_stale WHERE id IN (SELECT s.id FROM "
        f"freshness_stale s JOIN ours ON ours.id = s.key WHERE s.kind = '{freshness.PERSON}' "
        "FOR UPDATE OF s SKIP LOCKED)) SELECT id FROM ours"
    )
    return [int(str(person)) for (person,) in rows]


def _partnerships_of(people: Sequence[int]) -> list[int]:
    found: set[int] = set()
    for start in range(0, len(people), FEW):
        listed = ", ".join(str(int(person)) for person in people[start : start + FEW])
        found |= {
            int(str(row[0]))
            for row in rows_of(f"SELECT DISTINCT partnership_id FROM workforce_post WHERE person_id IN ({listed})")
        }
    return sorted(found)


def _some(people: Sequence[int], on: date) -> tuple[Settled, list[int]]:
    """Settle people a few at a time; those whose partnership is being settled whole are handed back."""
    settled, left = Settled(), []
    for start in range(0, len(people), FEW):
        few = list(people[start : start + FEW])
        written, is_done = _few(few, on)
        settled += written
        left += [] if is_done else few
    return settled, left


def _few(people: Sequence[int], on: date) -> tuple[Settled, bool]:
    plans, is_free = plans_for_settling(people, on)
    if not is_free:
        return Settled(), False
    facts = facts_of(people, on)
    wanted: dict[Key, tuple[int, Values]] = {}
    stood: dict[Key, tuple[int, Values]] = {}
    for person, one in facts.items():
        stood |= one.stood
        for plan in plans.values():
            wanted |= _wanted(plan, person, one)
    return _write_difference(wanted, stood), True


def _wanted(plan: Plan, person: int, facts: Facts) -> dict[Key, tuple[int, Values]]:
    return {key: (plan.partnership_id, values) for key, values in standing_of(plan, person, facts).items()}


def _write_difference(wanted: dict[Key, tuple[int, Values]], stood: dict[Key, tuple[int, Values]]) -> Settled:
    new = {key: to for key, to in wanted.items() if key not in stood}
    moved = {key: to for key, to in wanted.items() if key in stood and stood[key][1] != to[1]}
    gone = [pk for key, (pk, _) in stood.items() if key not in wanted]
    if gone:
        remove(gone)
    if new or moved:
        put(new | moved)
    return Settled(len(new), len(moved), len(gone), len(wanted))
