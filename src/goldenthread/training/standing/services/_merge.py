"""Write only what changed: what was computed is laid beside what stands, and the difference is applied."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from ..selectors.bulk import dialect, drop_temporary, make_temporary, rows_of, run_sql
from ..selectors.facts import Key, Values

STANDING = "standing_standing"
VALUES = ("valid_until", "verified_until", "grace_until", "applies_from", "applies_until")
KEY = ("person_id", "agency_id", "requirement_id")
ROWS_A_STATEMENT = 400


@dataclass(frozen=True)
class Settled:
    """What settling wrote. Nothing changed on a quiet night is the self-check that all facts were followed."""

    inserted: int = 0
    updated: int = 0
    deleted: int = 0
    computed: int = 0

    @property
    def changed(self) -> int:
        return self.inserted + self.updated + self.deleted

    def __add__(self, other: "Settled") -> "Settled":
        return Settled(
            self.inserted + other.inserted,
            self.updated + other.updated,
            self.deleted + other.deleted,
            self.computed + other.computed,
        )


def _count(sql: str) -> int:
    return int(str(rows_of(sql)[0][0]))


def insert_all(partnership_id: int, select: str) -> Settled:
    """The first time there is nothing to compare with: what is selected is written straight."""
    columns = ", ".join((*KEY, *VALUES))
    inserted = run_sql(
        f"INSERT INTO {STANDING} ({columns}, partnership_id) SELECT {columns}, {partnership_id} FROM ({select}) s"
    )
    return Settled(inserted=inserted, computed=inserted)


def stands_any(partnership_id: int) -> bool:
    return bool(rows_of(f"SELECT 1 FROM {STANDING} WHERE partnership_id = {partnership_id} LIMIT 1"))


def merge(partnership_id: int, staging: str) -> Settled:
    """Apply the difference between a staging table and the standing of one partnership."""
    differs = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    on_key = " AND ".join(f"t.{column} = s.{column}" for column in KEY)
    changed = " OR ".join(f"t.{column} {differs} s.{column}" for column in VALUES)
    columns = ", ".join((*KEY, *VALUES))
    listed = ", ".join(f"s.{column}" for column in (*KEY, *VALUES))
    make_temporary(
        "gt_moved",
        "standing_id bigint, person_id bigint, agency_id bigint, requirement_id bigint, valid_until date, "
        "verified_until date, grace_until date, applies_from date, applies_until date",
        f"SELECT t.id AS standing_id, {listed} FROM {staging} s LEFT JOIN {STANDING} t ON {on_key} "
        f"WHERE t.id IS NULL OR {changed}",
    )
    computed = _count(f"SELECT COUNT(*) FROM {staging}")
    stood = _count(f"SELECT COUNT(*) FROM {STANDING} WHERE partnership_id = {partnership_id}")
    inserts = _count("SELECT COUNT(*) FROM gt_moved WHERE standing_id IS NULL")
    deleted = updated = inserted = 0
    if stood != computed - inserts:
        run_sql(f"CREATE INDEX gt_staged ON {staging} ({', '.join(KEY)})")
        deleted = run_sql(
            f"DELETE FROM {STANDING} WHERE partnership_id = {partnership_id} AND NOT EXISTS "
            f"(SELECT 1 FROM {staging} s WHERE "
            + " AND ".join(f"s.{column} = {STANDING}.{column}" for column in KEY)
            + ")"
        )
    if _count("SELECT COUNT(*) FROM gt_moved") > inserts:
        values = ", ".join(f"{column} = m.{column}" for column in VALUES)
        updated = run_sql(f"UPDATE {STANDING} SET {values} FROM gt_moved m WHERE m.standing_id = {STANDING}.id")
    if inserts:
        inserted = run_sql(
            f"INSERT INTO {STANDING} ({columns}, partnership_id) "
            f"SELECT {columns}, {partnership_id} FROM gt_moved WHERE standing_id IS NULL"
        )
    drop_temporary(["gt_moved"])
    return Settled(inserted, updated, deleted, computed)


def put(rows: Mapping[Key, tuple[int, Values]]) -> None:
    """Write some rows of a few people, new or moved, each with its partnership: one statement.

    Plain SQL, because to build the same statement from models costs several times what it takes to run.
    """
    day = dialect().day
    columns = ", ".join((*KEY, "partnership_id", *VALUES))
    moved = ", ".join(f"{column} = excluded.{column}" for column in ("partnership_id", *VALUES))
    waiting = iter(rows.items())
    while some := list(islice(waiting, ROWS_A_STATEMENT)):
        listed = ", ".join(
            f"({', '.join(map(str, (*key, partnership_id)))}, "
            f"{', '.join('NULL' if value is None else day(value) for value in values)})"
            for key, (partnership_id, values) in some
        )
        run_sql(
            f"INSERT INTO {STANDING} ({columns}) VALUES {listed} ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET {moved}"
        )


def remove(standing_ids: Iterable[int]) -> None:
    run_sql(f"DELETE FROM {STANDING} WHERE id IN ({', '.join(map(str, standing_ids))})")
