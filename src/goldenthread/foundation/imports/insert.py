"""Write many new rows at the speed of the database: keys taken in advance, one prepared statement a table.

The ORM builds the text of every statement anew, which costs more than the writing itself. Only for rows that are
complete: no defaults of the database, no signals, no models with parents.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, CharField, ForeignKey, IntegerField, Model, TextField

AS_THEY_ARE = (CharField, TextField, IntegerField, BooleanField, ForeignKey)
"""Kinds of field whose values either engine takes as they are in Python."""


def insert(rows: Sequence[Model]) -> None:
    """Write these rows of one table and give each its key. Call it inside a transaction."""
    if not rows:
        return
    model = type(rows[0])
    key, fields = model._meta.pk, model._meta.concrete_fields
    for number, row in zip(_keys(model, len(rows)), rows, strict=True):
        setattr(row, key.attname, number)
        row._state.adding, row._state.db = False, connection.alias
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    columns = [_column(field, [getattr(row, field.attname) for row in rows]) for field in fields]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES ({places})",  # noqa: S608  (own names only)
            list(zip(*columns, strict=True)),
        )


def _column(field: Any, values: list[Any]) -> list[Any]:
    """One column's values as the engine takes them."""
    if isinstance(field, AS_THEY_ARE):
        return values
    return [field.get_db_prep_save(value, connection) for value in values]


def _keys(model: type[Model], count: int) -> Sequence[int]:
    """Keys that nobody else will be given: from the sequence, or after the last in the one writer's transaction."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', model._meta.pk.column, count],
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    first = (last[0] if last else 0) + 1
    return range(first, first + count)
