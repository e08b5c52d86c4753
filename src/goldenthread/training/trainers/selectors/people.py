"""Who trains: the pool on a day, by kind and agency, and the agencies that have nobody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.setting.partnerships.models import Agency, Membership, Partnership
from goldenthread.setting.workforce.access import current
from goldenthread.setting.workforce.models import Person, Post

from .. import access
from ..models import Trainer
from ..terms import CHAMPION, KindAsked
from .asked import asked_of_trainers


def active(partnership_id: int, on: date) -> QuerySet[Trainer]:
    """Who trains for the partnership on a day: the last day still counts. Someone of two kinds is there twice."""
    return Trainer.objects.filter(current(on), partnership_id=partnership_id).select_related("person", "agency")


def trains(actor: Actor, on: date) -> bool:
    """Whether the trainer's pages are for somebody: a trainer by role, or on a list of trainers on that day."""
    if actor.holds(Role.TRAINER):
        return True
    return actor.person_id is not None and Trainer.objects.filter(current(on), person_id=actor.person_id).exists()


def own(actor: Actor, on: date) -> QuerySet[Trainer]:
    """As what the actor trains, and for whom, on a day."""
    mine = Trainer.objects.filter(current(on), person_id=actor.person_id or 0)
    return mine.select_related("person", "agency", "partnership").order_by("partnership__name", "kind", "topic", "pk")


def get_own(actor: Actor, trainer_id: int, on: date) -> Trainer:
    found = own(actor, on).filter(pk=trainer_id).first()
    if found is None:
        raise Refused(not_visible("This trainer"))
    return found


def every_trainer(actor: Actor, partnership_id: int) -> QuerySet[Trainer]:
    """Everyone who trains or trained for the partnership, for the office."""
    refuse(access.can_keep(actor, partnership_id))
    return (
        Trainer.objects.filter(partnership_id=partnership_id)
        .select_related("person", "agency")
        .order_by("person__family_name", "person__given_name", "pk")
    )


def get_trainer(actor: Actor, partnership_id: int, trainer_id: int) -> Trainer:
    """One trainer's file, for the office or for the trainer."""
    seen = Trainer.objects.filter(access.visible_to(actor), partnership_id=partnership_id, pk=trainer_id)
    found = seen.select_related("person", "agency", "partnership").first()
    if found is None:
        raise Refused(not_visible("This trainer"))
    return found


@dataclass(frozen=True)
class HeadcountRow:
    """One agency's trainers by kind."""

    agency: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Headcount:
    """Trainers by kind and agency: the kinds add to the total, and so do the agencies (A23)."""

    kinds: tuple[KindAsked, ...]
    rows: tuple[HeadcountRow, ...]
    people: int  # someone of two kinds is one person

    def of(self, kind: str) -> int:
        return sum(row.counts.get(kind, 0) for row in self.rows)

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)


def headcount(actor: Actor, partnership_id: int, on: date) -> Headcount:
    """The college of trainers counted. Champions stand in a register of their own and are not counted here."""
    refuse(access.can_keep(actor, partnership_id))
    trainers = Trainer.objects.filter(current(on), partnership_id=partnership_id).exclude(kind=CHAMPION)
    counted = trainers.order_by().values_list("agency__name", "kind").annotate(count=Count("pk"))
    by_agency: dict[str, dict[str, int]] = {}
    for agency, kind, count in counted:
        by_agency.setdefault(agency or NO_AGENCY, {})[kind] = count
    asked = asked_of_trainers(partnership_id, on)
    held = {kind for counts in by_agency.values() for kind in counts}
    kinds = [kind for kind in asked.kinds if not kind.cascades_only]
    kinds += [asked.kind(key) for key in sorted(held - {kind.key for kind in kinds})]
    rows = tuple(HeadcountRow(agency, counts) for agency, counts in sorted(by_agency.items()))
    return Headcount(tuple(kinds), rows, trainers.values("person_id").distinct().count())


NO_AGENCY = "No agency"


@dataclass(frozen=True)
class AgencyTrainers:
    """What one agency gives to the pool: its trainers, and its champions by topic."""

    agency: Agency
    trainers: int
    champions: int
    topics: tuple[str, ...]


def agencies_and_trainers(actor: Actor, partnership_id: int, on: date) -> list[AgencyTrainers]:
    """Every agency of the partnership with the trainers and champions it commits, none too (B28, A38)."""
    refuse(access.can_keep(actor, partnership_id))
    inside = Membership.objects.filter(current(on), partnership_id=partnership_id).values("agency_id")
    agencies = Agency.objects.filter(pk__in=inside).order_by("name")
    trainers: Counter[int] = Counter()
    topics: dict[int, list[str]] = {}
    rows = Trainer.objects.filter(current(on), partnership_id=partnership_id, agency__isnull=False)
    for agency_id, kind, topic in rows.order_by("topic", "pk").values_list("agency_id", "kind", "topic"):
        if kind == CHAMPION:
            topics.setdefault(agency_id, []).append(topic)
        else:
            trainers[agency_id] += 1
    return [
        AgencyTrainers(
            agency=one,
            trainers=trainers[one.pk],
            champions=len(topics.get(one.pk, ())),
            topics=tuple(dict.fromkeys(topics.get(one.pk, ()))),
        )
        for one in agencies
    ]


def champion_topics(partnership_id: int) -> list[str]:
    """What champions there are or were for, to choose from and to narrow by."""
    topics = Trainer.objects.filter(partnership_id=partnership_id, kind=CHAMPION).order_by("topic")
    return list(topics.values_list("topic", flat=True).distinct())


def people_to_take_on(actor: Actor, partnership_id: int, term: str, on: date, limit: int = 20) -> list[Post]:
    """Posts in the area whose holder's name holds these words: who could be taken on, or came to a gathering."""
    refuse(access.can_keep(actor, partnership_id))
    posts = Post.objects.filter(current(on), partnership_id=partnership_id, person__merged_into=None)
    for word in term.split()[:6]:
        posts = posts.filter(
            Q(person__given_name__icontains=word)
            | Q(person__family_name__icontains=word)
            | Q(person__preferred_name__icontains=word)
        )
    found = posts.select_related("person", "agency").order_by("person__family_name", "person__given_name", "pk")
    return list(found[:limit])


def get_person_of_area(actor: Actor, partnership_id: int, person_id: int) -> Person:
    """Somebody who works or worked in the area."""
    refuse(access.can_keep(actor, partnership_id))
    posts = Post.objects.filter(partnership_id=partnership_id, person=OuterRef("pk"))
    found = Person.objects.filter(Exists(posts), pk=person_id, merged_into=None).first()
    if found is None:
        raise Refused(not_visible("This person"))
    return found


def agency_of_person(partnership_id: int, person_id: int, on: date) -> Agency | None:
    """The agency somebody comes from: where they have been in post longest of those held on the day."""
    posts = Post.objects.filter(current(on), partnership_id=partnership_id, person_id=person_id)
    post = posts.select_related("agency").order_by("starts_on", "pk").first()
    return post.agency if post is not None else None


def agencies_of_people(partnership_id: int, people: Iterable[int], on: date) -> dict[int, int]:
    """For each person, the agency they come from."""
    posts = Post.objects.filter(current(on), partnership_id=partnership_id, person_id__in=list(people))
    found: dict[int, int] = {}
    for person_id, agency_id in posts.order_by("starts_on", "pk").values_list("person_id", "agency_id"):
        found.setdefault(person_id, agency_id)
    return found


def agency_choices(partnership_id: int, on: date) -> list[Agency]:
    """Agencies that take part in the partnership on a day, by name."""
    inside = Membership.objects.filter(current(on), partnership_id=partnership_id).values("agency_id")
    return list(Agency.objects.filter(pk__in=inside).order_by("name"))


def partnerships_trained_for(actor: Actor, on: date) -> list[Partnership]:
    """The partnerships for which the actor trains on a day."""
    return list({one.partnership_id: one.partnership for one in own(actor, on)}.values())
