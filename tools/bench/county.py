"""A synthetic county for the bench, made inside the database so that a million records load in seconds."""

import json
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.selectors import framework_of
from goldenthread.training.standing.services import settle, take_force
from tools.bench.registry import Bench

ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
RECORDS_A_PERSON = 12
PACK = "kirklees-2011"
"""The framework the county is judged by: eight groups, as a real strategy sets them."""

EVERYONES = 4
"""So many of the framework's courses are on everyone's record; the rest are spread."""


def numbers(count: int, name: str = "i") -> str:
    """A relation of the numbers from 1 to a count, in a column of that name."""
    if connection.vendor == "postgresql":
        return f"(SELECT n AS {name} FROM generate_series(1, {count}) AS numbers(n)) AS of_{name}"
    return (
        f"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) SELECT i AS {name} FROM n)"
    )


def days_before(expression: str) -> str:
    """A day so many days before the bench's own."""
    if connection.vendor == "postgresql":
        return f"(DATE '{ON.isoformat()}' - ({expression})::int)"
    return f"date('{ON.isoformat()}', '-' || ({expression}) || ' days')"


def spread(expression: str, over: int) -> str:
    """A number that looks drawn by lot, the same on every engine and in every run."""
    return f"(((({expression}) * CAST(48271 AS bigint)) % 2147483647) % {over})"


def literal(value: Any) -> str:
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE") if connection.vendor == "postgresql" else str(int(value))
    said = value if isinstance(value, str) else json.dumps(value)
    return said if isinstance(value, int | float) else "'" + said.replace("'", "''") + "'"


def make_rows(model: type[Model], source: str, **columns: str) -> None:
    """Make rows of a model from a query: what is not said takes the model's own default."""
    for field in model._meta.local_concrete_fields:
        if field.column in columns or field.primary_key or field.null:
            continue
        default = field.get_default()
        columns[field.column] = literal("" if default is None else default)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
            f"SELECT {', '.join(columns.values())} FROM {source}"
        )


def models(*names: str) -> list[Any]:
    return [apps.get_model(name) for name in names]


def fill(people: int) -> None:
    """People, posts and records for the bench, and the framework they are judged by in force."""
    agencies = max(60, people // 400)
    partnership, agency, membership, role, course = models(
        "partnerships.Partnership",
        "partnerships.Agency",
        "partnerships.Membership",
        "workforce.JobRole",
        "catalogue.Course",
    )
    person, post, answer, record = models(
        "workforce.Person", "workforce.Post", "workforce.ConditionAnswer", "records.Record"
    )
    partnership.objects.create(id=1, slug="county", name="County", short_name="County", area="County")
    kinds = "CASE i % 3 WHEN 0 THEN 'school' WHEN 1 THEN 'health-provider' ELSE 'voluntary' END"
    said = {"slug": "'agency-' || i", "name": "'Agency ' || i", "kind": kinds, "duty": "'member'"}
    make_rows(agency, numbers(agencies), id="i", **said)
    make_rows(
        membership,
        numbers(agencies),
        partnership_id="1",
        agency_id="i",
        reports_by="'named-list'",
        starts_on=days_before("3000"),
    )
    draft = frameworks.adopt_pack(by=COMMAND_LINE, at=AT, partnership=partnership.objects.get(), pack_key=PACK)
    take_force(by=COMMAND_LINE, at=AT, version=draft, on=date(2020, 1, 1))
    roles, courses = role.objects.count(), course.objects.count()
    first_role, first_course = (
        model.objects.order_by("pk").values_list("pk", flat=True)[0] for model in (role, course)
    )
    make_rows(person, numbers(people), id="i", given_name="'Given'", family_name="'Family ' || i")
    # One person in twenty holds a second post in the same agency.
    for source, posts in (("i", people), ("i * 20", people // 20)):
        make_rows(
            post,
            numbers(posts),
            person_id=source,
            partnership_id="1",
            agency_id=f"1 + {spread(source, agencies)}",
            job_role_id=f"{first_role} + {spread(f'i * 7 + {posts}', roles)}",
            job_title="'Post'",
            starts_on=days_before("60 + " + spread("i * 3", 3000)),
        )
    make_rows(
        answer,
        numbers(people // 5),
        person_id="i * 5",
        partnership_id="1",
        question_key=literal(framework_of(draft).questions[0].key),
        is_yes=literal(True),
        answered_at=days_before("0"),
    )
    make_rows(
        record,
        f"{numbers(people, 'p')}, {numbers(RECORDS_A_PERSON, 'k')}",
        person_id="p",
        course_id=f"{first_course} - 1 + CASE WHEN k <= {EVERYONES} THEN k "
        f"ELSE {EVERYONES + 1} + (p * 7 + k) % {courses - EVERYONES} END",
        completed_on=days_before("2 + " + spread("p * 12 + k", 2500)),  # nobody's on the day before: it is left free
        minutes="180",
        participatory_minutes="90",
        format="CASE k % 2 WHEN 0 THEN 'e-learning' ELSE 'face-to-face' END",
        provider_kind="'multi-agency'",
        state=f"CASE WHEN {spread('p * 12 + k', 10)} < 7 THEN 'verified' ELSE 'imported' END",
        entered_at=days_before("0"),
    )
    refreshed()


def refreshed() -> None:
    """Let the database count its rows again, as it does by itself soon after so many have come."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def county(bench: Bench) -> None:
    """Have a county of the bench's own size, made once a run."""
    if "county" not in bench.shared:
        fill(bench.people)
        bench.shared["county"] = bench.people


def settled_county(bench: Bench) -> None:
    """The same, with where everyone stands worked out."""
    county(bench)
    if "settled" not in bench.shared:
        settle(by=COMMAND_LINE, at=AT, on=AT.date())
        refreshed()
        bench.shared["settled"] = True
