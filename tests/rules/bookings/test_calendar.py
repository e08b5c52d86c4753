"""Invitations and feeds say the same hour in every reader, in winter and in summer."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject

from goldenthread.training.bookings.rules.calendar import Mailbox, Sitting, feed, invitation, uid_of

LONDON = ZoneInfo("Europe/London")
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
ORGANISER = Mailbox("Fellside; Safeguarding, Children", "training@fellside.example")
PERSON = Mailbox("Zoë O’Rigg", "zoe@school.example")


def sitting(day: date, **more: object) -> Sitting:
    starts = datetime(day.year, day.month, day.day, 9, 30, tzinfo=LONDON)
    return Sitting("booking-7@goldenthread.example", starts, starts + timedelta(hours=3), "Neglect, level 3", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("day", [date(2026, 1, 14), date(2026, 7, 15), date(2026, 3, 29), date(2026, 10, 25)])
def test_three_readers_show_the_hour_on_the_clock(day: date) -> None:
    text = invitation(sitting(day), organiser=ORGANISER, attendee=PERSON, at=AT)
    one = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["dtstart"].dt
    two = vobject.readOne(text).vevent.dtstart.value
    (three,) = (e["DTSTART"].dt for e in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).at(day))
    assert [f"{read.astimezone(LONDON):%Y-%m-%d %H:%M}" for read in (one, two, three)] == [f"{day} 09:30"] * 3


def test_taking_back_names_the_same_entry_with_a_higher_number() -> None:
    first = icalendar.Calendar.from_ical(
        invitation(sitting(date(2026, 7, 15)), organiser=ORGANISER, attendee=PERSON, at=AT)
    )
    gone = icalendar.Calendar.from_ical(
        invitation(
            sitting(date(2026, 7, 15), sequence=1, is_cancelled=True), organiser=ORGANISER, attendee=PERSON, at=AT
        )
    )
    entries = [calendar.walk("VEVENT")[0] for calendar in (first, gone)]
    assert [calendar["method"] for calendar in (first, gone)] == ["REQUEST", "CANCEL"]
    assert [(str(e["uid"]), int(e["sequence"]), str(e["status"])) for e in entries] == [
        ("booking-7@goldenthread.example", 0, "CONFIRMED"),
        ("booking-7@goldenthread.example", 1, "CANCELLED"),
    ]


def test_each_booking_has_one_identity_and_later_sessions_their_own() -> None:
    assert [uid_of(7, place, "x.example") for place in (0, 1)] == ["booking-7@x.example", "booking-7-2@x.example"]


def test_a_feed_lists_every_session_and_awkward_words_come_back_whole() -> None:
    awkward = "Room 3; the Old Mill, Town\nby the gate \\ ramp"
    text = feed("My training", [sitting(date(2026, 1, 14), where=awkward), sitting(date(2026, 7, 15))], at=AT)
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert [str(event.get("location", "")) for event in events] == [awkward, ""]
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b",
        "\x1b[0;31mred",
        "x\r\nATTENDEE:mailto:evil@x.example",
        "x\nEND:VEVENT\nBEGIN:VALARM",
        'a";X=1:b',
        "a\x0bb",
    ],
)
def test_no_title_place_note_or_name_writes_lines_of_its_own(text: str) -> None:
    one = Sitting("u@x.example", AT, AT + timedelta(hours=1), text, text, text)
    mailbox = Mailbox(text, "pat@x.example")
    written = invitation(one, organiser=mailbox, attendee=mailbox, at=AT)
    (entry,) = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert len(icalendar.Calendar.from_ical(written).walk()) == 2
    assert entry["attendee"] == "mailto:pat@x.example"
    lines = written.split("\r\n")
    assert [line for line in lines if any(ord(char) < 32 and char != "\t" for char in line)] == []
    assert sum(line.startswith("SUMMARY:") for line in lines) == 1
