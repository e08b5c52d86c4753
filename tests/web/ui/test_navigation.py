"""Navigation: by role, nothing by default, one place active at a time."""

import pytest
from django.test import RequestFactory, override_settings
from django.urls import path, reverse

from goldenthread.kernel.actor import Actor, Grant, Role
from goldenthread.web.ui import navigation as navigation_module
from goldenthread.web.ui.navigation import Entry, anyone, everyone, navigation

OFFICER = Actor("Olive", account_id=1, grants=(Grant(Role.OFFICER, partnership_id=1),))
LEARNER = Actor("Liam", account_id=2, person_id=7)
urlpatterns = [
    path(f"places/{name}/", lambda request: None, name=f"place_{name}") for name in ("people", "rules", "mine")
]
urlpatterns.append(path("places/rules/compare/", lambda request: None, name="place_compare"))
ENTRIES = (
    Entry("My learning", "place_mine", when=everyone, order=10),
    Entry("People", "place_people", roles={Role.OFFICER}, order=20),
    Entry("Frameworks", "place_rules", roles={Role.OFFICER}, order=30),
    Entry("Compare", "place_compare", roles={Role.OFFICER}, under="place_rules"),
    Entry("Nobody's", "place_mine"),
)


@pytest.fixture(autouse=True)
def places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation_module, "entries", lambda: ENTRIES)


def at(address: str, actor: Actor | None) -> list[tuple[str, bool, bool]]:
    request = RequestFactory().get(address)
    if actor:
        request.actor = actor  # type: ignore[attr-defined]
    with override_settings(ROOT_URLCONF=__name__):
        return [(place.label, place.active, place.current) for place in navigation(request)]


def test_each_role_sees_its_own_places() -> None:
    assert [label for label, _, _ in at("/", OFFICER)] == ["My learning", "People", "Frameworks"]
    assert [label for label, _, _ in at("/", LEARNER)] == ["My learning"]
    assert at("/", None) == []


def test_the_part_one_is_in_is_marked_and_only_that() -> None:
    assert at("/places/rules/", OFFICER) == [
        ("My learning", False, False),
        ("People", False, False),
        ("Frameworks", True, True),
    ]
    assert at("/places/rules/compare/", OFFICER)[2] == ("Frameworks", True, False)
    assert at("/places/people/17/", OFFICER)[1] == ("People", True, False)


def test_parts_are_listed_under_their_place() -> None:
    request = RequestFactory().get("/places/rules/compare/")
    request.actor = OFFICER  # type: ignore[attr-defined]
    with override_settings(ROOT_URLCONF=__name__):
        parts = {place.label: place.places for place in navigation(request)}["Frameworks"]
    assert [(part.label, part.current) for part in parts] == [("Compare", True)]


def test_who_is_not_signed_in_is_not_everyone() -> None:
    visitor = Actor("a visitor")
    assert (everyone(visitor), anyone(visitor)) == (False, True)


def test_every_declared_place_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    for entry in navigation_module.entries():
        assert reverse(entry.url_name).startswith("/")
        assert entry.roles or entry.when, f"{entry.label} would be shown to nobody"


def test_a_page_elsewhere_may_lie_in_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    part = Entry("Compare", "place_compare", roles={Role.OFFICER}, under="place_rules", also=("/side/by/side/",))
    monkeypatch.setattr(navigation_module, "entries", lambda: (*ENTRIES[:3], part))
    with override_settings(ROOT_URLCONF=__name__):
        for address, active in (("/side/by/side/3/", ["Frameworks"]), ("/side/by/", [])):
            request = RequestFactory().get(address)
            request.actor = OFFICER  # type: ignore[attr-defined]
            found = navigation(request)
            assert [place.label for place in found if place.active] == active
            assert any(one.active for place in found for one in place.places) is bool(active)
