"""What is booked for the months to come, and what waits for somebody: the next ten days have one of everything."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from goldenthread.setting.accounts.models import Account
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.training.bookings.models import Approval, Booking, Need, Place
from goldenthread.training.bookings.terms import AnsweredBy, NeedKind, NeedState, Outcome, State
from goldenthread.training.events.models import Event, EventTrainer, RingFence, Session
from goldenthread.training.events.terms import Kind, SelectedBy
from goldenthread.training.events.terms import State as EventState
from goldenthread.training.trainers.models import Trainer

from .bookings import BATCH, Bookings, Held, Someone, book, capacity, held_events, lay_places, some

WHY_HELD = ("They are not in a target group of this course.", "Working Together has to be done first.")
WISHES = (
    (NeedKind.DIET, "No nuts, please"), (NeedKind.HEARING_LOOP, ""), (NeedKind.STEP_FREE, "Uses a wheelchair"),
    (NeedKind.LARGE_PRINT, "Slides in 18 point"), (NeedKind.BSL, ""), (NeedKind.CAPTIONS, ""),
)  # fmt: skip
NEXT_DAYS = (1, 2, 3, 4, 6, 7, 9)
"""In how many days the next events are held, so that the first page an officer opens has something to say."""


@dataclass
class Waiting:
    """What hangs on bookings and is written after them."""

    approvals: list[Approval] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)


def fill_coming(bookings: Bookings, players: dict[str, Account]) -> None:
    """Every event to come, emptier the further away. With players, the next ten days tell their stories."""
    held = soon(bookings, players.get("Trainer")) if players else []
    coming = held_events(bookings.partnership, state__in=(EventState.PUBLISHED, EventState.CLOSED))
    coming = [one for one in coming if one.starts_at > bookings.moment.at]
    lay_places(coming, [capacity(one) for one in coming])
    keep_promised(coming)
    asks = Waiting()
    kinds = {one.event.pk: STORIES[place] for place, one in enumerate(held) if place < len(STORIES)}
    for one in coming:
        kind = kinds.get(one.event.pk, "")
        fill(bookings, one, kind)
    Booking.objects.bulk_create(bookings.rows, batch_size=BATCH)
    written, bookings.rows = bookings.rows, []
    approve(bookings, written, asks)
    need(bookings, written, kinds, asks)
    Approval.objects.bulk_create(asks.approvals, batch_size=BATCH)
    Need.objects.bulk_create(asks.needs, batch_size=BATCH)


STORIES = ("full", "few", "trainer", "missing", "freed", "needs", "moved")
"""What the next events show: a full room with a waiting list, too few people, a trainer who has not said yes,
agencies missing, a place that was given up, needs not met, and a new date that people are asked about."""


def soon(bookings: Bookings, trainer: Account | None) -> list[Held]:
    """The next events are held within ten days: moved there from where they were drawn."""
    coming = held_events(bookings.partnership, state=EventState.PUBLISHED, kind=Kind.LIMITED)
    coming = [one for one in coming if one.starts_at > bookings.moment.at and len(one.spans) == 1][: len(NEXT_DAYS)]
    sessions, events = [], []
    for days, held in zip(NEXT_DAYS, coming, strict=False):
        on = working(bookings.moment.today + timedelta(days=days))
        by = timedelta(days=(on - held.starts_at.date()).days)
        pk, start, end = held.spans[0]
        start, end = start + by, end + by
        held.spans = [(pk, start, end)]
        held.event.closes_at = max(start - timedelta(days=1), bookings.moment.at - timedelta(hours=1))
        held.event.opens_at = min(held.event.opens_at or start, bookings.moment.at - timedelta(days=60))
        held.event.published_at = bookings.moment.at - timedelta(days=70)
        sessions.append(Session(pk=pk, starts_at=start, ends_at=end))
        events.append(held.event)
    Session.objects.bulk_update(sessions, ["starts_at", "ends_at"])
    tell_stories(bookings, events)
    if trainer is not None:
        given_by(bookings, events, trainer)
    return coming


def given_by(bookings: Bookings, events: list[Event], account: Account) -> None:
    """The demo's trainer gives the first of the next events, is asked for the third, gave the latest."""
    one = Trainer.objects.filter(partnership=bookings.partnership, person__account=account).first()
    if one is None:
        return
    now = bookings.moment.at
    over = Event.objects.filter(register__isnull=True, bookings__outcome=Outcome.ATTENDED, state=EventState.CLOSED)
    latest = over.filter(partnership=bookings.partnership).distinct().order_by("-sessions__starts_at").first()
    for event, is_sure in ((events[0], True), (events[2], False), (latest, True)) if len(events) > 2 else ():
        if event is not None:
            said = {"asked_at": now - timedelta(days=40), "confirmed_at": now - timedelta(days=38) if is_sure else None}
            EventTrainer.objects.update_or_create(event=event, trainer=one, defaults={**said, "declined_at": None})


def working(on: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return on + timedelta(days=(7 - on.weekday()) % 7 if on.weekday() > 4 else 0)


def tell_stories(bookings: Bookings, events: list[Event]) -> None:
    """What each of the next events shows is written into it and its trainers."""
    now = bookings.moment.at
    for event, story in zip(events, STORIES, strict=False):
        event.minimum = 12 if story == "few" else 6
        event.mix_wanted = [AgencyKind.POLICE, AgencyKind.HEALTH_PROVIDER] if story == "missing" else []
        event.needs_evaluation = story == "full"
        event.waiting_ends_hours = 12
    fields = [
        "minimum",
        "mix_wanted",
        "needs_evaluation",
        "waiting_ends_hours",
        "closes_at",
        "opens_at",
        "published_at",
    ]
    Event.objects.bulk_update(events, fields)
    asked = EventTrainer.objects.filter(event__in=events)
    unsure = [event for event, story in zip(events, STORIES, strict=False) if story == "trainer"]
    asked.exclude(event__in=unsure).update(confirmed_at=now - timedelta(days=20), declined_at=None)
    asked.filter(event__in=unsure).update(confirmed_at=None)
    without = [one for one in events if one not in unsure and not asked.filter(event=one).exists()]
    trainers = list(Trainer.objects.filter(partnership=bookings.partnership, ends_on=None).order_by("pk")[:20])
    if trainers:
        EventTrainer.objects.bulk_create(
            EventTrainer(event=one, trainer=bookings.draw.choice(trainers), is_lead=True,
                         asked_at=now - timedelta(days=40), confirmed_at=now - timedelta(days=38))
            for one in without
        )  # fmt: skip


def keep_promised(coming: list[Held]) -> None:
    """Places promised to whoever gives the venue are kept for them: the last of the room."""
    promised: dict[int, RingFence] = {}
    for fence in RingFence.objects.filter(event__in=[one.event.pk for one in coming], released_at__isnull=True):
        promised[fence.event_id] = fence
    kept = []
    for held in coming:
        if held.event.pk in promised:
            fence = promised[held.event.pk]
            fence.places = min(fence.places, len(held.places) // 2) or 1
            for place in [one for one in held.places if not one.is_online][-fence.places :]:
                place.kept_for_id = fence.agency_id
                kept.append(place)
    Place.objects.bulk_update(kept, ["kept_for"], batch_size=BATCH)
    RingFence.objects.bulk_update(promised.values(), ["places"])


def fill(bookings: Bookings, held: Held, story: str) -> None:
    """Who is booked, offered a place, waiting, asked about or held."""
    draw, now = bookings.draw, bookings.moment.at
    free = [place for place in held.places if place.kept_for_id is None]
    ahead = (held.starts_at - now).days
    share = 1.0 if story in ("full", "freed") else max(0.1, 0.9 - ahead / 180) * draw.uniform(0.6, 1.1)
    count = (
        5 if story == "few" else 4 if held.event.state == EventState.DRAFT else min(len(free), int(len(free) * share))
    )
    if held.event.kind == Kind.UNLIMITED:
        count, free = min(len(bookings.pool) // 4, draw.randint(20, 60)), []
    people, team = iter(wanted(bookings, count + 24, story)), iter(bookings.own.get(f"asked {story}", ()))
    for place in free[:count] if free else [None] * count:
        who = next(people, None)
        if who is None:
            return
        more = {"asked_again_at": now - timedelta(days=1)} if story == "moved" and draw.random() < 0.6 else {}
        book(bookings, held, who, State.CONFIRMED, place, **more)
    if story == "freed":
        give_up(bookings, held, iter([*bookings.own.get("offered", ()), *people]))
    if (story == "full" or count == len(free)) and held.event.kind == Kind.LIMITED:
        for who in take(people, 4 if story else draw.randint(0, 3)):
            book(bookings, held, who, State.WAITING, None)
    for who in [*team, *take(people, draw.choice((0, 0, 1, 2)) if not story else 1)]:
        asked_at = now - timedelta(days=draw.choice((1, 2, 5, 9, 16)), hours=draw.randrange(8))
        book(bookings, held, who, State.ASKED, None, applied_at=asked_at)
    if story in ("missing", "trainer") or (not story and draw.random() < 0.08):
        for who in take(people, 1):
            applied_at = now - timedelta(days=draw.randint(1, 6))
            book(bookings, held, who, State.HELD, None, applied_at=applied_at, why_held=[draw.choice(WHY_HELD)])
    for who in take(people, draw.choice((0, 1))):
        book(
            bookings, held, who, State.CANCELLED, None, ended_at=now - timedelta(days=draw.randint(9, 30)), why="Leave"
        )


def wanted(bookings: Bookings, count: int, story: str) -> list[Someone]:
    """Who comes. Where agencies are missing, nobody of the police or of health."""
    found = some(bookings, count * (2 if story == "missing" else 1))
    if story == "missing":
        lacking = (AgencyKind.POLICE, AgencyKind.HEALTH_PROVIDER)
        found = [one for one in found if one.kind not in lacking]
    named = list(bookings.own.get(story, ()))
    apart = {one.person for key, ones in bookings.own.items() if key != story for one in ones}
    return [*named, *(one for one in found if one not in named and one.person not in apart)][:count]


def take(people: Iterator[Someone], count: int) -> Iterator[Someone]:
    for _ in range(count):
        who = next(people, None)
        if who is not None:
            yield who


def give_up(bookings: Bookings, held: Held, people: Iterator[Someone]) -> None:
    """Two cancelled since yesterday: one place is offered to the next, whose time is nearly over; others wait."""
    now = bookings.moment.at
    last = bookings.rows[-1]
    last.state = last.told = State.CANCELLED_LATE
    freed, last.place, last.ended_at, last.confirmed_at = last.place, None, now - timedelta(hours=20), None
    last.why = "Called to court that day"
    for who in take(people, 1):
        book(bookings, held, who, State.OFFERED, freed, offered_until=now + timedelta(hours=4))
    for who in take(people, 2):
        book(bookings, held, who, State.WAITING, None)


def approve(bookings: Bookings, written: list[Booking], asks: Waiting) -> None:
    """Whose answer each application waits for; now and then there is nobody to ask. Some booked ones were approved."""
    now, managers = bookings.moment.at, {one.person: one for one in bookings.pool}
    for booking in written:
        who = managers.get(booking.person_id)
        is_open = booking.state == State.ASKED
        if who is None or not (is_open or (booking.state == State.CONFIRMED and bookings.draw.random() < 0.3)):
            continue
        email = bookings.emails.get(who.manager or 0, "") if who.manager else ""
        approval = Approval(
            booking=booking, approver_id=who.manager, approver_name=who.manager_name, approver_email=email,
            approver_role="" if who.manager else "Line manager", asked_at=booking.applied_at,
        )  # fmt: skip
        if is_open:
            approval.reminders = min(3, (now - booking.applied_at).days // 3)
            approval.reminded_on = bookings.moment.today if approval.reminders else None
        else:
            approval.is_yes, approval.answered_by = True, AnsweredBy.LINK
            approval.answered_at, approval.answered_name = booking.confirmed_at, who.manager_name or "Line manager"
        asks.approvals.append(approval)


def need(bookings: Bookings, written: list[Booking], kinds: dict[int, str], asks: Waiting) -> None:
    """What people need to take part: for one event not met, for the others mostly arranged."""
    draw, now = bookings.draw, bookings.moment.at
    told: dict[int, int] = {}
    for booking in written:
        story = kinds.get(booking.event_id, "")
        count = told.get(booking.event_id, 0)
        if booking.state != State.CONFIRMED or count >= (4 if story == "needs" else 2):
            continue
        if draw.random() > (0.6 if story == "needs" else 0.12):
            continue
        told[booking.event_id] = count + 1
        kind, detail = draw.choice(WISHES)
        state = (NeedState.OPEN, NeedState.UNMET)[count % 2] if story == "needs" else draw.choice(
            (NeedState.OPEN, NeedState.CONFIRMED, NeedState.CONFIRMED)
        )  # fmt: skip
        done = state != NeedState.OPEN
        asks.needs.append(
            Need(
                booking=booking,
                need=kind,
                detail=detail,
                state=state,
                owner_name=bookings.officer if done else "",
                cost_pence=draw.choice((None, 9500, 18_000)) if state == NeedState.CONFIRMED else None,
                note="No interpreter is free that day." if state == NeedState.UNMET else "",
                decided_at=now - timedelta(days=2) if done else None,
            )  # fmt: skip
        )


def select_at_a_date(bookings: Bookings) -> None:
    """One event further ahead gives its places on a day: everybody waits, more than there are places."""
    coming = held_events(bookings.partnership, state=EventState.PUBLISHED, kind=Kind.LIMITED)
    far = [one for one in coming if 25 < (one.starts_at - bookings.moment.at).days < 90]
    one = next((held for held in far if not RingFence.objects.filter(event=held.event).exists()), None)
    if one is None:
        return
    Event.objects.filter(pk=one.event.pk).update(
        selected_by=SelectedBy.AT_A_DATE, selects_on=bookings.moment.today + timedelta(days=6), places_per_agency=4
    )
    Booking.objects.filter(event=one.event, state=State.CONFIRMED).update(
        state=State.WAITING, told=State.WAITING, place=None, confirmed_at=None, invitation_number=0, invited_sessions=0
    )
    there = set(Booking.objects.filter(event=one.event).values_list("person_id", flat=True))
    one.turn = Booking.objects.filter(event=one.event).count() + 40
    more = capacity(one) + 6 - len(there)
    for who in [each for each in some(bookings, more + 20) if each.person not in there][: max(0, more)]:
        book(bookings, one, who, State.WAITING, None)
    Booking.objects.bulk_create(bookings.rows)
    bookings.rows = []
