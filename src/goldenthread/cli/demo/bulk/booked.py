"""Bookings of the demo: what was, what is to come, what the people one can sign in as have of their own, and mail."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from goldenthread.foundation.audit.services import record
from goldenthread.foundation.messaging.models import GoLive, Message
from goldenthread.foundation.messaging.terms import DUE, NOT_SENT, SENT, UNSURE
from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.accounts.models import Account
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import Post
from goldenthread.training.bookings.models import Booking
from goldenthread.training.bookings.terms import State

from ..moment import Moment
from .accounts import HOSPITAL, SCHOOL
from .bookings import BATCH, Bookings, Someone, fill_past, prepare
from .coming import fill_coming, select_at_a_date

SWITCHED_ON = ("booking", "offer", "approval", "reminder")
NO_ADDRESS = "No e-mail address is known for this person."
CUT_SHORT = "Sending was cut short: it may or may not have arrived."
REFUSED_BY_SERVER = "The mail server did not take it (SMTPRecipientsRefused); it will be tried again."


def fill_events(
    draw: Random, partnership: Partnership, officer: Account, players: dict[str, Account], most_new: int, moment: Moment
) -> int:
    """Fill a partnership's programme. `players`: who can be signed in as here. How many records were added."""
    bookings = prepare(draw, partnership, officer.name, officer.pk, moment)
    if not bookings.pool:
        return 0
    bookings.own = own_people(bookings, players)
    added = fill_past(bookings, most_new)
    fill_coming(bookings, players)
    select_at_a_date(bookings)
    write_mail(bookings)
    count = Booking.objects.filter(event__partnership=partnership).count()
    record(
        by=COMMAND_LINE, at=moment.at, act="fill the programme", thing="bookings.booking", thing_id="all",
        partnership_id=partnership.pk, changes={"bookings": [0, count], "records": [0, added]},
    )  # fmt: skip
    return added


def own_people(bookings: Bookings, players: dict[str, Account]) -> dict[str, list[Someone]]:
    """Where the demo's own people come in: booked, offered a place, asked about, and what they came to."""
    known = {one.person: one for one in bookings.pool}
    people: dict[int, int] = dict(
        Post.objects.filter(person__account__in=players.values()).values_list("person__account_id", "person_id")
    )

    def player(role: str) -> Someone | None:
        return known.get(people.get(players[role].pk, 0)) if role in players else None

    practitioner, manager = player("Practitioner, children's services"), player("Manager, children's services")
    lead, school = player("Agency lead, hospital trust"), player("Designated safeguarding lead, school")
    team = [one for one in bookings.pool if manager and one.manager == manager.person and one != practitioner][:4]
    of = dict(Post.objects.filter(agency__slug__in=(HOSPITAL, SCHOOL)).values_list("person_id", "agency__slug"))
    hospital = [one for one in bookings.pool if of.get(one.person) == HOSPITAL and one != lead][:6]
    pupils = [one for one in bookings.pool if of.get(one.person) == SCHOOL and one != school][:3]
    return {
        "came": [one for one in (practitioner, lead, school, manager) if one],
        "few": [one for one in (practitioner, lead) if one] + hospital[:2],
        "trainer": [one for one in (school, manager) if one] + hospital[2:4] + pupils[:2],
        "offered": [practitioner] if practitioner else [],
        "asked full": team[:2],
        "asked needs": team[2:] + hospital[4:] + pupils[2:],
    }


def write_mail(bookings: Bookings) -> None:
    """What people were told of the next events: most of it sent, some not, each with its reason."""
    now = bookings.moment.at
    GoLive.objects.bulk_create(
        GoLive(partnership_id=bookings.partnership.pk, kind=kind, starts_on=(now - timedelta(days=550)).date())
        for kind in SWITCHED_ON
    )
    soon = Booking.objects.filter(event__partnership=bookings.partnership, event__sessions__starts_at__gt=now)
    soon = soon.filter(event__sessions__starts_at__lt=now + timedelta(days=45)).exclude(state=State.HELD)
    rows = list(soon.select_related("event", "person").order_by("event__sessions__starts_at", "pk").distinct()[:600])
    Message.objects.bulk_create(messages(bookings, rows), batch_size=BATCH)


def messages(bookings: Bookings, rows: Sequence[Booking]) -> list[Message]:
    made = []
    for place, one in enumerate(rows):
        sent_at = min(bookings.moment.at, (one.confirmed_at or one.applied_at) + timedelta(minutes=2))
        state, why = (SENT, "") if one.email else (NOT_SENT, NO_ADDRESS)
        if place in (5, 11) and one.email:
            state, why = UNSURE, CUT_SHORT
        if place == 17 and one.email:
            state, why = DUE, REFUSED_BY_SERVER
        made.append(message_of(bookings, one, state, why, sent_at))
    return made


SUBJECTS = {
    State.CONFIRMED: "You have a place: {}",
    State.ASKED: "Your application: {}",
    State.WAITING: "You are on the waiting list: {}",
    State.OFFERED: "A place is offered to you: {}",
    State.CANCELLED: "You gave up your place: {}",
    State.CANCELLED_LATE: "You gave up your place: {}",
}


def message_of(bookings: Bookings, one: Booking, state: str, why: str, sent_at: datetime) -> Message:
    """The letter as the log keeps it."""
    subject = SUBJECTS.get(State(one.state), "Your booking: {}").format(one.event.title)[:250]
    due_at = bookings.moment.at + timedelta(minutes=50) if state == DUE else sent_at
    return Message(
        key=f"booking:{one.pk}:{one.state}:{sent_at.isoformat()}",
        kind="offer" if one.state == State.OFFERED else "booking",
        to_address=one.email, to_name=str(one.person)[:200], subject=subject,
        body=f"Dear {one.person.given_name},\n\n{subject}.\n\n{bookings.partnership.name}",
        partnership_id=bookings.partnership.pk, person_id=one.person_id, due_at=due_at, state=state, why_not=why,
        handed_over_at=sent_at if state == SENT else None, claimed_at=sent_at if state in (SENT, UNSURE) else None,
    )  # fmt: skip
