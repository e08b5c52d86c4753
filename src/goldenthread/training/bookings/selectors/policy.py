"""What a partnership says of booking, and the days it counts by."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

import holidays
from django.db import connection
from django.db.models import Max, Min, Q

from goldenthread.kernel.clock import LONDON
from goldenthread.setting.frameworks.selectors import booking_in, framework_of, in_force, local_versions
from goldenthread.setting.frameworks.terms import Booking as Policy
from goldenthread.setting.frameworks.terms import FrameworkKind
from goldenthread.training.catalogue.models import Course
from goldenthread.training.events.models import Event, Session
from goldenthread.training.events.rules import days

from ..models import BookingPolicy
from ..rules import late


def policy_of(partnership_id: int, on: date) -> Policy:
    """What holds for booking on a day: the local framework in force, and in its place what the partnership set since.

    Without either, a policy that refuses nothing and charges nothing (E12).
    """
    stamp, own = _stamp(partnership_id, on)
    key = (connection.alias, partnership_id, on)
    kept = _KEPT.get(key)
    if kept is not None and stamp[0] is not None and kept[0] == stamp:
        said = kept[1]
    else:
        said = _said(partnership_id, on)
        if stamp[0] is not None:
            if len(_KEPT) >= MOST_KEPT:
                _KEPT.clear()
            _KEPT[key] = (stamp, said)
    if not own:
        return said
    return replace(said, **booking_in(own, course_keys(own, partnership_id)))


def _said(partnership_id: int, on: date) -> Policy:
    """What the local framework in force says of booking."""
    for version in in_force(partnership_id, on):
        if version.line.kind == FrameworkKind.LOCAL:
            return framework_of(version).booking
    return Policy()


MOST_KEPT = 64
_KEPT: dict[tuple[str, int, date], tuple[tuple[object, ...], Policy]] = {}


def _stamp(partnership_id: int, on: date) -> tuple[tuple[object, ...], str]:
    """What a kept policy is compared by, as plans are; and the text of the partnership's own. One plain query.

    Nothing is kept where nothing was ever marked as moved.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT stamp FROM freshness_moved WHERE key = %(area)s), "
            "(SELECT SUM(v.id * v.id) FROM frameworks_version v JOIN frameworks_line l ON l.id = v.line_id "
            "WHERE l.partnership_id = %(area)s AND v.takes_force_on <= %(on)s), "
            "(SELECT MAX(v.takes_force_on) FROM frameworks_version v JOIN frameworks_line l ON l.id = v.line_id "
            "WHERE l.partnership_id = %(area)s AND v.takes_force_on <= %(on)s), "
            "(SELECT text FROM bookings_bookingpolicy WHERE partnership_id = %(area)s AND starts_on <= %(on)s "
            "AND (ends_on IS NULL OR ends_on >= %(on)s) ORDER BY starts_on DESC LIMIT 1)",
            {"area": partnership_id, "on": on},
        )
        moved, versions, last, own = cursor.fetchone()
    return (moved, versions, last), own or ""


def holds_on(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def with_own(said: Policy, own: BookingPolicy) -> Policy:
    """A framework's words on booking, with those that the partnership set in their place."""
    return replace(said, **booking_in(own.text, course_keys(own.text, own.partnership_id)))


def course_keys(text: str, partnership_id: int) -> frozenset[str]:
    """The courses that a policy's text may name; only asked for where it names any."""
    if "courses" not in text:
        return frozenset()
    return frozenset(Course.objects.filter(partnership_id=partnership_id).values_list("key", flat=True))


class Policies:
    """What holds for booking in a partnership on each day, read once for all days."""

    def __init__(self, partnership_id: int) -> None:
        versions = [(one.takes_force_on, framework_of(one).booking) for one in local_versions(partnership_id)]
        self._said = [(day, booking) for day, booking in versions if day is not None]
        self._own = list(BookingPolicy.objects.filter(partnership_id=partnership_id).order_by("-starts_on"))
        self._known: dict[date, Policy] = {}

    def on(self, day: date) -> Policy:
        """What holds on a day."""
        if day not in self._known:
            said = next((booking for start, booking in reversed(self._said) if start <= day), Policy())
            own = [one for one in self._own if one.starts_on <= day and (one.ends_on is None or one.ends_on >= day)]
            self._known[day] = with_own(said, own[0]) if own else said
        return self._known[day]

    def turning_days(self) -> list[date]:
        """The days on which something else begins to hold."""
        days = {start for start, _ in self._said} | {one.starts_on for one in self._own}
        days |= {one.ends_on + timedelta(days=1) for one in self._own if one.ends_on is not None}
        days |= {said.charging_from for said in map(self.on, list(days)) if said.charging_from is not None}
        return sorted(days)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def bank_holidays(around: date) -> frozenset[date]:
    """Bank holidays of England in the years around a day."""
    return frozenset().union(*(_bank_holidays(around.year + step) for step in (-1, 0, 1)))


def times_of(event: Event) -> tuple[datetime | None, datetime | None]:
    """When an event begins and when it is over; none while it has no sessions."""
    found = Session.objects.filter(event=event).aggregate(first=Min("starts_at"), last=Max("ends_at"))
    return found["first"], found["last"]


def day_of(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def cut_off_of(event: Event, starts_at: datetime | None) -> datetime | None:
    """After this moment nobody moves up from the waiting list any more."""
    return None if starts_at is None else starts_at - timedelta(hours=event.waiting_ends_hours)


def closes_at(event: Event, policy: Policy, starts_at: datetime | None) -> datetime | None:
    """When booking closes: on the event's own day, or as long before the start as the policy says."""
    if event.closes_at is not None or starts_at is None:
        return event.closes_at
    return days.closing(starts_at, policy.closes_working_days, policy.closes_hours) or starts_at


def last_day_to_cancel(policy: Policy, starts_at: datetime) -> date:
    """The last day on which a place is given up in time."""
    notice = late.notice_asked(policy.cancel_working_days, [tier.working_days for tier in policy.late_cancellations])
    first = day_of(starts_at)
    plain = [late.last_day_of(first, days=tier.days) for tier in policy.late_cancellations if tier.days]
    return min([late.last_day_in_time(first, notice, bank_holidays(first)), *plain])
