"""A tree drawn on the server: bands one under the other, boxes in each, a line from each to what follows it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

WIDE, GAP, EDGE, LINE = 186, 18, 14, 17
ACROSS = 5
HEAD, BETWEEN, ROW_GAP = 30, 46, 22
NEAR = 30
"""Between bands that no line crosses: they need no room for one."""
LETTERS = 24
MANY = 5


@dataclass(frozen=True)
class Item:
    """Something that stands in a band; `note` is said small under its name."""

    key: int
    text: str
    note: str = ""


@dataclass(frozen=True)
class Band:
    """A row of the tree by its name."""

    name: str
    items: Sequence[Item]


@dataclass(frozen=True)
class Box:
    """An item at its place; `lines` are its words, each with the height at which it is written."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[int, str], ...]
    note: str
    note_y: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def foot(self) -> int:
        return self.y + self.height


@dataclass(frozen=True)
class Heading:
    """The name of a band, over it, and what most of the band follows."""

    name: str
    y: int
    after: str = ""

    @property
    def rule(self) -> int:
        return self.y + 8


@dataclass(frozen=True)
class Link:
    """A line between two boxes: solid where the first is needed, broken where it is only recommended."""

    path: str
    is_needed: bool


@dataclass(frozen=True)
class Drawing:
    """All that the template draws, in its own units."""

    width: int
    height: int
    headings: Sequence[Heading]
    boxes: Sequence[Box]
    links: Sequence[Link]


def draw(bands: Sequence[Band], links: Sequence[tuple[int, int, bool]]) -> Drawing:
    """Lay the bands out. `links` are (before, after, is_needed); those to what is not drawn are passed over.

    Where one item comes before many of a band, the band's heading says so once: so many lines would hide the boxes.
    """
    headings: list[Heading] = []
    boxes: dict[int, Box] = {}
    said = _said_once(bands, links)
    of = {item.key: place for place, band in enumerate(bands) for item in band.items}
    crossed = {
        place
        for before, after, _ in links
        if before in of and after in of and (before, of[after]) not in said
        for place in range(*sorted((of[before], of[after])))
    }
    y = EDGE
    for place, band in enumerate(bands):
        after = " and ".join(item.text for one in bands for item in one.items if (item.key, place) in said)
        headings.append(Heading(band.name, y + LINE, after))
        y += HEAD + ROW_GAP // 2
        for start in range(0, len(band.items), ACROSS):
            row = [_box(item, column, y) for column, item in enumerate(band.items[start : start + ACROSS])]
            boxes |= {item.key: box for item, box in zip(band.items[start:], row, strict=False)}
            y += max(box.height for box in row) + ROW_GAP
        y += (BETWEEN if place in crossed else NEAR) - ROW_GAP
    across = min(ACROSS, max((len(band.items) for band in bands), default=1))
    width = 2 * EDGE + max(across, 2) * (WIDE + GAP) - GAP
    drawn = [
        Link(_path(boxes[before], boxes[after]), is_needed)
        for before, after, is_needed in without_detours(links)
        if before in boxes and after in boxes and (before, of[after]) not in said
    ]
    return Drawing(width, y, headings, list(boxes.values()), drawn)


def without_detours(links: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """The lines that say something of their own: one that others lead along already is left to them.

    A line of what is needed gives way only to lines of what is needed.
    """
    ways = {needed: _steps(links, needed) for needed in (True, False)}
    return [one for one in links if not _leads_round(ways[one[2]], one[0], one[1])]


def _steps(links: Sequence[tuple[int, int, bool]], only_needed: bool) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for before, after, is_needed in links:
        if is_needed or not only_needed:
            found[before].add(after)
    return found


def _leads_round(steps: dict[int, set[int]], start: int, end: int) -> bool:
    """Whether there is a way from one to the other beside the straight one."""
    waiting = [one for one in steps.get(start, ()) if one != end]
    seen = {start}
    while waiting:
        here = waiting.pop()
        if here == end:
            return True
        if here not in seen:
            seen.add(here)
            waiting.extend(steps.get(here, ()))
    return False


def _said_once(bands: Sequence[Band], links: Sequence[tuple[int, int, bool]]) -> set[tuple[int, int]]:
    """Items that come before many of a band, each with the place of that band."""
    of = {item.key: place for place, band in enumerate(bands) for item in band.items}
    counts = Counter((before, of[after]) for before, after, _ in links if before in of and after in of)
    return {pair for pair, count in counts.items() if count >= MANY}


def _box(item: Item, place: int, y: int) -> Box:
    words = wrap(item.text, LETTERS, max_lines=4, placeholder=" …") or [""]
    lines = tuple((y + 22 + number * LINE, word) for number, word in enumerate(words))
    height = 16 + LINE * (len(words) + bool(item.note))
    note = item.note if len(item.note) <= LETTERS else f"{item.note[: LETTERS - 1]}…"
    return Box(EDGE + place * (WIDE + GAP), y, WIDE, height, lines, note, y + 20 + LINE * len(words))


def _path(before: Box, after: Box) -> str:
    """From the foot of the first to the head of the second; side to side for neighbours; else from foot to foot."""
    if after.y > before.y:
        half = (before.foot + after.y) // 2
        return f"M{before.middle} {before.foot} C{before.middle} {half} {after.middle} {half} {after.middle} {after.y}"
    if before.y == after.y and abs(before.x - after.x) == WIDE + GAP:
        level = before.y + min(before.height, after.height) // 2
        left, right = sorted((before, after), key=lambda box: box.x)
        return f"M{left.x + left.width} {level} L{right.x} {level}"
    under = max(before.foot, after.foot) + ROW_GAP // 2
    return f"M{before.middle} {before.foot} C{before.middle} {under} {after.middle} {under} {after.middle} {after.foot}"
