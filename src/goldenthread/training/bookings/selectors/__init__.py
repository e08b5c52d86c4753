"""Reads of booking."""

from .affected import Affected, affected, venues_free
from .asking import MayApply, agencies_of, agencies_to_book_for, form_for, may_apply
from .lists import (
    Waiting,
    asked_again_of,
    bookings_of,
    bookings_of_agency,
    bookings_of_person,
    bookings_of_team,
    get_booking,
    get_need,
    held_in,
    needs_of,
    needs_seen,
    of_leavers,
    open_booking_of,
    position_of,
    stuck_approvals,
    to_approve,
    waiting_list,
)
from .mixing import Mix, mix_of, mixes_of
from .policy import cut_off_of, last_day_to_cancel, policy_of, times_of
from .rooms import Numbers, is_selecting, numbers_of, numbers_of_events
from .selection import proposed, selections_of

__all__ = [
    "Affected",
    "MayApply",
    "Mix",
    "Numbers",
    "Waiting",
    "affected",
    "agencies_of",
    "agencies_to_book_for",
    "asked_again_of",
    "bookings_of",
    "bookings_of_agency",
    "bookings_of_person",
    "bookings_of_team",
    "cut_off_of",
    "form_for",
    "get_booking",
    "get_need",
    "held_in",
    "is_selecting",
    "last_day_to_cancel",
    "may_apply",
    "mix_of",
    "mixes_of",
    "needs_of",
    "needs_seen",
    "numbers_of",
    "numbers_of_events",
    "of_leavers",
    "open_booking_of",
    "policy_of",
    "position_of",
    "proposed",
    "selections_of",
    "stuck_approvals",
    "times_of",
    "to_approve",
    "venues_free",
    "waiting_list",
]
