"""Exemptions: excused with a reason and an approver, between two days, and counted apart."""

from datetime import date, datetime

import pytest

from goldenthread.foundation.audit.models import Entry
from goldenthread.kernel.actor import CLOCK, COMMAND_LINE
from goldenthread.kernel.refusal import Refused
from goldenthread.training.standing.models import Exemption
from goldenthread.training.standing.selectors.figures import partnership_heat
from goldenthread.training.standing.selectors.people import of_person
from goldenthread.training.standing.services import end_exemption, exempt, settle
from goldenthread.training.standing.terms import Status
from tests.cast import TODAY, Cast, Member

from . import build

pytestmark = pytest.mark.django_db
LAST = date(2026, 6, 30)


def excuse(cast: Cast, by: Member, at: datetime, **other: object) -> Exemption:
    given: dict[str, object] = {
        "person": cast.practitioner.in_post,
        "partnership_id": cast.fellside.pk,
        "requirement_key": "awareness",
        "reason": "Long leave",
        "starts_on": date(2026, 1, 1),
        "ends_on": LAST,
    }
    return exempt(by=by.actor(), at=at, **(given | other))  # type: ignore[arg-type]


def test_only_those_who_decide_for_the_area_excuse_anybody(cast: Cast, at: datetime) -> None:
    allowed = set()
    for name, member in cast.signed_in().items():
        try:
            excuse(cast, member, at)
        except Refused:
            continue
        allowed.add(name)
    assert allowed == {"administrator", "officer"}


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"ends_on": date(2025, 12, 31)}])
def test_an_exemption_has_a_reason_and_days_in_order(cast: Cast, at: datetime, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        excuse(cast, cast.officer, at, **wrong)
    assert Exemption.objects.count() == 0


def test_nobody_of_another_area_is_excused(cast: Cast, at: datetime) -> None:
    with pytest.raises(Refused, match="This person"):
        excuse(cast, cast.officer, at, person=cast.other_constable.in_post)
    assert Exemption.objects.count() == 0


def test_the_approver_and_both_days_are_kept(cast: Cast, at: datetime) -> None:
    made = excuse(cast, cast.officer, at)
    assert (made.approved_by_name, made.approved_by_account_id) == ("Olive Fell", cast.officer.signed_in.pk)
    end_exemption(by=cast.officer.actor(), at=at, exemption=made, ends_on=date(2026, 3, 1), reason="Back early")
    assert Entry.objects.get(act="end exemption").reason == "Back early"
    with pytest.raises(Refused):
        end_exemption(by=cast.officer.actor(), at=at, exemption=made, ends_on=date(2025, 12, 31))
    with pytest.raises(Refused):
        end_exemption(by=cast.other_officer.actor(), at=at, exemption=made, ends_on=LAST)
    made.refresh_from_db()
    assert made.ends_on == date(2026, 3, 1)


def test_the_excused_stand_apart_until_the_day_it_ends_and_then_as_before(cast: Cast, at: datetime) -> None:
    build.adopt(cast.fellside, "kirklees-2011")
    person = cast.practitioner.in_post
    person.posts.update(group_key="group-1")
    settle(by=CLOCK, at=at, on=TODAY, partnership_id=cast.fellside.pk)

    def stands() -> tuple[str, tuple[int, int]]:
        line = {line.key: line for line in of_person(COMMAND_LINE, person.pk, TODAY)}["awareness"]
        total = partnership_heat(COMMAND_LINE, cast.fellside.pk, TODAY).totals["awareness"]
        return line.status, (total.exempt, total.never)

    before = stands()
    made = excuse(cast, cast.officer, at)
    assert (before[0], stands()) == (Status.NEVER, (Status.EXEMPT, (1, before[1][1] - 1)))
    end_exemption(by=cast.officer.actor(), at=at, exemption=made, ends_on=date(2026, 3, 1))
    assert stands() == before
