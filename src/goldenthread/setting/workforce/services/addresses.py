"""Addresses of a person: added, preferred, and marked when messages come back (B25)."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.cells import as_emails
from goldenthread.kernel.refusal import bad_input, refuse

from .. import access
from ..models import Address, Person


def _note(by: Actor, at: datetime, act: str, address: Address, **changes: object) -> None:
    audit.record(by=by, at=at, act=act, thing="address", thing_id=address.pk, changes=dict(changes))


@transaction.atomic
def add_address(
    *, by: Actor, at: datetime, on: date, person: Person, email: str, is_work: bool = True, is_preferred: bool = False
) -> Address:
    """One more address of a person. An address belongs to one person only."""
    refuse(access.can_edit(by, person, on=on))
    found = as_emails(email)
    if len(found) != 1:
        words = "Enter one e-mail address, such as name@agency.org."
        refuse(bad_input(words, email=words))
    if Address.objects.filter(email__iexact=found[0]).exists():
        words = "That address belongs to somebody already."
        refuse(bad_input(words, email=words))
    first = not person.addresses.filter(is_preferred=True).exists()
    if is_preferred:
        person.addresses.update(is_preferred=False)
    address = Address(person=person, email=found[0], is_work=is_work, is_preferred=is_preferred or first)
    keep(address)
    _note(by, at, "add", address, email=None)
    return address


@transaction.atomic
def prefer_address(*, by: Actor, at: datetime, on: date, address: Address) -> Address:
    """Messages go to this address from now on."""
    refuse(access.can_edit(by, address.person, on=on))
    address.person.addresses.exclude(pk=address.pk).update(is_preferred=False)
    address.is_preferred = True
    keep(address)
    _note(by, at, "prefer", address, is_preferred=[False, True])
    return address


@transaction.atomic
def flag_address(*, by: Actor, at: datetime, on: date, address: Address, bounced: bool = True) -> Address:
    """Messages to this address came back on a day, or it works again."""
    refuse(access.can_edit(by, address.person, on=on))
    before = address.bounced_on.isoformat() if address.bounced_on else None
    address.bounced_on = on if bounced else None
    keep(address)
    _note(by, at, "flag", address, bounced_on=[before, on.isoformat() if bounced else None])
    return address
