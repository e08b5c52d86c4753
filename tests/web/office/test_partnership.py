"""The partnership's pages: figures, people behind them, looking back and ahead, and who may read which."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.foundation.audit.models import Entry
from goldenthread.kernel import clock
from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.kernel.periods import add_months
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.models import Version
from goldenthread.setting.partnerships import services as partnerships
from goldenthread.setting.partnerships.terms import AgencyKind, Duty, ReportsBy
from goldenthread.setting.workforce.models import EstablishmentContact, JobRole, Person, Post
from goldenthread.training.catalogue.models import CountsFor, Course, SetAside
from goldenthread.training.records import services as records
from goldenthread.training.records.models import Record
from goldenthread.training.standing import services as standing
from goldenthread.training.standing.models import Exemption
from tests.cast import NOW, SINCE, Cast, post


@pytest.fixture
def settled(cast: Cast) -> Cast:
    """Fellside under the Kirklees pack, the school's practitioner a teacher with one course behind them."""
    version = frameworks.adopt_pack(by=COMMAND_LINE, at=NOW, partnership=cast.fellside, pack_key="kirklees-2011")
    standing.take_force(by=COMMAND_LINE, at=NOW, version=version, on=SINCE)
    Post.objects.filter(agency=cast.school).update(job_role=JobRole.objects.get(key="teacher"))
    done(cast, cast.practitioner.in_post, "awareness", add_months(clock.today(), -6))
    settle(cast)
    return cast


def done(cast: Cast, person: Person, key: str, on: date) -> Record:
    course = Course.objects.get(partnership=cast.fellside, key=key)
    return records.record_completion(by=COMMAND_LINE, at=clock.now(), person=person, course=course, completed_on=on)


def settle(cast: Cast) -> None:
    standing.settle(by=COMMAND_LINE, at=clock.now(), on=clock.today(), partnership_id=cast.fellside.pk)


def text(client: Client, name: str, *args: object, **asked: object) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200, name
    return answer.content.decode()


OFFICE = ("home", "heat", "trend", "reach", "forecast", "people", "due", "exemptions", "to_verify", "leads")
OFFICE += ("register", "people_behind", "outside_courses", "frameworks", "messages", "audit")
FOR_THE_BOARD = ("figures", "heat", "trend", "reach", "forecast", "frameworks")


@pytest.mark.parametrize("name", OFFICE)
def test_each_page_opens_empty_and_full_for_the_officer_only(settled: Cast, name: str) -> None:
    address = reverse(f"office:{name}")
    assert settled.officer.client().get(address).status_code == 200
    assert settled.other_officer.client().get(address).status_code == 200
    assert settled.practitioner.client().get(address).status_code == 404
    assert settled.lead.client().get(address).status_code == 404


@pytest.mark.parametrize("name", FOR_THE_BOARD)
def test_the_board_and_the_chair_read_figures_without_a_name(settled: Cast, name: str) -> None:
    for reader in (settled.board, settled.chair):
        page = text(reader.client(), f"office:{name}")
        assert "Rigg" not in page
    assert "Rigg" in text(settled.officer.client(), "office:people_behind")
    assert settled.board.client().get(reverse("office:people_behind")).status_code == 404


def test_small_numbers_are_left_out_for_those_who_may_not_see_people(settled: Cast) -> None:
    seen = text(settled.officer.client(), "office:heat")
    assert "1 of 4" in seen
    assert "1 of 4" not in text(settled.board.client(), "office:heat")


def test_an_agency_without_a_named_list_is_shown_apart(settled: Cast) -> None:
    partnerships.create_agency(
        by=COMMAND_LINE,
        at=NOW,
        on=SINCE,
        partnership=settled.fellside,
        name="Fellside Fire",
        kind=AgencyKind.FIRE,
        duty=Duty.SECTION_11,
        reports_by=ReportsBy.NOTHING,
    )
    page = text(settled.officer.client(), "office:heat")
    apart = page.index("Not in the figures above")
    assert page.index("Fellside Fire") > apart > page.index("Tarn Lane School")
    assert "Does not report" in page[apart:]


def test_a_past_day_is_judged_by_what_was_done_by_then(settled: Cast) -> None:
    past = add_months(clock.today(), -12)
    asked = {"as_at-day": past.day, "as_at-month": past.month, "as_at-year": past.year}
    assert "1 of 4" in text(settled.officer.client(), "office:heat")
    assert "1 of 4" not in text(settled.officer.client(), "office:heat", **asked)
    late = {"as_at-day": 1, "as_at-month": 1, "as_at-year": 2190}
    assert "not in the future" in text(settled.officer.client(), "office:heat", **late)


def test_the_people_behind_a_figure_are_one_click_away(settled: Cast) -> None:
    client = settled.officer.client()
    link = f"?requirement=awareness&amp;agency={settled.school.pk}"
    assert link in text(client, "office:heat")
    page = text(client, "office:people_behind", agency=settled.school.pk, requirement="awareness", status="met")
    assert "Rigg, Pat" in page
    assert "Tarn, Max" not in page


def test_the_table_is_taken_along_as_csv(settled: Cast) -> None:
    answer = settled.officer.client().get(reverse("office:heat"), {"heat-export": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith("Agency,All requirements (%)")
    assert any(line.startswith("Tarn Lane School,") for line in lines)


def test_who_falls_due_in_a_period(settled: Cast) -> None:
    due = add_months(clock.today(), 30)
    period = {"start-day": 1, "start-month": due.month, "start-year": due.year}
    period |= {"end-day": 28, "end-month": due.month, "end-year": due.year}
    assert "Rigg" not in text(settled.officer.client(), "office:due")
    later = {**period, "end-year": due.year + 1}
    assert "Rigg" in text(settled.officer.client(), "office:due", **later)


@pytest.mark.requirement("B21")
def test_reach_sets_headcount_against_trained_by_group_and_agency(settled: Cast) -> None:
    page = text(settled.officer.client(), "office:reach")
    assert "Group 2" in page
    assert "Tarn Lane School" in page
    assert "of 4" in page


def test_places_are_forecast_and_compared_with_a_what_if(settled: Cast) -> None:
    client = settled.officer.client()
    assert "Awareness" in text(client, "office:forecast")
    asked = {"requirement": "awareness", "rule_kind": "completed", "rule_courses": "awareness"}
    asked |= {"rule_holds": "period", "rule_length": 1, "rule_unit": "years"}
    page = text(client, "office:what_if", **asked)
    assert "every year" in page
    assert "Difference" in page
    missing = text(client, "office:what_if", **(asked | {"rule_length": ""}))
    assert "Say how long it holds" in missing


def test_a_what_if_opens_with_the_rule_as_it_is_and_says_that_nothing_is_changed(settled: Cast) -> None:
    client = settled.officer.client()
    opened = client.get(reverse("office:what_if"), {"requirement": "awareness"})
    form = opened.context["form"]
    assert (form["rule_courses"].value(), form["rule_length"].value()) == (["awareness"], 3)
    asked = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [], False)}
    asked["requirement"] = "awareness"
    page = text(client, "office:what_if", **asked)
    assert "This is what the requirement says now" in page
    assert "Difference" not in page
    other = text(client, "office:what_if", **(asked | {"rule_length": 2}))
    assert "This is what the requirement says now" not in other
    assert "Difference" in other


@pytest.mark.requirement("B09")
def test_contact_with_an_establishment_is_logged_and_its_coverage_shown(settled: Cast) -> None:
    client = settled.officer.client()
    before = text(client, "office:register")
    assert "0 of 1 establishments" in before
    today = clock.today()
    given = {"made_on-day": today.day, "made_on-month": today.month, "made_on-year": today.year, "how": "Visit"}
    client.post(reverse("office:log_contact", args=[settled.school.slug]), given)
    made = EstablishmentContact.objects.get()
    assert (made.agency, made.made_on, made.how) == (settled.school, today, "Visit")
    page = text(client, "office:register")
    assert page.count("1 of 1 establishments") == 2
    assert Entry.objects.filter(act="log contact").count() == 1
    ahead = {**given, "made_on-year": today.year + 1}
    answer = client.post(reverse("office:log_contact", args=[settled.school.slug]), ahead)
    assert "Give the day on which contact was made." in answer.content.decode()
    there = settled.other_officer.client()
    assert there.post(reverse("office:log_contact", args=[settled.school.slug]), given).status_code == 404


@pytest.mark.requirement("B10")
def test_establishments_without_a_designated_lead_are_listed(settled: Cast) -> None:
    client = settled.officer.client()
    assert "Tarn Lane School" not in text(client, "office:register", led="no")
    assert "Dina Holme" in text(client, "office:leads")
    given = {"last_day-day": 1, "last_day-month": 2, "last_day-year": 2026}
    duty = settled.designated_lead.in_post.duties.get()
    settled.lead.client().post(reverse("agency:duty_end", args=[duty.pk]), given)
    assert "Tarn Lane School" in text(client, "office:register", led="no")
    assert "Follow up 1 establishment without a designated lead" in text(client, "office:home")


@pytest.mark.requirement("E15")
def test_an_outside_course_is_mapped_set_aside_and_taken_back(settled: Cast) -> None:
    outside = Course.objects.create(key="", title="Safe and sound", provider="Northern Trust")
    person = settled.constable.in_post
    records.record_completion(by=COMMAND_LINE, at=NOW, person=person, course=outside, completed_on=date(2026, 1, 5))
    client = settled.officer.client()
    assert "Safe and sound" in text(client, "office:outside_courses")
    assert settled.other_officer.client().get(reverse("office:outside", args=[outside.pk])).status_code == 404
    ours = Course.objects.get(partnership=settled.fellside, key="awareness")
    client.post(reverse("office:outside_map", args=[outside.pk]), {"counts_as": ours.pk, "reason": "Same content"})
    mapped = CountsFor.objects.get(course=outside)
    assert mapped.counts_as == ours
    assert "Counts for" in text(client, "office:outside_courses", state="mapped")
    client.post(reverse("office:outside_unmap", args=[mapped.pk]))
    client.post(reverse("office:outside_set_aside", args=[outside.pk]), {"reason": "Not about children"})
    assert (CountsFor.objects.filter(course=outside).count(), SetAside.objects.count()) == (0, 1)
    client.post(reverse("office:outside_take_back", args=[outside.pk]))
    assert SetAside.objects.count() == 0


def test_an_exemption_is_granted_by_the_officer_and_ended(settled: Cast) -> None:
    person = settled.manager.in_post
    address = reverse("agency:exempt", args=[settled.fellside.slug, settled.school.slug, person.pk])
    given = {"requirement_key": "awareness", "reason": "Maternity leave"}
    given |= {"starts_on-day": "1", "starts_on-month": "1", "starts_on-year": "2026"}
    given |= {"ends_on-day": "31", "ends_on-month": "12", "ends_on-year": "2090"}
    assert settled.lead.client().post(address, given).status_code == 403
    settled.officer.client().post(address, given)
    excused = Exemption.objects.get()
    assert (excused.person, excused.approved_by_name) == (person, "Olive Fell")
    assert "Maternity leave" in text(settled.officer.client(), "office:exemptions")
    assert "Maternity leave" in text(settled.officer.client(), "agency:person", person.pk)
    last = {"last_day-day": "1", "last_day-month": "6", "last_day-year": "2026"}
    settled.officer.client().post(reverse("agency:exemption_end", args=[excused.pk]), last)
    excused.refresh_from_db()
    assert excused.ends_on == date(2026, 6, 1)


def test_a_version_shows_whom_it_moves_before_it_takes_force(settled: Cast) -> None:
    client = settled.officer.client()
    client.post(reverse("office:framework_new_draft", args=[Version.objects.get().pk]))
    draft = Version.objects.get(takes_force_on__isnull=True)
    rule = '{ completed = { courses = ["awareness"] }, within = "3 months" }'
    at: datetime = clock.now()
    frameworks.change_requirement(
        by=settled.officer.actor(), at=at, version=draft, key="awareness", values={"rule": rule}
    )
    page = text(client, "office:framework_moves", draft.pk)
    assert "Pat Rigg" in page
    assert "Only their date changes" in page
    on = add_months(clock.today(), 2)
    day = {"on-day": on.day, "on-month": on.month, "on-year": on.year}
    unseen = client.post(reverse("office:framework_take_force", args=[draft.pk]), day).content.decode()
    assert "Look at what changes and whom it moves" in unseen
    client.post(reverse("office:framework_take_force", args=[draft.pk]), {**day, "seen": "on"})
    draft.refresh_from_db()
    assert draft.takes_force_on == on
    client.post(reverse("office:framework_withdraw", args=[draft.pk]), {"reason": "Too soon"})
    draft.refresh_from_db()
    assert draft.takes_force_on is None


def test_a_clause_says_whom_it_touches_and_what_if(settled: Cast) -> None:
    client = settled.officer.client()
    version = Version.objects.get()
    page = text(client, "office:clause_touches", version.pk, "awareness")
    assert "Whom it touches today" in page
    asked = {"rule_kind": "completed", "rule_courses": "awareness", "rule_holds": "period"}
    asked |= {"rule_length": 3, "rule_unit": "months"}
    then = text(client, "office:clause_touches", version.pk, "awareness", **asked)
    assert "Pat Rigg" in then
    assert (
        settled.other_officer.client().get(reverse("office:clause_touches", args=[version.pk, "awareness"])).status_code
        == 404
    )


@pytest.mark.parametrize("name", ["people", "people_behind", "heat", "leads", "register", "due"])
def test_pages_cost_the_same_at_any_length(settled: Cast, name: str) -> None:
    client = settled.officer.client()
    text(client, f"office:{name}")
    with CaptureQueriesContext(connection) as before:
        text(client, f"office:{name}")
    for number in range(3):
        person = Person.objects.create(given_name=f"N{number}", family_name="Extra")
        post(person, settled.school, settled.fellside, "Teacher", job_role=JobRole.objects.get(key="teacher"))
    settle(settled)
    text(client, f"office:{name}")
    with CaptureQueriesContext(connection) as after:
        text(client, f"office:{name}")
    assert len(before) == len(after)
