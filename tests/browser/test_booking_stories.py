"""From what is due to a booked place, and a manager's answer."""

import pytest

from .conftest import Open

pytestmark = pytest.mark.browser
WITH_AND_WITHOUT = pytest.mark.parametrize(
    ("script", "width"), [(True, 1280), (False, 390)], ids=["with JavaScript", "without JavaScript, on a phone"]
)


@WITH_AND_WITHOUT
def test_a_practitioner_finds_an_event_applies_and_reads_where_it_stands(visit: Open, script: bool, width: int) -> None:
    """1. Find what is on offer. 2. Apply. 3. Read where it stands. 4. See what giving it up would mean, and keep it."""
    here = visit(script=script, width=width)
    here.become("Practitioner, children's services")
    here.go("/my-learning/find-an-event/")
    assert here.page.get_by_role("heading", name="For what you are due").count() == 1
    row = here.page.locator("#main table tbody tr").filter(has_text="You can apply.").first
    row.get_by_role("link").first.click()
    event = here.heading()
    assert not here.scrolls_sideways()
    if script:
        assert here.barriers() == []
    here.page.get_by_label("Which diet or allergy?").fill("No nuts")
    here.page.get_by_role("button", name="Apply", exact=True).click()
    assert here.heading() == event
    assert "No nuts" in here.page.locator("#main").inner_text()
    booking = here.path
    here.go("/my-learning/bookings/")
    assert event in here.page.locator("#main table tbody").inner_text()
    here.go(booking)
    if here.page.get_by_role("link", name="Cancel the booking").count():
        assert here.page.get_by_role("link", name="Add to my calendar").count() == 1
        here.page.get_by_role("link", name="Cancel the booking").click()
        here.page.get_by_role("link", name="Leave it as it is").click()
        assert here.path == booking


@WITH_AND_WITHOUT
def test_a_manager_approves_an_application_that_waits(visit: Open, script: bool, width: int) -> None:
    """1. See what waits. 2. Refuse without a reason and be asked for it. 3. Approve one. 4. It waits no more."""
    here = visit(script=script, width=width)
    here.become("Manager, children's services")
    here.go("/my-team/approvals/")
    waiting = here.page.locator("#main input[type=checkbox]")
    before = waiting.count()
    assert before > 0
    waiting.first.check()
    here.page.get_by_role("button", name="Refuse those ticked").click()
    assert "Say why" in here.page.locator(".govuk-error-summary").inner_text()
    assert here.page.locator("#main input[type=checkbox]").first.is_checked()
    if script:
        assert here.barriers() == []
    here.page.get_by_role("button", name="Approve those ticked").click()
    assert "approved" in here.page.locator(".govuk-notification-banner").first.inner_text()
    assert here.page.locator("#main input[type=checkbox]").count() == before - 1
