"""Triggers that make the trail append-only in the database itself, on both engines.

Remaking a table (as migrations on SQLite do) drops its triggers, so they are put back after every
migrate, and a system check says when they are missing.
"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

TABLE = "audit_entry"
MESSAGE = "the audit trail is append-only"

SQLITE = {
    f"{TABLE}_no_{verb}": (
        f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{verb} BEFORE {verb.upper()} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )
    for verb in ("update", "delete")
}

POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION {TABLE}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$;
CREATE OR REPLACE TRIGGER {TABLE}_no_update BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_append_only();
CREATE OR REPLACE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_append_only();
"""


def install(using: str) -> None:
    """Put the triggers in place; harmless when they are there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return  # only some rooms were migrated
        if connection.vendor == "sqlite":
            for statement in SQLITE.values():
                cursor.execute(statement)
        else:
            cursor.execute(POSTGRESQL)


def installed(using: str) -> bool:
    """Whether rows of the trail are guarded against change and deletion."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return True  # nothing to guard yet: migrate will install them
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
        else:
            cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [TABLE])
        return int(cursor.fetchone()[0]) >= 2


def install_after_migrate(using: str, **_: Any) -> None:
    install(using)


def check_installed(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Run with `check --database default`: the trail must be guarded before anybody trusts it."""
    return [
        Error(
            "The audit trail can be changed: its triggers are missing.",
            hint="Run ./run manage migrate, which puts them back.",
            id="goldenthread.audit.E001",
        )
        for using in databases or []
        if not installed(using)
    ]
