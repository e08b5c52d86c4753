"""Who is next for a free place: in the order kept, within caps and ring-fences, never jumped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..terms import BY_GROUP, BY_SHARE, IN_TURN


@dataclass(frozen=True)
class Seat:
    """A free place: in the room or online, and for which agency it is kept."""

    id: int
    number: int
    is_online: bool = False
    kept_for: int | None = None


@dataclass(frozen=True)
class Waiter:
    """Someone who waits, or who has just applied."""

    id: int
    turn: int
    agency: int
    wants_online: bool = False
    is_in_group: bool = True


@dataclass(frozen=True)
class Room:
    """How an event stands: what is free, how many places each agency holds, how many it may hold.

    `kept` counts all places kept for an agency, held or not: a promise goes before the cap.
    """

    free: tuple[Seat, ...] = ()
    held: Mapping[int, int] = field(default_factory=dict)
    kept: Mapping[int, int] = field(default_factory=dict)
    cap: int = 0

    def limit(self, agency: int) -> int | None:
        """The most places an agency may hold; none: no limit."""
        return max(self.cap, self.kept.get(agency, 0)) if self.cap else None

    def is_at_limit(self, agency: int) -> bool:
        limit = self.limit(agency)
        return limit is not None and self.held.get(agency, 0) >= limit

    def seat_for(self, one: Waiter) -> Seat | None:
        """The place someone would get now: one kept for their agency first, then the lowest number."""
        return None if self.is_at_limit(one.agency) else self.seat_whatever_the_cap(one)

    def seat_whatever_the_cap(self, one: Waiter) -> Seat | None:
        fitting = [
            seat for seat in self.free if seat.is_online == one.wants_online and seat.kept_for in (None, one.agency)
        ]
        return min(fitting, key=lambda seat: (seat.kept_for is None, seat.number), default=None)

    def without(self, seat: Seat, agency: int) -> "Room":
        """The room once that place is held by somebody of that agency."""
        return Room(
            tuple(one for one in self.free if one.id != seat.id),
            {**self.held, agency: self.held.get(agency, 0) + 1},
            self.kept,
            self.cap,
        )


def in_order(waiting: Iterable[Waiter], room: Room, way: str = IN_TURN) -> list[Waiter]:
    """The waiting list as it is served: in turn, or first whom the policy puts first, in turn among them."""
    if way == BY_SHARE:
        return sorted(waiting, key=lambda one: (room.held.get(one.agency, 0), one.turn))
    if way == BY_GROUP:
        return sorted(waiting, key=lambda one: (not one.is_in_group, one.turn))
    return sorted(waiting, key=lambda one: one.turn)


def who_is_next(waiting: Sequence[Waiter], room: Room, way: str = IN_TURN) -> list[tuple[Waiter, Seat]]:
    """Who gets which of the free places, until none is left that anybody waiting could have."""
    left, given = list(waiting), list[tuple[Waiter, Seat]]()
    while True:
        found = next(
            ((one, seat) for one in in_order(left, room, way) if (seat := room.seat_for(one)) is not None), None
        )
        if found is None:
            return given
        given.append(found)
        left.remove(found[0])
        room = room.without(found[1], found[0].agency)


def seat_for_newcomer(newcomer: Waiter, waiting: Sequence[Waiter], room: Room, way: str = IN_TURN) -> Seat | None:
    """The place a new applicant gets at once: only one that nobody who waits could have had."""
    for one, seat in who_is_next(waiting, room, way):
        room = room.without(seat, one.agency)
    return room.seat_for(newcomer)


def why_waiting(one: Waiter, room: Room, agency: str) -> str:
    """Why somebody has no place yet, in words."""
    if room.is_at_limit(one.agency):
        return f"{agency} has the {room.limit(one.agency)} places that one agency may have."
    if room.seat_for(one) is not None:
        return "A place is free for whoever is next."
    if any(seat.is_online == one.wants_online for seat in room.free):
        return "The places that are free are kept for other agencies."
    if any(seat.is_online != one.wants_online for seat in room.free):
        return f"Every place {'online' if one.wants_online else 'in the room'} is taken."
    return "Every place is taken."
