"""Put a post right by hand: what a list got wrong, or never said."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.foundation.freshness.services import PERSON, mark
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.setting.partnerships.models import Setting, Team

from .. import access
from ..models import JobRole, Person, Post
from ..selectors.posts import groups_for
from ..terms import ApprovedBy

FIELDS = (
    "job_title",
    "job_role_id",
    "group_key",
    "setting_id",
    "team_id",
    "staff_number",
    "is_volunteer",
    "approved_by",
    "manager_id",
    "approver_role",
    "starts_on",
)


def _why_not(post: Post, on: date) -> Refusal | None:
    """What the fields and constraints of a post cannot say by themselves."""
    for place, noun in ((post.setting, "setting"), (post.team, "team")):
        if place is not None and place.agency_id != post.agency_id:
            return bad_input(
                f"That {noun} is another agency's.", **{noun: f"Choose a {noun} of {post.agency}, or none."}
            )
    if post.group_key and post.group_key not in dict(groups_for(post, on=on)):
        words = "Choose a target group of a framework that is in force, or none."
        return bad_input(words, group_key=words)
    if post.approved_by == ApprovedBy.MANAGER and post.manager_id is None:
        words = "Say who their manager is, or choose another answer to who approves."
        return bad_input(words, manager=words)
    if post.manager_id == post.person_id:
        words = "Nobody approves for themselves. Name somebody else."
        return bad_input(words, manager=words)
    if post.approved_by == ApprovedBy.ROLE and not post.approver_role:
        words = "Name the role that approves, such as the supervising social worker."
        return bad_input(words, approver_role=words)
    return None


@transaction.atomic
def correct_post(
    *,
    by: Actor,
    at: datetime,
    on: date,
    post: Post,
    job_title: str,
    job_role: JobRole | None,
    group_key: str,
    setting: Setting | None,
    team: Team | None,
    staff_number: str,
    is_volunteer: bool,
    approved_by: ApprovedBy,
    manager: Person | None,
    approver_role: str,
    starts_on: date,
) -> Post:
    """Say of a post what is so. It is put right from its first day: somebody who moves closes it and opens another.

    Only one answer to who approves is kept: a manager, a role, or that none is declared (B37).
    """
    refuse(access.can_run_agency(by, partnership_id=post.partnership_id, agency_id=post.agency_id))
    before = {name: getattr(post, name) for name in FIELDS}
    post.job_title, post.staff_number = job_title.strip(), staff_number.strip()
    post.job_role, post.group_key, post.setting, post.team = job_role, group_key, setting, team
    post.is_volunteer, post.starts_on, post.approved_by = is_volunteer, starts_on, approved_by
    post.manager = manager if approved_by == ApprovedBy.MANAGER else None
    post.approver_role = approver_role.strip() if approved_by == ApprovedBy.ROLE else ""
    changes = {name: [_plain(was), _plain(getattr(post, name))] for name, was in before.items()}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    if not changes:
        return post
    if {"job_title", "job_role_id"} & changes.keys():
        post.role_kept = False  # a person has said which role it is
    refuse(_why_not(post, on))
    keep(post)
    audit.record(
        by=by,
        at=at,
        act="correct",
        thing="post",
        thing_id=post.pk,
        partnership_id=post.partnership_id,
        changes=changes,
    )
    mark(kind=PERSON, keys=[post.person_id], at=at)
    return post


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
