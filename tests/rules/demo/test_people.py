"""The people of the demo, before anything is written."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from goldenthread.cli.demo.agencies import MAIN, SECOND, AgencyPlan, Culture, plan_agencies
from goldenthread.cli.demo.names import WELL_KNOWN, draw_name
from goldenthread.cli.demo.people import Addresses, Worker, plan_workers
from goldenthread.setting.partnerships.terms import AgencyKind, ReportsBy
from goldenthread.setting.workforce.terms import ApprovedBy, DutyKind

TODAY = date(2026, 3, 2)


def workers_of(seed: int, people: int = 1_000) -> list[tuple[AgencyPlan, Worker]]:
    draw, addresses = Random(seed), Addresses()
    plans = plan_agencies(draw, people)
    whole = sum(plan.share for plan in plans)
    return [
        (plan, worker)
        for plan in plans
        for worker in plan_workers(draw, plan, max(2, round(people * plan.share / whole)), TODAY, addresses)
    ]


def test_the_same_seed_makes_the_same_people() -> None:
    first, second, other = workers_of(7), workers_of(7), workers_of(8)
    assert first == second
    assert [worker.name for _, worker in first] != [worker.name for _, worker in other]


@pytest.mark.parametrize(("people", "agencies"), [(300, 16), (5_000, 60), (100_000, 362)])
def test_a_county_has_as_many_agencies_as_its_size_asks_for(people: int, agencies: int) -> None:
    plans = plan_agencies(Random(1), people)
    assert len(plans) == agencies
    assert len({plan.slug for plan in plans}) == agencies
    assert len({plan.name for plan in plans}) == agencies


def test_a_county_of_5000_has_every_kind_of_agency_culture_and_report() -> None:
    plans = plan_agencies(Random(2026), 5_000)
    assert {plan.kind for plan in plans} == set(AgencyKind) - {AgencyKind.OTHER}
    assert {plan.culture for plan in plans} == set(Culture)
    assert {plan.reports_by for plan in plans} == set(ReportsBy)
    shared = {plan.kind for plan in plans if plan.areas == (MAIN, SECOND)}
    assert {AgencyKind.POLICE, AgencyKind.HEALTH_PROVIDER} <= shared


def test_nobody_is_given_the_name_of_somebody_well_known() -> None:
    draw = Random(3)
    drawn = {(name.given.lower(), name.family.lower()) for name in (draw_name(draw) for _ in range(50_000))}
    assert drawn & WELL_KNOWN == set()
    assert len(drawn) > 20_000


def test_an_address_is_given_once_and_never_outside_the_reserved_domain() -> None:
    people = [worker for _, worker in workers_of(4)]
    given = Counter(email for worker in people for email in (worker.email, worker.second_email) if email)
    assert given.most_common(1)[0][1] == 1
    assert {email.rsplit(".", 1)[1] for email in given} == {"example"}
    assert all(email == email.lower() and email.isascii() for email in given)


def test_some_have_no_address_two_posts_a_previous_name_or_nobody_to_approve_for_them() -> None:
    people = [worker for _, worker in workers_of(5, 3_000)]
    assert sum(not worker.email for worker in people) > 100
    assert sum(len(worker.holdings) > 1 for worker in people) > 30
    assert sum(worker.previous is not None for worker in people) > 40
    approved = Counter(holding.approved_by for worker in people for holding in worker.holdings)
    assert set(approved) == set(ApprovedBy)
    assert {holding.area for worker in people for holding in worker.holdings} == {MAIN, SECOND}


def test_a_manager_stands_before_those_they_manage() -> None:
    for plan in plan_agencies(Random(6), 1_000):
        leaders = 0
        for worker in plan_workers(Random(6), plan, 40, TODAY, Addresses()):
            if worker.led_by is not None:
                assert worker.led_by < leaders, plan.name
            leaders += worker.is_leader


def test_no_post_or_duty_ends_before_it_starts() -> None:
    for _, worker in workers_of(9, 3_000):
        for held in (*worker.holdings, *worker.duties):
            assert held.ends_on is None or held.starts_on <= held.ends_on


def test_a_school_without_a_current_lead_is_among_the_rest() -> None:
    leads: dict[str, list[date | None]] = {}
    for plan, worker in workers_of(2026, 5_000):
        if plan.kind is AgencyKind.SCHOOL:
            leads.setdefault(plan.slug, [])
            leads[plan.slug] += [duty.ends_on for duty in worker.duties if duty.kind is DutyKind.DESIGNATED_LEAD]
    current = {slug for slug, ends in leads.items() if None in ends}
    assert 0 < len(leads) - len(current) < len(current)
