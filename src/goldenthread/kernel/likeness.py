"""Which of some titles is most like another: told by their words, so that a date or a note beside them costs little."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

SMALL = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
FAIR = 0.5
"""From here on two titles are worth offering as the same."""


def likeness(one: str, other: str) -> float:
    """How like two titles are, from 0 to 1: half by the words they share, half by their letters."""
    words, others = _words(one), _words(other)
    shared = 2 * len(words & others) / (len(words) + len(others)) if words and others else 0.0
    return (shared + SequenceMatcher(None, one.casefold(), other.casefold()).ratio()) / 2


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.casefold())) - SMALL


def likest(title: str, among: Iterable[tuple[str, str]], least: float = FAIR) -> list[str]:
    """Keys of the titles that are like this one, the likest first. `among` are keys with their titles."""
    told = [(likeness(title, other), other, key) for key, other in among]
    return [key for how, _, key in sorted(told, key=lambda one: (-one[0], one[1], one[2])) if how >= least]
