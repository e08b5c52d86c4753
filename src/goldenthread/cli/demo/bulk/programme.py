"""A programme of events: eighteen months behind and six ahead, its venues, its trainers and days to avoid."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.periods import add_months
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.training.catalogue.models import Course
from goldenthread.training.events.models import (
    AwkwardDays,
    Event,
    EventTrainer,
    Incident,
    JointWith,
    RingFence,
    Session,
    Venue,
)
from goldenthread.training.events.rules import days, planning
from goldenthread.training.events.terms import DayKind, Kind, Mode, State
from goldenthread.training.trainers.models import Authorisation, Trainer
from goldenthread.training.trainers.terms import CHAMPION

from ..moment import Moment

MONTHS_BEHIND, MONTHS_AHEAD, A_MONTH = 18, 6, 12
QUIET_MONTHS = frozenset({8, 12})
VENUES = (
    ("Mere House conference room", 40, True, True, True, "Free car park, three accessible bays"),
    ("Aldersby Fire Station, training suite", 24, True, False, True, "Visitors' bays at the front"),
    ("Pellmoor Community Centre", 60, True, True, True, "Street parking only"),
    ("Old Library, upper hall", 30, False, False, None, "Pay and display in Church Street"),
    ("County Hall, committee room 2", 20, True, True, True, "Book a bay with reception"),
    ("Harbour School hall", 80, True, None, True, "Playground after four o'clock"),
)
DELIVERED_ONLINE = ("virtual", "online", "webinar")
TERM = (
    ("Spring half-term", 2, 16, 2, 20),
    ("Easter holiday", 3, 30, 4, 10),
    ("Summer half-term", 5, 25, 5, 29),
    ("Summer holiday", 7, 22, 8, 31),
    ("Autumn half-term", 10, 26, 10, 30),
    ("Christmas holiday", 12, 21, 12, 31),
)
FESTIVALS = (
    ("Eid al-Fitr", date(2025, 3, 31)), ("Eid al-Fitr", date(2026, 3, 20)), ("Eid al-Fitr", date(2027, 3, 10)),
    ("Eid al-Adha", date(2025, 6, 6)), ("Eid al-Adha", date(2026, 5, 27)), ("Eid al-Adha", date(2027, 5, 16)),
    ("Rosh Hashanah", date(2025, 9, 23)), ("Rosh Hashanah", date(2026, 9, 12)), ("Rosh Hashanah", date(2027, 10, 2)),
    ("Yom Kippur", date(2025, 10, 2)), ("Yom Kippur", date(2026, 9, 21)), ("Yom Kippur", date(2027, 10, 11)),
    ("Diwali", date(2025, 10, 20)), ("Diwali", date(2026, 11, 8)), ("Diwali", date(2027, 10, 29)),
    ("Vaisakhi", date(2025, 4, 14)), ("Vaisakhi", date(2026, 4, 14)), ("Vaisakhi", date(2027, 4, 14)),
)  # fmt: skip
WHY_CANCELLED = ("Too few people were booked.", "The trainer was ill and nobody could step in.", "Snow.")
AGENDA = "Registration opens fifteen minutes before. Bring a case of your own to think about, without names."


@dataclass
class Plan:
    """What is drawn for one partnership before it is written."""

    draw: Random
    partnership: Partnership
    moment: Moment
    venues: list[Venue]
    trainers: list[Trainer]
    authorised: dict[int, list[Trainer]]
    slugs: set[str]
    busy: set[tuple[int, date]] = field(default_factory=set)  # nobody trains twice on a day
    events: list[Event] = field(default_factory=list)
    sittings: list[tuple[Event, list[planning.Span]]] = field(default_factory=list)


def hold_events(draw: Random, partnership: Partnership, neighbour: Partnership, a_month: int, moment: Moment) -> int:
    """Write a partnership's programme in bulk; answers how many events it has. Without courses it has none."""
    courses = list(Course.objects.filter(partnership=partnership, state="published", retired_on=None).order_by("pk"))
    given = [one for one in courses if "e-learning" not in one.delivery and "podcast" not in one.delivery]
    avoid(partnership, moment)
    if not given:
        return 0
    agencies = list(Agency.objects.filter(memberships__partnership=partnership).order_by("pk")[:40])
    plan = Plan(
        draw=draw,
        partnership=partnership,
        moment=moment,
        venues=open_venues(draw, partnership, agencies),
        trainers=list(
            Trainer.objects.filter(partnership=partnership, ends_on=None).exclude(kind=CHAMPION).order_by("pk")
        ),
        authorised=who_may(partnership),
        slugs=set(Event.objects.values_list("slug", flat=True)),
    )
    first = add_months(moment.today.replace(day=1), -MONTHS_BEHIND)
    for number in range(MONTHS_BEHIND + MONTHS_AHEAD + 1):
        month = add_months(first, number)
        for _ in range(a_month // 3 if month.month in QUIET_MONTHS else a_month):
            plan_one(plan, draw.choice(given), month)
    write(plan, neighbour)
    return len(plan.events)


def avoid(partnership: Partnership, moment: Moment) -> None:
    """School holidays, protected time of general practice, and festivals, of last year, this and the next."""
    years = (moment.today.year - 1, moment.today.year, moment.today.year + 1)
    found = [
        (DayKind.SCHOOL_HOLIDAY, title, date(year, m1, d1), date(year, m2, d2))
        for year in years
        for title, m1, d1, m2, d2 in TERM
    ]
    found += [(DayKind.FESTIVAL, title, on, on) for title, on in FESTIVALS if on.year in years]
    for year in years:
        for month in range(1, 13):
            on = date(year, month, 15)
            on += timedelta(days=(2 - on.weekday()) % 7)  # the third Wednesday
            found.append((DayKind.PROTECTED_TIME, "Protected learning time, afternoon", on, on))
    AwkwardDays.objects.bulk_create(
        AwkwardDays(partnership=partnership, kind=kind, title=title, starts_on=starts_on, ends_on=ends_on)
        for kind, title, starts_on, ends_on in found
    )


def open_venues(draw: Random, partnership: Partnership, agencies: Sequence[Agency]) -> list[Venue]:
    """Halls and rooms, two of them offered free by a partner."""
    made = []
    for number, (name, holds, step_free, loop, toilet, parking) in enumerate(VENUES):
        owner = agencies[draw.randrange(len(agencies))] if agencies and number in (1, 5) else None
        made.append(
            Venue(
                partnership=partnership,
                name=name,
                address=f"{draw.randint(1, 90)} Church Street",
                holds=holds,
                postcode=f"ZZ{number + 1} {draw.randint(1, 9)}AB",
                agency=owner,
                is_free=owner is not None,
                is_step_free=step_free,
                has_hearing_loop=loop,
                has_accessible_toilet=toilet,
                parking=parking,
                access_note="" if step_free else "Two flights of stairs. Ask the office for another venue.",
            )  # fmt: skip
        )
    return Venue.objects.bulk_create(made)


def who_may(partnership: Partnership) -> dict[int, list[Trainer]]:
    """By course, the trainers who are authorised for it."""
    found: dict[int, list[Trainer]] = {}
    held = Authorisation.objects.filter(trainer__partnership=partnership, trainer__ends_on=None)
    for one in held.select_related("trainer").order_by("pk"):
        found.setdefault(one.course_id, []).append(one.trainer)
    return found


def training_day(draw: Random, month: date) -> date:
    """A working day from Tuesday to Thursday, as partnerships train."""
    while True:
        on = month + timedelta(days=draw.randrange(28))
        if on.weekday() in (1, 2, 3) and days.is_working_day(on):
            return on


def spans_of(draw: Random, course: Course, on: date) -> list[planning.Span]:
    """The sessions of an event: a long course over several weeks, a short one in the morning or the afternoon."""
    minutes = course.minutes or draw.choice((120, 180, 360))
    if minutes > 420:
        count = min(5, -(-minutes // 360))
        starts = [on + timedelta(weeks=n) for n in range(count)]
        return [(at(day, 9, 30), at(day, 16, 0)) for day in starts]
    if minutes > 240:
        return [(at(on, 9, 30), at(on, 9, 30) + timedelta(minutes=minutes + 30))]
    begins = at(on, *draw.choice(((9, 30), (13, 0), (15, 45))))
    return [(begins, begins + timedelta(minutes=max(60, minutes)))]


def at(on: date, hour: int, minute: int) -> datetime:
    return datetime.combine(on, time(hour, minute), LONDON)


def plan_one(plan: Plan, course: Course, month: date) -> None:
    """One event as an officer would have planned it."""
    draw, now = plan.draw, plan.moment.at
    spans = spans_of(draw, course, training_day(draw, month))
    starts_at, is_past = spans[0][0], spans[0][0] <= now
    ahead = (starts_at - now).days
    online = any(word in course.delivery for word in DELIVERED_ONLINE) or draw.random() < 0.2
    mode = Mode.ONLINE if online else Mode.HYBRID if draw.random() < 0.08 else Mode.ROOM
    large = mode == Mode.ONLINE and draw.random() < 0.12
    state = State.DRAFT if ahead > 130 and draw.random() < 0.7 else State.PUBLISHED
    if draw.random() < 0.04:
        state = State.CANCELLED
    elif is_past:
        state = State.CLOSED
    published_at = None if state == State.DRAFT else min(now, starts_at - timedelta(days=110))
    opens_at = at((starts_at - timedelta(days=100)).date(), 9, 0)
    slug = planning.slug_of(course.title, starts_at, starts_at)
    number, free = 2, slug
    while free in plan.slugs:
        number, free = number + 1, f"{slug}-{number}"
    plan.slugs.add(free)
    event = Event(
        partnership=plan.partnership, course=course, slug=free, title=course.title, state=state, mode=mode,
        kind=Kind.UNLIMITED if large else Kind.LIMITED, venue=None if mode == Mode.ONLINE else draw.choice(plan.venues),
        online_link="" if mode == Mode.ROOM else f"https://meet.example/{free}", joining_note=AGENDA,
        minimum=course.usual_minimum or 6, opens_at=opens_at, closes_at=days.closing(starts_at, 3, 0),
        published_at=published_at, cancelled_at=starts_at - timedelta(days=4) if state == State.CANCELLED else None,
        why_cancelled=draw.choice(WHY_CANCELLED) if state == State.CANCELLED else "",
    )  # fmt: skip
    if event.cancelled_at is not None and event.cancelled_at > now:
        event.cancelled_at = now
    plan.events.append(event)
    plan.sittings.append((event, spans))


def write(plan: Plan, neighbour: Partnership) -> None:
    """Everything of the programme, a table at a time."""
    draw, now = plan.draw, plan.moment.at
    Event.objects.bulk_create(plan.events)
    Session.objects.bulk_create(
        Session(event=event, starts_at=start, ends_at=end, title=f"Day {n}" if len(spans) > 1 else "")
        for event, spans in plan.sittings
        for n, (start, end) in enumerate(spans, start=1)
    )
    asked, joint, fences, incidents = [], [], [], []
    for event, spans in plan.sittings:
        asked += ask(plan, event, spans)
        if draw.random() < 0.07:
            joint.append(JointWith(event=event, partnership=neighbour))
        giver = event.venue.agency if event.venue is not None and event.venue.is_free else None
        if giver is not None and event.kind == Kind.LIMITED and event.state != State.CANCELLED:
            released_on = (spans[0][0] - timedelta(days=14)).date()
            released_at = at(released_on, 0, 5) if at(released_on, 0, 5) <= now else None
            fences.append(
                RingFence(
                    event=event,
                    agency=giver,
                    places=6,
                    released_on=released_on,
                    released_at=released_at,
                    why="They give the venue.",
                )  # fmt: skip
            )
        if spans[-1][1] < now and draw.random() < 0.02:
            incidents.append(
                Incident(
                    event=event,
                    noted_at=spans[-1][1],
                    what="A remark about another profession's reports.",
                    done="The trainer named the ground rules; the group spoke about it openly.",
                )  # fmt: skip
            )
    EventTrainer.objects.bulk_create(asked)
    JointWith.objects.bulk_create(joint)
    RingFence.objects.bulk_create(fences)
    Incident.objects.bulk_create(incidents)


def ask(plan: Plan, event: Event, spans: list[planning.Span]) -> list[EventTrainer]:
    """One or two trainers: authorised ones, now and then another with the reason."""
    draw, now = plan.draw, plan.moment.at
    able = plan.authorised.get(event.course_id, [])
    on = [start.date() for start, _ in spans]
    pool = [one for one in able or plan.trainers if not any((one.person_id, day) in plan.busy for day in on)]
    if not pool or (event.state == State.DRAFT and draw.random() < 0.5):
        return []
    people: dict[int, Trainer] = {}
    for one in draw.sample(pool, min(len(pool), draw.choice((1, 2, 2)))):
        people.setdefault(one.person_id, one)
    plan.busy |= {(person, day) for person in people for day in on}
    asked_at = min(now, spans[0][0] - timedelta(days=90))
    answered = spans[0][0] <= now + timedelta(days=45) or draw.random() < 0.6
    soon_unsure = spans[0][0] > now and draw.random() < 0.12
    return [
        EventTrainer(
            event=event,
            trainer=one,
            is_lead=n == 0,
            asked_at=asked_at,
            confirmed_at=min(now, asked_at + timedelta(days=2)) if answered and not soon_unsure else None,
            why_overridden="" if able else "Knows the subject; gives it with an authorised colleague.",
        )  # fmt: skip
        for n, one in enumerate(people.values())
    ]
