"""A manager answers for the team, sees who is booked, and books for a colleague; so does a deputy."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse
from zeal import zeal_ignore

from goldenthread.kernel import clock
from goldenthread.setting.workforce.services import name_deputy
from goldenthread.training.bookings.models import Approval, Booking
from goldenthread.training.bookings.terms import State
from tests.build.bookings import says
from tests.build.coming import an_open_event, booked
from tests.build.events import a_course
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def each_by_itself() -> Iterator[None]:
    """Several at once are booked one after the other, each with the event locked: a query in a loop, on purpose."""
    with zeal_ignore():
        yield


APPROVALS = "/my-team/approvals/"


@pytest.fixture
def asked(cast: Cast) -> list[Booking]:
    says(cast.fellside, 'approval = "manager-approves"')
    events = [an_open_event(cast), an_open_event(cast, course=a_course(cast.fellside, "Exploitation"))]
    return [booked(cast.practitioner, event, cast.school) for event in events]


def test_several_are_approved_at_once_each_told_apart(cast: Cast, asked: list[Booking]) -> None:
    client = cast.manager.client()
    assert client.get(APPROVALS).content.decode().count("Pat Rigg:") == 2
    done = client.post(APPROVALS, {"bookings": [str(one.pk) for one in asked], "answer": "yes"}, follow=True)
    assert [str(one) for one in done.context["messages"]] == ["Pat Rigg: approved"] * 2
    assert set(Booking.objects.values_list("state", flat=True)) == {State.CONFIRMED}
    assert set(Approval.objects.values_list("answered_by", "answered_name")) == {
        ("signed-in", str(cast.manager.in_post))
    }
    assert "Nothing waits for your approval" in client.get(APPROVALS).content.decode()


def test_a_refusal_asks_for_the_reason_and_keeps_the_ticks(cast: Cast, asked: list[Booking]) -> None:
    client = cast.manager.client()
    page = client.post(APPROVALS, {"bookings": [str(asked[0].pk)], "answer": "no"})
    assert page.context["form"].errors["reason"] == ["Say why, so that they know what to do next."]
    assert f'value="{asked[0].pk}" checked' in page.content.decode()
    client.post(APPROVALS, {"bookings": [str(asked[0].pk)], "answer": "no", "reason": "Not this term"})
    assert list(Booking.objects.order_by("pk").values_list("state", "why")) == [
        (State.REFUSED, "Not this term"),
        (State.ASKED, ""),
    ]


def test_a_deputy_answers_in_their_place_and_a_stranger_does_not(cast: Cast, asked: list[Booking]) -> None:
    today = clock.today()
    assert "Pat Rigg" not in cast.designated_lead.client().get(APPROVALS).content.decode()
    name_deputy(
        by=cast.manager.actor(today),
        at=clock.now(),
        on=today,
        person=cast.manager.in_post,
        deputy=cast.designated_lead.in_post,
        starts_on=today,
        ends_on=today + timedelta(days=7),
    )
    client = cast.designated_lead.client()
    assert "Pat Rigg" in client.get(APPROVALS).content.decode()
    client.post(APPROVALS, {"bookings": [str(asked[0].pk)], "answer": "yes"})
    asked[0].refresh_from_db()
    assert asked[0].state == State.CONFIRMED


def test_a_manager_books_for_a_colleague_and_their_word_is_the_approval(cast: Cast) -> None:
    says(cast.fellside, 'approval = "manager-approves"')
    event = an_open_event(cast)
    person = cast.practitioner.in_post
    client = cast.manager.client()
    assert "They can apply." in client.get(reverse("manager:book", args=[person.pk])).content.decode()
    address = reverse("manager:book_event", args=[person.pk, "fellside", event.slug])
    client.post(address, {"email": "pat.rigg@example.org"})
    booking = Booking.objects.get()
    assert (booking.person_id, booking.state, booking.source) == (person.pk, State.CONFIRMED, "manager")
    assert "Pat" in client.get("/my-team/bookings/").content.decode()
    assert cast.designated_lead.client().get(address).status_code == 404
