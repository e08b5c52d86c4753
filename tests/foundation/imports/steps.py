"""What each process of the worker's test does: `python -m tests.foundation.imports.steps STEP`, told as JSON."""

import json
import sys
from datetime import timedelta
from typing import Any

import django
from django.core.management import call_command

ROWS = 4000


def queue() -> dict[str, Any]:
    """Send a long list as an officer does, and stay signed in."""
    from goldenthread.setting.workforce.services import imports
    from tests.build.sheets import as_csv, upload
    from tests.cast import NOW, TODAY, assemble

    call_command("migrate", verbosity=0)
    cast = assemble()
    by = cast.officer.actor()
    rows = [("Staff number", "Name", "E-mail", "Job title")]
    rows += [(f"N{at}", f"Given{at} Family{at}", f"n{at}@example.org", "Teacher") for at in range(ROWS)]
    batch = imports.receive_staff_list(
        by=by, at=NOW, partnership_id=cast.fellside.pk, agency_id=cast.school.pk,
        upload=upload(as_csv(rows), "staff.csv"), is_full_list=False, as_on=TODAY,
    )  # fmt: skip
    chosen = {int(at): key for at, key in batch.mapping.items()}
    imports.choose_staff_columns(by=by, at=NOW, batch=batch, chosen=chosen)
    imports.preview_staff_list(by=by, at=NOW, batch=batch)
    applied = imports.apply_staff_list(by=by, at=NOW, batch=batch)
    return look() | {"batch": applied.pk, "session": cast.officer.client().cookies["sessionid"].value}


def look() -> dict[str, Any]:
    """Where the import and its task have got to, and what of it is written."""
    from django_tasks_db.models import DBTaskResult

    from goldenthread.foundation.imports.models import Batch, JournalPage
    from goldenthread.setting.workforce.models import Post

    numbers = list(Post.objects.filter(staff_number__startswith="N").values_list("staff_number", flat=True))
    return {
        "state": Batch.objects.get().state,
        "tasks": list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True)),
        "posts": len(numbers),
        "once": len(set(numbers)) == len(numbers),
        "journal": JournalPage.objects.exists(),
    }


def page(batch: str, session: str) -> dict[str, Any]:
    """The progress page, as the officer who waits sees it."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.cookies["sessionid"] = session
    answer = client.get(f"/imports/{batch}/progress/")
    return {"status": answer.status_code, "waits": "Loading the list" in answer.content.decode()}


def later() -> dict[str, Any]:
    """What the clock does a quarter of an hour on."""
    from goldenthread.foundation.imports import cut_short
    from goldenthread.kernel import clock

    return {"put_back": cut_short.put_back(at=clock.now() + timedelta(minutes=15))}


def work() -> dict[str, Any]:
    """A worker that does what is queued, and ends."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    return look()


STEPS = {"queue": queue, "look": look, "page": page, "later": later, "work": work}

if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(STEPS[sys.argv[1]](*sys.argv[2:])))
