"""Verbs of booking."""

from .applying import Applied, apply, apply_for_several, walk_in
from .approving import approve, refuse_application
from .changing import cancel_event, change_venue, move_online, postpone_event
from .deciding import (
    count_in_time,
    decide_held,
    give_place,
    move_back,
    reconsider,
    switch_attendance,
    turn_down,
)
from .ending import cancel, decline_new_date, hand_on, keep_new_date, withdraw
from .leaving import follow_agency, join_bookings
from .needs import arrange_need, change_needs, forget_needs_due
from .places import release_due, ring_fence, set_places
from .selecting import select_applicants
from .waiting import accept_offer, decline_offer, expire_offers, offer_freed_places

__all__ = [
    "Applied",
    "accept_offer",
    "apply",
    "apply_for_several",
    "approve",
    "arrange_need",
    "cancel",
    "cancel_event",
    "change_needs",
    "change_venue",
    "count_in_time",
    "decide_held",
    "decline_new_date",
    "decline_offer",
    "expire_offers",
    "follow_agency",
    "forget_needs_due",
    "give_place",
    "hand_on",
    "join_bookings",
    "keep_new_date",
    "move_back",
    "move_online",
    "offer_freed_places",
    "postpone_event",
    "reconsider",
    "refuse_application",
    "release_due",
    "ring_fence",
    "select_applicants",
    "set_places",
    "switch_attendance",
    "turn_down",
    "walk_in",
    "withdraw",
]
