"""What would move, before it does."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.frameworks import selectors as frameworks
from goldenthread.setting.partnerships import access
from goldenthread.setting.partnerships.models import Agency, Partnership, RoleGranted
from goldenthread.setting.partnerships.selectors import role_in_words
from goldenthread.setting.workforce.access import not_ended
from goldenthread.setting.workforce.models import DutyHeld, Person, Post, Seat
from goldenthread.setting.workforce.selectors.held import held_by
from goldenthread.setting.workforce.terms import Held

from ..models import Handover


def roles_to_hand_over(actor: Actor, person: Person, on: date) -> list[RoleGranted]:
    """The roles of a person's account that the actor may give to somebody else."""
    if person.account_id is None:
        return []
    held = RoleGranted.objects.filter(not_ended(on), account_id=person.account_id).select_related(
        "partnership", "agency"
    )
    return [one for one in held.order_by("pk") if access.can_grant(actor, Role(one.role), one.partnership) is None]


@dataclass(frozen=True)
class Part:
    """One kind of what a person holds: how many, and each in words."""

    kind: Held
    lines: list[str]

    @property
    def title(self) -> str:
        return str(self.kind.label)


def holdings(actor: Actor, person: Person, on: date) -> list[Part]:
    """Everything that would go over, in words."""
    held = held_by(actor, person, on)
    return [
        Part(Held.TEAM, [f"{post.person}, {post.job_title}, {post.agency}" for post in held[Held.TEAM]]),
        Part(Held.DUTIES, [f"{one.get_kind_display()}, {one.agency or one.partnership}" for one in held[Held.DUTIES]]),
        Part(Held.SEATS, [f"{one.subgroup}{', chair' if one.is_chair else ''}" for one in held[Held.SEATS]]),
        Part(
            Held.DEPUTIES,
            [
                f"{one.deputy} for {one.person}, {one.starts_on:%-d %B %Y} to {one.ends_on:%-d %B %Y}"
                for one in held[Held.DEPUTIES]
            ],
        ),
        Part(Held.ROLES, [role_in_words(one) for one in roles_to_hand_over(actor, person, on)]),
    ]


def handovers(actor: Actor) -> QuerySet[Handover]:
    """Handovers that the actor made; all for an administrator; the latest first."""
    mine = Q() if actor.holds(Role.ADMINISTRATOR) else Q(done_by_account_id=actor.account_id)
    return Handover.objects.filter(mine).select_related("person", "to").order_by("-done_at", "-pk")


def get_handover(actor: Actor, handover_id: int) -> Handover:
    """One handover that the actor may read."""
    found = handovers(actor).filter(pk=handover_id).first()
    if found is None:
        raise Refused(not_visible("That handover"))
    return found


def counts_of(handover: Handover) -> list[tuple[str, int]]:
    """How much of each kind moved."""
    kinds = [line["kind"] for line in handover.moved]
    return [(str(kind.label), kinds.count(kind.value)) for kind in Held if kind.value in kinds]


def frameworks_now(partnership: Partnership, on: date) -> list[str]:
    """The texts of the frameworks in force in a partnership on a day."""
    return [version.text for version in frameworks.in_force(partnership.pk, on)]


@dataclass(frozen=True)
class Move:
    """What goes over with an agency."""

    posts: int
    duties: int
    seats: int
    settings: int
    teams: int

    def in_words(self) -> str:
        """Such as "4 posts, 1 duty, 0 seats, 0 settings and 1 team"."""
        counted = ((self.posts, "post"), (self.duties, "duty"), (self.seats, "seat"), (self.settings, "setting"))
        said = [
            f"{number} {word if number == 1 else plural(word)}" for number, word in (*counted, (self.teams, "team"))
        ]
        return f"{', '.join(said[:-1])} and {said[-1]}"


def plural(word: str) -> str:
    return f"{word.removesuffix('y')}ies" if word.endswith("y") else f"{word}s"


def move_of(agency: Agency, on: date) -> Move:
    """How much would go over if an agency merged on a day."""
    return Move(
        posts=Post.objects.filter(not_ended(on), agency=agency).count(),
        duties=DutyHeld.objects.filter(not_ended(on), agency=agency).count(),
        seats=Seat.objects.filter(not_ended(on), agency=agency).count(),
        settings=agency.settings.count(),
        teams=agency.teams.count(),
    )
