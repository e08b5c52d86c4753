"""Every address against every role, in one table: a new address fails until its row is written.

A row names who gets in when they only look. Everybody else is told that it is not there or not for
them, and visitors are asked to sign in. What sending does is for the page's own tests.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from goldenthread.setting.frameworks.services import adopt_pack
from goldenthread.setting.partnerships import services as partnerships
from goldenthread.setting.workforce.models import DutyHeld, Post
from goldenthread.setting.workforce.services import name_deputy
from goldenthread.setting.workforce.terms import Held
from goldenthread.training.catalogue.models import Course
from goldenthread.training.catalogue.services.design import add_method
from goldenthread.whole.upkeep.services import reassign
from tests.cast import NOW, SINCE, TODAY, Cast
from tests.house.pages import OPEN_TO_VISITORS, ROLES, ROWS
from tests.training.catalogue.build import published

LIBRARIES = ("account_", "mfa_", "socialaccount_", "openid_connect_")
"""Sign-in's own pages belong to the library, which tests them; ours are in tests/web/public."""


@dataclass(frozen=True)
class Address:
    """One address by its name and the words in it."""

    name: str
    words: tuple[str, ...]


def addresses(patterns: list[Any] | None = None, space: str = "", words: tuple[str, ...] = ()) -> list[Address]:
    """Every address of ours, however deep it is included."""
    found: list[Address] = []
    for one in get_resolver().url_patterns if patterns is None else patterns:
        inside = (*words, *one.pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            deeper = f"{space}{one.namespace}:" if one.namespace else space
            found.extend(addresses(one.url_patterns, deeper, inside))
        elif isinstance(one, URLPattern) and one.name and not one.name.startswith(LIBRARIES):
            found.append(Address(f"{space}{one.name}", inside))
    return found


def things(cast: Cast) -> dict[str, Any]:
    """One thing of each kind that an address names, all in Fellside."""
    by = cast.administrator.actor()
    run: dict[str, Any] = {"by": by, "at": NOW}
    group = partnerships.create_report_group(**run, partnership=cast.fellside, name="Criminal justice")
    priority = partnerships.create_priority(**run, partnership=cast.fellside, name="Neglect", starts_on=SINCE)
    setting = partnerships.create_setting(**run, agency=cast.school, name="Main site")
    version = adopt_pack(**run, partnership=cast.fellside, pack_key="kirklees-2011")
    deputy = name_deputy(
        by=cast.manager.actor(),
        at=NOW,
        on=TODAY,
        person=cast.manager.in_post,
        deputy=cast.designated_lead.in_post,
        starts_on=TODAY.replace(year=2030),
        ends_on=TODAY.replace(year=2030),
    )
    handover = reassign(
        **run, on=TODAY, person=cast.chair.in_post, to=cast.trainer.in_post, kinds=[Held.SEATS], note=""
    )
    course = in_the_programme(cast)
    return {
        "slug": "fellside",
        "partnership_slug": "fellside",
        "partnership_id": cast.fellside.pk,
        "agency": cast.school.slug,
        "agency_slug": cast.school.slug,
        "agency_id": cast.school.pk,
        "account_id": cast.board.signed_in.pk,
        "role_id": cast.board.signed_in.roles_granted.get().pk,
        "person_id": cast.practitioner.in_post.pk,
        "other_id": cast.manager.in_post.pk,
        "post_id": Post.objects.get(person=cast.practitioner.in_post).pk,
        "duty_id": DutyHeld.objects.get(person=cast.designated_lead.in_post).pk,
        "group_id": group.pk,
        "subgroup_id": cast.subgroup.pk,
        "priority_id": priority.pk,
        "setting_id": setting.pk,
        "team_id": cast.team.pk,
        "deputy_id": deputy.pk,
        "handover_id": handover.pk,
        "version_id": version.pk,
        "requirement_id": version.requirements.order_by("position")[0].pk,
        "pack_key": "kirklees-2011",
        "section": "requirements",
        "key": version.requirements.order_by("position")[0].key,
        "code": "1b2f4b",
        "name": "workforce.xlsx",
        "kind": "workforce",
        "form": "csv",
        "question_key": "advises",
        "course_key": course.key,
        "part": "describe",
        "about": "values",
        "stage": "planning",
        "outcome_id": course.outcomes.get().pk,
        "method_id": course.methods.get().pk,
        "number": 1,
    }


def in_the_programme(cast: Cast) -> Course:
    """A course that the public sees, with one outcome, one piece of its plan and one version."""
    course = published(cast, priority="Neglect")
    add_method(by=cast.officer.actor(), at=NOW, course=course, method="talk", minutes=20)
    return course


def look(client: Client, known: dict[str, Any]) -> dict[str, bool]:
    """Which pages open to someone who only looks; a page that breaks fails here."""
    opened = {}
    for address in addresses():
        values = {word: known.get(word, 999_999) for word in address.words}
        answer = client.get(reverse(address.name, kwargs=values))
        assert answer.status_code in {200, 302, 403, 404, 405, 409, 410}, (address.name, answer.status_code)
        to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/account/login/")
        opened[address.name] = answer.status_code in {200, 302} and not to_sign_in
    return opened


def test_every_address_has_its_row() -> None:
    assert sorted({address.name for address in addresses()}) == sorted(ROWS)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_is_theirs_and_nothing_else(cast: Cast, role: str) -> None:
    opened = look(getattr(cast, role).client(), things(cast))
    assert {name for name, opens in opened.items() if opens} == {name for name, who in ROWS.items() if role in who}


def test_visitors_open_public_pages_only(cast: Cast) -> None:
    opened = look(Client(), things(cast))
    assert {name for name, opens in opened.items() if opens} == OPEN_TO_VISITORS
