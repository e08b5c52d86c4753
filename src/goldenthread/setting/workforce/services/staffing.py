"""Staffing by hand: add someone, open and close their posts, give and end their duties, keep their names."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.foundation.freshness.services import PERSON, mark
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.setting.partnerships.models import Agency, Partnership, Setting, Team

from .. import access
from ..models import Address, DutyHeld, JobRole, Person, Post, PreviousName
from ..terms import ApprovedBy, DutyKind


def _note(by: Actor, at: datetime, act: str, thing: str, row: Post | DutyHeld | Person, **changes: object) -> None:
    """The trail of one act, and the standing of whom it is about made stale."""
    person_id = row.pk if isinstance(row, Person) else row.person_id
    partnership_id = None if isinstance(row, Person) else row.partnership_id
    audit.record(
        by=by, at=at, act=act, thing=thing, thing_id=row.pk, partnership_id=partnership_id, changes=dict(changes)
    )
    mark(kind=PERSON, keys=[person_id], at=at)


def _refuse_strange_place(agency: Agency, setting: Setting | None, team: Team | None) -> None:
    if setting is not None and setting.agency_id != agency.pk:
        refuse(bad_input("That setting is another agency's.", setting=f"Choose a setting of {agency}."))
    if team is not None and team.agency_id != agency.pk:
        refuse(bad_input("That team is another agency's.", team=f"Choose a team of {agency}."))


@transaction.atomic
def add_person(
    *,
    by: Actor,
    at: datetime,
    partnership: Partnership,
    agency: Agency,
    given_name: str,
    family_name: str,
    job_title: str,
    starts_on: date,
    email: str = "",
    preferred_name: str = "",
    job_role: JobRole | None = None,
    setting: Setting | None = None,
    team: Team | None = None,
    staff_number: str = "",
    is_volunteer: bool = False,
) -> Person:
    """Someone new, with their first post. An address that is known belongs to somebody: they are not made twice."""
    refuse(access.can_run_agency(by, partnership_id=partnership.pk, agency_id=agency.pk))
    if email.strip() and Address.objects.filter(email__iexact=email.strip()).exists():
        words = "Somebody with that address is known already. Search for them and open a post for them instead."
        refuse(bad_input(words, email=words))
    person = Person(
        given_name=given_name.strip(), family_name=family_name.strip(), preferred_name=preferred_name.strip()
    )
    keep(person)
    if email.strip():
        keep(Address(person=person, email=email.strip().lower(), is_preferred=True))
    _note(by, at, "add", "person", person, given_name=None, family_name=None)
    open_post(
        by=by,
        at=at,
        partnership=partnership,
        agency=agency,
        person=person,
        job_title=job_title,
        starts_on=starts_on,
        job_role=job_role,
        setting=setting,
        team=team,
        staff_number=staff_number,
        is_volunteer=is_volunteer,
    )
    return person


@transaction.atomic
def open_post(
    *,
    by: Actor,
    at: datetime,
    partnership: Partnership,
    agency: Agency,
    person: Person,
    job_title: str,
    starts_on: date,
    job_role: JobRole | None = None,
    setting: Setting | None = None,
    team: Team | None = None,
    staff_number: str = "",
    is_volunteer: bool = False,
) -> Post:
    """Someone begins a post in an agency. Several at once are usual: what each asks is asked together."""
    refuse(access.can_run_agency(by, partnership_id=partnership.pk, agency_id=agency.pk))
    _refuse_strange_place(agency, setting, team)
    if person.merged_into_id is not None:
        refuse(Refusal("This person is one with another in the list. Open the post for that one."))
    post = Post(
        person=person,
        partnership=partnership,
        agency=agency,
        setting=setting,
        team=team,
        job_role=job_role,
        job_title=job_title.strip(),
        staff_number=staff_number.strip(),
        is_volunteer=is_volunteer,
        approved_by=ApprovedBy.NONE_DECLARED,
        starts_on=starts_on,
    )
    keep(post)
    _note(by, at, "open", "post", post, job_title=[None, post.job_title], starts_on=[None, starts_on.isoformat()])
    return post


@transaction.atomic
def close_post(*, by: Actor, at: datetime, post: Post, last_day: date) -> Post:
    """Someone's last day in a post. The post, and what was learnt, stay in the history."""
    refuse(access.can_run_agency(by, partnership_id=post.partnership_id, agency_id=post.agency_id))
    if post.ends_on is not None and post.ends_on < at.date():
        refuse(Refusal(f"This post ended on {post.ends_on:%-d %B %Y} already."))
    before = post.ends_on.isoformat() if post.ends_on else None
    if last_day < post.starts_on:
        refuse(bad_input("A post cannot end before it starts.", last_day="Choose a day on or after the first."))
    post.ends_on = last_day
    keep(post)
    _note(by, at, "close", "post", post, ends_on=[before, last_day.isoformat()])
    return post


@transaction.atomic
def keep_post_open(*, by: Actor, at: datetime, post: Post) -> Post:
    """A post was closed by mistake: it goes on."""
    refuse(access.can_run_agency(by, partnership_id=post.partnership_id, agency_id=post.agency_id))
    refuse(Refusal("This post is open already.") if post.ends_on is None else None)
    before, post.ends_on = str(post.ends_on), None
    keep(post)
    _note(by, at, "keep open", "post", post, ends_on=[before, None])
    return post


@transaction.atomic
def give_duty(
    *,
    by: Actor,
    at: datetime,
    partnership: Partnership,
    agency: Agency,
    person: Person,
    kind: DutyKind,
    starts_on: date,
    setting: Setting | None = None,
) -> DutyHeld:
    """Someone takes a duty on, such as designated lead of a school (B10)."""
    refuse(access.can_run_agency(by, partnership_id=partnership.pk, agency_id=agency.pk))
    _refuse_strange_place(agency, setting, None)
    held = DutyHeld.objects.filter(person=person, partnership=partnership, agency=agency, setting=setting, kind=kind)
    if held.filter(access.not_ended(starts_on)).exists():
        refuse(Refusal("They hold that duty there already."))
    duty = DutyHeld(
        person=person, partnership=partnership, agency=agency, setting=setting, kind=kind, starts_on=starts_on
    )
    keep(duty)
    _note(by, at, "give", "duty", duty, kind=[None, str(kind)], starts_on=[None, starts_on.isoformat()])
    return duty


@transaction.atomic
def end_duty(*, by: Actor, at: datetime, duty: DutyHeld, last_day: date) -> DutyHeld:
    """Someone's last day in a duty."""
    refuse(access.can_run_agency(by, partnership_id=duty.partnership_id, agency_id=duty.agency_id or 0))
    if last_day < duty.starts_on:
        refuse(bad_input("A duty cannot end before it starts.", last_day="Choose a day on or after the first."))
    before = duty.ends_on.isoformat() if duty.ends_on else None
    duty.ends_on = last_day
    keep(duty)
    _note(by, at, "end", "duty", duty, ends_on=[before, last_day.isoformat()])
    return duty


@transaction.atomic
def change_name(
    *, by: Actor, at: datetime, on: date, person: Person, given_name: str, family_name: str, preferred_name: str = ""
) -> Person:
    """Someone goes by another name from a day. The former one still finds them."""
    refuse(access.can_edit(by, person, on=on))
    given_name, family_name = given_name.strip(), family_name.strip()
    if (given_name, family_name) != (person.given_name, person.family_name):
        keep(PreviousName(person=person, given_name=person.given_name, family_name=person.family_name, until=on))
    person.given_name, person.family_name = given_name, family_name
    person.preferred_name = preferred_name.strip()
    keep(person)
    _note(by, at, "rename", "person", person, given_name=None, family_name=None)
    return person
