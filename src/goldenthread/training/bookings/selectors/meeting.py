"""Read the list of an online meeting's joins and leaves, and propose what it means for the register."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from goldenthread.foundation.files.sheets.reading import open_sheet, refuse_misnamed
from goldenthread.foundation.imports.mapping import guess
from goldenthread.foundation.imports.terms import Field
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, bad_input, refuse
from goldenthread.setting.workforce.models import Address
from goldenthread.training.events.models import Event, Session

from .. import access
from ..models import Booking
from ..rules.meeting import Attendee, Joined, Known, matched, together
from ..rules.register import length_of
from ..terms import State
from .register import asked_of

__all__ = ["Joined", "Proposal", "Proposed", "propose", "read_meeting", "read_upload"]

FIELDS = (
    Field("name", "Name", ("full name", "name original name", "participant", "participant name", "display name",
                           "attendee", "user name", "name original")),
    Field("email", "Email", ("user email", "e mail", "email address", "participant email", "participant id upn",
                             "upn", "attendee email")),
    Field("joined", "Join time", ("first join", "joined", "first join time", "join", "joined at", "start time")),
    Field("left", "Leave time", ("last leave", "left", "last leave time", "leave", "left at", "end time")),
    Field("lasted", "Duration", ("in meeting duration", "duration minutes", "duration", "attendance duration",
                                 "total duration minutes", "time in session", "total duration", "minutes")),
)  # fmt: skip
"""What such a list may tell us, and what Teams and Zoom call it."""

MOST = 3000
NO_LIST = (
    "No list of people was found in this file. It needs a column with names or e-mail addresses, "
    "and one with times or minutes, as Teams and Zoom give them."
)


@dataclass(frozen=True)
class Proposed:
    """One person of the list: whose booking it is, if it is known, and what the register would say."""

    position: int
    attendee: Attendee
    booking_id: int | None


@dataclass(frozen=True)
class Proposal:
    """What a list means for the register of a session."""

    lines: list[Proposed]
    bookings: dict[int, Booking]
    required: int
    length: int

    @property
    def unmatched(self) -> list[Proposed]:
        return [line for line in self.lines if line.booking_id is None]

    @property
    def missing(self) -> list[Booking]:
        """Who is booked and not in the list."""
        there = {line.booking_id for line in self.lines}
        return [booking for key, booking in self.bookings.items() if key not in there]


def read_meeting(path: Path) -> list[Joined]:
    """Every join of the list: of a report in several parts, the part that says most precisely when each was there."""
    with open_sheet(path) as sheet:
        rows = [cells for _, cells in zip(range(MOST), (cells for _, cells in sheet.rows), strict=False)]
    parts = [part for part in _parts(rows) if part]
    if not parts:
        raise Refused(bad_input(NO_LIST, file=NO_LIST))
    exact = [part for part in parts if any(row.joined and row.left for row in part)]
    return max(exact or parts, key=len)


def read_upload(file: "UploadedFile[Any]") -> list[Joined]:
    """The joins in a file that was just sent. It is read apart, within bounds, and not kept."""
    start = file.read(8)
    file.seek(0)
    refuse_misnamed(file.name or "", start)
    with NamedTemporaryFile(suffix=".list") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        return read_meeting(Path(copy.name))


def _parts(rows: Iterable[list[str]]) -> Iterator[list[Joined]]:
    """The lists in a file: each begins with a line of headings, and ends with a line that is none of a list."""
    columns: dict[str, int] = {}
    part: list[Joined] = []
    for cells in rows:
        found = {key: at for at, key in guess(cells, FIELDS, {}).items()}
        if ("name" in found or "email" in found) and ("joined" in found or "lasted" in found):
            yield part
            columns, part = found, []
            continue
        filled = sum(bool(cell.strip()) for cell in cells)
        if filled < 2 or not columns:
            continue
        said = {key: cells[at].strip() if at < len(cells) else "" for key, at in columns.items()}
        row = Joined(**said) if "name" in said else Joined(name="", **said)
        if (row.name or row.email) and (row.joined or row.lasted):
            part.append(row)
    yield part


def propose(actor: Actor, event: Event, session: Session, joins: Iterable[Joined], required: int = 0) -> Proposal:
    """What the list means: everyone in it once, with whose booking it is. Four queries."""
    refuse(access.can_take_register(actor, event))
    rows = Booking.objects.filter(event=event, state=State.CONFIRMED).select_related("person", "agency", "place")
    bookings = {one.pk: one for one in rows.order_by("person__family_name", "person__given_name", "pk")}
    of_person: dict[int, list[str]] = {}
    for person_id, email in Address.objects.filter(
        person_id__in=[one.person_id for one in bookings.values()]
    ).values_list("person_id", "email"):
        of_person.setdefault(person_id, []).append(email)
    known = [
        Known(
            key,
            tuple(email for email in (one.email, *of_person.get(one.person_id, ())) if email),
            tuple({str(one.person), f"{one.person.preferred_name or one.person.given_name} {one.person.family_name}"}),
        )
        for key, one in bookings.items()
    ]
    people = together(joins, session.starts_at, session.ends_at)
    whose = matched(people, known)
    lines = [Proposed(at, one, whose[at]) for at, one in enumerate(people)]
    length = length_of(session.starts_at, session.ends_at)
    return Proposal(lines, bookings, required or usual_required(event, length), length)


def usual_required(event: Event, length: int) -> int:
    """How many minutes of the session count as the whole: the event's own, or the course's without its breaks."""
    asked = asked_of(event, list(event.sessions.order_by("starts_at", "pk")))
    if event.required_minutes:
        return event.required_minutes
    course = event.course.minutes
    whole = course if len(asked.lengths) == 1 and 0 < course < length else length
    return max(whole - asked.grace, 1)
