"""The college of trainers, as the office runs it: each requirement walked from page to page."""

import csv
import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goldenthread.foundation.audit.models import Entry
from goldenthread.foundation.messaging.models import Message
from goldenthread.kernel import clock
from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.kernel.periods import add_months
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.models import Person, Post
from goldenthread.training.catalogue.models import Course
from goldenthread.training.events.models import Event
from goldenthread.training.events.services import assign_trainer, create_event
from goldenthread.training.trainers import services
from goldenthread.training.trainers.models import (
    Attendance,
    Authorisation,
    Bulletin,
    Cascade,
    Competency,
    Gathering,
    Trainer,
)
from goldenthread.training.trainers.selectors import asked_of_trainers, authorised_for, why_not_authorised
from goldenthread.training.trainers.selectors.cascaded import cascaded
from goldenthread.training.trainers.selectors.people import headcount
from tests.cast import Cast
from tests.training.standing.build import adopt

PDF = b"%PDF-1.4 a certificate"


def days(**given: date | None) -> dict[str, str]:
    """Days as a form sends them."""
    parts = {}
    for name, day in given.items():
        parts |= {f"{name}-{part}": str(getattr(day, part)) if day else "" for part in ("day", "month", "year")}
    return parts


def take_on(client: Client, person: Person, kind: str, agency: Agency, **more: Any) -> Trainer:
    """Take somebody on through the page."""
    given = {"kind": kind, "agency": agency.pk, **days(starts_on=more.pop("starts_on", date(2024, 1, 1))), **more}
    answer = client.post(reverse("office:trainer_take_on", args=[person.pk]), given)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return Trainer.objects.get(person=person, kind=kind)


def exported(client: Client, name: str, asked: str = "") -> list[dict[str, str]]:
    """A table's rows as its CSV has them."""
    answer = client.get(reverse(name) + f"?export=csv{asked}")
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


@pytest.fixture
def office(cast: Cast) -> Client:
    return cast.officer.client()


@pytest.fixture
def kent(cast: Cast) -> None:
    adopt(cast.fellside, "kent-2020")


def course(cast: Cast, key: str) -> Course:
    return Course.objects.get(partnership=cast.fellside, key=key)


@pytest.mark.requirement("A23")
def test_130_people_in_four_kinds_add_to_the_total(cast: Cast, kent: None, office: Client) -> None:
    kinds = {"intake": 20, "associate": 60, "specialist": 35, "external": 15}
    agencies = [cast.council, cast.school, cast.police]
    number = 0
    for kind, count in kinds.items():
        for _ in range(count):
            person = Person.objects.create(given_name=f"Given{number}", family_name="Trainer")
            services.take_on(
                by=cast.officer.actor(), at=clock.now(), partnership=cast.fellside, person=person, kind=kind,
                agency=agencies[number % 3], starts_on=date(2024, 1, 1),
            )  # fmt: skip
            number += 1
    found = headcount(cast.officer.actor(), cast.fellside.pk, clock.today())
    assert {kind.key: found.of(kind.key) for kind in found.kinds} == kinds
    assert (found.total, found.people, sum(row.total for row in found.rows)) == (130, 130, 130)
    rows = exported(office, "office:trainer_headcount")
    assert sum(int(row["All"]) for row in rows) == 130
    assert sum(int(row["Associate trainer"]) for row in rows) == 60


@pytest.mark.requirement("A23")
def test_the_kind_controls_which_courses_may_be_given(cast: Cast, kent: None, office: Client) -> None:
    intake = take_on(office, cast.trainer.in_post, "intake", cast.council)
    page = office.get(reverse("office:trainer_authorise", args=[intake.pk])).content.decode()
    basic, other = course(cast, "basic-awareness"), Course.objects.exclude(key="basic-awareness").filter(
        partnership=cast.fellside
    )[0]  # fmt: skip
    assert f'value="{basic.pk}"' in page
    assert f'value="{other.pk}"' not in page
    assert "is not among what an intake trainer delivers" in why_not_authorised(intake, other, clock.today())
    associate = take_on(office, cast.chair.in_post, "associate", cast.council)
    assert (
        f'value="{other.pk}"' in office.get(reverse("office:trainer_authorise", args=[associate.pk])).content.decode()
    )


@pytest.mark.requirement("A15")
def test_five_days_and_accreditation_are_asked_before_an_assignment(cast: Cast, kent: None, office: Client) -> None:
    trainer = take_on(office, cast.trainer.in_post, "associate", cast.council, trained_days=3)
    neglect = Course.objects.filter(partnership=cast.fellside).exclude(key="basic-awareness")[0]
    officer, now = cast.officer.actor(), clock.now()
    event = create_event(by=officer, at=now, partnership=cast.fellside, course=neglect, title="Neglect in spring")
    services.authorise(
        by=cast.officer.actor(), at=clock.now(), trainer=trainer, course=neglect, starts_on=date(2024, 1, 1)
    )
    today = clock.today()
    assert "3 of its 5 days on record" in why_not_authorised(trainer, neglect, today)
    with pytest.raises(Refused, match="Give the reason"):
        assign_trainer(by=officer, at=now, event=event, trainer=trainer)
    asked = assign_trainer(
        by=officer, at=now, event=event, trainer=trainer, why_overridden="Two days left, booked for May"
    )
    assert asked.why_overridden == "Two days left, booked for May"
    logged = Entry.objects.filter(thing="events.event", thing_id=str(event.pk)).latest("pk")
    assert "Two days left, booked for May" in logged.reason
    assert "3 of its 5 days on record" in logged.reason
    assert "An assignment needs a reason" in office.get(reverse("office:trainer", args=[trainer.pk])).content.decode()
    change = reverse("office:trainer_change", args=[trainer.pk])
    office.post(change, {"agency": cast.council.pk, "trained_days": 5})
    trainer.refresh_from_db()
    assert "no accreditation" in why_not_authorised(trainer, neglect, today)
    assert list(authorised_for(neglect, today)) == []
    office.post(change, {"agency": cast.council.pk, "trained_days": 5, "accreditation": "Diploma of Education"})
    trainer.refresh_from_db()
    assert why_not_authorised(trainer, neglect, today) == ""
    assert list(authorised_for(neglect, today)) == [trainer]
    assert "5 days" in office.get(reverse("office:trainer", args=[trainer.pk])).content.decode()


@pytest.mark.requirement("A34")
def test_the_matrix_has_dates_and_one_press_extends_or_ends(cast: Cast, kent: None, office: Client) -> None:
    trainer = take_on(office, cast.trainer.in_post, "associate", cast.council)
    given, today = Course.objects.filter(partnership=cast.fellside).order_by("pk")[0], clock.today()
    last = today + timedelta(days=20)
    answer = office.post(
        reverse("office:trainer_authorise", args=[trainer.pk]),
        {"course": given.pk, **days(starts_on=date(2025, 1, 1), expires_on=last)},
    )
    assert answer.status_code == 302
    [row] = exported(office, "office:authorisations")
    assert row[given.title] == f"2025-01-01 to {last:%Y-%m-%d}"
    [soon] = exported(office, "office:trainers_running_out")
    assert (soon["What"], soon["How it stands"]) == (given.title, "Runs out soon")
    held = Authorisation.objects.get()
    office.post(reverse("office:authorisation_extend", args=[held.pk]))
    held.refresh_from_db()
    assert held.expires_on == add_months(last, 12)
    assert exported(office, "office:trainers_running_out") == []
    office.post(reverse("office:authorisation_end", args=[held.pk]))
    held.refresh_from_db()
    assert held.expires_on == today - timedelta(days=1)
    assert "was authorised" in why_not_authorised(trainer, given, today)
    acts = list(Entry.objects.filter(thing="trainers.authorisation").order_by("pk").values_list("act", flat=True))
    assert acts == ["authorise trainer", "extend authorisation", "end authorisation"]


@pytest.mark.requirement("E22")
def test_cumbrias_nine_lines_each_with_evidence_and_a_review_date(cast: Cast, office: Client) -> None:
    adopt(cast.fellside, "cumbria-2022")
    review = clock.today() + timedelta(days=200)
    trainer = take_on(
        office, cast.trainer.in_post, "cscp-trainer", cast.council, approved_by="Cora Wray",
        **days(approved_on=date(2025, 5, 1), review_due_on=review),
    )  # fmt: skip
    page = office.get(reverse("office:trainer", args=[trainer.pk])).content.decode()
    lines = asked_of_trainers(cast.fellside.pk, clock.today()).lines("cscp-trainer")
    assert len(lines) == 9
    assert all(f"{line.number}. " in page for line in lines)
    assert "0 of 9 met. Missing: 1, 2, 3, 4, 5, 6, 7, 8, 9." in page
    assert f"{review.day} {review:%B %Y}" in page
    assert "Cora Wray, 1 May 2025" in page
    met_on = clock.today() - timedelta(days=1)
    meet = reverse("office:competency_meet", args=[trainer.pk, "trainers:3"])
    upload = SimpleUploadedFile("certificate.pdf", PDF, "application/pdf")
    answer = office.post(meet, {"evidence": "Certificate 17", "evidence_file": upload, **days(met_on=met_on)})
    assert answer.status_code == 302
    met = Competency.objects.get()
    assert (met.line, met.expires_on) == ("trainers:3", add_months(met_on, 12))  # the framework renews yearly
    page = office.get(reverse("office:trainer", args=[trainer.pk])).content.decode()
    assert "1 of 9 met. Missing: 1, 2, 4, 5, 6, 7, 8, 9." in page
    file = office.get(reverse("office:competency_evidence", args=[met.pk]))
    assert b"".join(file.streaming_content) == PDF  # type: ignore[attr-defined]
    own = cast.trainer.client().get(reverse("trainer:evidence", args=[met.pk]))
    assert b"".join(own.streaming_content) == PDF  # type: ignore[attr-defined]
    for stranger in (cast.other_officer, cast.practitioner, cast.lead):
        assert stranger.client().get(reverse("trainer:evidence", args=[met.pk])).status_code == 404
        assert stranger.client().get(reverse("office:competency_evidence", args=[met.pk])).status_code == 404
    office.post(reverse("office:competency_remove", args=[met.pk]))
    assert not Competency.objects.exists()


@pytest.mark.requirement("E22")
def test_bad_evidence_is_said_beside_the_field_and_nothing_is_lost(cast: Cast, kent: None, office: Client) -> None:
    trainer = take_on(office, cast.trainer.in_post, "associate", cast.council)
    lines = asked_of_trainers(cast.fellside.pk, clock.today()).lines("associate")
    assert len(lines) == 3
    meet = reverse("office:competency_meet", args=[trainer.pk, lines[0].line])
    upload = SimpleUploadedFile("page.html", b"<script>", "text/html")
    future = clock.today() + timedelta(days=2)
    page = office.post(meet, {"evidence": "Certificate 17", "evidence_file": upload, **days(met_on=future)})
    assert "The file must be a PDF, a picture (PNG or JPEG) or a Word document (DOCX)" in page.content.decode()
    page = office.post(meet, {"evidence": "Certificate 17", **days(met_on=future)})
    assert "This day is still to come." in page.content.decode()
    assert "Certificate 17" in page.content.decode()
    assert not Competency.objects.exists()


@pytest.mark.requirement("B28")
def test_the_pool_by_agency_and_the_agencies_that_commit_nobody(cast: Cast, office: Client) -> None:
    adopt(cast.fellside, "kirklees-2011")
    take_on(office, cast.trainer.in_post, "pool-trainer", cast.council)
    rows = {row["Agency"]: row["Trainers"] for row in exported(office, "office:trainer_agencies")}
    assert rows == {"Fellside Council": "1", "Northern Beck Police": "0", "Tarn Lane School": "0"}
    without = [row["Agency"] for row in exported(office, "office:trainer_agencies", "&trainers=no")]
    assert without == ["Northern Beck Police", "Tarn Lane School"]


def gathering(client: Client, kind: str, held_on: date, came: list[Person]) -> Gathering:
    client.post(reverse("office:gathering_call"), {"kind": kind, "title": f"{kind} {held_on}", **days(held_on=held_on)})
    found = Gathering.objects.get(kind=kind, held_on=held_on)
    client.post(reverse("office:gathering", args=[found.pk]), {"came": [person.pk for person in came]})
    return found


@pytest.mark.requirement("B29")
def test_whoever_came_to_one_of_two_meetings_is_flagged(cast: Cast, office: Client) -> None:
    adopt(cast.fellside, "kirklees-2011")
    today, both, one = clock.today(), cast.trainer.in_post, cast.chair.in_post
    take_on(office, both, "pool-trainer", cast.council)
    take_on(office, one, "pool-trainer", cast.council)
    gathering(office, "pool-meeting", today - timedelta(days=40), [both, one])
    gathering(office, "pool-meeting", today - timedelta(days=200), [both])
    gathering(office, "pool-meeting", add_months(today, -12), [one])  # a year ago to the day is another year
    rows = {row["Name"]: row for row in exported(office, "office:trainers_falling_short")}
    assert (rows["Keld, Tom"]["Pool meetings in the year"], rows["Keld, Tom"]["Asked"]) == ("2", "2")
    assert rows["Wray, Cora"]["Pool meetings in the year"] == "1"
    assert rows["Wray, Cora"]["Falls short of"].startswith("1 of 2 pool meetings in the year")
    short = [row["Name"] for row in exported(office, "office:trainers_falling_short", "&meetings=yes")]
    assert short == ["Wray, Cora"]


@pytest.mark.requirement("A20")
def test_more_than_twelve_months_since_a_development_day_is_flagged(cast: Cast, kent: None, office: Client) -> None:
    today, lately, long_ago = clock.today(), cast.trainer.in_post, cast.chair.in_post
    take_on(office, lately, "associate", cast.council)
    take_on(office, long_ago, "associate", cast.council)
    take_on(office, cast.constable.in_post, "associate", cast.police, starts_on=today)
    gathering(office, "development-day", add_months(today, -12), [lately])
    gathering(office, "development-day", add_months(today, -12) - timedelta(days=1), [long_ago])
    short = {
        row["Name"]: row["Falls short of"] for row in exported(office, "office:trainers_falling_short", "&day=yes")
    }
    assert list(short) == ["Wray, Cora"]
    assert short["Wray, Cora"].startswith("last development day on ")


@pytest.mark.requirement("A21")
def test_the_seminar_by_agency_flags_who_sent_nobody_for_a_year(cast: Cast, kent: None, office: Client) -> None:
    today = clock.today()
    page = office.get(reverse("office:seminar")).content.decode()
    assert "None is entered as held yet." in page
    held = gathering(office, "seminar", today - timedelta(days=30), [])
    for person in (cast.lead.in_post, cast.practitioner.in_post):
        office.post(reverse("office:gathering_add", args=[held.pk, person.pk]))
    gathering(office, "seminar", today - timedelta(days=500), [])
    old = Gathering.objects.get(held_on=today - timedelta(days=500))
    office.post(reverse("office:gathering_add", args=[old.pk, cast.constable.in_post.pk]))
    rows = {row["Agency"]: row for row in exported(office, "office:seminar")}
    assert (rows["Tarn Lane School"]["Came to the last one"], rows["Tarn Lane School"]["How it stands"]) == (
        "2",
        "In order",
    )
    assert rows["Northern Beck Police"]["How it stands"] == "Too long ago"
    assert [row["Agency"] for row in exported(office, "office:seminar", "&lapsed=yes")] == [
        "Fellside Council",
        "Northern Beck Police",
    ]


def test_unticking_takes_an_attendance_away_and_a_gathering_with_none_can_be_removed(
    cast: Cast, office: Client
) -> None:
    trainer = take_on(office, cast.trainer.in_post, "associate", cast.council)
    held = gathering(office, "development-day", clock.today(), [trainer.person])
    assert Attendance.objects.get().agency == cast.council
    assert office.post(reverse("office:gathering_remove", args=[held.pk])).status_code == 409
    office.post(reverse("office:gathering", args=[held.pk]), {})
    assert not Attendance.objects.exists()
    office.post(reverse("office:gathering_remove", args=[held.pk]))
    assert not Gathering.objects.exists()


@pytest.mark.requirement("A19")
def test_a_bulletin_goes_to_active_trainers_only_and_once(cast: Cast, kent: None, office: Client) -> None:
    take_on(office, cast.trainer.in_post, "associate", cast.council)
    take_on(office, cast.trainer.in_post, "specialist", cast.council)  # of two kinds, one person
    take_on(office, cast.constable.in_post, "champion", cast.police, topic="Exploitation")
    stopped = take_on(office, cast.chair.in_post, "associate", cast.council)
    yesterday = clock.today() - timedelta(days=1)
    office.post(reverse("office:trainer_stop", args=[stopped.pk]), days(last_day=yesterday))
    office.post(reverse("office:bulletin_write"), {"title": "Spring news", "body": "Two new courses."})
    bulletin = Bulletin.objects.get()
    page = office.get(reverse("office:bulletin", args=[bulletin.pk])).content.decode()
    assert "To 2 trainers" in page
    assert "Two new courses." in page
    assert not Message.objects.exists()
    send = reverse("office:bulletin_send", args=[bulletin.pk])
    assert office.post(send).status_code == 302
    assert office.post(send).status_code == 409
    assert sorted(Message.objects.values_list("to_address", "kind")) == [
        ("finn.beck@example.org", "trainer-bulletin"),
        ("tom.keld@example.org", "trainer-bulletin"),
    ]
    bulletin.refresh_from_db()
    assert (bulletin.sent_to, isinstance(bulletin.sent_at, datetime)) == (2, True)
    log = office.get(reverse("office:bulletin", args=[bulletin.pk])).content.decode()
    assert "tom.keld@example.org" in log
    assert f"Sent on {clock.today():%-d %B %Y}" in log
    assert office.post(reverse("office:bulletin_discard", args=[bulletin.pk])).status_code == 409


@pytest.mark.requirement("A38")
def test_champions_by_topic_and_agency_and_the_agencies_with_none(cast: Cast, kent: None, office: Client) -> None:
    refused = office.post(
        reverse("office:trainer_take_on", args=[cast.constable.in_post.pk]),
        {"kind": "champion", "agency": cast.police.pk, **days(starts_on=date(2024, 1, 1))},
    )
    assert "Say what the champion is for." in refused.content.decode()
    champion = take_on(office, cast.constable.in_post, "champion", cast.police, topic="Exploitation")
    take_on(office, cast.lead.in_post, "champion", cast.school, topic="Online safeguarding")
    rows = [(row["Champion for"], row["Agency"]) for row in exported(office, "office:champions")]
    assert rows == [("Exploitation", "Northern Beck Police"), ("Online safeguarding", "Tarn Lane School")]
    without = [row["Agency"] for row in exported(office, "office:trainer_agencies", "&champions=no")]
    assert without == ["Fellside Council"]
    given = {"agency": cast.police.pk, "topic": "Exploitation", "minutes": 45, "attended": 12}
    office.post(reverse("office:cascade_add", args=[champion.pk]), {**given, **days(held_on=clock.today())})
    [row] = exported(office, "office:cascades")
    assert (row["By"], row["Agency"], row["Came"], row["Cost"]) == ("Finn Beck", "Northern Beck Police", "12", "£0")
    assert headcount(cast.officer.actor(), cast.fellside.pk, clock.today()).total == 0  # they are counted apart


@pytest.mark.requirement("A11")
def test_an_associates_cascade_costs_nothing_and_is_no_event(cast: Cast, kent: None, office: Client) -> None:
    trainer = take_on(office, cast.trainer.in_post, "associate", cast.council)
    today, own = clock.today(), cast.trainer.client()
    record = reverse("trainer:cascade_record", args=[trainer.pk])
    given = {"agency": cast.council.pk, "topic": "Neglect", "minutes": 60, "attended": 9}
    assert "at least 1" in own.post(record, {**given, "attended": 0, **days(held_on=today)}).content.decode()
    assert own.post(record, {**given, **days(held_on=today)}).status_code == 302
    cascade = Cascade.objects.get()
    assert (cascade.trainer, cascade.agency, cascade.attended) == (trainer, cast.council, 9)
    counted = cascaded(cast.fellside.pk, today, today)
    assert (counted.sessions, counted.attended, counted.minutes, counted.pence) == (1, 9, 60, 0)
    assert not Event.objects.exists()
    assert cast.chair.client().post(reverse("trainer:cascade_remove", args=[cascade.pk])).status_code == 404
    assert own.post(reverse("trainer:cascade_remove", args=[cascade.pk])).status_code == 302
    assert not Cascade.objects.exists()


def test_a_trainer_stops_and_goes_on_and_a_wrong_entry_goes(cast: Cast, kent: None, office: Client) -> None:
    trainer = take_on(office, cast.trainer.in_post, "associate", cast.council)
    office.post(reverse("office:trainer_stop", args=[trainer.pk]), days(last_day=clock.today() - timedelta(days=1)))
    assert [row["Name"] for row in exported(office, "office:trainers", "&standing=stopped")] == ["Keld, Tom"]
    office.post(reverse("office:trainer_restart", args=[trainer.pk]))
    assert exported(office, "office:trainers", "&standing=stopped") == []
    given = Course.objects.filter(partnership=cast.fellside)[0]
    services.authorise(by=COMMAND_LINE, at=clock.now(), trainer=trainer, course=given, starts_on=clock.today())
    assert office.post(reverse("office:trainer_take_away", args=[trainer.pk])).status_code == 409
    office.post(reverse("office:authorisation_end", args=[Authorisation.objects.get().pk]))  # it began today
    assert office.post(reverse("office:trainer_take_away", args=[trainer.pk])).status_code == 302
    assert not Trainer.objects.exists()


def test_another_partnerships_officer_sees_and_changes_nothing(cast: Cast, kent: None, office: Client) -> None:
    trainer = take_on(office, cast.trainer.in_post, "associate", cast.council)
    assert office.get(reverse("office:trainer", args=[trainer.pk])).status_code == 200
    neighbour = cast.other_officer.client()
    assert neighbour.get(reverse("office:trainer", args=[trainer.pk])).status_code == 404
    assert neighbour.post(reverse("office:trainer_restart", args=[trainer.pk])).status_code == 404
    assert exported(neighbour, "office:trainers") == []


@pytest.mark.parametrize(
    "pack", ["kent-2020", "cumbria-2022", "kirklees-2011", "kirklees-lif", "south-gloucestershire-2016"]
)
def test_every_pack_has_its_kinds_and_pages(cast: Cast, office: Client, pack: str) -> None:
    adopt(cast.fellside, pack)
    asked = asked_of_trainers(cast.fellside.pk, clock.today())
    assert asked.kinds[-1].key == "champion"
    trainer = take_on(office, cast.trainer.in_post, asked.kinds[0].key, cast.council)
    pages = (
        "trainers",
        "trainer_headcount",
        "authorisations",
        "trainers_falling_short",
        "seminar",
        "trainers_running_out",
    )
    for name in pages:
        assert office.get(reverse(f"office:{name}")).status_code == 200
    page = office.get(reverse("office:trainer", args=[trainer.pk])).content.decode()
    assert asked.kinds[0].title in page
    assert Post.objects.filter(person=trainer.person).exists()
