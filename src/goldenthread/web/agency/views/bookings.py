"""An agency's bookings: who is booked on what, what could be booked, and several colleagues at once."""

from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.training.bookings import selectors
from goldenthread.training.bookings.selectors.coordinating import (
    colleagues_to_book,
    events_for_agency,
    get_people,
    people_pasted,
)
from goldenthread.training.bookings.selectors.details import access_at, get_event_to_book, sessions_at
from goldenthread.training.bookings.services import apply_for_several
from goldenthread.web.ui.addresses import numbered
from goldenthread.web.ui.booking import SEARCH, booking_columns, booking_filters, tell_at_once
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ..area import AgencyArea, agency_area
from ..forms.booking import ColleaguesForm, FindForm


@require_safe
def bookings(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponseBase:
    """Everyone of the agency who has applied for an event, whatever became of it."""
    area = agency_area(request, partnership_slug, agency_slug)
    table = Table(
        caption="Bookings",
        columns=booking_columns(lambda one: numbered("learner:booking", one.pk)),
        rows=selectors.bookings_of_agency(area.actor, area.partnership.pk, area.agency.pk, on=area.on),
        search=SEARCH,
        search_label="Name or event",
        filters=booking_filters(),
        order="-starts_at",
        empty="Nobody of this agency has applied for an event yet.",
        empty_action=("Book colleagues on an event", area.url("events")),
        name=f"bookings of {area.agency.name}",
    )
    actions = [("Book colleagues on an event", area.url("events"))]
    return table_response(
        request, "agency/page.html", table, area.context("bookings", title="Bookings", actions=actions)
    )


@require_safe
def events(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponseBase:
    """Events that colleagues could be booked on, the agency's own among them."""
    area = agency_area(request, partnership_slug, agency_slug)
    rows = events_for_agency(area.partnership.pk, area.agency.pk, clock.now())
    numbers = selectors.numbers_of_events(rows)
    table = Table(
        caption="Events to come",
        columns=(
            Column(
                "title",
                "Event",
                order="title",
                link=lambda one: area.url("book", one.partnership.slug, one.slug),
            ),
            Column("starts_at", "Begins", Kind.DATETIME, order="starts_at"),
            Column("where", "Where", value=lambda one: str(one.venue or one.get_mode_display())),
            Column("free", "Free places", value=lambda one: free_said(numbers[one.pk])),
            Column("own", "For", value=lambda one: "This agency’s own" if one.for_agency_id else "Every agency"),
        ),
        rows=rows,
        search=("title", "course__title"),
        search_label="Event or course",
        filters=(
            Filter("own", "For", (("yes", "This agency’s own events"),), _own),
            Filter("since", "From", day=True, apply="starts_at__date__gte"),
        ),
        empty="No event is open for booking at the moment.",
        name=f"events for {area.agency.name}",
    )
    return table_response(request, "agency/page.html", table, area.context("events", title="Book colleagues"))


def _own(rows: Any, _value: str) -> Any:
    return rows.filter(for_agency__isnull=False)


def free_said(numbers: selectors.Numbers) -> str:
    """How many places are free, in words."""
    return "Without limit" if numbers.is_without_limit else f"{numbers.free} of {numbers.places}"


@require_http_methods(["GET", "HEAD", "POST"])
def book(
    request: ActorRequest, partnership_slug: str, agency_slug: str, event_partnership: str, event_slug: str
) -> HttpResponse:
    """Book several named colleagues at once: each is told apart in the result."""
    area = agency_area(request, partnership_slug, agency_slug)
    event = get_event_to_book(area.actor, event_partnership, event_slug)
    find = FindForm(request.GET)
    term = find.cleaned_data["q"] if find.is_valid() else ""
    form = book_form(area, event, term, request.POST if request.method == "POST" else None)
    if form.is_valid():
        ids = (area.actor, area.partnership.pk, area.agency.pk)
        pasted = people_pasted(*ids, form.cleaned_data["pasted"], area.on)
        ticked = get_people(*ids, form.cleaned_data.get("people", []), area.on)
        people = list(dict.fromkeys([*ticked, *pasted.people]))
        keep = partial(apply_for_several, by=area.actor, at=clock.now(), event=event, agency=area.agency)
        given = [(one, form.application) for one in people]
        done = form.check(pasted) and attempt(form, keep, people=given, all_or_none=form.cleaned_data["together"])
        if done and done.value is not None:
            tell_at_once()
            result = area.context("events", title="What became of it", event=event, result=done.value)
            return render(request, "agency/booked.html", result)
    context = area.context("events", title=event.title, event=event, find=find, form=form, back=area.url("events"))
    return render(request, "agency/book.html", context | facts_of(event))


def book_form(area: AgencyArea, event: Any, term: str, data: Any) -> ColleaguesForm:
    """The form for several: whom, and what the event's framework asks."""
    found = colleagues_to_book(area.actor, area.partnership.pk, area.agency.pk, event, term, area.on)
    return ColleaguesForm(
        data,
        colleagues=found,
        asked=selectors.form_for(event, area.on),
        agencies=[area.agency],
        is_hybrid=event.mode == "hybrid",
        initial={"supervisor_name": area.actor.name},
    )


def facts_of(event: Any) -> dict[str, Any]:
    """What the page says of the event itself."""
    return {"sessions": sessions_at(event), "access": access_at(event), "numbers": selectors.numbers_of(event)}
