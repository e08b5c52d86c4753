"""Agencies that ask for more than the partnership."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.periods import Period, Unit
from goldenthread.kernel.refusal import Kind, Refused
from goldenthread.setting.frameworks import selectors, services
from goldenthread.setting.frameworks.models import AgencyOverride, Version
from goldenthread.setting.frameworks.terms import AllOf, Completed, Selection
from tests.cast import Cast

pytestmark = pytest.mark.django_db
APRIL = date(2026, 4, 1)
YEARLY = '{ completed = { courses = ["awareness"] }, within = "1 year" }'
WANTED = Selection(courses=("awareness",))
BASE = Completed(WANTED, Period(3, Unit.YEARS))
STRICTER = AllOf((BASE, Completed(WANTED, Period(1, Unit.YEARS))))


@pytest.fixture
def version(cast: Cast, at: datetime) -> Version:
    by = cast.officer.actor()
    draft = services.adopt_pack(by=by, at=at, partnership=cast.fellside, pack_key="kirklees-2011")
    return services.set_day(by=by, at=at, version=draft, on=APRIL)


@pytest.fixture
def lead(cast: Cast) -> Actor:
    return cast.lead.actor()


def override(by: Actor, at: datetime, version: Version, cast: Cast, **given: object) -> AgencyOverride:
    asked: dict[str, object] = {
        "agency": cast.school,
        "requirement_key": "awareness",
        "rule": YEARLY,
        "starts_on": APRIL,
        "reason": "Our governors ask for it.",
    }
    return services.override_for_agency(by=by, at=at, version=version, **{**asked, **given})  # type: ignore[arg-type]  # one dict of several types


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


@pytest.mark.requirement("B62")
def test_a_stricter_rule_is_added_to_the_partnerships(lead: Actor, cast: Cast, version: Version, at: datetime) -> None:
    made = override(lead, at, version, cast, mandatory=True)
    assert (made.mandatory, made.ends_on) == (True, None)
    rows = {row.agency_id: row for row in version.requirements.filter(key="awareness")}
    assert set(rows) == {None, cast.school.pk}
    stands = list(selectors.overrides([version.line_id], APRIL))
    assert selectors.effective_rule(version, rows[cast.school.pk], stands) == STRICTER
    assert selectors.effective_rule(version, rows[None], stands) == BASE
    assert list(selectors.overrides([version.line_id], date(2026, 3, 31))) == []


def test_it_follows_the_line_into_later_versions(lead: Actor, cast: Cast, version: Version, at: datetime) -> None:
    override(lead, at, version, cast)
    later = services.copy_to_draft(by=cast.officer.actor(), at=at, version=version)
    assert later.requirements.filter(key="awareness", agency=cast.school).count() == 1


def test_less_is_refused_in_words(lead: Actor, cast: Cast, version: Version, at: datetime) -> None:
    rule = YEARLY.replace("1 year", "4 years")
    said = refused(lambda: override(lead, at, version, cast, rule=rule)).refusal
    assert said.reason == (
        "Your agency's rule asks every 4 years, which is less strict than the partnership's every 3 years. "
        "An agency may ask for more, never less: choose a shorter time."
    )
    assert said.kind is Kind.BAD_INPUT


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": " "}, "Say why your agency asks for more."),
        ({"rule": ""}, "Nothing more is asked. Give a stricter rule, or make the requirement mandatory."),
        ({"requirement_key": "nothing"}, "This framework has no such requirement."),
        ({"rule": "{"}, "the rule: The rule cannot be read."),
        ({"rule": YEARLY.replace("awareness", "x")}, 'courses names "x", which is not known.'),
    ],
)
def test_what_cannot_be_asked(
    lead: Actor, cast: Cast, version: Version, at: datetime, given: dict[str, object], said: str
) -> None:
    assert said in refused(lambda: override(lead, at, version, cast, **given)).refusal.reason
    assert not AgencyOverride.objects.exists()


def test_one_at_a_time_and_ended_for_good(lead: Actor, cast: Cast, version: Version, at: datetime) -> None:
    first = override(lead, at, version, cast)
    twice = refused(lambda: override(lead, at, version, cast)).refusal
    assert "has a stricter rule for" in twice.reason
    early = refused(lambda: services.end_override(by=lead, at=at, override=first, ends_on=date(2026, 3, 1))).refusal
    assert early.errors == {"ends_on": "Choose a later day."}
    services.end_override(by=lead, at=at, override=first, ends_on=date(2026, 6, 30))
    row = version.requirements.get(key="awareness", agency=cast.school)
    rules = {
        day: selectors.effective_rule(version, row, selectors.overrides([version.line_id], day))
        for day in (date(2026, 6, 30), date(2026, 7, 1))
    }
    assert rules == {date(2026, 6, 30): STRICTER, date(2026, 7, 1): BASE}
    again = refused(lambda: services.end_override(by=lead, at=at, override=first, ends_on=APRIL)).refusal
    assert again.reason == "This stricter rule has ended already."
    assert override(lead, at, version, cast, starts_on=date(2026, 7, 1)).pk != first.pk
    assert version.requirements.filter(key="awareness", agency=cast.school).count() == 1


def test_an_agency_that_does_not_belong_is_refused(cast: Cast, version: Version, at: datetime) -> None:
    by = cast.officer.actor()
    said = refused(lambda: override(by, at, version, cast, agency=cast.marrow_council)).refusal
    assert said.errors == {"agency": "Choose one of its agencies."}


def test_only_the_agencys_own_lead_and_officers_ask_for_more(cast: Cast, version: Version, at: datetime) -> None:
    for member in (cast.police_lead, cast.other_officer, cast.manager, cast.board):
        actor = member.actor()
        assert refused(lambda actor=actor: override(actor, at, version, cast)).refusal.kind is Kind.NOT_ALLOWED
    made = override(cast.officer.actor(), at, version, cast)
    police = cast.police_lead.actor()
    ended = refused(lambda: services.end_override(by=police, at=at, override=made, ends_on=APRIL)).refusal
    assert ended.kind is Kind.NOT_ALLOWED
