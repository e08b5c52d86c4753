"""The product as it is served, but for one thing: asked to, the process is killed before its answer leaves it."""

import os
import signal
from collections.abc import Callable, Iterable
from typing import Any

from goldenthread.wsgi import application as product


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    answer: Iterable[bytes] = product(environ, start_response)
    if environ.get("HTTP_X_KILLED_BEFORE_THE_ANSWER"):
        os.kill(os.getpid(), signal.SIGKILL)
    return answer
