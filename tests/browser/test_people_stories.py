"""What people come to do for themselves and for those they lead."""

import re

import pytest

from .conftest import Open

pytestmark = pytest.mark.browser
WITH_AND_WITHOUT = pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])


@WITH_AND_WITHOUT
def test_a_practitioner_sees_what_is_due_and_adds_what_they_learnt_elsewhere(visit: Open, script: bool) -> None:
    """1. See how I stand. 2. Ask why, with the clause named. 3. Add a course. 4. Find it on my record."""
    title = f"Safe sleep for babies, {'film' if script else 'paper'}"
    here = visit(script=script)
    here.become("Practitioner, children's services")
    assert here.heading() == "My learning"
    here.page.locator("#main table a").first.click()
    assert "Kirklees" in here.page.locator("#main").inner_text()

    here.go("/my-learning/record/add/")
    here.page.get_by_label("What was the course or learning called?").fill(title)
    here.page.get_by_role("button", name="Find").click()
    here.page.get_by_role("link", name=re.compile(f"[Ee]nter .{title}. as learning elsewhere")).click()
    for label, said in (("Day", "2"), ("Month", "3"), ("Year", "2026"), ("Hours", "2")):
        here.page.get_by_label(label, exact=label != "Hours").fill(said)
    here.page.get_by_label("How it was given").select_option(label="E-learning")
    here.page.get_by_label("Who gave it").select_option(index=2)
    if script:
        assert here.barriers() == []
    here.page.get_by_role("button", name="Add it to my record").click()
    assert here.heading() == title
    here.go("/my-learning/record/")
    here.page.get_by_label("Course or provider").fill(title.lower())
    here.page.get_by_role("button", name="Show").first.click()
    assert here.page.locator("#main table tbody tr").count() == 1
    assert title in here.page.locator("#main table tbody").inner_text()


@WITH_AND_WITHOUT
def test_a_form_says_what_to_mend_and_keeps_what_was_written(visit: Open, script: bool) -> None:
    """1. Leave out the day. 2. Read what is wrong at the top and beside the field. 3. Nothing typed is lost."""
    here = visit(script=script)
    here.become("Practitioner, children's services")
    here.go("/my-learning/record/add/details/?title=Safe+sleep")
    here.page.get_by_label("Day", exact=True).fill("31")
    here.page.get_by_label("Month", exact=True).fill("2")
    here.page.get_by_label("Year", exact=True).fill("2026")
    here.page.get_by_role("button", name="Add it to my record").click()
    summary = here.page.locator(".govuk-error-summary")
    assert summary.is_visible()
    assert here.page.get_by_label("Day", exact=True).input_value() == "31"
    assert here.page.locator(".govuk-error-message").count() >= 1
    if script:
        assert here.barriers() == []


def test_a_manager_opens_somebody_of_the_team_and_names_a_deputy(visit: Open) -> None:
    """1. See who is behind. 2. Open one person. 3. Name who stands in for me. 4. See it listed."""
    here = visit()
    here.become("Manager, children's services")
    here.go("/my-team/")
    assert here.heading() == "My team"
    name = here.page.locator("#main table a[href^='/my-team/people/']").first.inner_text()
    here.page.locator("#main table a[href^='/my-team/people/']").first.click()
    assert name in here.page.locator("#main").inner_text()
    assert here.barriers() == []

    here.go("/my-team/deputies/name/")
    here.page.get_by_label("Who is to stand in for you?").fill("a")
    here.page.get_by_role("button", name="Find").click()
    here.page.locator("#main input[type=radio]").first.check()
    days = here.page.locator("#main fieldset")
    for legend, year in (("First day", "2030"), ("Last day", "2031")):
        one = days.filter(has_text=legend).last
        for label, said in (("Day", "1"), ("Month", "6"), ("Year", year)):
            one.get_by_label(label, exact=True).fill(said)
    here.page.get_by_role("button", name="Name the deputy").click()
    assert here.heading() == "Deputies"
    assert "2030" in here.page.locator("#main").inner_text()


def test_somebody_not_yet_linked_is_told_what_to_do(visit: Open) -> None:
    """1. Sign in. 2. Read why nothing is shown. 3. A page of others is not there for me."""
    here = visit()
    here.become("New account, in no agency yet")
    assert here.heading() == "Your account is not linked to a post or a role yet"
    answer = here.page.request.get(here.site + "/partnership/")
    assert answer.status == 404
    assert "was not found" in answer.text() or "Not found" in answer.text()


@WITH_AND_WITHOUT
def test_anybody_finds_which_training_is_right_for_them(visit: Open, script: bool) -> None:
    """1. No sign-in. 2. Say what I do. 3. Read what is asked of me and by when."""
    here = visit(script=script)
    here.go("/which-training/")
    for answer in ("Wexmere and Aldersby Safeguarding Children Partnership", "School", "Teacher", "None of these"):
        here.page.get_by_label(answer, exact=True).check()
        here.page.get_by_role("button", name="Continue").click()
    assert "Working Together" in here.page.locator("#main").inner_text()
    if script:
        assert here.barriers() == []
