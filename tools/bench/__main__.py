"""`python -m tools.bench [NAME] [--json] [--people N] [--engine ENGINE]`: measure, on both engines."""

import argparse
import getpass
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tools.bench.registry import MEASURES, POSTGRESQL, SQLITE, Bench, Figure, discover

ADMIN = os.environ.get("GOLDEN_THREAD_TEST_POSTGRES", f"postgres://{getpass.getuser()}@127.0.0.1:5432/postgres")


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench", description="Speeds, each a ratio to a floor.")
    parser.add_argument("name", nargs="?", default="", help="one measurement; without it, all of them")
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--engine", choices=(SQLITE, POSTGRESQL), default="")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        return measure_here(given.engine, given.name, given.people)
    figures: list[Figure] = []
    for engine in [given.engine] if given.engine else [SQLITE, POSTGRESQL]:
        if engine == POSTGRESQL and not postgres_answers():
            print("PostgreSQL does not answer: its speeds are left out.", file=sys.stderr)
            continue
        for figure in measured_on(engine, given.name, given.people):
            figures.append(figure)
            if given.json:
                print(json.dumps(figure.as_object()), flush=True)
    if not given.json:
        show(figures)
    return 0 if all(figure.is_met for figure in figures) else 1


def show(figures: list[Figure]) -> None:
    print(f"{'work':<44} {'engine':<11} {'measured':>10} {'floor':>10} {'ratio':>7} {'target':>7}")
    for one in figures:
        met = "" if one.is_met else "  above its target"
        seconds = (
            f"{one.measured:>9.3f}s {one.floor:>9.3f}s"
            if one.floor > 0.1
            else (f"{one.measured * 1000:>8.2f}ms {one.floor * 1000:>8.2f}ms")
        )
        print(f"{one.name:<44} {one.engine:<11} {seconds} {one.ratio:>7.2f} {one.target:>7.2f}{met}")
        if one.note:
            print(f"    {one.note}")


def postgres_answers() -> bool:
    import psycopg

    try:
        with psycopg.connect(ADMIN, connect_timeout=3):
            return True
    except psycopg.OperationalError:
        return False


@contextmanager
def database(engine: str) -> Iterator[dict[str, str]]:
    """An empty database of this run alone, and what the environment must say to use it."""
    if engine == SQLITE:
        with tempfile.TemporaryDirectory(prefix="golden-thread-bench-") as folder:
            yield {"GOLDEN_THREAD_STATE": folder, "GOLDEN_THREAD_DATABASE": ""}
        return
    import psycopg

    name = f"golden_thread_bench_{os.getpid()}"
    with psycopg.connect(ADMIN, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            parts = urlsplit(ADMIN)
            yield {"GOLDEN_THREAD_DATABASE": f"{parts.scheme}://{parts.netloc}/{name}"}
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def measured_on(engine: str, name: str, people: int) -> Iterator[Figure]:
    """Settings are read once a process, so each engine has a process of its own."""
    with database(engine) as environment:
        command = [sys.executable, "-m", "tools.bench", name, "--here", "--engine", engine, "--people", str(people)]
        with subprocess.Popen(
            [part for part in command if part],
            env={**os.environ, "GOLDEN_THREAD_TESTING": "1", **environment},
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                told = json.loads(line)
                told.pop("ratio")
                yield Figure(**told)
        if process.returncode:
            raise SystemExit(f"measuring on {engine} failed")


def measure_here(engine: str, name: str, people: int) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    discover()
    if name and name not in MEASURES:
        print(f"There is no measurement called {name}: there are {', '.join(sorted(MEASURES))}.", file=sys.stderr)
        return 1
    bench = Bench(engine, people)
    for key, work in MEASURES.items():
        if name in ("", key):
            for figure in work(bench):
                print(json.dumps(figure.as_object()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
