"""Make the whole demo: areas, frameworks, people, four years of learning, accounts."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from random import Random

from django.db import transaction

from goldenthread.foundation.audit.services import record
from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.accounts.models import Account
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import JobRole, Person
from goldenthread.training.standing.services import settle

from .agencies import MAIN, SECOND, AgencyPlan, plan_agencies
from .bulk import accounts, area, booked, charges, courses, programme, records, standing, trainers, workforce
from .database import MADE
from .frameworks import Adopted, adopt, ask_for_more, draft_successor, local_packs
from .learning import Completion, plan_completions
from .moment import Moment
from .needs import Programme, Worked
from .people import Addresses, Worker, plan_workers
from .staffing import ALL_ROLES

BLOCK = 2_000


@dataclass(frozen=True)
class Size:
    """What was made, for the command to say."""

    agencies: int
    people: int
    posts: int
    records: int


@dataclass
class Ground:
    """What people's learning is drawn from in one area."""

    adopted: Adopted
    programme: Programme
    shelf: records.Bookshelf


def build(*, people: int, pack: str, seed: int, moment: Moment, say: Callable[[str], None]) -> Size:
    """A demo of about so many people: the same seed and day make the same people."""
    draw, learning = Random(seed), Random(f"{seed} learning")  # the same people whatever the framework
    plans = plan_agencies(draw, people)
    with transaction.atomic(), without_collecting():
        say(f"{len(plans)} agencies in two partnerships")
        laid = area.lay_area(draw, plans, moment)
        grounds = {slug: lay_ground(learning, slug, pack, laid, moment) for slug in (MAIN, SECOND)}
        roles = job_roles()
        questions = {slug: ground.adopted.questions for slug, ground in grounds.items()}
        staff = workforce.Workforce(roles, questions)
        say(f"about {people:,} people with four years of learning")
        written = employ(draw, learning, plans, people, laid, grounds, staff, moment)
        workforce.second_posts(draw, plans, laid, staff, moment)
        workforce.seat_members(draw, laid, staff, moment)
        workforce.name_deputies(draw, staff, moment)
        made = accounts.open_accounts(laid, moment)
        records.name_the_verifier(made[accounts.OFFICER_OF[MAIN]].pk)
        say("the programme of courses")
        for slug, ground in grounds.items():
            owner = Person.objects.filter(account=made[accounts.OFFICER_OF[slug]]).first()
            members = [laid.agencies[plan.slug] for plan in plans if slug in plan.areas]
            courses.lay_courses(Random(f"{seed} courses {slug}"), ground.adopted.partnership, members, owner, moment)
            standing.excuse(learning, ground.adopted, made[accounts.OFFICER_OF[slug]], moment)
        full = Person.objects.filter(account=made["Trainer"]).first()
        for slug, partnership in laid.partnerships.items():
            own = full.pk if full is not None and slug == MAIN else None
            trainers.fill_college(Random(f"{seed} trainers {slug}"), partnership, own, moment)
        hold_events(seed, laid, moment)
        say("bookings, registers and certificates")
        written += book_places(seed, laid, made, written, moment)
        charges.switch_on(laid.partnerships[SECOND], moment)
        draft_successor(grounds[MAIN].adopted, COMMAND_LINE, moment)
        ask_for_more(grounds[MAIN].adopted, laid.agencies[accounts.HOSPITAL], COMMAND_LINE, moment)
        size = Size(len(plans), staff.people, staff.posts, written)
        changes = {"people": [0, size.people], "posts": [0, size.posts], "records": [0, size.records]}
        record(by=COMMAND_LINE, at=moment.at, act=MADE, thing="demonstration", thing_id=seed, changes=changes)
    return size


def hold_events(seed: int, laid: area.Area, moment: Moment) -> None:
    """Each partnership's programme, some of it held jointly with the neighbour."""
    for slug, other, a_month in ((MAIN, SECOND, 12), (SECOND, MAIN, 5)):
        ours, theirs = laid.partnerships[slug], laid.partnerships[other]
        programme.hold_events(Random(f"{seed} events {slug}"), ours, theirs, a_month, moment)


def book_places(seed: int, laid: area.Area, made: dict[str, Account], written: int, moment: Moment) -> int:
    """Each partnership's programme with those who came and will come; answers how many records that added."""
    added = 0
    for slug, partnership in laid.partnerships.items():
        here = made if slug == MAIN else {}
        most = written // (8 if slug == MAIN else 25)
        draw = Random(f"{seed} bookings {slug}")
        added += booked.fill_events(draw, partnership, made[accounts.OFFICER_OF[slug]], here, most, moment)
    return added


@contextmanager
def without_collecting() -> Iterator[None]:
    """Rows by the thousand hold no circles: looking for them would take a quarter of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def lay_ground(draw: Random, slug: str, pack: str, laid: area.Area, moment: Moment) -> Ground:
    adopted = adopt(laid.partnerships[slug], pack if slug == MAIN else second_pack(pack), moment)
    programme = Programme(adopted.frameworks, draw)
    shelf = records.shelve(draw, programme.catalogue, laid.partnerships[slug], moment)
    return Ground(adopted, programme, shelf)


def second_pack(pack: str) -> str:
    """The neighbours have another framework than ours."""
    others = [key for key in local_packs() if key.split("-")[0] != pack.split("-")[0]]
    return next((key for key in others if key.startswith("cumbria")), others[-1] if others else pack)


def job_roles() -> dict[str, JobRole]:
    """Job roles as the packs named them; those no pack names are added under the title people use."""
    JobRole.objects.bulk_create(
        [JobRole(key=key, title=title) for key, title in ALL_ROLES.items()], ignore_conflicts=True
    )
    return {role.key: role for role in JobRole.objects.all()}


def employ(
    draw: Random, learning: Random, plans: list[AgencyPlan], people: int, laid: area.Area, grounds: dict[str, Ground],
    staff: workforce.Workforce, moment: Moment,
) -> int:  # fmt: skip
    """Put everyone in, an agency and a block at a time, so that memory does not grow with the county."""
    addresses, whole, written = Addresses(), sum(plan.known for plan in plans), 0
    for plan in plans:
        workers = plan_workers(draw, plan, max(2, round(people * plan.known / whole)), moment.today, addresses)
        while block := list(islice(workers, BLOCK)):
            keys = workforce.put_in(block, plan, laid, staff, moment)
            for slug, ground in grounds.items():
                completions = [
                    (key, completion)
                    for key, worker in zip(keys, block, strict=True)
                    if worker.holdings[0].area == slug
                    for completion in learnt(learning, worker, plan, ground, moment.today)
                ]
                written += records.write_records(learning, completions, ground.shelf)
            gc.collect(0)
    return written


def learnt(draw: Random, worker: Worker, plan: AgencyPlan, ground: Ground, today: date) -> Iterator[Completion]:
    began = min(holding.starts_on for holding in worker.holdings)
    ends = [holding.ends_on for holding in worker.holdings]
    last = min(today, max((day for day in ends if day is not None), default=today)) if None not in ends else today
    if began > today:
        return iter(())
    roles = tuple(sorted({holding.job.role for holding in worker.holdings}))
    duties = tuple(sorted({duty.kind.value for duty in worker.duties if duty.ends_on is None}))
    yes = frozenset(ground.adopted.questions) if worker.advises else frozenset()
    needs = ground.programme.for_one(Worked(plan.kind.value, roles, duties, yes), draw)
    return plan_completions(draw, needs, plan, worker.diligence, began, last, today)


def settle_everyone(moment: Moment) -> int:
    """Work out where everyone stands, a partnership at a time; answers how many standings were written."""
    return sum(
        settle(by=COMMAND_LINE, at=moment.at, partnership_id=key, on=moment.today).inserted
        for key in Partnership.objects.order_by("pk").values_list("pk", flat=True)
    )
