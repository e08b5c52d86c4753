"""A long list in real processes: queued, cut short by a kill, put back by the clock, loaded whole and once."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.foundation.imports.steps import ROWS

Step = Callable[..., dict[str, Any]]


@pytest.fixture
def around(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation of its own: its database is a file, its queue in it."""
    return {
        **os.environ,
        "GOLDEN_THREAD_STATE": str(tmp_path),
        "GOLDEN_THREAD_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "tests.foundation.imports.queued",
    }


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "tests.foundation.imports.steps", *words]


@pytest.fixture
def step(around: dict[str, str]) -> Step:
    """One process, from its start to its end, and what it tells."""

    def take(*words: str) -> dict[str, Any]:
        done = subprocess.run(command(*words), env=around, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told

    return take


def stopped_midway(around: dict[str, str], said: Path) -> "subprocess.Popen[bytes]":
    """A worker held still in the middle of its writing."""
    waiting = said.read_text()
    worker = subprocess.Popen(command("work"), env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while worker.poll() is None:
        with suppress(FileNotFoundError):
            if said.read_text() != waiting:
                worker.send_signal(signal.SIGSTOP)
                return worker
        with suppress(subprocess.TimeoutExpired):
            worker.wait(0.002)
    pytest.fail("The worker ended before it could be stopped.")


def test_a_killed_worker_leaves_nothing_and_the_list_is_loaded_whole_and_once(
    around: dict[str, str], step: Step, tmp_path: Path
) -> None:
    queued = step("queue")
    batch, session = str(queued["batch"]), queued["session"]
    assert (queued["state"], queued["tasks"], queued["posts"]) == ("applying", ["READY"], 0)

    worker = stopped_midway(around, tmp_path / "files" / "progress" / f"{batch}.json")
    try:
        assert step("page", batch, session) == {"status": 200, "waits": True}
    finally:
        worker.kill()
        worker.wait()

    nothing = {"state": "applying", "tasks": ["RUNNING"], "posts": 0, "once": True, "journal": False}
    assert step("look") == nothing
    assert step("page", batch, session) == {"status": 200, "waits": True}

    assert step("work") == nothing  # without the clock nobody takes it up
    assert step("later") == {"put_back": 1}
    whole = {"state": "applied", "tasks": ["SUCCESSFUL"], "posts": ROWS, "once": True, "journal": True}
    assert step("work") == whole
    assert step("later") == {"put_back": 0}
    assert step("work") == whole
