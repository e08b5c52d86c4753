"""Merging, splitting, and handing over everything one person owns."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.setting.partnerships import access, selectors
from goldenthread.setting.workforce import selectors as workforce
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Table, table_response
from goldenthread.whole.upkeep import selectors as upkeep
from goldenthread.whole.upkeep import services

from ..forms.accounts import ConfirmForm
from ..forms.upkeep import MergeForm, ReassignForm, SplitForm, SucceedForm
from .agencies import READ_OR_SEND, about
from .asking import ask, sent


@require_http_methods(READ_OR_SEND)
def merge_agency(request: ActorRequest, slug: str, agency: str) -> HttpResponse:
    """An agency goes into another, with a preview of what goes over."""
    membership, back = about(request, slug, agency)
    refuse(access.can_run_installation(request.actor))
    one, today = membership.agency, clock.today()
    move = upkeep.move_of(one, today)
    form = MergeForm(sent(request), others=selectors.other_agencies(one), initial={"on": today})
    return ask(
        request,
        form,
        services.merge_agency,
        title=f"Merge {one.name} into another agency",
        intro=f"{move.in_words()} go over, and its leads lead the other. What has ended stays under the old name. "
        "This cannot be undone: merging back would be a new merger.",
        submit="Merge the agencies",
        back=back,
        done="The agencies were merged.",
        then=lambda _: reverse("setup:agencies", args=[slug]),
        agency=one,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def split_agency(request: ActorRequest, slug: str, agency: str) -> HttpResponse:
    """Part of an agency becomes one of its own."""
    membership, back = about(request, slug, agency)
    refuse(access.can_run_installation(request.actor))
    return ask(
        request,
        SplitForm(sent(request), agency=membership.agency, initial={"on": clock.today()}),
        services.split_agency,
        title=f"Split {membership.agency.name}",
        intro="The people who work in the settings and teams you choose go to the new agency; the rest stays. "
        "Add a setting or a team first if there is none to choose.",
        submit="Split the agency",
        back=back,
        done="The new agency was made.",
        then=lambda made: reverse("setup:agency", args=[slug, made.slug]),
        agency=membership.agency,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def succeed(request: ActorRequest, slug: str) -> HttpResponse:
    """A partnership ends, and one or several others go on from it."""
    refuse(access.can_run_installation(request.actor))
    partnership = selectors.get_partnership(request.actor, slug)
    form = SucceedForm(
        sent(request),
        agencies=selectors.current_agencies(partnership),
        successors=selectors.successors_for(request.actor, partnership),
        initial={"on": clock.today()},
    )
    return ask(
        request,
        form,
        services.succeed_partnership,
        title=f"Split or merge {partnership.name}",
        intro="Open the partnerships that follow first. Then say for each agency where it goes; with two, its posts go "
        "to the first. The frameworks in force become drafts there. Roles and seats here end the day before.",
        submit="End this partnership",
        back=reverse("setup:partnership", args=[slug]),
        done="The partnership ended, and its agencies go on.",
        partnership=partnership,
        at=clock.now(),
    )


@require_safe
def choose_person(request: ActorRequest) -> HttpResponseBase:
    """Whose belongings are handed over, and what was handed over before."""
    refuse(None if access.runs_anything(request.actor) else not_visible("That page"))
    table = Table(
        caption="People in post",
        columns=(
            Column(
                "name",
                "Name",
                value=str,
                order=("family_name", "given_name"),
                link=lambda person: reverse("setup:reassign", args=[person.pk]),
            ),
        ),
        rows=workforce.people_in_post(request.actor, clock.today()),
        search=("family_name", "given_name"),
        order="name",
        empty="Nobody in post matches.",
    )
    context = {"title": "Hand over what someone owns", "handovers": list(upkeep.handovers(request.actor)[:20])}
    return table_response(request, "setup/handovers.html", table, {**context, "back": reverse("setup:home")})


@require_http_methods(READ_OR_SEND)
def reassign(request: ActorRequest, person_id: int) -> HttpResponse:
    """Preview what one person owns, and give it to another."""
    refuse(None if access.runs_anything(request.actor) else not_visible("That page"))
    actor, today = request.actor, clock.today()
    person = workforce.get_person_in_area(actor, person_id, today)
    parts = upkeep.holdings(actor, person, today)
    people = workforce.people_in_post(actor, today).exclude(pk=person.pk)
    form = ReassignForm(sent(request), people=people, parts=parts, initial={"kinds": [part.kind for part in parts]})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, services.reassign, by=actor, at=clock.now(), on=today, person=person, **form.cleaned_data)
        if made.value is not None:
            messages.success(request, f"What {person} held was handed over.")
            return redirect("setup:handover", made.value.pk)
    context = {"title": f"Hand over what {person} owns", "form": form, "parts": parts}
    context |= {"holds": any(part.lines for part in parts), "back": reverse("setup:handovers")}
    return render(request, "setup/reassign.html", context)


@require_safe
def handover(request: ActorRequest, handover_id: int) -> HttpResponse:
    """One handover: its note, what moved, and undoing it."""
    made = upkeep.get_handover(request.actor, handover_id)
    context = {"title": "Handover", "made": made, "counts": upkeep.counts_of(made), "back": reverse("setup:handovers")}
    return render(request, "setup/handover.html", context)


@require_http_methods(READ_OR_SEND)
def undo(request: ActorRequest, handover_id: int) -> HttpResponse:
    """Take a handover back."""
    made = upkeep.get_handover(request.actor, handover_id)
    return ask(
        request,
        ConfirmForm(sent(request)),
        services.undo_handover,
        title=f"Give everything back to {made.person}?",
        intro="What somebody has changed since stays as they left it.",
        submit="Undo the handover",
        back=reverse("setup:handover", args=[handover_id]),
        done="The handover was undone.",
        handover=made,
        at=clock.now(),
        on=clock.today(),
    )
