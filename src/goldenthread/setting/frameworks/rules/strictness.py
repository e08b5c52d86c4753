"""An agency may ask for more than the partnership, never for less."""

from collections.abc import Iterator

from goldenthread.kernel.periods import FOREVER, Period, after
from goldenthread.kernel.refusal import Refusal, bad_input

from ..terms import AllOf, BySetting, Completed, Count, Minutes, Rule, Within
from .wording import within_in_words

_ANY_DAY = FOREVER.replace(year=2001, month=1, day=1)


def stricter(base: Rule, added: Rule | None) -> Rule:
    """The rule an agency's people are held to: the partnership's own and, with it, the agency's."""
    return base if added is None else AllOf((base, added))


def why_not_stricter(base: Rule, added: Rule) -> Refusal | None:
    """A longer time for the same learning asks for less, and would change nothing: say so."""
    for mine in _leaves(added):
        for theirs in _leaves(base):
            if mine.of == theirs.of and _longer(mine.within, theirs.within):
                return bad_input(
                    f"Your agency's rule asks {within_in_words(mine.within)}, which is less strict than the"
                    f" partnership's {within_in_words(theirs.within)}. An agency may ask for more, never less:"
                    " choose a shorter time.",
                    rule="Choose a shorter time than the partnership's.",
                )
    return None


def _leaves(rule: Rule) -> Iterator[Completed | Count | Minutes]:
    if isinstance(rule, Completed | Count | Minutes):
        yield rule
    else:
        for one in rule.options.values() if isinstance(rule, BySetting) else rule.rules:
            yield from _leaves(one)


def _longer(mine: Within, theirs: Within) -> bool:
    if theirs is None:
        return False
    if mine is None:
        return True
    if isinstance(mine, Period) and isinstance(theirs, Period):
        return after(_ANY_DAY, mine) > after(_ANY_DAY, theirs)
    return False
