"""Two entries that are one person: find them, see what each holds, join them, and part them again.

Or that they are two people, which is remembered. An officer does so in their own area; an administrator, who runs
the whole installation, also where the two entries are in different partnerships.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, refuse
from goldenthread.setting.workforce.selectors import finding
from goldenthread.setting.workforce.selectors.imports import possible_matches
from goldenthread.training.standing.services import settle_people
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Kind, Table, table_response
from goldenthread.whole.upkeep import services
from goldenthread.whole.upkeep.selectors import apart as decided
from goldenthread.whole.upkeep.selectors import twins as selectors

from ..area import area_of
from ..forms.imports import RestForm
from ..forms.twins import JoinForm


@dataclass(frozen=True)
class Reach:
    """Who looks, on which day, and in which partnership: none means in all of them."""

    actor: Actor
    on: date
    partnership_id: int | None


def reach_of(request: ActorRequest) -> Reach:
    """The whole installation for its administrator, the officer's own area for an officer."""
    if request.actor.holds(Role.ADMINISTRATOR):
        return Reach(request.actor, clock.today(), None)
    area = area_of(request)
    return Reach(area.actor, area.on, area.id)


@require_safe
def likely(request: ActorRequest) -> HttpResponseBase:
    """Entries of the area that may be one person: nobody is joined until somebody says so."""
    reach = reach_of(request)
    table = Table(
        caption="May be one person",
        columns=(
            Column(
                "first",
                "One entry",
                value=lambda pair: str(pair.first),
                order=lambda pair: (pair.first.family_name.casefold(), pair.first.given_name.casefold()),
                link=lambda pair: reverse("office:join", args=[pair.first.pk, pair.second.pk]),
            ),
            Column("second", "The other", value=lambda pair: str(pair.second)),
            Column("why", "Why it is asked", order=lambda pair: pair.why),
        ),
        rows=selectors.likely_pairs(reach.partnership_id),
        tie_break=(),
        empty="No two entries have the same name or professional number.",
        name="entries that may be one person",
    )
    waiting = possible_matches(reach.actor).count()
    context = {"title": "Two entries, one person?", "waiting": waiting}
    return table_response(request, "office/twins.html", table, context)


@require_safe
def find(request: ActorRequest, person_id: int = 0) -> HttpResponseBase:
    """Search for the first entry; then for the other."""
    reach = reach_of(request)
    person = finding.get_person(reach.actor, person_id, on=reach.on) if person_id else None
    rows = selectors.people_of_area(reach.partnership_id)
    table = Table(
        caption="People",
        columns=(
            Column(
                "name",
                "Name",
                value=lambda one: f"{one.family_name}, {one.given_name}",
                order=("family_name", "given_name"),
                link=lambda one: (
                    reverse("office:join", args=[person.pk, one.pk])
                    if person
                    else reverse("office:twin_other", args=[one.pk])
                ),
            ),
            Column("preferred_name", "Known as", order="preferred_name"),
            Column("professional_number", "Professional number", order="professional_number"),
        ),
        rows=rows.exclude(pk=person.pk) if person else rows,
        search=selectors.named_people,
        search_label="Name, former name, e-mail or number",
        order="name",
        empty="Nobody goes by that.",
        exportable=False,
    )
    context = {
        "title": f"Which other entry is {person}?" if person else "Find the first entry",
        "intro": "Search for one entry, then for the other. You see both before anything is joined.",
        "back": reverse("office:twins"),
    }
    return table_response(request, "ui/table_page.html", table, context)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: ActorRequest, person_id: int, other_id: int) -> HttpResponse:
    """Both side by side; which is kept; and joining them."""
    reach = reach_of(request)
    pair = [finding.get_person(reach.actor, one, on=reach.on) for one in (person_id, other_id)]
    refuse(Refusal("These two entries are one person already.") if pair[0].pk == pair[1].pk else None)
    held = [selectors.held_by_entry(reach.actor, one, on=reach.on) for one in pair]
    entries = [(str(one.pk), f"{one}, the {side} entry") for one, side in zip(pair, ("first", "second"), strict=True)]
    form = JoinForm(request.POST or None, entries=entries)
    if form.is_valid():
        kept, gone = pair if form.cleaned_data["kept"] == str(pair[0].pk) else pair[::-1]
        words = {"why": form.cleaned_data["why"]}
        done = attempt(
            form, services.merge_people, by=reach.actor, at=clock.now(), on=reach.on, kept=kept, gone=gone, **words
        )
        if done.value is not None:
            settle_people(by=reach.actor, at=clock.now(), on=reach.on, people=[kept.pk, gone.pk])
            said.success(request, f"{kept} and {gone} are one person now. You can part them again from this page.")
            return redirect("office:merge", done.value.pk)
    context = {
        "title": "Are they one person?",
        "pair": pair,
        "rows": [(label, held[0].lines[label], held[1].lines[label]) for label in held[0].lines],
        "accounts": selectors.about_accounts(*pair),
        "form": form,
        "apart": decided.decision_on(pair),
        "back": reverse("office:twins"),
    }
    return render(request, "office/join.html", context)


@require_POST
def tell_apart(request: ActorRequest, person_id: int, other_id: int) -> HttpResponse:
    """They are two people: they leave the queue and do not come back."""
    reach = reach_of(request)
    one, other = (finding.get_person(reach.actor, key, on=reach.on) for key in (person_id, other_id))
    services.tell_apart(by=reach.actor, at=clock.now(), on=reach.on, one=one, other=other)
    said.success(request, f"{one} and {other} are two people. Nobody is asked about them again.")
    return redirect("office:twins")


@require_safe
def told_apart(request: ActorRequest) -> HttpResponseBase:
    """Who was found to be two people, by whom and when."""
    reach = reach_of(request)
    table = Table(
        caption="Found to be two people",
        columns=(
            Column(
                "first",
                "One entry",
                value=lambda apart: str(apart.first),
                order=("first__family_name", "first__given_name"),
                link=lambda apart: reverse("office:apart", args=[apart.pk]),
            ),
            Column("second", "The other", value=lambda apart: str(apart.second)),
            Column("done_by_name", "By", order="done_by_name"),
            Column("done_at", "On", Kind.DATETIME, order="done_at"),
        ),
        rows=decided.decisions(reach.actor, on=reach.on),
        order="-done_at",
        empty="Nobody has been found to be two people yet.",
        empty_action=("See entries that may be one person", reverse("office:twins")),
    )
    context: dict[str, Any] = {"title": "Found to be two people", "back": reverse("office:twins")}
    return table_response(request, "ui/table_page.html", table, context)


@require_http_methods(["GET", "HEAD", "POST"])
def apart(request: ActorRequest, apart_id: int) -> HttpResponse:
    """One such decision, and taking it back."""
    reach = reach_of(request)
    made = decided.get_decision(reach.actor, apart_id, on=reach.on)
    if request.method == "POST":
        services.undo_apart(by=reach.actor, at=clock.now(), on=reach.on, apart=made)
        said.success(request, f"It is open again whether {made.first} and {made.second} are one person.")
        return redirect("office:join", made.first_id, made.second_id)
    context = {
        "title": f"May {made.first} and {made.second} be one person after all?",
        "intro": f"{made.done_by_name} found on {made.done_at:%-d %B %Y} that they are two people.",
        "form": RestForm(),
        "submit": "Ask again",
        "back": reverse("office:told_apart"),
    }
    return render(request, "ui/form_page.html", context)


@require_safe
def merges(request: ActorRequest) -> HttpResponseBase:
    """Who was joined to whom, by whom and why."""
    reach = reach_of(request)
    table = Table(
        caption="Entries joined",
        columns=(
            Column(
                "kept",
                "The one kept",
                value=lambda merge: str(merge.kept),
                order=("kept__family_name", "kept__given_name"),
                link=lambda merge: reverse("office:merge", args=[merge.pk]),
            ),
            Column("gone", "Joined to it", value=lambda merge: str(merge.gone)),
            Column("why", "Why"),
            Column("done_by_name", "By", order="done_by_name"),
            Column("done_at", "On", Kind.DATETIME, order="done_at"),
            Column("undone_at", "Parted again", Kind.DATETIME, order="undone_at"),
        ),
        rows=selectors.merges(reach.actor, on=reach.on),
        order="-done_at",
        empty="No two entries have been joined yet.",
        empty_action=("See entries that may be one person", reverse("office:twins")),
    )
    context: dict[str, Any] = {"title": "Entries joined", "back": reverse("office:twins")}
    return table_response(request, "ui/table_page.html", table, context)


@require_safe
def merge(request: ActorRequest, merge_id: int) -> HttpResponse:
    """One merge: what went over, and parting the two again."""
    reach = reach_of(request)
    made = selectors.get_merge(reach.actor, merge_id, on=reach.on)
    context = {"title": f"{made.gone} is {made.kept}", "made": made, "counts": selectors.went_over(made)}
    return render(request, "office/merge.html", context | {"back": reverse("office:merges")})


@require_POST
def part(request: ActorRequest, merge_id: int) -> HttpResponse:
    """They are two people after all."""
    reach = reach_of(request)
    made = selectors.get_merge(reach.actor, merge_id, on=reach.on)
    services.undo_merge(by=reach.actor, at=clock.now(), on=reach.on, merge=made)
    settle_people(by=reach.actor, at=clock.now(), on=reach.on, people=[made.kept_id, made.gone_id])
    said.success(request, "They are two people again, each with what was theirs.")
    return redirect("office:merge", made.pk)
