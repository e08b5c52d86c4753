"""The choice for the best mix: never over capacity, caps and ring-fences kept, explainable, the same every time."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.training.bookings.rules.choosing import Applicant, Override, choose
from goldenthread.training.bookings.rules.turn import Room, Seat

KINDS = ("school", "police", "council", "voluntary")
AGENCIES = (1, 2, 3, 4, 5)


def applicant(turn: int, agency: int, *, online: bool = False) -> Applicant:
    return Applicant(turn * 10, turn, agency, f"Agency {agency}", KINDS[agency % len(KINDS)], online)


seats = st.lists(st.tuples(st.booleans(), st.sampled_from([None, None, *AGENCIES])), max_size=8).map(
    lambda rows: tuple(Seat(100 + i, i + 1, online, kept) for i, (online, kept) in enumerate(rows))
)
asked = st.lists(st.tuples(st.sampled_from(AGENCIES), st.booleans()), max_size=14).map(
    lambda rows: [applicant(i + 1, agency, online=online) for i, (agency, online) in enumerate(rows)]
)
rooms = st.builds(
    lambda free, cap: Room(free, {}, Counter(seat.kept_for for seat in free if seat.kept_for is not None), cap),
    seats,
    st.integers(0, 4),
)


@given(asked, rooms, st.lists(st.sampled_from(KINDS), unique=True))
def test_every_choice_keeps_the_rules(applicants: list[Applicant], room: Room, wanted: list[str]) -> None:
    lines = choose(applicants, room, wanted=wanted)
    by_id = {one.id: one for one in applicants}
    assert [line.id for line in lines] == [one.id for one in applicants], "a line for everyone, in turn"
    given_seats = [(by_id[line.id], line.seat) for line in lines if line.seat is not None]
    assert len({seat.id for _, seat in given_seats}) == len(given_seats), "no place is given twice"
    assert {seat for _, seat in given_seats} <= set(room.free), "never over capacity"
    for one, seat in given_seats:
        assert seat.kept_for in (None, one.agency), "ring-fences kept"
        assert seat.is_online == one.wants_online
    for agency, count in Counter(one.agency for one, _ in given_seats).items():
        limit = room.limit(agency)
        assert limit is None or count <= limit, "caps kept"
    assert all(line.why for line in lines), "explained line by line"
    assert choose(list(reversed(applicants)), room, wanted=wanted) == lines, "deterministic"
    got = {one.id for one, _ in given_seats}
    for one in applicants:
        if one.id in got:
            earlier = [
                other
                for other in applicants
                if other.agency == one.agency and other.wants_online == one.wants_online and other.turn < one.turn
            ]
            assert all(other.id in got for other in earlier), "order within the agency kept"


@given(asked, rooms)
def test_no_place_stays_empty_that_somebody_could_have(applicants: list[Applicant], room: Room) -> None:
    by_id = {one.id: one for one in applicants}
    lines = choose(applicants, room)
    for line in lines:
        if line.seat is not None:
            room = room.without(line.seat, by_id[line.id].agency)
    assert [line.id for line in lines if line.seat is None and room.seat_for(by_id[line.id].waiter)] == []


@given(asked, rooms, st.dictionaries(st.integers(1, 14).map(lambda turn: turn * 10), st.booleans(), max_size=4))
def test_an_officers_decision_holds_within_places_and_ring_fences(
    applicants: list[Applicant], room: Room, decided: dict[int, bool]
) -> None:
    rulings = {key: Override(is_given, "Known to us") for key, is_given in decided.items()}
    lines = {line.id: line for line in choose(applicants, room, overrides=rulings)}
    by_id = {one.id: one for one in applicants}
    taken = [line.seat for line in lines.values() if line.seat is not None]
    assert len(set(taken)) == len(taken) <= len(room.free)
    for key, is_given in decided.items():
        if key in lines:
            assert lines[key].why.startswith("An officer decided: Known to us")
            assert is_given or lines[key].seat is None
            if lines[key].seat is not None:
                assert lines[key].seat.kept_for in (None, by_id[key].agency)


def test_the_room_fills_with_as_many_agencies_as_ask() -> None:
    applicants = [applicant(turn, 1) for turn in range(1, 8)] + [applicant(8, 2), applicant(9, 3)]
    lines = choose(applicants, Room(tuple(Seat(i, i) for i in range(1, 5))))
    assert [line.id for line in lines if line.seat] == [10, 20, 80, 90]
    assert lines[0].why == "The first from Agency 1."
    assert lines[1].why == "Number 2 from Agency 1, which had as few places as any that still asked."
    assert lines[2].why == "Every place was taken by agencies with fewer places, or by colleagues who asked before."


def test_a_kind_that_is_wanted_comes_before_one_that_asked_earlier() -> None:
    lines = choose([applicant(1, 1), applicant(2, 2)], Room((Seat(1, 1),)), wanted=["council"])
    assert [(line.seat is not None, line.why) for line in lines] == [
        (False, "Every place was taken by agencies with fewer places, or by colleagues who asked before."),
        (True, "Agency 2 brings a kind of agency that was missing."),
    ]
