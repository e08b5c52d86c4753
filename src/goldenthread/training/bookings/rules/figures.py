"""What a programme came to: counts by name, shares with their denominators, totals that agree or are not said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from goldenthread.kernel.figures import Share, half_up


@dataclass(frozen=True)
class Tally:
    """Counts of events and of the people who had a place. Walk-ins came without one and stand apart.

    `at_limited`: who attended events that have a number of places, so that take-up compares like with like.
    """

    events: int = 0
    events_cancelled: int = 0
    sessions: int = 0
    places: int = 0
    filled: int = 0  # events at which everyone of as many as there were places attended
    at_limited: int = 0
    attended: int = 0
    completed: int = 0
    walk_ins: int = 0
    absent: int = 0
    apologies: int = 0
    unmarked: int = 0
    cancelled: int = 0
    late: int = 0

    @property
    def came(self) -> int:
        """Who attended having booked."""
        return self.attended - self.walk_ins

    @property
    def booked(self) -> int:
        """Who was expected: all who had a place, but for who gave it up in time."""
        return self.came + self.absent + self.apologies + self.unmarked + self.late

    @property
    def registered(self) -> int:
        """All who ever had a place, and did not hand it to a colleague."""
        return self.booked + self.cancelled

    @property
    def shortfall(self) -> int:
        return self.booked - self.came

    @property
    def take_up(self) -> Share:
        return Share(self.at_limited, self.places, "places")

    @property
    def attendance(self) -> Share:
        return Share(self.came, self.booked, "booked and not cancelled in time")

    @property
    def attended_to_registered(self) -> Share:
        return Share(self.came, self.registered, "registered")

    @property
    def average(self) -> Decimal | None:
        """People at an event, rounded half up."""
        return half_up(Decimal(self.attended) / self.events) if self.events else None

    @classmethod
    def together(cls, tallies: Iterable["Tally"]) -> "Tally":
        found = list(tallies)
        return cls(**{name: sum(getattr(one, name) for one in found) for name in COUNTS})


COUNTS = tuple(part.name for part in fields(Tally))


def total_of(rows: Sequence[Tally], whole: Tally) -> Tally | None:
    """The total that may be printed over these rows: none where it is not what they add up to."""
    return whole if Tally.together(rows) == whole else None


def counted_otherwise(rows_of: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """What stands in several rows or in none, in words: why rows and their total differ."""
    return tuple(
        f"{thing} stands in {' and in '.join(rows)}" if rows else f"{thing} stands in no row"
        for thing, rows in sorted(rows_of.items())
        if len(rows) != 1
    )
