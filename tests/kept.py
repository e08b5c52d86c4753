"""What many tests start from is brought together once, and then put back as rows: that takes a fiftieth of the time."""

import pickle
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import connection

Row = tuple[Any, ...]
Start = TypeVar("Start")


class Kept(Generic[Start]):
    """What a function makes in the database, and the object it gives back, made anew for each test.

    The first test makes it truly; its rows are kept, and later tests get the very same rows.
    """

    def __init__(self, make: Callable[[], Start]) -> None:
        self.make = make
        self.rows: dict[str, list[Row]] | None = None
        self.start = b""

    def again(self) -> Start:
        if self.rows is None:
            before = everything()
            start = self.make()
            self.rows = {table: rows for table, rows in everything().items() if rows != before[table]}
            assert not any(before[table] for table in self.rows), "only empty tables can be filled again"
            self.start = pickle.dumps(start)
            return start
        with connection.cursor() as cursor:
            for table, rows in self.rows.items():
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})", rows)
        found: Start = pickle.loads(self.start)
        return found


def everything() -> dict[str, list[Row]]:
    """Every row of every table."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if model._meta.managed and not model._meta.proxy:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found[table] = list(cursor.fetchall())
    return found
