"""One account for each role, each with somebody in the workforce behind it where a role has one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from goldenthread.kernel.actor import Role
from goldenthread.setting.accounts.models import Account
from goldenthread.setting.partnerships.models import RoleGranted
from goldenthread.setting.workforce.models import Person, Post, Seat
from goldenthread.setting.workforce.terms import DutyKind

from ..agencies import MAIN, SECOND
from ..moment import Moment
from .area import Area

HOSPITAL, SCHOOL, SERVICES = "wexmere-hospitals", "pellmoor-primary", "wexmere-childrens-services"

OFFICER_OF = {MAIN: "Officer, Wexmere and Aldersby", SECOND: "Officer, Osterdale"}


@dataclass(frozen=True)
class Player:
    """Somebody to sign in as: what they are called on the demo's page, and what they are granted."""

    role: str
    granted: tuple[tuple[Role, str, str], ...] = ()  # role, partnership, agency
    who: Callable[[QuerySet[Post]], QuerySet[Post]] | None = None
    name: str = ""


def in_agency(slug: str, **more: object) -> Callable[[QuerySet[Post]], QuerySet[Post]]:
    return lambda posts: posts.filter(agency__slug=slug, **more).order_by("pk")


def manager_in(slug: str) -> Callable[[QuerySet[Post]], QuerySet[Post]]:
    """Whoever leads a team of ordinary size there."""
    return lambda posts: (
        posts.filter(agency__slug=slug)
        .annotate(team_size=Count("person__manages", filter=Q(person__manages__ends_on=None)))
        .filter(team_size__gte=3)
        .order_by("-team_size", "pk")[2:]
    )


def duty_in(kind: DutyKind, **more: object) -> Callable[[QuerySet[Post]], QuerySet[Post]]:
    return lambda posts: posts.filter(person__duties__kind=kind, person__duties__ends_on=None, **more).order_by("pk")


def longest_record(slug: str, role: str) -> Callable[[QuerySet[Post]], QuerySet[Post]]:
    """Someone with a record worth looking at: many courses, in two posts where there is one."""
    return lambda posts: (
        posts.filter(agency__slug=slug, job_role__key=role)
        .annotate(learnt=Count("person__records", distinct=True))
        .order_by("-learnt", "pk")[3:]
    )


PLAYERS: tuple[Player, ...] = (
    Player("Administrator", ((Role.ADMINISTRATOR, "", ""),), name="Morgan Ashdale"),
    Player(OFFICER_OF[MAIN], ((Role.OFFICER, MAIN, ""),), in_agency("partnership-team")),
    Player(OFFICER_OF[SECOND], ((Role.OFFICER, SECOND, ""),), in_agency("osterdale-partnership-team")),
    Player("Agency lead, hospital trust", ((Role.AGENCY_LEAD, MAIN, HOSPITAL),), manager_in(HOSPITAL)),
    Player(
        "Designated safeguarding lead, school",
        ((Role.AGENCY_LEAD, MAIN, SCHOOL),),
        duty_in(DutyKind.DESIGNATED_LEAD, agency__slug=SCHOOL),
    ),
    Player("Manager, children's services", (), manager_in(SERVICES)),
    Player("Practitioner, children's services", (), longest_record(SERVICES, "social-worker")),
    Player("Board member", ((Role.BOARD, MAIN, ""),), duty_in(DutyKind.BOARD_MEMBER, partnership__slug=MAIN)),
    Player("Subgroup chair", ((Role.CHAIR, MAIN, ""),)),
    Player("Trainer", ((Role.TRAINER, MAIN, ""),), duty_in(DutyKind.TRAINER, partnership__slug=MAIN)),
    Player("New account, in no agency yet", name="Robin Farrow"),
)


def open_accounts(area: Area, moment: Moment) -> dict[str, Account]:
    """Make the accounts; answers them by what they are called on the demo's page."""
    taken: set[int] = set()
    made: dict[str, Account] = {}
    for player in PLAYERS:
        person = find_person(player, area, moment, taken)
        name = player.name or (str(person) if person is not None else "")
        if not name:
            continue
        account = Account(email=f"{len(made) + 1}.{name.lower().split()[0]}@demo.example", name=name)
        account.email = "".join(letter for letter in account.email if letter.isascii()).lower()
        account.demo_role = player.role[:40]
        account.set_unusable_password()
        account.save()
        made[player.role] = account
        if person is not None:
            taken.add(person.pk)
            Person.objects.filter(pk=person.pk).update(account=account)
        grant(account, player, area, moment)
    return made


def find_person(player: Player, area: Area, moment: Moment, taken: set[int]) -> Person | None:
    if player.role == "Subgroup chair":
        subgroup = area.subgroups[(MAIN, "learning-and-development")]
        seats = Seat.objects.filter(subgroup=subgroup, ends_on=None).exclude(person_id__in=taken)
        seat = seats.order_by("-is_chair", "pk").first()
        return seat.person if seat is not None else None
    if player.who is None:
        return None
    current = Post.objects.filter(ends_on=None, starts_on__lte=moment.today).exclude(person_id__in=taken)
    post = next(iter(player.who(current)[:1]), None)
    if post is None:
        slugs = [agency for _, _, agency in player.granted if agency]
        fallback = current.filter(agency__slug__in=slugs) if slugs else current.filter(partnership__slug=MAIN)
        post = fallback.order_by("pk").first()
    return post.person if post is not None else None


def grant(account: Account, player: Player, area: Area, moment: Moment) -> None:
    for role, partnership, agency in player.granted:
        RoleGranted.objects.create(
            account=account,
            role=role.value,
            partnership=area.partnerships.get(partnership),
            agency=area.agencies.get(agency),
            starts_on=date(moment.today.year - 2, 4, 1),
            granted_at=moment.at,
        )
