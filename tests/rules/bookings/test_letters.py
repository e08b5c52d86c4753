"""What people are told: every state has its words, and what is not known is not said."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from goldenthread.training.bookings.rules import letters
from goldenthread.training.bookings.rules.letters import Awaited, Facts, When
from goldenthread.training.bookings.terms import State

WINTER = When(datetime(2026, 1, 14, 9, 30, tzinfo=UTC), datetime(2026, 1, 14, 12, 0, tzinfo=UTC), "Old Mill")
SUMMER = When(datetime(2026, 7, 15, 8, 30, tzinfo=UTC), datetime(2026, 7, 15, 15, 0, tzinfo=UTC), "Old Mill")
FACTS = Facts("Pat", "Neglect", "Fellside Partnership", "training@fellside.example", sessions=(WINTER, SUMMER))


@pytest.mark.parametrize("state", [state for state in State if state is not State.OFFERED])
def test_every_state_has_its_words(state: State) -> None:
    letter = letters.BY_STATE[state.value](FACTS)
    assert letter.subject.endswith(": Neglect")
    assert letter.body.startswith("Dear Pat,\n\n") and letter.body.endswith("Questions: training@fellside.example\n")
    assert "None" not in letter.body and "\n\n\n" not in letter.body


def test_hours_are_those_on_the_clock_in_winter_and_in_summer() -> None:
    assert letters.sessions_in_words(FACTS.sessions) == (
        "Wednesday 14 January 2026, 9.30am to 12pm\nWednesday 15 July 2026, 9.30am to 4pm\nOld Mill"
    )


def test_a_place_said_once_where_it_is_the_same_and_each_time_where_it_is_not() -> None:
    elsewhere = replace(SUMMER, where="New Hall")
    assert letters.sessions_in_words((WINTER, elsewhere)) == (
        "Wednesday 14 January 2026, 9.30am to 12pm, Old Mill\nWednesday 15 July 2026, 9.30am to 4pm, New Hall"
    )


def test_an_offer_says_until_when_and_carries_its_link() -> None:
    until = datetime(2026, 7, 1, 16, 0, tzinfo=UTC)
    body = letters.offered(replace(FACTS, offered_until=until), "[a link]").body
    assert "Please answer by 5pm on Wednesday 1 July 2026." in body
    assert "Accept or decline here: [a link]" in body


def test_joining_instructions_hold_all_that_is_needed_to_come() -> None:
    facts = replace(
        FACTS,
        access="Step-free from the car park.",
        link="https://meet.example/7",
        needs=("Captions",),
        ground_rules="We listen to each other.",
        cancel_by=date(2026, 1, 9),
    )
    body = letters.confirmed(facts).body
    for said in (
        "https://meet.example/7",
        "Step-free from the car park.",
        "What you asked for: Captions.",
        "We listen to each other.",
        "cancel by Friday 9 January 2026",
    ):
        assert said in body
    assert "What you asked for" not in letters.confirmed(FACTS).body


def test_one_digest_names_all_that_waits_for_an_approver() -> None:
    one = Awaited("Pat Rigg", "Neglect", date(2026, 1, 14), date(2026, 1, 2))
    assert letters.approval_digest("Max", [one], "Fellside", "").subject == "1 application waits for your approval"
    two = letters.approval_digest("", [one, replace(one, person="Ray Ash", starts_on=None)], "Fellside", "")
    assert two.subject == "2 applications wait for your approval"
    assert "- Pat Rigg: Neglect, Wednesday 14 January 2026 (asked on 2 January)\n- Ray Ash: Neglect (asked" in two.body
