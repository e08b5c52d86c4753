"""People with their posts, addresses, duties and seats, a block at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.setting.workforce.models import (
    Address,
    ConditionAnswer,
    Deputy,
    DutyHeld,
    JobRole,
    Person,
    Post,
    PreviousName,
    Seat,
)
from goldenthread.setting.workforce.terms import ApprovedBy, DutyKind

from ..agencies import MAIN, AgencyPlan
from ..moment import Moment
from ..people import Worker
from .area import Area

BATCH = 5_000


@dataclass
class Workforce:
    """What is remembered of the people put in, little however many they are."""

    roles: dict[str, JobRole]
    questions: Mapping[str, tuple[str, ...]]  # of each partnership, by its slug
    leaders: dict[str, list[int]] = field(default_factory=dict)
    board: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # (person, agency) by area
    people: int = 0
    posts: int = 0


def put_in(block: list[Worker], agency: AgencyPlan, area: Area, workforce: Workforce, moment: Moment) -> list[int]:
    """Write one block of one agency's people; answers their keys in order. Leaders come in the first block."""
    people = Person.objects.bulk_create(
        (
            Person(
                given_name=worker.name.given,
                family_name=worker.name.family,
                preferred_name=worker.name.preferred,
                professional_number=worker.professional_number,
            )
            for worker in block
        ),
        batch_size=BATCH,
    )
    keys = [person.pk for person in people]
    leaders = workforce.leaders.setdefault(agency.slug, [])
    leaders += [key for key, worker in zip(keys, block, strict=True) if worker.is_leader]
    pairs = list(zip(keys, block, strict=True))
    Address.objects.bulk_create((row for key, worker in pairs for row in addresses_of(key, worker)), batch_size=BATCH)
    PreviousName.objects.bulk_create(
        PreviousName(
            person_id=key,
            given_name=worker.previous.given,
            family_name=worker.previous.family,
            until=worker.previous_until,
        )
        for key, worker in pairs
        if worker.previous is not None
    )
    posts = [row for key, worker in pairs for row in posts_of(key, worker, agency, area, workforce)]
    Post.objects.bulk_create(posts, batch_size=BATCH)
    DutyHeld.objects.bulk_create(
        DutyHeld(
            person_id=key,
            partnership=area.partnerships[duty.area],
            agency=area.agencies[agency.slug],
            kind=duty.kind,
            starts_on=duty.starts_on,
            ends_on=duty.ends_on,
        )
        for key, worker in pairs
        for duty in worker.duties
    )
    remember_board(pairs, agency, area, workforce)
    answer_questions(pairs, area, workforce, moment)
    workforce.people += len(people)
    workforce.posts += len(posts)
    return keys


def addresses_of(key: int, worker: Worker) -> Iterable[Address]:
    if worker.email:
        yield Address(
            person_id=key,
            email=worker.email,
            is_work=not worker.email.endswith("homemail.example"),
            is_preferred=True,
            bounced_on=worker.bounced_on,
        )
    if worker.second_email:
        yield Address(
            person_id=key, email=worker.second_email, is_work=not worker.second_email.endswith("homemail.example")
        )


def posts_of(key: int, worker: Worker, agency: AgencyPlan, area: Area, workforce: Workforce) -> Iterable[Post]:
    leaders = workforce.leaders[agency.slug]
    manager = leaders[worker.led_by] if worker.led_by is not None and worker.led_by < len(leaders) else None
    for holding in worker.holdings:
        by_manager = holding.approved_by is ApprovedBy.MANAGER and manager is not None and manager != key
        approved_by = holding.approved_by
        if approved_by is ApprovedBy.MANAGER and not by_manager:
            approved_by = ApprovedBy.NONE_DECLARED
        yield Post(
            person_id=key,
            partnership=area.partnerships[holding.area],
            agency=area.agencies[agency.slug],
            setting=area.settings.get((agency.slug, holding.setting)),
            team=area.teams.get((agency.slug, holding.team)),
            job_role=workforce.roles.get(holding.job.role),
            job_title=holding.title,
            staff_number=holding.staff_number,
            is_volunteer=holding.job.volunteer,
            approved_by=approved_by,
            manager_id=manager if by_manager else None,
            approver_role=holding.approver_role,
            starts_on=holding.starts_on,
            ends_on=holding.ends_on,
        )


def remember_board(pairs: list[tuple[int, Worker]], agency: AgencyPlan, area: Area, workforce: Workforce) -> None:
    for key, worker in pairs:
        for duty in worker.duties:
            if duty.kind is DutyKind.BOARD_MEMBER:
                workforce.board.setdefault(duty.area, []).append((key, area.agencies[agency.slug].pk))


def answer_questions(pairs: list[tuple[int, Worker]], area: Area, workforce: Workforce, moment: Moment) -> None:
    """Those who lead others say that they advise them; the rest have not been asked."""
    ConditionAnswer.objects.bulk_create(
        ConditionAnswer(
            person_id=key,
            partnership=area.partnerships[slug],
            question_key=question,
            is_yes=True,
            answered_at=moment.at,
        )
        for key, worker in pairs
        if worker.advises
        for slug in sorted({holding.area for holding in worker.holdings})
        for question in workforce.questions.get(slug, ())
    )


def seat_members(draw: Random, area: Area, workforce: Workforce, moment: Moment) -> None:
    """Board members sit on the board and, most of them, on a subgroup; a few seats have changed hands."""
    rows = []
    for (slug, key), subgroup in area.subgroups.items():
        members = workforce.board.get(slug, [])
        chosen = [each for place, each in enumerate(members) if key == "board" or place < 3 or draw.random() < 0.5]
        for position, (person, agency) in enumerate(chosen):
            starts_on = moment.today - timedelta(days=draw.randint(60, 1_400))
            ended = position > 3 and draw.random() < 0.15
            rows.append(
                Seat(
                    subgroup=subgroup,
                    person_id=person,
                    agency_id=agency,
                    is_chair=position == 0,
                    starts_on=starts_on,
                    ends_on=moment.today - timedelta(days=draw.randint(1, 50)) if ended else None,
                )
            )
    Seat.objects.bulk_create(rows)


def name_deputies(draw: Random, workforce: Workforce, moment: Moment) -> None:
    """Some leaders have a colleague stand in: now, later, or some time ago."""
    rows = []
    for leaders in workforce.leaders.values():
        for person, deputy in zip(leaders[::3], leaders[1::3], strict=False):
            if draw.random() < 0.4:
                starts_on = moment.today + timedelta(days=draw.randint(-60, 30))
                rows.append(
                    Deputy(
                        person_id=person,
                        deputy_id=deputy,
                        starts_on=starts_on,
                        ends_on=starts_on + timedelta(days=draw.randint(10, 90)),
                        reason=draw.choice(("Annual leave", "Parental leave", "Secondment", "")),
                    )
                )
    Deputy.objects.bulk_create(rows)


SECOND_ROLES = {
    AgencyKind.SCHOOL: ("trustee-or-governor", "Governor"),
    AgencyKind.VOLUNTARY: ("community-youth-volunteer", "Volunteer"),
    AgencyKind.FAITH: ("community-youth-volunteer", "Youth group volunteer"),
    AgencyKind.FOSTERING: ("foster-carer", "Foster carer"),
    AgencyKind.SPORT: ("volunteer", "Volunteer"),
}


def second_posts(draw: Random, plans: Iterable[AgencyPlan], area: Area, workforce: Workforce, moment: Moment) -> None:
    """Nurses who are also governors, police officers who are also foster carers: one person, two agencies."""
    hosts = [plan for plan in plans if plan.kind in SECOND_ROLES and plan.areas == (MAIN,)]
    partnership = area.partnerships[MAIN]
    employed = Post.objects.filter(partnership=partnership, ends_on=None, is_volunteer=False)
    employed = employed.exclude(agency__slug__in=[host.slug for host in hosts]).order_by("pk")
    candidates = list(employed.values_list("person_id", flat=True)[:5_000])
    rows = []
    for person in draw.sample(candidates, min(len(candidates), max(4, workforce.people // 75))):
        host = draw.choice(hosts)
        role, title = SECOND_ROLES[host.kind]
        rows.append(
            Post(
                person_id=person,
                partnership=partnership,
                agency=area.agencies[host.slug],
                job_role=workforce.roles.get(role),
                job_title=title,
                is_volunteer=True,
                starts_on=moment.today - timedelta(days=draw.randint(20, 2_000)),
            )
        )
    Post.objects.bulk_create(rows)
    workforce.posts += len(rows)
