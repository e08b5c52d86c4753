"""The trail: who did what to what, when."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from goldenthread.foundation.audit import selectors
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ..area import area_of
from ..trail_words import act_said, kind_said, thing_said, what_changed, who_said

COLUMNS = (
    Column("at", "When", Kind.DATETIME, order="at"),
    Column("by_name", "Who", value=who_said, order="by_name"),
    Column("act", "What they did", value=lambda entry: act_said(entry.act), order="act"),
    Column("thing", "To what", value=thing_said, order="thing"),
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
        search_label="Name, reason or number",
        filters=(
            Filter("act", "What was done", [(act, act_said(act)) for act in acts]),
            Filter("thing", "To what", [(thing, kind_said(thing)) for thing in things]),
            Filter("since", "From", day=True, apply="at__date__gte"),
            Filter("until", "To", day=True, apply="at__date__lte"),
        ),
        empty="Nothing has been done yet in this partnership.",
        wide=True,
    )
    intro = "Who did what, and when. Nothing here can be changed. Personal details are named, never their values."
    return table_response(request, "ui/table_page.html", table, {"title": "Audit trail", "intro": intro})
