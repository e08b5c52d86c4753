"""What is true of one person and one event when somebody applies: the facts that eligibility is decided from."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Count, Max

from goldenthread.kernel import periods
from goldenthread.setting.frameworks.terms import Booking as Policy
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.access import current
from goldenthread.setting.workforce.models import ConditionAnswer, DutyHeld, Person, Post
from goldenthread.training.catalogue.models import Course, Prerequisite
from goldenthread.training.events.models import Event, JointWith
from goldenthread.training.events.terms import State as EventState
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import State as RecordState
from goldenthread.training.standing.selectors import chooser
from goldenthread.training.standing.selectors.plan import plan_in_force

from ..models import Booking
from ..rules.eligibility import Before, Facts
from ..terms import OPEN, Application, Outcome, Source
from .policy import closes_at, day_of, policy_of, times_of


def facts_for(
    event: Event,
    person: Person,
    agency: Agency,
    said: Application,
    *,
    source: str,
    at: datetime,
    policy: Policy | None = None,
    by_office: bool = False,
    ignores_open: bool = False,
) -> Facts:
    """Everything `why_not_eligible` and `why_held` look at. Asked inside the transaction that books.

    `by_office`: an officer of the event's own partnership books, who is not bound to the times of booking.
    """
    on = day_of(at)
    rules = policy or policy_of(event.partnership_id, on)
    # Whoever found the event in a list of events knows its days already.
    starts_at = event.starts_at if hasattr(event, "starts_at") else times_of(event)[0]
    posts = list(
        Post.objects.filter(current(on), person=person).select_related("agency", "job_role").order_by("-starts_on")
    )
    areas = {post.partnership_id for post in posts}
    in_area = event.partnership_id in areas
    in_area = in_area or JointWith.objects.filter(event=event, partnership_id__in=areas).exists()
    no_shows, restricted_until = _restricted(event, person, rules)
    facts = Facts(
        is_published=event.state == EventState.PUBLISHED,
        is_cancelled=event.state == EventState.CANCELLED,
        starts_at=starts_at,
        opens_at=event.opens_at,
        early_opens_at=event.early_opens_at,
        early_groups=frozenset(event.early_groups),
        closes_at=closes_at(event, rules, starts_at),
        for_agency=event.for_agency_id,
        for_agency_name=str(event.for_agency or ""),
        agency=agency.pk,
        agency_name=agency.name,
        works_there=any(post.agency_id == agency.pk for post in posts),
        works_in_area=in_area,
        own_area_only=rules.own_area_only,
        applies=rules.applies,
        is_own=source == Source.OWN,
        by_office=by_office,
        ignores_times=by_office or source == Source.SUBSTITUTE,
        basic_training_on=said.basic_training_on,
        no_shows=no_shows,
        restricted_until=restricted_until,
        has_open=not ignores_open and Booking.objects.filter(event=event, person=person, state__in=OPEN).exists(),
    )
    return _with_learning(_with_groups(facts, event, person, posts, rules, on), event, person, rules, on)


def _with_groups(facts: Facts, event: Event, person: Person, posts: list[Post], rules: Policy, on: date) -> Facts:
    """Target groups, read only where something hangs on them."""
    wanted = list(event.course.groups) if rules.target_group_checked else []
    if not wanted and not event.early_groups:
        return facts
    names = {
        framework.identity(group.key): framework.name_of(group)
        for framework in chooser.frameworks_in_force(event.partnership_id, on)
        for group in framework.groups
    }
    return replace(
        facts,
        groups=groups_of(event.partnership_id, person, posts, on),
        wanted_groups={key: names.get(key, key) for key in wanted},
        checks_group=rules.target_group_checked,
    )


def groups_of(partnership_id: int, person: Person, posts: Iterable[Post], on: date) -> frozenset[str]:
    """Identities of the target groups that someone's posts and duties reach in a partnership."""
    duties = list(
        DutyHeld.objects.filter(current(on), person=person, partnership_id=partnership_id).values_list(
            "agency_id", "kind"
        )
    )
    yes = frozenset(
        ConditionAnswer.objects.filter(person=person, partnership_id=partnership_id, is_yes=True).values_list(
            "question_key", flat=True
        )
    )
    found: set[str] = set()
    for framework in chooser.frameworks_in_force(partnership_id, on):
        for post in posts:
            if post.partnership_id != partnership_id:
                continue
            held = tuple(kind for agency_id, kind in duties if agency_id in (None, post.agency_id))
            role = post.job_role.key if post.job_role else ""
            situation = chooser.Situation(post.agency.kind, role, held, yes, post.group_key)
            found.update(framework.identity(group.key) for group in chooser.groups_reached(framework, situation))
    return frozenset(found)


def _with_learning(facts: Facts, event: Event, person: Person, rules: Policy, on: date) -> Facts:
    """What comes before the course, and the basic training that comes before all multi-agency training (E10)."""
    before = list(Prerequisite.objects.filter(course=event.course_id).select_related("before").order_by("pk"))
    basic = basic_courses(event, rules)
    if not before and not basic:
        return facts
    done = Record.objects.filter(person=person, completed_on__lte=on).exclude(state=RecordState.REFUSED)
    completed = list(done.values_list("course_id", "completed_on"))
    book = plan_in_force(event.partnership_id, on).book
    counts = {
        identity.id
        for course, day in completed
        for identity, (first, last) in book.identities(course)
        if first <= day <= last
    }
    return replace(
        facts,
        before=tuple(Before(one.before.title, one.is_needed, one.before_id in counts) for one in before),
        checks_order=rules.order_checked,
        basic_courses=tuple(course.title for course in basic),
        has_basic=any(course.pk in counts for course in basic),
    )


def basic_courses(event: Event, rules: Policy) -> list[Course]:
    """Basic single-agency training that comes before this event's course; none if the course is itself such."""
    if not rules.needs_courses or event.course.key in rules.needs_courses:
        return []
    return list(Course.objects.filter(partnership_id=event.partnership_id, key__in=rules.needs_courses).order_by("pk"))


def _restricted(event: Event, person: Person, rules: Policy) -> tuple[int, date | None]:
    """How often they did not attend, and until when they are restricted for it."""
    if not rules.no_shows_before_restricted or rules.restricted_for is None:
        return 0, None
    absent = Booking.objects.filter(
        person=person, event__partnership_id=event.partnership_id, outcome=Outcome.ABSENT
    ).aggregate(times=Count("pk", distinct=True), last=Max("event__sessions__ends_at"))
    if absent["times"] < rules.no_shows_before_restricted or absent["last"] is None:
        return absent["times"], None
    return absent["times"], periods.after(day_of(absent["last"]), rules.restricted_for)
