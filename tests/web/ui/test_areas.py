"""Someone who serves two partnerships works in one at a time, and chooses which."""

from typing import Any

import pytest

from goldenthread.kernel.actor import COMMAND_LINE, Role
from goldenthread.setting.partnerships import services
from tests.cast import NOW, SINCE, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(cast: Cast) -> Any:
    services.grant_role(
        by=COMMAND_LINE,
        at=NOW,
        account=cast.officer.signed_in,
        role=Role.OFFICER,
        partnership=cast.marrow_vale,
        starts_on=SINCE,
    )
    return cast.officer.client()


def test_pages_show_the_partnership_chosen(cast: Cast, both: Any) -> None:
    assert both.get("/partnership/").context["worn"].pk == cast.fellside.pk
    answer = both.post(f"/areas/{cast.marrow_vale.slug}/", follow=True)
    assert f"You are working in {cast.marrow_vale.name}." in answer.content.decode()
    assert both.get("/partnership/").context["worn"].pk == cast.marrow_vale.pk


def test_nobody_chooses_a_partnership_they_hold_nothing_in(cast: Cast, both: Any) -> None:
    only_one = cast.other_officer.client()
    assert only_one.post(f"/areas/{cast.fellside.slug}/").status_code == 404
    assert both.post(f"/areas/{cast.fellside.slug}/").status_code == 302


def test_the_way_there_is_shown_to_whoever_needs_it(cast: Cast, both: Any) -> None:
    link = 'href="/areas/"'
    assert link in both.get("/partnership/").content.decode()
    assert link not in cast.other_officer.client().get("/partnership/").content.decode()
