"""The office decides what is held, keys answers from the telephone, books on behalf, and reads what became of it."""

import pytest
from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.training.bookings.models import Approval, Booking, Need
from goldenthread.training.bookings.services import cancel, ring_fence
from goldenthread.training.bookings.terms import State
from goldenthread.training.catalogue.models import Prerequisite
from goldenthread.training.events.models import Event
from tests.build.bookings import says, someone
from tests.build.coming import an_open_event, booked, in_days
from tests.build.events import a_course
from tests.cast import Cast

pytestmark = pytest.mark.django_db
APPLICATIONS = "/programme/applications/"


def page_of(booking: Booking, *more: str) -> str:
    return "/".join([f"/programme/bookings/{booking.pk}", *more, ""])


def apply_address(event: Event) -> str:
    return reverse("learner:apply", args=["fellside", event.slug])


def held_application(cast: Cast) -> Booking:
    """Somebody applies whose course asks for another first, which is not on their record."""
    course = a_course(cast.fellside, "Advanced neglect")
    before = a_course(cast.fellside, "Basics")
    Prerequisite.objects.create(course=course, before=before, is_needed=True)
    event = an_open_event(cast, course=course)
    client = cast.practitioner.client()
    assert "Basics has to be done before" in client.get(apply_address(event)).content.decode()
    client.post(apply_address(event), {"email": "pat.rigg@example.org"})
    return Booking.objects.get()


@pytest.mark.requirement("B59")
def test_an_application_out_of_order_is_held_until_an_officer_decides(cast: Cast) -> None:
    booking = held_application(cast)
    assert (booking.state, booking.why_held) == (
        State.HELD,
        ["Basics has to be done before, and is not on their record."],
    )
    office = cast.officer.client()
    assert "Basics has to be done before" in office.get(APPLICATIONS).content.decode()
    unsaid = office.post(page_of(booking, "let-go-on"), {"why": ""})
    assert unsaid.context["form"].errors["why"] == ["Say why: it stays with the booking."]
    office.post(page_of(booking, "let-go-on"), {"why": "Done at another partnership"})
    booking.refresh_from_db()
    assert (booking.state, booking.why) == (State.CONFIRMED, "Done at another partnership")
    history = office.get(page_of(booking)).content.decode()
    assert "Done at another partnership" in history and "Olive Fell" in history


def test_only_the_office_opens_a_bookings_office_page(cast: Cast) -> None:
    booking = booked(cast.practitioner, an_open_event(cast), cast.school)
    assert cast.officer.client().get(page_of(booking)).status_code == 200
    for other in (cast.practitioner, cast.other_officer, cast.lead):
        assert other.client().get(page_of(booking)).status_code in (403, 404)


def test_an_answer_by_telephone_is_keyed_with_who_and_when(cast: Cast) -> None:
    says(cast.fellside, 'approval = "manager-approves"')
    booking = booked(cast.designated_lead, an_open_event(cast), cast.school)
    office = cast.officer.client()
    assert "Nobody is named: ask by telephone" in office.get(APPLICATIONS).content.decode()
    today = clock.today()
    said = {"answer": "yes", "answered_by": "telephone", "answered_name": "Sam Carter"}
    day = {"answered_on-day": today.day, "answered_on-month": today.month, "answered_on-year": today.year}
    missing = office.post(page_of(booking, "answer"), said)
    assert missing.context["form"].errors["answered_on"] == ["Say on which day they answered."]
    office.post(page_of(booking, "answer"), {**said, **day})
    approval = Approval.objects.get()
    booking.refresh_from_db()
    assert (booking.state, approval.answered_by, approval.answered_name) == (State.CONFIRMED, "telephone", "Sam Carter")


def test_the_office_books_on_behalf_of_somebody(cast: Cast) -> None:
    event = an_open_event(cast)
    office = cast.officer.client()
    found = office.get(reverse("office:booking_find", args=[event.slug]), {"q": "Rigg"}).content.decode()
    address = reverse("office:booking_new", args=[event.slug, cast.practitioner.in_post.pk])
    assert address in found
    office.post(address, {"email": "pat.rigg@example.org"})
    booking = Booking.objects.get()
    assert (booking.person, booking.state, booking.source) == (cast.practitioner.in_post, State.CONFIRMED, "office")


def test_a_place_is_taken_back_given_again_and_a_note_is_left(cast: Cast) -> None:
    booking = booked(cast.practitioner, an_open_event(cast), cast.school)
    cancel(by=cast.practitioner.actor(clock.today()), at=clock.now(), booking=booking)
    office = cast.officer.client()
    office.post(page_of(booking, "give-a-place"), {"why": "Cancelled by mistake"})
    booking.refresh_from_db()
    assert booking.state == State.CONFIRMED
    office.post(page_of(booking, "note"), {"why": "Rang about parking"})
    assert "Rang about parking" in office.get(page_of(booking)).content.decode()
    wrong = office.get(page_of(booking, "reconsider"))
    assert wrong.status_code == 409


@pytest.mark.requirement("E10")
def test_nobody_comes_to_multi_agency_training_without_a_date_of_basic_training(cast: Cast) -> None:
    courses = '[[courses]]\nkey = "awareness"\ntitle = "Basic awareness"\n'
    says(cast.fellside, 'needs_courses = ["awareness"]', courses)
    event = an_open_event(cast)
    client = cast.practitioner.client()
    page = client.post(apply_address(event), {"email": "pat.rigg@example.org"})
    assert list(page.context["form"].errors) == ["basic_training_on"]
    assert not Booking.objects.exists()
    day = {"basic_training_on-day": "4", "basic_training_on-month": "5", "basic_training_on-year": "2024"}
    client.post(apply_address(event), {"email": "pat.rigg@example.org", **day})
    booking = Booking.objects.get()
    assert (booking.state, f"{booking.basic_training_on}") == (State.CONFIRMED, "2024-05-04")


@pytest.mark.requirement("E21")
def test_the_form_asks_what_the_framework_asks_and_says_field_by_field_what_is_missing(cast: Cast) -> None:
    says(cast.fellside, 'needed = ["Supervisor\'s name and e-mail address", "What you hope to learn"]')
    event = an_open_event(cast)
    client = cast.designated_lead.client()
    page = client.post(apply_address(event), {"email": "dina.holme@example.org"})
    assert page.context["form"].errors == {
        "supervisor_name": ["Give this: Supervisor's name."],
        "supervisor_email": ["Give this: Supervisor's e-mail address."],
        "answer_4": ["Give this: What you hope to learn."],
    }
    given = {"supervisor_name": "Mo Ward", "supervisor_email": "mo@example.org", "answer_4": "How to listen"}
    client.post(apply_address(event), {"email": "dina.holme@example.org", **given})
    booking = Booking.objects.get()
    assert (booking.supervisor_name, booking.answers) == ("Mo Ward", {"What you hope to learn": "How to listen"})


@pytest.mark.requirement("E21")
def test_a_shared_mailbox_is_refused_where_addresses_must_be_ones_own(cast: Cast) -> None:
    says(cast.fellside, "individual_addresses_only = true")
    event = an_open_event(cast)
    client = cast.practitioner.client()
    page = client.post(apply_address(event), {"email": "office@school.example"})
    assert list(page.context["form"].errors) == ["email"]
    client.post(apply_address(event), {"email": "pat.rigg@example.org"})
    assert Booking.objects.get().state == State.CONFIRMED


@pytest.mark.requirement("A35")
def test_the_thirteenth_outsider_waits_while_places_are_kept_for_the_host(cast: Cast) -> None:
    event = an_open_event(cast, places=20)
    ring_fence(
        by=cast.officer.actor(clock.today()),
        at=clock.now(),
        event=event,
        agency=cast.police,
        places=8,
        released_on=in_days(20).date(),
    )
    office = cast.officer.client()
    for _ in range(12):
        person = someone(cast)
        office.post(
            reverse("office:booking_new", args=[event.slug, person.pk]), {"email": f"r{person.pk}@agency.example"}
        )
    assert list(Booking.objects.values_list("state", flat=True)) == [State.CONFIRMED] * 12
    thirteenth = cast.practitioner.client()
    sent = thirteenth.post(apply_address(event), {"email": "pat.rigg@example.org"}, follow=True).content.decode()
    assert "Number 1 on the waiting list" in sent
    assert "The places that are free are kept for other agencies." in sent
    office.post(
        reverse("office:booking_new", args=[event.slug, cast.constable.in_post.pk]), {"email": "con@police.example"}
    )
    assert Booking.objects.get(person=cast.constable.in_post).state == State.CONFIRMED


@pytest.mark.requirement("B32")
def test_access_needs_are_asked_kept_as_tasks_and_shown_with_the_booking(cast: Cast) -> None:
    event = an_open_event(cast)
    client = cast.practitioner.client()
    asked = client.get(apply_address(event)).content.decode()
    assert "British Sign Language interpreter" in asked and "Step-free access" in asked
    said = {"email": "pat.rigg@example.org", "needs": ["bsl"], "detail_diet": "Halal"}
    client.post(apply_address(event), said)
    assert list(Need.objects.order_by("need").values_list("need", "detail", "state")) == [
        ("bsl", "", "open"),
        ("diet", "Halal", "open"),
    ]
    office = cast.officer.client().get(page_of(Booking.objects.get())).content.decode()
    assert "British Sign Language interpreter: to be arranged" in office
