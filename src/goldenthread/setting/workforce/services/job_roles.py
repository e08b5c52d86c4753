"""Say once what a job title means, and keep the list of job roles."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.freshness import services as freshness
from goldenthread.foundation.imports import services as imports
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.cells import same_text
from goldenthread.kernel.refusal import bad_input, refuse

from .. import access
from ..models import JobRole, Post
from ..terms import STAFF_LIST


@transaction.atomic
def map_title(
    *, by: Actor, at: datetime, on: date, partnership_id: int, agency_id: int, job_title: str, job_role_key: str
) -> int:
    """An agency's job title means this job role, now and in its next lists. How many posts it settled."""
    refuse(access.can_run_agency(by, partnership_id=partnership_id, agency_id=agency_id))
    role = JobRole.objects.filter(key=job_role_key).first()
    if role is None:
        refuse(bad_input("Choose a job role from the list.", job_role="Choose a job role from the list."))
        return 0
    imports.remember_word(kind=STAFF_LIST, agency_id=agency_id, word=job_title, means=role.key)
    posts = Post.objects.filter(access.not_ended(on), partnership_id=partnership_id, agency_id=agency_id)
    # Also posts that kept an earlier role while their title was not placed.
    held = posts.exclude(job_role=role, role_kept=False).values_list("pk", "person_id", "job_title")
    meant = [(pk, person_id) for pk, person_id, title in held if same_text(title) == same_text(job_title)]
    for start in range(0, len(meant), 500):
        Post.objects.filter(pk__in=[pk for pk, _ in meant[start : start + 500]]).update(job_role=role, role_kept=False)
    freshness.mark(kind=freshness.PERSON, keys={person_id for _, person_id in meant}, at=at)
    audit.record(
        by=by,
        at=at,
        act="mapped job title",
        thing="workforce.jobrole",
        thing_id=role.pk,
        partnership_id=partnership_id,
        changes={"posts": [None, len(meant)]},
    )
    return len(meant)


@transaction.atomic
def ensure_job_roles(*, by: Actor, at: datetime, roles: Iterable[tuple[str, str, Iterable[str]]]) -> dict[str, int]:
    """Have the job roles that a framework names: (key, title, other titles). Known ones gain titles, none is lost."""
    known = {role.key: role for role in JobRole.objects.all()}
    new, changed = [], []
    for key, title, also in roles:
        role = known.get(key)
        if role is None:
            known[key] = role = JobRole(key=key, title=title, also=sorted(set(also)))
            new.append(role)
        elif missing := set(also) - set(role.also):
            role.also = sorted({*role.also, *missing})
            changed.append(role)
    JobRole.objects.bulk_create(new)
    JobRole.objects.bulk_update(changed, ["also"])
    audit.record(
        by=by,
        at=at,
        act="listed job roles",
        thing="workforce.jobrole",
        thing_id="all",
        changes={"also": [None, [role.key for role in (*new, *changed)]]},
    )
    return dict(JobRole.objects.filter(key__in=known).values_list("key", "pk"))
