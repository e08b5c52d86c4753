"""Two hundred people apply at once, and a server is killed as it answers: real servers, real requests.

On PostgreSQL three servers share the work; on SQLite there is one. Every reply is held against its row.
"""

import html
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from goldenthread.training.bookings.rules.turn import Room, Seat, Waiter, seat_for_newcomer
from tests.browser.conftest import free_port

from .county import CAP, EVERYONE, KEPT, PLACES

ROOT = Path(__file__).parents[4]
CLIENTS = 32
SECRET = "a" * 32
SAYS = {
    "confirmed": "The place is booked.",
    "waiting": "Every place is taken, so the application is on the waiting list.",
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """A new database of the engine in use, and what the servers need to find it."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GOLDEN_THREAD_")}
    found = kept | {
        "DJANGO_SETTINGS_MODULE": "goldenthread.settings",
        "GOLDEN_THREAD_TESTING": "1",
        "GOLDEN_THREAD_STATE": str(tmp_path_factory.mktemp("at-once")),
        "PYTHONPATH": str(ROOT),
    }
    if connection.vendor != "postgresql":
        yield found
        return
    blocker = request.getfixturevalue("django_db_blocker")
    asked = connection.settings_dict
    name = f"test_goldenthread_at_once{os.environ.get('GOLDEN_THREAD_TEST_SUFFIX', '')}"
    password = f":{asked['PASSWORD']}" if asked["PASSWORD"] else ""
    address = f"postgres://{asked['USER']}{password}@{asked['HOST']}:{asked['PORT']}/{name}"
    with blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield found | {"GOLDEN_THREAD_DATABASE": address}
    with blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def sessions(environment: dict[str, str]) -> dict[str, str]:
    """Everyone's session, by person; the county is prepared once."""
    found: dict[str, str] = told(environment)["sessions"]
    return found


def told(environment: dict[str, str], slug: str = "") -> Any:
    """What the county says of itself, from a process of its own."""
    script = f"import django; django.setup(); from tests.training.bookings.faults.county import tell; tell('{slug}')"
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@contextmanager
def served(environment: dict[str, str], application: str = "goldenthread.wsgi:application") -> Iterator[int]:
    """One server process of the product, ready to answer."""
    port = free_port()
    granian = Path(sys.executable).with_name("granian")
    serve = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    serve += ["--blocking-threads", "4", "--no-ws", "--log-level", "warning", application]
    with subprocess.Popen(serve, env=environment, cwd=ROOT, start_new_session=True) as server:
        try:
            until = time.monotonic() + 60
            while not answers(port):
                assert server.poll() is None and time.monotonic() < until, "the server did not start"
                time.sleep(0.1)
            yield port
        finally:
            os.killpg(server.pid, signal.SIGKILL)


def answers(port: int) -> bool:
    try:
        return ask(port, "GET", "/account/login/", "")[0] == 200
    except OSError:
        return False


def ask(
    port: int, method: str, path: str, session: str, body: str = "", **headers: str
) -> tuple[int, str, str, list[str]]:
    """One request of a browser that is signed in: status, where it is sent, the page, and the cookies set."""
    cookies = f"csrftoken={SECRET}; sessionid={session}" + (f"; {headers.pop('cookie')}" if "cookie" in headers else "")
    with_it = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", **headers}
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        server.request(method, path, body or None, with_it)
        answer = server.getresponse()
        page = html.unescape(answer.read().decode())
        set_cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        return answer.status, answer.getheader("Location") or "", page, set_cookies
    finally:
        server.close()


def path_of(slug: str) -> str:
    return f"/events/fellside/{slug}/apply/"


def applies(port: int, path: str, session: str, **headers: str) -> tuple[int, int | None, str]:
    """Press the button and follow where it leads: status, the booking's number, what the page says."""
    body = f"csrfmiddlewaretoken={SECRET}&email=&supervisor_name=&supervisor_email="
    status, leads_to, page, cookies = ask(port, "POST", path, session, body, **headers)
    if status != 302:
        return status, None, page
    kept = [one for one in cookies if one.startswith("messages=")]
    status, _, page, _ = (
        ask(port, "GET", leads_to, session, cookie="; ".join(kept)) if kept else ask(port, "GET", leads_to, session)
    )
    found = re.fullmatch(r"/bookings/(\d+)/", leads_to)
    assert found, leads_to
    return status, int(found[1]), page


def fair(rows: dict[str, Any], agency_kept: int) -> list[str]:
    """What each should be, told one by one in the order of their turns by the rule alone."""
    room = Room(
        tuple(
            Seat(number, number, kept_for=agency_kept if number > PLACES - KEPT else None) for number in range(1, 21)
        ),
        {},
        {agency_kept: KEPT},
        CAP,
    )
    states, waiting = [], list[Waiter]()
    for row in rows["bookings"]:
        one = Waiter(row["id"], row["turn"], row["agency_id"])
        seat = seat_for_newcomer(one, waiting, room)
        if seat is None:
            waiting.append(one)
            states.append("waiting")
        else:
            room = room.without(seat, one.agency)
            states.append("confirmed")
    return states


def test_two_hundred_apply_at_once_for_twenty_places(environment: dict[str, str], sessions: dict[str, str]) -> None:
    servers = 3 if connection.vendor == "postgresql" else 1
    with ExitStack() as stack:
        ports = [stack.enter_context(served(environment)) for _ in range(servers)]
        people = list(sessions.items())

        def one(number: int) -> tuple[str, tuple[int, int | None, str]]:
            person, session = people[number]
            return person, applies(ports[number % servers], path_of("neglect"), session)

        with ThreadPoolExecutor(CLIENTS) as pool:
            replies = dict(pool.map(one, range(EVERYONE)))
        again = applies(ports[0], path_of("neglect"), people[0][1])
    rows = told(environment, "neglect")
    bookings = {str(row["person_id"]): row for row in rows["bookings"]}
    assert Counter(status for status, _, _ in replies.values()) == {200: EVERYONE}
    assert len(rows["bookings"]) == len(bookings) == EVERYONE
    assert (rows["places"], rows["held"]) == (PLACES, PLACES)
    wrong = [
        (person, bookings[person]["state"])
        for person, (_, booking, page) in replies.items()
        if booking != bookings[person]["id"] or SAYS[bookings[person]["state"]] not in page
    ]
    assert wrong == [], "every reply equals its row"
    states = Counter(row["state"] for row in rows["bookings"])
    assert states == {"confirmed": PLACES, "waiting": EVERYONE - PLACES}
    (agency_kept,) = set(rows["kept"].values())
    holders = Counter(row["agency_id"] for row in rows["bookings"] if row["state"] == "confirmed")
    assert holders.pop(agency_kept) == KEPT
    assert max(holders.values()) <= CAP
    assert [row["turn"] for row in rows["bookings"]] == list(range(1, EVERYONE + 1))
    assert [row["state"] for row in rows["bookings"]] == fair(rows, agency_kept), "in order, and nobody jumped"
    assert again[0] < 500
    assert "applied for this event already" in again[2]


def test_a_server_killed_before_its_answer_leaves_one_booking(
    environment: dict[str, str], sessions: dict[str, str]
) -> None:
    person, session = next(iter(sessions.items()))
    ends_it = {"X-Killed-Before-The-Answer": "yes"}
    with (
        served(environment, "tests.training.bookings.faults.dying:application") as port,
        pytest.raises((OSError, http.client.HTTPException)),
    ):
        applies(port, path_of("quiet"), session, **ends_it)
    before = told(environment, "quiet")
    with served(environment) as port:
        status, _, page = applies(port, path_of("quiet"), session)
        _, _, own, _ = ask(port, "GET", "/my-learning/bookings/", session)
    after = told(environment, "quiet")
    assert [(row["person_id"], row["state"]) for row in before["bookings"]] == [(int(person), "confirmed")]
    assert after == before
    assert status < 500
    assert "applied for this event already" in page
    assert "Quiet" in own
