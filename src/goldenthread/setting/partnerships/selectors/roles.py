"""Roles by day, and the accounts that an officer may see through them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from goldenthread.kernel.actor import Actor, Grant, Role
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.accounts.models import Account

from .. import access
from ..models import RoleGranted
from ..terms import ROLE_NAMES


def _on(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def grants_on(*, account_ids: Iterable[int], on: date) -> list[tuple[int, Grant]]:
    """The roles that these accounts hold on a day, each with the account that holds it."""
    held = RoleGranted.objects.filter(_on(on), account_id__in=list(account_ids)).order_by("id")
    return [
        (account_id, Grant(Role(role), partnership_id, agency_id))
        for account_id, role, partnership_id, agency_id in held.values_list(
            "account_id", "role", "partnership_id", "agency_id"
        )
    ]


def officers_of(partnership_ids: Iterable[int], on: date) -> list[str]:
    """Whom to ask about what lies in other areas: their officers by name, with the partnership."""
    held = RoleGranted.objects.filter(_on(on), role=Role.OFFICER.value, partnership_id__in=list(partnership_ids))
    named = held.order_by("partnership__short_name", "account__name").distinct()
    found = [f"{name} ({area})" for name, area in named.values_list("account__name", "partnership__short_name")]
    return found or ["an administrator"]


def _roles_visible_to(actor: Actor) -> Q:
    """An officer sees the roles of their own partnerships, an administrator every role."""
    if access.runs_everything(actor):
        return Q()
    return Q(partnership_id__in=sorted(actor.partnerships_as(Role.OFFICER)))


def accounts_of(actor: Actor, on: date) -> QuerySet[Account]:
    """The accounts that hold or held a role in the actor's partnerships, with how many they hold today."""
    mine = RoleGranted.objects.filter(_roles_visible_to(actor), account=OuterRef("pk"))
    seen = Account.objects.all() if access.runs_everything(actor) else Account.objects.filter(Exists(mine))
    current = Q(roles_granted__starts_on__lte=on) & (
        Q(roles_granted__ends_on__isnull=True) | Q(roles_granted__ends_on__gte=on)
    )
    return seen.annotate(roles_today=Count("roles_granted", filter=current)).order_by("name", "pk")


def get_account_in_view(actor: Actor, account_id: int, on: date) -> Account:
    """One account that the actor may see."""
    account = accounts_of(actor, on).filter(pk=account_id).first()
    if account is None:
        raise Refused(not_visible("That account"))
    return account


def roles_of(actor: Actor, account: Account) -> QuerySet[RoleGranted]:
    """An account's roles, past and coming too, as far as the actor may see them."""
    seen = RoleGranted.objects.filter(_roles_visible_to(actor), account=account)
    return seen.select_related("partnership", "agency").order_by("-starts_on", "-pk")


def get_role(actor: Actor, role_id: int) -> RoleGranted:
    """One role granted that the actor may see."""
    held = (
        RoleGranted.objects.filter(_roles_visible_to(actor), pk=role_id)
        .select_related("partnership", "agency", "account")
        .first()
    )
    if held is None:
        raise Refused(not_visible("That role"))
    return held


@dataclass(frozen=True)
class RoleLine:
    """One role of an account as a page says it."""

    id: int
    role: str
    area: str
    starts_on: date
    ends_on: date | None
    is_current: bool
    can_end: bool


def account_page(actor: Actor, account: Account, on: date) -> list[RoleLine]:
    """The roles of an account, with whether the actor may end each."""
    return [
        RoleLine(
            id=held.pk,
            role=ROLE_NAMES[Role(held.role)],
            area=str(held.agency or held.partnership or "Everywhere"),
            starts_on=held.starts_on,
            ends_on=held.ends_on,
            is_current=held.starts_on <= on and (held.ends_on is None or held.ends_on >= on),
            can_end=(held.ends_on is None or held.ends_on >= on)
            and access.can_grant(actor, Role(held.role), held.partnership) is None,
        )
        for held in roles_of(actor, account)
    ]


def role_in_words(held: RoleGranted) -> str:
    """A role and where it is held, as people say it."""
    return f"{ROLE_NAMES[Role(held.role)]}, {held.agency or held.partnership or 'everywhere'}"
