"""Load lists as an officer does."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goldenthread.foundation.imports.models import Batch
from goldenthread.kernel.actor import Actor
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.workforce.services import imports
from tests.build.sheets import as_xlsx, upload
from tests.cast import NOW, TODAY, Cast

HEADINGS = ("Staff number", "Name", "E-mail", "Job title", "Team", "Manager", "Start date")


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


Load = Callable[..., Batch]


@pytest.fixture
def preview(cast: Cast) -> Load:
    """Send a list for the school and look at its preview."""

    def send(
        rows: Sequence[Sequence[Any]] | bytes,
        *,
        headings: Sequence[str] = HEADINGS,
        is_full_list: bool = False,
        by: Actor | None = None,
        agency: Agency | None = None,
        partnership: Partnership | None = None,
        as_on: date = TODAY,
        name: str = "",
    ) -> Batch:
        by = by or cast.officer.actor()
        content = rows if isinstance(rows, bytes) else as_xlsx([headings, *rows])
        batch = imports.receive_staff_list(
            by=by,
            at=NOW,
            partnership_id=(partnership or cast.fellside).pk,
            agency_id=(agency or cast.school).pk,
            upload=upload(content, name or ("staff.csv" if isinstance(rows, bytes) else "staff.xlsx")),
            is_full_list=is_full_list,
            as_on=as_on,
        )
        chosen = {int(at): key for at, key in batch.mapping.items()}
        imports.choose_staff_columns(by=by, at=NOW, batch=batch, chosen=chosen)
        return imports.preview_staff_list(by=by, at=NOW, batch=batch)

    return send


@pytest.fixture
def load(cast: Cast, preview: Load) -> Load:
    """Send a list and load it."""

    def send(*args: Any, confirmed: bool = False, **kwargs: Any) -> Batch:
        batch = preview(*args, **kwargs)
        by = kwargs.get("by") or cast.officer.actor()
        return imports.apply_staff_list(by=by, at=NOW, batch=batch, leavers_confirmed=confirmed)

    return send
