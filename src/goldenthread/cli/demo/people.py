"""Who works in an agency: names, addresses, posts, duties, managers; leaders before those they lead."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.setting.workforce.terms import ApprovedBy, DutyKind

from .agencies import SECOND, AgencyPlan
from .names import LONG_NAMES, Name, draw_name
from .staffing import CHILDMINDING, STAFFING, Job

HOME_MAIL = "homemail.example"
REGISTERED = {
    "social-worker": "SW",
    "midwife": "NM",
    "health-visitor": "NM",
    "school-nurse": "NM",
    "practice-nurse": "NM",
    "general-practitioner": "GM",
    "paediatrician": "GM",
}
TRAINERS = frozenset(
    {"team-manager", "social-worker", "health-visitor", "pastoral-lead", "youth-worker", "partnership-trainer",
     "practice-supervisor", "deputy-headteacher", "domestic-abuse-worker", "child-protection-police-officer"}
)  # fmt: skip
ADVISERS = frozenset({"team-manager", "headteacher", "named-nurse", "designated-nurse", "safeguarding-adviser"})


@dataclass(slots=True)
class Holding:
    """A post as the demo plans it."""

    area: str
    job: Job
    title: str
    starts_on: date
    ends_on: date | None
    team: str = ""
    setting: str = ""
    staff_number: str = ""
    approved_by: ApprovedBy = ApprovedBy.NONE_DECLARED
    approver_role: str = ""


@dataclass(slots=True)
class Duty:
    """A duty as the demo plans it."""

    kind: DutyKind
    area: str
    starts_on: date
    ends_on: date | None = None


@dataclass(slots=True)
class Worker:
    """One person as the demo plans them. `led_by` counts among the agency's leaders."""

    name: Name
    holdings: list[Holding]
    email: str = ""
    second_email: str = ""
    bounced_on: date | None = None
    previous: Name | None = None
    previous_until: date | None = None
    professional_number: str = ""
    led_by: int | None = None
    is_leader: bool = False
    duties: list[Duty] = field(default_factory=list)
    advises: bool = False
    diligence: float = 1.0
    also_known: bool = False  # this is a second post of somebody who works elsewhere already

    @property
    def is_current(self) -> bool:
        return any(holding.ends_on is None for holding in self.holdings)


class Addresses:
    """Gives each address once: the second Jane Shaw of an agency is jane.shaw2."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}

    def take(self, name: Name, domain: str) -> str:
        local = plain(f"{name.preferred or name.given}.{name.family}")
        wanted = f"{local}@{domain}"
        count = self.given.get(wanted, 0) + 1
        self.given[wanted] = count
        return wanted if count == 1 else f"{local}{count}@{domain}"


LETTERS = str.maketrans("łŁšžčćéèêëáàâäóòôöúùûüíìîïçñżźńąęśıãõ", "lLszcceeeeaaaaoooouuuuiiiicnzznaesiao")


def plain(text: str) -> str:
    """A name as a mail system writes it: small letters without marks, spaces or apostrophes."""
    kept = text.translate(LETTERS).lower().replace(" ", "")
    return "".join(letter for letter in kept if letter.isascii() and (letter.isalnum() or letter in ".-"))


def tenure_start(draw: Random, today: date, kind: AgencyKind) -> date:
    """When someone began: most within a few years, some long ago; schools begin in September and January."""
    began = today - timedelta(days=int(min(9_000, 20 + draw.expovariate(1 / 1_500))))
    if kind in (AgencyKind.SCHOOL, AgencyKind.COLLEGE) and draw.random() < 0.8:
        began = date(began.year, 9 if began.month >= 6 else 1, draw.randint(1, 6))
        if began > today:
            began = date(began.year - 1, 9, 4)
    return began


def jobs_of(agency: AgencyPlan) -> tuple[Job, ...]:
    return CHILDMINDING if agency.slug == "mere-childminders" else STAFFING[agency.kind]


def posts_areas(draw: Random, agency: AgencyPlan) -> tuple[str, ...]:
    """Where someone of the agency works: one area, or, of agencies that span both, now and then both."""
    if len(agency.areas) == 1:
        return agency.areas
    chance = draw.random()
    return agency.areas if chance < 0.08 else (agency.areas[1:] if chance < 0.36 else agency.areas[:1])


def plan_workers(draw: Random, agency: AgencyPlan, count: int, today: date, addresses: Addresses) -> Iterator[Worker]:
    """The people of one agency, `count` of them working there today, leaders first, then staff, then leavers."""
    jobs = jobs_of(agency)
    leading = [job for job in jobs if job.leads]
    staff = [job for job in jobs if not job.leads] or leading
    leaders = max(1, round(count * sum(job.share for job in leading) / 100)) if leading else 0
    leaders = min(leaders, count)
    number = 0
    for position in range(leaders):
        number += 1
        worker = plan_worker(draw, agency, draw.choice(leading), today, addresses, number)
        worker.is_leader = True
        worker.led_by = None if position == 0 else draw.randrange(position) if position < 4 else draw.randrange(4)
        settle_approval(worker, has_leader=position > 0)
        add_duties(draw, agency, worker, position, today)
        yield worker
    shares = [job.share for job in staff]
    leavers = round(count * 0.09)
    for position in range(count - leaders + leavers):
        number += 1
        worker = plan_worker(draw, agency, draw.choices(staff, shares)[0], today, addresses, number)
        worker.led_by = team_leader(agency, worker, leaders, draw)
        settle_approval(worker, has_leader=leaders > 0)
        if position >= count - leaders:
            leave(draw, worker, today)
        else:
            add_duties(draw, agency, worker, position + leaders, today)
        yield worker


def plan_worker(draw: Random, agency: AgencyPlan, job: Job, today: date, addresses: Addresses, number: int) -> Worker:
    name = draw.choice(LONG_NAMES) if draw.random() < 0.002 else draw_name(draw)
    starts_on = tenure_start(draw, today, agency.kind)
    if draw.random() < 0.008:  # joins soon
        starts_on = today + timedelta(days=draw.randint(5, 60))
    title, team = draw.choice(job.titles), draw.choice(agency.teams) if agency.teams else ""
    setting = draw.choice(agency.settings) if agency.settings else ""
    holdings = [
        Holding(area, job, title, starts_on, None, team, setting, "" if job.volunteer else f"{number + 10_000}")
        for area in posts_areas(draw, agency)
    ]
    if draw.random() < 0.015 and len(holdings) == 1 and len(jobs_of(agency)) > 1:  # a second post in the same house
        other = draw.choice([each for each in jobs_of(agency) if each.role != job.role])
        holdings.append(
            Holding(
                holdings[0].area, other, draw.choice(other.titles), max(starts_on, today - timedelta(days=400)), None
            )
        )
    worker = Worker(name, holdings, diligence=draw.betavariate(5, 2) + 0.25, advises=job.role in ADVISERS)
    add_addresses(draw, agency, job, worker, today, addresses)
    if draw.random() < 0.03:
        worker.previous = Name(name.given, draw_name(draw).family)
        worker.previous_until = today - timedelta(days=draw.randint(60, 3_000))
    if job.role in REGISTERED:
        worker.professional_number = f"{REGISTERED[job.role]}{draw.randint(100_000, 999_999)}"
    return worker


def add_addresses(
    draw: Random, agency: AgencyPlan, job: Job, worker: Worker, today: date, addresses: Addresses
) -> None:
    """Most have a work address; many volunteers and carers have their own or none."""
    home = job.volunteer or job.role in ("foster-carer", "childminder")
    without = 0.4 if job.volunteer else 0.2 if home else 0.04
    if draw.random() >= without:
        worker.email = addresses.take(worker.name, HOME_MAIL if home else agency.domain)
        if draw.random() < 0.04:
            worker.second_email = addresses.take(worker.name, agency.domain if home else HOME_MAIL)
        if draw.random() < 0.012:
            worker.bounced_on = today - timedelta(days=draw.randint(3, 200))


def team_leader(agency: AgencyPlan, worker: Worker, leaders: int, draw: Random) -> int | None:
    """Those of one team share a leader; without teams anyone may lead."""
    if leaders == 0:
        return None
    team = worker.holdings[0].team
    if team and leaders > 1:
        return (agency.teams.index(team) + len(agency.teams) * draw.randrange(99)) % leaders
    return draw.randrange(leaders)


def settle_approval(worker: Worker, *, has_leader: bool) -> None:
    """Approved by their manager, by whoever holds a role, or by nobody declared."""
    for holding in worker.holdings:
        role = holding.job.approver_role
        if role == "-":
            worker.led_by = None
        elif role and (worker.led_by is None or not holding.job.leads):
            holding.approved_by, holding.approver_role = ApprovedBy.ROLE, role
            worker.led_by = None
        elif has_leader and worker.led_by is not None:
            holding.approved_by = ApprovedBy.MANAGER


def leave(draw: Random, worker: Worker, today: date) -> None:
    """They left within the last three years; one in four weeks' time."""
    for holding in worker.holdings:
        ends_on = today - timedelta(days=draw.randint(5, 1_000))
        if draw.random() < 0.06:
            ends_on = today + timedelta(days=draw.randint(10, 40))
        holding.ends_on = ends_on
        if holding.starts_on > ends_on:
            holding.starts_on = ends_on - timedelta(days=draw.randint(100, 1_200))


def add_duties(draw: Random, agency: AgencyPlan, worker: Worker, position: int, today: date) -> None:
    """Designated leads and deputies of schools, named professionals of health, governors, trainers, board members."""
    area = worker.holdings[0].area
    starts_on = min(worker.holdings[0].starts_on, today - timedelta(days=30)) + timedelta(days=20)

    def give(kind: DutyKind, ends_on: date | None = None) -> None:
        worker.duties.append(Duty(kind, area, min(starts_on, ends_on or starts_on), ends_on))

    if agency.kind in (AgencyKind.SCHOOL, AgencyKind.COLLEGE, AgencyKind.EARLY_YEARS):
        if position == 0:
            ended = today - timedelta(days=draw.randint(40, 150)) if "no-lead" in agency.flags else None
            give(DutyKind.DESIGNATED_LEAD, ended)
        elif position in (1, 2) and "no-lead" not in agency.flags:
            give(DutyKind.DEPUTY_DESIGNATED_LEAD)
    elif agency.kind is AgencyKind.HEALTH_PROVIDER and position in (0, 1):
        give(DutyKind.NAMED_PROFESSIONAL)
    elif agency.kind is AgencyKind.HEALTH_COMMISSIONER and position in (0, 1):
        give(DutyKind.DESIGNATED_PROFESSIONAL)
    elif agency.kind in (AgencyKind.VOLUNTARY, AgencyKind.FAITH, AgencyKind.SPORT) and position == 1:
        give(DutyKind.SAFEGUARDING_TRUSTEE)
    if worker.holdings[0].job.role == "trustee-or-governor" and draw.random() < 0.5:
        give(DutyKind.SAFEGUARDING_TRUSTEE)
    if position == 0 and agency.share >= 12 and agency.kind is not AgencyKind.SCHOOL:
        give(DutyKind.BOARD_MEMBER)
    if position > 0 and worker.holdings[0].job.role in TRAINERS and draw.random() < 0.035:
        give(DutyKind.TRAINER)


def covers_second(worker: Worker) -> bool:
    return any(holding.area == SECOND for holding in worker.holdings)
