"""The keyboard alone: past the menu, to the role, and out again.

1. The first press of Tab finds the way past the menu, and it can be seen.
2. It leads to the page itself.
3. A role is chosen with Tab and Enter, without a mouse.
4. Whatever has the focus shows it.
5. Signing out is reached the same way.
"""

import pytest

from .conftest import Open, Visit

pytestmark = pytest.mark.browser
OUTLINED = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""
FOCUSED = "() => document.activeElement.innerText || document.activeElement.value || ''"


def tab_to(here: Visit, wanted: str) -> None:
    """Press Tab until something of that name has the focus; everything on the way shows that it has it."""
    for _ in range(80):
        here.page.keyboard.press("Tab")
        said = str(here.page.evaluate(FOCUSED)).strip()
        assert here.page.evaluate(OUTLINED), f"“{said}” shows that it has the focus"
        if said == wanted:
            return
    pytest.fail(f"“{wanted}” cannot be reached with the keyboard")


def test_the_first_tab_leads_past_the_menu(visit: Open) -> None:
    here = visit()
    here.go("/demo/")
    here.page.keyboard.press("Tab")
    skip = here.page.locator(".govuk-skip-link")
    assert skip.is_visible()
    here.page.keyboard.press("Enter")
    assert here.page.evaluate("document.activeElement.id") == "main"


def test_a_role_is_chosen_and_left_with_the_keyboard(visit: Open) -> None:
    here = visit()
    here.go("/demo/")
    tab_to(here, "Officer, Wexmere and Aldersby")
    here.page.keyboard.press("Enter")
    here.page.wait_for_url(lambda address: not address.endswith("/demo/"))
    tab_to(here, "Sign out")
    here.page.keyboard.press("Enter")
    here.page.wait_for_url("**/demo/")
    assert here.page.get_by_role("button", name="Sign out").count() == 0
