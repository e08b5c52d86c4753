"""Events of partnerships with their days: a joint one stands once in each partnership's view (A13, B63)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.frameworks.selectors import framework_of, in_force
from goldenthread.setting.frameworks.terms import Booking as Policy
from goldenthread.setting.frameworks.terms import Framework
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.training.records.terms import Format

from .. import access
from ..models import Event, JointWith, Session
from ..rules import planning
from ..terms import DeliveryType, State


def with_days(events: QuerySet[Event]) -> QuerySet[Event, Any]:
    """Each event with `starts_at` of its first session and `ends_at` of its last; None where it has none yet."""
    sessions = Session.objects.filter(event=OuterRef("pk"))
    return events.annotate(
        starts_at=Subquery(sessions.order_by("starts_at").values("starts_at")[:1]),
        ends_at=Subquery(sessions.order_by("-ends_at").values("ends_at")[:1]),
    )


def events_of(partnership_ids: Iterable[int]) -> QuerySet[Event, Any]:
    """Every event that these partnerships hold, alone or jointly, once each, with its course and its days."""
    ids = list(partnership_ids)
    joint = JointWith.objects.filter(event=OuterRef("pk"), partnership_id__in=ids)
    found = with_days(Event.objects.filter(Q(partnership_id__in=ids) | Q(Exists(joint))))
    return found.select_related("course", "venue", "partnership", "for_agency").order_by(
        F("starts_at").asc(nulls_first=True), "pk"
    )


def programme_of(partnership_ids: Iterable[int]) -> QuerySet[Event, Any]:
    """The programme as the office lists it: with sessions, who is asked to train, and with whom it is held jointly."""
    # A course stands in many rows of a programme, a partnership in all: each is read once.
    shared = ("course", "venue", "partnership", "for_agency")
    rows = events_of(partnership_ids).select_related(None)
    return rows.prefetch_related(*shared, "sessions__venue", "trainers__trainer__person", "joint_with__partnership")


def get_event(actor: Actor, partnership: Partnership, slug: str) -> Event:
    """One event of the partnership's own or a joint one, if the actor may see it."""
    found = events_of([partnership.pk]).filter(access.visible_to(actor), slug=slug)
    event: Event | None = found.order_by(Case(When(partnership=partnership, then=0), default=1), "pk").first()
    if event is None:
        raise Refused(not_visible("This event"))
    return event


def public_events(partnership: Partnership, at: datetime) -> QuerySet[Event, Any]:
    """What the partnership offers everyone and has not begun: published, and of no single agency."""
    open_states = (State.PUBLISHED, State.CLOSED)
    offered = events_of([partnership.pk]).filter(state__in=open_states, for_agency__isnull=True)
    found = offered.filter(Q(("starts_at__gt", at)))
    return found.prefetch_related("sessions", "sessions__venue")


def get_public_event(partnership: Partnership, slug: str) -> Event:
    """One event as anybody may read it: also when it is over or cancelled, so that a link never leads nowhere."""
    found = events_of([partnership.pk]).filter(slug=slug, published_at__isnull=False, for_agency__isnull=True)
    event: Event | None = found.prefetch_related("sessions", "sessions__venue").first()
    if event is None:
        raise Refused(not_visible("This event"))
    return event


def sessions_of(event: Event) -> list[Session]:
    """The event's sessions in their order, each with its venue."""
    if "sessions" in getattr(event, "_prefetched_objects_cache", {}):
        return sorted(event.sessions.all(), key=lambda one: one.starts_at)
    return list(event.sessions.select_related("venue"))


def first_session(event: Event) -> Session | None:
    """The session with which the event begins; none while it has none."""
    return event.sessions.order_by("starts_at").first()


def why_not_open(event: Event, at: datetime, groups: Iterable[str] = ()) -> str:
    """Why somebody of these target groups cannot book the event now; empty if they can."""
    first = first_session(event)
    facts = planning.Opening(
        event.state,
        event.opens_at,
        event.early_opens_at,
        tuple(event.early_groups),
        event.closes_at,
        first.starts_at if first else None,
    )
    return planning.why_not_open(facts, groups, at)


def local_framework(partnership_id: int, on: date) -> Framework | None:
    """The partnership's own framework in force on a day, if it has one."""
    versions = in_force(partnership_id, on)
    own = [version for version in versions if version.line.kind == "local"] or versions
    return framework_of(own[0]) if own else None


def policy_of(partnership_id: int, on: date) -> Policy:
    """The booking policy in force; a plain one of ours where no framework says anything."""
    framework = local_framework(partnership_id, on)
    return framework.booking if framework else Policy()


def delivery_types(partnership_id: int, on: date) -> list[DeliveryType]:
    """The ways in which the partnership gives learning: as its framework calls them, then every other format (A22)."""
    framework = local_framework(partnership_id, on)
    named = framework.delivery if framework else ()
    covered = {one.key for one in named} | {one.format for one in named}
    return [
        *(DeliveryType(one.key, one.title, one.format, one.minutes) for one in named),
        *(DeliveryType(one.value, str(one.label), one.value) for one in Format if one.value not in covered),
    ]


def possible_partners(event: Event, on: date) -> list[Partnership]:
    """Partnerships with which the event could be held jointly and is not yet, by name."""
    held = {event.partnership_id, *event.joint_with.values_list("partnership_id", flat=True)}
    running = Partnership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return list(running.exclude(pk__in=held).order_by("name"))
