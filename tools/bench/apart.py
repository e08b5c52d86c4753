"""Measuring in a process and an empty database of their own, so that nothing else is counted."""

import os
import subprocess
import sys
from tempfile import TemporaryDirectory


def apart(engine: str, work: str) -> str:
    """The last line that a piece of work tells, done in a process and an empty database of its own."""
    from tools.bench.__main__ import database  # the way in, which looks for the modules only when it runs

    with database(engine) as environment, TemporaryDirectory() as folder:
        state = {"GOLDEN_THREAD_STATE": folder, "DJANGO_SETTINGS_MODULE": "goldenthread.settings"}
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup(); {work}"],
            env={**os.environ, "GOLDEN_THREAD_TESTING": "1", **state, **environment},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return done.stdout.splitlines()[-1]
