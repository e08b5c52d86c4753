"""The people behind a figure, by name: who stands how, and until when."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.periods import after

from .. import access
from ..models import Exemption, Standing
from ..terms import Status
from .asked import Asked


def people_behind(
    actor: Actor,
    partnership_id: int,
    *,
    on: date,
    asked: Sequence[Asked],
    agency_id: int | None = None,
) -> QuerySet[Any]:
    """One row for each person, agency and requirement that the actor may see, with `status` and `title`.

    Today's standing, joined: two queries with the exemptions, however many rows are shown.
    """
    rows = Standing.objects.filter(access.visible_to(actor, on=on), partnership_id=partnership_id)
    rows = rows.filter(applies_from__lte=on, applies_until__gte=on)
    rows = rows.filter(requirement_id__in=[row for one in asked for row in one.row_ids])
    if not asked:
        rows = rows.none()  # nothing is asked, and databases differ on sorting by a title that is no column
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    titles = [When(requirement_id__in=one.row_ids, then=Value(one.title)) for one in asked]
    keys = [When(requirement_id__in=one.row_ids, then=Value(one.key)) for one in asked]
    return (
        rows.select_related("person", "agency")
        .annotate(
            status=status_case(partnership_id, on, asked),
            title=Case(*titles, default=Value(""), output_field=CharField()),
            key=Case(*keys, default=Value(""), output_field=CharField()),
            falls_due_on=Case(When(valid_until__isnull=True, then=F("grace_until")), default=F("valid_until")),
        )
        .order_by("person__family_name", "person__given_name", "person_id", "pk")
    )


def status_case(partnership_id: int, on: date, asked: Sequence[Asked]) -> Case:
    """The table of statuses as an expression, exemption first."""
    covering = Exemption.objects.filter(partnership_id=partnership_id, starts_on__lte=on, ends_on__gte=on)
    keys = set(covering.order_by().values_list("requirement_key", flat=True).distinct())
    excused = [
        When(
            requirement_id__in=one.row_ids,
            person_id__in=covering.filter(requirement_key=one.key).values("person_id"),
            then=Value(Status.EXEMPT.value),
        )
        for one in asked
        if one.key in keys
    ]
    soon = Q(pk__in=())
    for one in asked:
        if one.requirement.notice:
            soon |= Q(requirement_id__in=one.row_ids, valid_until__lt=after(on, one.requirement.notice))
    return Case(
        *excused,
        When(valid_until__isnull=True, grace_until__gte=on, then=Value(Status.INDUCTION.value)),
        When(valid_until__isnull=True, then=Value(Status.NEVER.value)),
        When(valid_until__lt=on, then=Value(Status.OVERDUE.value)),
        When(soon, then=Value(Status.DUE.value)),
        default=Value(Status.MET.value),
        output_field=CharField(),
    )
