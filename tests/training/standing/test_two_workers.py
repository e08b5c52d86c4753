"""Two workers settle at once: nothing is lost, nothing is doubled, and what moves meanwhile is settled afterwards.

Real threads with connections of their own, in a process and a database of their own: the trail lets nothing be
taken away, so a database in which something was committed cannot be emptied for the next test. On SQLite writers
wait for their turn in the product's own queue.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path
from threading import Barrier, Thread
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection

from goldenthread.foundation.freshness import selectors as stale
from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel.actor import CLOCK, COMMAND_LINE
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import Person
from goldenthread.training.records import services as records
from goldenthread.training.standing.models import Standing
from goldenthread.training.standing.services import settle, settle_people

from . import build

ROUNDS = 2
NUMBERS = count(1)


def at_once(*acts: Callable[[], object]) -> None:
    """Run these in threads of their own, begun together; what any of them raises is raised here."""
    began, failed = Barrier(len(acts)), list[BaseException]()

    def run(act: Callable[[], object]) -> None:
        try:
            began.wait()
            act()
        except BaseException as wrong:
            failed.append(wrong)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "they wait for each other"
    if failed:
        raise failed[0]


def county() -> tuple[Partnership, list[Person]]:
    """A school of thirty with a framework, settled; another each time."""
    number = next(NUMBERS)
    fellside = build.partnership(f"Fellside-{number}")
    build.adopt(fellside, "kirklees-2011")
    school = build.agency([fellside], f"Thornley School {number}")
    people = [
        build.posted(fellside, school, role)
        for role in ("librarian", "teacher", "youth-worker", "social-worker", "paediatrician") * 6
    ]
    settle(by=CLOCK, at=build.NOW, on=build.TODAY)
    return fellside, people


def completes(fellside: Partnership, people: list[Person], day: date) -> None:
    for person in people:
        records.record_completion(
            by=COMMAND_LINE,
            at=build.NOW,
            person=person,
            course=build.course(fellside, "awareness"),
            completed_on=day,
        )


def tick() -> None:
    settle(by=CLOCK, at=build.NOW, on=build.TODAY)


def assert_settled(fellside: Partnership) -> None:
    """What stands is what would be computed, once for each, and nothing waits."""
    tick()
    assert stale.count(freshness.PERSON) == stale.count(freshness.PARTNERSHIP) == 0
    assert settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk).changed == 0


def many_at_once() -> None:
    """The story: workers, a whole settling, requests and new facts, all together, several times."""
    fellside, people = county()
    rows = Standing.objects.count()
    assert rows > len(people)
    for number in range(ROUNDS):
        day = date(2025, 1 + number, 5)
        completes(fellside, people[:10], day)
        at_once(
            tick,
            tick,
            lambda: settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk),
            lambda day=day: completes(fellside, people[10:20], day),
            lambda: settle_people(
                by=COMMAND_LINE, at=build.NOW, on=build.TODAY, people=[person.pk for person in people[5:15]]
            ),
        )
        assert_settled(fellside)
        assert Standing.objects.count() == rows
        until = Standing.objects.filter(person__in=people[:20], valid_until=date(2028, 1 + number, 5))
        assert until.values("person").distinct().count() == 20


def a_fact_in_between() -> None:
    """While somebody is in the middle of being settled, their next record is entered and committed: it is not lost."""
    fellside, people = county()
    one = people[0]
    completes(fellside, [one], date(2025, 1, 5))
    tick()
    room = import_module("goldenthread.training.standing.services.settle")
    read, facts_read, entered = room.facts_of, Barrier(2), Barrier(2)
    others_write = connection.vendor == "postgresql"  # elsewhere the fact waits for its turn

    def slowly(people: Sequence[int], on: date) -> object:
        found = read(people, on)
        facts_read.wait(30)
        if others_write:
            entered.wait(30)
        return found

    def enter() -> None:
        facts_read.wait(30)
        completes(fellside, [one], date(2026, 2, 1))
        if others_write:
            entered.wait(30)

    with patch.object(room, "facts_of", slowly):
        at_once(lambda: settle_people(by=COMMAND_LINE, at=build.NOW, on=build.TODAY, people=[one.pk]), enter)
    assert stale.stale(freshness.PERSON, [one.pk]) == {one.pk}
    assert_settled(fellside)
    assert Standing.objects.filter(person=one, valid_until=date(2029, 2, 1)).exists()


def newcomers_at_once() -> None:
    """Somebody new is settled by two workers and a request in the same moment: each row is written once."""
    fellside, people = county()
    school = people[0].posts.get().agency
    for _ in range(ROUNDS):
        new = [build.posted(fellside, school, "teacher").pk for _ in range(10)]
        freshness.mark(kind=freshness.PERSON, keys=new, at=build.NOW)
        request = partial(settle_people, by=COMMAND_LINE, at=build.NOW, on=build.TODAY, people=new)
        at_once(tick, request, request, tick)
        assert_settled(fellside)
        assert Standing.objects.filter(person__in=new).values("person").distinct().count() == len(new)


STORIES = (many_at_once, newcomers_at_once, a_fact_in_between)


@pytest.fixture
def address(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A new database of the engine in use: its address, none for a file in a folder of the test's own."""
    if connection.vendor != "postgresql":
        yield ""
        return
    blocker = request.getfixturevalue("django_db_blocker")
    asked = connection.settings_dict
    name = f"test_goldenthread_together{os.environ.get('GOLDEN_THREAD_TEST_SUFFIX', '')}"
    password = f":{asked['PASSWORD']}" if asked["PASSWORD"] else ""
    with blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield f"postgres://{asked['USER']}{password}@{asked['HOST']}:{asked['PORT']}/{name}"
    with blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")


def test_several_settle_at_once(address: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "goldenthread.settings",
        "GOLDEN_THREAD_TESTING": "1",
        "GOLDEN_THREAD_DATABASE": address,
        "GOLDEN_THREAD_STATE": str(tmp_path),
    }
    told = f"from {__name__} import all_stories; all_stories()"
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{told}"],
        env=environment,
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.stdout.split() == [story.__name__ for story in STORIES], done.stderr[-3000:]


def all_stories() -> None:
    """Tell each in a county of its own; what the trail keeps stays from one to the next."""
    call_command("migrate", verbosity=0)
    for story in STORIES:
        story()
        sys.stdout.write(f"{story.__name__}\n")
