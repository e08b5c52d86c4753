"""How well mixed a room is: one figure that can be said in a sentence, and who is missing."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction


def mixing(agencies: Iterable[int]) -> Fraction | None:
    """The chance that two people of the room, picked at random, come from different agencies. None for fewer than two.

    0: all from one agency. 1: everyone from another.
    """
    counts = Counter(agencies)
    people = sum(counts.values())
    if people < 2:
        return None
    alike = sum(count * (count - 1) for count in counts.values())
    return 1 - Fraction(alike, people * (people - 1))


def missing(wanted: Iterable[str], present: Iterable[str]) -> list[str]:
    """What should be in the room and is not, in the order wanted."""
    there = set(present)
    return [one for one in dict.fromkeys(wanted) if one not in there]
