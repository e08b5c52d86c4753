"""Loads whose worker was lost: put back a few times, then offered to a person; those still heard of left alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from goldenthread.foundation.audit.models import Entry
from goldenthread.foundation.imports import cut_short, progress
from goldenthread.foundation.imports.models import Batch
from tests.house.rows import saved

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(hours=1)


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def loading(*workers: str, since: datetime = LONG_AGO) -> tuple[Batch, DBTaskResult]:
    batch = saved(Batch, state="applying", applying_since=since)
    assert isinstance(batch, Batch)
    task = DBTaskResult.objects.create(
        status="RUNNING", started_at=since, run_after=since, worker_ids=list(workers), backend_name="default",
        task_path="a.task", args_kwargs={"args": [batch.pk, None], "kwargs": {}},
    )  # fmt: skip
    return batch, task


def states(batch: Batch, task: DBTaskResult) -> tuple[str, str]:
    batch.refresh_from_db()
    task.refresh_from_db()
    return batch.state, task.status


def test_a_lost_worker_s_load_is_put_back() -> None:
    found = loading("one")
    assert (cut_short.put_back(at=NOW), states(*found)) == (1, ("applying", "READY"))
    assert cut_short.put_back(at=NOW) == 0


def test_after_three_workers_it_is_offered_to_a_person_with_the_reason() -> None:
    batch, task = loading("one", "two", "three")
    assert (cut_short.put_back(at=NOW), states(batch, task)) == (2, ("previewed", "FAILED"))
    assert batch.said == cut_short.SAID
    assert Entry.objects.filter(act="cut short", thing_id=str(batch.pk)).count() == 1


def test_one_that_nobody_would_take_up_is_offered_again() -> None:
    batch, task = loading("one")
    task.delete()
    assert cut_short.put_back(at=NOW) == 1
    batch.refresh_from_db()
    assert batch.state == "previewed"


def test_what_began_just_now_or_still_says_how_far_it_is_is_left_alone() -> None:
    young, heard = loading("one", since=NOW), loading("one")
    progress.note(heard[0].pk, "Writing posts", 1, 2)
    assert cut_short.put_back(at=NOW) == 0
    assert [states(*young), states(*heard)] == [("applying", "RUNNING")] * 2
