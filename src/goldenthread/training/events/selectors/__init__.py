"""Reads of the programme: events with their days, what each lacks, who can train, venues, days to avoid."""

from ..rules.copying import weekly
from .days import awkward_days_of, get_awkward_days, warnings_for, warnings_of
from .giving import Candidate, candidates_for, events_given, get_asked, get_given, get_pack_file, trainers_of
from .planning import Change, Copy, changes_for, copies_for, length_of, minutes_of, still_missing, usual
from .programme import (
    delivery_types,
    events_of,
    first_session,
    get_event,
    get_public_event,
    policy_of,
    possible_partners,
    programme_of,
    public_events,
    sessions_of,
    why_not_open,
)
from .venues import get_venue, venues_of

__all__ = [
    "Candidate",
    "Change",
    "Copy",
    "awkward_days_of",
    "candidates_for",
    "changes_for",
    "copies_for",
    "delivery_types",
    "events_given",
    "events_of",
    "first_session",
    "get_asked",
    "get_awkward_days",
    "get_event",
    "get_given",
    "get_pack_file",
    "get_public_event",
    "get_venue",
    "length_of",
    "minutes_of",
    "policy_of",
    "possible_partners",
    "programme_of",
    "public_events",
    "sessions_of",
    "still_missing",
    "trainers_of",
    "usual",
    "venues_of",
    "warnings_for",
    "warnings_of",
    "weekly",
    "why_not_open",
]
