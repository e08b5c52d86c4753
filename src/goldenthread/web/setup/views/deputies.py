"""Naming one's own deputy."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.setting.workforce import selectors, services
from goldenthread.web.ui.requests import ActorRequest

from ..forms.accounts import ConfirmForm, DeputyForm
from .agencies import READ_OR_SEND
from .asking import ask, sent


@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """Who stands in for me, and for whom I stand in."""
    person = selectors.get_own_person(request.actor)
    context = {"title": "Deputies", "person": person, "rows": selectors.deputies_around(person, clock.today())}
    return render(request, "setup/deputies.html", context)


@require_http_methods(READ_OR_SEND)
def name(request: ActorRequest) -> HttpResponse:
    """Name a deputy for some days."""
    person = selectors.get_own_person(request.actor)
    form = DeputyForm(sent(request), colleagues=selectors.colleagues_of(person, clock.today()))
    return ask(
        request,
        form,
        services.name_deputy,
        title="Name a deputy",
        intro="On these days they see and do for your team what you would. They cannot pass it on.",
        submit="Name the deputy",
        back=reverse("setup:deputies"),
        done="The deputy was named.",
        person=person,
        at=clock.now(),
        on=clock.today(),
    )


@require_http_methods(READ_OR_SEND)
def end(request: ActorRequest, deputy_id: int) -> HttpResponse:
    """A deputy stops standing in."""
    named = selectors.get_own_deputy(request.actor, deputy_id)
    return ask(
        request,
        ConfirmForm(sent(request)),
        services.end_deputy,
        title=f"Should {named.deputy} stop standing in for you?",
        submit="Yes, end it",
        back=reverse("setup:deputies"),
        done="The deputy no longer stands in.",
        named=named,
        at=clock.now(),
        on=clock.today(),
    )
