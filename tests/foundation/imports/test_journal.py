"""What an import wrote is taken back exactly, or not at all."""

from pathlib import Path
from typing import Any

import pytest

from goldenthread.foundation.imports.journal import Journal, take_back, why_not_undo
from goldenthread.foundation.imports.models import Batch, NotedRow
from goldenthread.kernel.refusal import Refusal
from tests.house.rows import saved

pytestmark = pytest.mark.django_db
"""Noted rows stand for what any room may write: they point at a batch, as posts do at a person."""


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def written() -> tuple[Batch, NotedRow, NotedRow]:
    """An import that made one row and changed another twice."""
    batch = saved(Batch)
    assert isinstance(batch, Batch)
    old = NotedRow.objects.create(batch=batch, number=1, outcome="new", who="Ann Ash")
    journal = Journal(batch)
    new = NotedRow.objects.create(batch=batch, number=2, outcome="new", who="Bo Elm")
    journal.created([new])
    for who, number in (("Ann Birch", 1), ("Ann Cedar", 5)):
        before = {"who": old.who, "number": old.number}
        old.who, old.number = who, number
        old.save()
        journal.changed([(old, before)])
    journal.close()
    return batch, old, new


def rows() -> list[tuple[int, str]]:
    return list(NotedRow.objects.order_by("pk").values_list("number", "who"))


def test_everything_is_as_it_was() -> None:
    batch, _, _ = written()
    assert rows() == [(5, "Ann Cedar"), (2, "Bo Elm")]
    assert why_not_undo(batch) is None
    take_back(batch)
    assert rows() == [(1, "Ann Ash")]


@pytest.mark.parametrize("which", ["old", "new"])
def test_a_later_change_would_be_lost_so_it_is_refused(which: str) -> None:
    batch, old, new = written()
    NotedRow.objects.filter(pk=(old if which == "old" else new).pk).update(who="Somebody else")
    said = why_not_undo(batch)
    assert isinstance(said, Refusal)
    assert "has been changed since" in said.reason


def test_a_change_of_something_else_in_the_row_stays() -> None:
    batch, old, _ = written()
    NotedRow.objects.filter(pk=old.pk).update(says="Noted later")
    assert why_not_undo(batch) is None
    take_back(batch)
    assert NotedRow.objects.get(pk=old.pk).says == "Noted later"


def test_what_was_removed_since_is_refused() -> None:
    batch, _, new = written()
    new.delete()
    said = why_not_undo(batch)
    assert said is not None
    assert "has been removed since" in said.reason


def test_what_was_built_on_it_is_refused() -> None:
    outer = saved(Batch)
    assert isinstance(outer, Batch)
    made = saved(Batch)
    journal = Journal(outer)
    journal.created([made])
    journal.close()
    assert why_not_undo(outer) is None
    saved(NotedRow, batch=made)
    said = why_not_undo(outer)
    assert said is not None
    assert "1 noted row added since" in said.reason
