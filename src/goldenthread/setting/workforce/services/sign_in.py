"""Whose account is whose: someone of the workforce is invited to sign in, and an account is parted from them again."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, refuse
from goldenthread.setting.accounts import services as accounts
from goldenthread.setting.accounts.models import Account
from goldenthread.setting.partnerships import services as partnerships
from goldenthread.setting.partnerships.models import Agency, Partnership, RoleGranted

from .. import access
from ..models import Address, Person, Post


def _note(
    by: Actor, at: datetime, on: date, act: str, person: Person, account: list[int | None], reason: str = ""
) -> None:
    """Into the trail of every area in which the person works, and of none if they work nowhere."""
    posts = Post.objects.filter(access.not_ended(on), person=person).order_by("partnership_id")
    areas: list[int | None] = [*posts.values_list("partnership_id", flat=True).distinct()]
    for area in areas or [None]:
        audit.record(
            by=by,
            at=at,
            act=act,
            thing="person",
            thing_id=person.pk,
            partnership_id=area,
            reason=reason,
            changes={"account": account},
        )


def _link(by: Actor, at: datetime, on: date, person: Person, account: Account) -> None:
    person.account = account
    person.save(update_fields=["account"])
    _note(by, at, on, "link account", person, [None, account.pk])


def _why_not_link(person: Person, account: Account) -> Refusal | None:
    if not account.is_active:
        return Refusal(f"The account of {account.name} is closed. An administrator can open it again.")
    if Person.objects.filter(account=account).exclude(pk=person.pk).exists():
        return Refusal("That address signs somebody else in. Check whether the two entries are one person.")
    return None


@transaction.atomic
def invite_person(*, by: Actor, at: datetime, on: date, person: Person) -> Person:
    """Someone of the workforce may sign in from now on, by the address that messages to them go to.

    They need no role: what they learnt and whom they manage is theirs. Whoever has an account by that
    address already is joined to it, and gets no invitation.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    refuse(access.can_invite(by, person, on=on))
    if person.account_id is not None:
        refuse(Refusal(f"{person} can sign in already."))
    address = person.addresses.filter(is_preferred=True).first() or person.addresses.order_by("pk").first()
    if address is None:
        refuse(Refusal(f"No e-mail address is known for {person}. It comes with their agency's next list."))
        return person
    account = Account.objects.filter(email=Account.objects.normalize_email(address.email)).first()
    if account is None:
        account = accounts.open_account(by=by, at=at, email=address.email, name=str(person))
        accounts.send_invitation(by=by, at=at, account=account)
    refuse(_why_not_link(person, account))
    _link(by, at, on, person, account)
    return person


@transaction.atomic
def invite_with_role(
    *,
    by: Actor,
    at: datetime,
    on: date,
    email: str,
    name: str,
    role: Role,
    partnership: Partnership,
    agency: Agency | None = None,
    starts_on: date,
    ends_on: date | None = None,
) -> RoleGranted:
    """Open an account for someone with a role; where the address is that of somebody in the workforce, it is theirs.

    Only of somebody whom the inviter could invite by themself: otherwise the role is given and nobody is joined.
    """
    held = partnerships.invite(
        by=by,
        at=at,
        email=email,
        name=name,
        role=role,
        partnership=partnership,
        agency=agency,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    known = Address.objects.filter(email__iexact=held.account.email, person__account=None).first()
    if known is None or access.can_invite(by, known.person, on=on) or _why_not_link(known.person, held.account):
        return held
    _link(by, at, on, known.person, held.account)
    return held


@transaction.atomic
def part_account(*, by: Actor, at: datetime, on: date, person: Person, reason: str) -> Person:
    """An account is no longer this person's: it was joined to the wrong one. Nothing else of either changes."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    refuse(access.can_invite(by, person, on=on))
    was = person.account_id
    if was is None:
        refuse(Refusal(f"{person} has no account."))
    person.account = None
    person.save(update_fields=["account"])
    _note(by, at, on, "part account", person, [was, None], reason)
    return person
