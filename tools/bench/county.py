"""A synthetic county for the bench, made inside the database so that a million records load in seconds."""

import json
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.kernel.periods import Period, Unit
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.rules import write
from goldenthread.setting.frameworks.terms import (
    AllOf,
    AnyOf,
    Completed,
    Count,
    Framework,
    Group,
    Inherits,
    JobRole,
    Level,
    Minutes,
    NamedCourse,
    Question,
    Requirement,
    Rule,
    Selection,
    Weight,
)
from goldenthread.training.standing.services import take_force
from tools.bench.registry import Bench

ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
RECORDS_A_PERSON = 12
COURSES = (
    ("awareness", "1"),
    ("working-together", "2"),
    ("working-together-refresher", "2"),
    ("neglect", "3"),
    ("exploitation", "3"),
    ("domestic-abuse", "3"),
    ("conferences", "2"),
    ("allegations", "4"),
    ("section-11", "4"),
    ("lessons", "3"),
    ("child-death", "3"),
    ("online-safety", "1"),
)
THREE_YEARS = Period(3, Unit.YEARS)
ONE_YEAR = Period(1, Unit.YEARS)


def _course(*keys: str) -> Selection:
    return Selection(courses=keys)


LEVEL_3 = Selection(level_at_least="3")


def framework() -> Framework:
    """Eight groups as a real strategy sets them, each taking on what the one before is asked."""
    groups = tuple(
        Group(
            key=f"group-{i}",
            name=f"Group {i}",
            job_roles=tuple(f"role-{i}-{n}" for n in range(5)),
            inherits=(Inherits(f"group-{i - 1}", "advises" if i == 5 else ""),) if i > 1 else (),
        )
        for i in range(1, 9)
    )
    again = AnyOf((Completed(_course("working-together"), THREE_YEARS), Completed(LEVEL_3, THREE_YEARS)))
    asked: list[tuple[str, str, Rule]] = [
        ("awareness", "group-1", Completed(_course("awareness"), THREE_YEARS)),
        ("working-together", "group-2", AllOf((Completed(_course("working-together")), again))),
        ("conferences", "group-3", Completed(_course("conferences"), THREE_YEARS)),
        ("level-3-yearly", "group-4", Completed(LEVEL_3, ONE_YEAR)),
        ("lessons", "group-5", Completed(_course("lessons", "child-death"), THREE_YEARS)),
        ("allegations", "group-6", Completed(_course("allegations"), THREE_YEARS)),
        ("section-11", "group-7", Completed(_course("section-11"), Period(2, Unit.YEARS))),
        ("two-of-level-3", "group-8", Count(2, LEVEL_3, THREE_YEARS)),
        ("hours", "group-8", Minutes(960, Selection(topics=("safeguarding",)), THREE_YEARS, 50)),
    ]
    requirements = tuple(
        Requirement(
            key=key,
            title=key.replace("-", " ").capitalize(),
            rule=rule,
            groups=(group,),
            first_within=Period(3, Unit.MONTHS),
            notice=Period(3, Unit.MONTHS),
            weight=Weight.REQUIRED,
        )
        for key, group, rule in asked
    )
    return Framework(
        key="county",
        title="County",
        partnership="County",
        levels=tuple(Level(str(i), f"Level {i}", order=i) for i in range(1, 5)),
        questions=(Question("advises", "Do you advise staff in groups 3 and 4?"),),
        job_roles=tuple(JobRole(role, role) for group in groups for role in group.job_roles),
        groups=groups,
        courses=tuple(
            NamedCourse(
                key,
                key.replace("-", " ").capitalize(),
                level=level,
                topics=("safeguarding",),
                minutes=180,
                participatory_minutes=90,
                refresher_of="working-together" if key == "working-together-refresher" else "",
            )
            for key, level in COURSES
        ),
        requirements=requirements,
    )


def _many(count: int, name: str = "i") -> str:
    """A relation of the numbers from 1 to a count, in a column of that name."""
    if connection.vendor == "postgresql":
        return f"(SELECT n AS {name} FROM generate_series(1, {count}) AS numbers(n)) AS of_{name}"
    return (
        f"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) SELECT i AS {name} FROM n)"
    )


def _day(expression: str) -> str:
    """A day so many days before the bench's own."""
    if connection.vendor == "postgresql":
        return f"(DATE '{ON.isoformat()}' - ({expression})::int)"
    return f"date('{ON.isoformat()}', '-' || ({expression}) || ' days')"


def _spread(expression: str, over: int) -> str:
    """A number that looks drawn by lot, the same on every engine and in every run."""
    return f"(((({expression}) * CAST(48271 AS bigint)) % 2147483647) % {over})"


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE") if connection.vendor == "postgresql" else str(int(value))
    return "'" + str(value).replace("'", "''") + "'" if isinstance(value, str) else json.dumps(value)


def _fill(model: type[Model], source: str, **columns: str) -> None:
    """Make rows of a model from a query: what is not said takes the model's own default."""
    for field in model._meta.local_concrete_fields:
        if field.column in columns or field.primary_key or field.null:
            continue
        default = field.get_default()
        columns[field.column] = _literal("" if default is None else default)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
            f"SELECT {', '.join(columns.values())} FROM {source}"
        )


def _models(*names: str) -> list[Any]:
    return [apps.get_model(name) for name in names]


def fill(people: int) -> None:
    """People, posts and records for the bench, and the framework they are judged by in force."""
    agencies = max(60, people // 400)
    partnership, agency, membership, role, course = _models(
        "partnerships.Partnership",
        "partnerships.Agency",
        "partnerships.Membership",
        "workforce.JobRole",
        "catalogue.Course",
    )
    person, post, answer, record = _models(
        "workforce.Person", "workforce.Post", "workforce.ConditionAnswer", "records.Record"
    )
    partnership.objects.create(id=1, slug="county", name="County", short_name="County", area="County")
    kinds = "CASE i % 3 WHEN 0 THEN 'school' WHEN 1 THEN 'health-provider' ELSE 'voluntary' END"
    _fill(agency, _many(agencies), id="i", slug="'agency-' || i", name="'Agency ' || i", kind=kinds, duty="'member'")
    _fill(
        membership,
        _many(agencies),
        partnership_id="1",
        agency_id="i",
        reports_by="'named-list'",
        starts_on=_day("3000"),
    )
    draft = frameworks.import_text(
        by=COMMAND_LINE, at=AT, partnership=partnership.objects.get(), text=write(framework())
    )
    take_force(by=COMMAND_LINE, at=AT, version=draft, on=date(2020, 1, 1))
    roles = role.objects.count()
    first_role, first_course = (
        model.objects.order_by("pk").values_list("pk", flat=True)[0] for model in (role, course)
    )
    _fill(person, _many(people), id="i", given_name="'Given'", family_name="'Family ' || i")
    # One person in twenty holds a second post in the same agency.
    for source, posts in (("i", people), ("i * 20", people // 20)):
        _fill(
            post,
            _many(posts),
            person_id=source,
            partnership_id="1",
            agency_id=f"1 + {_spread(source, agencies)}",
            job_role_id=f"{first_role} + {_spread(f'i * 7 + {posts}', roles)}",
            job_title="'Post'",
            starts_on=_day("60 + " + _spread("i * 3", 3000)),
        )
    _fill(
        answer,
        _many(people // 5),
        person_id="i * 5",
        partnership_id="1",
        question_key="'advises'",
        is_yes=_literal(True),
        answered_at=_day("0"),
    )
    _fill(
        record,
        f"{_many(people, 'p')}, {_many(RECORDS_A_PERSON, 'k')}",
        person_id="p",
        course_id=f"{first_course} - 1 + k",
        completed_on=_day(_spread("p * 12 + k", 2500)),
        minutes="180",
        participatory_minutes="90",
        format="CASE k % 2 WHEN 0 THEN 'e-learning' ELSE 'face-to-face' END",
        provider_kind="'multi-agency'",
        state=f"CASE WHEN {_spread('p * 12 + k', 10)} < 7 THEN 'verified' ELSE 'imported' END",
        entered_at=_day("0"),
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def county(bench: Bench, people: int = 0) -> None:
    """Have a county of the bench's own size, made once a run; of another size, in its place."""
    wanted = people or bench.people
    if bench.shared.get("county") == wanted:
        return
    if "county" in bench.shared:
        call_command("flush", interactive=False, verbosity=0)
    fill(wanted)
    bench.shared["county"] = wanted
