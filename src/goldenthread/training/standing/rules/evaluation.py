"""The algebra of "valid until": from completed learning to the last day on which a rule holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.kernel.periods import FOREVER
from goldenthread.setting.frameworks.terms import (
    AllOf,
    AnyOf,
    AtLeast,
    BySetting,
    Completed,
    Count,
    Framework,
    Minutes,
    Rule,
    Selection,
    Within,
)

from .courses import CourseBook, Spans, spans_of
from .days import holds_once_more, holds_until


@dataclass(frozen=True)
class Completion:
    """One completed piece of learning: the facts a rule may look at."""

    course: int
    on: date
    minutes: int = 0
    participatory_minutes: int = 0
    format: str = ""
    provider_kind: str = ""
    is_verified: bool = False


class Measure(StrEnum):
    """What a leaf sums, newest first, until its threshold is reached."""

    COMPLETIONS = "completions"
    MINUTES = "minutes"
    PARTICIPATORY = "participatory minutes"


@dataclass(frozen=True, eq=False)
class Leaf:
    """A rule that looks at completions: a running total, newest first, reaches a threshold; then a period."""

    of: Selection
    spans: Spans
    within: Within
    threshold: int = 1
    measure: Measure = Measure.COMPLETIONS
    excused_by: "Leaf | None" = None

    def takes(self, completion: Completion) -> bool:
        if self.of.formats and completion.format not in self.of.formats:
            return False
        if self.of.provider_kinds and completion.provider_kind not in self.of.provider_kinds:
            return False
        return self.spans.takes(completion.course, completion.on)

    def worth(self, completion: Completion) -> int:
        if self.measure is Measure.MINUTES:
            return completion.minutes
        return completion.participatory_minutes if self.measure is Measure.PARTICIPATORY else 1


@dataclass(frozen=True, eq=False)
class Some:
    """At least so many of the parts: all of them and any of them are its ends."""

    least: int
    parts: tuple["Prepared", ...]


Prepared = Leaf | Some


def prepare(rule: Rule, book: CourseBook, framework: Framework) -> Prepared:
    """The rule read against a catalogue, ready to be asked of many people or compiled to SQL."""

    def ready(part: Rule) -> Prepared:
        return prepare(part, book, framework)

    def leaf(of: Selection, within: Within, threshold: int = 1, measure: Measure = Measure.COMPLETIONS) -> Prepared:
        if threshold <= 0:
            return Some(0, ())  # nothing is asked
        return Leaf(of, spans_of(of, book, framework), within, threshold, measure)

    match rule:
        case Completed():
            excuse = None
            if rule.excused_by is not None:
                excuse = Leaf(rule.excused_by, spans_of(rule.excused_by, book, framework), None)
            return Leaf(rule.of, spans_of(rule.of, book, framework), rule.within, excused_by=excuse)
        case Count():
            return leaf(rule.of, rule.within, rule.count)
        case Minutes():
            whole = leaf(rule.of, rule.within, rule.minutes, Measure.MINUTES)
            if not rule.participatory_share:
                return whole
            needed = -(-rule.minutes * rule.participatory_share // 100)
            return Some(2, (whole, leaf(rule.of, rule.within, needed, Measure.PARTICIPATORY)))
        case AtLeast():
            return Some(rule.least, tuple(map(ready, rule.rules)))
        case AllOf():
            return Some(len(rule.rules), tuple(map(ready, rule.rules)))
        case AnyOf():
            return Some(1, tuple(map(ready, rule.rules)))
        case BySetting():
            chosen = next((s.chosen for s in framework.settings if s.key == rule.setting), "")
            if chosen not in rule.options:
                raise ValueError(f'the setting "{rule.setting}" chooses "{chosen}", which the rule does not offer')
            return ready(rule.options[chosen])


def _counted_once(leaf: Leaf, completions: Iterable[Completion], book: CourseBook) -> dict[date, int]:
    """What each day adds to the total. The same learning on the same day counts once, at its longest."""
    worth: dict[tuple[int, date], int] = {}
    for completion in completions:
        if leaf.takes(completion):
            key = (book.same_learning(completion.course), completion.on)
            worth[key] = max(worth.get(key, 0), leaf.worth(completion))
    days: dict[date, int] = {}
    for (_, on), amount in worth.items():
        days[on] = days.get(on, 0) + amount
    return days


def reached_on(leaf: Leaf, completions: Iterable[Completion], book: CourseBook) -> date | None:
    """The latest day from which the total, summed back from the newest, is at the threshold."""
    days = _counted_once(leaf, completions, book)
    total = 0
    for on in sorted(days, reverse=True):
        total += days[on]
        if total >= leaf.threshold:
            return on
    return None


def _leaf_until(leaf: Leaf, completions: Sequence[Completion], book: CourseBook) -> date | None:
    reached = reached_on(leaf, completions, book)
    if reached is None:
        return None
    until = holds_until(reached, leaf.within)
    if leaf.excused_by is None:
        return until
    excuses = {completion.on for completion in completions if leaf.excused_by.takes(completion)}
    for on in {completion.on for completion in completions if leaf.takes(completion)}:
        if any(on < excuse <= holds_until(on, leaf.within) for excuse in excuses):
            until = max(until, holds_once_more(on, leaf.within))
    return until


def valid_until(prepared: Prepared, completions: Sequence[Completion], book: CourseBook) -> date | None:
    """The last day on which the rule holds; None if it was never met, 9999-12-31 for life."""
    if isinstance(prepared, Leaf):
        return _leaf_until(prepared, completions, book)
    if prepared.least <= 0:
        return FOREVER
    known = [valid_until(part, completions, book) for part in prepared.parts]
    days = sorted((day for day in known if day is not None), reverse=True)
    return days[prepared.least - 1] if len(days) >= prepared.least else None


def evaluate(
    rule: Rule, completions: Sequence[Completion], book: CourseBook, framework: Framework, on: date | None = None
) -> date | None:
    """The last day on which a rule holds, looking only at what was completed by `on` if that is given."""
    counted = [c for c in completions if on is None or c.on <= on]
    return valid_until(prepare(rule, book, framework), counted, book)
