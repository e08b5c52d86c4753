"""The trail: who did what to what, when."""

from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from goldenthread.foundation.audit import selectors
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ..area import area_of

LONGEST = 80


def what_changed(entry: Any) -> str:
    """The fields that changed; before and after only where the register says they are open."""
    said = []
    for name, values in entry.changes.items():
        words = str(name).replace("_", " ")
        if isinstance(values, list) and len(values) == 2:
            said.append(f"{words}: {shown(values[0])} → {shown(values[1])}")
        else:
            said.append(words if values is None else f"{words}: {shown(values)}")
    return "; ".join(said)


def shown(value: object) -> str:
    """One value, shortened; nothing is a dash."""
    words = "–" if value in (None, "") else str(value)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


COLUMNS = (
    Column("at", "When", Kind.DATETIME, order="at"),
    Column("by_name", "Who", order="by_name"),
    Column("act", "What they did", value=lambda entry: entry.act.capitalize(), order="act"),
    Column("thing", "To what", value=lambda entry: f"{entry.thing} {entry.thing_id}", order="thing"),
    Column("changes", "What changed", value=what_changed),
    Column("reason", "Reason"),
)


@require_safe
def trail(request: ActorRequest) -> HttpResponseBase:
    """Everything done in the partnership, latest first. Rows are never changed or taken away."""
    area = area_of(request)
    rows = selectors.of_partnership(area.ids)
    acts, things = selectors.words_of(area.ids)
    table = Table(
        caption="What was done",
        columns=COLUMNS,
        rows=rows,
        search=("by_name", "act", "thing", "thing_id", "reason"),
        search_label="Name, act or thing",
        filters=(
            Filter("act", "Act", [(act, act.capitalize()) for act in acts]),
            Filter("thing", "Thing", [(thing, thing.capitalize()) for thing in things]),
            Filter("since", "From", day=True, apply="at__date__gte"),
            Filter("until", "To", day=True, apply="at__date__lte"),
        ),
        empty="Nothing has been done yet in this partnership.",
        wide=True,
    )
    intro = "Who did what to what, when. Nothing here can be changed. Personal details are named, never their values."
    return table_response(request, "ui/table_page.html", table, {"title": "Audit trail", "intro": intro})
