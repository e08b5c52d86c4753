"""What a row of a training list says: which courses were completed, on which day. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.cells import as_date, is_nothing, same_text, tidy

from ..terms import NOT_DONE, Format

MOST_MINUTES = 60 * 24 * 30
FORMATS = {
    Format.E_LEARNING: ("e learning", "elearning", "online module", "e learning module", "scorm", "online course"),
    Format.VIRTUAL: ("virtual", "webinar", "live online", "teams", "zoom", "online", "virtual classroom"),
    Format.FACE_TO_FACE: ("face to face", "classroom", "in person", "f2f", "taught", "course"),
    Format.IN_HOUSE: ("in house", "induction", "single agency", "internal", "toolbox talk", "inset"),
    Format.BLENDED: ("blended",),
    Format.BRIEFING: ("briefing", "7 minute briefing"),
    Format.CONFERENCE: ("conference", "seminar"),
    Format.MASTERCLASS: ("masterclass", "master class"),
    Format.FORUM: ("forum", "network"),
    Format.PODCAST_OR_FILM: ("podcast", "film", "video"),
    Format.PAPER: ("paper", "reading", "workbook"),
}
FORMAT_OF = {word: kind for kind, words in FORMATS.items() for word in (*words, kind.value.replace("-", " "))}
SKIPPED = ("not required", "n r", "not applicable", "exempt", "no", "not yet", "outstanding", "due", "x")


@dataclass(frozen=True, slots=True)
class Done:
    """One course completed on one day, as a row says it."""

    title: str
    completed_on: date
    provider: str = ""
    minutes: int = 0
    format: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong under a heading, and what to write instead."""

    heading: str
    wrong: str
    write: str


def as_minutes(text: str) -> int | None:
    """A length as minutes: "3.5 hours", "90 mins", "2h 30m", "1:30", "half day", "1 day"; bare numbers are hours."""
    text = tidy(text).casefold()
    if not text:
        return 0
    if text in ("half day", "half a day", "1/2 day"):
        return 180
    if found := re.fullmatch(r"(\d{1,3}):(\d{2})(?::\d{2})?", text):
        return int(found[1]) * 60 + int(found[2])
    if found := re.fullmatch(
        r"(\d{1,3}) ?h(?:ou)?rs? ?(?:and )?(\d{1,3}) ?m(?:in(?:ute)?s?)?|(\d{1,3})h ?(\d{1,2})m", text
    ):
        hours, minutes = (found[1], found[2]) if found[1] else (found[3], found[4])
        return int(hours) * 60 + int(minutes)
    if found := re.fullmatch(r"(\d{1,5}(?:\.\d{1,2})?) ?(h|hrs?|hours?|m|mins?|minutes?|days?)?", text):
        unit = {"m": 1, "d": 360}.get((found[2] or "h")[0], 60)
        minutes_all = round(float(found[1]) * unit)
        return minutes_all if minutes_all <= MOST_MINUTES else None
    return None


def as_format(text: str) -> str:
    """The way it was given, or nothing where the word is not known."""
    word = same_text(text)
    if word in FORMAT_OF:
        return FORMAT_OF[word]
    return next((kind for part, kind in FORMAT_OF.items() if len(part) > 5 and part in word), "")


def read_day(text: str, heading: str, *, on: date, epoch_1904: bool) -> date | CellFault:
    """The day in a cell: a real one, not in the future."""
    day = as_date(text, pivot=on.year, epoch_1904=epoch_1904)
    if day is None:
        return CellFault(
            heading, f'"{tidy(text)[:40]}" is not a date.', "Write the day first, such as 13/05/2025 or 13 May 2025."
        )
    if day > on:
        return CellFault(
            heading,
            f"{day:%d/%m/%Y} is in the future.",
            "Only learning that is completed can be loaded: check the date.",
        )
    return day


def read_long(
    cells: Mapping[str, str], headings: Mapping[str, str], *, on: date, epoch_1904: bool
) -> tuple[list[Done], list[CellFault]]:
    """A row that is one completion. One that says it was not completed is left out without a fault."""
    title = tidy(cells.get("course", ""))
    if same_text(cells.get("status", "")) in NOT_DONE:
        return [], []
    if is_nothing(title):
        return [], [
            CellFault(headings.get("course", ""), "There is no course in this row.", "Write the course's title.")
        ]
    if is_nothing(cells.get("completed_on", "")):
        heading = headings.get("completed_on", "")
        return [], [CellFault(heading, "There is no date of completion.", "Write the day it was completed.")]
    day = read_day(cells["completed_on"], headings.get("completed_on", ""), on=on, epoch_1904=epoch_1904)
    if isinstance(day, CellFault):
        return [], [day]
    minutes = as_minutes(cells.get("minutes", ""))
    if minutes is None:
        wrong = f'"{tidy(cells["minutes"])[:40]}" is not a length.'
        return [], [
            CellFault(headings.get("minutes", ""), wrong, "Write hours, such as 3 or 1.5, or minutes as 90 mins.")
        ]
    done = Done(
        title[:250],
        day,
        "" if is_nothing(cells.get("provider", "")) else tidy(cells["provider"])[:150],
        minutes,
        as_format(cells.get("format", "")),
        tidy(cells.get("evidence", ""))[:300],
    )
    return [done], []


def read_wide(courses: Mapping[str, str], *, on: date, epoch_1904: bool) -> tuple[list[Done], list[CellFault]]:
    """A row with a column for each course. Cells that say "not required" and the like are passed over."""
    done: list[Done] = []
    faults: list[CellFault] = []
    for title, text in courses.items():
        if is_nothing(text) or same_text(text) in SKIPPED or same_text(text) in NOT_DONE:
            continue
        day = read_day(text, title, on=on, epoch_1904=epoch_1904)
        if isinstance(day, CellFault):
            faults.append(day)
        else:
            done.append(Done(title[:250], day))
    return done, faults
