"""The programme as anybody reads it, signed in or not, and as a calendar follows it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject
from django.test import Client
from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.setting.frameworks.services import adopt_pack
from goldenthread.training.events import services
from goldenthread.training.standing.services import take_force
from tests.build.events import a_course, a_venue, an_event
from tests.cast import NOW, TODAY, Cast

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def offered(cast: Cast) -> Cast:
    """Both partnerships have a framework in force, and so a programme."""
    for partnership in (cast.fellside, cast.marrow_vale):
        version = adopt_pack(by=cast.administrator.actor(), at=NOW, partnership=partnership, pack_key="cumbria-2022")
        take_force(by=cast.administrator.actor(), at=NOW, version=version, on=TODAY)
    return cast


def next_in(month: int) -> datetime:
    """Half past nine on the tenth of such a month that lies ahead."""
    now = clock.now().astimezone(LONDON)
    found = datetime(now.year, month, 10, 9, 30, tzinfo=LONDON)
    return found if found > now + timedelta(days=1) else found.replace(year=now.year + 1)


def test_everyone_reads_the_programme_and_nobody_reads_a_draft(offered: Cast) -> None:
    course = a_course(offered.fellside)
    hall = a_venue(
        offered.fellside, is_step_free=True, has_hearing_loop=False, address="1 Tarn Lane", parking="Two bays"
    )
    shown = an_event(offered, course, starts_at=next_in(1), venue=hall, online_link="")
    draft = an_event(offered, a_course(offered.fellside, "Secret"), starts_at=next_in(1), published=False)
    inside = an_event(offered, a_course(offered.fellside, "Inside"), starts_at=next_in(1), for_agency=offered.school)
    client = Client()
    assert "Marrow Vale" in client.get(reverse("programme")).content.decode()
    text = client.get(reverse("public_programme", args=["fellside"])).content.decode()
    assert [one.slug in text for one in (shown, draft, inside)] == [True, False, False]
    found = client.get(reverse("public_event", args=["fellside", shown.slug])).content.decode()
    for said in (
        "Step-free",
        "No hearing loop",
        "Two bays",
        "1 Tarn Lane",
        "09:30 to 15:30",
        "1 day in all",
        "Sign in",
    ):
        assert said in found, said
    assert "accessible toilet" not in found.lower(), "what is not known is not said"
    for hidden in (draft, inside):
        assert client.get(reverse("public_event", args=["fellside", hidden.slug])).status_code == 404
    searched = client.get(reverse("public_programme", args=["fellside"]), {"q": "nothing like it"}).content.decode()
    assert "Nothing matches" in searched
    services.mark_cancelled(by=offered.officer.actor(), at=NOW, event=shown, why="Snow")
    assert shown.slug not in client.get(reverse("public_programme", args=["fellside"])).content.decode()
    again = client.get(reverse("public_event", args=["fellside", shown.slug])).content.decode()
    assert "This event is cancelled." in again and "Snow" not in again


def test_the_link_for_taking_part_is_not_shown_to_everyone(offered: Cast) -> None:
    event = an_event(offered, mode="online", starts_at=next_in(1), online_link="https://meet.example/secret")
    for client in (Client(), offered.practitioner.client()):
        assert "meet.example" not in client.get(reverse("public_event", args=["fellside", event.slug])).content.decode()


@pytest.mark.requirement("A13", "B63")
def test_a_joint_event_is_offered_once_in_each_programme(offered: Cast) -> None:
    joint = an_event(offered, starts_at=next_in(1), published=False)
    services.hold_jointly(by=offered.officer.actor(), at=NOW, event=joint, partnership=offered.marrow_vale)
    services.publish_event(by=offered.officer.actor(), at=NOW, event=joint)
    for slug in ("fellside", "marrow-vale"):
        text = Client().get(reverse("public_programme", args=[slug])).content.decode()
        assert text.count(reverse("public_event", args=[slug, joint.slug])) == 1
    there = Client().get(reverse("public_event", args=["marrow-vale", joint.slug])).content.decode()
    assert "Fellside Safeguarding Children Partnership" in there


def test_winter_and_summer_begin_at_half_past_nine_in_three_readers(offered: Cast) -> None:
    winter = an_event(offered, starts_at=next_in(1))
    summer = an_event(offered, winter.course, starts_at=next_in(7))
    answer = Client().get(reverse("public_calendar", args=["fellside"]))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    read = icalendar.Calendar.from_ical(answer.content)
    wanted = sorted([next_in(1), next_in(7)])
    first = sorted(one["DTSTART"].dt for one in read.walk("VEVENT"))
    span = (wanted[0] - timedelta(days=1), wanted[1] + timedelta(days=1))
    second = sorted(one["DTSTART"].dt for one in recurring_ical_events.of(read).between(*span))
    third = sorted(one.dtstart.value for one in vobject.readOne(answer.content.decode()).vevent_list)
    for found in (first, second, third):
        assert [at.astimezone(LONDON).strftime("%H:%M") for at in found] == ["09:30", "09:30"]
        assert [at.astimezone(LONDON).date() for at in found] == [at.date() for at in wanted]
    assert summer.title in answer.content.decode()
