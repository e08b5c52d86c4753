"""Certificates: issued by rule, printed with their outcomes, checked in public, revoked, issued again (E21, E31)."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from goldenthread.foundation.messaging.models import Message
from goldenthread.kernel.actor import CLOCK, Actor
from goldenthread.kernel.refusal import Kind, Refused
from goldenthread.training.bookings.models import Booking
from goldenthread.training.bookings.services.closing import close_register, mark_forms_returned, reopen_register
from goldenthread.training.bookings.services.register import Mark, take_register
from goldenthread.training.catalogue.models import Course, Outcome
from goldenthread.training.certificates import jobs, selectors, services
from goldenthread.training.certificates.models import Certificate
from goldenthread.training.certificates.selectors.printing import FONTS, LAYOUT, fonts
from goldenthread.training.certificates.terms import Standing
from goldenthread.training.events.models import Event
from tests.build.asked import ASKS_FOR_NEGLECT
from tests.build.bookings import applies, says, someone, with_places
from tests.build.events import a_course, local
from tests.cast import Cast

OVER = local(24, 3, 15, 30)
ON = date(2026, 3, 24)
TAUGHT = ("Recognise the signs of neglect", "Challenge drift with colleagues of other agencies")
NEEDS_THE_FORM = '[[evaluation.stages]]\nkey = "after"\ntitle = "After"\noffset = "1 week"\ncertificate_needs = true\n'


def held(cast: Cast, number: int = 2, **fields: Any) -> tuple[Event, list[Booking]]:
    """An event that so many attended, its register closed."""
    course = a_course(cast.fellside, participatory_minutes=240)
    for position, text in enumerate(TAUGHT, start=1):
        Outcome.objects.create(course=course, position=position, text=text)
    event = with_places(cast, course=course, **fields)
    came = [applies(cast, event, someone(cast), by=cast.officer.actor()) for _ in range(number)]
    session = event.sessions.get()
    take_register(by=cast.officer.actor(), at=OVER, session=session, marks={}, rest="attended")
    close_register(by=cast.officer.actor(), at=OVER, event=event)
    return event, came


def issue() -> list[Certificate]:
    return services.issue_due(by=CLOCK, at=OVER, on=ON)


def put_right(cast: Cast, event: Event, booking: Booking, mark: str) -> None:
    """The register is opened, one line corrected, and closed again."""
    by, session = cast.officer.actor(), event.sessions.get()
    reopen_register(by=by, at=OVER, event=event, why="Read wrongly")
    take_register(by=by, at=OVER, session=session, marks={booking.pk: Mark(mark)})
    close_register(by=by, at=OVER, event=event)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.requirement("E31")
def test_a_certificate_prints_the_outcomes_and_room_to_talk_them_through(cast: Cast) -> None:
    held(cast, 1)
    (one,) = issue()
    pdf = selectors.as_pdf([one])
    said = text_of(pdf)
    for text in (
        *TAUGHT,
        one.name,
        "Neglect",
        "24 March 2026",
        "6 hours",
        "4 hours",
        "Fellside Safeguarding Children Partnership",
        "To talk through with your manager",
        f"{one.code[:4]}-{one.code[4:8]}-{one.code[8:]}",
    ):
        assert text in said, text
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata is not None and reader.metadata.title == f"Certificate of {one.name}: Neglect"
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB" and root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.requirement("E21")
def test_only_full_attendance_earns_one_and_only_once(cast: Cast) -> None:
    event, (whole, part) = held(cast)
    put_right(cast, event, part, "absent")
    assert [one.booking_id for one in issue()] == [whole.pk]
    assert issue() == [] and jobs.issue_every_certificate(OVER, ON) == 0
    assert Certificate.objects.count() == 1
    (message,) = Message.objects.filter(kind="certificate")
    assert message.key == f"certificate:{Certificate.objects.get().pk}"
    assert message.to_address == whole.email
    why = {one.booking.pk: one.why for one in selectors.who_has_none(cast.officer.actor(), event, ON)}
    assert why == {part.pk: "A certificate is for whoever attended the whole event."}


@pytest.mark.requirement("E21")
@pytest.mark.parametrize("asked_by", ["event", "framework"])
def test_the_form_is_waited_for_where_it_is_needed(cast: Cast, asked_by: str) -> None:
    if asked_by == "framework":
        says(cast.fellside, more=NEEDS_THE_FORM)
    event, (returns, keeps) = held(cast, needs_evaluation=asked_by == "event")
    assert issue() == []
    mark_forms_returned(by=cast.officer.actor(), at=OVER, event=event, returned={returns.pk}, on=ON)
    assert [one.booking_id for one in issue()] == [returns.pk]
    why = {one.booking.pk: one.why for one in selectors.who_has_none(cast.officer.actor(), event, ON)}
    assert why == {keeps.pk: "The evaluation form has not come back."}


def test_a_corrected_register_takes_back_what_is_not_true_and_gives_it_again(cast: Cast) -> None:
    event, (stays, wavers) = held(cast)
    first = {one.booking_id: one for one in issue()}
    put_right(cast, event, wavers, "absent")
    assert issue() == []
    assert selectors.check(first[wavers.pk].code, ON).standing == Standing.REVOKED  # type: ignore[union-attr]
    assert selectors.check(first[stays.pk].code, ON).standing == Standing.VALID  # type: ignore[union-attr]
    put_right(cast, event, wavers, "attended")
    (again,) = issue()
    assert again.replaces == first[wavers.pk] and again.code != first[wavers.pk].code
    assert selectors.check(first[wavers.pk].code, ON).standing == Standing.REPLACED  # type: ignore[union-attr]


def test_what_an_officer_revoked_stays_so_until_an_officer_issues_another(cast: Cast) -> None:
    held(cast, 1)
    (one,) = issue()
    for stranger in (cast.practitioner, cast.lead, cast.other_officer):
        with pytest.raises(Refused) as refused:
            services.revoke(by=stranger.actor(), at=OVER, certificate=one, why="No")
        assert refused.value.refusal.kind == Kind.NOT_ALLOWED
    with pytest.raises(Refused, match="Say why"):
        services.revoke(by=cast.officer.actor(), at=OVER, certificate=one, why="")
    services.revoke(by=cast.officer.actor(), at=OVER, certificate=one, why="Somebody else came in their name")
    assert issue() == []
    new = services.reissue(by=cast.officer.actor(), at=OVER, on=ON, certificate=one, why="It was them after all")
    assert [c.pk for c in selectors.history_of(new)] == [new.pk, one.pk]
    assert Certificate.objects.get(pk=one.pk).why_revoked == "Somebody else came in their name"


def test_a_corrected_name_is_issued_again_by_whose_it_is(cast: Cast) -> None:
    _, (booking,) = held(cast, 1)
    (one,) = issue()
    person = booking.person
    me = Actor(name="Me", person_id=person.pk)
    with pytest.raises(Refused, match="says your name as it is"):
        services.reissue(by=me, at=OVER, on=ON, certificate=one, why="Please")
    person.family_name = "Ní Briain"
    person.save()
    with pytest.raises(Refused) as refused:
        services.reissue(by=cast.practitioner.actor(), at=OVER, on=ON, certificate=one, why="Theirs")
    assert refused.value.refusal.kind == Kind.NOT_VISIBLE
    new = services.reissue(by=me, at=OVER, on=ON, certificate=one, why="The name was put right")
    assert (new.name, new.replaces_id, one.name) == (str(person), one.pk, one.name)
    assert Message.objects.filter(kind="certificate").count() == 2


@pytest.mark.parametrize("name", ["王小明 Ó Briain", "𐐀𐐁 Marl", "שרה Levi", "Zoë\u0007 Marl", "#import [*x*] $y$ @z"])
def test_whatever_the_name_there_is_a_certificate_and_the_name_is_whole(cast: Cast, name: str) -> None:
    held(cast, 1)
    (one,) = issue()
    Certificate.objects.filter(pk=one.pk).update(name=name)
    one.refresh_from_db()
    reader = PdfReader(BytesIO(selectors.as_pdf([one])))
    shown = name.replace("\u0007", "")
    assert reader.metadata is not None and reader.metadata.title == f"Certificate of {shown}: Neglect"
    assert len(reader.pages) == 1


def test_one_odd_name_does_not_keep_the_others_from_being_printed(cast: Cast) -> None:
    held(cast, 3)
    made = issue()
    Certificate.objects.filter(pk=made[1].pk).update(name="王小明")
    rows = list(Certificate.objects.order_by("pk"))
    assert len(PdfReader(BytesIO(selectors.as_pdf(rows))).pages) == 3


def test_only_the_fonts_that_come_with_it_are_asked_for() -> None:
    assert fonts().families() == ["Noto Sans"]
    asked = [line for line in LAYOUT.read_text("utf-8").splitlines() if "font:" in line]
    assert len(asked) == 1 and 'font: "Noto Sans"' in asked[0]
    assert (FONTS / "LICENCE.txt").exists()


def test_it_expires_when_the_framework_says_and_is_for_good_where_it_says_nothing(cast: Cast) -> None:
    event, _ = held(cast, 1)
    (one,) = issue()
    assert one.expires_on is None
    assert selectors.check(one.code, date(2040, 1, 1)).standing == Standing.VALID  # type: ignore[union-attr]
    Certificate.objects.filter(pk=one.pk).update(expires_on=date(2029, 3, 24))
    assert selectors.check(one.code, date(2029, 3, 24)).standing == Standing.VALID  # type: ignore[union-attr]
    assert selectors.check(one.code, date(2029, 3, 25)).standing == Standing.EXPIRED  # type: ignore[union-attr]


def test_the_framework_says_until_when_it_holds(cast: Cast) -> None:
    says(cast.fellside, more=ASKS_FOR_NEGLECT)
    course = Course.objects.get(partnership=cast.fellside, key="neglect")
    Course.objects.filter(pk=course.pk).update(state="published", minutes=360)
    event = with_places(cast, course=Course.objects.get(pk=course.pk))
    applies(cast, event, someone(cast), by=cast.officer.actor())
    take_register(by=cast.officer.actor(), at=OVER, session=event.sessions.get(), marks={}, rest="attended")
    close_register(by=cast.officer.actor(), at=OVER, event=event)
    (one,) = issue()
    assert (one.expires_on, one.level) == (date(2029, 3, 24), "Level 1: everyone")
    assert "Valid until 24 March 2029" in text_of(selectors.as_pdf([one]))


def test_a_check_says_four_things_and_forgives_typing(cast: Cast) -> None:
    held(cast, 1)
    (one,) = issue()
    found = selectors.check(" ".join(one.code.lower()), ON)
    assert found is not None
    assert vars(found) == {
        "name": one.name,
        "course": "Neglect",
        "completed_on": ON,
        "expires_on": None,
        "standing": Standing.VALID,
    }
    assert selectors.check("0" * 12, ON) is None


def test_who_reads_whose_certificates(cast: Cast) -> None:
    event = with_places(cast, course=a_course(cast.fellside))
    applies(cast, event, cast.practitioner.in_post, by=cast.officer.actor())
    take_register(by=cast.officer.actor(), at=OVER, session=event.sessions.get(), marks={}, rest="attended")
    close_register(by=cast.officer.actor(), at=OVER, event=event)
    (one,) = issue()
    for reader in (cast.practitioner, cast.manager, cast.lead, cast.officer, cast.administrator):
        assert selectors.get_certificate(reader.actor(), one.pk, ON) == one
    for stranger in (cast.designated_lead, cast.other_officer, cast.police_lead, cast.board, cast.outsider):
        with pytest.raises(Refused) as refused:
            selectors.get_certificate(stranger.actor(), one.pk, ON)
        assert refused.value.refusal.kind == Kind.NOT_VISIBLE
    assert list(selectors.certificates_of_team(cast.manager.actor(), ON)) == [one]
    own = cast.lead.actor()
    assert list(selectors.certificates_of_agency(own, cast.fellside.pk, cast.school.pk, ON)) == [one]
