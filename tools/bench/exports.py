"""A compliance CSV of fifty thousand rows: people by requirement with where they stand, as the office downloads it."""

import csv
import io

from django.db import connection
from django.test import Client

from goldenthread.training.standing.selectors.asked import asked_on

from .county import AT, settled_county
from .pages import an_officer
from .registry import Bench, Figure, fastest, measure

ROWS = 50_000
BARE = (
    "SELECT p.family_name, p.given_name, a.name, s.requirement_id, s.valid_until, s.grace_until "
    "FROM standing_standing s JOIN workforce_person p ON p.id = s.person_id "
    "JOIN partnerships_agency a ON a.id = s.agency_id WHERE s.requirement_id IN ({}) "
    "AND s.applies_from <= %s AND s.applies_until >= %s "
    "ORDER BY p.family_name, p.given_name, s.person_id, s.id"
)


def about(rows: int) -> tuple[str, list[int]]:
    """The requirement with about so many rows, or all of them together: its key, empty for all, and its rows' ids."""
    asked = [one for one in asked_on(1, AT.date()) if one.counts]
    choices = {one.key: list(one.row_ids) for one in asked}
    choices[""] = [row for ids in choices.values() for row in ids]
    return min(choices.items(), key=lambda choice: abs(len(read(choice[1])) - rows))


def read(ids: list[int]) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(BARE.format(", ".join(map(str, ids))), [AT.date(), AT.date()])
        return cursor.fetchall()


def downloaded(client: Client, address: str) -> int:
    """How many lines the download has, its heading not counted."""
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return sum(line.count(b"\r\n") for line in answer) - 1  # type: ignore[attr-defined]  # it is streamed


@measure("csv")
def compliance_csv(bench: Bench) -> list[Figure]:
    """The download, read to its end, against reading the same rows in the same order and writing them with csv."""
    settled_county(bench)
    client = an_officer()
    key, ids = about(ROWS)
    address = f"/partnership/people-behind/?requirement={key}&export=csv"

    def bare() -> None:
        csv.writer(io.StringIO()).writerows(read(ids))

    lines, rows = downloaded(client, address), len(read(ids))
    if lines != rows:
        raise SystemExit(f"the download has {lines} rows where {rows} were read")
    taken = fastest(lambda: downloaded(client, address))
    return [bench.figure("compliance CSV", taken, fastest(bare), 3.0, f"{rows:,} rows")]
