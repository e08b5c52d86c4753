"""Links in messages: opening one changes nothing, a pressed button spends it once, and a foreign one opens nothing."""

from datetime import UTC, timedelta

import pytest
from django.test import Client
from django.urls import resolve, reverse

from goldenthread.foundation.messaging import links
from goldenthread.foundation.messaging.models import Message
from goldenthread.foundation.messaging.terms import LINKS
from goldenthread.kernel import clock
from goldenthread.kernel.actor import CLOCK
from goldenthread.training.bookings import services
from goldenthread.training.bookings.models import Approval, Booking
from goldenthread.training.bookings.services.telling import tell
from goldenthread.training.bookings.terms import State
from tests.build.bookings import says
from tests.build.coming import an_open_event, booked
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def path_of(word: str, thing: str) -> str:
    return LINKS[word].path.format(token=links.token_of(word, thing))


@pytest.fixture
def asked(cast: Cast) -> Booking:
    says(cast.fellside, 'approval = "manager-approves"')
    return booked(cast.practitioner, an_open_event(cast), cast.school)


def approval_path(booking: Booking) -> str:
    return path_of("approval", str(booking.approval.pk))


def test_every_link_a_message_may_carry_opens_a_page() -> None:
    opened = {word: resolve(path_of(word, "1")).url_name for word in LINKS}
    ours = {"approval": "link_approval", "offer": "link_offer", "new-date": "link_new_date"}
    assert opened == {"invitation": "join", **ours}


@pytest.mark.requirement("E21")
def test_looking_at_an_application_changes_nothing_and_a_press_approves_it_once(asked: Booking) -> None:
    assert asked.state == State.ASKED
    stranger, path = Client(), approval_path(asked)
    for _ in range(3):
        page = stranger.get(path)
        assert page.status_code == 200 and "Pat Rigg" in page.content.decode()
    stranger.head(path)
    asked.refresh_from_db()
    assert (asked.state, Approval.objects.get().is_yes) == (State.ASKED, None)
    assert "Approved" in stranger.post(path, {"answer": "yes"}).content.decode()
    asked.refresh_from_db()
    approval = Approval.objects.get()
    assert (asked.state, approval.is_yes, approval.answered_by) == (State.CONFIRMED, True, "link")
    again = stranger.post(path, {"answer": "no", "reason": "Changed my mind"})
    assert again.status_code == 409 and "A link works once" in again.content.decode()
    asked.refresh_from_db()
    assert asked.state == State.CONFIRMED


def test_a_refusal_says_why_or_is_asked_for_it(asked: Booking) -> None:
    path = approval_path(asked)
    page = Client().post(path, {"answer": "no"})
    assert page.context["form"].errors["reason"] == ["Say why, so that they know what to do next."]
    Client().post(path, {"answer": "no", "reason": "Not this term"})
    asked.refresh_from_db()
    assert (asked.state, asked.why) == (State.REFUSED, "Not this term")


def test_the_page_stands_in_no_index_and_names_itself_to_no_other_site(asked: Booking) -> None:
    page = Client().get(approval_path(asked))
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex, nofollow", "no-referrer")
    assert "pat.rigg@example.org" not in page.content.decode()


def test_a_link_opens_only_what_it_was_made_for(asked: Booking) -> None:
    number = str(asked.approval.pk)
    for path in (
        f"/approve/{links.token_of('offer', number)}/",
        f"/offered/{links.token_of('approval', number)}/",
        "/approve/nonsense/",
    ):
        page = Client().get(path)
        assert page.status_code == 404
        assert "Pat Rigg" not in page.content.decode()
        assert "Open the newest message" in page.content.decode()


def test_an_offer_is_taken_up_by_its_link_and_an_older_link_says_so(cast: Cast) -> None:
    event = an_open_event(cast, places=1)
    first = booked(cast.practitioner, event, cast.school)
    waiting = booked(cast.designated_lead, event, cast.school)
    services.cancel(by=cast.practitioner.actor(clock.today()), at=clock.now(), booking=first)
    waiting.refresh_from_db()
    current = path_of("offer", f"{waiting.pk}:{waiting.offered_until:%Y%m%d%H%M}")
    older = path_of("offer", f"{waiting.pk}:202001010900")
    assert "newer offer" in Client().get(older).content.decode()
    assert Client().get(current).status_code == 200
    waiting.refresh_from_db()
    assert waiting.state == State.OFFERED
    Client().post(current, {"answer": "yes"})
    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED
    assert "yours already" in Client().get(current).content.decode()


def test_an_offer_whose_time_is_over_says_so(cast: Cast) -> None:
    event = an_open_event(cast, places=1)
    first = booked(cast.practitioner, event, cast.school)
    waiting = booked(cast.designated_lead, event, cast.school)
    services.cancel(by=cast.practitioner.actor(clock.today()), at=clock.now(), booking=first)
    past = clock.now() - timedelta(minutes=1)
    Booking.objects.filter(pk=waiting.pk).update(offered_until=past)
    path = path_of("offer", f"{waiting.pk}:{past.astimezone(UTC):%Y%m%d%H%M}")
    page = Client().post(path, {"answer": "yes"})
    assert page.status_code == 409 and "time for this offer is over" in page.content.decode()


def test_a_new_date_is_given_up_by_its_link(cast: Cast) -> None:
    booking = booked(cast.practitioner, an_open_event(cast), cast.school)
    Booking.objects.filter(pk=booking.pk).update(asked_again_at=clock.now())
    path = path_of("new-date", f"{booking.pk}:{booking.event.edition}")
    assert Client().get(path).status_code == 200
    Client().post(path, {"answer": "no"})
    booking.refresh_from_db()
    assert booking.state == State.CANCELLED
    assert "no place to keep" in Client().get(path).content.decode()


def test_the_message_to_the_approver_carries_the_link_and_the_log_does_not(cast: Cast) -> None:
    says(cast.fellside, 'approval = "manager-approves"')
    event = an_open_event(cast)
    client = cast.practitioner.client()
    client.post(reverse("learner:apply", args=["fellside", event.slug]), {"email": "pat.rigg@example.org"})
    tell(by=CLOCK, at=clock.now())
    message = Message.objects.get(kind="approval")
    assert message.links == {"approval": str(Approval.objects.get().pk)}
    assert "/approve/" not in message.body
