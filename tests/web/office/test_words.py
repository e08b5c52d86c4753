"""Course titles placed before a preview, remembered for the agency's next list, and forgotten again."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goldenthread.foundation.audit.models import Entry
from goldenthread.foundation.imports.models import Batch, RememberedColumn, RememberedWord
from goldenthread.foundation.imports.terms import State
from goldenthread.training.catalogue.models import Course
from goldenthread.training.records.models import Record
from tests.build.sheets import as_csv
from tests.cast import Cast

ROWS = (
    ("Name", "Course", "Date completed"),
    ("Pat Rigg", "Safeguarding L3 refresher", "05/05/2025"),
    ("Max Tarn", "Safeguarding L3 refresher", "06/05/2025"),
    ("Pat Rigg", "Lifting and handling", "07/05/2025"),
    ("Pat Rigg", "Neglect", "08/05/2025"),
)


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def neglect(cast: Cast) -> Course:
    return Course.objects.create(partnership=cast.fellside, key="neglect", title="Neglect", minutes=60)


def send(client: Client, cast: Cast) -> Any:
    """Send the list and confirm its columns."""
    client.post(
        "/imports/start/training-records/",
        {
            "agency": f"{cast.fellside.pk}-{cast.school.pk}", "as_on-day": "2", "as_on-month": "3",
            "as_on-year": "2026", "file": SimpleUploadedFile("training.csv", as_csv(ROWS)),
        },
    )  # fmt: skip
    batch = Batch.objects.latest("pk")
    chosen = {f"column_{at}": key for at, key in batch.mapping.items()}
    return batch, client.post(reverse("office:import_columns", args=[batch.pk]), chosen)


def test_unknown_titles_are_placed_once_and_remembered(cast: Cast, neglect: Course) -> None:
    client = cast.lead.client()
    batch, answer = send(client, cast)
    address = reverse("office:import_courses", args=[batch.pk])
    assert answer["Location"] == address
    page = client.get(address).content.decode()
    assert page.index("Safeguarding L3 refresher") < page.index("Lifting and handling")
    assert ("On 2 completions" in page, "On 1 completion" in page) == (True, True)
    answer = client.post(address, {"title_0": neglect.pk, "title_1": "outside", "sent": "1"})
    assert answer["Location"] == reverse("office:import_preview", args=[batch.pk])
    client.post(answer["Location"], {"sent": "1"})
    counts = {course.title: course.records.count() for course in Course.objects.all()}
    assert counts == {"Neglect": 3, "Lifting and handling": 1}
    assert Entry.objects.filter(act="mapped course titles").count() == 1
    _, again = send(client, cast)
    assert "/preview/" in again["Location"]


def test_the_step_may_be_skipped_and_come_back_to(cast: Cast, neglect: Course) -> None:
    client = cast.lead.client()
    batch, _ = send(client, cast)
    address = reverse("office:import_courses", args=[batch.pk])
    answer = client.post(address, {"skip": "1", "sent": "1"})
    assert answer["Location"] == reverse("office:import_preview", args=[batch.pk])
    assert not RememberedWord.objects.exists()
    assert address in client.get(answer["Location"]).content.decode()
    client.post(address, {"title_0": neglect.pk, "title_1": "outside", "sent": "1"})
    batch.refresh_from_db()
    assert (batch.state, batch.counts) == (State.PREVIEWED, {"new": 4})
    assert not Record.objects.exists()
    assert "Every course in this list is known" in client.get(address).content.decode()


def test_only_the_partnership_s_own_courses_can_be_meant(cast: Cast, neglect: Course) -> None:
    theirs = Course.objects.create(partnership=cast.marrow_vale, key="x", title="Over there")
    client = cast.lead.client()
    batch, _ = send(client, cast)
    answer = client.post(
        reverse("office:import_courses", args=[batch.pk]), {"title_0": theirs.pk, "title_1": neglect.pk, "sent": "1"}
    )
    assert "Choose one of the listed courses" in answer.content.decode()
    assert not RememberedWord.objects.exists()
    assert cast.police_lead.client().get(reverse("office:import_courses", args=[batch.pk])).status_code == 404
    assert cast.officer.client().get(reverse("office:import_courses", args=[batch.pk])).status_code == 200


def test_what_is_remembered_is_listed_and_forgotten(cast: Cast, neglect: Course) -> None:
    client = cast.lead.client()
    batch, _ = send(client, cast)
    client.post(
        reverse("office:import_courses", args=[batch.pk]), {"title_0": neglect.pk, "title_1": "outside", "sent": "1"}
    )
    listed = client.get("/imports/remembered/").content.decode()
    for said in ("safeguarding l3 refresher", "Neglect", "Another provider&#x27;s course", "date completed"):
        assert said in listed
    assert "/imports/remembered/" in client.get("/imports/").content.decode()
    word = RememberedWord.objects.get(word="safeguarding l3 refresher")
    column = RememberedColumn.objects.get(heading="course")
    addresses = [f"/imports/remembered/word/{word.pk}/", f"/imports/remembered/column/{column.pk}/"]
    for address in addresses:
        assert cast.police_lead.client().post(address).status_code == 404
        assert client.get(address).status_code == 200
        assert client.post(address)["Location"] == "/imports/remembered/"
    assert not RememberedWord.objects.filter(pk=word.pk).exists()
    assert not RememberedColumn.objects.filter(pk=column.pk).exists()
    assert "safeguarding l3 refresher" not in cast.police_lead.client().get("/imports/remembered/").content.decode()
    _, answer = send(client, cast)
    assert "/courses/" in answer["Location"]
