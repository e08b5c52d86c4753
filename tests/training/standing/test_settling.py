"""Settling: what is written is what is computed, only what moved is written, and what is stale is claimed once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.foundation.freshness import selectors as stale
from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel.actor import CLOCK, COMMAND_LINE
from goldenthread.kernel.periods import Period, Unit
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.terms import Completed, Selection
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import Person
from goldenthread.training.catalogue import services as catalogue
from goldenthread.training.records import services as records
from goldenthread.training.standing.models import QuarterFigure, Standing
from goldenthread.training.standing.selectors.figures import partnership_heat
from goldenthread.training.standing.selectors.forecast import forecast, forecast_what_if
from goldenthread.training.standing.selectors.people import of_person
from goldenthread.training.standing.selectors.preview import preview
from goldenthread.training.standing.selectors.reach import reach
from goldenthread.training.standing.selectors.trend import figures_as_at, quarter_ends, trend
from goldenthread.training.standing.services import keep_quarters, settle, settle_people, take_force
from goldenthread.training.standing.terms import Status, Tally

from . import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def fellside() -> Partnership:
    where = build.partnership()
    build.adopt(where, "kirklees-2011")
    return where


@pytest.fixture
def people(fellside: Partnership) -> list[Person]:
    """Ten people of three groups with uneven records."""
    school = build.agency([fellside])
    trust = build.agency([fellside], "Vale Trust", "health-provider")
    made = []
    for i, role in enumerate(["librarian", "teacher", "youth-worker", "social-worker", "paediatrician"] * 2):
        person = build.posted(fellside, school if i % 2 else trust, role, starts_on=date(2024, i % 11 + 1, 3))
        for key, day in (
            ("awareness", date(2023, 1, 10)),
            ("working-together", date(2024, 5, 6)),
            ("neglect", date(2025, 5, 5)),
        ):
            if (i + len(key)) % 3:
                build.completed(person, build.course(fellside, key), day, state="verified" if i % 2 else "imported")
        made.append(person)
    return made


def written() -> set[tuple[object, ...]]:
    return set(
        Standing.objects.values_list(
            "person_id",
            "agency_id",
            "requirement_id",
            "valid_until",
            "verified_until",
            "grace_until",
            "applies_from",
            "applies_until",
        )
    )


def test_nothing_is_written_the_second_time(fellside: Partnership, people: list[Person]) -> None:
    first = settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk)
    again = settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk)
    assert first.inserted == first.computed == Standing.objects.count() > 20
    assert (again.changed, again.computed) == (0, first.computed)


def test_people_settled_one_by_one_stand_as_when_settled_whole(fellside: Partnership, people: list[Person]) -> None:
    for person in people:
        settle_people(by=CLOCK, at=build.NOW, on=build.TODAY, people=[person.pk])
    one_by_one = written()
    assert settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk).changed == 0
    assert written() == one_by_one


def test_a_whole_settling_follows_every_kind_of_change(fellside: Partnership, people: list[Person]) -> None:
    settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk)
    people[0].posts.update(ends_on=date(2026, 1, 1))
    build.completed(people[1], build.course(fellside, "awareness"), date(2026, 2, 1))
    newcomer = build.posted(fellside, build.agency([fellside], "Youth Club", "voluntary"), "youth-worker")
    settled = settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk)
    assert settled.deleted > 0 and settled.updated > 0 and settled.inserted > 0
    assert not Standing.objects.filter(person=people[0]).exists()
    assert Standing.objects.filter(person=newcomer).count() == settled.inserted
    assert settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk).changed == 0


def test_what_is_stale_is_settled_and_no_longer_stale(fellside: Partnership, people: list[Person]) -> None:
    settle(by=CLOCK, at=build.NOW, on=build.TODAY)  # the framework that took force
    records.record_completion(
        by=COMMAND_LINE,
        at=build.NOW,
        person=people[2],
        course=build.course(fellside, "awareness"),
        completed_on=date(2026, 3, 1),
    )
    assert stale.stale(freshness.PERSON, [people[2].pk]) == {people[2].pk}
    assert settle(by=CLOCK, at=build.NOW, on=build.TODAY).changed > 0
    assert stale.count(freshness.PERSON) == 0
    assert Standing.objects.filter(person=people[2], valid_until=date(2029, 3, 1)).exists()


def test_one_record_is_settled_in_six_queries(fellside: Partnership, people: list[Person]) -> None:
    settle(by=CLOCK, at=build.NOW, on=build.TODAY)
    settle_people(by=CLOCK, at=build.NOW, on=build.TODAY, people=[people[2].pk])
    build.completed(people[2], build.course(fellside, "awareness"), date(2026, 3, 1))
    with CaptureQueriesContext(
        connection,
    ) as seen:
        freshness.mark(kind=freshness.PERSON, keys=[people[2].pk], at=build.NOW)
        settled = settle_people(by=CLOCK, at=build.NOW, on=build.TODAY, people=[people[2].pk])
    queries = [q["sql"] for q in seen.captured_queries if "SAVEPOINT" not in q["sql"]]
    assert settled.updated > 0
    assert len(queries) <= 6, "\n".join(q[:120] for q in queries)


def test_a_mapped_course_moves_those_who_did_it(fellside: Partnership, people: list[Person]) -> None:
    settle(by=CLOCK, at=build.NOW, on=build.TODAY)
    outside = catalogue.outside_course(by=COMMAND_LINE, at=build.NOW, title="Safeguarding basics", provider="Acme")
    person = people[0]
    build.completed(person, outside, date(2026, 2, 2))
    catalogue.map_course(
        by=COMMAND_LINE,
        at=build.NOW,
        partnership_id=fellside.pk,
        course=outside,
        counts_as=build.course(fellside, "awareness"),
        reason="Same content",
    )
    settle(by=CLOCK, at=build.NOW, on=build.TODAY)
    line = {line.key: line for line in of_person(COMMAND_LINE, person.pk, build.TODAY)}["awareness"]
    assert line.explanation.startswith(
        "met until 2 February 2029 by Safeguarding basics on 2 February 2026, which counts for Awareness"
    )
    assert Standing.objects.filter(person=person, valid_until=date(2029, 2, 2)).exists()


@pytest.mark.requirement("B62")
def test_an_agency_may_ask_for_more_and_never_less(fellside: Partnership, people: list[Person]) -> None:
    person = people[0]  # librarian at the trust
    trust = person.posts.get().agency
    other = build.posted(fellside, build.agency([fellside], "Town Library", "council"), "librarian")
    for one in (person, other):
        one.records.all().delete()
        build.completed(one, build.course(fellside, "awareness"), date(2024, 1, 10))
    version = fellside.framework_lines.get().versions.get()
    frameworks.override_for_agency(
        by=COMMAND_LINE,
        at=build.NOW,
        version=version,
        agency=trust,
        requirement_key="awareness",
        starts_on=date(2025, 1, 1),
        rule='{ completed = { courses = ["awareness"] }, within = "1 year" }',
        mandatory=True,
        reason="Our own policy",
    )
    settle(by=CLOCK, at=build.NOW, on=build.TODAY)
    theirs = {line.key: line for line in of_person(COMMAND_LINE, person.pk, build.TODAY)}["awareness"]
    ours = {line.key: line for line in of_person(COMMAND_LINE, other.pk, build.TODAY)}["awareness"]
    assert (theirs.valid_until, theirs.status, theirs.mandatory) == (date(2025, 1, 10), Status.OVERDUE, True)
    assert (ours.valid_until, ours.status, ours.mandatory) == (date(2027, 1, 10), Status.MET, False)
    assert settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk).changed == 0
    heat = partnership_heat(COMMAND_LINE, fellside.pk, build.TODAY)
    assert {row.agency: row.cells["awareness"].overdue for row in heat.rows if "awareness" in row.cells}[
        "Vale Trust"
    ] == 1


def test_two_partnerships_sharing_an_agency_judge_their_own_posts() -> None:
    fellside, vale = build.partnership(), build.partnership("Vale")
    build.adopt(fellside, "kirklees-2011")
    build.adopt(vale, "cumbria-2022")
    police = build.agency([fellside, vale], "Police", "police")
    person = build.posted(fellside, police, "police-officer")
    build.posted(vale, police, person=person)
    settle(by=CLOCK, at=build.NOW, on=build.TODAY)
    assert set(Standing.objects.values_list("partnership_id", flat=True)) == {fellside.pk, vale.pk}
    assert settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk).changed == 0
    assert settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=vale.pk).changed == 0
    assert {line.partnership_id for line in of_person(COMMAND_LINE, person.pk, build.TODAY)} == {fellside.pk, vale.pk}


def test_the_preview_of_a_version_is_the_version_applied(fellside: Partnership, people: list[Person]) -> None:
    on = date(2026, 4, 1)
    settle(by=CLOCK, at=build.NOW, on=on, partnership_id=fellside.pk)
    version = fellside.framework_lines.get().versions.get()
    build.completed(people[1], build.course(fellside, "awareness"), date(2025, 2, 3))
    draft = frameworks.copy_to_draft(by=COMMAND_LINE, at=build.NOW, version=version)
    frameworks.change_requirement(
        by=COMMAND_LINE,
        at=build.NOW,
        version=draft,
        key="awareness",
        values={"rule": '{ completed = { courses = ["awareness"] }, within = "5 years" }'},
    )
    frameworks.remove_clause(
        by=COMMAND_LINE, at=build.NOW, version=draft, section="requirements", key="positive-contributions"
    )
    before = lines_by_key(people, on)
    told = preview(COMMAND_LINE, draft, on)
    assert told.total > 0
    take_force(by=COMMAND_LINE, at=build.NOW, version=draft, on=on)
    settle(by=CLOCK, at=build.NOW, on=on)
    after = lines_by_key(people, on)
    moved = {
        key: (before.get(key, ("not asked", None)), after.get(key, ("not asked", None)))
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    }
    assert {
        (m.person_id, m.agency_id, m.key): ((m.before, m.valid_before), (m.after, m.valid_after))
        for m in (*told.moves, *told.dated)
    } == moved
    changed = {key for key, (was, will_be) in moved.items() if was[0] != will_be[0]}
    assert {(m.person_id, m.agency_id, m.key) for m in told.moves} == changed
    assert (told.total, told.dated_total) == (len(changed), len(moved) - len(changed))
    assert told.dated_total > 0
    whom = {person for person, _, _ in changed}
    assert told.people == len(whom)
    assert told.dated_people == len({person for person, _, _ in moved} - whom)


def lines_by_key(people: list[Person], on: date) -> dict[tuple[int, int, str], tuple[str, date | None]]:
    return {
        (line.person_id, line.agency_id, line.key): (line.status, line.valid_until)
        for person in people
        for line in of_person(COMMAND_LINE, person.pk, on)
        if line.weight == "required"
    }


@pytest.mark.requirement("B21")
def test_figures_count_what_the_lines_say(fellside: Partnership, people: list[Person]) -> None:
    settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk)
    lines = [
        line
        for person in people
        for line in of_person(COMMAND_LINE, person.pk, build.TODAY)
        if line.weight == "required"
    ]
    total = partnership_heat(COMMAND_LINE, fellside.pk, build.TODAY).total
    for status in ("met", "due", "overdue", "induction", "never"):
        assert getattr(total, status) == sum(line.status == status for line in lines)
    assert total.verified == sum(line.is_verified and line.status in ("met", "due") for line in lines)
    found = reach(COMMAND_LINE, fellside.pk, build.TODAY)
    assert sum(row.headcount for row in found.rows) == len(people)
    lacking = {line.person_id for line in lines if line.status in ("overdue", "never")}
    assert sum(row.trained for row in found.rows) == len(people) - len(lacking)


def test_a_kept_quarter_is_that_day_worked_out_again(fellside: Partnership, people: list[Person]) -> None:
    keep_quarters(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk)
    for end in quarter_ends(build.TODAY):
        kept = {
            (one.agency_id, one.requirement_key): Tally(
                one.met, one.due, one.overdue, one.exempt, one.induction, one.never, one.verified
            )
            for one in QuarterFigure.objects.filter(ends_on=end)
        }
        assert kept == figures_as_at(fellside.pk, end)
        counted = [
            line for person in people for line in of_person(COMMAND_LINE, person.pk, end) if line.weight == "required"
        ]
        assert sum((tally for tally in kept.values()), Tally()).headcount == len(counted)
    assert len(trend(COMMAND_LINE, fellside.pk, build.TODAY)) > 4


def test_the_forecast_needs_a_place_for_each_person_and_course(fellside: Partnership, people: list[Person]) -> None:
    settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk)
    found = forecast(COMMAND_LINE, fellside.pk, build.TODAY)
    needed = set()
    for person in people:
        for line in of_person(COMMAND_LINE, person.pk, build.TODAY):
            if line.key.startswith("awareness") and max(line.due_on or build.TODAY, build.TODAY) < date(2028, 1, 1):
                needed.add(person.pk)
    awareness = [place for place in found.places if place.course == build.course(fellside, "awareness").title]
    assert sum(place.places for place in awareness) == len(needed)
    yearly = Completed(Selection(courses=("awareness",)), Period(1, Unit.YEARS))
    other = forecast_what_if(COMMAND_LINE, fellside.pk, build.TODAY, requirement_key="awareness", rule=yearly)
    assert other.now == found
    assert other.then.total > found.total
    assert set(other.then.by_course()) == set(found.by_course())
