"""The front door: sends everyone to where their role starts."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from goldenthread.kernel import clock
from goldenthread.web.ui.homes import homes_of
from goldenthread.web.ui.requests import ActorRequest


@login_not_required
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """To the first home page of the one signed in; visitors are asked to sign in."""
    if not request.user.is_authenticated:
        return redirect("demo" if settings.DEMO else "account_login")
    return redirect(homes_of(request.actor, clock.today())[0][0])


@require_safe
def no_area(request: ActorRequest) -> HttpResponse:
    """For an account with no role, no post and no duty: what it means and whom to ask."""
    return render(request, "public/no_area.html")
