"""An agency's home: what needs doing, how things stand, then the way to the rest."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.setting.partnerships.terms import ReportsBy
from goldenthread.training.standing.selectors.asked import asked_on, titles_of
from goldenthread.training.standing.selectors.behind import people_behind
from goldenthread.training.standing.selectors.figures import agency_standing
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ..area import AgencyArea, agencies_led, agency_area
from ..todo import todo_of


@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """To the agency that the actor leads; someone who leads several chooses."""
    led = agencies_led(request.actor)
    refuse(None if led else not_visible("That page"))
    if len(led) == 1:
        return redirect("agency:overview", led[0].partnership.slug, led[0].agency.slug)
    return render(request, "agency/choose.html", {"title": "Your agencies", "led": led})


def standing_rows(found: Any, titles: dict[str, str]) -> list[dict[str, Any]]:
    """Requirement by requirement, with the address of the people behind each figure."""
    rows = []
    for column in found.columns:
        tally = found.totals[column.key]
        if tally.headcount:
            title = titles.get(column.key, column.title)
            rows.append({"key": column.key, "title": title, "mandatory": column.mandatory, "tally": tally})
    return rows


def columns_of(area: AgencyArea) -> tuple[Column, ...]:
    """The agency's standing as columns, each count a step from the names."""

    def behind(status: str) -> Any:
        return lambda row: f"{area.url('behind')}?requirement={row['key']}&status={status}"

    def tallied(key: str) -> Any:
        return lambda row: getattr(row["tally"], key)

    return (
        Column("title", "Requirement", link=lambda row: f"{area.url('behind')}?requirement={row['key']}"),
        Column("met", "Hold it, of those expected to", Kind.SHARE, value=tallied("share_met"), heat=True),
        Column("verified", "Verified, of those who hold it", Kind.SHARE, value=tallied("share_verified")),
        Column("due", "Due soon", Kind.NUMBER, value=tallied("due"), link=behind("due")),
        Column("overdue", "Overdue", Kind.NUMBER, value=tallied("overdue"), link=behind("overdue")),
        Column("never", "Never done", Kind.NUMBER, value=tallied("never"), link=behind("never")),
        Column("induction", "In induction", Kind.NUMBER, value=tallied("induction"), link=behind("induction")),
        Column("mandatory", "Mandatory", Kind.YES_NO),
    )


@require_safe
def overview(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponseBase:
    """What needs doing in the agency, then how its people stand."""
    area = agency_area(request, partnership_slug, agency_slug)
    found = agency_standing(area.actor, area.partnership.pk, area.agency.pk, area.on)
    table = Table(
        caption="How our people stand",
        columns=columns_of(area),
        rows=standing_rows(found, titles_of(asked_on(area.partnership.pk, area.on))),
        tie_break=(),
        empty="Nothing is asked of anybody here yet.",
        empty_action=("See who is on the list", area.url("people")),
        name=f"standing of {area.agency.name}",
    )
    whole = found.total
    context = area.context(
        "overview",
        title="Our agency" if not area.is_office else area.agency.name,
        todo=todo_of(area, whole),
        met=whole.share_met,
        verified=whole.share_verified,
        whole=whole,
        reports=ReportsBy(area.membership.reports_by).label,
        by_list=area.membership.reports_by == ReportsBy.NAMED_LIST,
        profile=reverse("setup:agency", args=[area.partnership.slug, area.agency.slug]),
    )
    return table_response(request, "agency/overview.html", table, context)


BEHIND = (
    Column(
        "person",
        "Name",
        value="{}, {}".format,
        reads=("person.family_name", "person.given_name"),
        order=("person__family_name", "person__given_name"),
        link=lambda row: reverse("agency:person", args=[row.person_id]),
    ),
    Column("status", "Standing", Kind.STATUS, order="status"),
    Column("valid_until", "Holds until", Kind.DATE, order="valid_until"),
    Column("grace_until", "Induction ends", Kind.DATE, order="grace_until"),
)
STATUSES = (
    ("met", "Met"),
    ("due", "Due soon"),
    ("overdue", "Overdue"),
    ("never", "Never done"),
    ("induction", "In induction"),
    ("exempt", "Exempt"),
)


@require_safe
def behind(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponseBase:
    """Who is behind a figure of the agency, by name."""
    area = agency_area(request, partnership_slug, agency_slug)
    asked = [one for one in asked_on(area.partnership.pk, area.on) if one.counts]
    titles = titles_of(asked)
    key = request.GET.get("requirement", "")
    wanted = [one for one in asked if one.key == key] or asked
    rows = people_behind(area.actor, area.partnership.pk, on=area.on, asked=wanted, agency_id=area.agency.pk)
    requirement = Column("title", "Requirement", order="title")
    table = Table(
        caption=titles.get(key, "Everyone, requirement by requirement"),
        columns=(BEHIND[0], requirement, *BEHIND[1:]),
        rows=rows,
        search=("person__family_name", "person__given_name"),
        search_label="Name",
        filters=(
            Filter("requirement", "Requirement", list(titles.items()), lambda rows, _: rows),
            Filter("status", "Standing", STATUSES),
        ),
        empty="Nobody is behind this figure.",
    )
    return table_response(
        request, "agency/page.html", table, area.context("overview", title="People behind the figures")
    )
