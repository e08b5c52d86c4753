"""Every table of states is total and without dead ends but the meant ones, and its drawing is current."""

from collections.abc import Mapping, Sequence

import pytest

from goldenthread.foundation.imports import terms as imports
from goldenthread.foundation.messaging import terms as messaging
from goldenthread.training.bookings import terms as bookings
from goldenthread.training.catalogue import terms as catalogue
from goldenthread.training.events import terms as events
from tools import states

TABLES = [
    (imports.TRANSITIONS, set(imports.State), {imports.State.UNDONE, imports.State.ABANDONED}),
    (messaging.TRANSITIONS, set(messaging.WORDS), {messaging.SENT}),
    (catalogue.TRANSITIONS, set(catalogue.CourseState), set()),
    (events.TRANSITIONS, set(events.State), {events.State.CANCELLED}),
    (
        bookings.TRANSITIONS,
        set(bookings.State),
        {bookings.State.WITHDRAWN, bookings.State.HANDED_ON, bookings.State.EVENT_CANCELLED},
    ),
]


@pytest.mark.parametrize(
    ("table", "all_states", "ends"), TABLES, ids=["imports", "messages", "courses", "events", "bookings"]
)
def test_every_state_has_its_row_and_is_reached(
    table: Mapping[str, Sequence[str]], all_states: set[str], ends: set[str]
) -> None:
    assert set(table) == all_states
    reached = {next(iter(table))}
    for _ in table:
        reached |= {to for state in reached for to in table[state]}
    assert reached == all_states
    assert {state for state, following in table.items() if not following} == ends


def test_the_drawing_is_current() -> None:
    assert states.PATH.read_text("utf-8") == states.drawn(), "python -m tools.states draws it anew"
