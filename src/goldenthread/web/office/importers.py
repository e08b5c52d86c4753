"""The kinds of list that can be loaded, and the services that load each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.foundation.imports.terms import Field
from goldenthread.setting.workforce.selectors.imports import why_leavers_need_confirming
from goldenthread.setting.workforce.services import imports as staff
from goldenthread.setting.workforce.terms import FIELDS, STAFF_LIST
from goldenthread.training.records.services import imports as records
from goldenthread.training.records.terms import RECORD_FIELDS, TRAINING_RECORDS


@dataclass(frozen=True)
class Importer:
    """One kind of list, with its words and its services."""

    kind: str
    title: str
    noun: str
    asks: str
    fields: Sequence[Field]
    receive: Callable[..., Any]
    choose_sheet: Callable[..., Any]
    choose_columns: Callable[..., Any]
    preview: Callable[..., Any]
    apply: Callable[..., Any]
    undo: Callable[..., Any]
    warning: Callable[[Any], str]
    has_leavers: bool = False
    asks_of_everyone: bool = False
    read_titles: Callable[..., Any] | None = None
    map_titles: Callable[..., Any] | None = None


def no_warning(batch: Any) -> str:
    """Records only add: nothing needs confirming."""
    del batch
    return ""


IMPORTERS = {
    STAFF_LIST: Importer(
        kind=STAFF_LIST,
        title="Load a staff list",
        noun="Staff list",
        asks="A list of people with their jobs, as your HR system gives it: one row a person or post.",
        fields=FIELDS,
        receive=staff.receive_staff_list,
        choose_sheet=staff.choose_staff_sheet,
        choose_columns=staff.choose_staff_columns,
        preview=staff.preview_staff_list,
        apply=staff.apply_staff_list,
        undo=staff.undo_staff_list,
        warning=why_leavers_need_confirming,
        has_leavers=True,
        asks_of_everyone=True,
    ),
    TRAINING_RECORDS: Importer(
        kind=TRAINING_RECORDS,
        title="Load training records",
        noun="Training records",
        asks="Completed learning: one row a completion, or a row a person with a column for each course.",
        fields=RECORD_FIELDS,
        receive=records.receive_records,
        choose_sheet=records.choose_record_sheet,
        choose_columns=records.choose_record_columns,
        preview=records.preview_records,
        apply=records.apply_records,
        undo=records.undo_records,
        warning=no_warning,
        read_titles=records.read_course_titles,
        map_titles=records.map_course_titles,
    ),
}
