"""What officers, agencies and the board come to do."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from goldenthread.kernel import clock

from .conftest import Open, Visit

pytestmark = pytest.mark.browser
OFFICER = "Officer, Wexmere and Aldersby"


def test_an_officer_follows_a_figure_down_to_the_people_behind_it(visit: Open) -> None:
    """1. Open the heat table. 2. Press a cell. 3. Read who is behind it. 4. Take it away as a spreadsheet."""
    here = visit()
    here.become(OFFICER)
    here.go("/partnership/agencies-and-requirements/")
    assert here.barriers() == []
    here.page.locator("#main table a[href*='/partnership/people-behind/']").first.click()
    assert here.page.locator("#main table tbody tr").count() > 0
    assert here.barriers() == []
    with here.page.expect_download() as taken:
        here.page.get_by_role("link", name=re.compile("CSV")).first.click()
    assert Path(taken.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_officer_sees_whom_a_draft_would_move(visit: Open) -> None:
    """1. Open the draft. 2. Compare it with what is in force. 3. See whom it moves before it takes force."""
    here = visit()
    here.become(OFFICER)
    here.go("/frameworks/")
    here.page.get_by_role("link", name=re.compile("What would change and whom it would move")).click()
    assert here.heading() == "What changes"
    assert "2 years" in here.page.locator("#main").inner_text()
    assert here.barriers() == []
    here.page.get_by_role("button", name="See whom it moves").click()
    here.page.wait_for_load_state()
    assert here.page.locator("h1").count() == 1
    assert here.barriers() == []


def test_an_officer_asks_what_another_rule_would_need(visit: Open) -> None:
    """1. See the places needed. 2. Try a requirement with another rule. 3. Read both side by side."""
    here = visit()
    here.become(OFFICER)
    here.go("/partnership/places-needed/")
    assert here.page.locator("#main table tbody tr").count() > 0
    here.page.get_by_label("Requirement", exact=True).select_option(index=1)
    here.page.get_by_role("button", name="Try another rule").click()
    assert here.heading().startswith("What if")
    assert here.barriers() == []


def test_an_agency_lead_loads_a_staff_list_and_takes_it_back(visit: Open, tmp_path: Path) -> None:
    """1. Take a messy file from the demonstration. 2. Send it. 3. Check the columns. 4. Preview. 5. Load. 6. Undo."""
    here = visit()
    here.go("/demo/")
    with here.page.expect_download() as taken:
        here.page.get_by_role("link", name="wexmere-hospitals-staff-in-post.xlsx").click()
    sheet = tmp_path / "staff.xlsx"
    taken.value.save_as(sheet)

    here.become("Agency lead, hospital trust")
    here.go("/imports/start/staff-list/")
    here.page.locator("input[type=file]").set_input_files(sheet)
    here.page.get_by_label("No: it adds people").check()
    here.page.get_by_role("button", name="Continue").click()
    assert here.heading() == "What the columns hold"
    assert here.barriers() == []
    here.page.get_by_role("button", name="Preview").click()
    assert here.heading() == "Preview: nothing is loaded yet"
    assert here.barriers() == []
    here.page.get_by_role("button", name="Load this list").click()
    here.page.wait_for_url(re.compile(r"/imports/\d+/$"))
    assert here.barriers() == []
    here.page.get_by_role("button", name="Take this list back").click()
    here.page.locator("#main form button").first.click()
    here.page.get_by_text("The list was taken back").wait_for()


def test_an_agency_lead_sees_both_clocks_of_designated_leads(visit: Open) -> None:
    """1. Open our school. 2. Designated leads. 3. The training and the yearly update, each with its day."""
    here = visit()
    here.become("Designated safeguarding lead, school")
    here.go("/agency/wexmere-and-aldersby/pellmoor-primary/designated-leads/")
    headings = " ".join(here.page.locator("#main table th").all_inner_texts())
    assert "every two years" in headings
    assert "at least yearly" in headings
    assert here.barriers() == []


def test_a_board_member_reads_figures_and_no_names(visit: Open) -> None:
    """1. Read how the partnership stands. 2. Agency by agency. 3. Nobody is named, and people's pages are not there."""
    here = visit()
    here.become("Board member")
    here.go("/partnership/figures/")
    assert "%" in here.page.locator("#main table").first.inner_text()
    here.page.get_by_role("link", name=re.compile("Agency by agency")).click()
    assert here.page.locator("#main a[href*='people-behind']").count() == 0
    assert here.page.request.get(here.site + "/partnership/people/").status == 404


def test_an_administrator_invites_somebody(visit: Open) -> None:
    """1. Open the partnership in set-up. 2. Invite an officer by address. 3. See the account listed."""
    here = visit()
    here.become("Administrator")
    here.go("/setup/partnerships/wexmere-and-aldersby/invite/")
    assert here.barriers() == []
    here.page.get_by_label("Name", exact=True).fill("Frances Okell-Brandt")
    here.page.get_by_label("E-mail address").fill("frances@partner.example")
    here.page.get_by_label("Role", exact=True).select_option(label="Board member")
    first = here.page.locator("#main fieldset").filter(has_text="First day")
    for label, said in (("Day", "1"), ("Month", "4"), ("Year", "2026")):
        first.get_by_label(label, exact=True).fill(said)
    here.page.get_by_role("button", name="Invite them").click()
    here.go("/setup/accounts/")
    assert "Frances Okell-Brandt" in here.page.locator("#main").inner_text()


@pytest.mark.parametrize(("script", "width"), [(True, 1280), (False, 1280), (True, 390), (False, 390)])
def test_an_officer_mends_what_is_stuck_today_and_postpones_an_event(visit: Open, script: bool, width: int) -> None:
    """1. Open Today. 2. Ask a silent approver again. 3. Open an event's room. 4. Postpone it, after reading whom it
    touches and what is sent."""
    here = visit(script=script, width=width)
    here.become(OFFICER)
    here.go("/programme/today/")
    checked(here, script)
    stuck = here.page.locator("section", has=here.page.locator("#approvals"))
    stuck.get_by_role("button", name=re.compile("^Ask again")).first.click()
    here.page.wait_for_load_state()
    assert "is asked again about" in here.page.locator("#main").inner_text()
    rooms = here.page.locator(".gt-event__name a")
    rooms.nth(min(rooms.count(), 4) - 1).click()
    here.page.wait_for_load_state()
    event = here.heading()
    checked(here, script)
    here.page.get_by_role("link", name="Postpone it", exact=True).click()
    here.page.wait_for_load_state()
    assert here.heading() == "Postpone it"
    assert "[the new days and times]" in here.page.locator("#main").inner_text()
    checked(here, script)
    here.page.get_by_role("button", name="Postpone it and tell everyone").click()
    here.page.wait_for_load_state()
    assert "There is a problem" in here.page.locator("#main").inner_text()
    new = clock.today() + timedelta(days=100 + width // 100 + script)
    for part, value in (("Day", new.day), ("Month", new.month), ("Year", new.year)):
        here.page.get_by_label(part, exact=True).fill(str(value))
    here.page.get_by_label("Why?").fill("The trainer is ill")
    here.page.get_by_role("button", name="Postpone it and tell everyone").click()
    here.page.wait_for_load_state()
    assert here.heading() == event
    assert "The event is postponed." in here.page.locator("#main").inner_text()
    assert f"{new.day} {new:%B %Y}" in here.page.locator("#main").inner_text()


def checked(here: Visit, script: bool) -> None:
    """Nothing keeps anybody out, and nothing has to be scrolled to the side."""
    assert not here.scrolls_sideways()
    if script:
        assert here.barriers() == []
