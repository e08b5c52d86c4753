"""Compare a version with what it follows, see whom it moves, and let it take force on a day."""

from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.setting.frameworks import selectors, services
from goldenthread.training.standing.selectors.asked import asked_on
from goldenthread.training.standing.selectors.figures import partnership_heat
from goldenthread.training.standing.selectors.preview import Preview, preview, preview_rule
from goldenthread.training.standing.services import settle, take_force
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Filter, Table, tables_response

from ... import moving, stopping
from ...area import area_of
from ...clauses import PARTS, label_of
from ...forms.framework import OnDayForm, ReasonForm, TakeForceForm
from ...forms.rule import initial_of
from ...forms.whatif import WhatIfForm
from ...wording import Wording

PART_NAMES = {key: title for key, title, _ in PARTS} | {"framework": "Framework"}
KINDS = (("added", "Added"), ("changed", "Changed"), ("gone", "Gone"))

DATED = "dated"
"""The page of those whose date alone changes, in an address."""


MARKS = {"added": "new", "changed": "changed", "gone": "past"}


def part_of(change: Any) -> str:
    """The part of the framework a clause stands in."""
    return PART_NAMES.get(change.section, str(change.section))


def quietly(change: Any) -> Any:
    return format_html('<span class="gt-of">{}</span>', part_of(change))


def kind_of(change: Any) -> str:
    """What became of a clause."""
    return dict(KINDS)[change.kind.value]


def marked(change: Any) -> Any:
    return status_tag(MARKS[change.kind.value], kind_of(change))


def said_of(field: Any) -> str:
    """One thing that a clause says otherwise, in words."""
    what = label_of(field.what.replace(" ", "_"))
    if not field.before:
        return f"{what}: now {field.after}"
    return f"{what}: {field.before}, now {field.after}" if field.after else f"{what}: no longer {field.before}"


@require_safe
def compare(request: ActorRequest, version_id: int) -> HttpResponseBase:
    """What a version says otherwise than the one it follows, clause by clause."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    earlier = selectors.before(found)
    changes = selectors.differences(earlier, found) if earlier else []
    table = Table(
        caption="Clauses added, changed and gone",
        columns=(
            Column("title", "Clause", order=lambda one: one.title),
            Column(
                "section",
                "Part",
                value=part_of,
                shown=lambda one: format_html('<span class="gt-of">{}</span>', part_of(one)),
            ),
            Column("kind", "What", value=kind_of, shown=marked, order=kind_of),
            Column(
                "fields",
                "Before and after",
                value=lambda one: "; ".join(said_of(field) for field in one.fields),
            ),
        ),
        rows=changes,
        filters=(Filter("kind", "What", KINDS, "kind.value"),),
        empty="This version says exactly what the one before it says." if earlier else "It is the first of its kind.",
        tie_break=(),
        per_page=100,
    )
    context = {
        "title": "What changes",
        "version": found,
        "earlier": earlier,
        "counts": [(words, sum(one.kind.value == kind for one in changes)) for kind, words in KINDS],
        "clause_count": len(changes),
        "back": reverse("office:framework", args=[found.pk]),
        "is_draft": found.takes_force_on is None,
    }
    tables = {"table": table}
    if found.takes_force_on is None or found.takes_force_on > area.on:
        more = stopping.context_of(area, found)
        context |= {"counts_stopping": True, "stops_here": True, **more}
        tables["stops"] = stopping.stopping_table(found, more["stopping"])
    return tables_response(request, "office/frameworks/compare.html", tables, context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ActorRequest, version_id: int) -> HttpResponse:
    """Make a planned version a draft again."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        services.withdraw_planned,
        by=area.actor,
        at=clock.now(),
        version=found,
        on=area.on,
        reason=form.cleaned_data["reason"],
    ):
        said.success(request, "The version is withdrawn. It is a draft again and affects nobody.")
        return redirect("office:framework", version_id=found.pk)
    context = {
        "title": "Withdraw this version?",
        "intro": f"{found.title}, version {found.number}. It becomes a draft again; what is in force stays so.",
        "form": form,
        "submit": "Withdraw it",
        "cancel": reverse("office:framework", args=[found.pk]),
    }
    return render(request, "ui/form_page.html", context)


@require_safe
def moves(request: ActorRequest, version_id: int) -> HttpResponseBase:
    """Whom a version would move on a day, told before it does: counts, people, places."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    form = OnDayForm(request.GET or None, initial={"on": found.takes_force_on or area.on})
    on = form.cleaned_data["on"] if form.is_valid() else (found.takes_force_on or area.on)
    previewed = preview(area.actor, found, on, page=page_of(request), dated_page=page_of(request, DATED))
    context = {
        "title": "Whom it moves",
        "version": found,
        "form": form,
        "on": on,
        "is_draft": found.takes_force_on is None,
        "back": reverse("office:framework_compare", args=[found.pk]),
        "back_text": "What changes",
        **stopping.context_of(area, found),
    }
    return tables_response(request, "office/frameworks/moves.html", *moved(request, previewed, context))


def moved(
    request: ActorRequest, previewed: Preview, context: dict[str, Any]
) -> tuple[dict[str, Table], dict[str, Any]]:
    """The tables of a preview and what stands above them."""
    tables = {
        "counts": moving.counts_table(previewed),
        "people": moving.people_table(previewed.moves, "people", "The people"),
        "dated": moving.people_table(previewed.dated, "dates", "Whose date changes"),
        "needed": moving.places_table(previewed.needs_now, previewed.needs_then),
    }
    words = [(moving.said(status), previewed.becoming(status)) for status in moving.becoming(previewed)]
    more = {
        "preview": previewed,
        "becoming": words,
        "pages": moving.pages_of(previewed.total, previewed.page, "page", kept(request, "page")),
        "dated_pages": moving.pages_of(previewed.dated_total, previewed.dated_page, DATED, kept(request, DATED)),
        "dated_summary": f"Only the date changes: see these {previewed.dated_total:,} requirements of people",
        "dated_open": DATED in request.GET,
    }
    return tables, {**context, **more}


def kept(request: ActorRequest, name: str) -> str:
    """What was asked for besides a page, as it stands before it in an address."""
    asked = request.GET.copy()
    asked.pop(name, None)
    return f"{asked.urlencode()}&" if asked else ""


def page_of(request: ActorRequest, name: str = "page") -> int:
    """Which page of people was asked for."""
    asked = request.GET.get(name, "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: ActorRequest, version_id: int) -> HttpResponse:
    """Let a version take force on a day, after looking at what that does."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    form = TakeForceForm(request.POST or None)
    if form.is_valid() and attempt(
        form, take_force, by=area.actor, at=clock.now(), version=found, on=form.cleaned_data["on"]
    ):
        on = form.cleaned_data["on"]
        if on <= area.on:
            settle(by=area.actor, at=clock.now(), on=area.on, partnership_id=area.id)
        said.success(request, f"{found.title} takes force on {on.day} {on:%B %Y}.")
        return redirect("office:framework", version_id=found.pk)
    context = {
        "title": "Let this version take force",
        "version": found,
        "form": form,
        "earlier": selectors.before(found),
        "back": reverse("office:framework_compare", args=[found.pk]),
        **stopping.context_of(area, found),
    }
    return render(request, "office/frameworks/take_force.html", context)


@require_safe
def touches(request: ActorRequest, version_id: int, key: str) -> HttpResponseBase:
    """Whom one clause touches today, and what if it said something else."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    framework = selectors.framework_of(found)
    clause = next((one for one in framework.requirements if one.key == key), None)
    if clause is None:
        refuse(not_visible("That clause"))
        return redirect("office:frameworks")
    says = selectors.as_chosen(clause.rule, framework)
    initial = initial_of(says, selectors.rule_text(says))
    form = WhatIfForm(request.GET if "rule_kind" in request.GET else None, framework=framework, initial=initial)
    identity = framework.identity(key)
    asked = [one for one in asked_on(area.id, area.on) if one.key == identity]
    context = {
        "title": clause.title,
        "version": found,
        "says": Wording(framework).asks(clause),
        "source": str(clause.source),
        "form": form,
        "in_force": bool(asked),
        "key": identity,
        "tally": partnership_heat(area.actor, area.id, area.on).totals.get(identity),
        "back": reverse("office:framework", args=[found.pk]),
    }
    rule = attempt(form, selectors.proposed_rule, form.line(), framework) if asked and form.is_valid() else None
    if not rule or rule.value is None or rule.value == says:
        return render(request, "office/frameworks/touches.html", context | {"unchanged": bool(rule and rule.value)})
    pages = {"page": page_of(request), "dated_page": page_of(request, DATED)}
    previewed = preview_rule(area.actor, area.id, area.on, requirement_key=identity, rule=rule.value, **pages)
    words = {"then_says": selectors.in_words(rule.value, framework), "on": area.on}
    return tables_response(request, "office/frameworks/touches.html", *moved(request, previewed, context | words))
