"""A coordinator books several colleagues at once and sees what the agency has booked."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from zeal import zeal_ignore

from goldenthread.training.bookings.models import Booking
from goldenthread.training.bookings.terms import State
from goldenthread.training.events.models import Event
from tests.build.bookings import someone
from tests.build.coming import an_open_event, booked
from tests.build.events import a_course
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def each_by_itself() -> Iterator[None]:
    """Several at once are booked one after the other, each with the event locked: a query in a loop, on purpose."""
    with zeal_ignore():
        yield


def address(cast: Cast, name: str, *more: str) -> str:
    return reverse(f"agency:{name}", args=["fellside", cast.school.slug, *more])


def book_address(cast: Cast, event: Event) -> str:
    return address(cast, "book", "fellside", event.slug)


def test_several_are_booked_at_once_and_each_is_told_apart(cast: Cast) -> None:
    event = an_open_event(cast, places=2)
    already = booked(cast.designated_lead, event, cast.school)
    ticked, pasted = someone(cast), someone(cast)
    page = cast.lead.client().post(
        book_address(cast, event),
        {"people": [str(ticked.pk)], "pasted": f"{pasted.given_name} {pasted.family_name}\npat.rigg@example.org"},
    )
    assert [(one.person, one.booking.state) for one in page.context["result"]] == [
        (ticked, State.CONFIRMED),
        (pasted, State.WAITING),
        (cast.practitioner.in_post, State.WAITING),
    ]
    assert set(Booking.objects.exclude(pk=already.pk).values_list("source", flat=True)) == {"coordinator"}


def test_a_line_that_names_nobody_is_told_and_nothing_is_booked_or_lost(cast: Cast) -> None:
    event = an_open_event(cast)
    page = cast.lead.client().post(book_address(cast, event), {"pasted": "Pat Rigg\nSomebody Else\nMarl"})
    assert page.context["form"].errors["pasted"] == ["Nobody of your agency is called: Somebody Else; Marl"]
    assert "Pat Rigg" in page.content.decode()
    assert not Booking.objects.exists()


def test_all_or_nobody_books_nobody_when_one_would_wait(cast: Cast) -> None:
    event = an_open_event(cast, places=1)
    people = {"people": [str(someone(cast).pk), str(someone(cast).pk)]}
    client = cast.lead.client()
    page = client.post(book_address(cast, event), {**people, "together": "on"})
    assert "Nobody was booked" in page.context["form"].non_field_errors()[0]
    assert not Booking.objects.exists()
    client.post(book_address(cast, event), people)
    assert Booking.objects.count() == 2


def test_an_agencys_own_event_is_listed_for_it_and_hidden_from_others(cast: Cast) -> None:
    own = an_open_event(cast, course=a_course(cast.fellside, "Whole staff"), for_agency=cast.school)
    assert "This agency’s own" in cast.lead.client().get(address(cast, "events")).content.decode()
    assert cast.lead.client().get(book_address(cast, own)).status_code == 200
    police = reverse("agency:book", args=["fellside", cast.police.slug, "fellside", own.slug])
    assert cast.police_lead.client().get(police).status_code == 404


def test_the_agencys_bookings_are_listed_and_exported_without_other_agencies(cast: Cast) -> None:
    event = an_open_event(cast)
    booked(cast.practitioner, event, cast.school)
    booked(cast.constable, event, cast.police, by=cast.officer)
    client = cast.lead.client()
    listed = client.get(address(cast, "bookings")).content.decode()
    exported = b"".join(client.get(address(cast, "bookings"), {"export": "csv"})).decode()
    assert [("Pat Rigg" in text, str(cast.constable.in_post) in text) for text in (listed, exported)] == [
        (True, False),
        (True, False),
    ]
    assert "Pat Rigg" not in client.get(address(cast, "bookings"), {"state": "waiting"}).content.decode()
