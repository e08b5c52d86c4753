"""The demonstration's sign-in page: one button for each role. Not routed anywhere else."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.accounts.selectors import demo_accounts, get_demo_account
from goldenthread.web.ui.requests import ActorRequest

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SPREADSHEETS = "demo-files"
"""The folder beside the database into which `demo` writes files to try an import with."""


@login_not_required
@require_safe
def choose(request: ActorRequest) -> HttpResponse:
    """Whom to be."""
    return render(request, "public/demo.html", {"accounts": demo_accounts(), "files": sorted(spreadsheets())})


def spreadsheets() -> dict[str, Path]:
    """The files to try an import with, by name: only what lies in the folder, whatever is asked for."""
    folder = Path(settings.STATE) / SPREADSHEETS
    return {path.name: path for path in folder.glob("*.*")}


@login_not_required
@require_safe
def spreadsheet(_: ActorRequest, name: str) -> FileResponse:
    """One of the files, to load it again where imports are made."""
    found = spreadsheets().get(name)
    if found is None:
        raise Refused(not_visible("This file"))
    return FileResponse(found.open("rb"), as_attachment=True, filename=name)


@login_not_required
@require_POST
def sign_in(request: ActorRequest, account_id: int) -> HttpResponse:
    """Become one of the demonstration's people; nobody else's account can be entered this way."""
    account = get_demo_account(account_id)
    logout(request)
    login(request, account, backend=BACKEND)
    return redirect("home")
