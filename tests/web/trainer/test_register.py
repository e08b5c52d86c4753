"""The register on screen, on paper, by code and from a meeting's list."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.training.bookings.models import Booking, Need, Register
from goldenthread.training.certificates.models import Certificate
from goldenthread.training.events.models import Event
from goldenthread.training.records.models import Record
from tests.build.bookings import applies, someone, with_places
from tests.cast import Cast
from tests.training.bookings.test_register import given_by_trainer


def address(event: Event, name: str = "register", *more: Any) -> str:
    return reverse(f"trainer:{name}", args=["fellside", event.slug, *more])


def booked(cast: Cast, event: Event, number: int) -> list[Booking]:
    return [applies(cast, event, someone(cast), by=cast.officer.actor()) for _ in range(number)]


def sent(page: Any, **marks: str) -> dict[str, str]:
    """The form as the page drew it, with some of it changed: what a browser sends."""
    found = {}
    for line in page.context["lines"]:
        for name, value in (("was", line.was), ("mark", line.mark), ("minutes", line.minutes), ("why", line.why)):
            found[f"{name}-{line.id}"] = value
    return found | {key.replace("_", "-"): value for key, value in marks.items()}


def outcomes(event: Event) -> dict[int, str]:
    return dict(Booking.objects.filter(event=event).values_list("pk", "outcome"))


@pytest.mark.requirement("E21")
@pytest.mark.parametrize("role", ["officer", "trainer"])
def test_the_register_is_taken_closed_and_certified_in_three_presses(cast: Cast, role: str) -> None:
    event = with_places(cast)
    one, two, three = booked(cast, event, 3)
    given_by_trainer(cast, event)
    client: Client = getattr(cast, role).client()
    page = client.get(address(event))
    assert [line.id for line in page.context["lines"]] == [one.pk, two.pk, three.pk]
    given = sent(page, **{f"mark_{two.pk}": "part", f"minutes_{two.pk}": "90", "rest": "attended"})
    page = client.post(address(event), given, follow=True)
    assert b"Saved: 3 lines changed." in page.content
    assert outcomes(event) == {one.pk: "attended", two.pk: "part", three.pk: "attended"}
    page = client.post(address(event, "register_close"), follow=True)
    assert b"The register is closed." in page.content and b"2 certificates were issued." in page.content
    assert set(Record.objects.values_list("person_id", flat=True)) == {one.person_id, three.person_id}
    assert Certificate.objects.count() == 2
    assert not page.context["takes"] and page.context["may_open"] is (role == "officer")


def test_a_wrong_line_is_named_and_nothing_typed_is_lost(cast: Cast) -> None:
    event = with_places(cast)
    one, two = booked(cast, event, 2)
    client = cast.officer.client()
    given = sent(
        client.get(address(event)),
        **{f"mark_{one.pk}": "absent", f"why_{one.pk}": "Train did not run", f"mark_{two.pk}": "part"},
    )
    page = client.post(address(event), given)
    lines = {line.id: line for line in page.context["lines"]}
    assert lines[two.pk].error == "Enter for how many of the 360 minutes they were there."
    assert (lines[one.pk].mark, lines[one.pk].why) == ("absent", "Train did not run")
    assert outcomes(event) == {one.pk: "", two.pk: ""}
    page = client.post(address(event), given | {f"minutes-{two.pk}": "ninety"})
    assert page.context["lines"][1].minutes == "ninety" and "as a number" in page.context["lines"][1].error


def test_two_who_mark_at_once_do_not_write_over_each_other(cast: Cast) -> None:
    event = with_places(cast)
    one, two = booked(cast, event, 2)
    client = cast.officer.client()
    page = client.get(address(event))  # both have the empty page before them
    client.post(address(event), sent(page, **{f"mark_{one.pk}": "absent"}))
    client.post(address(event), sent(page, **{f"mark_{two.pk}": "attended"}))
    assert outcomes(event) == {one.pk: "absent", two.pk: "attended"}


def test_the_sheet_to_sign_says_nothing_of_needs_and_the_trainers_does(cast: Cast) -> None:
    event = with_places(cast)
    (one,) = booked(cast, event, 1)
    Need.objects.create(booking=one, need="bsl", detail="All day")
    given_by_trainer(cast, event)
    for client in (cast.officer.client(), cast.trainer.client()):
        plain = client.get(address(event, "register_sheet")).content.decode()
        trainers = client.get(address(event, "register_sheet"), {"trainer": "1"}).content.decode()
        assert str(one.person) in plain and "Sign Language" not in plain and "Signature" in plain
        assert "British Sign Language interpreter: All day" in trainers


def test_the_register_belongs_to_those_who_run_or_give_the_event(cast: Cast) -> None:
    event = with_places(cast)
    booked(cast, event, 1)
    given_by_trainer(cast, event)
    opened = {
        role: getattr(cast, role).client().get(address(event)).status_code
        for role in ("officer", "trainer", "administrator", "other_officer", "lead", "manager", "practitioner")
    }
    assert opened == {
        "officer": 200,
        "trainer": 200,
        "administrator": 200,
        "other_officer": 404,
        "lead": 404,
        "manager": 404,
        "practitioner": 404,
    }
    page = cast.lead.client().post(address(event, "register_close"))
    assert page.status_code == 404 and not Register.objects.exists()


def now_on(cast: Cast) -> Event:
    """An event that is about to begin."""
    return with_places(cast, starts_at=clock.now() + timedelta(minutes=5))


def test_somebody_at_the_door_is_let_in_and_a_substitute_stands_for_a_colleague(cast: Cast) -> None:
    event = now_on(cast)
    (away,) = booked(cast, event, 1)
    guest, colleague = someone(cast), someone(cast)
    client = cast.officer.client()
    page = client.get(address(event, "register_door"), {"q": guest.given_name})
    (post,) = page.context["found"]
    client.post(address(event, "register_let_in", post.pk))
    client.post(address(event, "register_let_in", colleague.posts.get().pk), {"instead_of": str(away.pk)})
    page = client.get(address(event))
    flags = {line.id: line.flags for line in page.context["lines"]}
    assert list(flags.values()) == [["Came without a booking"], [f"In place of {away.person}"]]


def test_who_opens_the_code_checks_in_by_one_press(cast: Cast) -> None:
    cache.clear()
    event = now_on(cast)
    mine = applies(cast, event, cast.practitioner.in_post, by=cast.officer.actor())
    (other,) = booked(cast, event, 1)
    page = cast.officer.client().get(address(event, "register_code"))
    link = page.context["address"].removeprefix("http://testserver")
    assert b"<svg" in page.content
    me = cast.practitioner.client()
    assert f"You are {mine.person}" in me.get(link).content.decode()
    assert outcomes(event)[mine.pk] == ""  # opening it marks nobody
    assert b"you are on the register" in me.post(link).content
    visitor = Client()
    page = visitor.post(link, {"email": "nobody@example.org"})
    assert b"Nobody who is booked has this address" in page.content
    page = visitor.post(link, {"email": other.email})
    assert b"you are on the register" in page.content and str(other.person) not in page.content.decode()
    assert set(outcomes(event).values()) == {"attended"}


def test_a_meetings_list_is_shown_first_and_decided_then_marked(cast: Cast) -> None:
    event = with_places(cast, room=0, online=5, mode="online")
    one, guest, away = booked(cast, event, 3)
    text = f"Name,Email,Duration\n{one.person},{one.email},360\nA Guest,guest@home.example,350\n"
    upload = SimpleUploadedFile("list.csv", text.encode())
    client = cast.officer.client()
    page = client.post(address(event, "register_meeting"), {"file": upload})
    form = page.context["form"]
    assert [line.attendee.name for line in page.context["proposal"].unmatched] == ["A Guest"]
    assert outcomes(event) == {one.pk: "", guest.pk: "", away.pk: ""}
    given = {"read": form["read"].value(), "required": "", "who-1": str(guest.pk), "others_absent": "on"}
    page = client.post(address(event, "register_meeting_apply"), given)
    assert page.context["form"].errors["required"] == ["Enter how many minutes count as the whole"]
    assert page.context["form"]["who-1"].value() == str(guest.pk)
    client.post(address(event, "register_meeting_apply"), given | {"required": "355"})
    assert outcomes(event) == {one.pk: "attended", guest.pk: "part", away.pk: "absent"}
    page = client.post(address(event, "register_meeting_apply"), given | {"required": "355", "read": "forged"})
    assert page.status_code == 400
