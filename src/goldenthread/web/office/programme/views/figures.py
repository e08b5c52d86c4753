"""Figures of the programme: what it came to, and the records behind each number."""

from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.setting.partnerships.selectors import report_groups_of
from goldenthread.training.bookings.selectors import figures as programme
from goldenthread.training.bookings.terms import Outcome, State
from goldenthread.training.catalogue.selectors import ours
from goldenthread.training.standing.selectors.trend import quarter_ends
from goldenthread.training.trainers.selectors.cascaded import cascaded
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Kind, Table, table_response

from ...area import Area, area_of, sees_people
from .. import figure_pages as pages
from ..forms.figures import BoardForm, FiguresForm


def form_of(request: ActorRequest, area: Area) -> FiguresForm:
    """The filters as they were asked for."""
    choices = {
        "course": [(one.pk, one.title) for one in ours(area.id)],
        "agency": programme.agencies_counted(area.id),
        "group": [(one.pk, one.name) for one in report_groups_of(area.partnership)],
    }
    return FiguresForm(request.GET, on=area.on, choices=choices)


def kept(request: ActorRequest) -> dict[str, str]:
    """The filters in the address, to be taken along."""
    names = ("starts_on", "ends_on", "course", "agency", "group", "arrangement")
    return {key: str(value) for key, value in request.GET.items() if key.startswith(names) and value}


@require_safe
def came_to(request: ActorRequest) -> HttpResponseBase:
    """What the programme came to, row by row, each share with what it is a share of."""
    area = area_of(request, *programme.READERS)
    if not sees_people(area):
        return for_board(request, area)
    form = form_of(request, area)
    asked, by = form.asked, form.rows
    found = programme.figures(area.actor, area.id, asked, by)
    table = Table(
        caption=f"{pages.NAMES[by]} by {pages.NAMES[by].lower()}",
        columns=pages.columns_of(by, found, kept(request)),
        rows=found.rows,
        order="name",
        tie_break=(),
        per_page=100,
        wide=True,
        empty="No event of this kind began in this time. Choose another period above.",
        name=f"programme by {pages.NAMES[by]}",
    )
    apart = None if asked.is_of_some else cascaded(area.id, asked.starts_on, asked.ends_on)
    context = {
        "title": "Figures of the programme",
        "form": form,
        "asked": asked,
        "cards": pages.totals_said(found),
        "chart": pages.chart_of(by, found),
        "found": found,
        "apart": apart,
    }
    return table_response(request, "office/programme/figures.html", table, context)


def for_board(request: ActorRequest, area: Area) -> HttpResponseBase:
    """The same for who may not see people: a quarter that has ended, small numbers left out."""
    form = BoardForm(request.GET, ends=quarter_ends(area.on))
    by = form.rows
    found = programme.figures(area.actor, area.id, form.asked, by)
    table = Table(
        caption=f"{pages.NAMES[by]} by {pages.NAMES[by].lower()}",
        columns=pages.board_columns(by, found.rows),
        rows=found.rows,
        order="name",
        tie_break=(),
        per_page=100,
        empty="No event began in this quarter.",
        name=f"programme by {pages.NAMES[by]}",
    )
    cards = pages.board_totals(found)
    context = {"title": "Figures of the programme", "form": form, "asked": form.asked, "cards": cards, "hides": True}
    return table_response(request, "office/programme/figures.html", table, {**context, "found": found})


@require_safe
def people(request: ActorRequest) -> HttpResponseBase:
    """The bookings behind a number."""
    area = area_of(request)
    asked, given = form_of(request, area).asked, request.GET
    measure, by, key = (given.get(name, "") for name in ("measure", "by", "row"))
    rows = programme.bookings_behind(area.actor, area.id, asked, measure, by if key else "", key)
    table = Table(
        caption=dict(pages.PEOPLE).get(measure, "Booked"),
        columns=(
            Column(
                "person",
                "Name",
                value=lambda one: f"{one.person.family_name}, {one.person.given_name}",
                order=("person__family_name", "person__given_name"),
                link=lambda one: reverse("agency:person", args=[one.person_id]),
            ),
            Column("agency", "Agency", value="agency.name", order="agency__name"),
            Column("event", "Event", value="event.title", order="event__title"),
            Column("state", "Booking", value=lambda one: State(one.state).label, order="state"),
            Column(
                "outcome",
                "Register",
                value=lambda one: Outcome(one.outcome).label if one.outcome else "",
                order="outcome",
            ),
        ),
        rows=rows,
        order="person",
        search=("person__family_name", "person__given_name"),
        search_label="Name",
        empty="Nobody is behind this number.",
    )
    context: dict[str, Any] = {"title": "People behind the figures", "intro": said_of(asked)}
    return table_response(request, "ui/table_page.html", table, context)


@require_safe
def events(request: ActorRequest) -> HttpResponseBase:
    """The events behind a number."""
    area = area_of(request)
    asked, given = form_of(request, area).asked, request.GET
    key = given.get("row", "")
    rows = programme.events_behind(area.actor, area.id, asked, given.get("by", "") if key else "", key)
    table = Table(
        caption="Events",
        columns=(
            Column(
                "title",
                "Event",
                order="title",
                link=lambda one: reverse("office:event", args=[one.slug]),
            ),
            Column("starts_at", "Begins", Kind.DATETIME, order="starts_at"),
            Column("course", "Course", value="course.title", order="course__title"),
            Column("state", "State", value=lambda one: one.get_state_display(), order="state"),
        ),
        rows=rows,
        order="starts_at",
        search=("title",),
        search_label="Event",
        empty="No event is behind this number.",
    )
    return table_response(
        request, "ui/table_page.html", table, {"title": "Events behind the figures", "intro": said_of(asked)}
    )


def said_of(asked: programme.Asked) -> str:
    return f"Events that began from {asked.starts_on:%-d %B %Y} to {asked.ends_on:%-d %B %Y}."
