"""Today: what waits in the programme is said, and each thing is mended from the page in one press or one step."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.foundation.messaging.models import Message
from goldenthread.kernel import clock
from goldenthread.kernel.actor import CLOCK
from goldenthread.training.bookings import services
from goldenthread.training.bookings.models import Approval, Booking
from goldenthread.training.bookings.selectors.today import programme_today
from goldenthread.training.bookings.services.telling import tell
from goldenthread.training.bookings.terms import State
from goldenthread.training.events.models import Event, EventTrainer, Session
from goldenthread.training.trainers.models import Trainer
from tests.build.bookings import applies, someone
from tests.build.events import an_event
from tests.cast import SINCE, Cast

pytestmark = pytest.mark.django_db


def soon(cast: Cast, places: int = 4, days: int = 4, **fields: object) -> Event:
    """An event within the next ten days, with places."""
    now = clock.now()
    event = an_event(cast, starts_at=now + timedelta(days=days), closes_at=now + timedelta(days=days - 1), **fields)  # type: ignore[arg-type]
    Event.objects.filter(pk=event.pk).update(closes_at=None)
    event.refresh_from_db()
    return services.set_places(by=cast.officer.actor(), at=now, event=event, room=places)


def books(cast: Cast, event: Event, count: int = 1) -> list[Booking]:
    return [
        applies(cast, event, someone(cast), by=cast.officer.actor(), at=clock.now(), email=f"p{number}@agency.example")
        for number in range(count)
    ]


def waits_for_approval(cast: Cast, event: Event, email: str = "manager@agency.example") -> Booking:
    """An application asked about five days ago."""
    person, asked_at = someone(cast), clock.now() - timedelta(days=5)
    booking = Booking.objects.create(
        event=event, person=person, agency=cast.school, state=State.ASKED, applied_at=asked_at, told=State.ASKED
    )
    Approval.objects.create(booking=booking, approver_name="Mona Beck", approver_email=email, asked_at=asked_at)
    return booking


def shown(client: Client, query: str = "") -> str:
    answer = client.get(reverse("office:today") + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def press(client: Client, name: str, *args: object) -> None:
    answer = client.post(reverse(name, args=args), {"back": "today"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("office:today"))


def test_with_nothing_it_says_so_and_where_to_go(cast: Cast) -> None:
    text = shown(cast.officer.client())
    assert "Nothing waits for you." in text
    assert "No event is held in the next ten days." in text and "Every register is closed." in text


def test_only_an_officer_sees_it_and_only_their_own_partnerships(cast: Cast) -> None:
    soon(cast)
    assert "Neglect" in shown(cast.officer.client())
    assert "Neglect" not in shown(cast.other_officer.client())
    for member in (cast.practitioner, cast.lead, cast.trainer):
        assert member.client().get(reverse("office:today")).status_code in (403, 404)


def test_an_event_says_what_it_lacks_and_is_ready_when_it_lacks_nothing(cast: Cast) -> None:
    client, event = cast.officer.client(), soon(cast, minimum=2)
    books(cast, event)
    text = shown(client)
    assert "No trainer confirmed" in text and "Under its minimum" in text and "1 short." in text
    assert "not sent to 1 of 1" in text
    books(cast, event)
    trainer = Trainer.objects.create(partnership=cast.fellside, person=cast.trainer.in_post, kind="x", starts_on=SINCE)
    asked = EventTrainer.objects.create(event=event, trainer=trainer, asked_at=clock.now())
    assert "has not answered" in shown(client)
    press(client, "office:today_trainer", asked.pk)
    tell(by=CLOCK, at=clock.now())
    Message.objects.update(state="sent")
    coming = programme_today(cast.officer.actor(), cast.fellside.pk, clock.now()).coming[0]
    assert (coming.short_by, len(coming.confirmed), coming.untold, coming.is_ready) == (0, 1, 0, True)
    text = shown(client)
    assert "Instructions sent" in text and "Under its minimum" not in text


def test_a_stuck_approval_is_asked_about_again_once_in_an_hour(cast: Cast) -> None:
    client, event = cast.officer.client(), soon(cast)
    booking = waits_for_approval(cast, event)
    silent = waits_for_approval(cast, event, email="")
    text = shown(client)
    assert "Stuck approvals (2)" in text and "Mona Beck" in text and "no address known" in text
    press(client, "office:ask_again", booking.pk)
    press(client, "office:ask_again", booking.pk)
    sent = Message.objects.get(kind="approval")
    assert (sent.to_address, sent.links) == ("manager@agency.example", {"approval": str(booking.approval.pk)})
    booking.approval.refresh_from_db()
    assert booking.approval.reminders == 1
    assert client.post(reverse("office:ask_again", args=[silent.pk])).status_code == 409
    stranger = cast.other_officer.client().post(reverse("office:ask_again", args=[booking.pk]))
    assert stranger.status_code == 404


def test_offers_are_answered_for_people_who_telephone(cast: Cast) -> None:
    client, event = cast.officer.client(), soon(cast, 1, days=8)
    first, second, third = books(cast, event, 3)
    services.cancel(by=cast.officer.actor(), at=clock.now(), booking=first)
    text = shown(client)
    assert "Offers about to lapse (1)" in text
    assert f"Offered to <strong>{second.person}</strong>" in text
    press(client, "office:offer_decline", second.pk)
    assert [one.state for one in Booking.objects.order_by("pk")] == ["cancelled", "withdrawn", "offered"]
    press(client, "office:offer_accept", third.pk)
    third.refresh_from_db()
    assert third.state == State.CONFIRMED
    assert "No offer ends within a day." in shown(client)


def test_a_place_that_nobody_was_offered_is_offered_in_one_press(cast: Cast) -> None:
    client, event = cast.officer.client(), soon(cast, 1, days=8)
    first, second = books(cast, event, 2)
    Booking.objects.filter(pk=first.pk).update(state=State.CANCELLED, place=None, ended_at=clock.now())
    assert f"Next is <strong>{second.person}</strong>" in shown(client)
    press(client, "office:offer_next", first.pk)
    second.refresh_from_db()
    assert second.state == State.OFFERED
    press(client, "office:offer_next", first.pk)
    assert Booking.objects.filter(state=State.OFFERED).count() == 1


def test_mail_without_an_address_gets_one_and_mail_that_is_unsure_goes_again(cast: Cast) -> None:
    client, event = cast.officer.client(), soon(cast)
    one, other = books(cast, event, 2)
    Booking.objects.filter(pk=one.pk).update(email="")
    one.person.addresses.all().delete()
    tell(by=CLOCK, at=clock.now())
    Message.objects.filter(person_id=other.person_id).update(state="unsure", why_not="Sending was cut short.")
    text = shown(client)
    assert "Mail that did not go (2)" in text and "No e-mail address is known" in text
    wrong = client.post(reverse("office:booking_address", args=[one.pk]), {"email": "not an address"})
    assert "Enter an e-mail address, such as name@example.org." in wrong.content.decode()
    done = client.post(reverse("office:booking_address", args=[one.pk]), {"email": "new@agency.example"})
    assert done["Location"] == reverse("office:today")
    message = Message.objects.get(person_id=one.person_id)
    assert (message.to_address, message.state, message.why_not) == ("new@agency.example", "due", "")
    unsure = Message.objects.get(person_id=other.person_id)
    press(client, "office:told_again", unsure.pk)
    assert "All mail about bookings went." in shown(client)
    elsewhere = cast.other_officer.client().post(reverse("office:told_again", args=[unsure.pk]))
    assert elsewhere.status_code == 404


def test_held_applications_and_open_registers_lead_to_where_they_are_decided(cast: Cast) -> None:
    client, event = cast.officer.client(), soon(cast)
    (booking,) = books(cast, event)
    why = ["They are not in a target group of this course."]
    Booking.objects.filter(pk=booking.pk).update(state=State.HELD, place=None, turn=None, why_held=why)
    text = shown(client)
    assert "Applications held for you (1)" in text and why[0] in text
    assert reverse("office:booking_act", args=[booking.pk, "let-go-on"]) in text
    over = clock.now() - timedelta(days=2)
    other = books(cast, event)[0]
    Session.objects.filter(event=event).update(starts_at=over, ends_at=over + timedelta(hours=3))
    text = shown(client)
    assert other.state == State.CONFIRMED
    assert "Registers not closed (1)" in text and "0 of 1 are marked" in text
    assert reverse("trainer:register", args=[cast.fellside.slug, event.slug]) in text


def test_the_page_asks_the_database_no_more_for_many_rows_than_for_few(cast: Cast) -> None:
    client, event = cast.officer.client(), soon(cast, 60, mix_wanted=["police"])

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("office:today") + "?all=approvals").status_code == 200
        return len(caught)

    books(cast, event, 2)
    waits_for_approval(cast, event)
    tell(by=CLOCK, at=clock.now())
    Message.objects.update(state="unsure", why_not="Sending was cut short.")
    queries()
    few = queries()
    other = soon(cast, 60, days=6, course=event.course, title="Another")
    books(cast, other, 30)
    for _ in range(40):
        waits_for_approval(cast, event)
    Message.objects.update(state="unsure", why_not="Sending was cut short.")
    assert queries() == few
    assert shown(client).count("Ask again") == 10, "the first ten"
    assert shown(client, "?all=approvals").count("Ask again") == 41


def test_the_officers_home_counts_what_waits_in_the_programme(cast: Cast) -> None:
    client = cast.officer.client()
    assert "of the next ten days" not in client.get(reverse("office:home")).content.decode()
    waits_for_approval(cast, soon(cast))
    text = client.get(reverse("office:home")).content.decode()
    assert "See to 1 event of the next ten days" in text and "See to 1 approval that is stuck" in text
