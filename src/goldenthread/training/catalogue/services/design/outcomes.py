"""What people learn on a course, each outcome tagged to what the workforce becomes able to do (A40)."""

from datetime import datetime

from django.db import transaction

from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse

from ...models import Course, Outcome
from ...selectors.lists import lists_of
from ._shared import day_of, last_position, may_change, note, said, swap

ASKS = "Enter what people will know or be able to do."


@transaction.atomic
def add_outcome(*, by: Actor, at: datetime, course: Course, text: str, ability: str = "") -> Outcome:
    """One more thing that people learn. It comes last."""
    partnership_id = may_change(by, course)
    text = said(text, "text", ASKS)
    _refuse_unknown(partnership_id, at, ability)
    outcome = Outcome(course=course, position=last_position(course.outcomes) + 1, text=text, ability=ability)
    keep(outcome)
    note(by, at, course, "add outcome", {"text": [None, text], "ability": [None, ability]})
    return outcome


@transaction.atomic
def change_outcome(*, by: Actor, at: datetime, outcome: Outcome, text: str, ability: str = "") -> Outcome:
    """Say an outcome otherwise, or tag it to something else."""
    partnership_id = may_change(by, outcome.course)
    text = said(text, "text", ASKS)
    if ability != outcome.ability:
        _refuse_unknown(partnership_id, at, ability)
    changes = {"text": [outcome.text, text], "ability": [outcome.ability, ability]}
    outcome.text, outcome.ability = text, ability
    keep(outcome)
    note(by, at, outcome.course, "change outcome", changes)
    return outcome


@transaction.atomic
def move_outcome(*, by: Actor, at: datetime, outcome: Outcome, up: bool) -> None:
    """Let an outcome change places with the one before it, or after."""
    may_change(by, outcome.course)
    if swap(outcome, outcome.course.outcomes, up=up):
        note(by, at, outcome.course, "move outcome", {"position": [None, outcome.position]})


@transaction.atomic
def remove_outcome(*, by: Actor, at: datetime, outcome: Outcome) -> None:
    """People are no longer promised this."""
    may_change(by, outcome.course)
    note(by, at, outcome.course, "remove outcome", {"text": [outcome.text, None]})
    outcome.delete()


def _refuse_unknown(partnership_id: int, at: datetime, ability: str) -> None:
    abilities = {one.line for one in lists_of(partnership_id, day_of(at)).abilities}
    if ability and ability not in abilities:
        words = "Choose what people become able to do from the list."
        refuse(bad_input(words, ability=words))
