"""Who sits on a subgroup for which agency, from when to when (B25)."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.setting.partnerships.models import Agency, Subgroup

from .. import access
from ..models import Person, Seat


def _note(by: Actor, at: datetime, act: str, seat: Seat, **changes: object) -> None:
    audit.record(
        by=by,
        at=at,
        act=act,
        thing="seat",
        thing_id=seat.pk,
        partnership_id=seat.subgroup.partnership_id,
        changes=dict(changes),
    )


@transaction.atomic
def give_seat(
    *,
    by: Actor,
    at: datetime,
    subgroup: Subgroup,
    person: Person,
    starts_on: date,
    agency: Agency | None = None,
    is_chair: bool = False,
) -> Seat:
    """Someone takes a seat on a day. A group has one chair at a time."""
    refuse(access.can_run_partnership(by, partnership_id=subgroup.partnership_id))
    held = Seat.objects.filter(access.not_ended(starts_on), subgroup=subgroup)
    if held.filter(person=person).exists():
        refuse(Refusal(f"{person} has a seat on {subgroup} already."))
    if is_chair and held.filter(is_chair=True).exists():
        words = f"{subgroup} has a chair already. End that seat first."
        refuse(bad_input(words, is_chair=words))
    seat = Seat(subgroup=subgroup, person=person, agency=agency, is_chair=is_chair, starts_on=starts_on)
    keep(seat)
    _note(by, at, "give", seat, starts_on=[None, starts_on.isoformat()], is_chair=[None, is_chair])
    return seat


@transaction.atomic
def end_seat(*, by: Actor, at: datetime, seat: Seat, last_day: date) -> Seat:
    """Someone's last day on a subgroup; the seat stays in its history."""
    refuse(access.can_run_partnership(by, partnership_id=seat.subgroup.partnership_id))
    if last_day < seat.starts_on:
        refuse(bad_input("A seat cannot end before it starts.", last_day="Choose a day on or after the first."))
    before = seat.ends_on.isoformat() if seat.ends_on else None
    seat.ends_on = last_day
    keep(seat)
    _note(by, at, "end", seat, ends_on=[before, last_day.isoformat()])
    return seat
