"""Words of charging: what an entry of the ledger is for, what a place would cost, what is owed and to be written."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices


class EntryKind(TextChoices):
    """What is owed or earned. Waiving is an entry of its own: nothing in the ledger is changed or taken out."""

    PLACE = "place", "A place"
    LATE = "late", "Cancelled late"
    NO_SHOW = "no-show", "Did not attend"
    WAIVER = "waiver", "Waived"
    PLACES_EARNED = "places-earned", "Free places earned"
    PLACE_USED = "place-used", "Free place used"


CHARGED = (EntryKind.PLACE, EntryKind.LATE, EntryKind.NO_SHOW, EntryKind.PLACE_USED)
"""Kinds that have one booking as their ground."""

GROUND_GONE = "The booking or the register was put right: this is not owed."
GROUND_BACK = "The booking or the register was put right again: this is owed."
"""What the ledger says where it follows a correction by itself."""


@dataclass(frozen=True)
class Priced:
    """What a place costs, by which clause, in words. `is_only_if_lost`: coming costs nothing."""

    pence: int
    why: str
    is_only_if_lost: bool = False
    is_exempt: bool = False


@dataclass(frozen=True)
class Owed:
    """An entry that is owed and not written yet."""

    key: str
    kind: str
    agency_id: int
    event_id: int
    on: date
    why: str
    pence: int = 0
    places: int = 0
    booking_id: int | None = None
    payer: str = ""


@dataclass(frozen=True)
class LateCost:
    """What giving a place up after a day costs."""

    after: date
    pence: int


@dataclass(frozen=True)
class Cost:
    """What a booking would cost, said before anybody asks for it."""

    pence: int
    why: str
    payer: str
    uses_free_place: bool = False
    late: tuple[LateCost, ...] = ()
    no_show_pence: int = 0
    waiver: str = ""

    @property
    def is_free(self) -> bool:
        return not (self.pence or self.no_show_pence or self.late)


@dataclass(frozen=True)
class AgencyTotal:
    """One agency's ledger for a time: what it owes, what others pay for its people, and its free places."""

    agency_id: int | None
    agency: str
    agency_slug: str
    charged: int
    waived: int
    paid_by_others: int
    earned: int
    used: int

    @property
    def owed(self) -> int:
        return self.charged + self.waived

    @property
    def places_left(self) -> int:
        return self.earned - self.used


@dataclass(frozen=True)
class KindTotal:
    """What a policy would have asked for one thing: how often, and how much together."""

    kind: str
    times: int
    pence: int


def pounds(pence: int) -> str:
    """Money as people write it: £50, £12.50, -£30."""
    sign, amount = ("-" if pence < 0 else ""), abs(pence)
    whole, rest = divmod(amount, 100)
    return f"{sign}£{whole:,}.{rest:02}" if rest else f"{sign}£{whole:,}"
