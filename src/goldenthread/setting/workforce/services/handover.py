"""Give what one person holds in the workforce to another, and take it back."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.freshness import services as stale
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import not_allowed, refuse

from ..access import can_hand_over
from ..models import Deputy, DutyHeld, Person, Post, Seat
from ..selectors.held import held_by
from ..terms import Held

Moved = dict[str, Any]
"""One thing that moved: its kind and id, and what was made in its stead."""


@transaction.atomic
def hand_over(
    *, by: Actor, at: datetime, on: date, person: Person, to: Person, kinds: Iterable[Held], reason: str
) -> list[Moved]:
    """Give another person the team, duties, seats and deputies of one, as chosen. Returns what moved, to undo it by."""
    refuse(can_hand_over(by, person, to, on=on))
    chosen = set(kinds)
    held = held_by(by, person, on)
    moved: list[Moved] = []
    if Held.TEAM in chosen:
        for post in held[Held.TEAM].exclude(person=to):
            post.manager = to
            post.save(update_fields=["manager"])
            moved.append({"kind": Held.TEAM.value, "id": post.pk})
    for kind in (Held.DUTIES, Held.SEATS):
        if kind in chosen:
            moved.extend(_succeed(one, to, on, kind) for one in held[kind])
    if Held.DEPUTIES in chosen:
        moved.extend(
            _stand_in(one, person, to) for one in held[Held.DEPUTIES] if to.pk not in {one.person_id, one.deputy_id}
        )
    stale.mark(kind=stale.PERSON, keys=[person.pk, to.pk], at=at)
    audit.record(
        by=by,
        at=at,
        act="hand over",
        thing="person",
        thing_id=person.pk,
        reason=reason,
        changes={"to": [None, to.pk], "moved": [None, len(moved)]},
    )
    return moved


def _succeed(one: DutyHeld | Seat, to: Person, on: date, kind: Held) -> Moved:
    """End a duty or a seat the day before, and begin the same for the other."""
    line: Moved = {"kind": kind.value, "id": one.pk, "ended": one.ends_on.isoformat() if one.ends_on else None}
    last, before = one.ends_on, one.starts_on
    one.ends_on = max(before, on - timedelta(days=1))
    one.save(update_fields=["ends_on"])
    one.pk, one._state.adding = None, True
    one.person, one.starts_on, one.ends_on = to, max(on, before), last
    one.save()
    line["made"] = one.pk
    return line


def _stand_in(one: Deputy, person: Person, to: Person) -> Moved:
    """Put the other in this person's place, whichever side of it they stood on."""
    side = "person" if one.person_id == person.pk else "deputy"
    setattr(one, side, to)
    one.save(update_fields=[side])
    return {"kind": Held.DEPUTIES.value, "id": one.pk, "side": side}


@transaction.atomic
def take_back(*, by: Actor, at: datetime, person: Person, to: Person, moved: Iterable[Moved]) -> int:
    """Undo a handover: what has been changed by somebody since stays as it is. Returns how much went back."""
    refuse(None if by.holds(Role.ADMINISTRATOR, Role.OFFICER) else not_allowed("Only an officer can undo this."))
    back = 0
    for line in moved:
        if line["kind"] == Held.TEAM:
            back += Post.objects.filter(pk=line["id"], manager=to).update(manager=person)
        elif line["kind"] == Held.DEPUTIES:
            rows = Deputy.objects.filter(**{"pk": line["id"], line["side"]: to})
            back += rows.update(**{line["side"]: person})
        elif line["kind"] in (Held.DUTIES, Held.SEATS):
            model = DutyHeld if line["kind"] == Held.DUTIES else Seat
            if model.objects.filter(pk=line["made"], person=to).delete()[0]:
                back += model.objects.filter(pk=line["id"]).update(ends_on=line["ended"])
    stale.mark(kind=stale.PERSON, keys=[person.pk, to.pk], at=at)
    audit.record(by=by, at=at, act="take back", thing="person", thing_id=person.pk, changes={"back": [None, back]})
    return back
