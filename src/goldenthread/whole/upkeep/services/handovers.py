"""Everything one person owns, given to another with a note, and taken back."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.setting.partnerships import services as partnerships
from goldenthread.setting.workforce import services as workforce
from goldenthread.setting.workforce.models import Person
from goldenthread.setting.workforce.terms import Held

from ..models import Handover
from ..selectors import roles_to_hand_over


@transaction.atomic
def reassign(
    *, by: Actor, at: datetime, on: date, person: Person, to: Person, kinds: Iterable[Held], note: str = ""
) -> Handover:
    """Give another person what one owns, as chosen, and keep the note that goes with it. It can be undone."""
    chosen = set(kinds)
    refuse(None if chosen else bad_input("Nothing was chosen.", kinds="Choose what to hand over."))
    moved = workforce.hand_over(by=by, at=at, on=on, person=person, to=to, kinds=chosen, reason=note)
    if Held.ROLES in chosen:
        held = roles_to_hand_over(by, person, on)
        if held and to.account is None:
            words = f"{to} has no account to hold a role. Invite them first, or leave the roles out."
            refuse(bad_input(words, to=words))
        if held and to.account is not None:
            pairs = partnerships.hand_over_roles(by=by, at=at, on=on, held=held, account=to.account, reason=note)
            moved.extend({"kind": Held.ROLES.value, "id": ended, "made": made} for ended, made in pairs)
    refuse(None if moved else Refusal(f"{person} holds none of that."))
    handover = Handover.objects.create(
        person=person,
        to=to,
        note=note.strip(),
        moved=moved,
        done_at=at,
        done_by_account_id=by.account_id,
        done_by_name=by.name,
    )
    audit.record(by=by, at=at, act="reassign", thing="handover", thing_id=handover.pk, reason=note)
    return handover


@transaction.atomic
def undo_handover(*, by: Actor, at: datetime, on: date, handover: Handover) -> Handover:
    """Take a handover back. What somebody has changed since stays as they left it."""
    if not by.holds(Role.ADMINISTRATOR) and handover.done_by_account_id != by.account_id:
        refuse(Refusal("Only who handed over, or an administrator, can undo it."))
    if handover.undone_at is not None:
        refuse(Refusal("This handover was undone already."))
    workforce.take_back(by=by, at=at, person=handover.person, to=handover.to, moved=handover.moved)
    roles = [(line["id"], line["made"]) for line in handover.moved if line["kind"] == Held.ROLES]
    partnerships.take_roles_back(by=by, at=at, on=on, pairs=roles)
    handover.undone_at = at
    handover.save(update_fields=["undone_at"])
    audit.record(by=by, at=at, act="undo", thing="handover", thing_id=handover.pk)
    return handover
