"""Which training is right for me? The public chooser."""

from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.partnerships.models import Partnership
from tests.cast import NOW, SINCE, Cast

pytestmark = pytest.mark.django_db


def put_in_force(partnership: Partnership, pack: str) -> None:
    draft = frameworks.adopt_pack(by=COMMAND_LINE, at=NOW, partnership=partnership, pack_key=pack)
    frameworks.set_day(by=COMMAND_LINE, at=NOW, version=draft, on=SINCE)


def page(client: Client, **answers: str | list[str]) -> str:
    answer = client.get(reverse("chooser"), answers)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


TEACHER = {"kind": "school", "role": "teacher"}
CHILDMINDER = {"kind": "early-years", "role": "childminder"}


def test_one_question_a_page_and_the_answers_stay_in_the_address(client: Client, cast: Cast) -> None:
    put_in_force(cast.fellside, "kirklees-2011")
    assert "Where do you work or volunteer?" in page(client)
    assert "What do you do?" in page(client, kind="school")
    duties = page(client, **TEACHER)
    assert "Do you have any of these duties?" in duties
    assert '<input type="hidden" name="role" value="teacher">' in duties
    assert "The training that is right for you" in page(client, **TEACHER, duty="none")


def test_going_back_shows_the_answer_given_and_keeps_the_others(client: Client, cast: Cast) -> None:
    put_in_force(cast.fellside, "kirklees-2011")
    back = page(client, **TEACHER, duty="none", change="role")
    assert "What do you do?" in back
    assert '<input type="hidden" name="duty" value="none">' in back
    chosen = back[back.index('value="teacher"') :]
    assert "checked" in chosen[: chosen.index(">")]


def test_a_question_left_unanswered_says_what_to_do(client: Client, cast: Cast) -> None:
    put_in_force(cast.fellside, "kirklees-2011")
    assert "Select where you work or volunteer" not in page(client)
    assert "Select where you work or volunteer" in page(client, asked="kind")
    assert "Select where you work or volunteer" in page(client, asked="kind", kind="the moon")


def test_roles_are_found_by_other_titles(client: Client, cast: Cast) -> None:
    put_in_force(cast.fellside, "kirklees-2011")
    found = page(client, kind="school", find="class teacher")
    assert 'value="teacher"' in found
    assert 'value="fire-safety-adviser"' not in found
    nothing = page(client, kind="school", find="astronaut")
    assert "0 of" in nothing
    assert "My role is not listed" in nothing


def test_a_slip_in_the_search_still_finds_and_an_empty_one_says_what_to_type(client: Client, cast: Cast) -> None:
    put_in_force(cast.fellside, "kirklees-2011")
    near = page(client, kind="school", find="teecher")
    assert "No role matches “teecher”. Did you mean" in near
    assert 'value="teacher"' in near
    assert 'value="fire-safety-adviser"' not in near
    assert "Type a job or role to search for" in page(client, kind="school", find=" ")
    assert "Type a job or role to search for" not in page(client, kind="school")


def test_the_area_is_asked_where_several_have_a_framework(client: Client, cast: Cast) -> None:
    put_in_force(cast.fellside, "kirklees-2011")
    assert "Which area do you work in?" not in page(client)
    put_in_force(cast.marrow_vale, "cumbria-2022")
    assert "Which area do you work in?" in page(client)
    assert "Where do you work" in page(client, partnership="marrow-vale")


@pytest.mark.requirement("E06")
def test_the_answer_says_what_by_when_how_often_and_where_it_is_written(client: Client, cast: Cast) -> None:
    put_in_force(cast.fellside, "kirklees-2011")
    told = page(client, **CHILDMINDER, duty="none")
    assert "Making Positive Contributions" in told
    assert "Within 1 year of starting" in told
    assert "Section 7a" in told
    assert "Advised, not required" in told
    assert 'class="gt-thread"' in told


@pytest.mark.requirement("E06")
def test_a_start_date_turns_periods_into_days(client: Client, cast: Cast) -> None:
    put_in_force(cast.fellside, "kirklees-2011")
    started = {"starts-day": "1", "starts-month": "9", "starts-year": "2026"}
    assert "by 1 September 2027" in page(client, **CHILDMINDER, duty="none", **started)
    wrong = page(client, **TEACHER, duty="none", **(started | {"starts-month": "13"}))
    assert "There is a problem" in wrong
    assert "must be a real date" in wrong


@pytest.mark.requirement("E17")
def test_what_the_employer_arranges_is_said(client: Client, cast: Cast) -> None:
    put_in_force(cast.fellside, "kirklees-2011")
    told = page(client, **TEACHER, duty="none")
    assert "Your employer" in told
    assert "The partnership" in told


@pytest.mark.requirement("E36")
def test_a_duty_adds_its_own_and_the_one_that_decides_is_named(client: Client, cast: Cast) -> None:
    put_in_force(cast.fellside, "cumbria-2022")
    without = page(client, **TEACHER, duty="none", **{"is-needs-multi-agency": "no", "is-needs-specialist": "no"})
    lead = page(
        client, **TEACHER, duty="designated-lead", **{"is-needs-multi-agency": "no", "is-needs-specialist": "no"}
    )
    assert "every 2 years" not in without
    assert "every 2 years" in lead.casefold()


def test_the_same_queries_whatever_is_asked(
    client: Client, cast: Cast, django_assert_num_queries: "type[object]"
) -> None:
    put_in_force(cast.fellside, "kirklees-2011")
    put_in_force(cast.marrow_vale, "cumbria-2022")
    for answers in ({"partnership": "fellside"}, {"partnership": "fellside", **TEACHER, "duty": "none"}):
        with django_assert_num_queries(2):  # type: ignore[operator]
            page(client, **answers)


def test_nothing_that_looks_like_a_date_breaks_it(client: Client, cast: Cast) -> None:
    put_in_force(cast.fellside, "kirklees-2011")
    far = {"starts-day": "31", "starts-month": "12", "starts-year": str(date.max.year)}
    assert "There is a problem" in page(client, **TEACHER, duty="none", **far)
    assert "Where do you work" in page(client, kind="x" * 5000, role="<script>alert(1)</script>", duty=["", "\x00"])
