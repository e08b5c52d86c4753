"""Move what the workforce holds of an agency or an area that goes on under another: parts of a merger or a split.

What has ended stays where it was, so that old records stay readable under the old name.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.freshness import services as stale
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.partnerships.access import can_run_installation
from goldenthread.setting.partnerships.models import Agency, Partnership

from ..access import not_ended
from ..models import DutyHeld, Post, Seat


def _free_numbers(posts: QuerySet[Post], into: Agency) -> None:
    """Staff numbers are the old agency's: one that the other agency uses too is kept with where it came from."""
    numbers = posts.exclude(staff_number="").values("staff_number")
    taken = Post.objects.filter(agency=into, ends_on__isnull=True, staff_number__in=numbers)
    clashing = set(taken.values_list("staff_number", flat=True))
    for post in posts.filter(staff_number__in=clashing).select_related("agency"):
        post.staff_number = f"{post.staff_number}/{post.agency.slug}"[:40]
        post.save(update_fields=["staff_number"])


@transaction.atomic
def move_agency_people(
    *,
    by: Actor,
    at: datetime,
    on: date,
    agency: Agency,
    into: Agency,
    setting_ids: Iterable[int] | None = None,
    team_ids: Iterable[int] | None = None,
) -> dict[str, int]:
    """Current posts, duties and seats of an agency become another's; only those of some settings and teams if named."""
    refuse(can_run_installation(by))
    posts = Post.objects.filter(not_ended(on), agency=agency)
    duties = DutyHeld.objects.filter(not_ended(on), agency=agency)
    seats = Seat.objects.filter(not_ended(on), agency=agency)
    if setting_ids is not None or team_ids is not None:
        places, teams = list(setting_ids or ()), list(team_ids or ())
        posts = posts.filter(setting_id__in=places) | posts.filter(team_id__in=teams)
        duties = duties.filter(setting_id__in=places)
        seats = seats.none()
    people = set(posts.values_list("person_id", flat=True)) | set(duties.values_list("person_id", flat=True))
    _free_numbers(posts, into)
    moved = {
        "posts": posts.update(agency=into),
        "duties": duties.update(agency=into),
        "seats": seats.update(agency=into),
    }
    stale.mark(kind=stale.PERSON, keys=people, at=at)
    audit.record(
        by=by,
        at=at,
        act="move people",
        thing="agency",
        thing_id=agency.pk,
        changes={"into": [None, into.slug], **moved},
    )
    return moved


@transaction.atomic
def move_area_people(
    *, by: Actor, at: datetime, on: date, partnership: Partnership, into: Partnership, agencies: Iterable[Agency]
) -> dict[str, int]:
    """Current posts and duties of some agencies of a partnership that ends go on in its successor."""
    refuse(can_run_installation(by))
    chosen = [agency.pk for agency in agencies]
    posts = Post.objects.filter(not_ended(on), partnership=partnership, agency_id__in=chosen)
    duties = DutyHeld.objects.filter(not_ended(on), partnership=partnership, agency_id__in=chosen)
    people = set(posts.values_list("person_id", flat=True)) | set(duties.values_list("person_id", flat=True))
    moved = {"posts": posts.update(partnership=into), "duties": duties.update(partnership=into)}
    stale.mark(kind=stale.PERSON, keys=people, at=at)
    audit.record(
        by=by,
        at=at,
        act="move people",
        thing="partnership",
        thing_id=partnership.pk,
        partnership_id=partnership.pk,
        changes={"into": [None, into.slug], **moved},
    )
    return moved


@transaction.atomic
def close_area(*, by: Actor, at: datetime, on: date, partnership: Partnership) -> dict[str, int]:
    """A partnership that ends has no subgroups from then on: its seats and remaining duties end the day before."""
    refuse(can_run_installation(by))
    eve = on - timedelta(days=1)
    closed = {"seats": 0, "duties": 0}
    seats = Seat.objects.filter(not_ended(on), subgroup__partnership=partnership)
    duties = DutyHeld.objects.filter(not_ended(on), partnership=partnership)
    for name, rows in (("seats", seats), ("duties", duties)):
        closed[name] = rows.filter(starts_on__gt=eve).delete()[0] + rows.update(ends_on=eve)
    audit.record(
        by=by,
        at=at,
        act="close",
        thing="partnership",
        thing_id=partnership.pk,
        partnership_id=partnership.pk,
        changes=dict(closed),
    )
    return closed
