"""Pool meetings, development days and seminars: who came, who falls short (B29, A20, A21)."""

from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.training.trainers import services
from goldenthread.training.trainers.selectors import asked_of_trainers, gathered
from goldenthread.training.trainers.selectors.people import get_person_of_area, people_to_take_on
from goldenthread.training.trainers.terms import GatheringKind
from goldenthread.web.ui.columns import day
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ...area import area_of
from ..forms.trainers import FindForm, GatheringForm
from .trainers import YES_NO, name_column, where

FIELDS = ("kind", "title", "held_on", "where", "notes")


@require_safe
def every(request: ActorRequest) -> HttpResponseBase:
    """Every gathering and how many came."""
    area = area_of(request)
    table = Table(
        caption="Gatherings",
        columns=(
            Column("title", "Gathering", order="title", link=lambda one: reverse("office:gathering", args=[one.pk])),
            Column("kind", "Kind", value=lambda one: GatheringKind(one.kind).label, order="kind"),
            Column("held_on", "Held on", Kind.DATE, order="held_on"),
            Column("where", "Where"),
            Column("came", "Came", Kind.NUMBER, order="came"),
        ),
        rows=gathered.gatherings(area.actor, area.id),
        search=("title", "where"),
        search_label="Title or place",
        filters=(
            Filter("kind", "Kind", GatheringKind.choices),
            Filter("since", "Held from", day=True, apply="held_on__gte"),
        ),
        order="-held_on",
        empty="No meeting of trainers, development day or seminar is entered yet.",
        empty_action=("Add the first", reverse("office:gathering_call")),
    )
    return table_response(request, "office/programme/trainers_gatherings.html", table, {"title": "Gatherings"})


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: ActorRequest) -> HttpResponse:
    """A gathering held or to come."""
    area = area_of(request)
    form = GatheringForm(request.POST or None, initial={"held_on": area.on})
    if form.is_valid():
        done = attempt(
            form,
            services.call_gathering,
            by=area.actor,
            at=clock.now(),
            partnership=area.partnership,
            **form.cleaned_data,
        )
        if done.value:
            said.success(request, "The gathering is added. Tick who came once it was held.")
            return redirect("office:gathering", gathering_id=done.value.pk)
    context = {"title": "Add a gathering", "form": form, "submit": "Add it", "cancel": reverse("office:gatherings")}
    return render(request, "ui/form_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def tick(request: ActorRequest, gathering_id: int) -> HttpResponse:
    """Who came: one list to tick, and a search for whoever is not on it."""
    area = area_of(request)
    found = gathered.get_gathering(area.actor, area.id, gathering_id)
    if request.method == "POST":
        came = {int(key) for key in request.POST.getlist("came") if key.isascii() and key.isdigit()}
        count = services.tick_attendance(by=area.actor, at=clock.now(), gathering=found, came=came)
        said.success(request, f"Saved: {count} came.")
        return redirect("office:gathering", gathering_id=found.pk)
    form = FindForm(request.GET if "q" in request.GET else None)
    form.fields["q"].help_text = "Anybody in post in the area, such as partners at a seminar"
    people = people_to_take_on(area.actor, area.id, form.cleaned_data["q"], area.on) if form.is_valid() else []
    context = {
        "title": found.title,
        "gathering": found,
        "kind": GatheringKind(found.kind).label,
        "is_to_come": found.held_on > area.on,
        "ticks": gathered.tick_list(found),
        "find": form,
        "found": people,
        "back": reverse("office:gatherings"),
        "back_text": "All gatherings",
    }
    return render(request, "office/programme/trainers_gathering.html", context)


@require_POST
def add(request: ActorRequest, gathering_id: int, person_id: int) -> HttpResponse:
    """Somebody who is not on the list came too."""
    area = area_of(request)
    found = gathered.get_gathering(area.actor, area.id, gathering_id)
    person = get_person_of_area(area.actor, area.id, person_id)
    services.add_attendance(by=area.actor, at=clock.now(), gathering=found, person=person)
    said.success(request, f"{person} came. Untick them to undo that.")
    return redirect("office:gathering", gathering_id=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, gathering_id: int) -> HttpResponse:
    """Another day, place or title."""
    area = area_of(request)
    found = gathered.get_gathering(area.actor, area.id, gathering_id)
    form = GatheringForm(request.POST or None, initial={name: getattr(found, name) for name in FIELDS})
    if form.is_valid() and attempt(
        form, services.change_gathering, by=area.actor, at=clock.now(), gathering=found, **form.cleaned_data
    ):
        said.success(request, "The gathering is changed.")
        return redirect("office:gathering", gathering_id=found.pk)
    context = {"title": f"Change {found.title}", "form": form, "submit": "Save"}
    return render(request, "ui/form_page.html", context | {"cancel": reverse("office:gathering", args=[found.pk])})


@require_POST
def remove(request: ActorRequest, gathering_id: int) -> HttpResponse:
    """Entered by mistake."""
    area = area_of(request)
    found = gathered.get_gathering(area.actor, area.id, gathering_id)
    services.remove_gathering(by=area.actor, at=clock.now(), gathering=found)
    said.success(request, f"{found.title} is removed.")
    return redirect("office:gatherings")


def words(row: Any) -> Any:
    """Whether somebody falls short, as a tag, and of what."""
    if not row.falls_short:
        return status_tag("met", "In order")
    return format_html("{}<br>{}", status_tag("overdue", "Falls short"), row.why)


@require_safe
def falling_short(request: ActorRequest) -> HttpResponseBase:
    """Every trainer with their pool meetings and last development day; those who fall short say of what."""
    area = area_of(request)
    rows = gathered.who_falls_short(area.actor, area.id, area.on)
    asked = asked_of_trainers(area.id, area.on).gatherings
    table = Table(
        caption="Trainers and what they came to",
        columns=(
            name_column(lambda row: row.trainer),
            Column("kind", "Kind", order=lambda row: row.kind),
            Column("agency", "Agency", value=lambda row: str(row.trainer.agency or "")),
            Column("meetings", "Pool meetings in the year", Kind.NUMBER, order=lambda row: row.meetings),
            Column("meetings_asked", "Asked", Kind.NUMBER),
            Column("last_day", "Last development day", Kind.DATE, order=lambda row: str(row.last_day or "")),
            Column("why", "Falls short of", shown=words, order=lambda row: row.why),
        ),
        rows=rows,
        search=("trainer.person.family_name", "trainer.person.given_name"),
        search_label="Name",
        filters=(
            Filter("short", "Falls short?", YES_NO, where(lambda row: row.falls_short)),
            Filter("meetings", "Short of pool meetings?", YES_NO, where(lambda row: row.meetings_short)),
            Filter("day", "Short of a development day?", YES_NO, where(lambda row: row.day_lapsed)),
        ),
        order="name",
        tie_break=(),
        empty="Nobody is a trainer yet.",
        empty_action=("Take on the first trainer", reverse("office:trainer_find")),
        name="trainers who fall short",
    )
    short, every_so = sum(row.falls_short for row in rows), str(asked.development_day_every).removeprefix("1 ")
    context = {
        "title": "Who falls short",
        "intro": f"{short} of {len(rows)}. In the twelve months to today {asked.meetings_a_year} pool meetings are"
        f" asked of pool trainers, and a development day every {every_so} of everyone. Of"
        " somebody who began within the year no more meetings are asked than were held since.",
        "back": reverse("office:gatherings"),
        "back_text": "Gatherings",
    }
    return table_response(request, "office/wide.html", table, context)


@require_safe
def seminar(request: ActorRequest) -> HttpResponseBase:
    """The yearly seminar by agency: who sent nobody for more than a year."""
    area = area_of(request)
    found = gathered.seminars(area.actor, area.id, area.on)
    table = Table(
        caption="Agencies at the seminar",
        columns=(
            Column("agency", "Agency", value="agency.name", order=lambda row: row.agency.name),
            Column("at_last", "Came to the last one", Kind.NUMBER, order=lambda row: row.at_last),
            Column("last_on", "Last there", Kind.DATE, order=lambda row: str(row.last_on or "")),
            Column(
                "state",
                "How it stands",
                value=lambda row: "Too long ago" if row.lapsed else "In order",
                shown=lambda row: (
                    status_tag("overdue", "Too long ago") if row.lapsed else status_tag("met", "In order")
                ),
            ),
        ),
        rows=found.agencies,
        search=("agency.name",),
        search_label="Agency",
        filters=(Filter("lapsed", "Too long ago?", YES_NO, where(lambda row: row.lapsed)),),
        order="agency",
        tie_break=(),
        empty="No agency takes part in the partnership yet.",
    )
    last = f"It was last held on {day(found.last.held_on)}." if found.last else "None is entered as held yet."
    context = {
        "title": "Learning and development seminar",
        "last": last,
        "lapsed": found.lapsed,
        "count": sum(row.lapsed for row in found.agencies),
        "agencies": len(found.agencies),
        "back": reverse("office:gatherings"),
        "back_text": "Gatherings",
    }
    return table_response(request, "office/programme/trainers_seminar.html", table, context)
