"""An agency's own pages: home, records, stricter rules, designated leads with both clocks."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from goldenthread.kernel import clock
from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.kernel.periods import add_months
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.models import AgencyOverride
from goldenthread.setting.workforce.models import JobRole, Post
from goldenthread.training.catalogue.models import Course
from goldenthread.training.records import services as records
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import State
from goldenthread.training.standing import services as standing
from tests.cast import NOW, SINCE, Cast


@pytest.fixture
def school(cast: Cast) -> Cast:
    """Fellside under the Kirklees pack and the national overlay for schools; the school's people are teachers."""
    for pack in ("kirklees-2011", "national-education"):
        version = frameworks.adopt_pack(by=COMMAND_LINE, at=NOW, partnership=cast.fellside, pack_key=pack)
        standing.take_force(by=COMMAND_LINE, at=NOW, version=version, on=SINCE)
    Post.objects.filter(agency=cast.school).update(job_role=JobRole.objects.get(key="teacher"))
    standing.settle(by=COMMAND_LINE, at=clock.now(), on=clock.today(), partnership_id=cast.fellside.pk)
    return cast


def of(cast: Cast, name: str, *args: object) -> str:
    return reverse(f"agency:{name}", args=[cast.fellside.slug, cast.school.slug, *args])


def text(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200, address
    return answer.content.decode()


def three(day: date, name: str) -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def own_record(cast: Cast, key: str = "awareness") -> Record:
    """What the practitioner entered themselves."""
    person = cast.practitioner
    course = Course.objects.get(partnership=cast.fellside, key=key)
    return records.enter_own(
        by=person.actor(), at=NOW, person=person.in_post, course=course, completed_on=date(2026, 1, 5)
    )


@pytest.mark.requirement("B37")
def test_the_lead_starts_at_their_agency_and_sees_what_needs_doing(school: Cast) -> None:
    client = school.lead.client()
    assert client.get(reverse("home")).headers["Location"] == reverse("agency:home")
    assert client.get(reverse("agency:home")).headers["Location"] == of(school, "overview")
    page = text(client, of(school, "overview"))
    assert "overdue or never done" in page
    assert "people expected to hold them by now" in page
    assert school.police_lead.client().get(of(school, "overview")).status_code == 404
    assert school.board.client().get(of(school, "overview")).status_code == 404


@pytest.mark.parametrize(
    "name", ["overview", "behind", "people", "records", "to_verify", "leads", "exemptions", "stricter"]
)
def test_every_page_of_an_agency_is_its_leads_and_the_officers(school: Cast, name: str) -> None:
    address = of(school, name)
    assert school.lead.client().get(address).status_code == 200
    assert school.officer.client().get(address).status_code == 200
    assert school.police_lead.client().get(address).status_code == 404
    assert school.other_officer.client().get(address).status_code == 404
    assert school.practitioner.client().get(address).status_code == 404


def test_a_record_is_added_and_stands_at_once(school: Cast) -> None:
    client = school.lead.client()
    person = school.practitioner.in_post
    course = Course.objects.get(partnership=school.fellside, key="awareness")
    address = of(school, "record_add", person.pk)
    given = {"course": course.pk, "given_as": "face-to-face", "provider_kind": "multi-agency"}
    given |= three(add_months(clock.today(), -3), "completed_on")
    missing = client.post(address, {**given, "course": ""}).content.decode()
    assert "Choose a course, or give the title of another" in missing
    client.post(address, given)
    made = Record.objects.get()
    assert (made.person, made.course, made.state) == (person, course, State.VERIFIED)
    assert "recorded already" in client.post(address, given).content.decode()
    page = text(client, reverse("agency:person", args=[person.pk]))
    assert "Met until" in page
    outside = {**given, "course": "", "title": "Safe and sound", "provider": "Northern Trust"}
    client.post(address, outside)
    assert Record.objects.filter(course__title="Safe and sound", course__partnership=None).count() == 1


def test_records_are_verified_together_after_confirming(school: Cast) -> None:
    one, other = own_record(school), own_record(school, "working-together")
    client = school.lead.client()
    address = of(school, "to_verify")
    assert "Tick the records" in client.post(address).content.decode()
    asked = client.post(address, {"record": [one.pk]}).content.decode()
    assert "Verify these records?" in asked
    one.refresh_from_db()
    assert one.state == State.TO_VERIFY
    client.post(address, {"record": [one.pk], "confirmed": "yes"})
    assert dict(Record.objects.values_list("pk", "state")) == {one.pk: State.VERIFIED, other.pk: State.TO_VERIFY}


def test_a_record_is_refused_with_a_reason_corrected_and_taken_away(school: Cast) -> None:
    record = own_record(school)
    client = school.lead.client()
    assert (
        "Give the reason"
        in client.post(reverse("agency:record_refuse", args=[record.pk]), {"reason": ""}).content.decode()
    )
    client.post(reverse("agency:record_refuse", args=[record.pk]), {"reason": "No certificate"})
    record.refresh_from_db()
    assert (record.state, record.why_refused) == (State.REFUSED, "No certificate")
    client.post(reverse("agency:record_verify", args=[record.pk]))
    given = {"given_as": "virtual", "provider_kind": "multi-agency", "minutes": 90, "reason": "It was online"}
    client.post(reverse("agency:record_correct", args=[record.pk]), given | three(date(2026, 1, 6), "completed_on"))
    record.refresh_from_db()
    assert (record.state, record.format, record.completed_on) == (State.VERIFIED, "virtual", date(2026, 1, 6))
    assert school.police_lead.client().post(reverse("agency:record_verify", args=[record.pk])).status_code == 404
    client.post(reverse("agency:record_withdraw", args=[record.pk]), {"reason": "Entered twice"})
    assert Record.objects.count() == 0


def test_nobody_verifies_their_own(school: Cast) -> None:
    course = Course.objects.get(partnership=school.fellside, key="awareness")
    lead = school.lead
    own = records.enter_own(by=lead.actor(), at=NOW, person=lead.in_post, course=course, completed_on=date(2026, 1, 5))
    assert lead.client().post(reverse("agency:record_verify", args=[own.pk])).status_code == 403
    assert school.officer.client().post(reverse("agency:record_verify", args=[own.pk])).status_code == 302


@pytest.mark.requirement("B62")
def test_an_agency_makes_a_requirement_mandatory_and_asks_for_more_never_less(school: Cast) -> None:
    client = school.lead.client()
    address = of(school, "stricter_add")
    first = three(date(2026, 1, 1), "starts_on") | {"requirement_key": "awareness", "reason": "Our own policy"}
    nothing = client.post(address, first).content.decode()
    assert "Choose what has to be done besides, or make the requirement mandatory" in nothing
    longer = first | {"course": "awareness", "length": 9, "unit": "years"}
    assert "Choose a shorter time than the partnership&#39;s." in client.post(address, longer).content.decode()
    assert AgencyOverride.objects.count() == 0
    client.post(address, first | {"course": "awareness", "length": 1, "unit": "years", "mandatory": "on"})
    override = AgencyOverride.objects.get()
    assert (override.agency, override.mandatory) == (school.school, True)
    page = text(client, of(school, "stricter"))
    assert "every year" in page
    police = reverse("agency:stricter", args=[school.fellside.slug, school.police.slug])
    assert "every year" not in text(school.officer.client(), police)
    client.post(of(school, "stricter_end", override.pk), three(date(2026, 6, 30), "ends_on"))
    override.refresh_from_db()
    assert override.ends_on == date(2026, 6, 30)


def test_a_stricter_rule_on_what_is_no_longer_asked_names_what_it_was(school: Cast) -> None:
    client = school.lead.client()
    given = three(date(2026, 1, 1), "starts_on") | {"requirement_key": "awareness", "reason": "Our own policy"}
    client.post(of(school, "stricter_add"), given | {"mandatory": "on"})
    line = AgencyOverride.objects.get().line
    title = line.versions.get().requirements.get(key="awareness", agency=None).title
    assert "no longer in force" not in text(client, of(school, "stricter"))
    later = frameworks.copy_to_draft(by=COMMAND_LINE, at=NOW, version=line.versions.get())
    frameworks.remove_clause(by=COMMAND_LINE, at=NOW, version=later, section="requirements", key="awareness")
    frameworks.set_day(by=COMMAND_LINE, at=NOW, version=later, on=clock.today())
    assert f"{escape(title)} (no longer in force)" in text(client, of(school, "stricter"))


@pytest.mark.requirement("B10")
def test_a_designated_lead_has_two_clocks(school: Cast) -> None:
    page = text(school.lead.client(), of(school, "leads"))
    assert "Dina Holme" in page
    heads = page[page.index("<thead") : page.index("</thead")]
    assert heads.count(": due") >= 2


@pytest.mark.requirement("E17")
def test_the_page_of_a_person_says_who_answers_for_what_and_why(school: Cast) -> None:
    page = text(school.lead.client(), reverse("agency:person", args=[school.practitioner.in_post.pk]))
    assert "Own agency" in page
    assert "Kirklees 2011, Section 7a, group 2; as Group 2" in page
