"""How eight partnerships run training now, said without code: each file holds what its partnership published."""

from datetime import date
from pathlib import Path

import pytest

from goldenthread.kernel.actor import CLOCK
from goldenthread.kernel.periods import parse_period
from goldenthread.setting.frameworks import rules as frameworks
from goldenthread.setting.partnerships.terms import AgencyKind, Duty
from goldenthread.training.bookings.selectors import last_day_to_cancel, policy_of
from goldenthread.training.charging import selectors, services
from goldenthread.training.charging.models import Entry
from tests import cast as people
from tests.build.attendance import a_past_event, held_to, people_of
from tests.build.events import a_course, local
from tests.cast import TODAY, Cast

FILES = Path(__file__).parent.parent.parent / "reference" / "policies"
EIGHT = (
    *("buckinghamshire", "city-and-hackney", "croydon", "haringey"),
    *("northamptonshire", "plymouth", "staffordshire", "wirral"),
)
AFTER = local(1, 5, 3)


def under(cast: Cast, name: str) -> None:
    """Fellside under the policy of another partnership."""
    held_to(cast.fellside, (FILES / f"{name}.toml").read_text(encoding="utf-8"))


def charged(cast: Cast) -> list[tuple[str, str, int]]:
    services.charge_due(by=CLOCK, at=AFTER, on=AFTER.date(), partnership_id=cast.fellside.pk)
    rows = Entry.objects.order_by("kind", "pence")
    return [(one.kind, one.agency.name if one.agency else "", one.pence) for one in rows]


def test_there_are_eight_each_with_its_source() -> None:
    assert tuple(sorted(path.stem for path in FILES.glob("*.toml"))) == EIGHT
    assert [path.stem for path in FILES.glob("*.toml") if "https://" not in path.read_text(encoding="utf-8")] == []


@pytest.mark.requirement("E12")
def test_northamptonshire_three_working_days_then_fifty_pounds(cast: Cast) -> None:
    under(cast, "northamptonshire")
    first = local(9, 4, 9, 30)  # the Thursday after Easter: Wednesday, Tuesday, and the Thursday before Good Friday
    policy = policy_of(cast.fellside.pk, TODAY)
    assert last_day_to_cancel(policy, first) == date(2026, 4, 2)
    assert (str(policy.joining_sent_before), [str(one) for one in policy.reminders_before], policy.copied) == (
        *("5 days", ["2 weeks"]),
        ("manager",),
    )
    event = a_past_event(cast.fellside, a_course(cast.fellside), first)
    people_of(event, cast.police, at=local(2, 4, 12), late=1)  # in time by the tiers, whatever was noted
    people_of(event, cast.school, at=local(3, 4, 12), late=1)
    people_of(event, cast.council, absent=1, attended=1)
    assert charged(cast) == [("late", cast.school.name, 5000), ("no-show", cast.council.name, 5000)]


def test_wirral_free_but_for_absence_and_schools_at_full_cost(cast: Cast) -> None:
    under(cast, "wirral")
    half = a_past_event(cast.fellside, a_course(cast.fellside), local(24, 3, 9), hours=3)
    full = a_past_event(cast.fellside, a_course(cast.fellside, "Day"), local(25, 3, 9), hours=6)
    for event in (half, full):
        people_of(event, cast.police, attended=2, absent=1)
    people_of(full, cast.school, attended=1)
    assert charged(cast) == [
        ("no-show", cast.police.name, 5000),
        ("no-show", cast.police.name, 9000),
        ("place", cast.school.name, 12000),
    ]


def test_plymouth_full_cost_within_fourteen_days_and_substitutes(cast: Cast) -> None:
    under(cast, "plymouth")
    event = a_past_event(cast.fellside, a_course(cast.fellside), local(24, 3, 9))
    people_of(event, cast.police, at=local(11, 3, 9), late=1)
    people_of(event, cast.school, at=local(10, 3, 9), late=1)
    people_of(event, cast.council, attended=1)
    policy = policy_of(cast.fellside.pk, TODAY)
    assert (policy.substitutes, last_day_to_cancel(policy, local(24, 3, 9))) == (True, date(2026, 3, 10))
    assert charged(cast) == [("late", cast.police.name, 7500)]


def test_staffordshire_by_product_with_exempt_agencies(cast: Cast) -> None:
    under(cast, "staffordshire")
    moor = people.agency("Moor Hospice", cast.fellside, AgencyKind.VOLUNTARY, Duty.RELEVANT_AGENCY)
    social = people.agency("Social Care", cast.fellside, AgencyKind.CHILDRENS_SOCIAL_CARE, Duty.SECTION_11)
    for key, day in (("briefing", 24), ("level-three", 25)):
        course = cast.fellside.courses.get(key=key)
        event = a_past_event(cast.fellside, course, local(day, 3, 9))
        for agency in (cast.police, moor, social):
            people_of(event, agency, attended=1)
    assert charged(cast) == [("place", cast.police.name, 3000), ("place", cast.police.name, 10000)]


def test_buckinghamshire_and_croydon_say_who_may_apply(cast: Cast) -> None:
    under(cast, "buckinghamshire")
    policy = policy_of(cast.fellside.pk, TODAY)
    assert (policy.individual_addresses_only, policy.applies) == (True, ("person",))
    croydon = frameworks.read((FILES / "croydon.toml").read_text(encoding="utf-8"), "croydon.toml").booking
    assert croydon.own_area_only
    assert (croydon.account_closes_after, croydon.e_learning_lapses_after) == (
        parse_period("1 year"),
        parse_period("6 months"),
    )


def test_city_and_hackney_takes_courses_in_order_for_its_own_area() -> None:
    said = frameworks.read((FILES / "city-and-hackney.toml").read_text(encoding="utf-8"), "city-and-hackney.toml")
    assert (said.booking.order_checked, said.booking.own_area_only) == (True, True)
    assert {course.key: course.prerequisites for course in said.courses} == {
        "group-a": (),
        "group-b": ("group-a",),
        "group-c": ("group-a",),
    }


def test_haringey_asks_the_manager_at_six_to_eight_weeks_and_certifies_after_the_form() -> None:
    said = frameworks.read((FILES / "haringey.toml").read_text(encoding="utf-8"), "haringey.toml")
    third = said.evaluation.stages[2]
    assert (str(third.offset), str(third.closes_after), third.asks) == (
        "6 weeks",
        "2 weeks",
        ("participant-and-manager",),
    )
    assert [one.key for one in said.evaluation.stages if one.certificate_needs] == ["at-end"]
    assert [(one.key, str(one.every)) for one in said.cadences] == [("agency-return", "1 year")]


@pytest.mark.parametrize("name", EIGHT)
def test_each_can_be_said_in_words_and_costs_nothing_where_it_charges_nothing(cast: Cast, name: str) -> None:
    under(cast, name)
    policy, charges = selectors.policy_on(cast.fellside.pk, TODAY)
    lines = dict(selectors.policy_in_words(policy))
    assert lines["Who pays"] == "The person's agency"
    assert charges is (name in ("northamptonshire", "plymouth", "staffordshire", "wirral"))
