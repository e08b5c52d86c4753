"""Accounts: who can sign in, which roles they hold, inviting and ending."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.setting.accounts import access as accounts_access
from goldenthread.setting.accounts import services as accounts
from goldenthread.setting.partnerships import access, selectors, services
from goldenthread.setting.workforce.services import sign_in
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Kind, Table, table_response

from ..forms.accounts import ConfirmForm, EndRoleForm, InviteForm, ReasonForm, RoleForm
from .asking import ask, sent
from .groups import READ_OR_SEND, run_by


@require_safe
def index(request: ActorRequest) -> HttpResponseBase:
    """Everyone who can sign in, as far as the actor runs their area."""
    refuse(None if access.runs_anything(request.actor) else not_visible("That page"))
    table = Table(
        caption="Accounts",
        columns=(
            Column("name", "Name", order="name", link=lambda a: reverse("setup:account", args=[a.pk])),
            Column("email", "E-mail address", order="email"),
            Column("roles_today", "Roles today", Kind.NUMBER, order="roles_today"),
            Column("last_login", "Last signed in", Kind.DATETIME, order="last_login"),
            Column("is_active", "Open", Kind.YES_NO, order="is_active"),
        ),
        rows=selectors.accounts_of(request.actor, clock.today()),
        search=("name", "email"),
        order="name",
        empty="Nobody matches. Clear the search, or invite someone from a partnership's page.",
    )
    context: dict[str, Any] = {"title": "Accounts and roles", "back": reverse("setup:home"), "back_text": "Set-up"}
    context["partnerships"] = selectors.partnerships_run_by(request.actor)
    return table_response(request, "setup/accounts.html", table, context)


@require_http_methods(READ_OR_SEND)
def invite(request: ActorRequest, slug: str) -> HttpResponse:
    """Open an account for someone, give it a role and send the link; or give a role to one that exists."""
    partnership = run_by(request, slug)
    form = InviteForm(
        sent(request),
        actor=request.actor,
        partnership=partnership,
        initial={"starts_on": clock.today()},
    )
    return ask(
        request,
        form,
        sign_in.invite_with_role,
        title=f"Invite someone to {partnership.short_name}",
        intro="They get a link by e-mail to choose a password. Someone who has an account already gets the role only.",
        submit="Invite them",
        back=reverse("setup:accounts"),
        done="They were invited.",
        then=lambda held: reverse("setup:account", args=[held.account_id]),
        partnership=partnership,
        at=clock.now(),
        on=clock.today(),
    )


@require_safe
def show(request: ActorRequest, account_id: int) -> HttpResponse:
    """One account: its roles, past and coming too."""
    account = selectors.get_account_in_view(request.actor, account_id, clock.today())
    context = {
        "title": account.name,
        "account": account,
        "roles": selectors.account_page(request.actor, account, clock.today()),
        "invited": not account.has_usable_password() and account.is_active,
        "may_close": accounts_access.can_close(request.actor) is None and account.pk != request.actor.account_id,
        "partnerships": selectors.partnerships_run_by(request.actor),
        "back": reverse("setup:accounts"),
        "back_text": "Accounts and roles",
    }
    return render(request, "setup/account.html", context)


@require_http_methods(READ_OR_SEND)
def grant(request: ActorRequest, account_id: int, slug: str) -> HttpResponse:
    """Give the account a role in a partnership."""
    partnership = run_by(request, slug)
    account = selectors.get_account_in_view(request.actor, account_id, clock.today())
    initial = {"starts_on": clock.today()}
    return ask(
        request,
        RoleForm(sent(request), actor=request.actor, partnership=partnership, initial=initial),
        services.grant_role,
        title=f"Give {account.name} a role in {partnership.short_name}",
        submit="Give the role",
        back=reverse("setup:account", args=[account_id]),
        done="The role was given.",
        account=account,
        partnership=partnership,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def end_role(request: ActorRequest, role_id: int) -> HttpResponse:
    """End a role, at once or on a last day."""
    held = selectors.get_role(request.actor, role_id)
    return ask(
        request,
        EndRoleForm(sent(request)),
        services.end_role,
        title=f"End a role of {held.account.name}",
        intro=f"{selectors.role_in_words(held)}, since {held.starts_on:%-d %B %Y}.",
        submit="End the role",
        back=reverse("setup:account", args=[held.account_id]),
        done="The role was ended.",
        held=held,
        at=clock.now(),
        on=clock.today(),
    )


@require_http_methods(READ_OR_SEND)
def send_again(request: ActorRequest, account_id: int) -> HttpResponse:
    """Send the invitation again: the link runs out after a week."""
    account = selectors.get_account_in_view(request.actor, account_id, clock.today())
    return ask(
        request,
        ConfirmForm(sent(request)),
        accounts.send_invitation,
        title=f"Send {account.name} the invitation again?",
        intro="They get a fresh link, good once and for a week.",
        submit="Send it",
        back=reverse("setup:account", args=[account_id]),
        done="The invitation will be sent again.",
        account=account,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def close(request: ActorRequest, account_id: int) -> HttpResponse:
    """Close an account: nobody can enter by it any more."""
    account = selectors.get_account_in_view(request.actor, account_id, clock.today())
    refuse(accounts_access.can_close(request.actor))
    return ask(
        request,
        ReasonForm(sent(request)),
        accounts.close_account,
        title=f"Close the account of {account.name}?",
        intro="What was done with it stays. It can be opened again.",
        submit="Close the account",
        back=reverse("setup:account", args=[account_id]),
        done="The account was closed.",
        account=account,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def reopen(request: ActorRequest, account_id: int) -> HttpResponse:
    """Open a closed account again."""
    account = selectors.get_account_in_view(request.actor, account_id, clock.today())
    refuse(accounts_access.can_close(request.actor))
    return ask(
        request,
        ConfirmForm(sent(request)),
        accounts.reopen_account,
        title=f"Open the account of {account.name} again?",
        submit="Open it again",
        back=reverse("setup:account", args=[account_id]),
        done="The account is open again.",
        account=account,
        at=clock.now(),
    )
