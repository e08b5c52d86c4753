"""How far an import has got, kept beside the files: the one transaction that writes must not show itself half done."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from .terms import Progress


def _path(batch_id: int) -> Path:
    return Path(settings.MEDIA_ROOT) / "progress" / f"{batch_id}.json"


def note(batch_id: int, phase: str, done: int, total: int) -> None:
    """Say how far it is; a page that waits reads it. Lost progress costs nothing, so failing to write is no failure."""
    path = _path(batch_id)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps([phase, done, total]))
        fresh.replace(path)
    except OSError:
        return


def read(batch_id: int) -> Progress:
    """How far it is, as last said."""
    try:
        phase, done, total = json.loads(_path(batch_id).read_text())
        return Progress(str(phase), int(done), int(total))
    except (OSError, ValueError):
        return Progress("Waiting to start", 0, 0)


def last_said(batch_id: int) -> datetime | None:
    """When it last said how far it is; nothing, if it never did or has ended."""
    try:
        return datetime.fromtimestamp(_path(batch_id).stat().st_mtime, UTC)
    except OSError:
        return None


def clear(batch_id: int) -> None:
    _path(batch_id).unlink(missing_ok=True)
