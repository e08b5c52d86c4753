"""An agency asks for more than the partnership, never less, and may make a requirement mandatory (B62)."""

import tomllib
from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.setting.frameworks import selectors, services
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Kind, Table, table_response

from ..area import AgencyArea, agency_area
from ..forms.stricter import EndForm, StricterForm


def local_version(area: AgencyArea) -> Any:
    """The partnership's own framework in force, or the page that says there is none."""
    stands = [one for one in selectors.in_force(area.partnership.pk, area.on) if one.line.kind == "local"]
    refuse(None if stands else not_visible("A framework in force"))
    return stands[0]


def overrides_of(area: AgencyArea, version: Any) -> Any:
    return selectors.overrides([version.line_id]).filter(agency_id=area.agency.pk)


@require_safe
def stricter(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponseBase:
    """Where the agency asks for more, since when and why."""
    area = agency_area(request, partnership_slug, agency_slug)
    version = local_version(area)
    framework = selectors.framework_of(version)
    asked = {one.key: one.title for one in framework.requirements}
    once = selectors.last_titles(version.line_id)

    def end(row: Any) -> str:
        return "" if row.ends_on else area.url("stricter_end", row.pk)

    def title(row: Any) -> str:
        key = row.requirement_key
        return asked.get(key) or f"{once.get(key, key)} (no longer in force)"

    columns = (
        Column("requirement", "Requirement", value=title),
        Column("rule", "Asked besides", value=lambda row: in_words(row.rule, framework)),
        Column("mandatory", "Mandatory", Kind.YES_NO),
        Column("starts_on", "From", Kind.DATE, order="starts_on"),
        Column("ends_on", "To", Kind.DATE, order="ends_on"),
        Column("reason", "Why"),
        Column("end", "Change", value=lambda row: "" if row.ends_on else "End it", link=end, in_export=False),
    )
    table = Table(
        caption="Stricter rules",
        columns=columns,
        rows=overrides_of(area, version),
        order="-starts_on",
        empty=f"{area.agency.name} asks what the partnership asks, and nothing more.",
        empty_action=("Ask for more", area.url("stricter_add")),
    )
    context = area.context(
        "stricter",
        title="Stricter rules",
        intro="An agency may ask for more than the partnership, never less.",
        actions=[("Ask for more", area.url("stricter_add"))],
    )
    return table_response(request, "agency/page.html", table, context)


def in_words(rule: str, framework: Any) -> str:
    """What an agency asks besides, in words: what is kept is a rule as a framework file writes it."""
    if not rule:
        return "Nothing besides"
    read = tomllib.loads(f"rule = {rule}")["rule"]
    asked = read.get("completed", {})
    keys = [asked] if isinstance(asked, str) else asked.get("courses", ())
    titles = {course.key: course.title for course in framework.courses}
    named = " or ".join(titles.get(key, key.replace("-", " ")) for key in keys)
    return f"{named}, every {read['within'].removeprefix('1 ')}" if read.get("within") else f"{named}, once"


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponse:
    """Ask for more."""
    area = agency_area(request, partnership_slug, agency_slug)
    version = local_version(area)
    framework = selectors.framework_of(version)
    form = StricterForm(
        request.POST or None,
        requirements=[(one.key, one.title) for one in framework.requirements],
        courses=[(one.key, one.title) for one in framework.courses],
        initial={"starts_on": area.on},
    )
    if form.is_valid():
        names = ("requirement_key", "mandatory", "starts_on", "reason")
        given = {name: form.cleaned_data[name] for name in names} | {"rule": form.rule()}
        override = services.override_for_agency
        if attempt(form, override, by=area.actor, at=clock.now(), version=version, agency=area.agency, **given):
            said.success(request, "Your agency now asks for more. Its people's standing is worked out again.")
            return redirect(area.url("stricter"))
    context = {
        "title": "Ask for more than the partnership",
        "intro": f"In {area.agency.name}. What the partnership asks holds as well.",
        "form": form,
        "submit": "Ask for more",
        "cancel": area.url("stricter"),
    }
    return render(request, "ui/form_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: ActorRequest, partnership_slug: str, agency_slug: str, override_id: int) -> HttpResponse:
    """Ask no more than the partnership after a day."""
    area = agency_area(request, partnership_slug, agency_slug)
    override = overrides_of(area, local_version(area)).filter(pk=override_id).first()
    refuse(None if override else not_visible("That stricter rule"))
    form = EndForm(request.POST or None, initial={"ends_on": area.on})
    if form.is_valid() and attempt(
        form, services.end_override, by=area.actor, at=clock.now(), override=override, **form.cleaned_data
    ):
        said.success(request, "The stricter rule is ended. What held before stays in the history.")
        return redirect(area.url("stricter"))
    context = {"title": "End the stricter rule", "form": form, "submit": "End it", "cancel": area.url("stricter")}
    return render(request, "ui/form_page.html", context)
