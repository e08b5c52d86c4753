"""What is charged, from when, in words; and what it would have come to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Max

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, bad_input, not_visible, refuse
from goldenthread.setting.frameworks.selectors import booking_in, booking_text
from goldenthread.setting.frameworks.terms import Booking as Policy
from goldenthread.setting.frameworks.terms import Fee, FrameworkErrors
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.training.bookings.models import BookingPolicy
from goldenthread.training.bookings.selectors.policy import course_keys, policy_of, with_own

from .. import access, rules
from ..models import Entry
from ..terms import EntryKind, KindTotal, Owed, pounds
from .working import Span, owed

CHARGES = (
    *("charging", "charging_from", "fees", "late_cancellations", "no_show_pence", "no_show_percent", "exempt"),
    *("exempt_agencies", "charged", "waiver", "earned_places", "places_per_trainer_day", "cancel_working_days"),
)
"""What of a booking policy is about money: what a new policy's text starts with."""


@dataclass(frozen=True)
class PolicySaid:
    """A policy that the partnership set, and what may be done with it."""

    policy: BookingPolicy
    is_in_force: bool
    charges: bool
    can_remove: bool


def checked(text: str, partnership_id: int) -> Policy:
    """What a text says; refused with every mistake in it, each with its line."""
    try:
        return replace(Policy(), **booking_in(text, course_keys(text, partnership_id)))
    except FrameworkErrors as mistakes:
        raise Refused(bad_input(str(mistakes.errors[0]), text=str(mistakes))) from None


def policy_on(partnership_id: int, on: date) -> tuple[Policy, bool]:
    """What holds for booking on a day, and whether anything is charged."""
    policy = policy_of(partnership_id, on)
    return policy, rules.is_on(policy, on)


def policies_of(actor: Actor, partnership_id: int, on: date) -> list[PolicySaid]:
    """What the partnership set, the latest day first."""
    refuse(access.can_keep(actor, partnership_id))
    last = Entry.objects.filter(partnership_id=partnership_id).aggregate(last=Max("on"))["last"]
    found = []
    is_taken = False
    for one in BookingPolicy.objects.filter(partnership_id=partnership_id).order_by("-starts_on"):
        holds = one.starts_on <= on and (one.ends_on is None or one.ends_on >= on) and not is_taken
        is_taken = is_taken or holds
        is_unused = last is None or last < one.starts_on
        found.append(PolicySaid(one, holds, with_own(Policy(), one).charging, is_unused))
    return found


def get_policy(actor: Actor, policy_id: int) -> BookingPolicy:
    """One policy, for those who keep it."""
    found = BookingPolicy.objects.filter(pk=policy_id).select_related("partnership").first()
    if found is None or access.can_keep(actor, found.partnership_id) is not None:
        raise Refused(not_visible("This policy"))
    return found


def default_text(partnership_id: int, on: date) -> str:
    """What holds of money on a day, as a text to be changed."""
    policy = policy_of(partnership_id, on)
    return booking_text(replace(Policy(), **{name: getattr(policy, name) for name in CHARGES}))


def text_of(policy: Policy) -> str:
    """A policy as its text."""
    return booking_text(policy)


def preview(
    actor: Actor, partnership_id: int, at: datetime, text: str, since: date, until: date
) -> tuple[list[KindTotal], list[Owed]]:
    """What a policy would have asked between two days, had it held; nothing is written."""
    refuse(access.can_keep(actor, partnership_id))
    said = replace(checked(text, partnership_id), charging=True, charging_from=None)
    found = owed(partnership_id, at, lambda _: said, Span(since, until), afresh=True)
    return kind_totals(found), found


def kind_totals(found: Iterable[Owed]) -> list[KindTotal]:
    rows = list(found)
    return [
        KindTotal(str(kind.label), len(mine), sum(one.pence for one in mine))
        for kind in EntryKind
        if (mine := [one for one in rows if one.kind == kind])
    ]


def policy_in_words(policy: Policy) -> list[tuple[str, str]]:
    """What a policy says of money, line by line, for people."""
    lines = [(fee.title, fee_said(fee)) for fee in policy.fees]
    lines += [
        (late_said(tier.working_days, tier.days), sum_said(tier.pence, tier.percent))
        for tier in policy.late_cancellations
    ]
    if policy.no_show_pence or policy.no_show_percent:
        lines.append(("Did not attend", sum_said(policy.no_show_pence, policy.no_show_percent)))
    exempt = [*kinds_said(policy.exempt), *policy.exempt_agencies]
    if exempt:
        lines.append(("Pays nothing", ", ".join(exempt)))
    lines.append(
        (
            "Who pays",
            {"agency": "The person's agency", "person": "The person"}.get(
                policy.charged, "The budget holder named at booking"
            ),
        )
    )
    if policy.places_per_trainer_day:
        lines.append(("For a day of a trainer lent", f"{policy.places_per_trainer_day} free places"))
    lines += [
        (label, text) for label, text in (("Free places", policy.earned_places), ("Waived for", policy.waiver)) if text
    ]
    return lines


def kinds_said(kinds: Iterable[str]) -> list[str]:
    return [str(AgencyKind(kind).label) for kind in kinds]


def fee_said(fee: Fee) -> str:
    only = [f"for {' or '.join(kinds_said(fee.agency_kinds))}"] if fee.agency_kinds else []
    only += [f"from {fee.minutes_at_least // 60} hours"] if fee.minutes_at_least else []
    only += [f"of “{fee.programme}”"] if fee.programme else []
    only += ["for some courses"] if fee.courses else []
    only += [f"if {' or '.join(fee.formats)}"] if fee.formats else []
    only += [f"not for {' or '.join(kinds_said(fee.exempt))}"] if fee.exempt else []
    only += ["only if the place is lost"] if fee.only_if_lost else []
    return ", ".join([pounds(fee.pence), *only])


def late_said(working_days: int, days: int) -> str:
    count, word = (days, "day") if days else (working_days, "working day")
    return f"Cancelled with less than {count} {word}{'' if count == 1 else 's'} to go"


def sum_said(pence: int, percent: int) -> str:
    return " and ".join([*([pounds(pence)] if pence else []), *([f"{percent}% of the fee"] if percent else [])])
