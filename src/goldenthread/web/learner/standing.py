"""Someone's standing as a table: the reason under each requirement, and the same rows to download."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goldenthread.kernel.periods import FOREVER
from goldenthread.setting.frameworks.terms import Owner, Weight
from goldenthread.training.standing.terms import Line, Status
from goldenthread.web.ui.columns import day
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Filter, Kind, Table

from .todo import page_of

OWNERS = {Owner.PARTNERSHIP.value: "The partnership", Owner.EMPLOYER.value: "Your employer"}
RANK = {
    status: place
    for place, status in enumerate(
        (Status.OVERDUE, Status.NEVER, Status.DUE, Status.INDUCTION, Status.MET, Status.EXEMPT, Status.SHOWN)
    )
}


def standing_table(lines: Sequence[Line]) -> Table:
    """Everything asked of a person, what is required before what is advised, the most pressing first."""
    ordered = sorted(lines, key=lambda line: (line.weight != Weight.REQUIRED, RANK[line.status], line.title))
    agencies = {line.agency for line in lines}
    agency = (Column("agency", "In", value="agency"),) if len(agencies) > 1 else ()
    return Table(
        caption="How you stand",
        columns=(
            Column("title", "Requirement", shown=_requirement, order="title"),
            Column("status", "Standing", Kind.STATUS, shown=_status, order=lambda line: RANK[line.status]),
            Column("valid_until", "Date", Kind.DATE, value="due_on", shown=_date, order="due_on"),
            *agency,
            Column("owner", "Arranged by", value=lambda line: OWNERS[line.owner], order="owner"),
            Column("why", "Why", value=_why, on_screen=False),
            Column("source", "Clause", value="source", on_screen=False),
            Column("weight", "Weight", value=lambda line: str(line.weight), on_screen=False),
            Column("verified", "Verified", Kind.YES_NO, value="is_verified", on_screen=False),
        ),
        rows=ordered,
        filters=(Filter("status", "Standing", [(one.value, one.label) for one in Status], "status"),)
        * (len(lines) > 8),
        tie_break=(),
        per_page=100,
        name="My standing",
        empty="Nothing is asked of you. If you hold a post, ask your agency’s lead to match it to a job role.",
        empty_action=("Look at your details", reverse("learner:details")),
    )


def sentence(words: str) -> str:
    """With a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '?')) else '.'}" if words else ""


def _why(line: Line) -> str:
    return " ".join((line.explanation, *line.also_named))


def _requirement(line: Line) -> SafeString:
    """The title, why it stands so, and the other clauses that ask the same (E36)."""
    also: Any = ""
    if line.also_named:
        lead = (
            "This is the rule that decides. Also asked:"
            if line.is_strictest
            else "A stricter rule decides. Also asked:"
        )
        also = format_html(
            '<span class="gt-todo__note govuk-!-font-weight-regular">{} {}.</span>', lead, "; ".join(line.also_named)
        )
    return format_html(
        '<a class="govuk-link" href="{}">{}</a><span class="gt-todo__note govuk-!-font-weight-regular">{}</span>{}',
        page_of(line),
        line.title,
        sentence(line.explanation),
        also,
    )


def _status(line: Line) -> SafeString:
    """The state, and whether what holds has been verified. Advised learning has no deadline and is said so."""
    if line.weight == Weight.ADVISED and line.status not in (Status.MET, Status.DUE):
        return status_tag("advised")
    if line.status in (Status.MET, Status.DUE) and not line.is_verified:
        return format_html('{}<span class="gt-todo__note">Not verified</span>', status_tag(line.status))
    return status_tag(line.status)


def _date(line: Line) -> str:
    if line.valid_until == FOREVER:
        return "Does not lapse"
    if line.valid_until is not None:
        return f"{'Lapsed after' if line.status is Status.OVERDUE else 'Until'} {day(line.valid_until)}"
    if line.grace_until is None or line.weight != Weight.REQUIRED:
        return "–"
    return f"{'Was due by' if line.status is Status.NEVER else 'By'} {day(line.grace_until)}"
