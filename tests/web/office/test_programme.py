"""The office's pages of the programme, as officers press through them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.kernel.clock import LONDON
from goldenthread.training.bookings.models import Place
from goldenthread.training.events.models import AwkwardDays, Event, EventTrainer, Incident, PackFile, RingFence, Venue
from goldenthread.training.trainers.models import Trainer
from tests.build.events import a_course, a_venue, an_event
from tests.cast import SINCE, Cast

AHEAD = clock.now().astimezone(LONDON).replace(hour=9, minute=30, second=0, microsecond=0) + timedelta(days=70)


def coming(cast: Cast, **fields: object) -> Event:
    return an_event(cast, starts_at=AHEAD, **fields)  # type: ignore[arg-type]


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, name
    return answer.content.decode()


def day(name: str, on: object) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}  # type: ignore[attr-defined]


def test_an_event_is_planned_in_two_steps_and_published(cast: Cast) -> None:
    client, course = cast.officer.client(), a_course(cast.fellside, usual_places=24, usual_minimum=8)
    hall = a_venue(cast.fellside)
    assert "Neglect" in page(client, "office:event_new")
    form = page(client, "office:event_plan", course.pk)
    assert 'value="24"' in form and 'value="09:30"' in form and 'value="16:00"' in form
    sent = {
        "title": "Neglect", "starts": "9.30", "ends": "4pm", "times": "2", "every": "week", "mode": "room",
        "venue": str(hall.pk), "kind": "limited", "room": "24", "online": "", "minimum": "8", **day("day", AHEAD),
    }  # fmt: skip
    wrong = client.post(reverse("office:event_plan", args=[course.pk]), sent | {"ends": "9"})
    assert "A session must end after it starts" in wrong.content.decode()
    assert not Event.objects.exists()
    done = client.post(reverse("office:event_plan", args=[course.pk]), sent, follow=True)
    event = Event.objects.get()
    assert done.redirect_chain[-1][0] == reverse("office:event", args=[event.slug])
    assert [s.starts_at.astimezone(LONDON).strftime("%H:%M") for s in event.sessions.all()] == ["09:30", "09:30"]
    assert (Place.objects.count(), event.minimum, event.state) == (24, 8, "draft")
    client.post(reverse("office:event_publish", args=[event.slug]))
    assert Event.objects.get().state == "published"


def test_an_event_that_lacks_something_says_what_and_is_not_published(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast, published=False)
    text = page(client, "office:event", event.slug)
    assert "It has no places." in text and "Publish it" not in text
    answer = client.post(reverse("office:event_publish", args=[event.slug]))
    assert (answer.status_code, Event.objects.get().state) == (409, "draft")
    client.post(reverse("office:event_places", args=[event.slug]), {"room": "20", "online": "5", "kind": "limited"})
    assert Place.objects.count() == 20, "an event in a room has no places online"
    assert "Publish it" in page(client, "office:event", event.slug)


@pytest.mark.requirement("A13", "B63")
def test_both_partnerships_see_a_joint_event_and_the_host_plans_it(cast: Cast) -> None:
    host, partner, event = cast.officer.client(), cast.other_officer.client(), coming(cast)
    at = reverse("office:event", args=[event.slug])
    assert partner.get(at).status_code == 404
    host.post(reverse("office:event_joint", args=[event.slug]), {"partnership": "marrow-vale"})
    assert "Fellside Safeguarding Children Partnership holds this event jointly" in partner.get(at).content.decode()
    assert "jointly with Fellside" in page(partner, "office:programme")
    assert page(host, "office:programme").count(f'href="{at}"') == 1
    for name in ("office:event_about", "office:event_sessions", "office:event_booking", "office:event_places"):
        assert partner.get(reverse(name, args=[event.slug])).status_code == 403
        assert host.get(reverse(name, args=[event.slug])).status_code == 200


def test_sessions_are_changed_and_repeated_weekly(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast, published=False)
    later = AHEAD + timedelta(days=7)
    rows = {
        "rows": "3", **day("s0-day", AHEAD), "s0-starts": "9:30", "s0-ends": "12:30",
        **day("s1-day", later), "s1-starts": "9:30", "s1-ends": "12:30", "repeats": "2", "weeks": "1",
    }  # fmt: skip
    wrong = client.post(reverse("office:event_sessions", args=[event.slug]), rows | {"s1-ends": ""})
    assert "Enter a time such as 9:30" in wrong.content.decode()
    client.post(reverse("office:event_sessions", args=[event.slug]), rows)
    found = [one.starts_at.astimezone(LONDON) for one in event.sessions.all()]
    assert [(one - found[0].replace(tzinfo=one.tzinfo)).days for one in found] == [0, 7, 14, 21]
    assert {one.hour for one in found} == {9}
    assert "2 days" in page(client, "office:event", Event.objects.get().slug)


@pytest.mark.requirement("A15")
def test_a_trainer_without_authorisation_is_asked_with_a_reason(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast)
    trainer = Trainer.objects.create(
        partnership=cast.fellside, person=cast.trainer.in_post, kind="associate", starts_on=SINCE
    )
    at = reverse("office:event_trainers", args=[event.slug])
    assert "Tom Keld is not authorised for Neglect." in client.get(at).content.decode()
    refused = client.post(at, {"trainer": trainer.pk}).content.decode()
    assert "Give the reason for asking them all the same" in refused
    client.post(at, {"trainer": trainer.pk, "why_overridden": "Observed twice.", "is_lead": "on"})
    asked = EventTrainer.objects.get()
    assert (asked.why_overridden, asked.is_lead) == ("Observed twice.", True)
    assert "Observed twice." in page(client, "office:event", event.slug)
    client.post(reverse("office:event_trainer_confirmed", args=[event.slug, asked.pk]))
    assert EventTrainer.objects.get().confirmed_at is not None
    client.post(reverse("office:event_trainer_declined", args=[event.slug, asked.pk]), {"why": "Court"})
    assert EventTrainer.objects.get().why_declined == "Court"
    client.post(reverse("office:event_trainer_remove", args=[event.slug, asked.pk]))
    assert not EventTrainer.objects.exists()


@pytest.mark.requirement("A35")
def test_places_are_kept_for_the_partner_who_gives_the_venue(cast: Cast) -> None:
    client = cast.officer.client()
    hall = a_venue(cast.fellside, "School hall", is_free=True, agency=cast.school)
    event = coming(cast, venue=hall)
    client.post(reverse("office:event_places", args=[event.slug]), {"room": "20", "kind": "limited"})
    at = reverse("office:event_promise", args=[event.slug])
    assert f'<option value="{cast.school.pk}" selected>' in client.get(at).content.decode()
    client.post(
        at, {"agency": cast.school.pk, "places": "8", "why": "", **day("released_on", AHEAD - timedelta(days=14))}
    )
    assert (RingFence.objects.get().places, Place.objects.filter(kept_for=cast.school).count()) == (8, 8)
    assert "8 for Tarn Lane School until" in page(client, "office:event", event.slug)


@pytest.mark.requirement("B32")
def test_a_venue_is_kept_with_how_people_get_in(cast: Cast) -> None:
    client = cast.officer.client()
    sent = {
        "name": "Tarn Hall",
        "is_step_free": "yes",
        "has_hearing_loop": "no",
        "has_accessible_toilet": "",
        "holds": "30",
    }
    client.post(reverse("office:venue_add"), sent | {"is_free": "on"})
    assert not Venue.objects.exists(), "a free venue is some agency's"
    client.post(reverse("office:venue_add"), sent)
    hall = Venue.objects.get()
    assert (hall.is_step_free, hall.has_hearing_loop, hall.has_accessible_toilet, hall.holds) == (True, False, None, 30)
    client.post(reverse("office:venue", args=[hall.pk]), sent | {"name": "Tarn House", "has_accessible_toilet": "yes"})
    client.post(reverse("office:venue_end", args=[hall.pk]))
    hall.refresh_from_db()
    assert (hall.name, hall.has_accessible_toilet, hall.ends_on is not None) == ("Tarn House", True, True)
    assert cast.other_officer.client().get(reverse("office:venue", args=[hall.pk])).status_code == 404


@pytest.mark.requirement("B33")
def test_what_was_said_in_the_room_is_noted(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast)
    at = reverse("office:event_incident", args=[event.slug])
    client.post(at, {"what": "A remark about health visitors.", "done": "Challenged at once."})
    assert Incident.objects.get().done == "Challenged at once."
    assert "A remark about health visitors." in page(client, "office:event", event.slug)


def test_the_pack_is_served_as_a_download_to_who_may_see_it(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast)
    at = reverse("office:event_pack", args=[event.slug])
    bad = client.post(at, {"file": SimpleUploadedFile("x.pdf", b"MZ"), "title": "Plan"})
    assert "is something else" in bad.content.decode()
    client.post(at, {"file": SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan"), "title": "Plan"})
    file = PackFile.objects.get()
    answer = client.get(reverse("office:event_file", args=[event.slug, file.pk]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 plan"  # type: ignore[attr-defined]
    stranger = cast.other_officer.client().get(reverse("office:event_file", args=[event.slug, file.pk]))
    assert stranger.status_code == 404
    client.post(reverse("office:event_file_remove", args=[event.slug, file.pk]))
    assert not PackFile.objects.exists()


def test_booking_opens_earlier_for_chosen_groups_only_if_they_are_chosen(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast)
    at = reverse("office:event_booking", args=[event.slug])
    opens, early = AHEAD - timedelta(days=40), AHEAD - timedelta(days=47)
    sent = {"selected_by": "in-turn", **day("opens_on", opens), "opens_time": "12", **day("early_opens_on", early)}
    assert "Choose who may book first" in client.post(at, sent).content.decode()
    plain = {name: value for name, value in sent.items() if not name.startswith("early")}
    client.post(at, plain | {"minimum": "6"})
    event.refresh_from_db()
    assert event.opens_at is not None
    assert (event.opens_at.astimezone(LONDON).hour, event.minimum) == (12, 6)
    refused = client.post(at, plain | {"selected_by": "at-a-date"})
    assert "Say on which day people are selected" in refused.content.decode()


def test_the_list_is_narrowed_and_exported(cast: Cast) -> None:
    client = cast.officer.client()
    near, other = coming(cast), coming(cast, course=a_course(cast.fellside, "Exploitation", delivery="half-day"))
    at = reverse("office:programme")
    for asked, found in (
        ({"course": near.course_id}, [near]),
        ({"delivery": "half-day"}, []),
        ({"month": f"{AHEAD:%Y-%m}"}, [near, other]),
        ({"state": "draft"}, []),
        ({"venue": near.venue_id}, [near, other]),
        ({"when": "past"}, []),
        ({"q": "Exploit"}, [other]),
    ):
        text = client.get(at, asked).content.decode()
        assert [one.slug in text for one in (near, other)] == [
            one in found for one in (near, other)
        ] or "delivery" in asked
    rows = b"".join(client.get(at, {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert [near.title in rows, other.title in rows] == [True, True]
    month = client.get(reverse("office:programme_calendar"), {"month": f"{AHEAD:%Y-%m}"}).content.decode()
    assert near.slug in month and other.slug in month
    assert near.title in page(client, "office:programme_print")


def test_a_release_copies_changes_and_publishes_many(cast: Cast) -> None:
    client = cast.officer.client()
    last = clock.now().astimezone(LONDON).replace(hour=13, minute=0, second=0, microsecond=0) - timedelta(days=100)
    old = an_event(cast, starts_at=last, published=False)
    client.post(reverse("office:event_places", args=[old.slug]), {"room": "16", "kind": "limited"})
    assert old.title in page(client, "office:programme_copy")
    client.post(reverse("office:programme_copy"), {"weeks": "52", "event": [old.pk]})
    copy = Event.objects.get(copied_from=old)
    assert Place.objects.filter(event=copy).count() == 16
    assert "Copied already" in page(client, "office:programme_copy")
    hall = a_venue(cast.fellside, "Beck House")
    many = {"venue": hall.pk, "minimum": "5", "event": [copy.pk]}
    preview = client.post(reverse("office:programme_change"), many).content.decode()
    assert "Venue: Tarn Hall → Beck House" in preview
    assert Event.objects.get(pk=copy.pk).minimum == 0, "looking changes nothing"
    client.post(reverse("office:programme_change"), many | {"do": "1"})
    copy.refresh_from_db()
    assert (copy.venue, copy.minimum) == (hall, 5)
    assert copy.title in page(client, "office:programme_publish")
    client.post(reverse("office:programme_publish"), {"event": [copy.pk, old.pk]})
    copy.refresh_from_db()
    old.refresh_from_db()
    assert (copy.state, old.state) == ("published", "draft")


def test_days_to_avoid_are_kept_and_loaded(cast: Cast) -> None:
    client = cast.officer.client()
    client.post(reverse("office:awkward_days_add"), {"kind": "other", "title": "Fair", **day("starts_on", AHEAD)})
    days = AwkwardDays.objects.get()
    event = coming(cast)
    assert "Other: Fair" in page(client, "office:event", event.slug)
    client.post(
        reverse("office:awkward_days_change", args=[days.pk]),
        {"kind": "other", "title": "Big fair", **day("starts_on", AHEAD)},
    )
    lines = b"festival,Diwali,8/11/2026,\n"
    client.post(reverse("office:awkward_days_load"), {"file": SimpleUploadedFile("days.csv", lines)})
    assert sorted(AwkwardDays.objects.values_list("title", flat=True)) == ["Big fair", "Diwali"]
    wrong = client.post(reverse("office:awkward_days_load"), {"text": "nonsense"})
    assert "Line 1" in wrong.content.decode()
    client.post(reverse("office:awkward_days_remove", args=[days.pk]))
    assert AwkwardDays.objects.get().title == "Diwali"


def test_a_draft_is_given_up_and_booking_closed_and_opened(cast: Cast) -> None:
    client, draft = cast.officer.client(), coming(cast, published=False)
    client.post(reverse("office:event_give_up", args=[draft.slug]), {"why": "No trainer."})
    assert Event.objects.get().state == "cancelled"
    event = coming(cast, course=draft.course)
    client.post(reverse("office:event_close", args=[event.slug]))
    assert Event.objects.get(pk=event.pk).state == "closed"
    client.post(reverse("office:event_reopen", args=[event.slug]))
    assert Event.objects.get(pk=event.pk).state == "published"


def test_what_is_said_of_an_event_is_changed(cast: Cast) -> None:
    client, event = cast.officer.client(), coming(cast)
    sent = {
        "title": "Neglect and us",
        "mode": "hybrid",
        "venue": event.venue_id,
        "online_link": "https://meet.example/1",
    }
    client.post(reverse("office:event_about", args=[event.slug]), sent | {"for_agency": cast.school.pk})
    event.refresh_from_db()
    assert (event.title, event.mode, event.online_link, event.for_agency) == (
        "Neglect and us", "hybrid", "https://meet.example/1", cast.school,
    )  # fmt: skip
