"""Finding people: by any name they ever had, their addresses and numbers, in the posts an actor may see."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.partnerships.models import Setting, Team

from .. import access
from ..models import Address, DutyHeld, JobRole, Person, Post, PreviousName


def posts_in(actor: Actor, *, on: date, partnership_id: int, agency_id: int | None = None) -> QuerySet[Post]:
    """Posts of a partnership's area, or of one agency in it, as far as the actor may see them: past and coming too."""
    rows = Post.objects.filter(access.posts_visible_to(actor, on=on), partnership_id=partnership_id)
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    # Few posts are in a setting or a team: those are fetched for the page's rows, not joined to every post.
    return rows.select_related("person", "agency", "job_role").prefetch_related("setting", "team")


BY_NAME = ("person__family_name", "person__given_name", "person_id")
"""The order of lists of posts: who holds them, so that they can be found from the people's own order."""


def foremost(rows: QuerySet[Post], count: int) -> QuerySet[Post]:
    """Those posts among which the first so many by name are, found without sorting all of them."""
    holds = Exists(rows.order_by().filter(person_id=OuterRef("pk")))
    people = Person.objects.filter(holds).order_by("family_name", "given_name", "pk")[:count]
    return rows.filter(person_id__in=people.values("pk"))


def held_on(rows: QuerySet[Post], on: date) -> QuerySet[Post]:
    """Those posts that are held on a day."""
    return rows.filter(access.current(on))


def named(rows: QuerySet[Post], term: str) -> QuerySet[Post]:
    """Posts whose holder goes by these words: a name, a former name, an address, a staff or professional number."""
    for word in term.split()[:6]:
        former = PreviousName.objects.filter(
            Q(given_name__icontains=word) | Q(family_name__icontains=word), person_id=OuterRef("person_id")
        )
        address = Address.objects.filter(email__icontains=word, person_id=OuterRef("person_id"))
        rows = rows.filter(
            Q(person__given_name__icontains=word)
            | Q(person__family_name__icontains=word)
            | Q(person__preferred_name__icontains=word)
            | Q(person__professional_number__iexact=word)
            | Q(staff_number__iexact=word)
            | Exists(former)
            | Exists(address)
        )
    return rows


def get_person(actor: Actor, person_id: int, *, on: date) -> Person:
    """One person the actor may see; someone merged into another is found as that other."""
    found = Person.objects.filter(pk=person_id).first()
    if found is not None and found.merged_into_id is not None:
        found = Person.objects.filter(pk=found.merged_into_id).first()
    if found is None or access.can_see(actor, found, on=on) is not None:
        raise Refused(not_visible("This person"))
    return found


@dataclass(frozen=True)
class PersonPage:
    """What a person's page says of them beside their learning.

    Of someone who has left the reader's area it says what was so on their last day there.
    """

    person: Person
    name: str
    last_day: date | None  # since when they have left; None while they work where the reader may see it
    posts: list[Post]
    duties: list[DutyHeld]
    previous_names: list[PreviousName]
    addresses: list[Address]


def person_page(actor: Actor, person: Person, *, on: date) -> PersonPage:
    """A person's names, addresses, posts and duties, as far as the actor may see them."""
    posts = Post.objects.filter(access.posts_visible_to(actor, on=on), person=person)
    shown = list(posts.select_related("agency", "partnership", "setting", "team", "job_role", "manager"))
    areas = {post.partnership_id for post in shown}
    last_day = access.left_on(actor, person, on=on)
    names = list(person.previous_names.order_by("-until", "pk"))
    then = [name for name in names if last_day is not None and (name.until is None or name.until > last_day)]
    duties = DutyHeld.objects.filter(person=person, partnership_id__in=areas).select_related("agency", "setting")
    return PersonPage(
        person=person,
        name=str(then[-1] if then else person),
        last_day=last_day,
        posts=sorted(shown, key=lambda post: (post.ends_on is not None, -post.starts_on.toordinal(), post.pk)),
        duties=list(duties.order_by("ends_on", "-starts_on", "pk")),
        previous_names=[name for name in names if name not in then],
        addresses=[] if last_day else list(person.addresses.order_by("-is_preferred", "pk")),
    )


def places_of(agency_id: int) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The settings and teams in which an agency has posts, to narrow a list by."""
    posts = Post.objects.filter(agency_id=agency_id)
    settings = posts.filter(setting__isnull=False).order_by("setting__name")
    teams = posts.filter(team__isnull=False).order_by("team__name")
    return (
        list(settings.values_list("setting_id", "setting__name").distinct()),
        list(teams.values_list("team_id", "team__name").distinct()),
    )


def duties_in(
    actor: Actor, *, on: date, partnership_id: int, agency_id: int | None = None, kinds: tuple[str, ...] = ()
) -> QuerySet[DutyHeld]:
    """Duties held or to come in a partnership or one of its agencies, of people the actor may see."""
    rows = DutyHeld.objects.filter(access.not_ended(on), partnership_id=partnership_id)
    rows = rows.filter(access.visible_to(actor, "person__", on=on))
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    addresses = Prefetch("person__addresses", Address.objects.order_by("-is_preferred", "pk"))
    return rows.select_related("person", "agency", "setting").prefetch_related(addresses).order_by("agency__name", "pk")


def choices_for_post(agency_id: int) -> tuple[list[JobRole], list[Setting], list[Team]]:
    """What a new post in an agency may name: job roles known, and the agency's own settings and teams."""
    settings = Setting.objects.filter(agency_id=agency_id, ends_on__isnull=True).order_by("name")
    teams = Team.objects.filter(agency_id=agency_id).order_by("name")
    return list(JobRole.objects.order_by("title")), list(settings), list(teams)


def get_post(actor: Actor, post_id: int, *, on: date) -> Post:
    """One post the actor may see."""
    seen = Post.objects.filter(access.posts_visible_to(actor, on=on), pk=post_id)
    found = seen.select_related("person", "agency", "partnership").first()
    if found is None:
        raise Refused(not_visible("This post"))
    return found


def get_duty(actor: Actor, duty_id: int, *, on: date) -> DutyHeld:
    """One duty of a person the actor may see."""
    seen = DutyHeld.objects.filter(access.visible_to(actor, "person__", on=on), pk=duty_id)
    found = seen.select_related("person", "agency", "partnership").first()
    if found is None:
        raise Refused(not_visible("This duty"))
    return found


def held_duties(rows: QuerySet[DutyHeld], on: date) -> QuerySet[DutyHeld]:
    """Those duties that are held on a day."""
    return rows.filter(access.current(on))


def roles_in(agency_id: int) -> list[tuple[int, str]]:
    """The job roles that posts of an agency have, to narrow a list by."""
    posts = Post.objects.filter(agency_id=agency_id, job_role__isnull=False).order_by("job_role__title")
    return list(posts.values_list("job_role_id", "job_role__title").distinct())
