"""The trail as an officer reads it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.foundation.audit import services as audit
from tests.cast import NOW, Cast


def note(cast: Cast, act: str, partnership_id: int) -> None:
    audit.record(
        by=cast.officer.actor(),
        at=NOW,
        act=act,
        thing="agency",
        thing_id=1,
        partnership_id=partnership_id,
        changes={"starts_on": [None, "2026-03-02"], "family_name": ["Ash", "Oak"]},
    )


def test_the_trail_names_personal_fields_and_shows_open_values(cast: Cast) -> None:
    note(cast, "rename", cast.fellside.pk)
    note(cast, "close for good", cast.marrow_vale.pk)
    page = cast.officer.client().get(reverse("office:audit"), {"act": "rename"}).content.decode()
    assert "starts on: 2 March 2026" in page
    assert "family name" in page
    assert "Oak" not in page
    assert "Close for good" not in page
    assert "Close for good" in cast.other_officer.client().get(reverse("office:audit")).content.decode()


def test_the_trail_is_for_officers(cast: Cast) -> None:
    assert cast.lead.client().get(reverse("office:audit")).status_code == 404
    assert cast.board.client().get(reverse("office:audit")).status_code == 404
    assert cast.officer.client().get(reverse("office:audit")).status_code == 200


def test_the_trail_costs_the_same_at_any_length(cast: Cast) -> None:
    client = cast.officer.client()
    with CaptureQueriesContext(connection) as before:
        client.get(reverse("office:audit"))
    for number in range(5):
        note(cast, f"act {number}", cast.fellside.pk)
    with CaptureQueriesContext(connection) as after:
        client.get(reverse("office:audit"))
    assert len(before) == len(after)
