"""Plan events, on the real path: sessions, venues, joint events, promises, publishing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile

from goldenthread.foundation.audit.models import Entry
from goldenthread.kernel.actor import COMMAND_LINE, Actor
from goldenthread.kernel.refusal import Kind, Refused
from goldenthread.setting.frameworks.services import adopt_pack
from goldenthread.training.events import access, selectors, services
from goldenthread.training.events.models import AwkwardDays, Event, EventTrainer, Incident, RingFence
from goldenthread.training.standing.services import take_force
from goldenthread.training.trainers.models import Authorisation, Trainer
from tests.build.events import a_course, a_venue, an_event, local
from tests.cast import NOW, SINCE, TODAY, Cast

VISITOR = Actor(name="a visitor")


def refused(act: Any, **given: Any) -> Any:
    with pytest.raises(Refused) as no:
        act(**given)
    return no.value.refusal


def test_an_event_has_an_address_of_its_month_and_subject(cast: Cast) -> None:
    first = an_event(cast, published=False)
    second = an_event(cast, first.course, published=False)
    assert (first.slug, second.slug) == ("2026-03-neglect", "2026-03-neglect-2")
    june = [(local(9, 6, 9), local(9, 6, 12), None, "")]
    services.set_sessions(by=cast.officer.actor(), at=NOW, event=first, sessions=june)
    assert first.slug == "2026-06-neglect"
    services.publish_event(by=cast.officer.actor(), at=NOW, event=first)
    july = [(local(7, 7, 9), local(7, 7, 12), None, "")]
    services.set_sessions(by=cast.officer.actor(), at=NOW, event=first, sessions=july)
    assert first.slug == "2026-06-neglect", "once published, an address stays where people found it"


def test_only_the_partnerships_officer_plans(cast: Cast) -> None:
    event = an_event(cast, published=False)
    for member in (cast.other_officer, cast.trainer, cast.lead, cast.practitioner):
        no = refused(services.change_event, by=member.actor(), at=NOW, event=event, minimum=3)
        assert no.kind == Kind.NOT_ALLOWED
    services.change_event(by=cast.officer.actor(), at=NOW, event=event, minimum=3)
    assert Event.objects.get(pk=event.pk).minimum == 3


def test_sessions_are_moved_in_place_and_what_was_held_stays(cast: Cast) -> None:
    by = cast.officer.actor()
    week = timedelta(weeks=1)
    days = [(local(3, 3, 9) + week * n, local(3, 3, 12) + week * n, None, f"Part {n + 1}") for n in range(3)]
    event = an_event(cast, published=False)
    kept = services.set_sessions(by=by, at=NOW, event=event, sessions=days)
    later = [(start + week, end + week, venue, title) for start, end, venue, title in days]
    moved = services.set_sessions(by=by, at=NOW, event=event, sessions=later)
    assert {one.pk for one in moved} == {one.pk for one in kept}
    assert [(one.starts_at, one.title) for one in moved] == [(start, title) for start, _, _, title in later]
    services.publish_event(by=by, at=NOW, event=event)
    after_first = local(11, 3, 9)
    no = refused(services.set_sessions, by=by, at=after_first, event=event, sessions=later[1:])
    assert no.errors["sessions"] == "A session that has begun cannot be moved or taken away."
    assert len(services.set_sessions(by=by, at=after_first, event=event, sessions=later[:2])) == 2


def test_trainers_are_asked_again_when_days_move(cast: Cast, trainer: Trainer) -> None:
    by = cast.officer.actor()
    event = an_event(cast)
    asked = services.assign_trainer(by=by, at=NOW, event=event, trainer=trainer, why_overridden="New to the pool.")
    services.confirm_trainer(by=cast.trainer.actor(), at=NOW, asked=asked)
    same = [(one.starts_at, one.ends_at, None, "The day") for one in event.sessions.all()]
    services.set_sessions(by=by, at=NOW, event=event, sessions=same)
    assert EventTrainer.objects.get().confirmed_at == NOW, "a new title moves nobody"
    services.set_sessions(by=by, at=NOW, event=event, sessions=[(local(1, 4, 9), local(1, 4, 15), None, "")])
    assert EventTrainer.objects.get().confirmed_at is None


@pytest.fixture
def trainer(cast: Cast) -> Trainer:
    return Trainer.objects.create(
        partnership=cast.fellside, person=cast.trainer.in_post, kind="associate", agency=cast.council, starts_on=SINCE
    )


@pytest.mark.requirement("A15", "A34")
def test_a_trainer_without_training_of_trainers_is_assigned_only_with_a_logged_reason(
    cast: Cast, trainer: Trainer
) -> None:
    kent = adopt_pack(by=cast.administrator.actor(), at=NOW, partnership=cast.fellside, pack_key="kent-2020")
    take_force(by=cast.administrator.actor(), at=NOW, version=kent, on=TODAY)
    by, event = cast.officer.actor(), an_event(cast)
    Authorisation.objects.create(trainer=trainer, course=event.course, starts_on=SINCE)
    no = refused(services.assign_trainer, by=by, at=NOW, event=event, trainer=trainer)
    assert "has not completed Train the Trainer" in no.errors["why_overridden"]
    assert not EventTrainer.objects.exists()
    asked = services.assign_trainer(
        by=by, at=NOW, event=event, trainer=trainer, why_overridden="Observed by the lead trainer."
    )
    logged = Entry.objects.get(act="assign trainer in spite of what is lacking")
    assert asked.why_overridden == "Observed by the lead trainer."
    assert logged.reason.startswith("Observed by the lead trainer. (Tom Keld has not completed Train the Trainer")
    assert logged.by_name == by.name


@pytest.mark.requirement("A15")
def test_a_trainer_with_the_five_days_and_the_accreditation_needs_no_reason(cast: Cast, trainer: Trainer) -> None:
    kent = adopt_pack(by=cast.administrator.actor(), at=NOW, partnership=cast.fellside, pack_key="kent-2020")
    take_force(by=cast.administrator.actor(), at=NOW, version=kent, on=TODAY)
    event = an_event(cast)
    Trainer.objects.update(trained_days=5, trained_on=SINCE, accreditation="Diploma of Education programme")
    Authorisation.objects.create(trainer=trainer, course=event.course, starts_on=SINCE)
    trainer.refresh_from_db()
    asked = services.assign_trainer(by=cast.officer.actor(), at=NOW, event=event, trainer=trainer, why_overridden="x")
    assert (asked.why_overridden, Entry.objects.filter(act="assign trainer").count()) == ("", 1)


def test_candidates_say_who_is_authorised_and_free_first(cast: Cast, trainer: Trainer) -> None:
    by = cast.officer.actor()
    event = an_event(cast)
    other = Trainer.objects.create(
        partnership=cast.fellside, person=cast.manager.in_post, kind="associate", starts_on=SINCE,
        trained_days=5, accreditation="Diploma",
    )  # fmt: skip
    Authorisation.objects.create(trainer=other, course=event.course, starts_on=SINCE)
    found = selectors.candidates_for(event, TODAY)
    assert [(one.trainer, one.is_ready) for one in found] == [(other, True), (trainer, False)]
    assert found[1].why_not == "Tom Keld is not authorised for Neglect."
    clash = an_event(cast, a_course(cast.fellside, "Exploitation"))
    services.assign_trainer(by=by, at=NOW, event=clash, trainer=other, why_overridden="Short notice.")
    assert selectors.candidates_for(event, TODAY)[0].clash == "They give “Exploitation” at that time."


def test_a_trainer_answers_for_themself_and_once_more_does_no_harm(cast: Cast, trainer: Trainer) -> None:
    event = an_event(cast)
    asked = services.assign_trainer(
        by=cast.officer.actor(), at=NOW, event=event, trainer=trainer, why_overridden="New."
    )
    for stranger in (cast.practitioner, cast.other_officer):
        no = refused(services.confirm_trainer, by=stranger.actor(), at=NOW, asked=asked)
        assert no.kind == Kind.NOT_VISIBLE
    assert access.gives(cast.trainer.actor(), event)
    services.confirm_trainer(by=cast.trainer.actor(), at=NOW, asked=asked)
    services.confirm_trainer(by=cast.trainer.actor(), at=NOW + timedelta(hours=1), asked=asked)
    assert EventTrainer.objects.get().confirmed_at == NOW
    services.decline_trainer(by=cast.trainer.actor(), at=NOW, asked=asked, why="Court")
    assert not access.gives(cast.trainer.actor(), event)
    services.assign_trainer(
        by=cast.officer.actor(), at=NOW, event=event, trainer=trainer, why_overridden="Asked again."
    )
    assert (EventTrainer.objects.get().declined_at, EventTrainer.objects.get().why_declined) == (None, "")


@pytest.mark.requirement("A13", "B63")
def test_a_joint_event_stands_once_in_the_view_of_each_partnership(cast: Cast) -> None:
    joint, own = an_event(cast, published=False), an_event(cast, a_course(cast.fellside, "Exploitation"))
    neighbour = cast.other_officer.actor()
    refused(selectors.get_event, actor=neighbour, partnership=cast.marrow_vale, slug=joint.slug)
    services.hold_jointly(by=cast.officer.actor(), at=NOW, event=joint, partnership=cast.marrow_vale)
    assert set(selectors.events_of([cast.fellside.pk])) == {joint, own}
    assert list(selectors.events_of([cast.marrow_vale.pk])) == [joint]
    both = list(selectors.events_of([cast.fellside.pk, cast.marrow_vale.pk]))
    assert sorted(one.pk for one in both) == sorted([joint.pk, own.pk]), "once, though both hold it"
    assert selectors.get_event(neighbour, cast.marrow_vale, joint.slug) == joint
    assert selectors.get_event(cast.officer.actor(), cast.fellside, joint.slug) == joint
    assert refused(services.change_event, by=neighbour, at=NOW, event=joint, minimum=1).kind == Kind.NOT_ALLOWED
    services.publish_event(by=cast.officer.actor(), at=NOW, event=joint)
    assert list(selectors.public_events(cast.marrow_vale, NOW)) == [joint]
    no = refused(
        services.hold_no_longer_jointly, by=cast.officer.actor(), at=NOW, event=joint, partnership=cast.marrow_vale
    )
    assert no.kind == Kind.WRONG_STATE


@pytest.mark.requirement("B63")
def test_an_agency_of_both_districts_may_have_places_at_either(cast: Cast) -> None:
    event = an_event(cast)
    given: dict[str, Any] = {"by": cast.officer.actor(), "at": NOW, "event": event, "released_on": date(2026, 3, 10)}
    assert services.promise_places(**given, agency=cast.police, places=4).places == 4
    no = refused(services.promise_places, **given, agency=cast.marrow_council, places=2)
    assert no.errors == {"agency": "Choose an agency of the partnership."}
    services.hold_jointly(by=cast.officer.actor(), at=NOW, event=event, partnership=cast.marrow_vale)
    assert services.promise_places(**given, agency=cast.marrow_council, places=2).places == 2


@pytest.mark.requirement("A35")
def test_the_partner_who_gives_the_venue_is_promised_places_until_a_day(cast: Cast) -> None:
    by = cast.officer.actor()
    hall = a_venue(cast.fellside, "School hall", is_free=True, agency=cast.school, holds=40)
    event = an_event(cast, venue=hall)
    given: dict[str, Any] = {"by": by, "at": NOW, "event": event, "agency": cast.school, "why": "Gives the venue."}
    for places, released_on, field in ((0, date(2026, 3, 10), "places"), (8, date(2026, 3, 25), "released_on")):
        assert field in refused(services.promise_places, **given, places=places, released_on=released_on).errors
    services.promise_places(**given, places=6, released_on=date(2026, 3, 10))
    services.promise_places(**given, places=8, released_on=date(2026, 3, 17))
    fence = RingFence.objects.get()
    assert (fence.places, fence.released_on, fence.released_at) == (8, date(2026, 3, 17), None)
    services.take_back_promise(by=by, at=NOW, fence=fence)
    assert not RingFence.objects.exists()


@pytest.mark.requirement("B32")
def test_a_venue_says_how_people_get_in_and_take_part(cast: Cast) -> None:
    by = cast.officer.actor()
    given: dict[str, Any] = {
        "name": "Tarn Hall", "address": "1 Tarn Lane", "postcode": "LA1 1AA", "holds": 30, "is_step_free": True,
        "has_hearing_loop": False, "has_accessible_toilet": True, "parking": "Two accessible bays",
        "access_note": "Lift to the first floor.", "contact": "Reception 01234 567890",
    }  # fmt: skip
    hall = services.keep_venue(by=by, at=NOW, partnership=cast.fellside, **given)
    hall.refresh_from_db()
    assert {name: getattr(hall, name) for name in given} == given
    assert selectors.get_venue(by, cast.fellside.pk, hall.pk) == hall
    assert refused(services.keep_venue, by=by, at=NOW, partnership=cast.fellside, name="Tarn Hall").errors == {}
    free = refused(services.keep_venue, by=by, at=NOW, partnership=cast.fellside, name="B", is_free=True)
    assert free.errors == {"agency": "Choose the agency that offers it free of charge."}
    services.end_venue(by=by, at=NOW, venue=hall, on=TODAY)
    assert not selectors.venues_of(cast.fellside.pk, TODAY).filter(pk=hall.pk).exists()
    refused(selectors.get_venue, actor=cast.other_officer.actor(), partnership_id=cast.fellside.pk, venue_id=hall.pk)


@pytest.mark.requirement("B33")
def test_who_plans_or_gives_an_event_notes_what_was_said_in_the_room(cast: Cast, trainer: Trainer) -> None:
    event = an_event(cast)
    services.assign_trainer(by=cast.officer.actor(), at=NOW, event=event, trainer=trainer, why_overridden="New.")
    given: dict[str, Any] = {
        "at": NOW,
        "event": event,
        "what": "A remark about health visitors.",
        "done": "Challenged.",
    }
    services.note_incident(by=cast.trainer.actor(), **given)
    services.note_incident(by=cast.officer.actor(), **given)
    assert refused(services.note_incident, by=cast.practitioner.actor(), **given).kind == Kind.NOT_ALLOWED
    assert "what" in refused(services.note_incident, by=cast.officer.actor(), at=NOW, event=event, what=" ").errors
    assert [one.done for one in Incident.objects.all()] == ["Challenged.", "Challenged."]
    assert "remark" not in str(Entry.objects.filter(act="note incident").values_list("changes", flat=True))


@pytest.mark.requirement("A21", "A22", "C32", "D17")
@pytest.mark.parametrize("pack", ["kent-2020", "kirklees-2011", "cumbria-2022", "south-gloucestershire-2016"])
def test_an_event_of_every_delivery_type_is_planned_and_found_by_it(cast: Cast, pack: str) -> None:
    version = adopt_pack(by=cast.administrator.actor(), at=NOW, partnership=cast.fellside, pack_key=pack)
    take_force(by=cast.administrator.actor(), at=NOW, version=version, on=TODAY)
    ways = selectors.delivery_types(cast.fellside.pk, TODAY)
    assert len(ways) > 1
    for number, way in enumerate(ways):
        course = a_course(cast.fellside, f"By {way.key}", delivery=way.key, minutes=0)
        expected = selectors.usual(course, cast.fellside.pk, TODAY)
        hours = (way.minutes or 360) / 60
        event = an_event(cast, course, starts_at=local(2 + number, 6, 9), hours=hours)
        assert (expected.minutes, selectors.minutes_of(event)) == (way.minutes or 360, way.minutes or 360)
        assert list(selectors.events_of([cast.fellside.pk]).filter(course__delivery=way.key)) == [event]


@pytest.mark.requirement("C32", "D17")
def test_a_multi_day_event_of_half_days_adds_up(cast: Cast) -> None:
    event = an_event(cast, published=False)
    days = [(local(n, 6, 9), local(n, 6, 12), None, "") for n in (2, 9, 16)]
    services.set_sessions(by=cast.officer.actor(), at=NOW, event=event, sessions=days)
    assert (selectors.minutes_of(event), selectors.length_of(event)) == (540, "1½ days")


def test_publishing_asks_for_what_people_need(cast: Cast) -> None:
    by, course = cast.officer.actor(), a_course(cast.fellside, state="draft")
    event = services.create_event(by=by, at=NOW, partnership=cast.fellside, course=course, title="")
    no = refused(services.publish_event, by=by, at=NOW, event=event, places=0)
    assert no.reason == (
        "This event cannot be published yet. The course is not in the programme yet: publish the course first. "
        "It has no sessions: say when it is held. It has no venue. It has no places."
    )
    course.state = "published"
    course.save()
    services.change_event(by=by, at=NOW, event=event, venue=a_venue(cast.fellside))
    services.set_sessions(by=by, at=NOW, event=event, sessions=[(local(1, 4, 9), local(1, 4, 12), None, "")])
    event = Event.objects.get(pk=event.pk)
    services.publish_event(by=by, at=NOW, event=event, places=20)
    assert (event.state, event.published_at) == ("published", NOW)
    assert list(selectors.public_events(cast.fellside, NOW)) == [event]


def test_booking_closes_and_opens_again_and_a_draft_is_given_up(cast: Cast) -> None:
    by, event = cast.officer.actor(), an_event(cast, closes_at=local(1, 3, 17))
    assert selectors.why_not_open(event, NOW) == "Booking has closed."
    services.close_booking(by=by, at=NOW, event=event)
    assert refused(services.cancel_draft, by=by, at=NOW, event=event, why="x").kind == Kind.WRONG_STATE
    services.reopen_booking(by=by, at=NOW, event=event)
    assert (event.state, event.closes_at, selectors.why_not_open(event, NOW)) == ("published", None, "")
    assert refused(services.reopen_booking, by=by, at=NOW, event=event).kind == Kind.WRONG_STATE
    draft = an_event(cast, event.course, published=False)
    assert "why" in refused(services.cancel_draft, by=by, at=NOW, event=draft, why=" ").errors
    services.cancel_draft(by=by, at=NOW, event=draft, why="No trainer.")
    refused(services.publish_event, by=by, at=NOW, event=draft)
    refused(services.change_event, by=by, at=NOW, event=draft, minimum=1)


def test_two_officers_who_act_at_once_do_not_undo_each_other(cast: Cast) -> None:
    by, event = cast.officer.actor(), an_event(cast)
    stale = Event.objects.get(pk=event.pk)
    services.mark_cancelled(by=by, at=NOW, event=event, why="Snow")
    no = refused(services.close_booking, by=by, at=NOW, event=stale)
    assert "in the meantime" in no.reason
    assert Event.objects.get().state == "cancelled"


def test_who_sees_what(cast: Cast) -> None:
    draft = an_event(cast, published=False)
    shown = an_event(cast, draft.course)
    inside = an_event(cast, draft.course, for_agency=cast.school)

    def seen_by(actor: Actor) -> set[int]:
        return set(Event.objects.filter(access.visible_to(actor)).values_list("pk", flat=True))

    assert seen_by(VISITOR) == {shown.pk}
    assert seen_by(cast.other_officer.actor()) == {shown.pk}
    assert seen_by(cast.practitioner.actor()) == {shown.pk, inside.pk}
    assert seen_by(cast.lead.actor()) == {shown.pk, inside.pk}
    assert seen_by(cast.officer.actor()) == {draft.pk, shown.pk, inside.pk}
    assert seen_by(cast.administrator.actor()) == {draft.pk, shown.pk, inside.pk}
    assert access.can_see_event(cast.police_lead.actor(), inside) is not None


def test_pack_files_open_to_trainers_and_those_who_come(cast: Cast, trainer: Trainer) -> None:
    by, event = cast.officer.actor(), an_event(cast)
    services.assign_trainer(by=by, at=NOW, event=event, trainer=trainer, why_overridden="New.")
    given: dict[str, Any] = {"at": NOW, "event": event, "name": "plan.pdf"}
    notes, slides = (
        services.add_pack_file(
            by=who, **given, title=title, for_participants=shown, content=ContentFile(b"%PDF-1.7 x", name="plan.pdf")
        )
        for who, title, shown in ((by, "Trainer's notes", False), (cast.trainer.actor(), "Slides", True))
    )
    pat = cast.practitioner.actor()
    for actor in (by, cast.trainer.actor()):
        assert selectors.get_pack_file(actor, event, notes.pk) == notes
    assert selectors.get_pack_file(pat, event, slides.pk, is_coming=True) == slides
    for actor, file, coming in ((pat, notes, True), (pat, slides, False), (cast.other_officer.actor(), notes, False)):
        no = refused(selectors.get_pack_file, actor=actor, event=event, file_id=file.pk, is_coming=coming)
        assert no.kind == Kind.NOT_VISIBLE
    wrong = ContentFile(b"MZ not a pdf", name="plan.pdf")
    no = refused(services.add_pack_file, by=by, **given, title="x", for_participants=True, content=wrong)
    assert "file" in no.errors


def test_days_to_avoid_are_loaded_all_or_none_and_once(cast: Cast) -> None:
    given: dict[str, Any] = {"by": cast.officer.actor(), "at": NOW, "partnership": cast.fellside}
    text = "kind,title,first day,last day\nSchool holiday,Easter,1/4/2026,14/4/2026\nfestival,Eid,20/3/2026,\n"
    assert "Line 4" in refused(services.import_awkward_days, **given, text=f"{text}nonsense,x,1/1/2026,").reason
    assert not AwkwardDays.objects.exists()
    assert (services.import_awkward_days(**given, text=text), services.import_awkward_days(**given, text=text)) == (
        2,
        0,
    )
    day, plain = date(2026, 4, 6), date(2026, 3, 24)
    assert selectors.warnings_for(cast.fellside.pk, [day, plain]) == {
        day: ["Bank holiday: Easter Monday", "School holiday: Easter"]
    }
    assert selectors.warnings_for(cast.marrow_vale.pk, [day]) == {day: ["Bank holiday: Easter Monday"]}


def test_command_line_may_plan(cast: Cast) -> None:
    assert access.can_plan(COMMAND_LINE, cast.fellside.pk) is None
