"""Pool meetings, development days and seminars: who came, and who falls short (B29, A20, A21)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.models import Person

from .. import access, rules
from ..models import Attendance, Gathering, Trainer
from ..terms import CHAMPION, GatheringKind
from .asked import Asked, asked_of_trainers
from .people import active, agency_choices


def gatherings(actor: Actor, partnership_id: int) -> QuerySet[Gathering]:
    """Every gathering with how many came, the latest first."""
    refuse(access.can_keep(actor, partnership_id))
    rows = Gathering.objects.filter(partnership_id=partnership_id)
    return rows.annotate(came=Count("attendances")).order_by("-held_on", "-pk")


def get_gathering(actor: Actor, partnership_id: int, gathering_id: int) -> Gathering:
    found = gatherings(actor, partnership_id).filter(pk=gathering_id).first()
    if found is None:
        raise Refused(not_visible("This gathering"))
    return found


@dataclass(frozen=True)
class Tick:
    """One name of the list that is ticked at a gathering."""

    person_id: int
    name: str
    note: str
    came: bool


def tick_list(gathering: Gathering) -> list[Tick]:
    """Those who trained on the day, and whoever else came, by name: each person once."""
    asked = asked_of_trainers(gathering.partnership_id, gathering.held_on)
    came = {one.person_id: one for one in gathering.attendances.select_related("person", "agency")}
    people: dict[int, Person] = {}
    notes: dict[int, list[str]] = {}
    for trainer in active(gathering.partnership_id, gathering.held_on).order_by("pk"):
        people[trainer.person_id] = trainer.person
        kind = asked.kind(trainer.kind).title
        notes.setdefault(trainer.person_id, [str(trainer.agency or "no agency")]).append(kind)
    for person_id, one in came.items():
        people.setdefault(person_id, one.person)
        notes.setdefault(person_id, [str(one.agency or "no agency")])
    ordered = sorted(people.values(), key=lambda one: (one.family_name.casefold(), one.given_name.casefold(), one.pk))
    return [
        Tick(one.pk, f"{one.family_name}, {one.given_name}", ", ".join(dict.fromkeys(notes[one.pk])), one.pk in came)
        for one in ordered
    ]


@dataclass(frozen=True)
class Gathered:
    """How one trainer stands on what trainers come together for."""

    trainer: Trainer
    kind: str
    meetings: int
    meetings_asked: int
    last_day: date | None
    day_lapsed: bool

    @property
    def meetings_short(self) -> bool:
        return self.meetings < self.meetings_asked

    @property
    def falls_short(self) -> bool:
        return self.meetings_short or self.day_lapsed

    @property
    def why(self) -> str:
        """What they fall short of, in words."""
        said = []
        if self.meetings_short:
            said.append(f"{self.meetings} of {self.meetings_asked} pool meetings in the year")
        if self.day_lapsed and self.last_day is not None:
            said.append(f"last development day on {rules.day(self.last_day)}")
        elif self.day_lapsed:
            said.append("no development day yet")
        return "; ".join(said)


def who_falls_short(actor: Actor, partnership_id: int, on: date) -> list[Gathered]:
    """Every active trainer, champions left out, with the pool meetings and development days they came to."""
    refuse(access.can_keep(actor, partnership_id))
    trainers = active(partnership_id, on).exclude(kind=CHAMPION)
    ordered = trainers.order_by("person__family_name", "person__given_name", "pk")
    return _gathered(list(ordered), partnership_id, on)


def gathered_of(trainer: Trainer, on: date) -> Gathered | None:
    """The same of one trainer; nothing of a champion, of whom no gathering is asked."""
    return _gathered([trainer], trainer.partnership_id, on)[0] if trainer.kind != CHAMPION else None


def _gathered(trainers: list[Trainer], partnership_id: int, on: date) -> list[Gathered]:
    asked = asked_of_trainers(partnership_id, on)
    since = rules.begins_the_year(on)
    of_kind = Gathering.objects.filter(partnership_id=partnership_id, held_on__lte=on)
    held = list(of_kind.filter(kind=GatheringKind.POOL_MEETING, held_on__gt=since).values_list("held_on", flat=True))
    came = Attendance.objects.filter(gathering__in=of_kind, person_id__in=[one.person_id for one in trainers])
    meetings: Counter[int] = Counter()
    last: dict[int, date] = {}
    for person_id, kind, day in came.values_list("person_id", "gathering__kind", "gathering__held_on"):
        if kind == GatheringKind.POOL_MEETING and day > since:
            meetings[person_id] += 1
        elif kind == GatheringKind.DEVELOPMENT_DAY:
            last[person_id] = max(day, last.get(person_id, day))
    return [
        _one(trainer, asked, held, meetings[trainer.person_id], last.get(trainer.person_id), on) for trainer in trainers
    ]


def _one(trainer: Trainer, asked: Asked, held: list[date], meetings: int, last: date | None, on: date) -> Gathered:
    wanted = rules.meetings_asked(trainer.kind, trainer.starts_on, held, asked.gatherings, on)
    lapsed = rules.lapsed(last, trainer.starts_on, asked.gatherings.development_day_every, on)
    return Gathered(trainer, asked.kind(trainer.kind).title, meetings, wanted, last, lapsed)


@dataclass(frozen=True)
class AgencyAtSeminar:
    """How long ago somebody of an agency was at the seminar, and how many came to the last one."""

    agency: Agency
    last_on: date | None
    at_last: int
    lapsed: bool


@dataclass(frozen=True)
class Seminars:
    """The yearly seminar: when it was last held, and who was there by agency (A21)."""

    last: Gathering | None
    lapsed: bool
    agencies: tuple[AgencyAtSeminar, ...]


def seminars(actor: Actor, partnership_id: int, on: date) -> Seminars:
    """Attendance by agency; more than a year since the last one is flagged, for the seminar and each agency."""
    refuse(access.can_keep(actor, partnership_id))
    every = asked_of_trainers(partnership_id, on).gatherings.seminar_every
    held = Gathering.objects.filter(partnership_id=partnership_id, kind=GatheringKind.SEMINAR, held_on__lte=on)
    last = held.order_by("-held_on", "-pk").first()
    came = Attendance.objects.filter(gathering__in=held, agency__isnull=False)
    last_on: dict[int, date] = {}
    at_last: Counter[int] = Counter()
    for agency_id, gathering_id, day in came.values_list("agency_id", "gathering_id", "gathering__held_on"):
        last_on[agency_id] = max(day, last_on.get(agency_id, day))
        at_last[agency_id] += last is not None and gathering_id == last.pk
    rows = tuple(
        AgencyAtSeminar(
            agency=one,
            last_on=last_on.get(one.pk),
            at_last=at_last[one.pk],
            lapsed=rules.lapsed(last_on.get(one.pk), date.min, every, on),
        )
        for one in agency_choices(partnership_id, on)
    )
    return Seminars(last, rules.lapsed(last.held_on if last else None, date.min, every, on), rows)


def attended_by(actor: Actor, trainer: Trainer) -> list[Gathering]:
    """The gatherings of the partnership that a trainer came to, the latest first."""
    refuse(access.can_see(actor, trainer))
    came = Gathering.objects.filter(partnership_id=trainer.partnership_id, attendances__person_id=trainer.person_id)
    return list(came.order_by("-held_on", "-pk"))
