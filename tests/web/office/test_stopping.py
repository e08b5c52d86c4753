"""Adopting another framework: the pages say what stops counting, and an officer says what it counts as."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.frameworks import selectors, services
from goldenthread.training.standing.services import take_force
from tests.cast import NOW, Cast
from tests.training.standing import build


def text(page: bytes) -> str:
    return " ".join(page.decode().split())


@pytest.mark.django_db
def test_an_officer_says_what_an_earlier_course_counts_as(cast: Cast) -> None:
    first = services.adopt_pack(by=COMMAND_LINE, at=NOW, partnership=cast.fellside, pack_key="kirklees-2011")
    take_force(by=COMMAND_LINE, at=NOW, version=first, on=date(2026, 1, 1))
    basic = build.course(cast.fellside, "working-together")
    build.completed(cast.practitioner.in_post, basic, date(2025, 5, 1))
    draft = services.adopt_pack(
        by=COMMAND_LINE, at=NOW, partnership=cast.fellside, pack_key="south-gloucestershire-2016"
    )
    client = cast.officer.client()
    for name in ("framework", "framework_compare", "framework_moves"):
        page = text(client.get(reverse(f"office:{name}", args=[draft.pk])).content)
        assert "<strong>1</strong> verified and <strong>0</strong> other records of <strong>1</strong>" in page, name
    compared = text(client.get(reverse("office:framework_compare", args=[draft.pk])).content)
    assert f'Say what it counts as<span class="govuk-visually-hidden">: {basic.title}</span>' in compared
    add = reverse("office:clause_add", args=[draft.pk, "earlier_courses"])
    shown = text(client.get(add, {"course": basic.key}).content)
    assert f'<option value="{basic.key}" selected' in shown
    counts_as = selectors.framework_of(draft).courses[0].key
    refused = text(client.post(add, {"course": basic.key}).content)
    assert "Tick at least one course" in refused
    client.post(add, {"course": basic.key, "counts_as": [counts_as]})
    draft.refresh_from_db()
    (said,) = selectors.framework_of(draft).earlier_courses
    assert (said.key, said.title, said.counts_as) == (basic.key, basic.title, (counts_as,))
    page = text(client.get(reverse("office:framework", args=[draft.pk])).content)
    assert "would stop counting" not in page
    change = reverse("office:clause_change", args=[draft.pk, "earlier_courses", basic.key])
    assert basic.title in text(client.get(change).content)
    other = selectors.framework_of(draft).courses[1].key
    client.post(change, {"course": basic.key, "counts_as": [other]})
    draft.refresh_from_db()
    assert selectors.framework_of(draft).earlier_courses[0].counts_as == (other,)
