"""Places and who held them: rooms that fill, registers that were taken, and the records and certificates of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.db.models import F

from goldenthread.kernel.clock import LONDON
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import Address, Post
from goldenthread.training.bookings.models import Booking, Place, Present, Register
from goldenthread.training.bookings.terms import Outcome, Source, State
from goldenthread.training.catalogue.models import Outcome as Learnt
from goldenthread.training.catalogue.terms import Format
from goldenthread.training.certificates.models import Certificate
from goldenthread.training.certificates.terms import CODE_LENGTH, LETTERS
from goldenthread.training.events.models import Event
from goldenthread.training.events.selectors import delivery_types
from goldenthread.training.events.terms import Kind, Mode
from goldenthread.training.events.terms import State as EventState
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import ProviderKind
from goldenthread.training.records.terms import State as RecordState

from ..moment import Moment

MOST_POOLED, NEAR, FEWEST = 8_000, timedelta(days=45), 4
BATCH = 2_000
WHY_CANCELLED = ("Called to court that day", "Ill", "The team is short of staff", "On leave after all", "")


@dataclass(frozen=True)
class Someone:
    """One person who may be booked, the agency they come for, and whom to ask."""

    person: int
    name: str
    agency: int
    kind: str
    manager: int | None
    manager_name: str
    starts_on: date
    email: str


Came = list[tuple[Someone, Record | None]]
"""Who came to an event, each with the record that stood there, or none yet."""


@dataclass
class Held:
    """One event with its sessions, and its places once there are some."""

    event: Event
    spans: list[tuple[int, datetime, datetime]]
    places: list[Place] = field(default_factory=list)
    turn: int = 0

    @property
    def starts_at(self) -> datetime:
        return self.spans[0][1]

    @property
    def ends_at(self) -> datetime:
        return self.spans[-1][2]

    @property
    def minutes(self) -> int:
        return sum(int((end - start).total_seconds()) // 60 for _, start, end in self.spans)

    @property
    def held_on(self) -> date:
        return self.ends_at.astimezone(LONDON).date()

    def next_turn(self) -> int:
        self.turn += 1
        return self.turn


@dataclass
class Bookings:
    """What is drawn for one partnership before it is written."""

    draw: Random
    partnership: Partnership
    moment: Moment
    officer: str
    officer_account: int
    pool: list[Someone]
    emails: dict[int, str]
    rows: list[Booking] = field(default_factory=list)
    taken: set[tuple[int, int, date]] = field(default_factory=set)  # who has a record of which course on which day
    own: dict[str, list[Someone]] = field(default_factory=dict)  # the demo's own people, by where they come in


def prepare(draw: Random, partnership: Partnership, officer: str, account: int, moment: Moment) -> Bookings:
    """Who may be booked in a partnership. Of a whole county some thousands are enough."""
    posts = Post.objects.filter(partnership=partnership, ends_on=None, starts_on__lte=moment.today)
    step = posts.count() // MOST_POOLED + 1
    rows = list(posts.select_related("person", "agency", "manager").annotate(odd=F("pk") % step).filter(odd=0))
    rows.sort(key=lambda one: one.pk)
    people = {one.person_id for one in rows} | {one.manager_id for one in rows if one.manager_id}
    emails: dict[int, str] = {}
    known = Address.objects.filter(person__posts__in=posts).order_by("-is_preferred", "pk")
    for person, email in known.values_list("person_id", "email").iterator():
        if person in people:
            emails.setdefault(person, email)
    pool: dict[int, Someone] = {}
    for one in rows:
        manager = str(one.manager) if one.manager else ""
        someone = Someone(
            one.person_id, str(one.person), one.agency_id, one.agency.kind, one.manager_id, manager, one.starts_on,
            emails.get(one.person_id, ""),
        )  # fmt: skip
        pool.setdefault(one.person_id, someone)
    return Bookings(draw, partnership, moment, officer, account, list(pool.values()), emails)


def held_events(partnership: Partnership, **which: object) -> list[Held]:
    """A partnership's events by their first day, with their sessions."""
    events = Event.objects.filter(partnership=partnership, **which).select_related("course", "venue")
    found = [
        Held(event, [(one.pk, one.starts_at, one.ends_at) for one in event.sessions.all()])
        for event in events.prefetch_related("sessions").order_by("pk")
    ]
    return sorted((one for one in found if one.spans), key=lambda one: (one.starts_at, one.event.pk))


def capacity(held: Held) -> int:
    """As many places as are usual for the course, and no more than the venue holds."""
    if held.event.kind == Kind.UNLIMITED:
        return 0
    usual = held.event.course.usual_places or 20
    return min(usual, held.event.venue.holds or usual) if held.event.venue else usual


def lay_places(held: Sequence[Held], sizes: Sequence[int]) -> None:
    """So many places for each event; at one in a room or online, a third of them online."""
    places = []
    for one, size in zip(held, sizes, strict=True):
        mode = one.event.mode
        online = size if mode == Mode.ONLINE else size // 3 if mode == Mode.HYBRID else 0
        one.places = [
            Place(event=one.event, number=number + 1, is_online=number >= size - online) for number in range(size)
        ]
        places += one.places
    Place.objects.bulk_create(places, batch_size=BATCH)


def book(bookings: Bookings, held: Held, who: Someone, state: str, place: Place | None, **more: object) -> Booking:
    """One booking as it stands, everyone told of it: nothing is sent for what is drawn."""
    draw, now = bookings.draw, bookings.moment.at
    applied_at = min(now, held.starts_at) - timedelta(days=draw.randint(3, 70), minutes=draw.randrange(600))
    is_open = state in (State.CONFIRMED, State.OFFERED, State.WAITING)
    holds = state in (State.CONFIRMED, State.OFFERED)
    online = place.is_online if place is not None else held.event.mode == Mode.ONLINE
    given: dict[str, object] = {
        "applied_at": applied_at,
        "turn": held.next_turn() if is_open or state in (State.CANCELLED, State.CANCELLED_LATE) else None,
        "confirmed_at": applied_at + timedelta(days=1) if state == State.CONFIRMED else None,
        "source": draw.choice((Source.OWN, Source.OWN, Source.OWN, Source.MANAGER, Source.COORDINATOR)),
        **more,
    }
    booking = Booking(
        event=held.event, person_id=who.person, agency_id=who.agency, place=place if holds else None, state=state,
        is_without_limit=holds and held.event.kind == Kind.UNLIMITED, wants_online=online, email=who.email,
        supervisor_name=who.manager_name, supervisor_email=bookings.emails.get(who.manager or 0, ""),
        told=state, told_edition=held.event.edition, invitation_number=1 if state == State.CONFIRMED else 0,
        invited_sessions=len(held.spans) if state == State.CONFIRMED else 0, **given,
    )  # fmt: skip
    bookings.rows.append(booking)
    return booking


def fill_past(bookings: Bookings, most_new: int) -> int:
    """What was held until today, from the records of who learnt what; answers how many records were added."""
    past = held_events(bookings.partnership, state=EventState.CLOSED)
    past = [one for one in past if one.ends_at < bookings.moment.at]
    records = learnt_there(bookings, past)
    by_person = {one.person: one for one in bookings.pool}
    kept: list[Held] = []
    came: list[Came] = []
    gone: list[int] = []
    left = most_new
    for held in reversed(past):  # the latest first: those are looked at
        people = [
            (by_person[one.person_id], one) for one in records.get(held.event.pk, ()) if one.person_id in by_person
        ]
        wanted = min(left, max(0, capacity(held) * bookings.draw.randint(45, 80) // 100 - len(people)))
        there = {who.person for who, _ in people} | {one.person_id for one in records.get(held.event.pk, ())}
        drawn = [one for one in some(bookings, wanted + 4) if one.starts_on < held.held_on]
        more = [one for one in drawn if one.person not in there and not learnt_on(bookings, one, held)]
        mine = bookings.own.get("came", ()) if len(kept) in (1, 2) else ()
        own = [one for one in mine if one.person not in there and not learnt_on(bookings, one, held)]
        more = [*own, *(one for one in more if one not in own)]
        added: Came = [(who, None) for who in more[: max(wanted, len(own))]]
        if len(people) + len(added) < FEWEST:
            gone.append(held.event.pk)
            continue
        left -= len(added)
        bookings.taken |= {(who.person, held.event.course_id, held.held_on) for who, _ in added}
        kept.append(held)
        came.append([*people, *added])
    Event.objects.filter(pk__in=gone).delete()
    sizes = [
        max(capacity(held), len(people) + 4) if held.event.kind == Kind.LIMITED else 0
        for held, people in zip(kept, came, strict=True)
    ]
    lay_places(kept, sizes)
    return write_past(bookings, kept, came)


def learnt_on(bookings: Bookings, who: Someone, held: Held) -> bool:
    """Whether somebody has a record of that course on that day already, however it came."""
    return (who.person, held.event.course_id, held.held_on) in bookings.taken


def learnt_there(bookings: Bookings, past: Sequence[Held]) -> dict[int, list[Record]]:
    """Records that the courses' events explain: those of about the time, so many as there was room for."""
    since = bookings.moment.today - timedelta(days=620)
    rows = Record.objects.filter(course__in={one.event.course_id for one in past}, completed_on__gte=since)
    taken = bookings.taken = set(rows.values_list("person_id", "course_id", "completed_on"))
    rows = rows.filter(state__in=(RecordState.VERIFIED, RecordState.IMPORTED)).exclude(format=Format.E_LEARNING)
    by_course: dict[int, list[Record]] = defaultdict(list)
    for one in rows.exclude(provider_kind=ProviderKind.SINGLE_AGENCY).order_by("pk"):
        by_course[one.course_id].append(one)
    found: dict[int, list[Record]] = {}
    for held in past:
        on, course = held.held_on, held.event.course_id
        near = sorted((abs(one.completed_on - on), one.pk, one) for one in by_course[course])
        chosen: dict[int, Record] = {}
        for away, _, one in near:
            if away > NEAR or len(chosen) >= max(capacity(held), 12) - 2:
                break
            if one.person_id not in chosen and (one.completed_on == on or (one.person_id, course, on) not in taken):
                chosen[one.person_id] = one
                taken.add((one.person_id, course, on))
        used = {one.pk for one in chosen.values()}
        by_course[course] = [one for one in by_course[course] if one.pk not in used]
        found[held.event.pk] = list(chosen.values())
    return found


def some(bookings: Bookings, count: int) -> list[Someone]:
    """So many people, each once, and not only of the largest agency."""
    drawn = bookings.draw.sample(bookings.pool, min(len(bookings.pool), count * 3))
    agencies: dict[int, int] = defaultdict(int)
    first: list[Someone] = []
    rest: list[Someone] = []
    for one in drawn:
        agencies[one.agency] += 1
        (first if agencies[one.agency] <= 2 else rest).append(one)
    return [*first, *rest][:count]


def write_past(bookings: Bookings, kept: Sequence[Held], came: Sequence[Came]) -> int:
    """Bookings, marks, registers, records and certificates of what was held. How many records are new."""
    ways = {way.key: way.format for way in delivery_types(bookings.partnership.pk, bookings.moment.today)}
    attended: list[tuple[Booking, Held, datetime]] = []
    marks: list[tuple[Booking, Held, int]] = []
    moved: list[Record] = []
    new: list[Record] = []
    registers = []
    for place, (held, people) in enumerate(zip(kept, came, strict=True)):
        is_open = place == 0  # the latest one's register has not been closed
        closed_at = min(bookings.moment.at, held.ends_at + timedelta(hours=bookings.draw.randint(1, 60)))
        places = iter(held.places)
        for who, record in people:
            booking = book(bookings, held, who, State.CONFIRMED, next(places, None))
            if is_open and record is None:
                continue
            mark(booking, held, Outcome.ATTENDED, bookings)
            attended.append((booking, held, closed_at))
            marks.append((booking, held, held.minutes))
            rewritten = agreed(bookings, held, who, record, ways)
            (moved if record is not None else new).append(rewritten)
        others(bookings, held, people, places, marks, is_open)
        if not is_open:
            registers.append(
                Register(event=held.event, closed_at=closed_at, closed_by_name=bookings.officer, times_closed=1)
            )
    Booking.objects.bulk_create(bookings.rows, batch_size=BATCH)
    bookings.rows = []
    Present.objects.bulk_create(present(marks), batch_size=BATCH)
    Register.objects.bulk_create(registers)
    fields = "completed_on minutes participatory_minutes format provider_kind state evidence import_key"
    Record.objects.bulk_update(moved, [*fields.split(), "verified_by_account_id"], batch_size=500)
    Record.objects.bulk_create(new, batch_size=BATCH)
    opened = kept[0].event.pk if kept else 0
    certify(bookings, [one for one in attended if one[1].event.pk != opened])
    return len(new)


def mark(booking: Booking, held: Held, outcome: str, bookings: Bookings) -> None:
    """What the register says, and whether the form came back."""
    booking.outcome = outcome
    booking.minutes_attended = {Outcome.ATTENDED: held.minutes, Outcome.PART: held.minutes // 2}.get(
        Outcome(outcome), 0
    )
    if outcome == Outcome.ATTENDED and bookings.draw.random() < 0.8:
        back = held.held_on + timedelta(days=bookings.draw.randrange(12))
        booking.form_returned_on = min(back, bookings.moment.today)


def agreed(bookings: Bookings, held: Held, who: Someone, record: Record | None, ways: dict[str, str]) -> Record:
    """The record as closing the register writes it."""
    course = held.event.course
    way = Format.VIRTUAL if held.event.mode == Mode.ONLINE else ways.get(course.delivery, "")
    said = {
        "completed_on": held.held_on,
        "minutes": course.minutes or held.minutes,
        "participatory_minutes": min(course.participatory_minutes, course.minutes or held.minutes),
        "format": way if way in Format.values else Format.FACE_TO_FACE,
        "provider_kind": ProviderKind.MULTI_AGENCY,
        "state": RecordState.VERIFIED,
        "evidence": f"Register of {held.event.title}"[:300],
        "import_key": f"event-{held.event.pk}",
        "verified_by_account_id": bookings.officer_account,
    }
    if record is None:
        entered_at = min(bookings.moment.at, held.ends_at + timedelta(days=1))
        return Record(person_id=who.person, course=course, entered_at=entered_at, **said)
    for name, value in said.items():
        setattr(record, name, value)
    return record


FELL_OUT = (
    (State.CONFIRMED, Outcome.ABSENT, 0.9), (State.CONFIRMED, Outcome.PART, 0.5),
    (State.CONFIRMED, Outcome.APOLOGIES, 0.4), (State.CANCELLED, "", 0.9), (State.CANCELLED_LATE, "", 0.6),
    (State.WITHDRAWN, "", 0.3), (State.REFUSED, "", 0.2),
)  # fmt: skip
"""What else became of bookings, and how often one of each stands in an event's list."""


def others(
    bookings: Bookings, held: Held, people: Came, places: Iterator[Place], marks: list[tuple[Booking, Held, int]],
    is_open: bool,
) -> None:  # fmt: skip
    """Who was booked and did not come, came for a part, cancelled in time or late, or never had a place."""
    there = {who.person for who, _ in people}
    spare = iter([one for one in some(bookings, 16) if one.person not in there])
    for state, outcome, chance in FELL_OUT:
        who = next(spare, None) if bookings.draw.random() < chance else None
        if who is None:
            continue
        ended = held.starts_at - timedelta(days=1 if state == State.CANCELLED_LATE else bookings.draw.randint(8, 20))
        place = next(places, None) if state == State.CONFIRMED else None
        if state == State.CONFIRMED and place is None and held.event.kind == Kind.LIMITED:
            continue
        more = {} if outcome else {"ended_at": ended, "why": bookings.draw.choice(WHY_CANCELLED)}
        booking = book(bookings, held, who, state, place, **more)
        if outcome and not is_open:
            mark(booking, held, outcome, bookings)
            booking.why_outcome = "Let us know the evening before" if outcome == Outcome.APOLOGIES else ""
            marks.append((booking, held, booking.minutes_attended))


def present(marks: Iterable[tuple[Booking, Held, int]]) -> Iterator[Present]:
    """Minutes of each session, which add up to what the register says."""
    for booking, held, minutes in marks:
        for session, start, end in held.spans:
            there = min(minutes, int((end - start).total_seconds()) // 60)
            minutes -= there
            yield Present(booking=booking, session_id=session, minutes_present=there, is_online=booking.wants_online)


def certify(bookings: Bookings, attended: Sequence[tuple[Booking, Held, datetime]]) -> None:
    """A certificate for everyone who attended the whole, as it was issued then."""
    learnt: dict[int, list[str]] = defaultdict(list)
    for course, text in Learnt.objects.order_by("course_id", "position").values_list("course_id", "text"):
        learnt[course].append(text)
    names = {one.person: one.name for one in bookings.pool}
    Certificate.objects.bulk_create(
        [
            Certificate(
                partnership=bookings.partnership,
                person_id=booking.person_id,
                booking=booking,
                code="".join(bookings.draw.choices(LETTERS, k=CODE_LENGTH)),
                name=names[booking.person_id],
                course_title=held.event.course.title,
                level=held.event.course.level,
                outcomes=learnt[held.event.course_id],
                minutes=held.event.course.minutes or held.minutes,
                participatory_minutes=held.event.course.participatory_minutes,
                completed_on=held.held_on,
                issued_at=closed_at,
            )
            for booking, held, closed_at in attended
        ],
        batch_size=BATCH,
    )
