"""The front door: what this is for visitors; everyone signed in goes to where their role starts."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.kernel import clock
from goldenthread.setting.accounts.selectors import invited, password_key
from goldenthread.training.standing.selectors.chooser import partnerships_with_a_framework
from goldenthread.web.ui.homes import homes_of
from goldenthread.web.ui.requests import ActorRequest


@login_not_required
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """To the first home page of the one signed in; visitors learn what this is, and may ask what they need."""
    if request.user.is_authenticated:
        return redirect(homes_of(request.actor, clock.today())[0][0])
    context = {
        "areas": partnerships_with_a_framework(clock.today()),
        "chooser_href": reverse("chooser"),
        "sign_in_href": reverse("account_login"),
    }
    return render(request, "public/home.html", context)


@login_not_required
@require_safe
def join(request: ActorRequest, token: str) -> HttpResponse:
    """The link of an invitation: on to choosing a password, or why it opens nothing any more."""
    account = invited(token)
    if account is None:
        return render(request, "public/link_spent.html", {"sign_in_href": reverse("account_login")}, status=410)
    path = reverse("account_reset_password_from_key", args=["UID", "KEY"])
    return redirect(path.replace("UID-KEY", password_key(account)))


@require_safe
def no_area(request: ActorRequest) -> HttpResponse:
    """For an account with no role, no post and no duty: what it means and whom to ask."""
    return render(request, "public/no_area.html")
