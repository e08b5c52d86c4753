"""Two officers close the same register at once: one does, the other is told who did, and nothing is written twice.

Real threads with connections of their own, in a process and a database of their own.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import connection

from goldenthread.kernel.actor import CLOCK
from goldenthread.kernel.refusal import Refused
from goldenthread.training.bookings.models import Register
from goldenthread.training.bookings.services.closing import close_register
from goldenthread.training.bookings.services.register import take_register
from goldenthread.training.certificates.models import Certificate
from goldenthread.training.certificates.services import issue_due
from goldenthread.training.records.models import Record
from tests.build.bookings import applies, someone, with_places
from tests.build.events import local
from tests.cast import Member, assemble

OVER = local(24, 3, 15, 30)
OFFICERS = 4
DONE = "closed once, certified once"


def tell() -> None:
    """The story, in a database of its own."""
    call_command("migrate", verbosity=0)
    cast = assemble()
    event = with_places(cast)
    for _ in range(12):
        applies(cast, event, someone(cast), by=cast.officer.actor())
    take_register(by=cast.officer.actor(), at=OVER, session=event.sessions.get(), marks={}, rest="attended")
    began, said = Barrier(OFFICERS), list[str]()

    def close(member: Member) -> None:
        try:
            actor = member.actor()
            began.wait(30)
            close_register(by=actor, at=OVER, event=event)
            said.append("closed")
        except Refused as refused:
            said.append(refused.refusal.reason)
        finally:
            connection.close()

    def certify() -> None:
        try:
            began.wait(30)
            issue_due(by=CLOCK, at=OVER, on=OVER.date(), event=event)
        finally:
            connection.close()

    run([Thread(target=close, args=(member,)) for member in (cast.officer, cast.administrator) * 2])
    register = Register.objects.get(event=event)
    told = f"{register.closed_by_name} closed this register on 24 March 2026 at 15:30."
    assert sorted(said) == sorted(["closed", *[told] * (OFFICERS - 1)]), said
    assert (register.times_closed, Record.objects.count()) == (1, 12)
    run([Thread(target=certify) for _ in range(OFFICERS)])
    assert Certificate.objects.filter(revoked_at=None).count() == Certificate.objects.count() == 12
    sys.stdout.write(DONE)


def run(threads: list[Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "they wait for each other"


@pytest.fixture
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """A new database of the engine in use: its address, none for a file in a folder of the test's own."""
    if connection.vendor != "postgresql":
        yield ""
        return
    blocker = request.getfixturevalue("django_db_blocker")
    asked = connection.settings_dict
    name = f"test_goldenthread_closing{os.environ.get('GOLDEN_THREAD_TEST_SUFFIX', '')}"
    password = f":{asked['PASSWORD']}" if asked["PASSWORD"] else ""
    with blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield f"postgres://{asked['USER']}{password}@{asked['HOST']}:{asked['PORT']}/{name}"
    with blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")


def test_one_closes_and_the_others_are_told(address: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "goldenthread.settings",
        "GOLDEN_THREAD_TESTING": "1",
        "GOLDEN_THREAD_DATABASE": address,
        "GOLDEN_THREAD_STATE": str(tmp_path),
    }
    script = f"import django; django.setup()\nfrom {__name__} import tell; tell()"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        cwd=Path(__file__).parents[4],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.stdout == DONE, done.stderr[-3000:]
