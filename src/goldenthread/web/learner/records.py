"""A training record as a table, and one record's changes."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html

from goldenthread.training.records.terms import Format, ProviderKind, State
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Filter, Kind, Table

WORDS = {State.TO_VERIFY: "to_verify", State.IMPORTED: "imported", State.VERIFIED: "verified", State.REFUSED: "refused"}

GIVERS = {
    ProviderKind.MULTI_AGENCY: "The partnership",
    ProviderKind.SINGLE_AGENCY: "Your own agency",
    ProviderKind.EXTERNAL: "Another provider",
    ProviderKind.PRIOR_LEARNING: "Recognised prior learning",
}


def record_table(rows: QuerySet[Any]) -> Table:
    """Everything completed, newest first, with its state in words and the reason where it was refused."""
    return Table(
        caption="Learning I have completed",
        columns=(
            Column("course", "Course", value="course.title", shown=_course, order="course__title"),
            Column("completed_on", "Completed", Kind.DATE, order="completed_on"),
            Column("format", "How", value=lambda record: Format(record.format).label, order="format"),
            Column("provider", "Given by", value=giver, on_screen=False),
            Column("minutes", "Length", Kind.MINUTES, order="minutes"),
            Column("state", "State", value=lambda record: State(record.state).label, shown=_state, order="state"),
            Column("why_refused", "Why it was refused", on_screen=False),
            Column("evidence", "Evidence", on_screen=False),
        ),
        rows=rows,
        search=("course__title", "course__provider"),
        search_label="Course or provider",
        filters=(
            Filter("state", "State", State.choices),
            Filter("format", "How", Format.choices),
            Filter("from", "Completed from", apply="completed_on__gte", day=True),
        ),
        order="-completed_on",
        name="My learning record",
        empty="Nothing is on your record yet. What your agency and the partnership give is added for you.",
        empty_action=("Add learning you did elsewhere", reverse("learner:add")),
    )


def giver(record: Any) -> str:
    """Who gave it, said to the one who learnt it."""
    return record.course.provider or GIVERS[ProviderKind(record.provider_kind)]


def _course(record: Any) -> Any:
    return format_html(
        '<a class="govuk-link" href="{}">{}</a><span class="gt-todo__note govuk-!-font-weight-regular">{}</span>',
        reverse("learner:one_record", args=[record.pk]),
        record.course.title,
        giver(record),
    )


def _state(record: Any) -> Any:
    tag = status_tag(WORDS[State(record.state)])
    if record.state != State.REFUSED:
        return tag
    return format_html('{}<span class="gt-todo__note">{}</span>', tag, record.why_refused)
