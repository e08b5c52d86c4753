"""Who was in an online meeting and for how long, from the list of joins and leaves that Teams or Zoom gives."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from goldenthread.kernel.cells import same_text

LONDON = ZoneInfo("Europe/London")
HALF = 30
A_DAY = 24 * 3600
"""No meeting lasts longer: a greater number in a list is a mistake or a bad joke."""
CLOCKS = (
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%y %I:%M:%S %p",
    "%m/%d/%Y %I:%M %p",
    "%d/%m/%Y %I:%M:%S %p",
    "%d/%m/%Y %I:%M %p",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
)
"""How such lists write a moment. Which of day and month comes first, the day of the session decides."""


@dataclass(frozen=True)
class Joined:
    """One line of the list, as it came."""

    name: str
    email: str = ""
    joined: str = ""
    left: str = ""
    lasted: str = ""


@dataclass
class Attendee:
    """One person of the list with all their joins, devices and breaks put together."""

    name: str
    email: str = ""
    minutes: int = 0
    spans: list[tuple[datetime, datetime]] = field(default_factory=list)
    seconds: int = 0


@dataclass(frozen=True)
class Known:
    """Somebody booked, by what a list may call them."""

    booking_id: int
    emails: tuple[str, ...]
    names: tuple[str, ...]


def as_moment(text: str, starts_at: datetime) -> datetime | None:
    """A moment on the day of the session, in the time of the clock on the wall unless it says that it is UTC."""
    tidy = " ".join(text.replace("\u202f", " ").replace(",", " ").replace("T", " ").split())
    zone = UTC if tidy.endswith(("Z", "UTC", "+00:00")) else LONDON
    tidy = re.sub(r"\s*(Z|UTC|\+00:00)$", "", tidy)
    tidy = re.sub(r"\.\d+$", "", tidy)
    day = starts_at.astimezone(LONDON).date()
    for clock in CLOCKS:
        try:
            found = datetime.strptime(tidy, clock).replace(tzinfo=zone)
            is_that_day = found.astimezone(LONDON).date() == day
        except (ValueError, OverflowError):  # no such moment, or none that a clock here shows
            continue
        if is_that_day:
            return found
    return None


def as_seconds(text: str) -> int:
    """How long: "1h 23m 45s", "01:23:45", "83" (minutes), a day at most. Nothing if it says nothing."""
    return min(_seconds(text), A_DAY)


def _seconds(text: str) -> int:
    tidy = text.strip().lower().removeprefix("pt")
    if re.fullmatch(r"\d{1,9}(\.\d+)?", tidy):
        return round(float(tidy) * 60)
    if re.fullmatch(r"\d{1,9}:\d\d(:\d\d)?", tidy):
        parts = [int(part) for part in tidy.split(":")]
        hours, minutes, seconds = (*parts, 0) if len(parts) == 2 else parts
        return hours * 3600 + minutes * 60 + seconds
    units = {"h": 3600, "m": 60, "s": 1}
    return sum(int(count) * units[unit] for count, unit in re.findall(r"(?<!\d)(\d{1,9})\s*([hms])", tidy))


def together(rows: Iterable[Joined], starts_at: datetime, ends_at: datetime) -> list[Attendee]:
    """Everyone of the list once, with their minutes within the session. Two devices at once count once."""
    found: dict[str, Attendee] = {}
    of_name: dict[str, list[str]] = {}
    waiting: list[Joined] = []
    for row in rows:
        if not row.email.strip():
            waiting.append(row)
            continue
        key = row.email.strip().casefold()
        if key not in found:
            found[key] = Attendee(row.name.strip(), row.email.strip())
            of_name.setdefault(same_name(row.name), []).append(key)
        _add(found[key], row, starts_at, ends_at)
    for row in waiting:  # without an address: a telephone, or a guest, who may be on the list by address too
        name = same_name(row.name)
        keys = of_name.get(name, [])
        key = keys[0] if len(keys) == 1 else name
        if key and key not in found:
            found[key] = Attendee(row.name.strip())
        if key:
            _add(found[key], row, starts_at, ends_at)
    for one in found.values():
        one.minutes = _minutes(one, (ends_at - starts_at).total_seconds())
    return list(found.values())


def _add(one: Attendee, row: Joined, starts_at: datetime, ends_at: datetime) -> None:
    joined, left = as_moment(row.joined, starts_at), as_moment(row.left, starts_at)
    lasted = as_seconds(row.lasted)
    if joined is not None and left is None and lasted:
        left = joined + timedelta(seconds=lasted)
    if joined is not None and left is not None:
        one.spans.append((max(joined, starts_at), min(left, ends_at)))
    else:
        one.seconds += lasted


def _minutes(one: Attendee, most: float) -> int:
    """Whole minutes, halves up, never more than the session."""
    seconds, until = 0.0, None
    for start, end in sorted(one.spans):
        start = start if until is None else max(start, until)
        if end > start:
            seconds += (end - start).total_seconds()
            until = end
    return int((min(max(seconds, one.seconds), most) + HALF) // 60)


def same_name(name: str) -> str:
    """A name as it is compared: without what stands in brackets, "Rigg, Pat" as "Pat Rigg"."""
    plain = re.sub(r"[\[(].*?[\])]", " ", name)
    family, comma, given = plain.partition(",")
    return same_text(f"{given} {family}" if comma else plain)


def matched(attendees: Sequence[Attendee], booked: Sequence[Known]) -> dict[int, int | None]:
    """For each attendee by position, whose booking it is: by address, else by a name that only one person has."""
    by_email = {email.casefold(): one.booking_id for one in booked for email in one.emails}
    by_name: dict[str, set[int]] = {}
    for one in booked:
        for name in one.names:
            by_name.setdefault(same_name(name), set()).add(one.booking_id)
    found: dict[int, int | None] = {}
    taken: set[int] = set()
    for position, attendee in enumerate(attendees):
        mine = by_email.get(attendee.email.casefold()) if attendee.email else None
        found[position] = mine
        taken |= {mine} if mine else set()
    for position, attendee in enumerate(attendees):
        ids = by_name.get(same_name(attendee.name), set())
        if found[position] is None and len(ids) == 1 and not ids & taken:
            found[position] = next(iter(ids))
            taken |= ids
    return found
