"""Reads for the pages that load lists: which agencies, which imports, what waits for a person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from goldenthread.foundation.imports import selectors as imports
from goldenthread.foundation.imports.models import Batch
from goldenthread.foundation.imports.terms import State
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.partnerships.models import Agency, Membership
from goldenthread.setting.partnerships.selectors import officers_of

from .. import access
from ..models import JobRole, Person, PossibleMatch, Post
from ..rules.changes import MOST_LEAVERS, too_many_leave
from ..terms import MatchDecision


@dataclass(frozen=True)
class AgencyToLoad:
    """An agency in one partnership for which an actor may load lists."""

    partnership_id: int
    agency_id: int
    name: str

    @property
    def key(self) -> str:
        return f"{self.partnership_id}-{self.agency_id}"


def _areas(actor: Actor, prefix: str = "") -> Q:
    """Everything of the agencies an actor runs."""
    if actor.is_clock or actor.holds(Role.ADMINISTRATOR):
        return Q()
    where = Q(**{f"{prefix}partnership_id__in": actor.partnerships_as(Role.OFFICER)})
    for partnership_id, agency_id in sorted(actor.areas_as(Role.AGENCY_LEAD)):
        where |= Q(**{f"{prefix}partnership_id": partnership_id, f"{prefix}agency_id": agency_id})
    return where


def agencies_to_load(actor: Actor, *, on: date) -> list[AgencyToLoad]:
    """The agencies whose lists the actor may load; the partnership is named where there are several."""
    members = (
        Membership.objects.filter(_areas(actor), access.not_ended(on))
        .order_by(Lower("agency__name"), "partnership__short_name")
        .values_list("partnership_id", "agency_id", "agency__name", "partnership__short_name")
    )
    found = list(members)
    several = len({partnership_id for partnership_id, *_ in found}) > 1
    return [
        AgencyToLoad(partnership_id, agency_id, f"{name} ({area})" if several else name)
        for partnership_id, agency_id, name, area in found
    ]


def imports_of(actor: Actor) -> QuerySet[Batch]:
    """Past imports of the agencies the actor runs."""
    return imports.batches(_areas(actor))


def get_import(actor: Actor, batch_id: int) -> Batch:
    """One import, if the actor runs its agency."""
    batch = imports_of(actor).filter(pk=batch_id).first()
    if batch is None:
        raise Refused(not_visible("This import"))
    return batch


def agency_names(ids: set[int]) -> dict[int, str]:
    """Names of agencies by key, for imports, which know them by key only."""
    return dict(Agency.objects.filter(pk__in=ids).values_list("pk", "name"))


def why_leavers_need_confirming(batch: Batch) -> str:
    """The warning when a full list would end many posts, or nothing."""
    leaving = batch.counts.get("leaver", 0)
    ends_on = access.not_ended(batch.as_on)
    current = Post.objects.filter(ends_on, agency_id=batch.agency_id, partnership_id=batch.partnership_id).count()
    if not batch.is_full_list or not too_many_leave(leaving, current):
        return ""
    return (
        f"{leaving} of {current} people would leave, more than {MOST_LEAVERS} in a hundred. "
        "Check that this file is the agency's full list."
    )


def possible_matches(actor: Actor) -> QuerySet[PossibleMatch]:
    """Rows of lists that may be somebody known already, for a person to decide; none of an import given up."""
    return (
        PossibleMatch.objects.filter(_areas(actor), decided=MatchDecision.OPEN, person__merged_into=None)
        .exclude(batch__state=State.ABANDONED)
        .select_related("agency", "person", "batch__file")
        .order_by("name", "pk")
    )


def decided_matches(actor: Actor) -> QuerySet[PossibleMatch]:
    """Rows of lists of which it was decided whether they are somebody known, the latest first."""
    return (
        PossibleMatch.objects.filter(_areas(actor), person__merged_into=None)
        .exclude(decided=MatchDecision.OPEN)
        .select_related("agency", "person", "batch__file")
        .order_by("-decided_at", "-pk")
    )


def get_possible_match(actor: Actor, match_id: int) -> PossibleMatch:
    """One of them, decided or not, if the actor runs its agency."""
    found = possible_matches(actor).filter(pk=match_id).first() or decided_matches(actor).filter(pk=match_id).first()
    if found is None:
        raise Refused(not_visible("This possible match"))
    return found


def titles_to_map(actor: Actor, *, on: date) -> QuerySet[Post, Any]:
    """Job titles in use that no job role is known for, by agency, with how many people hold them."""
    return (
        Post.objects.filter(_areas(actor), access.not_ended(on), job_role=None)
        .exclude(job_title="")
        .values("agency_id", "agency__name", "partnership_id", "job_title")
        .annotate(people=Count("person", distinct=True))
        .order_by("-people", "job_title")
    )


def titles_that_kept_a_role(actor: Actor, *, on: date) -> QuerySet[Post, Any]:
    """Job titles nobody has placed whose holders keep an earlier role until then, by agency and role."""
    return (
        Post.objects.filter(_areas(actor), access.not_ended(on), role_kept=True)
        .values("agency_id", "agency__name", "partnership_id", "job_title", "job_role__title")
        .annotate(people=Count("person", distinct=True))
        .order_by("-people", "job_title")
    )


def job_role_choices() -> list[tuple[str, str]]:
    """Every job role, by title."""
    return list(JobRole.objects.order_by(Lower("title")).values_list("key", "title"))


@dataclass(frozen=True)
class KnownAs:
    """What is known of the person a row may be, as far as the deciding page needs it."""

    name: str
    previous_names: tuple[str, ...]
    emails: tuple[str, ...]
    posts: tuple[str, ...]
    asks: tuple[str, ...] = ()  # where they are in another area only: its officers, or the area's own name


def _areas_of(person: Person, on: date) -> set[int]:
    """Where someone works now or will; where they last did, if nowhere."""
    posts = Post.objects.filter(person=person)
    now = set(posts.filter(access.not_ended(on)).values_list("partnership_id", flat=True))
    return now or set(posts.order_by("-ends_on").values_list("partnership_id", flat=True)[:1])


def known_of(match: PossibleMatch, *, on: date) -> KnownAs:
    """The person a row may be, with posts in the match's own agency only: the rest is not the agency's to see.

    Of someone who works in another area only, it says no more than that there is somebody, and whom to ask.
    """
    person = match.person
    areas = _areas_of(person, on)
    if areas and match.partnership_id not in areas:
        return KnownAs("", (), (), (), tuple(officers_of(sorted(areas), on)))
    posts = Post.objects.filter(person=person, agency_id=match.agency_id, partnership_id=match.partnership_id)
    return KnownAs(
        str(person),
        tuple(str(name) for name in person.previous_names.all()),
        tuple(person.addresses.values_list("email", flat=True)),
        tuple(
            f"{title}{f', staff number {number}' if number else ''}"
            for title, number in posts.order_by("-starts_on").values_list("job_title", "staff_number")
        ),
    )
