"""The demonstration's sign-in page: one button for each role. Not routed anywhere else."""

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from goldenthread.setting.accounts.selectors import demo_accounts, get_demo_account
from goldenthread.web.ui.requests import ActorRequest

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@require_safe
def choose(request: ActorRequest) -> HttpResponse:
    """Whom to be."""
    return render(request, "public/demo.html", {"accounts": demo_accounts()})


@login_not_required
@require_POST
def sign_in(request: ActorRequest, account_id: int) -> HttpResponse:
    """Become one of the demonstration's people; nobody else's account can be entered this way."""
    account = get_demo_account(account_id)
    logout(request)
    login(request, account, backend=BACKEND)
    return redirect("home")
