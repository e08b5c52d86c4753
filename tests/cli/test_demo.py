"""The demonstration whole: any of the packs, everyone in a group, every status, and figures an officer can read."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from goldenthread.cli.demo.agencies import MAIN, SECOND
from goldenthread.cli.demo.build import Size, build, settle_everyone
from goldenthread.cli.demo.bulk.accounts import OFFICER_OF, PLAYERS
from goldenthread.cli.demo.frameworks import local_packs, pack_called
from goldenthread.cli.demo.moment import Moment
from goldenthread.foundation.audit.models import Entry
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.periods import Period, Unit
from goldenthread.setting.accounts.models import Account
from goldenthread.setting.frameworks.models import AgencyOverride, RequirementRow, Version
from goldenthread.setting.frameworks.selectors import framework_of, in_force
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.workforce.models import Person, Post
from goldenthread.setting.workforce.selectors import actor_for
from goldenthread.training.records.models import Record
from goldenthread.training.standing.models import Exemption, Standing
from goldenthread.training.standing.rules.status import status_on
from goldenthread.training.standing.selectors.figures import partnership_heat
from goldenthread.training.standing.terms import Status

TODAY = date(2026, 3, 2)
MOMENT = Moment(TODAY, datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
PACKS = ("kent-2020", "kirklees-2011", "kirklees-lif", "south-gloucestershire-2016", "cumbria-2022")


def make(pack: str = "kirklees-2011", people: int = 300, seed: int = 11) -> Size:
    size = build(people=people, pack=pack, seed=seed, moment=MOMENT, say=lambda _: None)
    settle_everyone(MOMENT)
    return size


def statuses(partnership: Partnership) -> Counter[Status]:
    """How many standings of each status there are today."""
    rows = {
        row.pk: row
        for row in RequirementRow.objects.filter(version__line__partnership=partnership).select_related("version__line")
    }
    identities = {key: framework_of(row.version).identity(row.key) for key, row in rows.items()}
    excused = {
        (each.person_id, each.requirement_key)
        for each in Exemption.objects.filter(partnership=partnership, starts_on__lte=TODAY, ends_on__gte=TODAY)
    }
    found: Counter[Status] = Counter()
    for standing in Standing.objects.filter(partnership=partnership, applies_from__lte=TODAY):
        row = rows[standing.requirement_id]
        months, days = Period(row.notice_months, Unit.MONTHS), Period(row.notice_days, Unit.DAYS)
        status = status_on(
            TODAY,
            valid_until=standing.valid_until,
            grace_until=standing.grace_until,
            notice=months if row.notice_months else days if row.notice_days else None,
            is_exempt=(standing.person_id, identities[row.pk]) in excused,
            weight=row.weight,
        )
        found[status] += 1
    return found


def officer() -> Actor:
    return actor_for(Account.objects.get(demo_role=OFFICER_OF[MAIN]).pk, TODAY)


def test_all_five_packs_can_be_switched_on() -> None:
    assert sorted(local_packs()) == sorted(PACKS)


@pytest.mark.parametrize(
    ("wanted", "pack"),
    [
        ("kent", "kent-2020"),
        ("kirklees-2011", "kirklees-2011"),
        ("kirklees-partnership", "kirklees-lif"),
        ("south-gloucestershire", "south-gloucestershire-2016"),
        ("cumbria", "cumbria-2022"),
        ("kirklees", None),
        ("", None),
        ("atlantis", None),
    ],
)
def test_a_pack_is_found_by_what_people_call_it(wanted: str, pack: str | None) -> None:
    assert pack_called(wanted) == pack


@pytest.mark.django_db
@pytest.mark.parametrize("pack", PACKS)
def test_under_any_pack_everyone_is_reached_and_every_status_occurs(pack: str) -> None:
    make(pack)
    partnership = Partnership.objects.get(slug=MAIN)
    version = in_force(partnership.pk, TODAY)[0]
    assert version.pack == pack
    found = statuses(partnership)
    assert set(found) >= {Status.MET, Status.DUE, Status.OVERDUE, Status.EXEMPT, Status.INDUCTION, Status.NEVER}
    heat = partnership_heat(officer(), partnership.pk, TODAY)
    counted = Counter({status: getattr(heat.total, status.value) for status in found if status is not Status.SHOWN})
    assert counted.total() > 0
    assert all(found[status] >= counted[status] for status in counted)
    assert {each.reports_by for each in heat.apart} == {"aggregate", "nothing"}
    known = {role.key for role in framework_of(version).job_roles}
    unknown = Post.objects.filter(partnership=partnership, job_role__isnull=False).exclude(job_role__key__in=known)
    assert sorted(unknown.values_list("job_role__key", flat=True).distinct()) == []


@pytest.mark.django_db
def test_the_same_seed_makes_the_same_county_whatever_the_framework() -> None:
    counties = []
    for pack, seed in (("kirklees-2011", 3), ("kirklees-2011", 3), ("cumbria-2022", 3), ("kirklees-2011", 4)):
        with transaction.atomic():
            size = build(people=200, pack=pack, seed=seed, moment=MOMENT, say=lambda _: None)
            people = list(Person.objects.order_by("pk").values_list("given_name", "family_name"))
            records = sorted(Record.objects.values_list("person__family_name", "course__title", "completed_on"))
            counted = (Agency.objects.count(), len(people), Post.objects.count(), len(records))
            assert (size.agencies, size.people, size.posts, size.records) == counted
            counties.append((people, records))
            transaction.set_rollback(True)
    first, again, elsewhere, another = counties
    assert first == again
    assert (elsewhere[0], elsewhere[1] == first[1]) == (first[0], False)
    assert another[0] != first[0]


@pytest.mark.django_db
def test_agencies_differ_so_that_the_heat_table_has_something_to_say() -> None:
    make(people=900)
    heat = partnership_heat(officer(), Partnership.objects.get(slug=MAIN).pk, TODAY)
    shares = [row.total.share_met.percent for row in heat.rows if row.total.headcount >= 20]
    percents = sorted(percent for percent in shares if percent is not None)
    assert percents[0] < 65
    assert percents[-1] > 85
    assert len(percents) > 15


@pytest.mark.django_db
def test_two_partnerships_share_agencies_and_each_has_its_own_framework() -> None:
    make()
    main, second = Partnership.objects.get(slug=MAIN), Partnership.objects.get(slug=SECOND)
    shared = Agency.objects.filter(memberships__partnership=main).filter(memberships__partnership=second)
    assert {"merewold-police", "merewold-partnership-nhs"} <= set(shared.values_list("slug", flat=True))
    in_both = Post.objects.filter(partnership=main, person__posts__partnership=second, agency__in=shared)
    assert in_both.exists()
    assert in_force(main.pk, TODAY)[0].pack != in_force(second.pk, TODAY)[0].pack


@pytest.mark.django_db
def test_there_is_a_draft_to_preview_and_an_agency_that_asks_for_more() -> None:
    make()
    draft = Version.objects.get(takes_force_on=None)
    assert draft.line.partnership.slug == MAIN
    assert AgencyOverride.objects.get().agency.slug == "wexmere-hospitals"
    assert (
        RequirementRow.objects.filter(agency__slug="wexmere-hospitals", version__takes_force_on__isnull=False).count()
        == 1
    )


@pytest.mark.django_db
def test_one_account_for_each_role_and_what_is_granted_holds_today() -> None:
    make()
    accounts = {account.demo_role: account for account in Account.objects.all()}
    assert set(accounts) == {player.role for player in PLAYERS}
    assert not any(
        account.has_usable_password() is False and account.check_password("") for account in accounts.values()
    )
    main = Partnership.objects.get(slug=MAIN)
    assert officer().partnerships_as(Role.OFFICER) == {main.pk}
    assert officer().person_id is not None
    outsider = actor_for(accounts["New account, in no agency yet"].pk, TODAY)
    assert (outsider.grants, outsider.person_id) == ((), None)


@pytest.mark.django_db
def test_making_it_stands_in_the_trail_once() -> None:
    size = make()
    entry = Entry.objects.get(act="made the demonstration")
    assert entry.changes["people"] == [0, size.people]
