"""Many writers at once on SQLite: everyone gets a turn, nobody is told that the database is locked."""

import os
import subprocess
import sys
from pathlib import Path

WRITERS = """
import threading, django
django.setup()
from django.core.management import call_command
from django.db import connection, transaction
from goldenthread.foundation.freshness.models import Stale
from datetime import UTC, datetime

call_command("migrate", "freshness", verbosity=0)
failed = []

def write(first):
    try:
        for number in range(40):
            with transaction.atomic():
                seen = Stale.objects.count()
                Stale.objects.create(kind="person", key=first + number, since=datetime.now(UTC))
                if number % 10 == 0:
                    transaction.set_rollback(True)
    except Exception as wrong:
        failed.append(repr(wrong))
    finally:
        connection.close()

threads = [threading.Thread(target=write, args=(1000 * n,)) for n in range(16)]
[t.start() for t in threads]
[t.join() for t in threads]
print(len(failed), Stale.objects.count())
"""


def test_sixteen_writers_all_get_their_turn(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "goldenthread.settings",
        "GOLDEN_THREAD_TESTING": "1",
        "GOLDEN_THREAD_DATABASE": "",
        "GOLDEN_THREAD_STATE": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", WRITERS], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.split() == ["0", str(16 * 36)], done.stderr[-2000:]
