"""Triggers that keep a place for whom it is: of its own event, and of its agency while it is ring-fenced.

A place that somebody holds cannot be kept for another agency either. Remaking a table drops its triggers, so they
are put back after every migrate, and a system check says when they are missing.
"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

BOOKING, PLACE = "bookings_booking", "bookings_place"
NAMES = ("bookings_place_is_theirs_insert", "bookings_place_is_theirs_update", "bookings_place_kept_for_holder")
THEIRS = "that place is kept for another agency or belongs to another event"
HELD = "somebody of another agency holds that place"

FITS = "p.event_id = NEW.event_id AND (p.kept_for_id IS NULL OR p.kept_for_id = NEW.agency_id)"

SQLITE = {
    f"bookings_place_is_theirs_{verb}": (
        f"CREATE TRIGGER IF NOT EXISTS bookings_place_is_theirs_{verb} BEFORE {on} ON {BOOKING} "
        f"WHEN NEW.place_id IS NOT NULL AND NOT EXISTS "
        f"(SELECT 1 FROM {PLACE} p WHERE p.id = NEW.place_id AND {FITS}) "
        f"BEGIN SELECT RAISE(ABORT, '{THEIRS}'); END"
    )
    for verb, on in (("insert", "INSERT"), ("update", "UPDATE OF place_id, agency_id, event_id"))
} | {
    "bookings_place_kept_for_holder": (
        "CREATE TRIGGER IF NOT EXISTS bookings_place_kept_for_holder "
        f"BEFORE UPDATE OF kept_for_id, event_id ON {PLACE} "
        f"WHEN EXISTS (SELECT 1 FROM {BOOKING} b WHERE b.place_id = NEW.id AND (b.event_id <> NEW.event_id OR "
        f"(NEW.kept_for_id IS NOT NULL AND NEW.kept_for_id <> b.agency_id))) "
        f"BEGIN SELECT RAISE(ABORT, '{HELD}'); END"
    )
}

POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION bookings_place_is_theirs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.place_id IS NOT NULL THEN
        PERFORM 1 FROM {PLACE} p WHERE p.id = NEW.place_id AND {FITS} FOR KEY SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION '{THEIRS}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER bookings_place_is_theirs_insert BEFORE INSERT ON {BOOKING}
    FOR EACH ROW EXECUTE FUNCTION bookings_place_is_theirs();
CREATE OR REPLACE TRIGGER bookings_place_is_theirs_update
    BEFORE UPDATE OF place_id, agency_id, event_id ON {BOOKING}
    FOR EACH ROW EXECUTE FUNCTION bookings_place_is_theirs();
CREATE OR REPLACE FUNCTION bookings_place_kept_for_holder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM {BOOKING} b WHERE b.place_id = NEW.id AND (b.event_id <> NEW.event_id OR
        (NEW.kept_for_id IS NOT NULL AND NEW.kept_for_id <> b.agency_id))) THEN
        RAISE EXCEPTION '{HELD}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER bookings_place_kept_for_holder BEFORE UPDATE OF kept_for_id, event_id ON {PLACE}
    FOR EACH ROW EXECUTE FUNCTION bookings_place_kept_for_holder();
"""


def install(using: str) -> None:
    """Put the triggers in place; harmless when they are there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if BOOKING not in connection.introspection.table_names(cursor):
            return  # only some rooms were migrated
        if connection.vendor == "sqlite":
            for statement in SQLITE.values():
                cursor.execute(statement)
        else:
            cursor.execute(POSTGRESQL)


def installed(using: str) -> bool:
    """Whether places are guarded."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if BOOKING not in connection.introspection.table_names(cursor):
            return True  # nothing to guard yet: migrate will install them
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        return set(NAMES) <= {row[0] for row in cursor.fetchall()}


def install_after_migrate(using: str, **_: Any) -> None:
    install(using)


def check_installed(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Run with `check --database default`: ring-fenced places must be guarded before anybody books."""
    return [
        Error(
            "Ring-fenced places can be taken: the triggers that guard them are missing.",
            hint="Run ./run manage migrate, which puts them back.",
            id="goldenthread.bookings.E001",
        )
        for using in databases or []
        if not installed(using)
    ]
