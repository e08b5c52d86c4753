"""Reads of accounts: who may sign in, and the demonstration's fixed people."""

from dataclasses import dataclass

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str

from goldenthread.foundation.messaging import links
from goldenthread.kernel.refusal import Refused, not_visible

from .models import Account


def password_key(account: Account) -> str:
    """The key of the link by which the holder chooses a password: good once, and for as long as the settings say."""
    made: str = EmailAwarePasswordResetTokenGenerator().make_token(account)
    return f"{user_pk_to_url_str(account)}-{made}"


def invited(token: str) -> Account | None:
    """Whose invitation a link is, while it opens: the last one sent, and no password chosen yet."""
    account_id, _, sent = (links.thing_of("invitation", token) or "").partition(":")
    account = Account.objects.filter(pk=account_id, is_active=True).first() if account_id else None
    if account is None or account.invited_at is None or account.has_usable_password():
        return None
    return account if f"{account.invited_at:%Y%m%d%H%M%S}" == sent else None


def name_of_active(account_id: int) -> str | None:
    """The name to greet; None when there is no such account or it is closed."""
    return Account.objects.filter(pk=account_id, is_active=True).values_list("name", flat=True).first()


@dataclass(frozen=True)
class DemoAccount:
    """One of the demonstration's people to sign in as."""

    id: int
    name: str
    role: str


def demo_accounts() -> list[DemoAccount]:
    """The demonstration's people, one for each role, in the order they were made."""
    rows = Account.objects.exclude(demo_role="").filter(is_active=True).order_by("id")
    return [DemoAccount(pk, name, role) for pk, name, role in rows.values_list("pk", "name", "demo_role")]


def get_demo_account(account_id: int) -> Account:
    """One of the demonstration's own accounts, never another."""
    account = Account.objects.exclude(demo_role="").filter(pk=account_id, is_active=True).first()
    if account is None:
        raise Refused(not_visible("That demonstration account"))
    return account
