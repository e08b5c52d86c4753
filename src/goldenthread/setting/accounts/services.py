"""Accounts: invited, renamed, closed and opened again. Nobody makes their own."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.foundation.messaging import links
from goldenthread.foundation.messaging import services as messaging
from goldenthread.foundation.messaging.terms import Draft
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse

from . import access
from .models import Account


def _invitation(account: Account, at: datetime) -> Draft:
    return Draft(
        key=f"invitation:{account.pk}:{at.isoformat()}",
        kind="invitation",
        to_address=account.email,
        to_name=account.name,
        subject="Your account for safeguarding training",
        body=(
            f"Hello {account.name},\n\n"
            "An account has been opened for you where your partnership keeps its safeguarding training. "
            "Choose a password here; the link works once and for a week:\n\n"
            f"{links.placeholder('invitation')}\n\n"
            "If it has run out, ask whoever invited you to send it again.\n"
        ),
        links={"invitation": f"{account.pk}:{at:%Y%m%d%H%M%S}"},
    )


@transaction.atomic
def open_account(*, by: Actor, at: datetime, email: str, name: str) -> Account:
    """Open an account that can be entered once its holder has chosen a password by the link sent to them.

    The address counts as proved from then on: nobody without it can open the link.
    """
    refuse(access.can_invite(by))
    address = Account.objects.normalize_email(email)
    account = Account(email=address, name=name.strip(), invited_at=at)
    account.set_unusable_password()
    keep(account)
    EmailAddress.objects.create(user=account, email=address, verified=True, primary=True)
    audit.record(by=by, at=at, act="open", thing="account", thing_id=account.pk, changes={"email": None, "name": None})
    return account


@transaction.atomic
def send_invitation(*, by: Actor, at: datetime, account: Account) -> None:
    """Send someone the link by which they choose a password, the first time or again."""
    refuse(access.can_invite(by))
    if not account.is_active:
        refuse(Refusal(f"The account of {account.name} is closed. Open it again first."))
    if account.has_usable_password():
        refuse(Refusal(f"{account.name} has chosen a password already, and can reset it at sign-in."))
    account.invited_at = at
    account.save(update_fields=["invited_at"])
    messaging.enqueue(drafts=[_invitation(account, at)], at=at)
    audit.record(by=by, at=at, act="invite", thing="account", thing_id=account.pk)


@transaction.atomic
def rename_account(*, by: Actor, at: datetime, account: Account, name: str) -> Account:
    """Change the name an account is greeted by: one's own, or anybody's for who may invite."""
    if by.account_id != account.pk:
        refuse(access.can_invite(by))
    account.name = name.strip()
    keep(account)
    audit.record(by=by, at=at, act="rename", thing="account", thing_id=account.pk, changes={"name": None})
    return account


@transaction.atomic
def close_account(*, by: Actor, at: datetime, account: Account, reason: str) -> Account:
    """Nobody can enter by this account any more. What was done with it stays."""
    refuse(access.can_close(by))
    if by.account_id == account.pk:
        refuse(Refusal("You cannot close your own account. Ask another administrator."))
    if not reason.strip():
        refuse(bad_input("Give the reason.", reason="Give the reason."))
    account.is_active = False
    account.save(update_fields=["is_active"])
    audit.record(by=by, at=at, act="close", thing="account", thing_id=account.pk, reason=reason)
    return account


@transaction.atomic
def reopen_account(*, by: Actor, at: datetime, account: Account) -> Account:
    """Let the holder of a closed account in again."""
    refuse(access.can_close(by))
    account.is_active = True
    account.save(update_fields=["is_active"])
    audit.record(by=by, at=at, act="reopen", thing="account", thing_id=account.pk)
    return account
