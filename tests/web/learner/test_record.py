"""My learning record: what is on it, and adding what I learnt elsewhere."""

from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.foundation.audit.models import Entry
from goldenthread.kernel import clock
from goldenthread.training.catalogue.models import Course
from goldenthread.training.catalogue.services import map_course
from goldenthread.training.records import services
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import Format, ProviderKind, State
from goldenthread.training.standing.selectors.people import of_person
from goldenthread.training.standing.terms import Status
from tests.cast import NOW, SINCE, Cast, Member
from tests.web.learner.test_home import completed, under, years_ago

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def teacher(cast: Cast) -> Cast:
    under(cast, "kirklees-2011", "teacher", cast.practitioner)
    return cast


def read(client: Client, name: str, *args: object, **asked: str) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def said(on: date | None = None, **more: Any) -> dict[str, Any]:
    day = on or years_ago(1)
    return {
        "title": "Safeguarding for sports coaches",
        "provider": "Fells Sports Trust",
        "completed_on-day": day.day,
        "completed_on-month": day.month,
        "completed_on-year": day.year,
        "hours": "3",
        "minutes": "30",
        "with_others": "on",
        "format": Format.FACE_TO_FACE,
        "provider_kind": ProviderKind.EXTERNAL,
        "evidence": "Certificate 1234",
    } | more


def add(member: Member, **more: Any) -> Any:
    return member.client().post(reverse("learner:add_details"), said(**more))


def test_my_own_record_is_listed_and_nobody_elses(teacher: Cast) -> None:
    mine = completed(teacher.practitioner, "awareness", years_ago(1))
    page = read(teacher.practitioner.client(), "learner:record")
    assert reverse("learner:one_record", args=[mine.pk]) in page
    other = read(teacher.manager.client(), "learner:record")
    assert reverse("learner:one_record", args=[mine.pk]) not in other
    assert "Nothing is on your record yet" in other
    assert teacher.practitioner.client().get(reverse("learner:one_record", args=[mine.pk])).status_code == 200
    assert teacher.manager.client().get(reverse("learner:one_record", args=[mine.pk])).status_code == 404


def test_courses_are_found_ours_and_other_peoples(teacher: Cast) -> None:
    outside = Course.objects.create(title="Safeguarding in choirs", provider="Choir Union", key="")
    ours = Course.objects.get(key="awareness")
    found = read(teacher.practitioner.client(), "learner:add", q="safeguarding choir")
    assert f"?course={outside.pk}" in found
    assert f"?course={ours.pk}" not in found
    assert f"?course={ours.pk}" in read(teacher.practitioner.client(), "learner:add", q="Awareness")
    nothing = read(teacher.practitioner.client(), "learner:add", q="underwater <b>")
    assert "No course of that name is known here yet" in nothing
    assert "<b>”" not in teacher.practitioner.client().get(reverse("learner:add"), {"q": "<b>"}).content.decode()


@pytest.mark.requirement("E15")
def test_learning_elsewhere_goes_on_the_record_to_be_verified(teacher: Cast) -> None:
    answer = add(teacher.practitioner)
    record = Record.objects.get()
    assert answer.headers["Location"] == reverse("learner:one_record", args=[record.pk])
    assert (record.person, record.state) == (teacher.practitioner.in_post, State.TO_VERIFY)
    assert (record.minutes, record.participatory_minutes) == (210, 210)
    assert (record.course.title, record.course.partnership) == ("Safeguarding for sports coaches", None)
    page = read(teacher.practitioner.client(), "learner:one_record", record.pk)
    assert "You entered this yourself" in page
    assert Entry.objects.filter(act="record completion", thing_id=str(record.pk)).count() == 1


@pytest.mark.requirement("E15")
def test_it_counts_for_what_an_officer_decides_and_stands_with_its_approver(teacher: Cast) -> None:
    add(teacher.practitioner)
    record = Record.objects.get()
    officer = teacher.officer.actor(clock.today())

    def awareness() -> Any:
        lines = of_person(teacher.practitioner.actor(clock.today()), teacher.practitioner.in_post.pk, clock.today())
        return next(line for line in lines if line.key == "awareness")

    assert awareness().status is Status.NEVER
    ours = Course.objects.get(key="awareness")
    map_course(
        by=officer, at=NOW, partnership_id=teacher.fellside.pk, course=record.course, counts_as=ours, reason="Seen."
    )
    assert (awareness().status, awareness().is_verified) == (Status.MET, False)
    services.verify(by=officer, at=clock.now(), record=record)
    assert (awareness().status, awareness().is_verified) == (Status.MET, True)
    assert Record.objects.get().verified_by_account_id == teacher.officer.signed_in.pk


def test_what_is_missing_or_cannot_be_is_said_in_words_and_nothing_is_kept(teacher: Cast) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    for more, expected in (
        ({"title": ""}, "Enter the title of the course or learning"),
        ({"on": tomorrow}, "only completed learning counts"),
        ({"on": date(1949, 1, 1)}, "The year must be 1950 or later"),
        ({"hours": "a few"}, "Hours must be a whole number"),
        ({"format": ""}, "Choose how it was given"),
        ({"provider_kind": "a friend"}, "Choose from the list"),
        ({"completed_on-day": ""}, "The day you completed it must include a day"),
    ):
        page = unescape(add(teacher.practitioner, **more).content.decode())
        assert "There is a problem" in page, more
        assert expected in page, more
    assert not Record.objects.exists()


def test_the_same_again_is_refused_in_words(teacher: Cast) -> None:
    add(teacher.practitioner)
    page = unescape(add(teacher.practitioner, title="SAFEGUARDING  for sports coaches").content.decode())
    assert "That completion is recorded already" in page
    assert Record.objects.count() == 1


def test_evidence_is_kept_and_only_its_owner_downloads_it_here(teacher: Cast) -> None:
    good = SimpleUploadedFile("certificate.pdf", b"%PDF-1.7 something", content_type="application/pdf")
    add(teacher.practitioner, evidence_file=good)
    record = Record.objects.get()
    address = reverse("learner:evidence", args=[record.pk])
    answer = teacher.practitioner.client().get(address)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert teacher.manager.client().get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("certificate.exe", b"MZ", "The file must be a PDF"),
        ("certificate.pdf", b"<script>", "The file must be a PDF"),
        ("certificate.pdf", b"", "The file is empty"),
    ],
)
def test_a_file_that_is_no_evidence_is_refused(teacher: Cast, name: str, content: bytes, expected: str) -> None:
    page = add(teacher.practitioner, evidence_file=SimpleUploadedFile(name, content)).content.decode()
    assert expected in unescape(page)
    assert not Record.objects.exists()


def test_a_refused_record_says_why_and_can_be_put_right(teacher: Cast) -> None:
    add(teacher.practitioner)
    record = Record.objects.get()
    services.refuse_record(
        by=teacher.lead.actor(clock.today()), at=clock.now(), record=record, reason="The certificate is unsigned."
    )
    client = teacher.practitioner.client()
    assert "The certificate is unsigned." in read(client, "learner:one_record", record.pk)
    assert "The certificate is unsigned." in read(client, "learner:record")
    assert "Put right: Safeguarding for sports coaches" in read(client, "learner:home")
    client.post(reverse("learner:correct", args=[record.pk]), said(on=years_ago(2), hours="2", minutes=""))
    record.refresh_from_db()
    assert (record.state, record.why_refused, record.completed_on) == (State.TO_VERIFY, "", years_ago(2))
    assert record.minutes == 120
    assert "Put right" not in read(client, "learner:home")


def test_a_verified_record_is_not_the_persons_to_change(teacher: Cast) -> None:
    record = completed(teacher.practitioner, "awareness", years_ago(1))
    client = teacher.practitioner.client()
    page = read(client, "learner:one_record", record.pk)
    assert "ask your agency's lead for training to correct it" in page
    assert client.get(reverse("learner:correct", args=[record.pk])).status_code == 403
    assert client.post(reverse("learner:withdraw", args=[record.pk]), {"reason": "No"}).status_code == 403
    assert Record.objects.filter(pk=record.pk).exists()


def test_an_unverified_record_can_be_withdrawn_with_the_reason(teacher: Cast) -> None:
    add(teacher.practitioner)
    record = Record.objects.get()
    client, address = teacher.practitioner.client(), reverse("learner:withdraw", args=[record.pk])
    assert "Say why you withdraw it" in unescape(client.post(address, {}).content.decode())
    assert teacher.manager.client().post(address, {"reason": "Mischief"}).status_code == 404
    assert Record.objects.exists()
    assert client.post(address, {"reason": "The wrong course"}).headers["Location"] == reverse("learner:record")
    assert not Record.objects.exists()
    assert "is off your record" in read(client, "learner:record")
    assert Entry.objects.get(act="withdraw record").reason == "The wrong course"


def test_the_same_queries_with_one_record_and_with_three(teacher: Cast) -> None:
    client = teacher.practitioner.client()
    completed(teacher.practitioner, "awareness", years_ago(1))
    read(client, "learner:record")
    with CaptureQueriesContext(connection) as one:
        read(client, "learner:record")
    completed(teacher.practitioner, "awareness", years_ago(2))
    completed(teacher.practitioner, "working-together", SINCE)
    with CaptureQueriesContext(connection) as three:
        read(client, "learner:record")
    assert len(three) == len(one)


def test_the_record_can_be_downloaded_and_no_cell_is_a_formula(teacher: Cast) -> None:
    add(teacher.practitioner, title="=HYPERLINK(1)")
    answer: Any = teacher.practitioner.client().get(reverse("learner:record"), {"export": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].startswith("'=HYPERLINK(1)")
