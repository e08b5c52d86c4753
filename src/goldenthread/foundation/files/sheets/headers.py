"""Find the line of headings in a sheet that people made for people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goldenthread.kernel.cells import same_text, tidy

LOOKED_AT = 40


@dataclass(frozen=True)
class Heading:
    """Where the headings stand (the last of their lines, counted in rows looked at) and what they say."""

    last: int
    names: tuple[str, ...]


def _cell(row: Sequence[str], at: int) -> str:
    return tidy(row[at]) if at < len(row) else ""


def _filled_right(row: Sequence[str], width: int) -> list[str]:
    """A heading merged over several columns stands in the first of them only: carry it along."""
    filled, last = [], ""
    for at in range(width):
        last = _cell(row, at) or last
        filled.append(last)
    return filled


def _joined(upper: Sequence[str], lower: Sequence[str], known: Callable[[str], bool]) -> tuple[str, ...]:
    width = max(len(upper), len(lower))
    over = _filled_right(upper, width)
    names = []
    for at in range(width):
        below, above = _cell(lower, at), _cell(upper, at)
        spread = over[at] if below else above
        both = [f"{spread} {below}".strip(), f"{below} {spread}".strip()]
        names.append(next((name for name in (*both, below, above) if name and known(name)), both[0]))
    return tuple(names)


def _score(names: Sequence[str], known: Callable[[str], bool]) -> int:
    """How many different known headings; a long text counts for nothing: it is a title or a note."""
    return len({same_text(name) for name in names if name and len(name) <= 80 and known(name)})


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Headings as a person can choose among them: none empty, none twice."""
    seen: dict[str, int] = {}
    made = []
    for at, name in enumerate(names):
        name = tidy(name)[:120] or f"Column {_letters(at)}"
        count = seen[name] = seen.get(name, 0) + 1
        made.append(name if count == 1 else f"{name} ({count})")
    return tuple(made)


def _letters(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _says_more(joined: Sequence[str], upper: Sequence[str], lower: Sequence[str], known: Callable[[str], bool]) -> bool:
    """Whether two lines together make headings that neither makes alone: data below a heading must not pass."""
    alone = {same_text(_cell(row, at)) for row in (upper, lower) for at in range(len(row))}
    made = sum(1 for name in joined if name and known(name) and same_text(name) not in alone)
    return made > 0 or _score(joined, known) >= 2 + max(_score(upper, known), _score(lower, known))


def find_heading(rows: Sequence[Sequence[str]], known: Callable[[str], bool]) -> Heading:
    """The heading among the first rows: the line, or two lines joined, with most known names.

    Where no name is known, the first line that is half as wide as the sheet. The person confirms either.
    """
    rows = rows[:LOOKED_AT]
    best, best_score = Heading(0, ()), 0
    for at, row in enumerate(rows):
        single = tuple(_cell(row, i) for i in range(len(row)))
        score = _score(single, known)
        if score > best_score:
            best, best_score = Heading(at, single), score
        if at + 1 < len(rows):
            joined = _joined(row, rows[at + 1], known)
            score = _score(joined, known)
            if score > best_score and _says_more(joined, row, rows[at + 1], known):
                best, best_score = Heading(at + 1, joined), score
    if not best.names and rows:
        width = max(len(row) for row in rows)
        wide = (i for i, row in enumerate(rows) if sum(1 for cell in row if tidy(cell)) >= width / 2)
        at = next(wide, 0)
        best = Heading(at, tuple(_cell(rows[at], i) for i in range(width)))
    width = max((len(row) for row in rows[best.last :]), default=0)
    padded = (*best.names, *[""] * (width - len(best.names)))
    return Heading(best.last, _unique(padded))
