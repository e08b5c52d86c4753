"""People of an agency: find them, add one, open and close posts, give and end duties."""

from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.selectors import finding
from goldenthread.setting.workforce.services import staffing
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.web.ui.addresses import numbered
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ..area import AgencyArea, agency_area
from ..forms.staffing import DutyForm, LastDayForm, NameForm, PersonForm, PlaceForm, Places
from .records import settled

STATES = (("current", "In post today"), ("coming", "Begins later"), ("left", "Left"))


def in_state(area: AgencyArea) -> Any:
    """Narrow posts to those held today, to come, or left."""

    def narrow(rows: Any, state: str) -> Any:
        if state == "current":
            return finding.held_on(rows, area.on)
        return rows.filter(starts_on__gt=area.on) if state == "coming" else rows.filter(ends_on__lt=area.on)

    return narrow


PERSON = Column(
    "name",
    "Name",
    value=lambda post: f"{post.person.family_name}, {post.person.preferred_name or post.person.given_name}",
    order=finding.BY_NAME,
    link=lambda post: numbered("agency:person", post.person_id),
)
POST_COLUMNS = (
    PERSON,
    Column("job_title", "Post", order="job_title"),
    Column("job_role", "Job role", value="job_role.title", order="job_role__title"),
    Column("setting", "Setting", value="setting.name", order="setting__name"),
    Column("team", "Team", value="team.name", order="team__name"),
    Column("is_volunteer", "Volunteer", Kind.YES_NO, order="is_volunteer"),
    Column("staff_number", "Staff number", on_screen=False),
    Column("starts_on", "In post from", Kind.DATE, order="starts_on"),
    Column("ends_on", "To", Kind.DATE, order="ends_on"),
)


@require_safe
def people(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponseBase:
    """Everyone in a post of the agency; found also by former names, addresses and numbers (B37)."""
    area = agency_area(request, partnership_slug, agency_slug)
    settings, teams = finding.places_of(area.agency.pk)
    rows = finding.posts_in(area.actor, on=area.on, partnership_id=area.partnership.pk, agency_id=area.agency.pk)
    state = "" if "state" in request.GET else "current"
    table = Table(
        caption="People",
        columns=POST_COLUMNS,
        rows=in_state(area)(rows, state) if state else rows,
        search=finding.named,
        search_label="Name, former name, e-mail or staff number",
        filters=(
            Filter("setting", "Setting", settings, "setting_id"),
            Filter("team", "Team", teams, "team_id"),
            Filter("role", "Job role", finding.roles_in(area.agency.pk), "job_role_id"),
            Filter("state", "Post", STATES, in_state(area)),
            Filter("volunteer", "Staff or volunteer", (("True", "Volunteers"), ("False", "Staff")), "is_volunteer"),
        ),
        order="name",
        empty="Nobody is on this agency's list yet.",
        empty_action=("Load a list of staff", reverse("office:imports")),
        name=f"people of {area.agency.name}",
    )
    actions = [("Add a person", area.url("person_add")), ("Load a list of staff", reverse("office:imports"))]
    return table_response(request, "agency/page.html", table, area.context("people", title="People", actions=actions))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponse:
    """Someone new in the agency."""
    area = agency_area(request, partnership_slug, agency_slug)
    form = PersonForm(request.POST or None, places=Places(*finding.choices_for_post(area.agency.pk)))
    if form.is_valid():
        names = ("given_name", "family_name", "preferred_name", "email")
        given = {name: form.cleaned_data[name] for name in names} | form.post()
        done = attempt(
            form,
            staffing.add_person,
            by=area.actor,
            at=clock.now(),
            partnership=area.partnership,
            agency=area.agency,
            **given,
        )
        if done and done.value is not None:
            settled(request, done.value.pk)
            said.success(request, f"{done.value} is added. What they need is worked out from their post.")
            return redirect("agency:person", person_id=done.value.pk)
    context = {
        "title": "Add a person",
        "intro": f"To {area.agency.name}. Someone who works elsewhere too may be known already: search first.",
        "form": form,
        "submit": "Add the person",
        "cancel": area.url("people"),
    }
    return render(request, "ui/form_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_post(request: ActorRequest, partnership_slug: str, agency_slug: str, person_id: int) -> HttpResponse:
    """A further post in the agency for someone known."""
    area = agency_area(request, partnership_slug, agency_slug)
    person = finding.get_person(area.actor, person_id, on=area.on)
    form = PlaceForm(request.POST or None, places=Places(*finding.choices_for_post(area.agency.pk)))
    if form.is_valid() and attempt(
        form,
        staffing.open_post,
        by=area.actor,
        at=clock.now(),
        partnership=area.partnership,
        agency=area.agency,
        person=person,
        **form.post(),
    ):
        settled(request, person.pk)
        said.success(request, "The post is opened. What it asks is asked together with the rest.")
        return redirect("agency:person", person_id=person.pk)
    context = {"title": f"Open a post for {person}", "form": form, "submit": "Open the post"}
    cancel = reverse("agency:person", args=[person.pk])
    return render(request, "ui/form_page.html", context | {"cancel": cancel, "intro": f"In {area.agency.name}."})


@require_http_methods(["GET", "HEAD", "POST"])
def close_post(request: ActorRequest, post_id: int) -> HttpResponse:
    """Someone's last day in a post."""
    on = clock.today()
    post = finding.get_post(request.actor, post_id, on=on)
    refuse(access.can_run_agency(request.actor, partnership_id=post.partnership_id, agency_id=post.agency_id))
    form = LastDayForm(request.POST or None, on=on)
    if form.is_valid() and attempt(
        form, staffing.close_post, by=request.actor, at=clock.now(), post=post, **form.cleaned_data
    ):
        settled(request, post.person_id)
        said.success(request, "The post is closed. You can keep it open again from the same page.")
        return redirect("agency:people", post.partnership.slug, post.agency.slug)
    context = {
        "title": f"Close this post of {post.person}",
        "intro": f"{post.job_title}, {post.agency}. After that day your agency no longer sees what they do elsewhere.",
        "form": form,
        "submit": "Close the post",
        "cancel": reverse("agency:person", args=[post.person_id]),
    }
    return render(request, "ui/form_page.html", context)


@require_POST
def keep_open(request: ActorRequest, post_id: int) -> HttpResponse:
    """Undo the closing of a post."""
    post = finding.get_post(request.actor, post_id, on=clock.today())
    staffing.keep_post_open(by=request.actor, at=clock.now(), post=post)
    settled(request, post.person_id)
    said.success(request, "The post is open again.")
    return redirect("agency:person", person_id=post.person_id)


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: ActorRequest, person_id: int) -> HttpResponse:
    """Someone goes by another name."""
    on = clock.today()
    person = finding.get_person(request.actor, person_id, on=on)
    refuse(access.can_edit(request.actor, person, on=on))
    names = ("given_name", "family_name", "preferred_name")
    form = NameForm(request.POST or None, initial={name: getattr(person, name) for name in names})
    if form.is_valid() and attempt(
        form, staffing.change_name, by=request.actor, at=clock.now(), on=on, person=person, **form.cleaned_data
    ):
        said.success(request, "The name is changed. The former one still finds them.")
        return redirect("agency:person", person_id=person.pk)
    context = {"title": f"Change the name of {person}", "form": form, "submit": "Change the name"}
    return render(request, "ui/form_page.html", context | {"cancel": reverse("agency:person", args=[person.pk])})


@require_http_methods(["GET", "HEAD", "POST"])
def give_duty(request: ActorRequest, partnership_slug: str, agency_slug: str, person_id: int) -> HttpResponse:
    """A duty taken on in the agency, such as designated lead."""
    area = agency_area(request, partnership_slug, agency_slug)
    person = finding.get_person(area.actor, person_id, on=area.on)
    form = DutyForm(request.POST or None, initial={"starts_on": area.on})
    if form.is_valid() and attempt(
        form,
        staffing.give_duty,
        by=area.actor,
        at=clock.now(),
        partnership=area.partnership,
        agency=area.agency,
        person=person,
        kind=DutyKind(form.cleaned_data["kind"]),
        starts_on=form.cleaned_data["starts_on"],
    ):
        settled(request, person.pk)
        said.success(request, f"{person} now holds the duty.")
        return redirect("agency:person", person_id=person.pk)
    context = {"title": f"Give {person} a duty", "form": form, "submit": "Give the duty"}
    cancel = reverse("agency:person", args=[person.pk])
    return render(request, "ui/form_page.html", context | {"cancel": cancel, "intro": f"In {area.agency.name}."})


@require_http_methods(["GET", "HEAD", "POST"])
def end_duty(request: ActorRequest, duty_id: int) -> HttpResponse:
    """Someone's last day in a duty."""
    on = clock.today()
    duty = finding.get_duty(request.actor, duty_id, on=on)
    refuse(access.can_run_agency(request.actor, partnership_id=duty.partnership_id, agency_id=duty.agency_id or 0))
    form = LastDayForm(request.POST or None, on=on)
    if form.is_valid() and attempt(
        form, staffing.end_duty, by=request.actor, at=clock.now(), duty=duty, **form.cleaned_data
    ):
        settled(request, duty.person_id)
        said.success(request, "The duty is ended.")
        return redirect("agency:person", person_id=duty.person_id)
    context = {"title": f"End this duty of {duty.person}", "form": form, "submit": "End the duty"}
    intro = f"{DutyKind(duty.kind).label}, {duty.agency or duty.partnership}."
    cancel = reverse("agency:person", args=[duty.person_id])
    return render(request, "ui/form_page.html", context | {"cancel": cancel, "intro": intro})
