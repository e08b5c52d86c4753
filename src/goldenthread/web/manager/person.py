"""How one of the team stands, as a table."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goldenthread.setting.frameworks.terms import Weight
from goldenthread.training.records.terms import Format, State
from goldenthread.training.standing.terms import HOLDING, Line, Status
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Kind, Table

from .team import when

ORDER = (Status.OVERDUE, Status.NEVER, Status.DUE, Status.INDUCTION, Status.MET, Status.EXEMPT, Status.SHOWN)


def person_table(lines: Sequence[Line]) -> Table:
    """Everything asked of the person in the manager's posts, the most pressing first, with why."""
    ordered = sorted(lines, key=lambda line: (line.weight != Weight.REQUIRED, ORDER.index(line.status), line.title))
    return Table(
        caption="How they stand",
        key="standing",
        columns=(
            Column("title", "Requirement", shown=_requirement),
            Column("status", "Standing", Kind.STATUS, shown=_status),
            Column("due_on", "Date", Kind.DATE, shown=_when),
            Column("explanation", "Why", on_screen=False),
            Column("next_step", "Next", on_screen=False),
            Column("source", "Clause", on_screen=False),
            Column("verified", "Verified", Kind.YES_NO, value="is_verified", on_screen=False),
        ),
        rows=ordered,
        tie_break=(),
        per_page=100,
        name="Standing",
        empty="Nothing is asked of them in this post. Ask your agency’s lead to match the post to a job role.",
    )


RECORD_STATES = {
    State.TO_VERIFY: "to_verify",
    State.IMPORTED: "imported",
    State.VERIFIED: "verified",
    State.REFUSED: "refused",
}


def record_table(rows: QuerySet[Any]) -> Table:
    """What they have completed, newest first."""
    return Table(
        caption="What they have completed",
        key="records",
        columns=(
            Column("course", "Course", value="course.title", order="course__title"),
            Column("completed_on", "Completed", Kind.DATE, order="completed_on"),
            Column("format", "How", value=lambda record: Format(record.format).label),
            Column(
                "state", "State", Kind.STATUS, value=lambda record: RECORD_STATES[State(record.state)], order="state"
            ),
        ),
        rows=rows,
        order="-completed_on",
        per_page=20,
        name="Completed learning",
        empty="Nothing is on their record yet. Their agency's lead for training can enter or load it.",
    )


def _requirement(line: Line) -> SafeString:
    also = f" Also asked: {'; '.join(line.also_named)}." if line.also_named else ""
    return format_html(
        '{}<span class="gt-todo__note govuk-!-font-weight-regular">{}{}{}</span>',
        line.title,
        sentence(line.explanation),
        f" {sentence(line.next_step)}" if line.next_step else "",
        also,
    )


def sentence(words: str) -> str:
    """With a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '?')) else '.'}" if words else ""


def _status(line: Line) -> SafeString:
    if line.weight == Weight.ADVISED and line.status not in HOLDING:
        return status_tag("advised")
    return status_tag(line.status)


def _when(line: Line) -> str:
    words = when(line)
    return words[:1].upper() + words[1:] if words else "–"
