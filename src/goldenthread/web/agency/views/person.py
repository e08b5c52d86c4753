"""One person: who they are, where they stand, what they learnt."""

from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.periods import FOREVER
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.selectors import finding
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.training.records import selectors
from goldenthread.training.standing.selectors.asked import asked_on
from goldenthread.training.standing.selectors.exempted import of_one
from goldenthread.training.standing.selectors.people import of_person
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Kind, Table, tables_response

from .records import COLUMNS

STANDING = (
    Column("title", "Requirement", order=lambda line: line.title),
    Column("agency", "In", order=lambda line: line.agency),
    Column("status", "Standing", Kind.STATUS, value=lambda line: line.status.value),
    Column("valid_until", "Holds until", Kind.DATE, order=lambda line: line.valid_until),
    Column("explanation", "Why", value=lambda line: line.explanation[:1].upper() + line.explanation[1:]),
    Column("source", "Source", on_screen=False),
    Column("next_step", "Next", order=lambda line: line.due_on or FOREVER),
)


def runs(actor: Actor, post: Any) -> bool:
    """Whether the reader keeps this post: the agency's lead or the partnership's officer."""
    area = (post.partnership_id, post.agency_id)
    return area in actor.areas_as(Role.AGENCY_LEAD) or post.partnership_id in actor.partnerships_as(Role.OFFICER)


@require_safe
def person(request: ActorRequest, person_id: int) -> HttpResponseBase:
    """Everything about one person that the reader may see, in the posts that they may see."""
    on = clock.today()
    found = finding.get_person(request.actor, person_id, on=on)
    page = finding.person_page(request.actor, found, on=on)
    posts = [(post, runs(request.actor, post), post.ends_on is not None and post.ends_on < on) for post in page.posts]
    mine = [post for post, keeps, _ in posts if keeps]
    standing = Table(
        key="standing",
        caption="Where they stand",
        columns=STANDING,
        rows=of_person(request.actor, found.pk, on),
        tie_break=(),
        empty="Nothing is asked of them. Check that their post has a job role, and that a framework is in force.",
        name=f"standing of {found}",
    )
    learnt = Table(
        key="records",
        caption="What they have learnt",
        columns=COLUMNS,
        rows=selectors.of_person(request.actor, found.pk, on),
        empty="No training is recorded for them yet.",
        name=f"training records of {found}",
    )
    context = {
        "title": page.name,
        "may_edit": access.can_edit(request.actor, found, on=on) is None,
        "person": found,
        "page": page,
        "posts": posts,
        "duties": [(duty, DutyKind(duty.kind).label) for duty in page.duties],
        "excuses": excuses_of(request.actor, found.pk, {post.partnership_id for post in mine}, on),
        "may_excuse": bool(mine) and mine[0].partnership_id in request.actor.partnerships_as(Role.OFFICER),
        "first": mine[0] if mine else None,
        "on": on,
        "back": back_to(mine),
    }
    return tables_response(request, "agency/person.html", {"standing": standing, "records": learnt}, context)


def excuses_of(actor: Actor, person_id: int, partnerships: set[int], on: date) -> list[tuple[Any, str, bool]]:
    """What they are or were excused from, with the requirement's title and whether it still holds."""
    titles = {one.key: one.title for area in sorted(partnerships) for one in asked_on(area, on)}
    officer = actor.partnerships_as(Role.OFFICER)
    return [
        (one, titles.get(one.requirement_key, one.requirement_key), one.ends_on >= on and one.partnership_id in officer)
        for one in of_one(frozenset(partnerships), person_id)
    ]


def back_to(posts: list[Any]) -> str:
    """The list of people they are on."""
    if not posts:
        return ""
    return reverse("agency:people", args=[posts[0].partnership.slug, posts[0].agency.slug])
