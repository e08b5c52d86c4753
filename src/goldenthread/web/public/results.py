"""What the chooser tells someone: their groups, and each thing asked of them in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.periods import after
from goldenthread.setting.frameworks.terms import Framework, Group, Owner, Weight
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.training.records.terms import Format
from goldenthread.training.standing.selectors.chooser import Asking, Said, Situation, askings, own_groups
from goldenthread.web.ui.columns import day
from goldenthread.web.ui.thread import Step, StepState


@dataclass(frozen=True)
class Told:
    """One requirement as the answer page shows it."""

    key: str
    title: str
    rule: Said
    when: str
    due_on: date | None
    often: tuple[str, ...]
    methods: tuple[str, ...]
    because: str
    owner: str
    source: str
    note: str
    weight: Weight
    mandatory: bool
    stricter_than: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What one framework asks: required and advised apart, and the same as a pathway."""

    framework: Framework
    groups: tuple[Group, ...]
    required: tuple[Told, ...]
    advised: tuple[Told, ...]

    @property
    def steps(self) -> list[Step]:
        """The pathway: what is asked in the order in which it falls due."""
        ordered = sorted(self.required, key=lambda told: (told.due_on or date.max, told.when != FIRST_DAY))
        return [
            Step(told.title, StepState.AHEAD, note=told.when, href=f"#{told.key}", says=_often(told))
            for told in ordered
        ]


FIRST_DAY = "As soon as you start"


def answer(framework: Framework, situation: Situation, start: date | None) -> Answer:
    """What a framework asks of someone, from the day they start if they give it."""
    every = [told(asking, framework, start) for asking in askings(framework, situation)]
    return Answer(
        framework,
        tuple(own_groups(framework, situation)),
        tuple(one for one in every if one.weight is Weight.REQUIRED),
        tuple(one for one in every if one.weight is not Weight.REQUIRED),
    )


def answers_of(frameworks: Sequence[Framework], situation: Situation, start: date | None) -> list[Answer]:
    return [answer(framework, situation, start) for framework in frameworks]


def told(asking: Asking, framework: Framework, start: date | None) -> Told:
    asked = asking.requirement
    begins = None if start is None else max(start, asked.in_force_from or start)
    due_on = None if begins is None else begins if asked.first_within is None else after(begins, asked.first_within)
    if asked.weight is Weight.SHOWN:
        due_on = None
    return Told(
        key=f"{framework.key}-{asked.key}",
        title=asked.title,
        rule=asking.rule,
        when=_when(asking, due_on),
        due_on=due_on,
        often=asking.renewals,
        methods=tuple(Format(method).label for method in asking.methods),
        because=_because(asking),
        owner="the partnership" if asked.owner is Owner.PARTNERSHIP else "your employer",
        source=str(asked.source),
        note=asked.note,
        weight=asked.weight,
        mandatory=asked.mandatory,
    )


def _when(asking: Asking, due_on: date | None) -> str:
    asked = asking.requirement
    if asked.weight is Weight.SHOWN:
        return "No date: your attendance is recorded"
    first = FIRST_DAY if asked.first_within is None else f"Within {asked.first_within} of starting"
    if asked.in_force_from and due_on is None:
        first += f" (asked from {day(asked.in_force_from)})"
    return f"{first}: by {day(due_on)}" if due_on else first


def _because(asking: Asking) -> str:
    """Through what it is asked: "Group 3, and as designated safeguarding lead"."""
    through = [group.name for group in asking.groups]
    through += [f"as {DutyKind(duty).label.lower()}" for duty in asking.duties]
    return "; ".join(through) or "your job role or workplace"


def _often(told: Told) -> str:
    return ", ".join(told.often)
