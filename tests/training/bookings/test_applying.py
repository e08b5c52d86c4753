"""Applying: who may, what is asked, what an officer looks at first, and who gets a place."""

from datetime import date, timedelta

import pytest

from goldenthread.kernel.actor import COMMAND_LINE, Actor
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.training.bookings import selectors, services
from goldenthread.training.bookings.models import Booking, Need
from goldenthread.training.bookings.terms import Application, NeedAsked, Outcome, Source, State
from goldenthread.training.catalogue.models import Course, Prerequisite
from goldenthread.training.events.models import EventTrainer
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import State as RecordState
from goldenthread.training.standing.services import take_force
from goldenthread.training.trainers.models import Trainer
from tests.build.bookings import agencies, applies, says, someone, stands, with_places
from tests.build.events import a_course, an_event, local
from tests.cast import NOW, SINCE, Cast

pytestmark = pytest.mark.django_db
GROUP = "group-3"


def adopt(cast: Cast, pack: str) -> None:
    version = frameworks.adopt_pack(by=COMMAND_LINE, at=NOW, partnership=cast.fellside, pack_key=pack)
    take_force(by=COMMAND_LINE, at=NOW, version=version, on=SINCE)


def learnt(person: object, course: Course, on: date) -> None:
    Record.objects.create(
        person=person,
        course=course,
        completed_on=on,
        state=RecordState.VERIFIED,
        format="other",
        provider_kind="multi-agency",
        entered_at=NOW,
    )


def test_whoever_applies_first_is_booked_and_the_next_waits(cast: Cast) -> None:
    event = with_places(cast, 2)
    first, second, third = (applies(cast, event, someone(cast)) for _ in range(3))
    assert [stands(one) for one in (first, second, third)] == [State.CONFIRMED, State.CONFIRMED, State.WAITING]
    assert [one.turn for one in (first, second, third)] == [1, 2, 3]
    assert [first.place.number, second.place.number] == [1, 2]
    assert [(one.position, one.why) for one in selectors.waiting_list(event, NOW)] == [(1, "Every place is taken.")]
    assert first.source == Source.OWN


def test_nobody_applies_twice_while_the_first_stands(cast: Cast) -> None:
    event = with_places(cast)
    person = someone(cast)
    booking = applies(cast, event, person)
    with pytest.raises(Refused, match="applied for this event already"):
        applies(cast, event, person)
    services.cancel(by=cast.officer.actor(), at=NOW, booking=booking)
    assert stands(applies(cast, event, person)) == State.CONFIRMED


def test_an_event_without_limit_takes_everyone(cast: Cast) -> None:
    event = an_event(cast, kind="unlimited", mode="online", online_link="https://meet.example/1")
    booked = [applies(cast, event, someone(cast)) for _ in range(3)]
    assert {stands(one) for one in booked} == {State.CONFIRMED}
    with pytest.raises(Refused, match="without limit"):
        services.set_places(by=cast.officer.actor(), at=NOW, event=event, room=1)


@pytest.mark.requirement("E21")
def test_an_incomplete_application_is_refused_field_by_field(cast: Cast) -> None:
    adopt(cast, "cumbria-2022")
    event = with_places(cast)
    person = someone(cast)
    with pytest.raises(Refused) as refused:
        applies(cast, event, person, basic_training_on=date(2025, 1, 10))
    assert refused.value.refusal.errors == {
        "supervisor_name": "Give this: Supervisor's name.",
        "supervisor_email": "Give this: Supervisor's e-mail address.",
    }
    assert not Booking.objects.exists()
    whole = {"supervisor_name": "Max Tarn", "supervisor_email": "max@agency.example"}
    booking = applies(cast, event, person, basic_training_on=date(2025, 1, 10), **whole)
    assert (booking.state, booking.supervisor_name) == (State.CONFIRMED, "Max Tarn")
    assert [(one.key, one.is_needed) for one in selectors.form_for(event, NOW.date())] == [
        ("email", True),
        ("supervisor_name", True),
        ("supervisor_email", True),
        ("basic_training_on", True),
    ]


def test_what_a_framework_asks_besides_is_asked_too(cast: Cast) -> None:
    says(cast.fellside, 'needed = ["What you hope to learn"]')
    event = with_places(cast)
    with pytest.raises(Refused) as refused:
        applies(cast, event, someone(cast))
    assert refused.value.refusal.errors == {"answer:What you hope to learn": "Give this: What you hope to learn."}
    booking = applies(cast, event, someone(cast), answers={"What you hope to learn": "To listen"})
    assert (booking.state, booking.answers) == (State.CONFIRMED, {"What you hope to learn": "To listen"})


@pytest.mark.requirement("E10")
def test_basic_training_comes_before_multi_agency_training(cast: Cast) -> None:
    adopt(cast, "cumbria-2022")
    event = with_places(cast)
    whole = {"supervisor_name": "Max Tarn", "supervisor_email": "max@agency.example"}
    untrained = someone(cast)
    with pytest.raises(Refused) as refused:
        applies(cast, event, untrained, **whole)
    assert list(refused.value.refusal.errors) == ["basic_training_on"]
    with pytest.raises(Refused, match="still to come"):
        applies(cast, event, untrained, basic_training_on=date(2026, 3, 10), **whole)
    assert applies(cast, event, untrained, basic_training_on=date(2026, 2, 10), **whole).state == State.CONFIRMED
    Course.objects.filter(partnership=cast.fellside, key="awareness").update(state="published")
    basic = with_places(cast, course=Course.objects.get(partnership=cast.fellside, key="awareness"))
    others = someone(cast)
    with pytest.raises(Refused) as refused:
        applies(cast, basic, others, **whole)
    assert refused.value.refusal.reason == "The application is not complete."


def test_basic_training_on_record_is_enough(cast: Cast) -> None:
    says(
        cast.fellside,
        'needs_courses = ["basic"]',
        '[[courses]]\nkey = "basic"\ntitle = "Basic"\n',
    )
    event = with_places(cast)
    basic = Course.objects.get(partnership=cast.fellside, key="basic")
    trained = someone(cast)
    with pytest.raises(Refused, match="Basic training in your own agency comes before"):
        applies(cast, event, trained)
    learnt(trained, basic, date(2025, 5, 1))
    assert applies(cast, event, trained).state == State.CONFIRMED


@pytest.mark.requirement("B59")
@pytest.mark.requirement("E21")
def test_out_of_the_target_group_or_order_is_held_for_an_officer(cast: Cast) -> None:
    adopt(cast, "kirklees-2011")
    before, also = a_course(cast.fellside, "The first steps"), a_course(cast.fellside, "The second steps")
    course = a_course(cast.fellside, "The third steps", groups=[GROUP])
    Prerequisite.objects.create(course=course, before=before)
    Prerequisite.objects.create(course=course, before=also, is_needed=False)
    event = with_places(cast, course=course)
    outside, ready = someone(cast), someone(cast)
    ready.posts.update(group_key=GROUP)
    learnt(ready, before, date(2025, 5, 1))
    learnt(ready, also, date(2025, 6, 1))
    assert applies(cast, event, ready).state == State.CONFIRMED
    may = selectors.may_apply(cast.officer.actor(), event, outside, cast.school, NOW)
    booking = applies(cast, event, outside)
    assert booking.state == State.HELD
    assert booking.why_held == list(may.why_held)
    assert [text.split(":")[0].split(" has")[0].split(" is")[0] for text in booking.why_held] == [
        "Not in the target group",
        "The first steps",
        "The second steps",
    ]
    assert list(selectors.held_in(cast.officer.actor(), cast.fellside.pk)) == [booking]
    with pytest.raises(Refused):
        services.decide_held(by=cast.lead.actor(), at=NOW, booking=booking, is_accepted=True, why="Known to us")
    with pytest.raises(Refused, match="Say why"):
        services.decide_held(by=cast.officer.actor(), at=NOW, booking=booking, is_accepted=True, why=" ")
    services.decide_held(by=cast.officer.actor(), at=NOW, booking=booking, is_accepted=True, why="Known to us")
    assert stands(booking) == State.CONFIRMED
    other = applies(cast, event, someone(cast))
    services.decide_held(by=cast.officer.actor(), at=NOW, booking=other, is_accepted=False, why="Take the basic first")
    assert (stands(other), Booking.objects.get(pk=other.pk).why) == (State.REFUSED, "Take the basic first")


def test_booking_opens_early_for_chosen_groups_and_closes_on_time(cast: Cast) -> None:
    adopt(cast, "kirklees-2011")
    opens, early = NOW + timedelta(days=2), NOW + timedelta(days=1)
    event = with_places(
        cast,
        opens_at=opens,
        early_opens_at=early,
        early_groups=[GROUP],
        closes_at=NOW + timedelta(days=5),
        course=a_course(cast.fellside, "The third steps"),
    )
    chosen, other = someone(cast), someone(cast)
    chosen.posts.update(group_key=GROUP)
    for person, at, words in (
        (chosen, NOW, "opens for you on 3 March 2026 at 09:30"),
        (other, early, "opens on 4 March 2026 at 09:30"),
        (other, NOW + timedelta(days=5), "closed on 7 March 2026"),
    ):
        with pytest.raises(Refused, match=words):
            applies(cast, event, person, at=at)
    assert applies(cast, event, chosen, at=early).state == State.CONFIRMED
    assert applies(cast, event, other, at=opens).state == State.CONFIRMED
    late = someone(cast)
    by_office = applies(cast, event, late, by=cast.officer.actor(), at=NOW + timedelta(days=6))
    assert (by_office.state, by_office.source) == (State.CONFIRMED, Source.OFFICE)


def test_a_policy_closes_booking_working_days_before(cast: Cast) -> None:
    says(cast.fellside, "closes_working_days = 2")
    event = with_places(cast, starts_at=local(7, 4, 9))  # Tuesday after Easter Monday
    with pytest.raises(Refused, match="Booking closed on 1 April 2026 at 17:00"):
        applies(cast, event, someone(cast), at=local(1, 4, 17))
    assert applies(cast, event, someone(cast), at=local(1, 4, 16, 59)).state == State.CONFIRMED


@pytest.mark.parametrize("email", ["office@school.example", "Head.Office@school.example", "admin1@school.example"])
def test_a_shared_mailbox_can_be_refused(cast: Cast, email: str) -> None:
    event = with_places(cast)
    assert applies(cast, event, someone(cast), email=email).state == State.CONFIRMED
    says(cast.fellside, "individual_addresses_only = true")
    with pytest.raises(Refused) as refused:
        applies(cast, event, someone(cast), email=email)
    assert list(refused.value.refusal.errors) == ["email"]
    assert applies(cast, event, someone(cast), email="headley.officer@school.example").state == State.CONFIRMED


def test_only_people_of_the_area_where_the_policy_says_so(cast: Cast) -> None:
    event = with_places(cast)
    away = cast.other_constable.in_post
    booked = applies(cast, event, away)
    assert booked.state == State.CONFIRMED
    services.cancel(by=cast.officer.actor(), at=NOW, booking=booked)
    says(cast.fellside, "own_area_only = true")
    with pytest.raises(Refused, match="only for people who work in the partnership's area"):
        applies(cast, event, away)
    assert applies(cast, event, cast.constable.in_post).state == State.CONFIRMED


def test_whoever_stays_away_again_and_again_is_restricted(cast: Cast) -> None:
    says(cast.fellside, 'no_shows_before_restricted = 2\nrestricted_for = "6 months"')
    person = someone(cast)
    for month in (4, 5):
        past = with_places(cast, starts_at=local(5, month, 9), course=a_course(cast.fellside, f"Past {month}"))
        gone = applies(cast, past, person)
        Booking.objects.filter(pk=gone.pk).update(outcome=Outcome.ABSENT)
    event = with_places(cast, starts_at=local(9, 12, 9))
    with pytest.raises(Refused, match="after 5 November 2026"):
        applies(cast, event, person, at=local(5, 11, 9))
    allowed = applies(cast, event, person, by=cast.officer.actor(), at=local(5, 11, 9))
    services.cancel(by=cast.officer.actor(), at=local(5, 11, 9), booking=allowed)
    assert applies(cast, event, person, at=local(6, 11, 9)).state == State.CONFIRMED


def test_no_more_from_one_agency_than_it_may_have(cast: Cast) -> None:
    event = with_places(cast, 5, places_per_agency=2)
    school = [applies(cast, event, someone(cast)) for _ in range(3)]
    council = applies(cast, event, someone(cast, cast.council))
    assert [stands(one) for one in (*school, council)] == ["confirmed", "confirmed", "waiting", "confirmed"]
    assert [one.why for one in selectors.waiting_list(event, NOW)] == [
        "Tarn Lane School has the 2 places that one agency may have."
    ]


def test_an_event_of_one_agency_takes_nobody_else(cast: Cast) -> None:
    event = with_places(cast, for_agency=cast.school)
    with pytest.raises(Refused, match="for the staff of Tarn Lane School"):
        applies(cast, event, someone(cast, cast.council))
    assert applies(cast, event, someone(cast)).state == State.CONFIRMED


def test_who_may_book_whom(cast: Cast) -> None:
    event = with_places(cast)
    pat = cast.practitioner.in_post
    for stranger in (cast.police_lead, cast.other_officer, cast.outsider, cast.designated_lead):
        with pytest.raises(Refused, match="not found"):
            applies(cast, event, pat, by=stranger.actor())
    for member, source in (
        (cast.practitioner, Source.OWN),
        (cast.manager, Source.MANAGER),
        (cast.lead, Source.COORDINATOR),
        (cast.officer, Source.OFFICE),
    ):
        booking = applies(cast, event, pat, by=member.actor())
        assert booking.source == source
        services.withdraw(by=member.actor(), at=NOW, booking=booking) if booking.place_id is None else services.cancel(
            by=member.actor(), at=NOW, booking=booking
        )
    with pytest.raises(Refused, match="no post at Fellside Council"):
        applies(cast, event, pat, cast.council, by=cast.officer.actor())


def test_a_coordinator_books_several_and_is_told_of_each(cast: Cast) -> None:
    event = with_places(cast, 2)
    one, two, three = someone(cast), someone(cast), someone(cast)
    stranger = someone(cast, cast.council)
    lead = cast.lead.actor()
    named = [(person, Application()) for person in (one, two, three)]
    with pytest.raises(Refused, match=f"Nobody was booked.*{three}: there is no place now"):
        services.apply_for_several(by=lead, at=NOW, event=event, agency=cast.school, people=named, all_or_none=True)
    assert not Booking.objects.exists()
    found = services.apply_for_several(
        by=lead, at=NOW, event=event, agency=cast.school, people=[(stranger, Application()), *named]
    )
    assert [(each.person, each.booking.state if each.booking else None) for each in found] == [
        (stranger, None),
        (one, State.CONFIRMED),
        (two, State.CONFIRMED),
        (three, State.WAITING),
    ]
    assert found[0].refusal is not None and "not found" in found[0].refusal.reason


def test_in_a_room_or_online_each_has_places_of_its_own(cast: Cast) -> None:
    link = {"mode": "hybrid", "online_link": "https://meet.example/1"}
    event = with_places(cast, 1, online=1, **link)
    here, away = applies(cast, event, someone(cast)), applies(cast, event, someone(cast), wants_online=True)
    late = applies(cast, event, someone(cast), wants_online=True)
    assert [one.place and one.place.is_online for one in (here, away, late)] == [False, True, None]
    assert selectors.waiting_list(event, NOW)[0].why == "Every place is taken."
    with pytest.raises(Refused, match="No place of that kind is free"):
        services.switch_attendance(by=cast.officer.actor(), at=NOW, booking=here, online=True)
    services.switch_attendance(by=cast.officer.actor(), at=NOW, booking=late, online=False)
    services.cancel(by=cast.officer.actor(), at=NOW, booking=here)
    assert Booking.objects.get(pk=late.pk).place.is_online is False
    more = services.set_places(by=cast.officer.actor(), at=NOW, event=event, room=2, online=1)
    switched = services.switch_attendance(by=cast.officer.actor(), at=NOW, booking=away, online=False)
    assert (switched.place.is_online, selectors.numbers_of(more).room) == (False, 2)


@pytest.mark.requirement("B32")
def test_needs_are_asked_arranged_shown_to_the_trainer_and_forgotten(cast: Cast) -> None:
    event = with_places(cast)
    pat = cast.practitioner
    needs = (NeedAsked("bsl", "Level 6"), NeedAsked("diet", "No nuts"))
    booking = applies(cast, event, pat.in_post, by=pat.actor(), needs=needs)
    officer = cast.officer.actor()
    bsl, diet = selectors.needs_seen(officer, event)
    with pytest.raises(Refused):
        selectors.needs_seen(cast.trainer.actor(), event)
    trainer = Trainer.objects.create(
        partnership=cast.fellside, person=cast.trainer.in_post, kind="associate", starts_on=SINCE
    )
    EventTrainer.objects.create(event=event, trainer=trainer, asked_at=NOW)
    assert list(selectors.needs_seen(cast.trainer.actor(), event)) == [bsl, diet]
    with pytest.raises(Refused):
        services.arrange_need(by=cast.trainer.actor(), at=NOW, need=bsl, state="confirmed")
    services.arrange_need(by=officer, at=NOW, need=bsl, state="confirmed", owner_name="Olive Fell", cost_pence=18_000)
    with pytest.raises(Refused, match="Say why it could not be met"):
        services.arrange_need(by=officer, at=NOW, need=diet, state="unmet")
    services.arrange_need(by=officer, at=NOW, need=diet, state="unmet", note="The kitchen is closed")
    services.change_needs(by=pat.actor(), at=NOW, booking=booking, needs=needs[:1])
    assert list(Need.objects.values_list("need", "state", "cost_pence")) == [("bsl", "confirmed", 18_000)]
    over = local(24, 3, 16)
    assert services.forget_needs_due(by=COMMAND_LINE, at=over + timedelta(days=91), on=date(2026, 6, 23)) == 0
    with pytest.raises(Refused):
        services.forget_needs_due(by=officer, at=over + timedelta(days=93), on=date(2026, 6, 25))
    assert services.forget_needs_due(by=COMMAND_LINE, at=over + timedelta(days=93), on=date(2026, 6, 25)) == 1
    assert stands(booking) == State.CONFIRMED


def test_somebody_at_the_door_is_let_in_on_the_day(cast: Cast) -> None:
    event = with_places(cast, 1)
    applies(cast, event, someone(cast))
    waiting = applies(cast, event, someone(cast))
    visitor = someone(cast, agencies(cast, 1)[0])
    with pytest.raises(Refused, match="on the days of the event"):
        services.walk_in(by=cast.officer.actor(), at=NOW, event=event, person=visitor, agency=cast.council)
    with pytest.raises(Refused):
        services.walk_in(
            by=Actor(name="x", person_id=visitor.pk), at=local(24, 3, 9), event=event, person=visitor,
            agency=cast.council,
        )  # fmt: skip
    agency = visitor.posts.get().agency
    let_in = services.walk_in(by=cast.officer.actor(), at=local(24, 3, 9), event=event, person=visitor, agency=agency)
    assert (let_in.state, let_in.source, let_in.place.number) == (State.CONFIRMED, Source.WALK_IN, 2)
    came = services.walk_in(
        by=cast.officer.actor(), at=local(24, 3, 9), event=event, person=waiting.person, agency=cast.school
    )
    assert (came.pk, came.state, came.source) == (waiting.pk, State.CONFIRMED, Source.OWN)
    assert selectors.numbers_of(event).places == 3
