"""The time for the first training runs from the day on which a requirement first stood in force."""

from datetime import date

import pytest

from goldenthread.kernel.actor import CLOCK, COMMAND_LINE
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.models import Version
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import Person
from goldenthread.training.standing.models import Standing
from goldenthread.training.standing.selectors.facts import facts_of, standing_of
from goldenthread.training.standing.selectors.people import of_person
from goldenthread.training.standing.selectors.plan import plan_in_force
from goldenthread.training.standing.selectors.preview import preview
from goldenthread.training.standing.services import settle, take_force
from goldenthread.training.standing.terms import Status

from . import build

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2026, 1, 1), date(2026, 3, 2)

OLD = """
format = 1

[framework]
key = "vale"
title = "Vale training strategy"
partnership = "Vale"

[[job_roles]]
key = "teacher"
title = "Teacher"

[[groups]]
key = "a"
name = "Group A"
job_roles = ["teacher"]

[[courses]]
key = "awareness"
title = "Awareness"

[[courses]]
key = "neglect"
title = "Neglect"

[[requirements]]
key = "awareness"
title = "Awareness"
groups = ["a"]
first_within = "3 months"
rule = { completed = { courses = ["awareness"] } }
"""
NEW_CLAUSE = """
[[requirements]]
key = "neglect"
title = "Neglect"
groups = ["a"]
first_within = "6 weeks"
rule = { completed = { courses = ["neglect"] } }
"""


@pytest.fixture
def vale() -> Partnership:
    return build.partnership("Vale")


@pytest.fixture
def old(vale: Partnership) -> Version:
    return build.text_in_force(vale, OLD, on=FIRST)


@pytest.fixture
def person(vale: Partnership, old: Version) -> Person:
    return build.posted(vale, build.agency([vale]), "teacher", starts_on=date(2010, 5, 4))


def draft_of(vale: Partnership) -> Version:
    return frameworks.import_text(by=COMMAND_LINE, at=build.NOW, partnership=vale, text=OLD + NEW_CLAUSE)


def stands(person: Person, on: date) -> dict[str, tuple[Status, date | None]]:
    return {line.key: (line.status, line.grace_until) for line in of_person(COMMAND_LINE, person.pk, on)}


def test_nobody_is_late_on_the_day_a_strategy_takes_force(person: Person) -> None:
    assert stands(person, FIRST) == {"awareness": (Status.INDUCTION, date(2026, 4, 1))}
    assert stands(person, date(2026, 4, 2)) == {"awareness": (Status.NEVER, date(2026, 4, 1))}


def test_a_later_version_gives_time_for_what_it_newly_asks_and_for_nothing_else(
    vale: Partnership, person: Person
) -> None:
    take_force(by=COMMAND_LINE, at=build.NOW, version=draft_of(vale), on=SECOND)
    asked = {"awareness": (Status.INDUCTION, date(2026, 4, 1)), "neglect": (Status.INDUCTION, date(2026, 4, 13))}
    assert stands(person, SECOND) == asked
    assert stands(person, date(2026, 3, 1)) == {"awareness": asked["awareness"]}
    assert stands(person, date(2026, 4, 10)) == {
        "awareness": (Status.NEVER, date(2026, 4, 1)),
        "neglect": asked["neglect"],
    }


def test_whoever_is_in_induction_reads_from_which_day_the_time_counts_and_why(
    vale: Partnership, person: Person
) -> None:
    take_force(by=COMMAND_LINE, at=build.NOW, version=draft_of(vale), on=SECOND)
    newcomer = build.posted(vale, build.agency([vale], "Thornley Two"), "teacher", starts_on=date(2026, 3, 5))
    said = {line.key: line.explanation for line in of_person(COMMAND_LINE, person.pk, date(2026, 3, 6))}
    assert said["neglect"].startswith(
        "in induction until 13 April 2026: asked since 2 March 2026, when Vale training strategy took force; "
        "6 weeks to complete it"
    )
    assert "asked since 1 January 2026, when it was first asked here; 3 months to complete it" in said["awareness"]
    (own, _) = of_person(COMMAND_LINE, newcomer.pk, date(2026, 3, 6))
    assert own.asked_since == "asked since 5 March 2026, when the post began; 3 months to complete it"


SAME = (
    NEW_CLAUSE
    + """
[[requirements]]
key = "neglect-again"
title = "Neglect again"
about = "neglect"
groups = ["a"]
first_within = "6 weeks"
rule = { completed = { courses = ["neglect"] } }
"""
)


def test_nothing_in_induction_is_called_never_met(vale: Partnership, person: Person) -> None:
    draft = frameworks.import_text(by=COMMAND_LINE, at=build.NOW, partnership=vale, text=OLD + SAME)
    take_force(by=COMMAND_LINE, at=build.NOW, version=draft, on=SECOND)
    also = {line.key: line.also_named for line in of_person(COMMAND_LINE, person.pk, SECOND)}
    assert also["neglect"] == ("Neglect again (Vale training strategy; as Group A): in induction until 13 April 2026",)
    late = {line.key: line.also_named for line in of_person(COMMAND_LINE, person.pk, date(2026, 4, 14))}
    assert late["neglect"] == ("Neglect again (Vale training strategy; as Group A): never met",)


def test_a_preview_gives_the_time_that_the_version_gives(vale: Partnership, person: Person) -> None:
    draft = draft_of(vale)
    later = date(2026, 6, 1)
    told = {move.key: (move.before, move.after) for move in preview(COMMAND_LINE, draft, later).moves}
    assert told == {"neglect": ("not asked", "induction")}
    take_force(by=COMMAND_LINE, at=build.NOW, version=draft, on=later)
    assert stands(person, later)["neglect"] == (Status.INDUCTION, date(2026, 7, 13))
    assert stands(person, later)["awareness"] == (Status.NEVER, date(2026, 4, 1))


def test_a_plan_that_is_kept_follows_a_day_that_moves(vale: Partnership, person: Person) -> None:
    """A version planned for May, withdrawn, and planned for June again: June's people have June's time."""
    draft, look = draft_of(vale), date(2026, 6, 20)
    for day, until in ((date(2026, 5, 1), date(2026, 6, 12)), (date(2026, 6, 1), date(2026, 7, 13))):
        take_force(by=COMMAND_LINE, at=build.NOW, version=draft, on=day)
        assert stands(person, look)["neglect"][1] == until
        if day.month == 5:
            frameworks.withdraw_planned(by=COMMAND_LINE, at=build.NOW, version=draft, on=build.TODAY)
            assert "neglect" not in stands(person, look)
    assert stands(person, date(2026, 5, 2)).keys() == {"awareness"}


def test_everyone_at_once_is_one_at_a_time(vale: Partnership, person: Person) -> None:
    build.posted(vale, build.agency([vale], "Thornley Two"), "teacher", starts_on=date(2026, 2, 27))
    take_force(by=COMMAND_LINE, at=build.NOW, version=draft_of(vale), on=SECOND)
    settle(by=CLOCK, at=build.NOW, on=SECOND, partnership_id=vale.pk)
    rows = Standing.objects.filter(partnership_id=vale.pk)
    kept = {(row.person_id, row.requirement_id): (row.applies_from, row.grace_until) for row in rows}
    plan = plan_in_force(vale.pk, SECOND)
    facts = facts_of([row.person_id for row in rows], SECOND)
    alone = {
        (who, requirement): (values[3], values[2])
        for one, found in facts.items()
        for (who, _, requirement), values in standing_of(plan, one, found).items()
    }
    assert kept == alone
    assert sorted(kept.values()) == [
        (FIRST, date(2026, 4, 1)),
        (date(2026, 2, 27), date(2026, 5, 27)),
        (SECOND, date(2026, 4, 13)),
        (SECOND, date(2026, 4, 13)),
    ]


@pytest.mark.parametrize("pack", ["kirklees-2011", "cumbria-2022", "south-gloucestershire-2016"])
def test_a_framework_in_force_before_the_post_counts_from_the_post(vale: Partnership, pack: str) -> None:
    build.adopt(vale, pack, on=date(2011, 4, 1))
    starts = date(2026, 1, 5)
    somebody = build.posted(vale, build.agency([vale]), "teacher", starts_on=starts)
    facts = facts_of([somebody.pk], build.TODAY)[somebody.pk]
    values = standing_of(plan_in_force(vale.pk, build.TODAY), somebody.pk, facts)
    assert {one[3] for one in values.values()} == {starts}
