"""Reads of imports for the pages of the rooms that load."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from . import progress
from .models import Batch, NotedRow, RememberedColumn, RememberedOfEveryone, RememberedWord
from .services import rows_of
from .terms import Progress, State


@dataclass(frozen=True)
class RowToMend:
    """A row of the file as it came, with what is wrong and what to write instead."""

    number: int
    cells: tuple[str, ...]
    wrong: str
    write: str


EVERYONE = "everyone in the file"
"""What stands for the cell of a list whose rows do not say it."""


@dataclass(frozen=True)
class Remembered:
    """A heading or a word of an agency's lists, and the key of what it means; a heading may mean nothing.

    Or what everyone in them is, in the words it was given.
    """

    which: str  # "column", "word" or "everyone"
    id: int
    kind: str
    agency_id: int
    said: str
    means: str


def remembered(agency_ids: Iterable[int]) -> list[Remembered]:
    """All that is remembered of these agencies' lists."""
    ids = sorted(agency_ids)
    columns = RememberedColumn.objects.filter(agency_id__in=ids).order_by("heading", "pk")
    words = RememberedWord.objects.filter(agency_id__in=ids).order_by("word", "pk")
    everyone = RememberedOfEveryone.objects.filter(agency_id__in=ids).order_by("field", "pk")
    return [
        *(Remembered("column", row.pk, row.kind, row.agency_id, row.heading, row.field) for row in columns),
        *(Remembered("word", row.pk, row.kind, row.agency_id, row.word, row.means) for row in words),
        *(Remembered("everyone", row.pk, row.kind, row.agency_id, EVERYONE, row.value) for row in everyone),
    ]


def batches(where: Q) -> QuerySet[Batch]:
    """Imports, latest first, with their files."""
    return (
        Batch.objects.filter(where)
        .exclude(state=State.ABANDONED)
        .select_related("file")
        .order_by("-uploaded_at", "-pk")
    )


def noted_rows(batch: Batch) -> QuerySet[NotedRow]:
    """Every row of the file, those worth a look before those that stay as they are."""
    return batch.noted_rows.order_by("position", "pk")


def progress_of(batch: Batch) -> Progress:
    """How far an import has got."""
    return progress.read(batch.pk)


def rows_to_mend(batch: Batch) -> Iterator[RowToMend]:
    """Each refused row, and each loaded with something missing, as it stood in the file."""
    faulty = dict(batch.noted_rows.filter(to_mend=True).values_list("number", "faults"))
    width = len(batch.headings)
    if not faulty:
        return
    with rows_of(batch) as listed:
        for number, cells in listed:
            if number in faulty:
                faults = faulty[number]
                yield RowToMend(
                    number,
                    tuple([*cells, *[""] * width][:width]),
                    " ".join(f"{column}: {wrong}" if column else wrong for column, wrong, _ in faults),
                    " ".join(write for _, _, write in faults if write),
                )


def has_rows_to_mend(batch: Batch) -> bool:
    """Whether there is anything to download and put right."""
    return batch.noted_rows.filter(to_mend=True).exists()
