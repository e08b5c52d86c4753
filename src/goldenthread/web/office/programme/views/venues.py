"""Venues, and days to avoid."""

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.training.events import selectors, services
from goldenthread.training.events.terms import DayKind
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ...area import area_of
from ..event_pages import agency_choices, venue_started
from ..forms.venues import DaysForm, LoadDaysForm, VenueForm
from ..venue_pages import keep_venue

FORM = "ui/form_page.html"


@require_safe
def venues(request: ActorRequest) -> HttpResponseBase:
    """Every venue with what people need to know to get in and take part (B32)."""
    area = area_of(request)
    table = Table(
        caption="Venues",
        columns=(
            Column("name", "Venue", order="name", link=lambda one: reverse("office:venue", args=[one.pk])),
            Column("postcode", "Postcode", order="postcode"),
            Column("holds", "Holds", Kind.NUMBER, value=lambda one: one.holds or None, order="holds"),
            Column("is_step_free", "Step-free", Kind.YES_NO, order="is_step_free"),
            Column("has_hearing_loop", "Hearing loop", Kind.YES_NO, order="has_hearing_loop"),
            Column("has_accessible_toilet", "Accessible toilet", Kind.YES_NO, order="has_accessible_toilet"),
            Column("parking", "Parking"),
            Column("agency", "Whose it is", value="agency.name", order="agency__name"),
            Column("is_free", "Free", Kind.YES_NO, order="is_free"),
            Column("event_count", "Events", Kind.NUMBER, order="event_count"),
            Column("ends_on", "Not offered from", Kind.DATE, order="ends_on"),
        ),
        rows=selectors.venues_of(area.id),
        search=("name", "address", "postcode"),
        search_label="Name or address",
        filters=(Filter("free", "Free of charge", (("1", "Yes"), ("0", "No")), "is_free"),),
        order="name",
        empty="No venue is known yet.",
        empty_action=("Add a venue", reverse("office:venue_add")),
    )
    return table_response(request, "office/programme/venues.html", table, {"title": "Venues"})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest) -> HttpResponse:
    """Add a venue."""
    area = area_of(request)
    form = VenueForm(request.POST or None, agencies=agency_choices(area.partnership))
    if form.is_valid() and attempt(form, keep_venue, area=area, asked=form):
        said.success(request, "The venue is added.")
        return redirect("office:venues")
    context = {"title": "Add a venue", "form": form, "submit": "Add the venue", "cancel": reverse("office:venues")}
    return render(request, FORM, context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, venue_id: int) -> HttpResponse:
    """Change what is known of a venue."""
    area = area_of(request)
    venue = selectors.get_venue(area.actor, area.id, venue_id)
    lists = agency_choices(area.partnership)
    form = VenueForm(request.POST or None, agencies=lists, initial=venue_started(venue))
    if form.is_valid() and attempt(form, keep_venue, area=area, asked=form, venue=venue):
        said.success(request, "The venue is changed.")
        return redirect("office:venues")
    context = {"title": venue.name, "form": form, "venue": venue, "cancel": reverse("office:venues")}
    return render(request, "office/programme/venue.html", context)


@require_POST
def end(request: ActorRequest, venue_id: int) -> HttpResponse:
    """Offer the venue no longer for new events, or again."""
    area = area_of(request)
    venue = selectors.get_venue(area.actor, area.id, venue_id)
    ends_on = None if venue.ends_on else area.on
    services.end_venue(by=area.actor, at=clock.now(), venue=venue, on=ends_on)
    said.success(request, f"{venue.name} is {'not offered' if ends_on else 'offered again'} for new events.")
    return redirect("office:venues")


@require_safe
def days(request: ActorRequest) -> HttpResponseBase:
    """Days on which events are better not held. Bank holidays are known without being entered."""
    area = area_of(request)
    table = Table(
        caption="Days to avoid",
        columns=(
            Column("starts_on", "First day", Kind.DATE, order="starts_on"),
            Column("ends_on", "Last day", Kind.DATE, order="ends_on"),
            Column(
                "title", "Days", order="title", link=lambda one: reverse("office:awkward_days_change", args=[one.pk])
            ),
            Column("kind", "Kind", value=lambda one: DayKind(one.kind).label, order="kind"),
        ),
        rows=selectors.awkward_days_of(area.id),
        search=("title",),
        search_label="What they are called",
        filters=(
            Filter("kind", "Kind", DayKind.choices, "kind"),
            Filter("from", "From", apply="ends_on__gte", day=True),
        ),
        order="starts_on",
        empty="No days are noted. Weekends and bank holidays are known already.",
        empty_action=("Add days", reverse("office:awkward_days_add")),
    )
    return table_response(request, "office/programme/days.html", table, {"title": "Days to avoid"})


@require_http_methods(["GET", "HEAD", "POST"])
def add_days(request: ActorRequest) -> HttpResponse:
    """Note days to avoid."""
    area = area_of(request)
    form = DaysForm(request.POST or None, kinds=DayKind.choices)
    act = services.add_awkward_days
    if form.is_valid() and attempt(
        form, act, by=area.actor, at=clock.now(), partnership=area.partnership, **form.cleaned_data
    ):
        said.success(request, "The days are noted.")
        return redirect("office:awkward_days")
    context = {"title": "Add days to avoid", "form": form, "submit": "Add them"}
    return render(request, FORM, context | {"cancel": reverse("office:awkward_days")})


@require_http_methods(["GET", "HEAD", "POST"])
def change_days(request: ActorRequest, days_id: int) -> HttpResponse:
    """Change days that were noted, or take them away."""
    area = area_of(request)
    found = selectors.get_awkward_days(area.actor, area.id, days_id)
    started = {name: getattr(found, name) for name in ("kind", "title", "starts_on", "ends_on")}
    form = DaysForm(request.POST or None, kinds=DayKind.choices, initial=started)
    given = {"by": area.actor, "at": clock.now(), "partnership": area.partnership, "days": found}
    if form.is_valid() and attempt(form, services.add_awkward_days, **given, **form.cleaned_data):
        said.success(request, "The days are changed.")
        return redirect("office:awkward_days")
    context = {"title": found.title, "form": form, "days": found, "cancel": reverse("office:awkward_days")}
    return render(request, "office/programme/days_change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def load_days(request: ActorRequest) -> HttpResponse:
    """Load days from a CSV file."""
    area = area_of(request)
    form = LoadDaysForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        text = form.cleaned_data["text"]
        act = services.import_awkward_days
        done = attempt(form, act, by=area.actor, at=clock.now(), partnership=area.partnership, text=text)
        if done:
            said.success(request, f"{done.value} were added. Those known already stay as they are.")
            return redirect("office:awkward_days")
    intro = "Each line: kind, title, first day, last day. Such as: School holiday, Easter, 1/4/2027, 16/4/2027."
    context = {"title": "Load days to avoid", "form": form, "intro": intro, "submit": "Load them"}
    return render(request, FORM, context | {"cancel": reverse("office:awkward_days")})


@require_POST
def remove_days(request: ActorRequest, days_id: int) -> HttpResponse:
    """These days are to be avoided no longer."""
    area = area_of(request)
    found = selectors.get_awkward_days(area.actor, area.id, days_id)
    services.remove_awkward_days(by=area.actor, at=clock.now(), days=found)
    said.success(request, f"“{found.title}” is taken away.")
    return redirect("office:awkward_days")
