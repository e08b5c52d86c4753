"""Which courses count as which, and which completions a selection takes in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from goldenthread.setting.frameworks.terms import Framework, FrameworkKind, Selection

Window = tuple[date, date]
ALWAYS: Window = (date.min, date.max)


@dataclass(frozen=True)
class KnownCourse:
    """A course as the catalogue knows it. `is_ours`: it stands in this partnership's own catalogue."""

    id: int
    title: str
    key: str = ""
    level: str = ""
    scheme: str = ""
    topics: tuple[str, ...] = ()
    is_ours: bool = False
    is_outside: bool = False
    refresher_of: int | None = None


@dataclass(frozen=True)
class CountsAs:
    """One course counts for another, for completions within the window."""

    course: int
    counts_as: int
    window: Window = ALWAYS


@dataclass(frozen=True)
class Spans:
    """The completions taken in: course by course the days on which they count, or any course at all."""

    windows: Mapping[int, tuple[Window, ...]] = field(default_factory=dict)
    is_any: bool = False
    set_aside: frozenset[int] = frozenset()

    def takes(self, course: int, on: date) -> bool:
        if self.is_any:
            return course not in self.set_aside
        return any(first <= on <= last for first, last in self.windows.get(course, ()))


def _overlap(one: Window, other: Window) -> Window | None:
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def _merged(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Without those that lie within another, so that the text compiled from them stays short."""
    kept: list[Window] = []
    for window in sorted(set(windows), key=lambda w: (w[0], -w[1].toordinal())):
        if not any(k[0] <= window[0] and window[1] <= k[1] for k in kept):
            kept.append(window)
    return tuple(kept)


class CourseBook:
    """What the catalogue of one partnership says on equivalence: refreshers, named equivalents, mapped courses."""

    def __init__(
        self, courses: Iterable[KnownCourse], counts: Iterable[CountsAs] = (), set_aside: Iterable[int] = ()
    ) -> None:
        self.courses = {course.id: course for course in courses}
        self.set_aside = frozenset(set_aside)
        self._edges: dict[int, list[tuple[int, Window]]] = {}
        for course in self.courses.values():
            if course.refresher_of is not None:
                self._edges.setdefault(course.id, []).append((course.refresher_of, ALWAYS))
        for counted in counts:
            self._edges.setdefault(counted.course, []).append((counted.counts_as, counted.window))
        self.canonical = {
            course.id: min(other for other, _ in self._edges[course.id])
            for course in self.courses.values()
            if course.is_outside and self._edges.get(course.id)
        }
        self._identities: dict[tuple[int, bool], list[tuple[KnownCourse, Window]]] = {}

    def identities(self, course: int, exactly: bool = False) -> list[tuple[KnownCourse, Window]]:
        """The course itself and all it counts for, each with the days on which it does.

        `exactly` leaves refreshers and named equivalents out, but an outside course still counts as
        the one that an officer mapped it to: that is the same learning under another name.
        """
        known = self._identities.get((course, exactly))
        if known is None:
            known = self._identities[(course, exactly)] = self._find_identities(course, exactly)
        return known

    def _find_identities(self, course: int, exactly: bool) -> list[tuple[KnownCourse, Window]]:
        found: list[tuple[KnownCourse, Window]] = []
        seen: set[tuple[int, Window]] = set()
        waiting: list[tuple[int, Window]] = [(course, ALWAYS)]
        while waiting:
            here, window = waiting.pop()
            if (here, window) in seen or here not in self.courses:
                continue
            seen.add((here, window))
            found.append((self.courses[here], window))
            if exactly and not self.courses[here].is_outside:
                continue
            for other, when in self._edges.get(here, ()):
                overlap = _overlap(window, when)
                if overlap is not None:
                    waiting.append((other, overlap))
        return found

    def same_learning(self, course: int) -> int:
        """The course under which a completion is counted once, however it was named."""
        return self.canonical.get(course, course)


def own_scheme(framework: Framework, level: str) -> str:
    """The scheme a level belongs to when a clause names none: the framework's own."""
    for known in framework.levels:
        if known.key == level and known.scheme:
            return known.scheme
    return "" if framework.kind == FrameworkKind.LOCAL else framework.key


def wanted_levels(selection: Selection, framework: Framework) -> frozenset[tuple[str, str]] | None:
    """Pairs of level and scheme that match, or None when the selection does not ask for a level."""
    if not selection.levels and not selection.level_at_least:
        return None

    def scheme_of(level: str) -> str:
        return selection.scheme or own_scheme(framework, level)

    exact = {(level, scheme_of(level)) for level in selection.levels}
    if not selection.level_at_least:
        return frozenset(exact)
    scheme = scheme_of(selection.level_at_least)
    peers = {
        level.key: level.order
        for level in framework.levels
        if level.order is not None and (level.scheme or own_scheme(framework, level.key)) == scheme
    }
    floor = peers.get(selection.level_at_least)
    above = {(selection.level_at_least, scheme)}
    if floor is not None:
        above |= {(key, scheme) for key, order in peers.items() if order is not None and order >= floor}
    return frozenset(above & exact if selection.levels else above)


def _matches(identity: KnownCourse, selection: Selection, levels: frozenset[tuple[str, str]] | None) -> bool:
    if selection.courses and not (identity.is_ours and identity.key in selection.courses):
        return False
    if selection.topics and not set(selection.topics) & set(identity.topics):
        return False
    if levels is None:
        return True
    if not identity.level:
        return False
    if not identity.scheme and not identity.is_ours:
        return False
    return (identity.level, identity.scheme) in levels


def spans_of(selection: Selection, book: CourseBook, framework: Framework) -> Spans:
    """The completions a selection takes in, format and kind of provider aside."""
    levels = wanted_levels(selection, framework)
    if not selection.courses and not selection.topics and levels is None:
        return Spans(is_any=True, set_aside=book.set_aside)
    windows: dict[int, tuple[Window, ...]] = {}
    for course in book.courses:
        matching = [
            window
            for identity, window in book.identities(course, selection.exactly)
            if _matches(identity, selection, levels)
        ]
        if matching and course not in book.set_aside:
            windows[course] = _merged(matching)
    return Spans(windows=windows)
