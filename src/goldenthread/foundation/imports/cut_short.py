"""What becomes of work whose worker was killed: it is put back to be done, and after a few times given to a person.

Nothing of a cut-short list was written, since it is written in one transaction. Should the worker be alive after all,
only the first of the two to end is kept: the other finds the import loaded and takes its own writing back.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import CLOCK

from . import progress
from .models import Batch
from .terms import State

QUIET = timedelta(minutes=10)
"""A load that has said nothing for so long has no worker any more."""

TIMES = 3
"""After so many workers were lost on one list, a person should look at it."""

SAID = "Loading was cut short, and nothing of it was loaded. Load it again; if it stops again, load it in parts."


def put_back(*, at: datetime) -> int:
    """Put queued loads back whose worker was lost, and offer those again that nobody would take up. How many."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=at - QUIET)
    returned = [task for task in lost if _is_quiet(task.args_kwargs["args"][0], at)]
    for task in returned:
        again = len(task.worker_ids) < TIMES
        same = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        if again:
            same.update(status=TaskResultStatus.READY, started_at=None)
        else:
            same.update(status=TaskResultStatus.FAILED, finished_at=at)
    waiting = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    taken = {args_kwargs["args"][0] for args_kwargs in waiting.values_list("args_kwargs", flat=True)}
    orphans = Batch.objects.filter(state=State.APPLYING, applying_since__lt=at - QUIET).exclude(pk__in=taken)
    offered = [batch for batch in orphans if _is_quiet(batch.pk, at)]
    for batch in offered:
        _offer_again(batch, at)
    return len(returned) + len(offered)


def _is_quiet(batch_id: int, at: datetime) -> bool:
    heard = progress.last_said(batch_id)
    return heard is None or heard < at - QUIET


@transaction.atomic
def _offer_again(batch: Batch, at: datetime) -> None:
    """The import is ready to load as it was, and says why it is not loaded."""
    same = Batch.objects.filter(pk=batch.pk, state=State.APPLYING, applying_since=batch.applying_since)
    if same.update(state=State.PREVIEWED, said=SAID):
        progress.clear(batch.pk)
        audit.record(
            by=CLOCK,
            at=at,
            act="cut short",
            thing="imports.batch",
            thing_id=batch.pk,
            partnership_id=batch.partnership_id,
        )
