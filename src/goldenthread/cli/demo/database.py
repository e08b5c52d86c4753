"""The demo's database: whether a demo stands in it, how to empty it, how to fill it quickly."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from goldenthread.foundation.audit.models import Entry
from goldenthread.setting.accounts.models import Account
from goldenthread.setting.partnerships.models import Partnership

MADE = "made the demonstration"


def made_before() -> Entry | None:
    """The note left by the demo that stands here, if one does."""
    return Entry.objects.filter(act=MADE).order_by("-pk").first()


def is_empty() -> bool:
    return not Partnership.objects.exists() and not Account.objects.exists()


def holds_real_accounts() -> bool:
    """Whether somebody signs in here who is not of the demo: such a database is never emptied."""
    if Account._meta.db_table not in connection.introspection.table_names():
        return False
    return Account.objects.filter(demo_role="").exists()


def wipe() -> None:
    """Take everything away, tables too, and lay the tables anew."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        return
    name = str(connection.settings_dict["NAME"])
    connection.close()
    for suffix in ("", "-wal", "-shm"):
        Path(name + suffix).unlink(missing_ok=True)


def lay_tables() -> None:
    call_command("migrate", verbosity=0)


@contextmanager
def filled_quickly() -> Iterator[None]:
    """A demo that a power cut spoils is made again: SQLite need not wait for the disk meanwhile."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=NORMAL")


def learn_the_sizes() -> None:
    """Let the engine look at what it holds, so that it plans the pages' queries well."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
