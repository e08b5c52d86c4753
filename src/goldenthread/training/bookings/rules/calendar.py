"""Invitations and feeds for people's own calendars.

Every time is written in UTC, so that no reader has to know how British summer time began in 1970: a winter and a
summer session show the hour on the clock in every calendar.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Golden Thread//Bookings//EN"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


@dataclass(frozen=True)
class Sitting:
    """One session as a calendar shows it. Sessions after the first have a number in their identity."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    where: str = ""
    about: str = ""
    sequence: int = 0
    is_cancelled: bool = False


@dataclass(frozen=True)
class Mailbox:
    """Somebody by name and address."""

    name: str
    email: str


def uid_of(booking: int, session: int, domain: str) -> str:
    """One identity for each booking; the second session and later ones add their place."""
    return f"booking-{booking}@{domain}" if session == 0 else f"booking-{booking}-{session + 1}@{domain}"


def invitation(sitting: Sitting, *, organiser: Mailbox, attendee: Mailbox, at: datetime) -> str:
    """What puts one session into somebody's calendar, or takes it out again (RFC 5546)."""
    entry = _entry(sitting, at)
    entry.add("organizer", _address(organiser))
    one = _address(attendee)
    one.params["PARTSTAT"] = vText("ACCEPTED")
    one.params["ROLE"] = vText("REQ-PARTICIPANT")
    entry.add("attendee", one, encode=False)
    return _whole([entry], CANCEL if sitting.is_cancelled else REQUEST)


def feed(name: str, sittings: Iterable[Sitting], *, at: datetime) -> str:
    """Everything somebody is booked on, for a calendar that asks now and then."""
    return _whole([_entry(sitting, at) for sitting in sittings], PUBLISH, name)


def _shown(text: str) -> str:
    """A text without the control characters that a calendar file may not hold: readers refuse the whole file."""
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) != "Cc")


def _entry(sitting: Sitting, at: datetime) -> Event:
    entry = Event()
    entry.add("uid", sitting.uid)
    entry.add("dtstamp", at.astimezone(UTC))
    entry.add("dtstart", sitting.starts_at.astimezone(UTC))
    entry.add("dtend", sitting.ends_at.astimezone(UTC))
    entry.add("sequence", sitting.sequence)
    entry.add("status", "CANCELLED" if sitting.is_cancelled else "CONFIRMED")
    entry.add("summary", _shown(sitting.summary))
    if sitting.where:
        entry.add("location", _shown(sitting.where))
    if sitting.about:
        entry.add("description", _shown(sitting.about))
    return entry


def _address(of: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{of.email}")
    address.params["CN"] = vText(_shown(of.name))
    return address


def _whole(entries: Iterable[Event], method: str, name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(entry)
    return str(calendar.to_ical().decode())
