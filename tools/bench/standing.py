"""Standing of a county: afresh, unchanged, one person; and how it grows."""

import sys
from datetime import UTC, datetime

from django.core.management import call_command
from django.db import connection, transaction

from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel.actor import CLOCK
from goldenthread.training.records.models import Record
from goldenthread.training.standing.selectors.bulk import rows_of, run_sql
from goldenthread.training.standing.services import settle, settle_people
from tools.bench.apart import apart
from tools.bench.county import ON, county
from tools.bench.registry import POSTGRESQL, Bench, Figure, fastest, measure

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
COLUMNS = (
    "person_id, agency_id, requirement_id, valid_until, verified_until, grace_until, applies_from, applies_until, "
    "partnership_id"
)


def _empty() -> None:
    run_sql("TRUNCATE standing_standing" if connection.vendor == POSTGRESQL else "DELETE FROM standing_standing")


def _settle_whole() -> int:
    return settle(by=CLOCK, at=NOW, on=ON, partnership_id=1).changed


def floor_of_writing(rounds: int = 3) -> float:
    """Read the same records once, all that standing looks at, and write the same rows with the same indexes."""
    run_sql("DROP TABLE IF EXISTS bench_rows")
    run_sql(f"CREATE TABLE bench_rows AS SELECT {COLUMNS} FROM standing_standing ORDER BY id")

    def work() -> None:
        with transaction.atomic():
            rows_of(
                "SELECT COUNT(DISTINCT person_id), MAX(course_id), MAX(completed_on), MAX(state), MAX(format), "
                "MAX(provider_kind), SUM(minutes), SUM(participatory_minutes) FROM records_record"
            )
            run_sql(f"INSERT INTO standing_standing ({COLUMNS}) SELECT {COLUMNS} FROM bench_rows")

    seconds = fastest(work, before=_empty, rounds=rounds)
    run_sql("DROP TABLE bench_rows")
    return seconds


@measure("standing")
def standing(bench: Bench) -> list[Figure]:
    """Everyone afresh, and everyone again with nothing changed."""
    county(bench)
    postgres = bench.engine == POSTGRESQL
    afresh = fastest(_settle_whole, before=_empty)
    changed: list[int] = []
    unchanged = fastest(lambda: changed.append(_settle_whole()))
    floor = floor_of_writing()
    records, rows = (
        rows_of(f"SELECT COUNT(*) FROM {table}")[0][0] for table in ("records_record", "standing_standing")
    )
    note = f"{bench.people:,} people, {records:,} records, {rows:,} rows"
    return [
        bench.figure("standing afresh", afresh, floor, 2.0 if postgres else 2.5, note),
        bench.figure("standing unchanged", unchanged, floor, 1.3 if postgres else 1.8, f"{max(changed)} rows changed"),
    ]


@measure("one-person")
def one_person(bench: Bench) -> list[Figure]:
    """One record and that person's standing, in the request."""
    county(bench)
    if not rows_of("SELECT 1 FROM standing_standing LIMIT 1"):
        _settle_whole()
    people = iter(range(10, bench.people, max(1, bench.people // 1000)))

    def insert(person: int, day: int) -> None:
        Record.objects.create(
            person_id=person,
            course_id=1 + day % 12,
            completed_on=ON.replace(day=day),
            minutes=60,
            format="e-learning",
            provider_kind="external",
            state="verified",
            entered_at=NOW,
        )

    def bare() -> None:
        insert(next(people), 20)

    def settled() -> None:
        person = next(people)
        with transaction.atomic():
            insert(person, 20)
            freshness.mark(kind=freshness.PERSON, keys=[person], at=NOW)
            settle_people(by=CLOCK, at=NOW, on=ON, people=[person])

    settled()
    floor, seconds = fastest(bare, rounds=60), fastest(settled, rounds=60)
    return [bench.figure("one person's standing after a record", seconds, floor, 6.0)]


def ratio_at(people: int, rounds: int) -> float:
    """How many times the floor everyone's standing takes, in an empty database filled for it."""
    call_command("migrate", verbosity=0)
    county(Bench(connection.vendor, people))
    return fastest(_settle_whole, before=_empty, rounds=rounds) / floor_of_writing(rounds)


def told(people: int, rounds: int) -> None:
    """What a process of its own tells of its ratio."""
    sys.stdout.write(f"{ratio_at(people, rounds)}\n")


@measure("growth")
def growth(bench: Bench) -> list[Figure]:
    """The ratio to the floor with ten times the people, against the ratio with these."""
    small, large = (
        float(apart(bench.engine, f"from tools.bench.standing import told; told({people}, 2)"))
        for people in (bench.people, bench.people * 10)
    )
    note = f"ratios, not seconds: the one at {bench.people * 10:,} people against that at {bench.people:,}"
    return [bench.figure("growth of standing", large, small, 1.5, note)]
