"""Training records of an agency's people: add, verify, refuse, put right, take away."""

from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.setting.workforce.selectors import finding
from goldenthread.training.catalogue.services import outside_course
from goldenthread.training.records import selectors, services
from goldenthread.training.records.terms import Format, ProviderKind, State
from goldenthread.training.standing.selectors.outside import our_courses
from goldenthread.training.standing.services import settle_people
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ..area import agency_area
from ..forms.records import CorrectForm, ReasonForm, RecordForm

COURSE = Column(
    "course",
    "Course",
    value="course.title",
    order="course__title",
    link=lambda one: reverse("agency:record", args=[one.pk]),
)
COLUMNS = (
    COURSE,
    Column("completed_on", "Completed", Kind.DATE, order="completed_on"),
    Column(
        "state",
        "State",
        value=lambda one: State(one.state).label,
        shown=lambda one: status_tag(one.state.replace("-", "_")),
        order="state",
    ),
    Column("given", "How", value=lambda one: Format(one.format).label, order="format"),
    Column("by", "Given by", value=lambda one: one.course.provider or ProviderKind(one.provider_kind).label),
    Column("minutes", "Length", Kind.MINUTES, order="minutes"),
    Column("evidence", "Evidence"),
    Column("why_refused", "Why refused", on_screen=False),
)
AT_ONCE = 50
"""As many records as somebody can look through in one go."""

PERSON = Column(
    "person",
    "Name",
    value=lambda one: f"{one.person.family_name}, {one.person.given_name}",
    order=("person__family_name", "person__given_name"),
    link=lambda one: reverse("agency:person", args=[one.person_id]),
)


def settled(request: ActorRequest, *people: int) -> None:
    """Work these people's standing out at once, so that the next page shows it."""
    settle_people(by=request.actor, at=clock.now(), on=clock.today(), people=people)


@require_safe
def records(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponseBase:
    """Every record of the people who work in the agency; all of it can be taken along."""
    area = agency_area(request, partnership_slug, agency_slug)
    posts = finding.posts_in(area.actor, on=area.on, partnership_id=area.partnership.pk, agency_id=area.agency.pk)
    people = finding.held_on(posts, area.on).values("person_id")
    table = Table(
        caption="Training records",
        columns=(PERSON, *COLUMNS),
        rows=selectors.records(area.actor, area.on).filter(person_id__in=people),
        search=("person__family_name", "person__given_name", "course__title"),
        search_label="Name or course",
        filters=(
            Filter("state", "State", State.choices),
            Filter("since", "Completed from", day=True, apply="completed_on__gte"),
        ),
        order="-completed_on",
        empty="No training is recorded yet.",
        empty_action=("Load a list of training", reverse("office:imports")),
        name=f"training records of {area.agency.name}",
    )
    waiting = selectors.to_verify(area.actor, area.partnership.pk, area.on, area.agency.pk).count()
    actions = [(f"Verify what people entered themselves ({waiting})", area.url("to_verify"))] if waiting else []
    context = area.context("records", title="Training records", actions=actions)
    return table_response(request, "agency/page.html", table, context)


@require_http_methods(["GET", "HEAD", "POST"])
def to_verify(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponseBase:
    """What people entered themselves: several are verified at once, after looking."""
    area = agency_area(request, partnership_slug, agency_slug)
    waiting = selectors.to_verify(area.actor, area.partnership.pk, area.on, area.agency.pk)
    chosen = [record for record in waiting if str(record.pk) in request.POST.getlist("record")]
    if request.method == "POST" and chosen and "confirmed" in request.POST:
        for record in chosen:
            services.verify(by=area.actor, at=clock.now(), record=record)
        settled(request, *(record.person_id for record in chosen))
        said.success(request, f"{len(chosen)} record{'' if len(chosen) == 1 else 's'} verified.")
        return redirect(area.url("to_verify"))
    context = area.context(
        "records",
        title="Verify these records?" if chosen else "Records to verify",
        waiting=chosen or waiting[:AT_ONCE],
        count=waiting.count(),
        confirming=bool(chosen),
        nothing_chosen=request.method == "POST" and not chosen,
    )
    return render(request, "agency/to_verify.html", context)


@require_safe
def record(request: ActorRequest, record_id: int) -> HttpResponseBase:
    """One record and what may be done with it."""
    found = selectors.get_record(request.actor, record_id, clock.today())
    context = {
        "title": found.course.title,
        "record": found,
        "state": found.state.replace("-", "_"),
        "given": Format(found.format).label,
        "by": ProviderKind(found.provider_kind).label,
        "own": request.actor.person_id == found.person_id,
        "back": reverse("agency:person", args=[found.person_id]),
    }
    return render(request, "agency/record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, partnership_slug: str, agency_slug: str, person_id: int) -> HttpResponse:
    """Enter what someone completed; whoever enters it has seen the evidence."""
    area = agency_area(request, partnership_slug, agency_slug)
    person = finding.get_person(area.actor, person_id, on=area.on)
    courses = our_courses(area.partnership.pk)
    form = RecordForm(request.POST or None, courses=courses)
    if form.is_valid() and attempt(form, record_it, request, person, form, courses):
        settled(request, person.pk)
        said.success(request, f"The record is added to {person}'s list, and is verified.")
        return redirect("agency:person", person_id=person.pk)
    context = {"title": f"Add a record for {person}", "form": form, "submit": "Add the record"}
    intro = "You vouch for what you enter: it stands as verified."
    return render(request, "ui/form_page.html", context | {"intro": intro, "cancel": back(person.pk)})


def record_it(request: ActorRequest, person: Any, form: RecordForm, courses: Any) -> Any:
    """The completion, of one of ours or of somebody else's course."""
    given, at = form.cleaned_data, clock.now()
    course = courses.get(int(given["course"] or 0)) or outside_course(
        by=request.actor, at=at, title=given["title"], provider=given["provider"]
    )
    return services.record_completion(by=request.actor, at=at, person=person, course=course, **form.said)


def back(person_id: int) -> str:
    return reverse("agency:person", args=[person_id])


@require_POST
def verify(request: ActorRequest, record_id: int) -> HttpResponse:
    """Somebody saw the evidence."""
    found = selectors.get_record(request.actor, record_id, clock.today())
    services.verify(by=request.actor, at=clock.now(), record=found)
    settled(request, found.person_id)
    said.success(request, "The record is verified.")
    return redirect("agency:record", record_id=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: ActorRequest, record_id: int) -> HttpResponse:
    """The record does not count, and says why."""
    found = selectors.get_record(request.actor, record_id, clock.today())
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form, services.refuse_record, by=request.actor, at=clock.now(), record=found, **form.cleaned_data
    ):
        settled(request, found.person_id)
        said.success(request, "The record is refused. It stays on the list and says why; it can be verified later.")
        return redirect("agency:record", record_id=found.pk)
    context = {"title": f"Refuse “{found.course.title}”", "form": form, "submit": "Refuse the record"}
    intro = f"{found.person}, completed on {found.completed_on:%-d %B %Y}. The person sees the reason."
    cancel = reverse("agency:record", args=[found.pk])
    return render(request, "ui/form_page.html", context | {"intro": intro, "cancel": cancel})


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: ActorRequest, record_id: int) -> HttpResponse:
    """Put a record right."""
    found = selectors.get_record(request.actor, record_id, clock.today())
    names = ("completed_on", "provider_kind", "minutes", "evidence")
    initial = {name: getattr(found, name) for name in names} | {"given_as": found.format}
    form = CorrectForm(request.POST or None, initial=initial)
    if form.is_valid() and attempt(
        form, services.correct, by=request.actor, at=clock.now(), record=found, **form.cleaned_data
    ):
        settled(request, found.person_id)
        said.success(request, "The record is put right.")
        return redirect("agency:record", record_id=found.pk)
    context = {"title": f"Correct “{found.course.title}”", "form": form, "submit": "Put it right"}
    intro = f"{found.person}. What it said before stays in the trail."
    cancel = reverse("agency:record", args=[found.pk])
    return render(request, "ui/form_page.html", context | {"intro": intro, "cancel": cancel})


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ActorRequest, record_id: int) -> HttpResponse:
    """Take away a record that should never have been entered."""
    found = selectors.get_record(request.actor, record_id, clock.today())
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form, services.withdraw, by=request.actor, at=clock.now(), record=found, **form.cleaned_data
    ):
        settled(request, found.person_id)
        said.success(request, "The record is taken away.")
        return redirect("agency:person", person_id=found.person_id)
    context = {"title": f"Take away “{found.course.title}”?", "form": form, "submit": "Take it away"}
    intro = f"{found.person}, completed on {found.completed_on:%-d %B %Y}. For what should never have been entered."
    cancel = reverse("agency:record", args=[found.pk])
    return render(request, "ui/form_page.html", context | {"intro": intro, "cancel": cancel})
