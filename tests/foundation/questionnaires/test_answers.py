"""Question sets: versions do not change once in use, and a bad answer is told in words."""

from datetime import datetime

import pytest

from goldenthread.foundation.questionnaires import rules, selectors, services
from goldenthread.foundation.questionnaires.rules import Asked
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused

ASKED = (
    Asked("useful", "How useful was the day?", "scale", ("1", "2", "3", "4", "5"), required=True),
    Asked("held_on", "When was it held?", "date"),
    Asked("places", "How many came?", "number"),
    Asked("routes", "Which routes?", "choices", ("team meeting", "supervision")),
    Asked("again", "Would you come again?", "yes_no"),
)


def test_good_answers_pass() -> None:
    good = {"useful": "4", "held_on": "2026-03-02", "places": "12", "routes": ["supervision"], "again": "yes"}
    assert rules.check(ASKED, good) == {}


def test_each_bad_answer_says_what_to_do() -> None:
    bad = {"held_on": "32 March", "places": "NaN", "routes": ["lunch"], "again": "perhaps", "colour": "gold"}
    assert rules.check(ASKED, bad) == {
        "useful": "Answer: How useful was the day?",
        "held_on": "Enter a date such as 27 3 2026.",
        "places": "Enter a number, such as 12.",
        "routes": "Choose from the list.",
        "again": "Answer yes or no.",
        "colour": "There is no such question in this set.",
    }


@pytest.mark.django_db
def test_a_published_version_stays_and_the_next_replaces_it(administrator: Actor, at: datetime) -> None:
    def draft(title: str) -> services.QuestionSet:
        return services.draft(
            by=administrator, at=at, key="reaction", title=title, purpose="course", questions=ASKED, partnership_id=None
        )

    first = draft("Reaction")
    assert selectors.in_use("reaction") is None
    services.publish(by=administrator, at=at, question_set=first)
    second = draft("Reaction, shorter")
    assert selectors.in_use("reaction") == first
    services.publish(by=administrator, at=at, question_set=second)
    assert selectors.in_use("reaction") == second
    assert tuple(selectors.questions_of(first)) == ASKED
    with pytest.raises(Refused, match="in use already"):
        services.publish(by=administrator, at=at, question_set=first)
