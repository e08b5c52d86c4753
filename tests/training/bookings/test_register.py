"""The register: marked, closed, opened again, and what becomes of records and standing (E21, B59)."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from goldenthread.foundation.audit.models import Entry
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Kind, Refused
from goldenthread.setting.workforce.models import Person
from goldenthread.training.bookings import services as bookings
from goldenthread.training.bookings.models import Booking, Present, Register
from goldenthread.training.bookings.selectors import meeting as meetings
from goldenthread.training.bookings.selectors.arriving import token_for
from goldenthread.training.bookings.selectors.register import counts_of, people_to_let_in, sheet_of
from goldenthread.training.bookings.services.arriving import check_in
from goldenthread.training.bookings.services.closing import close_register, mark_forms_returned, reopen_register
from goldenthread.training.bookings.services.meeting import apply_meeting
from goldenthread.training.bookings.services.register import (
    Mark,
    let_in_substitute,
    note_apologies,
    take_back_apologies,
    take_register,
)
from goldenthread.training.catalogue.models import Course
from goldenthread.training.events.models import Event, EventTrainer, JointWith
from goldenthread.training.records.models import Record
from goldenthread.training.records.services import enter_own
from goldenthread.training.standing.models import Standing
from goldenthread.training.trainers.models import Trainer
from tests.build.asked import ASKS_FOR_NEGLECT
from tests.build.bookings import applies, says, someone, with_places
from tests.build.events import a_course, an_event, local
from tests.cast import NOW, TODAY, Cast

BEGINS, OVER = local(24, 3, 9, 30), local(24, 3, 15, 30)
GRACE = "late_minutes = 15\nleaving_early_minutes = 15"


def booked(cast: Cast, event: Event, number: int) -> list[Booking]:
    """So many people booked, confirmed."""
    made = [applies(cast, event, someone(cast), by=cast.officer.actor()) for _ in range(number)]
    assert {one.state for one in made} == {"confirmed"}
    return made


def marks(cast: Cast, event: Event, given: dict[int, Mark], **more: str) -> int:
    session = event.sessions.order_by("starts_at")[0]
    return take_register(by=cast.officer.actor(), at=OVER, session=session, marks=given, **more)


def outcomes(event: Event) -> dict[int, tuple[str, int]]:
    rows = Booking.objects.filter(event=event, state="confirmed").order_by("pk")
    return {one.pk: (one.outcome, one.minutes_attended) for one in rows}


@pytest.mark.requirement("E21")
def test_whoever_attends_the_whole_has_a_record_and_part_is_kept_as_part(cast: Cast) -> None:
    says(cast.fellside, GRACE)
    event = with_places(cast)
    whole, late, part, away, ill = booked(cast, event, 5)
    changed = marks(
        cast,
        event,
        {
            whole.pk: Mark("attended"),
            late.pk: Mark("part", 331),
            part.pk: Mark("part", 200),
            away.pk: Mark("absent", why="No word"),
            ill.pk: Mark("apologies", why="Ill"),
        },
    )
    assert changed == 5
    assert outcomes(event) == {
        whole.pk: ("attended", 360),
        late.pk: ("attended", 331),
        part.pk: ("part", 200),
        away.pk: ("absent", 0),
        ill.pk: ("apologies", 0),
    }
    close_register(by=cast.officer.actor(), at=OVER, event=event)
    records = Record.objects.filter(course=event.course)
    assert set(records.values_list("person_id", flat=True)) == {whole.person_id, late.person_id}
    one = records.get(person=whole.person)
    assert (one.minutes, str(one.completed_on), one.format, one.provider_kind, one.state) == (
        360,
        "2026-03-24",
        "face-to-face",
        "multi-agency",
        "verified",
    )


def test_cancelled_in_time_cancelled_late_and_absent_stay_apart(cast: Cast) -> None:
    says(cast.fellside, "cancel_working_days = 5")
    event = with_places(cast)
    in_time, late, away, came = booked(cast, event, 4)
    bookings.cancel(by=cast.officer.actor(), at=NOW, booking=in_time)
    bookings.cancel(by=cast.officer.actor(), at=local(23, 3, 10), booking=late)
    marks(cast, event, {came.pk: Mark("attended")}, rest="absent")
    counts = counts_of(event)
    assert {key: counts[key] for key in ("attended", "absent", "cancelled", "cancelled-late")} == {
        "attended": 1,
        "absent": 1,
        "cancelled": 1,
        "cancelled-late": 1,
    }
    assert Booking.objects.get(pk=away.pk).outcome == "absent"


def test_a_line_in_error_saves_nothing(cast: Cast) -> None:
    event = with_places(cast)
    one, other = booked(cast, event, 2)
    with pytest.raises(Refused) as refused:
        marks(cast, event, {one.pk: Mark("attended"), other.pk: Mark("part", 400)})
    assert refused.value.refusal.errors == {
        f"minutes-{other.pk}": "Enter for how many of the 360 minutes they were there."
    }
    assert outcomes(event) == {one.pk: ("", 0), other.pk: ("", 0)}
    assert marks(cast, event, {one.pk: Mark("attended"), other.pk: Mark("part", 350)}) == 2


def test_several_sessions_add_up_and_the_last_is_waited_for(cast: Cast) -> None:
    event = with_places(cast, hours=3)
    second = event.sessions.create(starts_at=BEGINS + timedelta(days=1), ends_at=BEGINS + timedelta(days=1, hours=3))
    both, one_day = booked(cast, event, 2)
    marks(cast, event, {both.pk: Mark("attended"), one_day.pk: Mark("attended")})
    assert outcomes(event) == {both.pk: ("", 180), one_day.pk: ("", 180)}
    at = second.ends_at
    with pytest.raises(Refused, match="Not marked yet"):
        close_register(by=cast.officer.actor(), at=at, event=event)
    given = {both.pk: Mark("attended"), one_day.pk: Mark("absent")}
    take_register(by=cast.officer.actor(), at=at, session=second, marks=given)
    assert outcomes(event) == {both.pk: ("attended", 360), one_day.pk: ("part", 180)}
    close_register(by=cast.officer.actor(), at=at, event=event)
    assert [str(one.completed_on) for one in Record.objects.filter(course=event.course)] == ["2026-03-25"]


def test_apologies_in_advance_stand_until_they_come_after_all(cast: Cast) -> None:
    event = with_places(cast)
    ill, better = booked(cast, event, 2)
    for one in (ill, better):
        note_apologies(by=cast.officer.actor(), at=NOW, booking=one, why="Ill")
    take_back_apologies(by=cast.officer.actor(), at=NOW, booking=better)
    marks(cast, event, {}, rest="attended")
    assert outcomes(event) == {ill.pk: ("apologies", 0), better.pk: ("attended", 360)}
    marks(cast, event, {ill.pk: Mark("part", 100)})
    assert outcomes(event)[ill.pk] == ("part", 100)
    assert Booking.objects.get(pk=ill.pk).why_outcome == ""


@pytest.mark.requirement("B59")
def test_a_substitute_is_flagged_and_who_is_out_of_order_too(cast: Cast) -> None:
    event = with_places(cast)
    (away,) = booked(cast, event, 1)
    colleague = someone(cast)
    theirs = let_in_substitute(by=cast.officer.actor(), at=BEGINS, booking=away, person=colleague)
    assert (theirs.source, theirs.state, theirs.place_id) == ("substitute", "confirmed", away.place_id)
    (line,) = sheet_of(cast.officer.actor(), event, BEGINS).lines
    assert line.flags[0] == f"In place of {away.person}"
    assert Booking.objects.get(pk=away.pk).state == "handed-on"
    marks(cast, event, {theirs.pk: Mark("attended")})
    close_register(by=cast.officer.actor(), at=OVER, event=event)
    assert list(Record.objects.values_list("person_id", flat=True)) == [colleague.pk]
    assert counts_of(event)["substitute"] == 1


def test_walk_ins_are_on_the_register_and_flagged(cast: Cast) -> None:
    event = with_places(cast, room=1)
    booked(cast, event, 1)
    extra = bookings.walk_in(by=cast.officer.actor(), at=BEGINS, event=event, person=someone(cast), agency=cast.school)
    lines = {line.booking.pk: line.flags for line in sheet_of(cast.officer.actor(), event, BEGINS).lines}
    assert lines[extra.pk] == ["Came without a booking"]
    assert sorted(map(len, lines.values())) == [0, 1]


def test_closing_once_the_other_is_told_and_opening_needs_a_reason(cast: Cast) -> None:
    event = with_places(cast)
    stays, goes = booked(cast, event, 2)
    marks(cast, event, {stays.pk: Mark("attended"), goes.pk: Mark("attended")})
    close_register(by=cast.officer.actor(), at=OVER, event=event)
    with pytest.raises(Refused, match="Olive Fell closed this register on 24 March 2026 at 15:30"):
        close_register(by=cast.administrator.actor(), at=OVER, event=event)
    with pytest.raises(Refused, match="Olive Fell closed"):
        marks(cast, event, {goes.pk: Mark("absent")})
    with pytest.raises(Refused, match="Say why"):
        reopen_register(by=cast.officer.actor(), at=OVER, event=event, why=" ")
    reopen_register(by=cast.officer.actor(), at=OVER, event=event, why="The sheet was read wrongly")
    assert Record.objects.count() == 2  # nothing moves before it is closed again
    marks(cast, event, {goes.pk: Mark("absent")})
    close_register(by=cast.officer.actor(), at=OVER, event=event)
    assert list(Record.objects.values_list("person_id", flat=True)) == [stays.person_id]
    gone = Entry.objects.get(act="withdraw record")
    assert gone.reason == "The sheet was read wrongly"
    register = Register.objects.get(event=event)
    assert (register.times_closed, register.why_opened) == (2, "The sheet was read wrongly")


def test_what_a_person_entered_of_that_day_is_vouched_for_and_no_second_record_is_made(cast: Cast) -> None:
    event = with_places(cast)
    (mine,) = booked(cast, event, 1)
    person = mine.person
    actor = Actor(name=str(person), person_id=person.pk)
    own = enter_own(by=actor, at=OVER, person=person, course=event.course, completed_on=OVER.date(), minutes=60)
    marks(cast, event, {mine.pk: Mark("attended")})
    close_register(by=cast.officer.actor(), at=OVER, event=event)
    (record,) = Record.objects.all()
    assert (record.pk, record.state, record.minutes) == (own.pk, "verified", 360)


def test_standing_follows_at_once(cast: Cast) -> None:
    says(cast.fellside, "", more=ASKS_FOR_NEGLECT)
    course = Course.objects.get(partnership=cast.fellside, key="neglect")
    Course.objects.filter(pk=course.pk).update(state="published", minutes=360)
    event = bookings.set_places(
        by=cast.officer.actor(), at=NOW, event=an_event(cast, Course.objects.get(pk=course.pk)), room=5, online=0
    )
    (one,) = booked(cast, event, 1)
    marks(cast, event, {one.pk: Mark("attended")})
    close_register(by=cast.officer.actor(), at=OVER, event=event)
    rows = Standing.objects.filter(person=one.person)
    assert [str(row.valid_until) for row in rows] == ["2029-03-24"]


def test_trainers_take_it_partners_read_it_and_others_do_not_see_it(cast: Cast) -> None:
    event = with_places(cast)
    (one,) = booked(cast, event, 1)
    session = event.sessions.get()
    for stranger in (cast.practitioner, cast.other_officer, cast.lead):
        with pytest.raises(Refused) as refused:
            take_register(by=stranger.actor(), at=OVER, session=session, marks={one.pk: Mark("attended")})
        assert refused.value.refusal.kind == Kind.NOT_ALLOWED
        with pytest.raises(Refused) as refused:
            sheet_of(stranger.actor(), event, OVER)
        assert refused.value.refusal.kind == Kind.NOT_VISIBLE
    JointWith.objects.create(event=event, partnership=cast.marrow_vale)
    assert len(sheet_of(cast.other_officer.actor(), event, OVER).lines) == 1
    with pytest.raises(Refused):
        take_register(by=cast.other_officer.actor(), at=OVER, session=session, marks={one.pk: Mark("attended")})
    given_by_trainer(cast, event)
    assert take_register(by=cast.trainer.actor(), at=OVER, session=session, marks={one.pk: Mark("attended")}) == 1
    close_register(by=cast.trainer.actor(), at=OVER, event=event)
    with pytest.raises(Refused) as refused:
        reopen_register(by=cast.trainer.actor(), at=OVER, event=event, why="Wrong")
    assert refused.value.refusal.kind == Kind.NOT_ALLOWED


def given_by_trainer(cast: Cast, event: Event) -> None:
    """The cast's trainer is asked to give the event."""
    trainer = Trainer.objects.filter(person=cast.trainer.in_post).first() or Trainer.objects.create(
        person=cast.trainer.in_post, partnership=cast.fellside, kind="associate", starts_on=TODAY
    )
    EventTrainer.objects.create(event=event, trainer=trainer, asked_at=NOW)


def test_a_trainer_finds_at_the_door_only_whom_they_know_in_full(cast: Cast) -> None:
    event = with_places(cast)
    given_by_trainer(cast, event)
    person = someone(cast)
    Person.objects.filter(pk=person.pk).update(given_name="Aroha", family_name="Tui")
    trainer, officer = cast.trainer.actor(), cast.officer.actor()
    assert people_to_let_in(trainer, event, "Aro", TODAY) == people_to_let_in(trainer, event, "Tui", TODAY) == []
    assert [post.person_id for post in people_to_let_in(trainer, event, "aroha  TUI", TODAY)] == [person.pk]
    assert [post.person_id for post in people_to_let_in(officer, event, "Aro", TODAY)] == [person.pk]
    email = person.addresses.get().email
    assert [post.person_id for post in people_to_let_in(trainer, event, email, TODAY)] == [person.pk]


def test_checking_in_marks_oneself_once_and_only_around_the_session(cast: Cast) -> None:
    says(cast.fellside, GRACE)
    event = with_places(cast)
    mine, by_mail, late = booked(cast, event, 3)
    token = token_for(cast.officer.actor(), event.sessions.get())
    me = Actor(name="Me", person_id=mine.person_id)
    visitor = Actor(name="a visitor")
    with pytest.raises(Refused, match="opens an hour before"):
        check_in(by=me, at=NOW, token=token)
    for _ in range(2):
        check_in(by=me, at=BEGINS, token=token)
    check_in(by=visitor, at=BEGINS + timedelta(minutes=15), token=token, email=by_mail.email.upper())
    check_in(by=visitor, at=BEGINS + timedelta(hours=1), token=token, email=late.email)
    assert outcomes(event) == {mine.pk: ("attended", 360), by_mail.pk: ("attended", 360), late.pk: ("part", 300)}
    assert Present.objects.count() == 3
    with pytest.raises(Refused, match="Nobody who is booked has this address"):
        check_in(by=visitor, at=BEGINS, token=token, email="nobody@example.org")
    with pytest.raises(Refused, match="not found"):
        check_in(by=visitor, at=BEGINS, token=token + "x", email=late.email)


TEAMS = """1. Summary
Meeting title\tNeglect
Attended participants\t3
Start time\t3/24/26, 9:20:00 AM

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
{one}\t3/24/26, 9:25:00 AM\t3/24/26, 3:35:00 PM\t5h 10m\t{mail}\t{mail}\tPresenter
A Guest\t3/24/26, 9:25:00 AM\t3/24/26, 3:35:00 PM\t6h 10m\t\t\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
{one}\t3/24/26, 9:25:00 AM\t3/24/26, 12:00:00 PM\t2h 35m\t{mail}\tPresenter
{one}\t3/24/26, 1:00:00 PM\t3/24/26, 3:35:00 PM\t2h 35m\t{mail}\tPresenter
A Guest\t3/24/26, 9:25:00 AM\t3/24/26, 10:00:00 AM\t35m\t\tAttendee
"""


def test_a_teams_report_marks_the_register_and_the_unknown_are_left_to_a_person(cast: Cast) -> None:
    event = with_places(cast, room=0, online=5, mode="online", course=a_course(cast.fellside, minutes=300))
    one, guest, away = booked(cast, event, 3)
    session = event.sessions.get()
    text = TEAMS.format(one=one.person, mail=one.email)
    joins = meetings.read_upload(SimpleUploadedFile("report.csv", text.encode("utf-16")))
    found = meetings.propose(cast.officer.actor(), event, session, joins)
    assert [(line.attendee.name, line.attendee.minutes, line.booking_id) for line in found.lines] == [
        (str(one.person), 300, one.pk),
        ("A Guest", 30, None),
    ]
    assert found.required == 300 and {booking.pk for booking in found.missing} == {guest.pk, away.pk}
    apply_meeting(
        by=cast.officer.actor(),
        at=OVER,
        session=session,
        minutes={one.pk: 300, guest.pk: 30},
        required=300,
        others_absent=True,
    )
    assert outcomes(event) == {one.pk: ("attended", 300), guest.pk: ("part", 30), away.pk: ("absent", 0)}
    assert Event.objects.get(pk=event.pk).required_minutes == 300


def test_a_zoom_list_as_a_workbook_is_read_and_nonsense_is_refused(cast: Cast) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"])
    sheet.append(["Pat Rigg", "pat@x.org", "03/24/2026 09:30:00 AM", "03/24/2026 11:00:00 AM", 90, "No"])
    sheet.append(["Pat Rigg", "pat@x.org", "03/24/2026 11:30:00 AM", "03/24/2026 12:00:00 PM", 30, "No"])
    kept = BytesIO()
    book.save(kept)
    joins = meetings.read_upload(SimpleUploadedFile("zoom.xlsx", kept.getvalue()))
    assert [(one.name, one.email) for one in joins] == [("Pat Rigg", "pat@x.org")] * 2
    for name, content in (("a.csv", b"colour,size\nred,3\n"), ("b.csv", b""), ("c.xlsx", b"not a workbook")):
        with pytest.raises(Refused) as refused:
            meetings.read_upload(SimpleUploadedFile(name, content))
        assert refused.value.refusal.kind == Kind.BAD_INPUT


def test_forms_are_marked_many_at_once_and_taken_back(cast: Cast) -> None:
    event = with_places(cast)
    one, other = booked(cast, event, 2)
    marks(cast, event, {}, rest="attended")
    run = {"by": cast.officer.actor(), "at": OVER, "event": event, "on": OVER.date()}
    assert mark_forms_returned(**run, returned={one.pk, other.pk}) == 2
    assert mark_forms_returned(**run, returned={one.pk}) == 1
    days = dict(Booking.objects.values_list("pk", "form_returned_on"))
    assert (str(days[one.pk]), days[other.pk]) == ("2026-03-24", None)


def test_the_register_takes_the_same_queries_for_one_and_for_twenty(cast: Cast) -> None:
    event = with_places(cast, room=25)
    counted = []
    for number in (1, 19):
        booked(cast, event, number)
        with CaptureQueriesContext(connection) as caught:
            sheet_of(cast.officer.actor(), event, OVER)
        counted.append(len(caught.captured_queries))
    assert counted[0] == counted[1]
