"""Read training records: a person's own list, what waits to be verified."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.workforce.models import Post

from . import access
from .models import Record
from .terms import State


def records(actor: Actor, on: date) -> QuerySet[Record]:
    """Every record the actor may read, newest first, with its course and person joined."""
    found = Record.objects.filter(access.visible_to(actor, on=on))
    shown = found.select_related("course", "person", "evidence_file").defer("evidence_file__content")
    return shown.order_by("-completed_on", "-id")


def of_person(actor: Actor, person_id: int, on: date) -> QuerySet[Record]:
    """One person's records, newest first, refused ones too: each says why."""
    return records(actor, on).filter(person_id=person_id)


def to_verify(actor: Actor, partnership_id: int, on: date, agency_id: int | None = None) -> QuerySet[Record]:
    """What people entered themselves and nobody has looked at, oldest first."""
    posts = Post.objects.filter(person_id=OuterRef("person_id"), partnership_id=partnership_id)
    if agency_id is not None:
        posts = posts.filter(agency_id=agency_id)
    # Asked of each record that waits: they are few, and the county's posts need not all be read.
    found = records(actor, on).alias(post=Subquery(posts.values("pk")[:1]))
    return found.filter(post__isnull=False, state=State.TO_VERIFY).order_by("entered_at", "id")


def get_record(actor: Actor, record_id: int, on: date) -> Record:
    """One record, if the actor may read it."""
    found = records(actor, on).filter(pk=record_id).first()
    if found is None:
        raise Refused(not_visible("This record"))
    return found


def get_own(actor: Actor, record_id: int, on: date) -> Record:
    """One record of the actor's own; a colleague's is not found here, even by those who may read it elsewhere."""
    found = of_person(actor, actor.person_id or 0, on).filter(pk=record_id).first()
    if found is None:
        raise Refused(not_visible("This record"))
    return found


def own_refused(actor: Actor, on: date) -> list[Record]:
    """What the actor entered and somebody refused: it waits for them to put it right or leave it."""
    found = of_person(actor, actor.person_id or 0, on).filter(state=State.REFUSED)
    return list(found.filter(entered_by_account_id=actor.account_id)[:10])


def counted_by_course(course_ids: Iterable[int], on: date) -> dict[int, tuple[int, int]]:
    """How many records name each of these courses by a day: verified, and others that are not refused."""
    found = Record.objects.filter(course_id__in=list(course_ids), completed_on__lte=on).exclude(state=State.REFUSED)
    verified = Q(state=State.VERIFIED)
    rows = found.values_list("course_id").annotate(
        verified=Count("pk", filter=verified), others=Count("pk", filter=~verified)
    )
    return {course: (sure, others) for course, sure, others in rows.order_by()}
