"""The demo as it looks on the first day, and with the longest names: to see whether the pages bear both."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import TypeVar

from django.db import transaction

from goldenthread.foundation.audit.services import record
from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.kernel.periods import add_months
from goldenthread.setting.accounts.models import Account
from goldenthread.setting.partnerships.models import Agency, Partnership, ReportGroup, Setting, Subgroup, Team
from goldenthread.setting.workforce.models import DutyHeld, JobRole, Person, Post
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.training.catalogue.models import Course

from .agencies import MAIN, SECOND, plan_agencies
from .build import build, job_roles, lay_ground
from .bulk.accounts import OFFICER_OF, PLAYERS, SERVICES, Player, grant
from .bulk.area import Area, lay_area
from .database import MADE
from .moment import Moment
from .names import draw_name

FEW = 250
DUTIES = {"Board member": DutyKind.BOARD_MEMBER, "Trainer": DutyKind.TRAINER}
UNBROKEN = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
GIVEN = "Wilhelmina Oluwafunmilayo Anne-Marie"
FAMILY = "Featherstonehaugh-Cholmondeley-Ramachandransubramanian"
JOB = "Multi-agency safeguarding and early help practice development coordinator (maternity cover, term time only)"
COURSE = "Working together across agencies to recognise and respond to neglect, exploitation and abuse"


def build_empty(*, pack: str, seed: int, moment: Moment) -> None:
    """The first day: agencies, frameworks in force and those who hold a role, but no list and no learning yet."""
    draw = Random(seed)
    with transaction.atomic():
        laid = lay_area(draw, plan_agencies(draw, FEW), moment)
        for slug in (MAIN, SECOND):
            lay_ground(draw, slug, pack, laid, moment)
        roles = job_roles()
        for number, player in enumerate(PLAYERS, start=1):
            account = open_account(draw, player, number)
            if not player.name:
                employ(account, player, laid, roles["social-worker"], moment)
            grant(account, player, laid, moment)
        record(by=COMMAND_LINE, at=moment.at, act=MADE, thing="demonstration", thing_id=seed)


def open_account(draw: Random, player: Player, number: int) -> Account:
    drawn = draw_name(draw)
    account = Account(email=f"{number}@demo.example", name=player.name or f"{drawn.given} {drawn.family}")
    account.demo_role = player.role[:40]
    account.set_unusable_password()
    account.save()
    return account


def employ(account: Account, player: Player, laid: Area, role: JobRole, moment: Moment) -> None:
    """One post for one who holds a role; nobody else works there yet."""
    given, _, family = account.name.partition(" ")
    person = Person.objects.create(given_name=given, family_name=family, account=account)
    slug = SECOND if player.role == OFFICER_OF[SECOND] else MAIN
    agency = next((key for _, _, key in player.granted if key), SERVICES)
    Post.objects.create(
        person=person,
        partnership=laid.partnerships[slug],
        agency=laid.agencies["osterdale-partnership-team" if slug == SECOND else agency],
        job_role=role,
        job_title=role.title,
        starts_on=moment.today - timedelta(days=40),
    )
    kind = DUTIES.get(player.role)
    if kind is not None:
        since = add_months(moment.today, -12)
        DutyHeld.objects.create(person=person, partnership=laid.partnerships[slug], kind=kind, starts_on=since)


def build_long_names(*, pack: str, seed: int, moment: Moment) -> None:
    """A small demo in which every third name is long, and one in nine cannot be broken."""
    build(people=FEW, pack=pack, seed=seed, moment=moment, say=lambda _: None)
    with transaction.atomic():
        lengthen_people()
        for partnership in Partnership.objects.all():
            partnership.name = f"{partnership.name}, the Combined Boroughs, Dales and Coast and {UNBROKEN}"[:200]
            partnership.area = f"{partnership.area}, the Combined Boroughs, Dales and Coast and {UNBROKEN}"[:200]
            partnership.short_name = f"{partnership.short_name} for the Dales and Coast"[:40]
            partnership.save()
        lengthen(Agency, "name", 200, lambda name: f"{name} (formerly the Joint Commissioning and Provider Alliance)")
        lengthen(Team, "name", 200, lambda name: f"{name}, integrated locality and out-of-hours response")
        lengthen(Setting, "name", 200, lambda name: f"{name}, community campus and family centre")
        lengthen(ReportGroup, "name", 100, lambda name: f"{name} and everyone commissioned by or with them")
        lengthen(Subgroup, "name", 150, lambda name: f"{name}, quality, performance and continuous improvement")
        lengthen(Course, "title", 250, lambda title: f"{title}. {COURSE}")
        lengthen(Post, "job_title", 200, lambda title: f"{title}. {JOB}")


def lengthen_people() -> None:
    people = list(Person.objects.order_by("pk"))
    for position, person in enumerate(people):
        if position % 3 == 0:
            person.given_name, person.family_name = GIVEN, FAMILY
        if position % 9 == 0:
            person.family_name = UNBROKEN
    Person.objects.bulk_update(people, ["given_name", "family_name"], batch_size=500)
    accounts = list(Account.objects.select_related("person").order_by("pk"))
    for account in accounts:
        account.name = f"{GIVEN} {FAMILY}"
    Account.objects.bulk_update(accounts, ["name"])


Named = TypeVar("Named", Agency, Team, Setting, ReportGroup, Subgroup, Course, Post)


def lengthen(kind: type[Named], named: str, most: int, longer: Callable[[str], str]) -> None:
    """Every third one gets the longer name, and every ninth a word that cannot be broken besides."""
    rows = list(kind._default_manager.order_by("pk"))
    for position, row in enumerate(rows):
        if position % 3 == 0:
            unbroken = f" {UNBROKEN}" if position % 9 == 0 else ""
            setattr(row, named, f"{longer(str(getattr(row, named)))}{unbroken}"[:most])
    kind._default_manager.bulk_update(rows, [named], batch_size=500)
