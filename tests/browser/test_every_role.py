"""Every role in turn: sign in with one click, go wherever the menu leads, and meet no barrier there.

1. Choose who to be on the demonstration's page.
2. Land on a home page that says what needs doing.
3. Follow the menu, place by place: each answers, has one main heading, and axe finds nothing.
4. Do the same on a phone: nothing scrolls sideways.
5. Do the same with JavaScript off: everything is still there.
6. Open every page of the programme that tools/pages.toml declares, on a phone, by the links that lead there.
"""

import pytest

from goldenthread.cli.demo.bulk.accounts import PLAYERS
from tools.screens import follow, listed

from .conftest import Open

pytestmark = pytest.mark.browser
ROLES = [player.role for player in PLAYERS]
A_FEW = [
    "Administrator",
    "Officer, Wexmere and Aldersby",
    "Agency lead, hospital trust",
    "Manager, children's services",
    "Practitioner, children's services",
]
"""Between them they reach every surface; the rest meet the same pages."""
DECLARED = [role for role in ("visitor", *ROLES) if any(page.role == role for page in listed())]
"""Who is given pages beside what their menu leads to."""


@pytest.mark.parametrize("role", ROLES)
def test_wherever_the_menu_leads_nobody_is_kept_out(visit: Open, role: str) -> None:
    here = visit()
    here.become(role)
    found = here.barriers()
    menu = here.main_menu()
    assert menu, "there is a way on from the home page"
    for path in menu:
        here.go(path)
        assert here.page.locator("h1").count() == 1, f"{path} has one main heading"
        found += here.barriers()
    assert found == []


@pytest.mark.parametrize("role", A_FEW)
def test_on_a_phone_nothing_scrolls_sideways_or_keeps_anybody_out(visit: Open, role: str) -> None:
    here = visit(width=390)
    here.become(role)
    sideways, found = [], []
    for path in [here.path, *here.main_menu()]:
        here.go(path)
        if here.scrolls_sideways():
            sideways.append(path)
        found += here.barriers()
    assert sideways == []
    assert found == []


@pytest.mark.parametrize("role", A_FEW)
def test_without_javascript_it_is_all_there(visit: Open, role: str) -> None:
    scripted, plain = visit(), visit(script=False)
    scripted.become(role)
    plain.become(role)
    assert plain.heading() == scripted.heading()
    assert plain.main_menu() == scripted.main_menu()
    for path in plain.main_menu():
        plain.go(path)
        scripted.go(path)
        assert plain.heading() == scripted.heading()


@pytest.mark.parametrize("role", DECLARED)
def test_every_declared_page_is_led_to_and_keeps_nobody_out(visit: Open, role: str) -> None:
    here = visit(width=390)
    if role != "visitor":
        here.become(role)
    astray, sideways, found = [], [], []
    for wanted in listed():
        if wanted.role != role or "no-such" in wanted.path:
            continue
        here.go(wanted.path)
        if way := follow(here.page, wanted.follow):
            astray.append(f"nothing on {here.path} leads to {way}")
            continue
        if here.scrolls_sideways():
            sideways.append(here.path)
        found += here.barriers()
    assert (astray, sideways, found) == ([], [], [])
