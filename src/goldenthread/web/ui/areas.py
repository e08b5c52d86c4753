"""Someone who serves several partnerships says in which they are working now."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from goldenthread.setting.partnerships.selectors import get_partnership_served, partnerships_served

from .requests import PARTNERSHIP_CHOSEN, ActorRequest


@require_GET
def areas(request: ActorRequest) -> HttpResponse:
    """The partnerships they hold a role in, each with a button to work there."""
    return render(request, "ui/areas.html", {"partnerships": partnerships_served(request.actor)})


@require_POST
def choose(request: ActorRequest, slug: str) -> HttpResponse:
    """Work in another partnership until this session ends or another is chosen."""
    chosen = get_partnership_served(request.actor, slug)
    request.session[PARTNERSHIP_CHOSEN] = chosen.pk
    messages.success(request, f"You are working in {chosen.name}.")
    return redirect("home")
