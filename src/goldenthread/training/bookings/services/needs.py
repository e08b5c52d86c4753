"""What people need to take part: each a task with an owner and a cost, done or not, and forgotten in time (B32)."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse

from .. import access
from ..models import Booking, Need
from ..selectors.due import needs_to_forget
from ..selectors.policy import day_of
from ..terms import OPEN, NeedAsked, NeedKind, NeedState
from ._seating import locked_booking, note


@transaction.atomic
def change_needs(*, by: Actor, at: datetime, booking: Booking, needs: tuple[NeedAsked, ...]) -> Booking:
    """Say again what someone needs. A need that stays as it was keeps what has been arranged for it."""
    booking = locked_booking(booking)
    refuse(access.can_change(by, booking, on=day_of(at)))
    if booking.state not in OPEN:
        refuse(Refusal("This booking has ended."))
    if any(one.need not in NeedKind.values for one in needs):
        refuse(bad_input("Choose what is needed from the list.", needs="Choose what is needed from the list."))
    wanted = {one.need: one.detail.strip()[:400] for one in needs}
    Need.objects.filter(booking=booking).exclude(need__in=wanted).delete()
    standing = {one.need: one for one in Need.objects.filter(booking=booking)}
    for need, detail in wanted.items():
        if need not in standing:
            Need.objects.create(booking=booking, need=need, detail=detail)
        elif standing[need].detail != detail:
            Need.objects.filter(pk=standing[need].pk).update(detail=detail, state=NeedState.OPEN, decided_at=None)
    note(by, at, booking, "change needs")
    return booking


@transaction.atomic
def arrange_need(
    *,
    by: Actor,
    at: datetime,
    need: Need,
    state: str,
    owner_name: str = "",
    owner_account_id: int | None = None,
    cost_pence: int | None = None,
    note: str = "",
) -> Need:
    """Who sees to a need, what it costs, and whether it is arranged or could not be met, with the reason."""
    refuse(access.can_run(by, need.booking.event))
    if state == NeedState.UNMET and not note.strip():
        refuse(bad_input("Say why it could not be met.", note="Say why it could not be met."))
    before, need.state = need.state, state
    need.owner_name, need.owner_account_id = owner_name.strip()[:200], owner_account_id
    need.cost_pence, need.note = cost_pence, note.strip()[:300]
    need.decided_at = None if state == NeedState.OPEN else at
    keep(need)
    audit.record(
        by=by,
        at=at,
        act="arrange a need",
        thing="bookings.need",
        thing_id=need.pk,
        partnership_id=need.booking.event.partnership_id,
        changes={"state": [before, state]},
    )
    return need


@transaction.atomic
def forget_needs_due(*, by: Actor, at: datetime, on: date) -> int:
    """What people needed is deleted three months after the event. How many needs."""
    refuse(access.can_run_everything(by))
    count, _ = needs_to_forget(at).delete()
    if count:
        audit.record(
            by=by,
            at=at,
            act="forget needs",
            thing="bookings.need",
            thing_id=on.isoformat(),
            changes={"needs": [count, 0]},
        )
    return count
