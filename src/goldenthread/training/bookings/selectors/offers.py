"""Events that somebody could book, each with what it would meet and, if they cannot apply, why: by the same rules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from goldenthread.kernel.actor import Actor
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.access import current
from goldenthread.setting.workforce.models import Person, Post
from goldenthread.training.catalogue.models import Course, Prerequisite
from goldenthread.training.events.models import Event, JointWith
from goldenthread.training.events.selectors import events_of
from goldenthread.training.events.terms import State as EventState
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import State as RecordState
from goldenthread.training.standing.selectors import chooser
from goldenthread.training.standing.selectors.plan import plans_in_force
from goldenthread.training.standing.terms import Line

from .. import access
from ..models import Booking
from ..rules.eligibility import Before, Facts, why_held, why_not_eligible
from ..terms import OPEN, Source
from .asking import agencies_of
from .facts import _restricted, groups_of
from .policy import closes_at, day_of, policy_of
from .rooms import Numbers, numbers_of_events
from .wanting import met_by, wanted


@dataclass(frozen=True)
class Offer:
    """An event that somebody could book: what it meets, how full it is, and how it stands between it and them."""

    event: Any  # with its days
    numbers: Numbers
    agency: Agency | None
    meets: tuple[Line, ...] = ()
    why_not: str = ""
    why_held: tuple[str, ...] = ()
    booking: Booking | None = None

    @property
    def free(self) -> int:
        """Places that anybody could have now."""
        return max(self.numbers.free - self.numbers.kept, 0)

    @property
    def can_apply(self) -> bool:
        return self.booking is None and not self.why_not


def events_open_to(person: Person, at: datetime) -> list[Any]:
    """What is published and to come in the partnerships that somebody works in, their agencies' own events too."""
    posts = Post.objects.filter(current(day_of(at)), person=person).values_list("partnership_id", "agency_id")
    areas, agencies = {area for area, _ in posts}, {agency for _, agency in posts}
    rows = events_of(areas).filter(state__in=(EventState.PUBLISHED, EventState.CLOSED))
    rows = rows.filter(Q(for_agency__isnull=True) | Q(for_agency_id__in=agencies)).filter(Q(("starts_at__gt", at)))
    return list(rows)


def offers_for(actor: Actor, person: Person, at: datetime, *, lines: Iterable[Line] = ()) -> list[Offer]:
    """Every event that somebody could book, by its day. The number of queries does not grow with the events."""
    events = events_open_to(person, at)
    wishes = wanted(person.pk, lines, day_of(at))
    numbers = numbers_of_events(events)
    bookings = {one.event_id: one for one in Booking.objects.filter(person=person, event__in=events, state__in=OPEN)}
    known = _Known(actor, person, events, at)
    found = []
    for event in events:
        agency, facts = known.best(event)
        refusal = why_not_eligible(facts, at) if facts else None
        found.append(
            Offer(
                event,
                numbers[event.pk],
                agency,
                met_by(wishes, event.course_id, day_of(event.starts_at)),
                "" if event.pk in bookings else refusal.reason if refusal else "" if facts else access.OFFICERS,
                tuple(why_held(facts)) if facts else (),
                bookings.get(event.pk),
            )
        )
    return found


class _Known:
    """What is true of one person, read once for many events. The same facts as `facts_for` finds for each."""

    def __init__(self, actor: Actor, person: Person, events: list[Event], at: datetime) -> None:
        self.actor, self.person, self.at, self.on = actor, person, at, day_of(at)
        self.agencies = agencies_of(person, self.on)
        self.posts = list(
            Post.objects.filter(current(self.on), person=person)
            .select_related("agency", "job_role")
            .order_by("-starts_on")
        )
        self.joint: dict[int, set[int]] = {}
        for event_id, area in JointWith.objects.filter(event__in=events).values_list("event_id", "partnership_id"):
            self.joint.setdefault(event_id, set()).add(area)
        first = {event.partnership_id: event for event in reversed(events)}
        self.policies = {area: policy_of(area, self.on) for area in first}
        self.restricted = {area: _restricted(event, person, self.policies[area]) for area, event in first.items()}
        self.groups = {area: groups_of(area, person, self.posts, self.on) for area in first}
        self.names = {area: _group_names(area, self.on) for area in first}
        self.before: dict[int, list[Prerequisite]] = {}
        courses = {event.course_id for event in events}
        for one in Prerequisite.objects.filter(course__in=courses).select_related("before").order_by("pk"):
            self.before.setdefault(one.course_id, []).append(one)
        self.done = _done(person, first, self.on)
        self.basic = {
            area: list(Course.objects.filter(partnership_id=area, key__in=policy.needs_courses).order_by("pk"))
            for area, policy in self.policies.items()
            if policy.needs_courses
        }
        self._sources: dict[tuple[int, bool], Source | None] = {}

    def best(self, event: Event) -> tuple[Agency | None, Facts | None]:
        """The agency to come for, the first for which nothing stands in the way; the facts of it."""
        given = [(agency, self.facts(event, agency)) for agency in self.agencies]
        known = [(agency, facts) for agency, facts in given if facts is not None]
        if not known:
            return None, None
        return next((one for one in known if why_not_eligible(one[1], self.at) is None), known[0])

    def source(self, event: Event, agency: Agency, runs: bool) -> Source | None:
        key = (agency.pk, runs)
        if key not in self._sources:
            self._sources[key] = access.source_of(self.actor, self.person, agency, event, on=self.on)
        return self._sources[key]

    def facts(self, event: Any, agency: Agency) -> Facts | None:
        runs = access.runs(self.actor, event)
        source = self.source(event, agency, runs)
        if source is None:
            return None
        policy = self.policies[event.partnership_id]
        area = {event.partnership_id, *self.joint.get(event.pk, ())}
        times, until = self.restricted[event.partnership_id]
        facts = Facts(
            is_published=event.state == EventState.PUBLISHED,
            is_cancelled=event.state == EventState.CANCELLED,
            starts_at=event.starts_at,
            opens_at=event.opens_at,
            early_opens_at=event.early_opens_at,
            early_groups=frozenset(event.early_groups),
            closes_at=closes_at(event, policy, event.starts_at),
            for_agency=event.for_agency_id,
            for_agency_name=str(event.for_agency or ""),
            agency=agency.pk,
            agency_name=agency.name,
            works_there=any(post.agency_id == agency.pk for post in self.posts),
            works_in_area=any(post.partnership_id in area for post in self.posts),
            own_area_only=policy.own_area_only,
            applies=policy.applies,
            is_own=source == Source.OWN,
            by_office=runs,
            ignores_times=runs,
            basic_training_on=date.min,
            no_shows=times,
            restricted_until=until,
        )
        return self._with_learning(self._with_groups(facts, event), event)

    def _with_groups(self, facts: Facts, event: Event) -> Facts:
        checks = self.policies[event.partnership_id].target_group_checked
        names = self.names[event.partnership_id]
        wished = {key: names.get(key, key) for key in event.course.groups} if checks else {}
        if not wished and not event.early_groups:
            return facts
        return replace(facts, groups=self.groups[event.partnership_id], wanted_groups=wished, checks_group=checks)

    def _with_learning(self, facts: Facts, event: Event) -> Facts:
        done = self.done[event.partnership_id]
        policy = self.policies[event.partnership_id]
        asks = policy.needs_courses and event.course.key not in policy.needs_courses
        basic = self.basic[event.partnership_id] if asks else []
        before = tuple(
            Before(one.before.title, one.is_needed, one.before_id in done)
            for one in self.before.get(event.course_id, ())
        )
        return replace(
            facts,
            before=before,
            checks_order=policy.order_checked,
            basic_courses=tuple(course.title for course in basic),
            has_basic=any(course.pk in done for course in basic),
        )


def _group_names(partnership_id: int, on: date) -> dict[str, str]:
    return {
        framework.identity(group.key): framework.name_of(group)
        for framework in chooser.frameworks_in_force(partnership_id, on)
        for group in framework.groups
    }


def _done(person: Person, areas: Iterable[int], on: date) -> dict[int, set[int]]:
    """Courses that somebody has done, and all they count for, as each partnership sees it."""
    records = Record.objects.filter(person=person, completed_on__lte=on).exclude(state=RecordState.REFUSED)
    completed = list(records.values_list("course_id", "completed_on"))
    return {
        area: {
            identity.id
            for course, day in completed
            for identity, (first, last) in plan.book.identities(course)
            if first <= day <= last
        }
        for area, plan in plans_in_force(areas, on).items()
    }
