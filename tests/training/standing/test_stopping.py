"""What adopting another framework strands, told before it does; and what an earlier course counts as from then on."""

from datetime import date

import pytest

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.models import Version
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import Person
from goldenthread.training.records.terms import State
from goldenthread.training.standing.models import Standing
from goldenthread.training.standing.selectors.facts import facts_of, standing_of
from goldenthread.training.standing.selectors.plan import plan_in_force
from goldenthread.training.standing.selectors.preview import preview
from goldenthread.training.standing.selectors.stopping import names_nothing, stops_counting
from goldenthread.training.standing.services import settle, take_force

from . import build

pytestmark = pytest.mark.django_db

HEAD = """
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
"""
OLD = f"""{HEAD}
[[courses]]
key = "basic"
title = "Basic awareness"

[[courses]]
key = "neglect"
title = "Neglect"

[[requirements]]
key = "basic"
title = "Know the basics"
groups = ["a"]
rule = {{ completed = {{ courses = ["basic"] }}, within = "3 years" }}

[[requirements]]
key = "neglect"
title = "Neglect"
groups = ["a"]
rule = {{ completed = {{ courses = ["neglect"] }} }}
"""
NEW = f"""{HEAD}
[[courses]]
key = "level-1"
title = "Level 1 awareness"

[[courses]]
key = "neglect"
title = "Neglect"

[[requirements]]
key = "level-1"
title = "Level 1"
groups = ["a"]
rule = {{ completed = {{ courses = ["level-1"] }}, within = "3 years" }}

[[requirements]]
key = "neglect"
title = "Neglect"
groups = ["a"]
rule = {{ completed = {{ courses = ["neglect"] }} }}
"""
COUNTS = """
[[earlier_courses]]
key = "basic"
title = "Basic awareness"
counts_as = ["level-1"]
"""
DONE = date(2025, 6, 1)


@pytest.fixture
def vale() -> Partnership:
    where = build.partnership("Vale")
    build.text_in_force(where, OLD)
    return where


@pytest.fixture
def person(vale: Partnership) -> Person:
    robin = build.posted(vale, build.agency([vale]), "teacher")
    build.completed(robin, build.course(vale, "basic"), DONE)
    build.completed(robin, build.course(vale, "basic"), date(2025, 7, 1), state=State.TO_VERIFY)
    build.completed(robin, build.course(vale, "basic"), date(2025, 8, 1), state=State.REFUSED)
    settle(by=COMMAND_LINE, at=build.NOW, on=build.TODAY, partnership_id=vale.pk)
    return robin


def draft(vale: Partnership, text: str) -> Version:
    return frameworks.import_text(by=COMMAND_LINE, at=build.NOW, partnership=vale, text=text)


def test_a_draft_says_which_records_would_stop_counting(vale: Partnership, person: Person) -> None:
    (lost,) = stops_counting(COMMAND_LINE, draft(vale, NEW), build.TODAY)
    assert (lost.key, lost.verified, lost.others, lost.met) == ("basic", 1, 1, ("Know the basics",))
    assert stops_counting(COMMAND_LINE, draft(vale, NEW + COUNTS), build.TODAY) == []


def test_what_an_earlier_course_counts_as_is_foreseen_and_then_so(vale: Partnership, person: Person) -> None:
    told = {}
    for name, text in (("without", NEW), ("with", NEW + COUNTS)):
        version = draft(vale, text)
        told[name] = [
            (one.title, one.after, one.valid_after) for one in preview(COMMAND_LINE, version, build.TODAY).moves
        ]
    assert ("Level 1", "never", None) in told["without"]
    assert ("Level 1", "met", date(2028, 7, 1)) in told["with"]
    take_force(by=COMMAND_LINE, at=build.NOW, version=version, on=build.TODAY)
    settle(by=COMMAND_LINE, at=build.NOW, on=build.TODAY, partnership_id=vale.pk)
    stands = Standing.objects.get(person=person, requirement_id=version.requirements.get(key="level-1").pk)
    assert (stands.valid_until, stands.verified_until) == (date(2028, 7, 1), date(2028, 6, 1))
    plan = plan_in_force(vale.pk, build.TODAY)
    alone = standing_of(plan, person.pk, facts_of([person.pk], build.TODAY)[person.pk])
    key = (person.pk, stands.agency_id, stands.requirement_id)
    assert alone[key][:2] == (stands.valid_until, stands.verified_until)


def test_a_key_of_no_course_is_named(vale: Partnership) -> None:
    version = draft(vale, NEW + COUNTS)
    assert names_nothing(COMMAND_LINE, version, ["basic", "basik"]) == ["basik"]
