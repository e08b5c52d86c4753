"""What the chooser tells someone: their groups, and each thing asked of them in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.periods import after
from goldenthread.setting.frameworks.terms import Framework, Group, Owner, Requirement, Weight
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.training.records.terms import Format
from goldenthread.training.standing.selectors.chooser import Asking, Said, Situation, askings, cited, own_groups
from goldenthread.web.ui.columns import day
from goldenthread.web.ui.thread import Step, StepState

FIRST_DAY = "As soon as you start"
OWNERS = {Owner.PARTNERSHIP: "The partnership", Owner.EMPLOYER: "Your employer"}


@dataclass(frozen=True)
class Told:
    """One clause that asks: its rule in words, through what it asks, and where it stands."""

    rule: Said
    when: str
    due_on: date | None
    often: tuple[str, ...]
    because: str
    source: str
    note: str


@dataclass(frozen=True)
class Card:
    """One thing asked, by every clause that asks it: where several do, the one that falls due soonest decides (E36)."""

    key: str
    title: str
    clauses: tuple[Told, ...]
    methods: tuple[str, ...]
    owner: str
    weight: Weight
    mandatory: bool

    @property
    def first(self) -> Told:
        """The clause that falls due soonest."""
        return min(self.clauses, key=lambda told: (told.due_on or date.max, told.when != FIRST_DAY))

    @property
    def often(self) -> str:
        return "; ".join(dict.fromkeys(words for told in self.clauses for words in told.often))


@dataclass(frozen=True)
class Answer:
    """What one framework asks: required and advised apart, and the same as a pathway."""

    framework: Framework
    groups: tuple[Group, ...]
    required: tuple[Card, ...]
    advised: tuple[Card, ...]

    @property
    def steps(self) -> list[Step]:
        """The pathway: what is asked in the order in which it falls due."""
        ordered = sorted(self.required, key=lambda card: (card.first.due_on or date.max, card.first.when != FIRST_DAY))
        return [
            Step(card.title, StepState.AHEAD, note=card.first.when, href=f"#{card.key}", says=card.often)
            for card in ordered
        ]


def answer(framework: Framework, situation: Situation, start: date | None, since: Mapping[str, date]) -> Answer:
    """What a framework asks of someone, from the day they start if they give it, or the day it was first asked."""
    by_subject: dict[tuple[str, Weight], list[Asking]] = {}
    for asking in askings(framework, situation):
        asked = asking.requirement
        by_subject.setdefault((asked.about or asked.title, asked.weight), []).append(asking)
    cards = [_card(framework, together, start, since) for together in by_subject.values()]
    return Answer(
        framework,
        tuple(own_groups(framework, situation)),
        tuple(card for card in cards if card.weight is Weight.REQUIRED),
        tuple(card for card in cards if card.weight is not Weight.REQUIRED),
    )


def answers_of(
    frameworks: Sequence[Framework], situation: Situation, start: date | None, since: Mapping[str, date]
) -> list[Answer]:
    return [answer(framework, situation, start, since) for framework in frameworks]


def _card(framework: Framework, together: Sequence[Asking], start: date | None, since: Mapping[str, date]) -> Card:
    asked = together[0].requirement
    owners = dict.fromkeys(OWNERS[asking.requirement.owner] for asking in together)
    return Card(
        key=f"{framework.key}-{asked.key}",
        title=asked.title,
        clauses=tuple(
            _told(asking, _begins(asking.requirement, start, since.get(framework.identity(asking.requirement.key))))
            for asking in together
        ),
        methods=tuple(dict.fromkeys(Format(method).label for asking in together for method in asking.methods)),
        owner=" and ".join(owners),
        weight=asked.weight,
        mandatory=any(asking.requirement.mandatory for asking in together),
    )


def _begins(asked: Requirement, start: date | None, since: date | None) -> date | None:
    """The day from which the time for the first training runs."""
    return None if start is None else max(start, asked.in_force_from or start, since or start)


def _told(asking: Asking, begins: date | None) -> Told:
    asked = asking.requirement
    due_on = None if begins is None else begins if asked.first_within is None else after(begins, asked.first_within)
    if asked.weight is Weight.SHOWN:
        due_on = None
    return Told(
        rule=asking.rule,
        when=_when(asking, due_on),
        due_on=due_on,
        often=asking.renewals,
        because=_because(asking),
        source=cited(asked.source),
        note=asked.note,
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
