"""Apply for an event: for oneself, for one's people, from paper, at the door."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, Refused, bad_input, not_visible, refuse
from goldenthread.setting.frameworks.terms import Booking as Policy
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.models import Address, Person
from goldenthread.training.events.models import Event
from goldenthread.training.events.terms import Kind, Mode
from goldenthread.training.events.terms import State as EventState

from .. import access
from ..models import Approval, Booking, Need, Place
from ..rules.approving import needs_approval
from ..rules.eligibility import why_held, why_not_eligible
from ..rules.form import asked_of, what_is_missing, why_not_usable
from ..rules.turn import Waiter
from ..selectors.approvers import address_of, approver_for
from ..selectors.facts import basic_courses, facts_for
from ..selectors.policy import day_of, times_of
from ..selectors.rooms import room_of, taken_in
from ..terms import OPEN, Application, NeedKind, Source, State
from ._seating import is_online, locked, next_turn, note, note_event, policy_for, refuse_closed, stand


@dataclass(frozen=True)
class Applied:
    """What became of one of several people applied for: their booking, or why there is none."""

    person: Person
    booking: Booking | None = None
    refusal: Refusal | None = None


@transaction.atomic
def apply(
    *, by: Actor, at: datetime, event: Event, person: Person, agency: Agency, application: Application | None = None
) -> Booking:
    """Ask for a place. The booking says what became of it: to be approved, held, waiting or booked (E21, B59)."""
    source = access.source_of(by, person, agency, event, on=day_of(at))
    if source is None:
        raise Refused(not_visible("This person"))
    return _apply(by, at, event, person, agency, application or Application(), source)


@transaction.atomic
def apply_for_several(
    *,
    by: Actor,
    at: datetime,
    event: Event,
    agency: Agency,
    people: Sequence[tuple[Person, Application]],
    all_or_none: bool = False,
) -> list[Applied]:
    """A coordinator books several named colleagues at once, each told apart.

    With `all_or_none` either everyone gets on, nobody refused and nobody left waiting, or nobody is booked.
    """
    if not people:
        refuse(bad_input("Choose whom to book.", people="Choose at least one colleague."))
    found = []
    for person, said in people:
        try:
            with transaction.atomic():
                booking = apply(by=by, at=at, event=event, person=person, agency=agency, application=said)
                found.append(Applied(person, booking))
        except Refused as refused:
            found.append(Applied(person, refusal=refused.refusal))
    if all_or_none:
        left_out = [
            f"{one.person}: {one.refusal.reason if one.refusal else 'there is no place now.'}"
            for one in found
            if one.booking is None or one.booking.state == State.WAITING
        ]
        if left_out:
            refuse(Refusal(f"Nobody was booked, because not everyone could be. {' '.join(left_out)}"))
    return found


def _apply(
    by: Actor, at: datetime, event: Event, person: Person, agency: Agency, said: Application, source: Source
) -> Booking:
    policy = policy_for(event, at)
    said = replace(said, email=said.email.strip() or address_of(person.pk))
    by_office = access.runs(by, event)
    facts = facts_for(
        event, person, agency, said, source=source, at=at, policy=policy, by_office=by_office, ignores_open=True
    )
    refuse(why_not_eligible(facts, at))
    refuse(_incomplete(event, person, said, policy, at))
    event = locked(event)
    taken = taken_in(event, person.pk)
    # What may have moved before the lock was had: whether the event takes bookings. Theirs are only read here.
    now = replace(
        facts,
        is_published=event.state == EventState.PUBLISHED,
        is_cancelled=event.state == EventState.CANCELLED,
        has_open=taken.has_open,
    )
    refuse(why_not_eligible(now, at))
    booking = Booking(
        event=event,
        person=person,
        agency=agency,
        wants_online=is_online(event, said.wants_online),
        source=source,
        applied_at=at,
        applied_by_account_id=by.account_id,
        email=said.email,
        supervisor_name=said.supervisor_name.strip()[:200],
        supervisor_email=said.supervisor_email.strip(),
        basic_training_on=said.basic_training_on,
        answers={key: text.strip() for key, text in said.answers.items() if text.strip()},
        why_held=why_held(facts),
    )
    asks = needs_approval(policy.approval, source)
    if booking.why_held:
        booking.state = State.HELD
    elif asks:
        booking.state = State.ASKED
    else:
        for name, value in stand(booking, policy, at, taken).items():
            setattr(booking, name, value)
    booking.save(force_insert=True)
    if asks:
        _ask(booking, said, policy, at)
    _keep_needs(booking, said)
    note(by, at, booking, "apply", changes={"state": [None, booking.state]})
    return booking


def _incomplete(event: Event, person: Person, said: Application, policy: Policy, at: datetime) -> Refusal | None:
    """An application that does not say all that the framework asks is refused, field by field (E21)."""
    form = asked_of(policy.needed, asks_basic_training=bool(basic_courses(event, policy)))
    wrong = what_is_missing(form, said)
    others = Address.objects.filter(email__iexact=said.email).exclude(person=person)
    own = Address.objects.filter(email__iexact=said.supervisor_email.strip(), person=person)
    wrong |= why_not_usable(
        said,
        day_of(at),
        is_own_supervisor=own.exists() if said.supervisor_email.strip() else False,
        is_someone_elses=policy.individual_addresses_only and others.exists(),
        individual_only=policy.individual_addresses_only,
    )
    unknown = [one.need for one in said.needs if one.need not in NeedKind.values]
    if unknown:
        wrong["needs"] = "Choose what is needed from the list."
    if not wrong:
        return None
    return bad_input(
        "The application is not complete." if what_is_missing(form, said) else next(iter(wrong.values())),
        **wrong,
    )


def _ask(booking: Booking, said: Application, policy: Policy, at: datetime) -> None:
    """Have the approver of this application, if there is one."""
    approver = approver_for(booking.event, booking.person, booking.agency, said, policy=policy.approval, on=day_of(at))
    Approval.objects.create(
        booking=booking,
        approver_id=approver.person,
        approver_name=approver.name[:200],
        approver_role=approver.role[:100],
        approver_email=approver.email,
        asked_at=at,
    )


def _keep_needs(booking: Booking, said: Application) -> None:
    asked = {one.need: one.detail.strip()[:400] for one in said.needs}
    Need.objects.bulk_create(Need(booking=booking, need=need, detail=detail) for need, detail in asked.items())


@transaction.atomic
def walk_in(*, by: Actor, at: datetime, event: Event, person: Person, agency: Agency) -> Booking:
    """Somebody comes to the door on the day and is let in. If no place is left that they may have, one is added."""
    refuse(access.can_let_in(by, event))
    starts_at, ends_at = times_of(event)
    if starts_at is None or ends_at is None or not day_of(starts_at) <= day_of(at) <= day_of(ends_at):
        refuse(Refusal("People are let in at the door on the days of the event."))
    event = locked(event)
    refuse_closed(event)
    standing = Booking.objects.filter(event=event, person=person, state__in=OPEN).first()
    if standing is not None and standing.state == State.CONFIRMED:
        refuse(Refusal(f"{person} is booked already."))
    booking = standing or Booking(event=event, person=person, agency=agency, applied_at=at, source=Source.WALK_IN)
    before, booking.event = booking.state or None, event
    booking.turn = booking.turn or next_turn(event)
    booking.wants_online = event.mode == Mode.ONLINE
    booking.state, booking.confirmed_at, booking.offered_until = State.CONFIRMED, at, None
    booking.is_without_limit = event.kind == Kind.UNLIMITED
    if booking.place_id is None and not booking.is_without_limit:
        booking.place = _place_at_the_door(by, at, booking)
    booking.save()
    note(by, at, booking, "let in at the door", changes={"state": [before, booking.state]})
    return booking


def _place_at_the_door(by: Actor, at: datetime, booking: Booking) -> Place:
    event = booking.event
    room = room_of(event)
    seat = room.seat_whatever_the_cap(Waiter(0, 0, booking.agency_id, booking.wants_online))
    if seat is not None:
        return Place.objects.get(pk=seat.id)
    last = Place.objects.filter(event=event).order_by("-number").values_list("number", flat=True).first() or 0
    note_event(by, at, event, "add a place at the door", places=(last, last + 1))
    return Place.objects.create(event=event, number=last + 1, is_online=booking.wants_online)
