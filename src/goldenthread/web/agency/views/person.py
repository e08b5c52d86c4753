"""One person: who they are, where they stand, what they learnt."""

from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.periods import FOREVER
from goldenthread.setting.workforce.selectors import finding
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.training.standing.selectors.people import of_person
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Kind, Table, tables_response

STANDING = (
    Column("title", "Requirement", order=lambda line: line.title),
    Column("agency", "In", order=lambda line: line.agency),
    Column("status", "Standing", Kind.STATUS, value=lambda line: line.status.value),
    Column("valid_until", "Holds until", Kind.DATE, order=lambda line: line.valid_until),
    Column("explanation", "Why"),
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
    context = {
        "title": str(found),
        "person": found,
        "page": page,
        "posts": posts,
        "duties": [(duty, DutyKind(duty.kind).label) for duty in page.duties],
        "first": mine[0] if mine else None,
        "on": on,
        "back": back_to(mine),
    }
    return tables_response(request, "agency/person.html", {"standing": standing}, context)


def back_to(posts: list[Any]) -> str:
    """The list of people they are on."""
    if not posts:
        return ""
    return reverse("agency:people", args=[posts[0].partnership.slug, posts[0].agency.slug])
