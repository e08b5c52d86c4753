"""Everyone in the partnership: search, who falls due, who is excused, what waits to be verified."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.periods import add_months
from goldenthread.setting.partnerships.selectors import current_agencies
from goldenthread.setting.workforce.selectors import finding
from goldenthread.training.records import selectors as records
from goldenthread.training.records import services
from goldenthread.training.standing.selectors.asked import asked_on
from goldenthread.training.standing.selectors.designated import Clock, clocks_of, designated_leads
from goldenthread.training.standing.selectors.exempted import exemptions
from goldenthread.training.standing.selectors.falling_due import falling_due
from goldenthread.training.standing.services import settle_people
from goldenthread.web.ui.addresses import numbered
from goldenthread.web.ui.forms import DateField
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ..area import area_of

AT_ONCE = 50
"""As many records as somebody can look through in one go."""

NAME = Column(
    "name",
    "Name",
    value=lambda family, preferred, given: f"{family}, {preferred or given}",
    reads=("person.family_name", "person.preferred_name", "person.given_name"),
    order=finding.BY_NAME,
    link=lambda row: numbered("agency:person", row.person_id),
)
AGENCY = Column("agency", "Agency", value="agency.name", order="agency__name")


@require_safe
def people(request: ActorRequest) -> HttpResponseBase:
    """Everyone with a post in the partnership's area; former names, addresses and numbers find them too."""
    area = area_of(request)
    agencies = current_agencies(area.partnership).values_list("pk", "name")
    rows = finding.posts_in(area.actor, on=area.on, partnership_id=area.id)
    table = Table(
        caption="People",
        columns=(
            NAME,
            AGENCY,
            Column("job_title", "Post", order="job_title"),
            Column("job_role", "Job role", value="job_role.title", order="job_role__title"),
            Column("setting", "Setting", value="setting.name", on_screen=False),
            Column("team", "Team", value="team.name", order="team__name"),
            Column("is_volunteer", "Volunteer", Kind.YES_NO, order="is_volunteer"),
            Column("starts_on", "In post from", Kind.DATE, order="starts_on"),
            Column("ends_on", "To", Kind.DATE, order="ends_on"),
        ),
        rows=rows if request.GET.get("left") else finding.held_on(rows, area.on),
        search=finding.named,
        search_label="Name, former name, e-mail or number",
        filters=(
            Filter("agency", "Agency", list(agencies), "agency_id"),
            Filter("volunteer", "Staff or volunteer", (("True", "Volunteers"), ("False", "Staff")), "is_volunteer"),
            Filter("left", "Include", (("yes", "Those who left or begin later"),), lambda found, _: found),
        ),
        order="name",
        foremost=finding.foremost,
        empty="Nobody has been loaded yet.",
        empty_action=("Load a list of staff", reverse("office:imports")),
    )
    return table_response(request, "ui/table_page.html", table, {"title": "People"})


class PeriodForm(forms.Form):
    """Between which days somebody falls due."""

    start = DateField(label="From", required=False)
    end = DateField(label="To", required=False)

    def days(self, on: date) -> tuple[date, date]:
        """The days asked for; the next three months, if none."""
        given = self.cleaned_data if self.is_valid() else {}
        start = given.get("start") or on
        return start, given.get("end") or add_months(start, 3)


@require_safe
def due(request: ActorRequest) -> HttpResponseBase:
    """Everyone whose training ends between two days, soonest first."""
    area = area_of(request)
    form = PeriodForm(request.GET, use_required_attribute=False)
    start, end = form.days(area.on)
    asked = asked_on(area.id, area.on)
    titles = {row: one.title for one in asked for row in one.row_ids}
    clauses = {row: one.clause for one in asked for row in one.row_ids}
    table = Table(
        caption="Falling due",
        columns=(
            NAME,
            AGENCY,
            Column("requirement", "Requirement", value=lambda one: titles.get(one, ""), reads=("requirement_id",)),
            Column("clause", "Asked by", value=lambda one: clauses.get(one, ""), reads=("requirement_id",)),
            Column("valid_until", "Holds until", Kind.DATE, order="valid_until"),
        ),
        rows=falling_due(area.actor, area.id, start, end, on=area.on, asked=asked),
        search=("person__family_name", "person__given_name"),
        search_label="Name",
        filters=(
            Filter("agency", "Agency", list(current_agencies(area.partnership).values_list("pk", "name")), "agency_id"),
            Filter("start", "From", day=True, apply=lambda rows, _: rows),
            Filter("end", "To", day=True, apply=lambda rows, _: rows),
        ),
        order="valid_until",
        empty="Nobody falls due in this period.",
        name="falling due",
    )
    intro = f"Whose training ends between {start.day} {start:%B %Y} and {end.day} {end:%B %Y}."
    return table_response(request, "ui/table_page.html", table, {"title": "Falling due", "intro": intro})


@require_safe
def exempted(request: ActorRequest) -> HttpResponseBase:
    """Who is excused from what, why, and by whom."""
    area = area_of(request)
    titles = {one.key: one.title for one in asked_on(area.id, area.on)}
    states = (("now", "Holds today"), ("over", "Over"))

    def in_state(rows: Any, state: str) -> Any:
        return rows.filter(ends_on__gte=area.on) if state == "now" else rows.filter(ends_on__lt=area.on)

    table = Table(
        caption="Exemptions",
        columns=(
            NAME,
            Column("from", "Excused from", value=lambda row: titles.get(row.requirement_key, row.requirement_key)),
            Column("starts_on", "From", Kind.DATE, order="starts_on"),
            Column("ends_on", "To", Kind.DATE, order="ends_on"),
            Column("reason", "Why"),
            Column("approved_by_name", "Approved by", order="approved_by_name"),
            Column(
                "end",
                "Change",
                value=lambda row: "End it" if row.ends_on >= area.on else "",
                link=lambda row: reverse("agency:exemption_end", args=[row.pk]) if row.ends_on >= area.on else "",
                in_export=False,
            ),
        ),
        rows=exemptions(area.actor, area.id),
        search=("person__family_name", "person__given_name"),
        search_label="Name",
        filters=(Filter("state", "State", states, in_state),),
        order="-starts_on",
        empty="Nobody is excused from anything. An exemption is granted on a person's page.",
        empty_action=("Find the person", reverse("office:people")),
    )
    return table_response(request, "ui/table_page.html", table, {"title": "Exemptions"})


@require_http_methods(["GET", "HEAD", "POST"])
def to_verify(request: ActorRequest) -> HttpResponse:
    """What people entered themselves, in all agencies: several are verified at once, after looking."""
    area = area_of(request)
    waiting = records.to_verify(area.actor, area.id, area.on)
    ticked = request.POST.getlist("record")
    chosen = [record for record in waiting if str(record.pk) in ticked] if ticked else []
    if chosen and "confirmed" in request.POST:
        for record in chosen:
            services.verify(by=area.actor, at=clock.now(), record=record)
        settle_people(by=area.actor, at=clock.now(), on=area.on, people={record.person_id for record in chosen})
        said.success(request, f"{len(chosen)} record{'' if len(chosen) == 1 else 's'} verified.")
        return redirect("office:to_verify")
    context = {
        "title": "Verify these records?" if chosen else "Records to verify",
        "waiting": chosen or waiting[:AT_ONCE],
        "count": waiting.count(),
        "confirming": bool(chosen),
        "nothing_chosen": request.method == "POST" and not chosen,
    }
    return render(request, "office/to_verify.html", context)


def clock_columns(one: Clock) -> tuple[Column, Column]:
    """Where each designated lead stands on one clock, and when it falls due."""

    def standing(lead: Any) -> str:
        line = lead.clocks.get(one.key)
        return line.status.value if line else ""

    def due_on(lead: Any) -> Any:
        line = lead.clocks.get(one.key)
        return line.due_on if line else None

    def tag(lead: Any) -> Any:
        return status_tag(standing(lead)) if standing(lead) else "–"

    return (
        Column(one.key, one.title, Kind.STATUS, value=standing, shown=tag, order=standing),
        Column(f"{one.key}-due", f"{one.title}: due", Kind.DATE, value=due_on, order=due_on),
    )


@require_safe
def leads(request: ActorRequest) -> HttpResponseBase:
    """Every designated lead and deputy of the partnership, with both clocks (B10)."""
    area = area_of(request)
    clocks = [column for one in clocks_of(area.id, area.on) for column in clock_columns(one)]
    table = Table(
        caption="Designated leads and deputies",
        columns=(
            Column("agency", "Establishment", value="duty.agency.name", order=lambda lead: str(lead.duty.agency or "")),
            Column(
                "person",
                "Name",
                value=lambda lead: str(lead.duty.person),
                order=lambda lead: lead.duty.person.family_name,
                link=lambda lead: reverse("agency:person", args=[lead.duty.person_id]),
            ),
            Column("kind", "Duty", value=lambda lead: lead.duty.get_kind_display(), order=lambda lead: lead.duty.kind),
            *clocks,
        ),
        rows=designated_leads(area.actor, area.id, on=area.on),
        order="agency",
        tie_break=(),
        wide=True,
        empty="Nobody is named as designated lead yet.",
        empty_action=("See the establishments", reverse("office:register")),
    )
    intro = "Two clocks run for each: the training itself, and the update at least every year."
    return table_response(request, "office/wide.html", table, {"title": "Designated leads", "intro": intro})
