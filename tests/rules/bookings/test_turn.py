"""Whose turn it is: in the order kept, never jumped, within caps and ring-fences."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.training.bookings.rules.turn import (
    Room,
    Seat,
    Waiter,
    in_order,
    seat_for_newcomer,
    who_is_next,
    why_waiting,
)

AGENCIES = (1, 2, 3)
seats = st.lists(st.tuples(st.booleans(), st.sampled_from([None, None, *AGENCIES])), max_size=6).map(
    lambda rows: tuple(Seat(100 + i, i + 1, online, kept) for i, (online, kept) in enumerate(rows))
)
waiting = st.lists(st.tuples(st.sampled_from(AGENCIES), st.booleans(), st.booleans()), max_size=8).map(
    lambda rows: [Waiter(i, i, agency, online, group) for i, (agency, online, group) in enumerate(rows, start=1)]
)
rooms = st.builds(
    lambda free, held, cap: Room(free, held, Counter(seat.kept_for for seat in free if seat.kept_for is not None), cap),
    seats,
    st.dictionaries(st.sampled_from(AGENCIES), st.integers(0, 3)),
    st.integers(0, 4),
)


@given(waiting, rooms)
def test_nobody_is_jumped(waiters: list[Waiter], room: Room) -> None:
    got = dict(who_is_next(waiters, room))
    for one, seat in got.items():
        assert seat.kept_for in (None, one.agency)
        for earlier in waiters:
            if earlier.turn < one.turn and earlier not in got:
                # whoever asked before and got nothing could not have had that place either
                others = dict(room.held)
                for holder in got:
                    if holder.turn < one.turn:
                        others[holder.agency] = others.get(holder.agency, 0) + 1
                assert Room((seat,), others, room.kept, room.cap).seat_for(earlier) is None


@given(waiting, rooms, st.sampled_from(["in-turn", "by-agency-share", "by-target-group"]))
def test_nothing_is_left_that_somebody_waiting_could_have(waiters: list[Waiter], room: Room, way: str) -> None:
    given_now = who_is_next(waiters, room, way)
    for one, seat in given_now:
        room = room.without(seat, one.agency)
    left = [one for one in waiters if one not in dict(given_now)]
    assert [one for one in left if room.seat_for(one)] == []
    for agency in AGENCIES:
        limit = room.limit(agency)
        gained = sum(one.agency == agency for one, _ in given_now)
        assert limit is None or not gained or room.held[agency] <= limit


@given(waiting, rooms, st.sampled_from(AGENCIES), st.booleans())
def test_a_newcomer_changes_nothing_for_those_who_wait(
    waiters: list[Waiter], room: Room, agency: int, online: bool
) -> None:
    newcomer = Waiter(99, 99, agency, online)
    before = who_is_next(waiters, room)
    seat = seat_for_newcomer(newcomer, waiters, room)
    if seat is not None:
        assert seat not in {taken for _, taken in before}
        others = [(one, taken) for one, taken in who_is_next([*waiters, newcomer], room) if one != newcomer]
        assert others == before


def test_kept_places_are_used_before_open_ones() -> None:
    room = Room((Seat(1, 1), Seat(2, 2, kept_for=7), Seat(3, 3, kept_for=8)), kept={7: 1, 8: 1})
    assert room.seat_for(Waiter(1, 1, 7)) == Seat(2, 2, kept_for=7)
    assert room.seat_for(Waiter(1, 1, 9)) == Seat(1, 1)


def test_the_order_follows_the_policy() -> None:
    one, two, three = Waiter(1, 1, 1), Waiter(2, 2, 2, is_in_group=False), Waiter(3, 3, 3)
    room = Room(held={1: 2, 2: 1})
    assert in_order([three, two, one], room) == [one, two, three]
    assert in_order([three, two, one], room, "by-agency-share") == [three, two, one]
    assert in_order([three, two, one], room, "by-target-group") == [one, three, two]


def test_the_reason_is_said() -> None:
    one = Waiter(1, 1, 1)
    assert why_waiting(one, Room(), "The school") == "Every place is taken."
    kept = Room((Seat(1, 1, kept_for=2),), kept={2: 1})
    assert why_waiting(one, kept, "The school") == "The places that are free are kept for other agencies."
    full = Room((Seat(1, 1),), {1: 2}, cap=2)
    assert why_waiting(one, full, "The school") == "The school has the 2 places that one agency may have."
    online = Room((Seat(1, 1, is_online=True),))
    assert why_waiting(one, online, "The school") == "Every place in the room is taken."
    assert why_waiting(one, Room((Seat(1, 1),)), "The school") == "A place is free for whoever is next."
