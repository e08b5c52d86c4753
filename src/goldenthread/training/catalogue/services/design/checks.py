"""Hold a course against its lists: content it must have, core values at three stages, principles of design."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse

from ...models import Check, Course
from ...selectors.lists import lists_of
from ...terms import About, Stage
from ._shared import day_of, may_change, note


@transaction.atomic
def hold_against(
    *, by: Actor, at: datetime, course: Course, about: str, stage: str, answers: Mapping[str, tuple[bool, str]]
) -> None:
    """Say, line by line, whether it is met and where that is seen. What is met carries its evidence.

    Values are looked at when the course is planned, given and evaluated (B31, E18); content and principles at planning.
    """
    partnership_id = may_change(by, course)
    if about not in About.values or stage not in Stage.values or (about != About.VALUES and stage != Stage.PLANNING):
        refuse(Refusal("Content and principles are looked at when a course is planned; values at three stages."))
    lines = {one.line: one.text for one in lists_of(partnership_id, day_of(at)).of(about)}
    if not lines.keys() >= answers.keys():
        refuse(Refusal("The framework's list has changed meanwhile. Look at the page again."))
    bare = [line for line, (is_met, evidence) in answers.items() if is_met and not evidence.strip()]
    if bare:
        refuse(bad_input("Say where it is met.", **{f"evidence-{line}": "Say where it is met." for line in bare}))
    had = {check.line: check for check in course.checks.filter(about=about, stage=stage)}
    for line, (is_met, evidence) in answers.items():
        check = had.get(line) or Check(course=course, about=about, stage=stage, line=line)
        check.text, check.evidence, check.is_met = lines[line], evidence.strip(), is_met
        check.checked_on, check.checked_by_account_id = day_of(at), by.account_id
        check.save()
    met = sorted(line for line, (is_met, _) in answers.items() if is_met)
    before = sorted(line for line, check in had.items() if check.is_met)
    note(by, at, course, "check course", {"about": [None, about], "stage": [None, stage], "line": [before, met]})
