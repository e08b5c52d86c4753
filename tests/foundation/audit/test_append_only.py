"""The trail cannot be changed or cut, on either engine, whatever the code forgets."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from goldenthread.foundation.audit import selectors, services, triggers
from goldenthread.foundation.audit.models import Entry
from goldenthread.kernel.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(administrator: Actor, at: datetime) -> Entry:
    return services.record(
        by=administrator,
        at=at,
        act="rename",
        thing="agency",
        thing_id=7,
        changes={"kind": ["school", "college"], "contact_name": ["A", "B"]},
    )


def test_an_entry_says_who_did_what_to_what_and_when(entry: Entry, at: datetime) -> None:
    (kept,) = selectors.of_thing("agency", 7)
    assert (kept.by_name, kept.act, kept.at, kept.changes) == (
        "Ada Minster",
        "rename",
        at,
        {"kind": ["school", "college"], "contact_name": None},
    )


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET by_name = 'Somebody else'", "DELETE FROM audit_entry"])
def test_the_database_refuses_change_and_deletion(entry: Entry, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get().by_name == "Ada Minster"


def test_a_missing_trigger_is_told_with_the_mend(entry: Entry) -> None:
    assert triggers.check_installed(["default"]) == []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_entry_no_update")
        else:
            cursor.execute("DROP TRIGGER audit_entry_no_update ON audit_entry")
    (error,) = triggers.check_installed(["default"])
    assert error.id == "goldenthread.audit.E001"
    triggers.install("default")
    assert triggers.check_installed(["default"]) == []
