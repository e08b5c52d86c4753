"""Emergencies: whom they touch, who could stand in, and what becomes of everyone's booking. And the selection."""

from datetime import date

import pytest

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.partnerships.models import Agency
from goldenthread.training.bookings import selectors, services
from goldenthread.training.bookings.models import Booking, Place, SelectionRun
from goldenthread.training.bookings.terms import NeedAsked, State
from goldenthread.training.events.models import Event, EventTrainer, Move, RingFence
from goldenthread.training.trainers.models import Authorisation, Trainer
from tests.build.bookings import agencies, applies, says, someone, stands, with_places
from tests.build.events import a_venue, local
from tests.cast import NOW, SINCE, Cast

pytestmark = pytest.mark.django_db


def own(booking: Booking) -> Actor:
    return Actor(name=str(booking.person), person_id=booking.person_id)


def trainer(cast: Cast, event: Event, *, authorised: bool = True) -> Trainer:
    made = Trainer.objects.create(
        partnership=cast.fellside, person=someone(cast, cast.council), kind="associate", starts_on=SINCE
    )
    if authorised:
        Authorisation.objects.create(trainer=made, course=event.course, starts_on=SINCE)
    return made


def test_an_emergency_shows_everyone_it_touches_and_who_could_stand_in(cast: Cast) -> None:
    event = with_places(cast, 1)
    booked = applies(cast, event, someone(cast), needs=(NeedAsked("step-free"),))
    waiting = applies(cast, event, someone(cast))
    nobody = applies(cast, event, someone(cast))
    Booking.objects.filter(pk=nobody.pk).update(email="")
    out, ready, unready, busy = (trainer(cast, event, authorised=n != 2) for n in range(4))
    EventTrainer.objects.create(event=event, trainer=out, asked_at=NOW)
    other = with_places(cast, course=event.course)
    EventTrainer.objects.create(event=other, trainer=busy, asked_at=NOW)
    hall, small = a_venue(cast.fellside, "Beck Hall"), a_venue(cast.fellside, "Cupboard", holds=1)
    told = selectors.affected(cast.officer.actor(), event, NOW)
    assert (told.booked, told.waiting) == ([booked], [waiting, nobody])
    assert told.without_address == [nobody]
    assert [one.trainer for one in told.trainers] == [out]
    assert [one.trainer for one in told.ready] == [ready]
    assert {one.trainer for one in told.others} == {unready, busy}
    assert told.venues == [hall, small], "the event's own hall holds the other event at that time"
    assert [one.need for one in told.needs] == ["step-free"]
    with pytest.raises(Refused):
        selectors.affected(cast.lead.actor(), event, NOW)


def test_cancelling_ends_every_booking_with_the_event(cast: Cast) -> None:
    event = with_places(cast, 1)
    booked, waiting = applies(cast, event, someone(cast)), applies(cast, event, someone(cast))
    withdrawn = services.withdraw(by=cast.officer.actor(), at=NOW, booking=applies(cast, event, someone(cast)))
    officer = cast.officer.actor()
    with pytest.raises(Refused, match="Give the reason"):
        services.cancel_event(by=officer, at=NOW, event=event, why=" ")
    with pytest.raises(Refused):
        services.cancel_event(by=cast.lead.actor(), at=NOW, event=event, why="Snow")
    services.cancel_event(by=officer, at=NOW, event=event, why="Snow")
    assert [stands(one) for one in (booked, waiting, withdrawn)] == ["event-cancelled", "event-cancelled", "withdrawn"]
    event.refresh_from_db()
    assert (event.state, event.why_cancelled) == ("cancelled", "Snow")
    with pytest.raises(Refused, match="This event was cancelled"):
        applies(cast, event, someone(cast))
    with pytest.raises(Refused, match="This event was cancelled"):
        services.cancel_event(by=officer, at=NOW, event=event, why="Snow")


def test_postponing_keeps_bookings_and_asks_again(cast: Cast) -> None:
    says(cast.fellside, "cancel_working_days = 10")
    event = with_places(cast, 2, closes_at=local(20, 3, 17))
    officer = cast.officer.actor()
    services.ring_fence(by=officer, at=NOW, event=event, agency=cast.council, places=1, released_on=date(2026, 3, 12))
    keeps = applies(cast, event, someone(cast))
    council = applies(cast, event, someone(cast, cast.council))
    waits = applies(cast, event, someone(cast))
    new = [(local(31, 3, 9, 30), local(31, 3, 15, 30), None, "")]
    with pytest.raises(Refused, match="still to come"):
        services.postpone_event(by=officer, at=local(1, 4, 9), event=event, sessions=new, reason="Snow")
    services.postpone_event(by=officer, at=NOW, event=event, sessions=new, reason="Snow")
    assert [stands(one) for one in (keeps, council, waits)] == ["confirmed", "confirmed", "waiting"]
    assert set(selectors.asked_again_of(event)) == {keeps, council}
    event.refresh_from_db()
    # by the clock on the wall: summer time began in between
    assert (event.closes_at, RingFence.objects.get().released_on) == (local(27, 3, 17), date(2026, 3, 19))
    moved = Move.objects.get(event=event)
    assert (moved.what, moved.asks_again, moved.before["sessions"][0][0][:10]) == ("postponed", True, "2026-03-24")
    with pytest.raises(Refused, match="not being asked"):
        services.keep_new_date(by=own(waits), at=NOW, booking=waits)
    services.keep_new_date(by=own(keeps), at=NOW, booking=keeps)
    late = local(30, 3, 9)
    services.decline_new_date(by=own(council), at=late, booking=council)
    assert (stands(keeps), stands(council)) == ("confirmed", "cancelled"), "in time, whenever they say so"
    assert list(selectors.asked_again_of(event)) == []
    with pytest.raises(Refused, match="not being asked"):
        services.decline_new_date(by=own(keeps), at=late, booking=keeps)


def test_moving_online_takes_every_place_along(cast: Cast) -> None:
    event = with_places(cast, 1)
    booked, waiting = applies(cast, event, someone(cast)), applies(cast, event, someone(cast))
    officer = cast.officer.actor()
    services.move_online(
        by=officer, at=NOW, event=event, online_link="https://meet.example/1", reason="The boiler broke"
    )
    event.refresh_from_db()
    assert (event.mode, event.venue, selectors.numbers_of(event).online) == ("online", None, 1)
    services.cancel(by=own(booked), at=NOW, booking=booked)
    assert stands(waiting) == State.OFFERED
    hall = a_venue(cast.fellside, "Beck Hall", holds=1)
    services.change_venue(by=officer, at=NOW, event=event, venue=hall, reason="The boiler is mended")
    event.refresh_from_db()
    assert (event.mode, event.venue, Place.objects.get(event=event).is_online) == ("room", hall, False)
    assert list(Move.objects.order_by("pk").values_list("what", flat=True)) == ["online", "venue"]
    services.set_places(by=officer, at=NOW, event=event, room=2)
    with pytest.raises(Refused, match="Cupboard holds 1 people, and the event has 2 places"):
        cupboard = a_venue(cast.fellside, "Cupboard", holds=1)
        services.change_venue(by=officer, at=NOW, event=event, venue=cupboard, reason="Smaller")


def selecting(cast: Cast, **fields: object) -> tuple[Event, list[Agency]]:
    event = with_places(cast, 4, selected_by="at-a-date", selects_on=date(2026, 3, 10), **fields)
    return event, agencies(cast, 3)


@pytest.mark.requirement("B59")
def test_selection_fills_the_room_with_the_best_mix(cast: Cast) -> None:
    event, (one, two, three) = selecting(cast, places_per_agency=2)
    many = [applies(cast, event, someone(cast, one)) for _ in range(5)]
    few = [applies(cast, event, someone(cast, agency)) for agency in (two, three)]
    assert {stands(each) for each in (*many, *few)} == {State.WAITING}
    assert selectors.waiting_list(event, NOW)[0].why == "Places are given on 10 March 2026."
    officer = cast.officer.actor()
    proposed = selectors.proposed(officer, event)
    assert [line.seat is not None for line, _ in proposed] == [True, True, False, False, False, True, True]
    with pytest.raises(Refused):
        services.select_applicants(by=cast.lead.actor(), at=NOW, event=event)
    run = services.select_applicants(by=officer, at=NOW, event=event)
    assert [stands(each) for each in many] == ["confirmed"] * 2 + ["waiting"] * 3
    assert [stands(each) for each in few] == ["confirmed"] * 2
    assert [line["is_given"] for line in run.lines] == [line.seat is not None for line, _ in proposed]
    assert [line["why"] for line in run.lines] == [line.why for line, _ in proposed]
    mix = selectors.mix_of(event)
    assert (mix.people, mix.figure, mix.agencies[0]) == (4, 83, (one.name, 2))
    assert mix.missing == ("Fellside Council", "Northern Beck Police")
    services.cancel(by=own(few[0]), at=NOW, booking=few[0])
    assert [stands(each) for each in many] == ["confirmed"] * 2 + ["waiting"] * 3, "one agency has its two"
    assert applies(cast, event, someone(cast, three)).state == State.CONFIRMED


def test_an_officer_decides_otherwise_with_a_reason(cast: Cast) -> None:
    event, (one, two, _) = selecting(cast)
    first, second = applies(cast, event, someone(cast, one)), applies(cast, event, someone(cast, two))
    officer = cast.officer.actor()
    with pytest.raises(Refused) as refused:
        services.select_applicants(by=officer, at=NOW, event=event, overrides={first.pk: (False, " ")})
    assert list(refused.value.refusal.errors) == [f"why_{first.pk}"]
    run = services.select_applicants(
        by=officer, at=NOW, event=event, overrides={first.pk: (False, "Came in autumn"), second.pk: (True, "New lead")}
    )
    assert (stands(first), stands(second)) == ("waiting", "confirmed")
    assert [(line["why"], line["is_decided"]) for line in run.lines] == [
        ("An officer decided: Came in autumn", True),
        ("An officer decided: New lead", True),
    ]
    assert selectors.selections_of(officer, event) == [run]
    assert SelectionRun.objects.count() == 1


def test_the_mix_names_kinds_that_are_missing(cast: Cast) -> None:
    event = with_places(cast, mix_wanted=["police", "school"])
    assert selectors.mix_of(event).missing == ("Police", "School")
    applies(cast, event, someone(cast))
    applies(cast, event, someone(cast, cast.council))
    mix = selectors.mix_of(event)
    assert (mix.missing, mix.figure) == (("Police",), 100)
    assert mix.in_words == "Of 100 pairs of people in the room, 100 would come from different agencies."
    applies(cast, event, cast.constable.in_post)
    assert selectors.mix_of(event).missing == ()
