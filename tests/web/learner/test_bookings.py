"""Find an event, apply, and everything one can do with a booking, over HTTP."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.training.bookings import selectors, services
from goldenthread.training.bookings.models import Booking, Feed, Need
from goldenthread.training.bookings.selectors.offers import offers_for
from goldenthread.training.bookings.terms import State
from goldenthread.training.events.models import Event
from tests.build.coming import an_open_event, booked, in_days
from tests.build.events import a_course
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def apply_address(event: Event) -> str:
    return reverse("learner:apply", args=["fellside", event.slug])


def test_somebody_finds_an_event_applies_and_reads_where_it_stands(cast: Cast) -> None:
    event = an_open_event(cast)
    client = cast.practitioner.client()
    assert "You can apply." in client.get(reverse("learner:find")).content.decode()
    page = client.get(apply_address(event))
    assert page.status_code == 200
    sent = client.post(apply_address(event), {"email": "pat.rigg@example.org", "detail_diet": "No nuts"})
    booking = Booking.objects.get()
    assert sent.headers["Location"] == reverse("learner:booking", args=[booking.pk])
    assert (booking.state, booking.person_id) == (State.CONFIRMED, cast.practitioner.in_post.pk)
    assert [(one.need, one.detail) for one in Need.objects.all()] == [("diet", "No nuts")]
    said = client.get(sent.headers["Location"]).content.decode()
    assert "Booked" in said and "No nuts" in said
    assert "Booked" in client.get(reverse("learner:bookings")).content.decode()


def test_an_application_that_is_wrong_says_so_beside_the_field_and_loses_nothing(cast: Cast) -> None:
    event = an_open_event(cast)
    client = cast.practitioner.client()
    page = client.post(apply_address(event), {"email": "not an address", "detail_diet": "No nuts"})
    assert page.status_code == 200
    assert page.context["form"].errors["email"] == ["Enter an e-mail address, such as name@example.org."]
    assert "No nuts" in page.content.decode()
    assert not Booking.objects.exists()


def test_why_one_cannot_apply_is_said_in_the_list_and_on_the_page(cast: Cast) -> None:
    event = an_open_event(cast, opens_at=in_days(5))
    client = cast.practitioner.client()
    assert "Booking opens on" in client.get(reverse("learner:find")).content.decode()
    page = client.get(apply_address(event)).content.decode()
    assert "Booking opens on" in page and ">Apply<" not in page


def test_the_list_says_of_each_event_what_applying_would_say(cast: Cast) -> None:
    events = [
        an_open_event(cast),
        an_open_event(cast, course=a_course(cast.fellside, "Later"), opens_at=in_days(5)),
        an_open_event(cast, course=a_course(cast.fellside, "Police only"), for_agency=cast.police),
        an_open_event(cast, course=a_course(cast.fellside, "Ours only"), for_agency=cast.school),
        an_open_event(cast, course=a_course(cast.fellside, "Groups", groups=["school.dsl"]), days=50),
    ]
    who = cast.practitioner
    actor, at = who.actor(clock.today()), clock.now()
    listed = {one.event.pk: one for one in offers_for(actor, who.in_post, at)}
    assert set(listed) == {event.pk for event in events if event.for_agency_id != cast.police.pk}
    for event in events:
        if event.pk in listed:
            may = selectors.may_apply(actor, event, who.in_post, cast.school, at)
            assert listed[event.pk].why_not == (may.refusal.reason if may.refusal else "")
            assert listed[event.pk].why_held == may.why_held


def test_a_place_is_cancelled_after_its_meaning_was_read(cast: Cast) -> None:
    event = an_open_event(cast)
    booking = booked(cast.practitioner, event, cast.school)
    client = cast.practitioner.client()
    address = reverse("learner:booking_act", args=[booking.pk, "cancel"])
    assert "This is in time" in client.get(address).content.decode()
    booking.refresh_from_db()
    assert booking.state == State.CONFIRMED
    client.post(address, {"why": "Court"})
    booking.refresh_from_db()
    assert (booking.state, booking.why) == (State.CANCELLED, "Court")


def test_nobody_else_reads_or_cancels_a_booking(cast: Cast) -> None:
    booking = booked(cast.practitioner, an_open_event(cast), cast.school)
    stranger = cast.trainer.client()
    assert stranger.get(reverse("learner:booking", args=[booking.pk])).status_code == 404
    assert stranger.post(reverse("learner:booking_act", args=[booking.pk, "cancel"])).status_code == 404
    assert cast.manager.client().get(reverse("learner:booking", args=[booking.pk])).status_code == 200
    booking.refresh_from_db()
    assert booking.state == State.CONFIRMED


def test_an_offer_is_taken_up_in_one_press(cast: Cast) -> None:
    event = an_open_event(cast, places=1)
    first = booked(cast.practitioner, event, cast.school)
    waiting = booked(cast.designated_lead, event, cast.school)
    client = cast.designated_lead.client()
    page = reverse("learner:booking", args=[waiting.pk])
    assert "Number 1 on the waiting list" in client.get(page).content.decode()
    services.cancel(by=cast.practitioner.actor(clock.today()), at=clock.now(), booking=first)
    assert "A place is offered until" in client.get(page).content.decode()
    assert "What waits for your answer" in client.get(reverse("learner:bookings")).content.decode()
    client.post(reverse("learner:booking_act", args=[waiting.pk, "take-up"]))
    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED


@pytest.mark.requirement("B59")
def test_a_place_handed_to_a_colleague_stands_as_a_substitute(cast: Cast) -> None:
    booking = booked(cast.practitioner, an_open_event(cast), cast.school)
    client = cast.practitioner.client()
    address = reverse("learner:hand_on", args=[booking.pk])
    found = client.get(address, {"q": "Dina"})
    assert "Dina Holme" in found.content.decode()
    client.post(f"{address}?q=Dina", {"colleague": str(cast.designated_lead.in_post.pk)})
    theirs = Booking.objects.get(person=cast.designated_lead.in_post)
    booking.refresh_from_db()
    assert (booking.state, theirs.state, theirs.instead_of_id) == (State.HANDED_ON, State.CONFIRMED, booking.pk)
    assert theirs.source == "substitute"


def test_the_calendar_file_holds_the_days_and_the_feed_follows(cast: Cast) -> None:
    booking = booked(cast.practitioner, an_open_event(cast), cast.school)
    client = cast.practitioner.client()
    file = client.get(reverse("learner:booking_calendar", args=[booking.pk]))
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:booking-{booking.pk}@" in file.content.decode()
    made = client.post(reverse("learner:calendar_make"))
    address = made.context["address"]
    assert address not in client.get(reverse("learner:calendar")).content.decode()
    path = address.removeprefix("http://testserver")
    assert f"UID:booking-{booking.pk}@" in cast.outsider.client().get(path).content.decode()
    client.post(reverse("learner:calendar_revoke"))
    assert client.get(path).status_code == 404
    assert Feed.objects.filter(revoked_at__isnull=True).count() == 0


def test_what_is_needed_can_be_said_again(cast: Cast) -> None:
    booking = booked(cast.practitioner, an_open_event(cast), cast.school)
    client = cast.practitioner.client()
    client.post(reverse("learner:needs", args=[booking.pk]), {"needs": ["step-free"]})
    assert list(Need.objects.values_list("need", flat=True)) == ["step-free"]


def test_keeping_a_new_date_is_one_press(cast: Cast) -> None:
    event = an_open_event(cast)
    booking = booked(cast.practitioner, event, cast.school)
    Booking.objects.filter(pk=booking.pk).update(asked_again_at=clock.now() - timedelta(hours=1))
    client = cast.practitioner.client()
    assert "This event has a new date." in client.get(reverse("learner:booking", args=[booking.pk])).content.decode()
    client.post(reverse("learner:booking_act", args=[booking.pk, "keep-date"]))
    booking.refresh_from_db()
    assert (booking.state, booking.asked_again_at) == (State.CONFIRMED, None)
