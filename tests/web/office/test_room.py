"""The room of an event: everything on one page, each button, and what an emergency does to whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.foundation.messaging.models import Message
from goldenthread.kernel import clock
from goldenthread.kernel.actor import CLOCK
from goldenthread.kernel.clock import LONDON
from goldenthread.training.bookings import services
from goldenthread.training.bookings.models import Booking, Need, Place, SelectionRun
from goldenthread.training.bookings.services.telling import tell
from goldenthread.training.bookings.terms import NeedAsked, State
from goldenthread.training.catalogue.models import Course
from goldenthread.training.events.models import Event, EventTrainer, RingFence
from goldenthread.training.trainers.models import Authorisation, Trainer
from tests.build.bookings import applies, someone
from tests.build.events import a_venue, an_event
from tests.cast import SINCE, Cast

pytestmark = pytest.mark.django_db
AHEAD = clock.now().astimezone(LONDON).replace(hour=9, minute=30, second=0, microsecond=0) + timedelta(days=40)


def coming(cast: Cast, places: int = 3, **fields: object) -> Event:
    event = an_event(cast, starts_at=AHEAD, **fields)  # type: ignore[arg-type]
    return services.set_places(by=cast.officer.actor(), at=clock.now(), event=event, room=places)


def books(cast: Cast, event: Event, count: int = 1, **said: object) -> list[Booking]:
    office = cast.officer.actor()
    return [
        applies(cast, event, someone(cast), by=office, at=clock.now(), email=f"p{n}@agency.example", **said)
        for n in range(count)
    ]


def shown(client: Client, event: Event, query: str = "") -> str:
    answer = client.get(reverse("office:event_room", args=[event.slug]) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def goes_wrong(client: Client, event: Event, what: str, sent: dict[str, object]) -> str:
    """Do it; where to it led, or the page with its errors."""
    answer = client.post(reverse("office:event_emergency", args=[event.slug, what]), sent)
    return answer.get("Location") or " ".join(answer.content.decode().split())


def day_of(on: object) -> dict[str, object]:
    return {"day-day": on.day, "day-month": on.month, "day-year": on.year}  # type: ignore[attr-defined]


def told(kind: str = "booking") -> list[str]:
    return list(Message.objects.filter(kind=kind).order_by("pk").values_list("subject", flat=True))


def test_an_empty_room_says_what_is_missing_and_what_to_do(cast: Cast) -> None:
    text = shown(cast.officer.client(), coming(cast, minimum=2))
    assert "No trainer has confirmed." in text and "2 more must book before it can run" in text
    assert "Nobody is booked yet." in text and "Nobody waits." in text and "Nobody is asked yet." in text
    assert "Nothing has been sent about this event yet." in text


def test_the_room_is_the_officers_of_the_partnership_that_holds_it(cast: Cast) -> None:
    event = coming(cast)
    way = reverse("office:event_room", args=[event.slug])
    assert cast.officer.client().get(way).status_code == 200
    for member in (cast.other_officer, cast.lead, cast.practitioner, cast.trainer):
        assert member.client().get(way).status_code in (403, 404)
        assert member.client().post(reverse("office:event_emergency", args=[event.slug, "cancel"])).status_code in (
            403,
            404,
        )
    event.refresh_from_db()
    assert event.state == "published"


def test_the_room_names_who_is_booked_who_waits_why_and_what_was_sent(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast, 2)
    first, second, third = books(cast, event, 3)
    tell(by=CLOCK, at=clock.now())
    text = shown(client, event)
    assert "2 of 2" in text and "Booked (2)" in text
    assert f'1. <a class="govuk-link" href="{reverse("office:booking", args=[third.pk])}">{third.person}</a>' in text
    assert "Every place is taken." in text
    assert "Messages (0 sent, 3 not)" in text
    assert "This kind of message has not been switched on." in text
    assert str(first.person) in text and str(second.person) in text
    Message.objects.filter(person_id=first.person_id).update(state="sent", handed_over_at=clock.now())
    assert "Messages (1 sent, 2 not)" in shown(client, event)
    other = coming(cast, 2, course=Course.objects.get(), title="Another")
    assert "Messages (0 sent, 0 not)" in shown(client, other), "of this event only"


def test_a_need_gets_its_owner_its_cost_and_its_outcome(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast)
    books(cast, event, needs=(NeedAsked("bsl"),))
    need = Need.objects.get()
    assert "1 of 1 needs are not arranged." in shown(client, event)
    way = reverse("office:event_need", args=[event.slug, need.pk])
    sent = {"state": "unmet", "owner_name": "Olive Fell", "pounds": "95.50", "note": ""}
    assert "Say why it could not be met." in client.post(way, sent).content.decode()
    assert client.post(way, {**sent, "state": "confirmed"}).status_code == 302
    need.refresh_from_db()
    assert (need.state, need.owner_name, need.cost_pence) == ("confirmed", "Olive Fell", 9550)
    assert "needs are not arranged" not in shown(client, event)


def test_kept_places_are_released_in_one_press_and_go_to_who_waits(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast, 2)
    until = (AHEAD - timedelta(days=10)).date()
    services.ring_fence(
        by=cast.officer.actor(), at=clock.now(), event=event, agency=cast.police, places=1, released_on=until
    )
    _, waits = books(cast, event, 2)
    assert waits.state == State.WAITING
    text = shown(client, event)
    assert "0 taken, 1 free" in text and "Release them now" in text
    fence = RingFence.objects.get()
    assert client.post(reverse("office:event_release", args=[event.slug, fence.pk])).status_code == 302
    waits.refresh_from_db()
    assert (waits.state, Place.objects.filter(kept_for__isnull=False).count()) == (State.OFFERED, 0)


def test_a_selection_is_read_line_by_line_changed_with_a_reason_and_done(cast: Cast) -> None:
    client = cast.officer.client()
    event = coming(cast, 1, selected_by="at-a-date", selects_on=(AHEAD - timedelta(days=7)).date())
    first, second = books(cast, event, 2)
    assert (first.state, second.state) == (State.WAITING, State.WAITING)
    way = reverse("office:event_selection", args=[event.slug])
    assert "1 of 2 would get one of 1 free places." in " ".join(client.get(way).content.decode().split())
    unsaid = {f"b{first.pk}-decide": "no", f"b{second.pk}-decide": "yes", f"b{second.pk}-why": "Leads the team"}
    assert "Say why you decide otherwise." in client.post(way, unsaid).content.decode()
    assert not SelectionRun.objects.exists()
    assert client.post(way, {**unsaid, f"b{first.pk}-why": "Came last year"}).status_code == 302
    assert [one.state for one in Booking.objects.order_by("pk")] == [State.WAITING, State.CONFIRMED]
    assert "Leads the team" in client.get(way).content.decode()


def test_a_trainer_falls_out_and_a_substitute_who_is_authorised_and_free_is_asked(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast)
    books(cast, event)
    out, ready, other = (
        Trainer.objects.create(partnership=cast.fellside, person=someone(cast), kind="x", starts_on=SINCE)
        for _ in range(3)
    )
    asked = EventTrainer.objects.create(event=event, trainer=out, is_lead=True, asked_at=clock.now())
    for one in (out, ready):
        Authorisation.objects.create(trainer=one, course=event.course, starts_on=SINCE)
    page = client.get(reverse("office:event_emergency", args=[event.slug, "trainer-out"])).content.decode()
    assert str(other.person) in page and "no message" not in page.lower()
    sent = {"asked": asked.pk, "substitute": other.pk, "reason": "Ill"}
    assert "Give the reason for asking them all the same." in goes_wrong(client, event, "trainer-out", sent)
    asked.refresh_from_db()
    assert asked.declined_at is None, "a refusal changes nothing"
    sent |= {"why_overridden": "Gives it with a colleague"}
    assert goes_wrong(client, event, "trainer-out", sent) == reverse("office:event_room", args=[event.slug])
    asked.refresh_from_db()
    new = EventTrainer.objects.get(trainer=other)
    assert (asked.declined_at is not None, asked.why_declined, new.is_lead) == (True, "Ill", True)


def test_the_venue_falls_out_and_only_one_that_is_free_and_large_enough_is_offered(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast, 3)
    books(cast, event, 2)
    tell(by=CLOCK, at=clock.now())
    small, large = a_venue(cast.fellside, "Small Room", holds=1), a_venue(cast.fellside, "Beck House", holds=30)
    page = client.get(reverse("office:event_emergency", args=[event.slug, "venue-out"])).content.decode()
    assert "Beck House" in page and "Small Room" not in page
    assert "Choose a venue that is free." in goes_wrong(client, event, "venue-out", {"reason": "Flooded"})
    assert "Select a valid choice" in goes_wrong(client, event, "venue-out", {"reason": "x", "venue": small.pk})
    goes_wrong(client, event, "venue-out", {"reason": "Flooded", "venue": large.pk})
    event.refresh_from_db()
    assert event.venue == large
    assert told()[2:] == [f"The days or the place have changed: {event.title}"] * 2
    assert "Why: Flooded" in Message.objects.order_by("-pk")[0].body


def test_it_is_held_online_instead(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast)
    books(cast, event)
    wrong = goes_wrong(client, event, "move-online", {"reason": "Snow", "online_link": ""})
    assert "Give the link to join." in wrong
    goes_wrong(client, event, "move-online", {"reason": "Snow", "online_link": "https://meet.example/abc"})
    event.refresh_from_db()
    assert (event.mode, event.online_link) == ("online", "https://meet.example/abc")
    assert set(Place.objects.values_list("is_online", flat=True)) == {True}


def test_it_is_postponed_by_the_clock_on_the_wall_and_everyone_is_asked_again(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast)
    (booking,) = books(cast, event)
    tell(by=CLOCK, at=clock.now())
    new = (AHEAD + timedelta(days=140)).date()  # on the other side of a change of the clock
    assert "Enter the new day" in goes_wrong(client, event, "postpone", {"starts": "13:00", "reason": "Ill"})
    past = {"starts": "9:30", "reason": "Ill", **day_of(clock.today() - timedelta(days=3))}
    assert "Choose days that are still to come." in goes_wrong(client, event, "postpone", past)
    goes_wrong(client, event, "postpone", {"starts": "13:00", "reason": "Ill", **day_of(new)})
    session = event.sessions.get()
    local = session.starts_at.astimezone(LONDON)
    assert (local.date(), local.strftime("%H:%M")) == (new, "13:00")
    assert session.ends_at - session.starts_at == timedelta(hours=6)
    booking.refresh_from_db()
    assert booking.asked_again_at is not None
    assert told()[-1] == f"There is a new date: can you still come?: {event.title}"
    assert "1 have not said whether they keep the new date." in shown(client, event)


def test_it_is_cancelled_only_with_a_reason_and_then_nothing_can_go_wrong_any_more(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast)
    (booking,) = books(cast, event)
    assert "Give the reason: people are told it." in goes_wrong(client, event, "cancel", {"reason": ""})
    goes_wrong(client, event, "cancel", {"reason": "Too few"})
    booking.refresh_from_db()
    assert booking.state == State.EVENT_CANCELLED
    text = shown(client, event)
    assert "Too few" in text and "If something goes wrong" not in text


def test_an_emergency_that_is_none_is_not_there(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast)
    assert client.get(reverse("office:event_emergency", args=[event.slug, "fire"])).status_code == 404
    assert client.get(reverse("office:event_emergency", args=[event.slug, "cancel"])).status_code == 200


@pytest.mark.parametrize("many", [1_000])
def test_the_room_asks_the_database_no_more_for_a_thousand_than_for_ten(cast: Cast, many: int) -> None:
    client, event = cast.officer.client(), coming(cast, many + 10)
    event = services.set_places(by=cast.officer.actor(), at=clock.now(), event=event, room=many + 10)
    books(cast, event, 4)
    tell(by=CLOCK, at=clock.now())
    places = list(Place.objects.filter(bookings__isnull=True))

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert "Booked (" in shown(client, event)
        return len(caught)

    for state, number in ((State.WAITING, 3), (State.HELD, 2), (State.CANCELLED, 1)):
        stands(cast, event, state, number, [])
    queries()
    few = queries()
    stands(cast, event, State.CONFIRMED, many, places)
    stands(cast, event, State.WAITING, 100, [])
    assert queries() == few
    assert f"Show all {many + 4}" in shown(client, event)
    assert shown(client, event, "?all=booked").count("<li><a") > many


def stands(cast: Cast, event: Event, state: str, count: int, places: list[Place]) -> None:
    """So many more bookings, drawn past the services because there are so many."""
    person, last = someone(cast), Booking.objects.count() * 2
    kind = type(person)
    people = kind.objects.bulk_create(kind(given_name="Robin", family_name=f"Long-Name {n:04}") for n in range(count))
    Booking.objects.bulk_create(
        Booking(
            event=event,
            person=one,
            agency=cast.school,
            state=state,
            applied_at=clock.now(),
            turn=last + number + 1,
            place=places[number] if places else None,
            told=state,
        )
        for number, one in enumerate(people)
    )


def test_the_trainer_sees_who_comes_and_what_they_need_but_not_the_room(cast: Cast) -> None:
    event = coming(cast)
    books(cast, event, needs=(NeedAsked("diet", "No nuts"),))
    trainer = Trainer.objects.create(partnership=cast.fellside, person=cast.trainer.in_post, kind="x", starts_on=SINCE)
    EventTrainer.objects.create(event=event, trainer=trainer, asked_at=clock.now())
    client = cast.trainer.client()
    page = client.get(reverse("trainer:event", args=[cast.fellside.slug, event.slug])).content.decode()
    assert f"1 from {cast.school.name}" in page and "No nuts" in page
    assert client.get(reverse("office:event_room", args=[event.slug])).status_code in (403, 404)
