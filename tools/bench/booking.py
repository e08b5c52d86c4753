"""Places confirmed through real HTTP by many people at once on one event."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from .county import AT, county, literal, make_rows, models, numbers
from .registry import POSTGRESQL, Bench, Figure, measure

CLIENTS = 32
EACH = 640
"""So many people book in one round; each of the three ways has people and an event of its own."""

CSRF = "b" * 32


def an_event(number: int) -> int:
    """An event of the county with a place for everyone of one round."""
    course, event, session, place = models("catalogue.Course", "events.Event", "events.Session", "bookings.Place")
    taught = course.objects.create(
        partnership_id=1, key=f"bench-{number}", title=f"Bench {number}", state="published", minutes=180
    )
    held = event.objects.create(
        partnership_id=1, course=taught, slug=f"bench-{number}", title=f"Bench {number}", state="published",
        published_at=AT, mode="online", online_link="https://meet.example/1",
    )  # fmt: skip
    now = time.time()
    first, last = (
        apps.get_model("events.Session")
        .objects.model._meta.get_field("starts_at")
        .to_python(time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(now + 40 * 86400 + hours * 3600)))
        for hours in (0, 3)
    )
    session.objects.create(event=held, starts_at=first, ends_at=last)
    make_rows(place, numbers(EACH + 5), event_id=str(held.pk), number="i", is_online=literal(True))
    return int(held.pk)


def people(first: int) -> list[str]:
    """Accounts of so many people of the county, signed in: their session keys."""
    account, person = models("accounts.Account", "workforce.Person")
    make_rows(
        account, numbers(EACH), email=f"'bench' || ({first} + i) || '@agency.example'", name="'Somebody'",
        password=literal("!"), joined_at=literal(AT.isoformat()),
    )  # fmt: skip
    made = list(account.objects.order_by("-pk")[:EACH])
    for step, one in enumerate(made):
        person.objects.filter(pk=first + step).update(account=one)
    return [signed_in(one) for one in made]


def signed_in(account: object) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)  # type: ignore[attr-defined]
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()  # type: ignore[attr-defined]
    session.save()
    return str(session.session_key)


@contextmanager
def served() -> Iterator[int]:
    """The product on a port of its own, in two processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--factory", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "error",
        "tools.bench._server:application",
    ]  # fmt: skip
    with subprocess.Popen(command, env={**os.environ, "GOLDEN_THREAD_TESTING": "1"}, stdout=sys.stderr) as server:
        try:
            for _ in range(200):
                try:
                    with socket.create_connection(("127.0.0.1", port), timeout=1):
                        break
                except OSError:
                    time.sleep(0.1)
            yield port
        finally:
            server.terminate()


def sent(port: int, address: str, keys: Sequence[str]) -> float:
    """Seconds in which everyone books, so many at once. Any answer but a redirect ends the bench."""
    waiting, wrong = list(keys), []
    body = urlencode({"csrfmiddlewaretoken": CSRF, "email": "somebody@agency.example"})

    def client() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while waiting and not wrong:
            try:
                key = waiting.pop()
            except IndexError:
                break
            headers = {
                "Cookie": f"{settings.SESSION_COOKIE_NAME}={key}; csrftoken={CSRF}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            line.request("POST", address, body, headers)
            answer = line.getresponse()
            text = answer.read()
            if answer.status != 302:
                wrong.append(f"{answer.status}: {text[:2000]!r}")
        line.close()

    return timed_together([client] * CLIENTS, wrong)


def timed_together(work: Sequence[Callable[[], None]], wrong: list[str]) -> float:
    threads = [threading.Thread(target=one) for one in work]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise SystemExit(f"a booking was answered {wrong[0]}")
    return time.perf_counter() - start


def bare_sql(event_id: int) -> float:
    """The same rows by as many connections, without a server: what the database itself does in that time."""
    told = connection.get_connection_params()
    place = {name: told[name] for name in ("host", "port", "user", "dbname") if told.get(name)}
    waiting = list(range(1, EACH + 1))

    def client() -> None:
        with psycopg.connect(**place) as line:
            while waiting:
                try:
                    person = waiting.pop()
                except IndexError:
                    break
                with line.transaction():
                    book(line, event_id, person)

    return timed_together([client] * CLIENTS, [])


def book(line: "psycopg.Connection[tuple[int, ...]]", event_id: int, person: int) -> None:
    line.execute("SELECT id FROM events_event WHERE id = %s FOR NO KEY UPDATE", [event_id])
    turn = line.execute("SELECT COALESCE(MAX(turn), 0) + 1 FROM bookings_booking WHERE event_id = %s", [event_id])
    (number,) = turn.fetchone() or (0,)
    line.execute(
        "INSERT INTO bookings_booking (event_id, person_id, agency_id, place_id, state, is_without_limit, "
        "wants_online, source, applied_at, email, supervisor_name, supervisor_email, answers, why_held, "
        "turn, confirmed_at, why, outcome, why_outcome, minutes_attended, told, told_edition, invitation_number, "
        "invited_sessions) "
        "SELECT %s, %s, (SELECT agency_id FROM workforce_post WHERE person_id = %s LIMIT 1), "
        "(SELECT p.id FROM bookings_place p WHERE p.event_id = %s AND NOT EXISTS (SELECT 1 FROM bookings_booking b "
        "WHERE b.place_id = p.id) ORDER BY p.number LIMIT 1), 'confirmed', FALSE, FALSE, 'own', now(), '', '', '', "
        "'{}', '[]', %s, now(), '', '', '', 0, '', 0, 0, 0",
        [event_id, person, person, event_id, number],
    )
    line.execute(
        "INSERT INTO audit_entry (at, by_name, act, thing, thing_id, partnership_id, reason, changes) "
        "VALUES (now(), 'Somebody', 'apply', 'bookings.booking', %s, 1, '', '{}')",
        [str(person)],
    )


@measure("booking")
def booking(bench: Bench) -> list[Figure]:
    """Places confirmed by 32 people at once on one event, against a view that decides nothing."""
    if bench.engine != POSTGRESQL:
        return []
    county(bench)
    real, bare, plain = (an_event(number) for number in (1, 2, 3))
    first, second = people(1), people(EACH + 1)
    with served() as port:
        seconds = sent(port, "/events/county/bench-1/apply/", first)
        floor = sent(port, f"/bench/book/{bare}/", second)
    confirmed = apps.get_model("bookings.Booking").objects.filter(event_id=real, state="confirmed").count()
    if confirmed != EACH:
        raise SystemExit(f"{confirmed} of {EACH} were confirmed")
    raw = bare_sql(plain)
    note = (
        f"{EACH / seconds:.0f} places a second through HTTP; the bare view {EACH / floor:.0f}; "
        f"bare SQL on {CLIENTS} connections {EACH / raw:.0f}"
    )
    return [bench.figure("place confirmed, 32 people at once", seconds / EACH, floor / EACH, 2.5, note)]
