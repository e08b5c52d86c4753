"""Deputies: who stands in for me, between two days."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.selectors.own import own_details
from goldenthread.setting.workforce.selectors.team import colleagues, deputising_for, get_own_deputy, own_deputies
from goldenthread.setting.workforce.services import end_deputy, name_deputy
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ..forms import DeputyForm, FindColleagueForm


@require_safe
def deputies(request: ActorRequest) -> HttpResponse:
    """Those who stand in for me, and those for whom I do."""
    refuse(access.can_have_team(request.actor))
    today = clock.today()
    every = own_deputies(request.actor)
    context = {
        "coming": [one for one in every if one.ends_on >= today],
        "over": [one for one in every if one.ends_on < today],
        "standing_in_for": deputising_for(request.actor),
        "today": today,
    }
    return render(request, "manager/deputies.html", context)


@require_http_methods(["GET", "POST"])
def name(request: ActorRequest) -> HttpResponse:
    """Find a colleague, then say from when to when."""
    today = clock.today()
    own = own_details(request.actor)
    find = FindColleagueForm(request.GET if "q" in request.GET else None)
    found = colleagues(request.actor, find.cleaned_data["q"], today) if find.is_valid() else []
    named = {post.person_id: (post.person, f"{post.person}, {post.job_title}") for post in found}
    form = DeputyForm(
        request.POST if request.method == "POST" else None,
        colleagues=[(person_id, words) for person_id, (_, words) in named.items()],
    )
    context = {"find": find, "form": form, "found": found, "searched": find.is_bound and find.is_valid()}
    if not form.is_valid():
        return render(request, "manager/name_deputy.html", context)
    said = dict(form.cleaned_data)
    deputy, _ = named[int(said.pop("deputy"))]
    done = attempt(
        form, name_deputy, by=request.actor, at=clock.now(), on=today, person=own.person, deputy=deputy, **said
    )
    if done:
        messages.success(request, f"{deputy} will stand in for you on those days.")
        return redirect("manager:deputies")
    return render(request, "manager/name_deputy.html", context)


@require_POST
def end(request: ActorRequest, deputy_id: int) -> HttpResponse:
    """Stop someone standing in."""
    named = get_own_deputy(request.actor, deputy_id)
    end_deputy(by=request.actor, at=clock.now(), on=clock.today(), named=named)
    messages.success(request, f"{named.deputy} no longer stands in for you.")
    return redirect("manager:deputies")
