"""A worker is killed while it hands over three hundred messages, and again: nothing is handed over twice.

Real processes, a real mail server of the test's own that counts what arrived, and a database of each engine.
"""

import json
import os
import re
import signal
import socketserver
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

ROOT = Path(__file__).parents[3]
MESSAGES = 300
SETUP = "import django, json; django.setup(); from datetime import timedelta; from goldenthread.kernel import clock; "
SETUP += "from goldenthread.foundation.messaging import services, models, terms; "
PREPARE = """
from django.core.management import call_command
call_command('migrate', verbosity=0)
drafts = [terms.Draft(f'k{n}', 'notice', f'p{n}@example.org', f'Person {n}', 'Due soon', 'Body') for n in range(300)]
print(json.dumps(services.enqueue(drafts=drafts, at=clock.now())))
"""
WORK = "\nwhile services.hand_over(at=clock.now(), most=50)['sent']: pass"
LATER = """
at = clock.now() + timedelta(minutes=16)
cut = services.mark_cut_short(at=at)
sent = services.hand_over(at=at, most=400)['sent']
states = dict(models.Message.objects.order_by().values_list('state').annotate(n=django.db.models.Count('pk')))
unsure = sorted(models.Message.objects.filter(state='unsure').values_list('key', flat=True))
print(json.dumps({'cut': cut, 'sent': sent, 'states': states, 'unsure': unsure}))
"""


class Sink(socketserver.ThreadingTCPServer):
    """A mail server that takes everything, counts it, and kills the worker at two moments."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.arrived: Counter[str] = Counter()
        self.begun = 0
        self.worker: subprocess.Popen[bytes] | None = None
        self.kill_after_taking = 0
        self.kill_before_taking = 0

    def kill(self) -> None:
        assert self.worker is not None
        os.kill(self.worker.pid, signal.SIGKILL)


class Talk(socketserver.StreamRequestHandler):
    """One conversation: the least of SMTP that a mail library speaks."""

    server: Sink

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def handle(self) -> None:
        self.say("220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.take()
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                if word == b"MAIL":
                    self.server.begun += 1
                    if self.server.begun == self.server.kill_before_taking:
                        self.server.kill()
                self.say("250 ok")

    def take(self) -> None:
        self.say("354 go on")
        text = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            text += line
        found = re.search(rb"Message-ID: (\S+)", text)
        assert found is not None, text
        self.server.arrived[found.group(1).decode()] += 1
        if self.server.arrived.total() == self.server.kill_after_taking:
            self.server.kill()
        self.say("250 taken")


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def environment(tmp_path: Path, sink: Sink, request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """A new database of the engine in use, and the sink as the mail server."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GOLDEN_THREAD_", "DJANGO_"))}
    found = kept | {
        "DJANGO_SETTINGS_MODULE": "goldenthread.settings",
        "GOLDEN_THREAD_SECRET_KEY": "a key for this test and nothing else, long enough for it",
        "GOLDEN_THREAD_STATE": str(tmp_path),
        "GOLDEN_THREAD_MAIL_HOST": "127.0.0.1",
        "GOLDEN_THREAD_MAIL_PORT": str(sink.server_address[1]),
    }
    if connection.vendor != "postgresql":
        yield found
        return
    blocker = request.getfixturevalue("django_db_blocker")
    asked = connection.settings_dict
    name = f"test_goldenthread_killed{os.environ.get('GOLDEN_THREAD_TEST_SUFFIX', '')}"
    password = f":{asked['PASSWORD']}" if asked["PASSWORD"] else ""
    address = f"postgres://{asked['USER']}{password}@{asked['HOST']}:{asked['PORT']}/{name}"
    with blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield found | {"GOLDEN_THREAD_DATABASE": address}
    with blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def run(environment: dict[str, str], script: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", SETUP + script], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else None


def worked(environment: dict[str, str], sink: Sink) -> int:
    """One worker at work until it is done or killed. What it ended with."""
    with subprocess.Popen([sys.executable, "-c", SETUP + WORK], env=environment, cwd=ROOT) as worker:
        sink.worker = worker
        return worker.wait(timeout=240)


def test_a_worker_killed_twice_hands_nothing_over_twice_and_leaves_two_unsure(
    environment: dict[str, str], sink: Sink
) -> None:
    assert run(environment, PREPARE) == MESSAGES
    sink.kill_after_taking = 60
    assert worked(environment, sink) == -signal.SIGKILL
    assert sink.arrived.total() == 60

    sink.kill_before_taking = sink.begun + 90
    assert worked(environment, sink) == -signal.SIGKILL
    assert sink.arrived.total() == 149

    assert worked(environment, sink) == 0
    assert (sink.arrived.total(), set(sink.arrived.values())) == (MESSAGES - 1, {1})

    told = run(environment, LATER)
    assert (told["cut"], told["sent"]) == (2, 0)
    assert told["states"] == {"sent": MESSAGES - 2, "unsure": 2}
    assert set(sink.arrived.values()) == {1}
    assert run(environment, LATER)["unsure"] == told["unsure"]
