"""Keep a file for a room, and hand it back."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.base import File
from django.db import transaction

from goldenthread.kernel.actor import Actor

from .models import StoredFile


@transaction.atomic
def keep(*, by: Actor, at: datetime, room: str, name: str, media_type: str, content: "File[bytes]") -> StoredFile:
    """Keep a file as it came. Its name is kept for people to read and never used as a path."""
    digest, size = hashlib.sha256(), 0
    for chunk in content.chunks():
        digest.update(chunk)
        size += len(chunk)
    content.seek(0)
    stored = StoredFile(
        room=room,
        name=Path(name.replace("\\", "/")).name[-255:] or "file",
        media_type=media_type[:120],
        size=size,
        sha256=digest.hexdigest(),
        stored_at=at,
        by_account_id=by.account_id,
    )
    stored.content.save(f"{digest.hexdigest()[:32]}.kept", content, save=False)
    stored.save()
    return stored


@contextmanager
def on_disk(stored: StoredFile) -> Iterator[Path]:
    """The file as a path for reading, wherever it is kept."""
    try:
        yield Path(stored.content.path)
    except NotImplementedError:
        with NamedTemporaryFile(suffix=".kept") as copy, stored.content.open("rb") as kept:
            for chunk in kept.chunks():
                copy.write(chunk)
            copy.flush()
            yield Path(copy.name)
