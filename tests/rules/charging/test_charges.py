"""What is owed under a policy, on paper: whole pence, half up, tiers in working days or in days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.setting.frameworks.terms import Booking, Fee, LateCancellation
from goldenthread.training.charging import rules
from goldenthread.training.charging.rules import Place
from goldenthread.training.charging.terms import pounds

EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
DAY = Place("police", "Police", "neglect", "Group 3", "face-to-face", 360)


@pytest.mark.parametrize(
    ("pence", "percent", "owed"), [(5000, 50, 2500), (4999, 50, 2500), (1, 50, 1), (1, 49, 0), (7500, 100, 7500)]
)
def test_a_share_of_a_sum_is_rounded_half_up(pence: int, percent: int, owed: int) -> None:
    assert rules.share(pence, percent) == owed


@given(st.integers(0, 1_000_000), st.integers(0, 100))
def test_a_share_is_never_more_than_the_sum(pence: int, percent: int) -> None:
    assert 0 <= rules.share(pence, percent) <= pence


def test_the_clause_that_says_most_holds_then_that_for_longer_events() -> None:
    policy = Booking(
        fees=(
            Fee("half", "Half day", 3000),
            Fee("full", "Full day", 6000, minutes_at_least=300),
            Fee("school", "Schools", 9000, agency_kinds=("school",)),
            Fee("one", "That course", 100, courses=("neglect",), agency_kinds=("school",)),
        )
    )
    short = Place("police", "Police", "neglect", "", "face-to-face", 299)
    school = Place("school", "Beck School", "other", "", "face-to-face", 360)
    neglect = Place("school", "Beck School", "neglect", "", "face-to-face", 360)
    prices = [rules.price(policy, one).pence for one in (short, DAY, school, neglect)]
    assert prices == [3000, 6000, 9000, 100]


def test_a_programme_and_a_format_narrow_a_fee() -> None:
    policy = Booking(
        fees=(
            Fee("online", "Online", 1500, formats=("virtual",)),
            Fee("group", "Group three", 4000, programme="group 3"),
        )
    )
    online = Place("police", "Police", "x", "Group 1", "virtual", 60)
    nothing = Place("police", "Police", "x", "Group 1", "face-to-face", 60)
    assert [rules.price(policy, one).pence for one in (online, DAY, nothing)] == [1500, 4000, 0]


def test_exempt_agencies_owe_nothing_whatever_happens() -> None:
    policy = Booking(
        fees=(Fee("place", "Place", 3000, exempt=("health-provider",)),),
        exempt=("police",),
        exempt_agencies=("Moor Hospice",),
        late_cancellations=(LateCancellation(3, pence=5000),),
        no_show_pence=5000,
    )
    hospice = Place("voluntary", "MOOR HOSPICE", "neglect", "", "face-to-face", 360)
    trust = Place("health-provider", "Trust", "neglect", "", "face-to-face", 360)
    others = Place("voluntary", "Haven", "neglect", "", "face-to-face", 360)
    for place, owed in ((DAY, 0), (hospice, 0), (trust, 0), (others, 3000)):
        priced = rules.price(policy, place)
        late = rules.late_costs(policy, priced, date(2026, 3, 24), ())
        assert (priced.pence, rules.no_show_pence(policy, priced), late[0].pence) == (
            owed,
            5000 * (owed > 0),
            5000 * (owed > 0),
        )


def test_the_events_own_fee_stands_in_place_of_the_policys() -> None:
    policy = Booking(fees=(Fee("place", "Place", 3000),))
    own = Place("police", "Police", "neglect", "", "face-to-face", 360, event_fee=4200)
    free = Place("police", "Police", "neglect", "", "face-to-face", 360, event_fee=0)
    assert [rules.price(policy, one).pence for one in (own, free, DAY)] == [4200, 0, 3000]


def test_tiers_are_counted_in_working_days_with_bank_holidays() -> None:
    """Half of it under ten working days, all of it under five; Good Friday and Easter Monday do not count."""
    policy = Booking(
        fees=(Fee("place", "Place", 4001),),
        late_cancellations=(LateCancellation(5, percent=100), LateCancellation(10, percent=50)),
    )
    first = date(2026, 4, 9)  # the Thursday after Easter
    costs = rules.late_costs(policy, rules.price(policy, DAY), first, EASTER)
    assert [(cost.after, cost.pence) for cost in costs] == [(date(2026, 3, 24), 2001), (date(2026, 3, 31), 4001)]
    days = (date(2026, 3, 24), date(2026, 3, 25), date(2026, 3, 31), date(2026, 4, 1), first)
    assert [rules.late_pence(costs, day) for day in days] == [0, 2001, 2001, 4001, 4001]


def test_days_of_every_kind_count_where_the_policy_says_so() -> None:
    policy = Booking(
        fees=(Fee("p", "Cost", 7500, only_if_lost=True),), late_cancellations=(LateCancellation(days=14, percent=100),)
    )
    costs = rules.late_costs(policy, rules.price(policy, DAY), date(2026, 3, 24), EASTER)
    assert [rules.late_pence(costs, day) for day in (date(2026, 3, 10), date(2026, 3, 11))] == [0, 7500]
    assert rules.place_pence(rules.price(policy, DAY)) == 0


@pytest.mark.parametrize(
    ("minutes", "per_day", "places"), [([360], 2, 2), ([180], 2, 1), ([180], 1, 1), ([360, 180], 1, 2), ([360], 0, 0)]
)
def test_a_trainers_day_earns_places_and_half_a_day_half(minutes: list[int], per_day: int, places: int) -> None:
    assert rules.places_for(minutes, per_day) == places


@pytest.mark.parametrize(
    ("on", "policy", "charged"),
    [
        (date(2026, 4, 1), Booking(charging=True), True),
        (date(2026, 4, 1), Booking(charging=True, charging_from=date(2026, 4, 1)), True),
        (date(2026, 3, 31), Booking(charging=True, charging_from=date(2026, 4, 1)), False),
        (date(2026, 4, 1), Booking(), False),
    ],
)
@pytest.mark.requirement("E12")
def test_charging_is_off_until_its_day(on: date, policy: Booking, charged: bool) -> None:
    assert rules.is_on(policy, on) is charged


def test_who_pays() -> None:
    said = {
        who: rules.payer(Booking(charged=who), "Robin Marl", "Bo Holder")
        for who in ("agency", "person", "budget-holder")
    }
    assert said == {"agency": "", "person": "Robin Marl", "budget-holder": "Bo Holder"}


@pytest.mark.parametrize(
    ("pence", "words"), [(5000, "£50"), (1250, "£12.50"), (-3005, "-£30.05"), (123456700, "£1,234,567")]
)
def test_money_in_words(pence: int, words: str) -> None:
    assert pounds(pence) == words
