"""A table's rows read as plain values: what an export prints of them and no more."""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

from .columns import Column, Kind

Maker = Callable[[tuple[Any, ...]], Any]


def plainly(columns: Sequence[Column], rows: QuerySet[Any]) -> tuple[Iterator[tuple[Any, ...]], list[Maker]] | None:
    """The values that these columns print and how each is made of them; none where one needs the whole row."""
    query = rows.query
    if query.distinct or query.combinator or not issubclass(rows._iterable_class, ModelIterable):
        return None
    lookups: list[str] = []
    makers: list[Maker] = []
    for column in columns:
        found = paths_of(column)
        if column.kind is Kind.SHARE or not found:
            return None
        wanted = [lookup_of(rows, path) for path in found]
        if None in wanted:
            return None
        makers.append(maker(column, len(lookups), len(wanted)))
        lookups += [one for one in wanted if one is not None]
    return rows.prefetch_related(None).values_list(*lookups).iterator(chunk_size=2000), makers


def paths_of(column: Column) -> Sequence[str]:
    """Where a column's value stands in a row; nothing where it is a function of the whole row."""
    if callable(column.value):
        return column.reads
    return [column.value or column.key]


def maker(column: Column, first: int, count: int) -> Maker:
    """How a column's value is made of the values of a row."""
    if not callable(column.value):
        return itemgetter(first)
    value = column.value
    if count == 1:
        return lambda row: value(row[first])
    wanted = slice(first, first + count)
    return lambda row: value(*row[wanted])


def lookup_of(rows: QuerySet[Any], path: str) -> str | None:
    """A path such as "agency.name" as the database is asked for it; none if what stands there is no stored value."""
    if path in rows.query.annotations:
        return path
    steps = path.split(".")
    model: type[Model] | None = rows.model
    for number, step in enumerate(steps):
        if model is None:
            return None
        try:
            field: Any = model._meta.get_field(step)
        except FieldDoesNotExist:
            return None
        if not field.concrete or field.many_to_many:
            return None
        is_last = number == len(steps) - 1
        if is_last and field.is_relation and step != field.attname:
            return None
        model = field.related_model if field.is_relation else None
    return "__".join(steps)
