"""In which order courses are taken."""

from collections.abc import Iterable, Mapping


def closes_circle(before: Mapping[int, Iterable[int]], course: int, wanted: Iterable[int]) -> list[int]:
    """Which of the courses wanted before this one already come after it, so that nobody could ever start.

    `before` says, for each course, which come before it; what stands there for `course` itself is passed over.
    """
    return [one for one in wanted if one == course or course in _all_before(before, one, course)]


def _all_before(before: Mapping[int, Iterable[int]], start: int, changed: int) -> set[int]:
    found: set[int] = set()
    waiting = [start]
    while waiting:
        one = waiting.pop()
        for earlier in () if one == changed else before.get(one, ()):
            if earlier not in found:
                found.add(earlier)
                waiting.append(earlier)
    return found
