"""A local framework with a national overlay beside it that calls another requirement by the same key."""

from datetime import date

import pytest

from goldenthread.kernel.actor import CLOCK, COMMAND_LINE
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.terms import Completed, Selection
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import DutyHeld, Person
from goldenthread.setting.workforce.selectors.known import known_groups
from goldenthread.setting.workforce.selectors.posts import groups_for
from goldenthread.training.standing.selectors.asked import asked_on
from goldenthread.training.standing.selectors.behind import people_behind
from goldenthread.training.standing.selectors.designated import designated_leads
from goldenthread.training.standing.selectors.facts import facts_of, held_of
from goldenthread.training.standing.selectors.figures import Filters, partnership_heat
from goldenthread.training.standing.selectors.people import of_person
from goldenthread.training.standing.selectors.plan import plan_in_force
from goldenthread.training.standing.selectors.preview import preview, preview_rule
from goldenthread.training.standing.selectors.reach import reach
from goldenthread.training.standing.selectors.trend import trend
from goldenthread.training.standing.services import exempt, keep_quarters, settle, take_force

from . import build

pytestmark = pytest.mark.django_db

LOCAL = "designated-lead-update"
NATIONAL = "national-education:designated-lead-update"
LEADS, NATIONAL_LEADS = "designated-leads", "national-education:designated-leads"
SINCE = date(2020, 1, 1)

Standings = dict[tuple[int, int, str], tuple[str, date | None]]


@pytest.fixture
def fellside() -> Partnership:
    where = build.partnership()
    build.adopt(where, "cumbria-2022")
    build.adopt(where, "national-education")
    return where


@pytest.fixture
def people(fellside: Partnership) -> list[Person]:
    """A designated lead and two deputies: only the overlay asks the deputies."""
    school = build.agency([fellside])
    made = []
    for kind in ("designated-lead", "deputy-designated-lead", "deputy-designated-lead"):
        person = build.posted(fellside, school, "teacher")
        DutyHeld.objects.create(person=person, partnership=fellside, agency=school, kind=kind, starts_on=SINCE)
        made.append(person)
    build.completed(made[0], build.course(fellside, "designated-lead-forum"), date(2025, 9, 1))
    settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk)
    return made


def standings(people: list[Person]) -> Standings:
    lines = [
        line for one in people for line in of_person(COMMAND_LINE, one.pk, build.TODAY) if line.weight == "required"
    ]
    found: Standings = {(one.person_id, one.agency_id, one.key): (one.status, one.valid_until) for one in lines}
    assert len(found) == len(lines)
    return found


def test_each_has_its_own_column_with_its_own_people(fellside: Partnership, people: list[Person]) -> None:
    totals = partnership_heat(COMMAND_LINE, fellside.pk, build.TODAY).totals
    counted = {key: (totals[key].met, totals[key].never) for key in (LOCAL, NATIONAL)}
    assert counted == {LOCAL: (0, 1), NATIONAL: (1, 2)}
    for key, whom in ((LOCAL, people[:1]), (NATIONAL, people)):
        asked = [one for one in asked_on(fellside.pk, build.TODAY) if one.key == key]
        rows = people_behind(COMMAND_LINE, fellside.pk, on=build.TODAY, asked=asked)
        assert sorted(row.person_id for row in rows) == sorted(one.pk for one in whom)


def test_the_list_of_leads_shows_both_clocks(fellside: Partnership, people: list[Person]) -> None:
    leads = designated_leads(COMMAND_LINE, fellside.pk, on=build.TODAY)
    lead = next(one for one in leads if one.duty.person_id == people[0].pk)
    assert (lead.clocks[LOCAL].status, lead.clocks[NATIONAL].status) == ("never", "met")


def test_the_trend_of_one_is_not_the_trend_of_both(fellside: Partnership, people: list[Person]) -> None:
    keep_quarters(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk)
    for key, headcount in ((LOCAL, 1), (NATIONAL, 3)):
        points = trend(COMMAND_LINE, fellside.pk, build.TODAY, requirement_key=key)
        assert [point.tally.headcount for point in points[-2:]] == [headcount, headcount]


def test_who_is_excused_from_one_still_owes_the_other(fellside: Partnership, people: list[Person]) -> None:
    exempt(
        by=COMMAND_LINE,
        at=build.NOW,
        person=people[0],
        partnership_id=fellside.pk,
        requirement_key=NATIONAL,
        reason="Covered by a colleague",
        starts_on=build.TODAY,
        ends_on=build.TODAY,
    )
    totals = partnership_heat(COMMAND_LINE, fellside.pk, build.TODAY).totals
    assert (totals[LOCAL].exempt, totals[NATIONAL].exempt) == (0, 1)
    mine = {key: status for (_, _, key), (status, _) in standings(people[:1]).items()}
    assert (mine[LOCAL], mine[NATIONAL]) == ("never", "exempt")


@pytest.mark.parametrize("pack", ["kent-2020", "cumbria-2022"])
def test_a_preview_beside_an_overlay_is_the_version_applied(
    fellside: Partnership, people: list[Person], pack: str
) -> None:
    draft = frameworks.adopt_pack(by=COMMAND_LINE, at=build.NOW, partnership=fellside, pack_key=pack)
    if pack == "cumbria-2022":
        frameworks.remove_clause(by=COMMAND_LINE, at=build.NOW, version=draft, section="requirements", key=LOCAL)
    before = standings(people)
    told = preview(COMMAND_LINE, draft, build.TODAY)
    take_force(by=COMMAND_LINE, at=build.NOW, version=draft, on=build.TODAY)
    after = standings(people)
    not_asked = ("not asked", None)
    assert {
        (m.person_id, m.agency_id, m.key): ((m.before, m.valid_before), (m.after, m.valid_after))
        for m in (*told.moves, *told.dated)
    } == {
        key: (before.get(key, not_asked), after.get(key, not_asked))
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    }
    assert LOCAL in {move.key for move in told.moves}
    assert NATIONAL not in {move.key for move in told.moves}


def test_another_rule_in_the_place_of_one_moves_only_that_one(fellside: Partnership, people: list[Person]) -> None:
    rule = Completed(Selection(courses=("safeguarding-induction",)))
    told = preview_rule(COMMAND_LINE, fellside.pk, build.TODAY, requirement_key=NATIONAL, rule=rule)
    assert {(move.key, move.person_id) for move in told.moves} == {(NATIONAL, people[0].pk)}


def test_a_group_of_each_by_the_same_key_has_its_own_people(fellside: Partnership, people: list[Person]) -> None:
    found = {row.group: (row.group_name, row.headcount) for row in reach(COMMAND_LINE, fellside.pk, build.TODAY).rows}
    assert found[LEADS] == ("Designated safeguarding leads in schools", 1)
    assert found[NATIONAL_LEADS] == ("Designated safeguarding leads and deputies (Education)", 3)
    for group, headcount in ((LEADS, 1), (NATIONAL_LEADS, 3)):
        heat = partnership_heat(COMMAND_LINE, fellside.pk, build.TODAY, Filters(group=group))
        assert heat.totals[NATIONAL].headcount == headcount
        assert heat.totals[LOCAL].headcount == 1


def test_a_group_that_the_employer_chooses_is_one_frameworks(fellside: Partnership) -> None:
    school = build.agency([fellside])
    asked = {}
    for group in (LEADS, NATIONAL_LEADS):
        person = build.posted(fellside, school, "teacher", group=group)
        asked[group] = {key for _, _, key in standings([person])}
    assert LOCAL in asked[LEADS] - asked[NATIONAL_LEADS]
    assert NATIONAL in asked[NATIONAL_LEADS] - asked[LEADS]
    names = dict(groups_for(person.posts.get(), on=build.TODAY))
    assert (names[LEADS], names[NATIONAL_LEADS]) == (
        "Designated safeguarding leads in schools",
        "Designated safeguarding leads and deputies (Education)",
    )
    words = known_groups(fellside.pk, build.TODAY)
    assert (words["designated leads"], words["designated safeguarding leads and deputies"]) == (LEADS, NATIONAL_LEADS)


def test_groups_are_counted_as_people_are_put_in_them(fellside: Partnership, people: list[Person]) -> None:
    trust = build.agency([fellside], "Vale Trust", "health-provider")
    school = build.agency([fellside], "Vale College", "college")
    for where in (trust, school):
        for group in ("", LEADS, NATIONAL_LEADS, "national-education:school-staff"):
            people.append(build.posted(fellside, where, "teacher", group=group))
    DutyHeld.objects.create(person=people[-4], partnership=fellside, kind="designated-lead", starts_on=SINCE)
    plan = plan_in_force(fellside.pk, build.TODAY)
    wanted: dict[str, set[int]] = {}
    for person, facts in facts_of([one.pk for one in people], build.TODAY).items():
        for entitlement in plan.entitlements:
            for held in held_of(plan, facts):
                for place in entitlement.groups(held.trigger):
                    key = entitlement.framework.identity(entitlement.framework.groups[place].key)
                    wanted.setdefault(key, set()).add(person)
    rows = reach(COMMAND_LINE, fellside.pk, build.TODAY).rows
    counted = {key: sum(row.headcount for row in rows if row.group == key) for key in {row.group for row in rows}}
    assert counted == {key: len(persons) for key, persons in wanted.items()}
    assert {LEADS, NATIONAL_LEADS} <= counted.keys()
