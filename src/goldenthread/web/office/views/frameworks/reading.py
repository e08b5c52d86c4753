"""What frameworks there are, and what one of them says, clause by clause."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from goldenthread.kernel.actor import Role
from goldenthread.setting.frameworks import selectors
from goldenthread.setting.frameworks.terms import Framework
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Kind, Table, table_response

from ...area import Area, area_of, sees_people
from ...clauses import PARTS, parts_of
from ...forms.running import FORMS
from ...stopping import context_of

READERS = (Role.OFFICER, Role.BOARD, Role.CHAIR)


def state_of(version: Any, area: Area, stands: set[int]) -> str:
    """Where a version is in its life."""
    if version.takes_force_on is None:
        return "draft"
    if version.pk in stands:
        return "in_force"
    return "planned" if version.takes_force_on > area.on else "past"


@require_safe
def frameworks(request: ActorRequest) -> HttpResponseBase:
    """What is in force, what is in hand, what was, and which packs may be adopted."""
    area = area_of(request, *READERS)
    stands = {version.pk for version in selectors.in_force(area.id, area.on)}
    versions = [one for one in selectors.versions(area.actor) if one.line.partnership_id == area.id]
    by_state: dict[str, list[Any]] = {"in_force": [], "planned": [], "draft": [], "past": []}
    for version in versions:
        by_state[state_of(version, area, stands)].append(version)
    table = Table(
        caption="Earlier versions",
        columns=(
            Column("title", "Framework", link=lambda one: reverse("office:framework", args=[one.pk]), order="title"),
            Column("number", "Version", Kind.NUMBER, order=lambda one: one.number),
            Column("takes_force_on", "In force from", Kind.DATE, order=lambda one: one.takes_force_on),
            Column("reason", "Why it was made"),
        ),
        rows=by_state["past"],
        tie_break=(),
    )
    context = {
        "title": "Frameworks",
        "edits": sees_people(area),
        "packs": selectors.packs() if sees_people(area) else (),
        **by_state,
    }
    return table_response(request, "office/frameworks/list.html", table, context)


@require_safe
def pack(request: ActorRequest, pack_key: str) -> HttpResponseBase:
    """One of the packs that ship, read before it is adopted."""
    area_of(request)
    found = selectors.get_pack(pack_key)
    context = {"pack": found, "back": reverse("office:frameworks"), "back_text": "Frameworks"}
    return render(request, "office/frameworks/read.html", context | reading(request, found.framework))


@require_safe
def version(request: ActorRequest, version_id: int) -> HttpResponseBase:
    """One version, part by part; a draft is changed from here."""
    area = area_of(request, *READERS)
    found = selectors.get_version(area.actor, version_id)
    stands = {one.pk for one in selectors.in_force(area.id, area.on)}
    context = {
        "version": found,
        "state": state_of(found, area, stands),
        "edits": sees_people(area),
        "back": reverse("office:frameworks"),
        "back_text": "Frameworks",
    }
    if context["edits"] and context["state"] in ("draft", "planned"):
        context |= context_of(area, found)
    return render(request, "office/frameworks/read.html", context | reading(request, selectors.framework_of(found)))


def reading(request: ActorRequest, framework: Framework) -> dict[str, Any]:
    """What the page of a framework shows: one part of it, or wherever the searched words stand."""
    term = request.GET.get("q", "").strip()[:200]
    parts = parts_of(framework)
    asked = request.GET.get("part", "")
    shown = parts_of(framework, term) if term else [part for part in parts if part.key == asked] or parts[:1]
    return {
        "title": framework.title,
        "framework": framework,
        "parts": parts,
        "shown": shown,
        "part": "" if term or not shown else shown[0].key,
        "term": term,
        "found": sum(len(part.clauses) for part in shown),
        "editable": tuple(FORMS),
        "missing_parts": [
            (key if key in FORMS else "", title) for key, title, _ in PARTS if key not in {part.key for part in parts}
        ],
    }


@require_safe
def file(request: ActorRequest, version_id: int) -> HttpResponse:
    """The version as its file, to keep, to send or to edit elsewhere."""
    area = area_of(request, *READERS)
    found = selectors.get_version(area.actor, version_id)
    name = f"{slugify(found.title)[:60] or 'framework'}-version-{found.number}.toml"
    return HttpResponse(
        found.text,
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
