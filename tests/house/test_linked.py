"""No page is an orphan: each is named by the navigation, a template or a view, besides its own table of addresses."""

import re

from django.urls import resolve

from goldenthread.foundation.messaging.terms import LINKS
from goldenthread.web.ui.navigation import entries
from tests.house import source
from tests.house.test_every_page import addresses

REACHED_OTHERWISE = {
    "ui:styleguide": "by those who build pages, in the demonstration only",
    "join": "by the link in an invitation",
    "link_approval": "by the link in the message to an approver",
    "link_offer": "by the link in the message that offers a place",
    "link_new_date": "by the link in the message about a new date",
}
"""Pages that nobody needs to be led to, and who opens them."""

NAMES = re.compile(r"[\"']((?:[a-z]+:)?[a-z_]+)[\"']")


def named() -> set[str]:
    """Every name of a page in quotes in a template or a module of a surface, but for the tables of addresses."""
    files = [*source.PACKAGE.glob("web/**/*.py"), *source.PACKAGE.glob("**/templates/**/*.html")]
    found = {entry.url_name for entry in entries()}
    for path in files:
        if path.name != "urls.py":
            found |= set(NAMES.findall(path.read_text("utf-8")))
    return found


def spoken_of(name: str, known: set[str]) -> bool:
    """An agency's own pages are named without their surface: `area.url("people")`."""
    return name in known or (name.startswith("agency:") and name.removeprefix("agency:") in known)


def test_every_page_is_linked_from_another() -> None:
    known = named()
    orphans = {one.name for one in addresses() if not spoken_of(one.name, known)}
    assert orphans == set(REACHED_OTHERWISE)


def test_every_link_that_a_message_may_carry_leads_to_a_page() -> None:
    led = {word: resolve(link.path.format(token="some-token")).url_name for word, link in LINKS.items()}
    assert None not in led.values()
    assert len(set(led.values())) == len(LINKS)
