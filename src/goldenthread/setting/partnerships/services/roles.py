"""Roles granted to accounts, over a partnership or one of its agencies, from one day to another."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, bad_input, not_allowed, refuse
from goldenthread.setting.accounts import services as accounts
from goldenthread.setting.accounts.models import Account

from .. import access
from ..models import Agency, Membership, Partnership, RoleGranted


def _note(by: Actor, at: datetime, act: str, held: RoleGranted, reason: str = "") -> None:
    audit.record(
        by=by,
        at=at,
        act=act,
        thing="role",
        thing_id=held.pk,
        partnership_id=held.partnership_id,
        reason=reason,
        changes={
            "account": [None, held.account_id],
            "role": [None, held.role],
            "agency": [None, held.agency_id],
            "starts_on": [None, held.starts_on.isoformat()],
            "ends_on": [None, held.ends_on.isoformat() if held.ends_on else None],
        },
    )


@transaction.atomic
def grant_role(
    *,
    by: Actor,
    at: datetime,
    account: Account,
    role: Role,
    partnership: Partnership | None = None,
    agency: Agency | None = None,
    starts_on: date,
    ends_on: date | None = None,
) -> RoleGranted:
    """Give someone a role from a day, for good or until another day.

    Officers name agency leads, board members, trainers and chairs in their own partnership; only an
    administrator names officers and administrators.
    """
    refuse(access.can_grant(by, role, partnership))
    if role == Role.ADMINISTRATOR:
        partnership = agency = None
    if role == Role.AGENCY_LEAD and agency is None:
        refuse(bad_input("Say which agency the lead is for.", agency="Choose the agency."))
    if role != Role.AGENCY_LEAD:
        agency = None
    if partnership is not None and agency is not None:
        belongs = Membership.objects.filter(partnership=partnership, agency=agency, ends_on__isnull=True)
        if not belongs.exists():
            refuse(bad_input(f"{agency.name} does not belong to {partnership.name}.", agency="Choose its own agency."))
    held = RoleGranted(
        account=account,
        role=role.value,
        partnership=partnership,
        agency=agency,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_at=at,
    )
    keep(held)
    _note(by, at, "grant", held)
    return held


@transaction.atomic
def invite(
    *,
    by: Actor,
    at: datetime,
    email: str,
    name: str,
    role: Role,
    partnership: Partnership,
    agency: Agency | None = None,
    starts_on: date,
    ends_on: date | None = None,
) -> RoleGranted:
    """Open an account for someone with a role and send them the link. One who has an account gets the role only."""
    refuse(access.can_grant(by, role, partnership))
    account = Account.objects.filter(email=Account.objects.normalize_email(email)).first()
    if account is None:
        account = accounts.open_account(by=by, at=at, email=email, name=name)
        accounts.send_invitation(by=by, at=at, account=account)
    return grant_role(
        by=by,
        at=at,
        account=account,
        role=role,
        partnership=partnership,
        agency=agency,
        starts_on=starts_on,
        ends_on=ends_on,
    )


@transaction.atomic
def grant_first_administrator(*, by: Actor, at: datetime, on: date, account: Account, another: bool) -> RoleGranted:
    """Name the first administrator, from the command line only; a second one only when asked for by name."""
    if by.account_id is not None or not access.runs_everything(by):
        refuse(not_allowed("The first administrator is named from the command line."))
    if not another and _administrators(on).exists():
        refuse(Refusal("There is an administrator already, who can name others. To add one from here, say --another."))
    held = RoleGranted(account=account, role=Role.ADMINISTRATOR.value, starts_on=on, granted_at=at)
    keep(held)
    _note(by, at, "grant", held)
    return held


def _administrators(on: date) -> QuerySet[RoleGranted]:
    return RoleGranted.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), role=Role.ADMINISTRATOR.value, account__is_active=True
    )


@transaction.atomic
def end_role(
    *, by: Actor, at: datetime, on: date, held: RoleGranted, last_day: date | None = None, reason: str = ""
) -> None:
    """End a role on a last day, or at once. The last administrator stays."""
    refuse(access.can_grant(by, Role(held.role), held.partnership))
    if held.ends_on is not None and held.ends_on < on:
        refuse(Refusal(f"The role ended on {held.ends_on:%-d %B %Y} already."))
    if held.role == Role.ADMINISTRATOR:
        others = RoleGranted.objects.filter(
            role=Role.ADMINISTRATOR.value, ends_on__isnull=True, starts_on__lte=on, account__is_active=True
        ).exclude(pk=held.pk)
        if not others.exists():
            refuse(Refusal("This is the last administrator. Name another first, or nobody could."))
    _end(held, last_day if last_day is not None else on - timedelta(days=1))
    _note(by, at, "end", held, reason)


def _end(held: RoleGranted, last_day: date) -> None:
    """A role that would end before it began was given today by mistake, or was still to come: it never was."""
    if last_day < held.starts_on:
        key = held.pk
        held.delete()
        held.pk = key  # the trail names it
        return
    held.ends_on = last_day
    keep(held)


@transaction.atomic
def hand_over_roles(
    *, by: Actor, at: datetime, on: date, held: list[RoleGranted], account: Account, reason: str
) -> list[tuple[int, int | None]]:
    """Give another account the roles listed, and end them for the one who held them.

    Returns for each the role ended and the one granted in its stead; None where the other held it already.
    """
    outcome: list[tuple[int, int | None]] = []
    for one in held:
        refuse(access.can_grant(by, Role(one.role), one.partnership))
        twin = RoleGranted.objects.filter(
            account=account, role=one.role, partnership=one.partnership, agency=one.agency, ends_on__isnull=True
        )
        new: RoleGranted | None = None
        if not twin.exists():
            new = RoleGranted(
                account=account,
                role=one.role,
                partnership=one.partnership,
                agency=one.agency,
                starts_on=max(on, one.starts_on),
                ends_on=one.ends_on,
                granted_at=at,
            )
            keep(new)
            _note(by, at, "grant", new, reason)
        one.ends_on = max(one.starts_on, on - timedelta(days=1))
        keep(one)
        _note(by, at, "end", one, reason)
        outcome.append((one.pk, new.pk if new else None))
    return outcome


@transaction.atomic
def take_roles_back(*, by: Actor, at: datetime, on: date, pairs: list[tuple[int, int | None]]) -> None:
    """Undo a handover of roles: what was granted is ended, what was ended is held again from today."""
    for ended_id, made_id in pairs:
        ended = RoleGranted.objects.filter(pk=ended_id).select_related("partnership").first()
        if ended is None:
            continue
        refuse(access.can_grant(by, Role(ended.role), ended.partnership))
        made = RoleGranted.objects.filter(pk=made_id).first() if made_id else None
        last = made.ends_on if made else None
        if made is not None:
            _end(made, on - timedelta(days=1))
        ended.ends_on = last
        keep(ended)
        _note(by, at, "grant", ended, "handover undone")


@transaction.atomic
def close_roles(*, by: Actor, at: datetime, on: date, partnership: Partnership) -> int:
    """A partnership that ends has no roles from then on."""
    refuse(access.can_run_installation(by))
    eve = on - timedelta(days=1)
    held = RoleGranted.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), partnership=partnership)
    closed = 0
    for one in held:
        _end(one, eve)
        _note(by, at, "end", one, "the partnership ended")
        closed += 1
    return closed
