"""What is owed under a policy: which fee holds, how much of it for a lost place, what lending trainers earns."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.setting.frameworks.terms import Booking as Policy
from goldenthread.setting.frameworks.terms import Fee, LateCancellation
from goldenthread.training.bookings.rules import late

from .terms import LateCost, Priced, pounds

FULL_DAY = 240
"""Minutes from which a day of training counts as a whole one; a shorter one is half a day."""

AGENCY, PERSON = "agency", "person"


@dataclass(frozen=True)
class Place:
    """What the price of a place depends on."""

    agency_kind: str
    agency: str
    course: str
    branch: str
    given_as: str
    minutes: int
    event_fee: int | None = None


def is_on(policy: Policy, on: date) -> bool:
    """Whether anything is charged for what happens on a day."""
    return policy.charging and (policy.charging_from is None or policy.charging_from <= on)


def share(pence: int, percent: int) -> int:
    """A share of a sum in whole pence, rounded half up."""
    return (2 * pence * percent + 100) // 200


def price(policy: Policy, place: Place) -> Priced:
    """What one place costs: the event's own fee, or the policy's clause that says most about it."""
    named = {name.casefold() for name in policy.exempt_agencies}
    if place.agency_kind in policy.exempt or place.agency.casefold() in named:
        return Priced(0, "The agency is exempt from charges.", is_exempt=True)
    fee = _fee(policy, place)
    if fee is not None and place.agency_kind in fee.exempt:
        return Priced(0, f"{fee.title}: this kind of agency is exempt.", is_exempt=True)
    if place.event_fee is not None:
        return Priced(place.event_fee, "The event's own fee.", fee is not None and fee.only_if_lost)
    if fee is None:
        return Priced(0, "No fee is set for this.")
    return Priced(fee.pence, fee.title, fee.only_if_lost)


def _fee(policy: Policy, place: Place) -> Fee | None:
    fitting = [fee for fee in policy.fees if _fits(fee, place)]
    return max(fitting, key=_says, default=None)


def _fits(fee: Fee, place: Place) -> bool:
    return (
        (not fee.courses or place.course in fee.courses)
        and (not fee.programme or fee.programme.casefold() == place.branch.casefold())
        and (not fee.agency_kinds or place.agency_kind in fee.agency_kinds)
        and (not fee.formats or place.given_as in fee.formats)
        and place.minutes >= fee.minutes_at_least
    )


def _says(fee: Fee) -> tuple[int, int, int, int, int, int]:
    """How much a clause says: of several that fit, the one that names most; then that for longer events."""
    named = (len(fee.courses) > 0, bool(fee.programme), len(fee.agency_kinds) > 0, len(fee.formats) > 0)
    return (sum(named), *named, fee.minutes_at_least)


def place_pence(priced: Priced) -> int:
    """What coming costs."""
    return 0 if priced.is_only_if_lost else priced.pence


def late_costs(
    policy: Policy, priced: Priced, first_day: date, bank_holidays: Collection[date]
) -> tuple[LateCost, ...]:
    """After which day giving a place up costs how much, the longest notice first."""
    tiers = sorted(((_last_day(tier, first_day, bank_holidays), tier) for tier in policy.late_cancellations), key=_day)
    return tuple(LateCost(day, _tier_pence(tier, priced)) for day, tier in tiers)


def late_pence(costs: Iterable[LateCost], cancelled_on: date) -> int:
    """What a cancellation on a day costs: the tier of the shortest notice that it missed."""
    return next((cost.pence for cost in reversed(list(costs)) if cancelled_on > cost.after), 0)


def _day(pair: tuple[date, LateCancellation]) -> date:
    return pair[0]


def _last_day(tier: LateCancellation, first_day: date, bank_holidays: Collection[date]) -> date:
    return late.last_day_of(first_day, working_days=tier.working_days, days=tier.days, bank_holidays=bank_holidays)


def _tier_pence(tier: LateCancellation, priced: Priced) -> int:
    if priced.is_exempt:
        return 0
    return tier.pence or share(priced.pence, tier.percent)


def no_show_pence(policy: Policy, priced: Priced) -> int:
    """What staying away costs, beside the place itself."""
    if priced.is_exempt:
        return 0
    return policy.no_show_pence + share(priced.pence, policy.no_show_percent)


def late_words(pence: int, cancelled_on: date, first_day: date) -> str:
    days = (first_day - cancelled_on).days
    before = "on the day" if days == 0 else f"{days} day{'' if days == 1 else 's'} before"
    return f"Cancelled {before}: {pounds(pence)}."


def places_for(minutes_by_day: Iterable[int], per_day: int) -> int:
    """Free places for a trainer's days: a short day is half of one, and half a place counts as one."""
    halves = sum(2 if minutes >= FULL_DAY else 1 for minutes in minutes_by_day)
    return (halves * per_day + 1) // 2


def payer(policy: Policy, person: str, budget_holder: str) -> str:
    """Who pays where it is not the agency; empty where it is."""
    if policy.charged == AGENCY:
        return ""
    return person if policy.charged == PERSON else budget_holder
