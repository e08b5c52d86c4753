"""Choosing among applicants on a day: fill the room, with the best mix of agencies, line by line explained."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .turn import Room, Seat, Waiter


@dataclass(frozen=True)
class Applicant:
    """Someone who asked for a place, as far as the choice looks at them."""

    id: int
    turn: int
    agency: int
    agency_name: str
    kind: str
    wants_online: bool = False

    @property
    def waiter(self) -> Waiter:
        return Waiter(self.id, self.turn, self.agency, self.wants_online)


@dataclass(frozen=True)
class Override:
    """An officer decides otherwise for one applicant, and says why."""

    is_given: bool
    why: str


@dataclass(frozen=True)
class Line:
    """One applicant's line: the place they get, or none, and why."""

    id: int
    seat: Seat | None
    why: str


def choose(
    applicants: Sequence[Applicant],
    room: Room,
    *,
    wanted: Sequence[str] = (),
    present: Mapping[str, int] | None = None,
    overrides: Mapping[int, Override] | None = None,
) -> list[Line]:
    """Who gets the free places. Whoever an officer put in comes first; then always the agency with fewest places.

    Among agencies with as few, a kind that is wanted and not yet in the room, then the kind with fewest, then who
    asked first. Within an agency the order of asking is kept. `present` counts those already in, by kind.
    """
    lines: dict[int, Line] = {}
    decided = overrides or {}
    kinds = Counter(present or {})
    order = sorted(applicants, key=lambda one: one.turn)
    for one in order:
        ruling = decided.get(one.id)
        if ruling is None:
            continue
        seat = room.seat_whatever_the_cap(one.waiter) if ruling.is_given else None
        if seat is not None:
            room, kinds = room.without(seat, one.agency), kinds + Counter([one.kind])
        without = "" if seat or not ruling.is_given else "; no place was free for them"
        lines[one.id] = Line(one.id, seat, f"An officer decided: {ruling.why}{without}")
    left = [one for one in order if one.id not in lines]
    while True:
        possible = [(one, seat) for one in left if (seat := room.seat_for(one.waiter)) is not None]
        if not possible:
            break
        one, seat = min(possible, key=lambda pair: _standing_of(pair[0], room, kinds, wanted))
        lines[one.id] = Line(one.id, seat, _why(one, seat, room, kinds, wanted))
        room, kinds = room.without(seat, one.agency), kinds + Counter([one.kind])
        left.remove(one)
    return [lines.get(one.id) or Line(one.id, None, _why_not(one, room)) for one in order]


def _standing_of(one: Applicant, room: Room, kinds: Counter[str], wanted: Sequence[str]) -> tuple[int, bool, int, int]:
    is_missing = one.kind in wanted and not kinds[one.kind]
    return (room.held.get(one.agency, 0), not is_missing, kinds[one.kind], one.turn)


def _why(one: Applicant, seat: Seat, room: Room, kinds: Counter[str], wanted: Sequence[str]) -> str:
    if seat.kept_for is not None:
        return f"A place is kept for {one.agency_name}."
    if one.kind in wanted and not kinds[one.kind]:
        return f"{one.agency_name} brings a kind of agency that was missing."
    held = room.held.get(one.agency, 0)
    if not held:
        return f"The first from {one.agency_name}."
    return f"Number {held + 1} from {one.agency_name}, which had as few places as any that still asked."


def _why_not(one: Applicant, room: Room) -> str:
    if room.is_at_limit(one.agency):
        return f"{one.agency_name} has the {room.limit(one.agency)} places that one agency may have."
    if any(seat.is_online == one.wants_online for seat in room.free):
        return "The places left are kept for other agencies."
    return "Every place was taken by agencies with fewer places, or by colleagues who asked before."
