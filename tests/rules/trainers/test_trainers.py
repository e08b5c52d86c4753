"""Who may give what, how a line stands, who falls short: the rules on paper."""

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.kernel.periods import Period, Unit, parse_period
from goldenthread.training.trainers import rules
from goldenthread.training.trainers.terms import Deliverer, GatheringsAsked, KindAsked, LineState

ON = date(2026, 3, 2)
INTAKE = KindAsked(
    "intake", "Intake trainer", "Core basic awareness", ("basic-awareness",), "trainers", 5, accredited=True
)
READY = Deliverer(
    name="Tom Keld",
    starts_on=date(2024, 1, 1),
    ends_on=None,
    trained_days=5,
    accreditation="Diploma of Education",
    course_key="basic-awareness",
    course_title="Basic awareness",
    authorised_from=date(2025, 1, 1),
    authorised_to=ON,
)


def test_who_is_ready_may_give_the_course_on_the_last_day_too() -> None:
    assert rules.why_not_authorised(READY, INTAKE, ON) == ""


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"starts_on": date(2026, 3, 3)}, "Tom Keld begins as an intake trainer on 3 March 2026."),
        ({"ends_on": date(2026, 3, 1)}, "Tom Keld stopped as an intake trainer on 1 March 2026."),
        (
            {"course_key": "neglect", "course_title": "Neglect"},
            "Neglect is not among what an intake trainer delivers (core basic awareness).",
        ),
        ({"authorised_from": None}, "Tom Keld is not authorised for Basic awareness."),
        ({"authorised_from": date(2026, 3, 3)}, "Tom Keld is authorised for Basic awareness from 3 March 2026."),
        ({"authorised_to": date(2026, 3, 1)}, "Tom Keld was authorised for Basic awareness until 1 March 2026."),
        ({"trained_days": 4}, "Tom Keld has not completed Train the Trainer: 4 of its 5 days on record."),
        ({"trained_days": 0}, "Tom Keld has not completed Train the Trainer: none of it on record."),
        ({"accreditation": " "}, "Tom Keld has no accreditation of Train the Trainer on record."),
    ],
)
def test_each_reason_is_said_in_words(facts: dict[str, object], why: str) -> None:
    assert rules.why_not_authorised(replace(READY, **facts), INTAKE, ON) == why  # type: ignore[arg-type]


def test_where_the_framework_asks_no_train_the_trainer_none_is_missed() -> None:
    silent = KindAsked("officer", "Officer")
    assert rules.why_not_authorised(replace(READY, trained_days=0, accreditation=""), silent, ON) == ""


def test_a_champion_gives_none_of_the_partnerships_events() -> None:
    why = rules.why_not_authorised(READY, rules.CHAMPIONS, ON)
    assert why == "A champion cascades in their own agency and does not give Basic awareness for the partnership."


@pytest.mark.parametrize(
    ("expires_on", "state"),
    [
        (None, LineState.MET),
        (date(2026, 6, 3), LineState.MET),
        (date(2026, 6, 2), LineState.SOON),
        (ON, LineState.SOON),
        (date(2026, 3, 1), LineState.ENDED),
    ],
)
def test_a_line_runs_out_three_months_ahead_and_its_last_day_counts(expires_on: date | None, state: LineState) -> None:
    assert rules.state_of(date(2025, 1, 1), expires_on, ON) == state
    assert rules.state_of(None, expires_on, ON) == LineState.MISSING


def test_two_pool_meetings_a_year_and_of_a_new_trainer_no_more_than_were_held() -> None:
    asked, held = GatheringsAsked(), [date(2025, 6, 1), date(2025, 12, 1)]
    assert rules.meetings_asked("pool-trainer", date(2020, 1, 1), held, asked, ON) == 2
    assert rules.meetings_asked("pool-trainer", date(2025, 9, 1), held, asked, ON) == 1
    assert rules.meetings_asked("pool-trainer", date(2026, 2, 1), held, asked, ON) == 0
    assert rules.meetings_asked("external", date(2020, 1, 1), held, asked, ON) == 0
    assert rules.meetings_asked("champion", date(2020, 1, 1), held, GatheringsAsked(2, ()), ON) == 0


def test_more_than_twelve_months_and_not_twelve() -> None:
    year = Period(1, Unit.YEARS)
    assert rules.lapsed(date(2025, 3, 2), date(2020, 1, 1), year, ON) is False
    assert rules.lapsed(date(2025, 3, 1), date(2020, 1, 1), year, ON) is True
    assert rules.lapsed(None, date(2025, 3, 2), year, ON) is False
    assert rules.lapsed(None, date(2025, 3, 1), year, ON) is True


@pytest.mark.parametrize(("every", "times"), [("6 months", 2), ("1 year", 1), ("13 weeks", 4), ("3 years", 1)])
def test_how_many_times_a_year(every: str, times: int) -> None:
    assert rules.meetings_in(parse_period(every)) == times


def test_a_word_in_capitals_keeps_them_mid_sentence() -> None:
    assert rules.a("CSCP trainer") == "a CSCP trainer"
    assert rules.a("Associate trainer") == "an associate trainer"
