"""Entries for what is owed, and for what is taken back or owed again."""

from datetime import date, datetime

from goldenthread.setting.partnerships.models import Partnership

from ..models import Entry
from ..selectors.working import grounds_to_look_at, is_waived, waivers_of
from ..terms import GROUND_BACK, GROUND_GONE, EntryKind, Owed


def turned(entry: Entry, chain: list[Entry], at: datetime, on: date, why: str) -> Entry:
    """The entry that takes back what an entry asks, or, where that was taken back already, asks it again."""
    last = chain[-1] if chain else entry
    return Entry(
        partnership_id=entry.partnership_id,
        key=f"{entry.key}/{len(chain) + 1}",
        kind=EntryKind.WAIVER,
        agency_id=entry.agency_id,
        event_id=entry.event_id,
        booking_id=entry.booking_id,
        payer=entry.payer,
        pence=-last.pence,
        places=-last.places,
        on=on,
        made_at=at,
        why=why[:300],
        waives=last,
    )


def entry_of(one: Owed, partnership: Partnership, at: datetime) -> Entry:
    """The entry for something owed."""
    return Entry(
        partnership=partnership,
        key=one.key,
        kind=one.kind,
        agency_id=one.agency_id,
        event_id=one.event_id,
        booking_id=one.booking_id,
        payer=one.payer,
        pence=one.pence,
        places=one.places,
        on=one.on,
        made_at=at,
        why=one.why,
    )


def corrections(partnership: Partnership, at: datetime, on: date) -> list[Entry]:
    """Entries that take back what is no longer owed, or owe again what is."""
    looked_at = list(grounds_to_look_at(partnership.pk))
    chains = waivers_of(looked_at)
    made = []
    for one in looked_at:
        chain = chains[one.pk]
        stands = bool(getattr(one, "stands"))  # noqa: B009 - annotated
        if not stands and not is_waived(chain):
            made.append(turned(one, chain, at, on, GROUND_GONE))
        elif stands and is_waived(chain) and chain[-1].why == GROUND_GONE:
            made.append(turned(one, chain, at, on, GROUND_BACK))
    return made
