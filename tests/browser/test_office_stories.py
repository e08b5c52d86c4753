"""What officers, agencies and the board come to do."""

import re
from pathlib import Path

import pytest

from .conftest import Open

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
