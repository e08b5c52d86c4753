"""A message is due exactly once, handed over at most once, and its log says why not."""

import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from goldenthread.foundation.messaging import links, selectors, services
from goldenthread.foundation.messaging.models import Message, Pause
from goldenthread.foundation.messaging.terms import CLAIMED, DUE, NOT_SENT, SENT, UNSURE, Draft
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused

pytestmark = pytest.mark.django_db


def a_draft(key: str = "refresher/1/2026-03-02", address: str = "robin@school.example", **fields: Any) -> Draft:
    return Draft(
        key=key, kind="refresher", to_address=address, to_name="Robin Ash", subject="Due soon", body="…", **fields
    )


def state() -> str:
    return Message.objects.get().state


def test_the_same_duty_found_twice_is_one_message(at: datetime) -> None:
    assert services.enqueue(drafts=[a_draft(), a_draft()], at=at) == 1
    assert services.enqueue(drafts=[a_draft()], at=at + timedelta(days=1)) == 0
    assert Message.objects.count() == 1


def test_handed_over_once_with_an_id_that_follows_from_the_key(at: datetime) -> None:
    services.enqueue(drafts=[a_draft()], at=at)
    assert services.hand_over(at=at)[SENT] == 1
    assert services.hand_over(at=at)[SENT] == 0
    (sent,) = mail.outbox
    assert sent.extra_headers["Message-ID"] == services.message_id("refresher/1/2026-03-02")
    assert state() == SENT


def test_a_hand_over_cut_short_stands_as_unsure_and_only_a_person_resends(
    at: datetime, administrator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.enqueue(drafts=[a_draft()], at=at)

    def die(self: Any, fail_silently: bool = False) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("django.core.mail.message.EmailMessage.send", die)
        services.hand_over(at=at)
    assert state() == CLAIMED
    later = at + timedelta(hours=1)
    assert services.mark_cut_short(at=later) == 1
    assert services.hand_over(at=later)[SENT] == 0
    assert state() == UNSURE
    services.resend(by=administrator, at=later, message=Message.objects.get())
    assert services.hand_over(at=later)[SENT] == 1


def test_a_server_that_refuses_is_tried_again_later(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    services.enqueue(drafts=[a_draft()], at=at)

    def refuse(self: Any, fail_silently: bool = False) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.message.EmailMessage.send", refuse)
        services.hand_over(at=at)
    assert (state(), Message.objects.get().why_not[:28]) == (DUE, "The mail server did not take")
    assert services.hand_over(at=at + timedelta(minutes=30))[SENT] == 0
    assert services.hand_over(at=at + timedelta(hours=1))[SENT] == 1


def test_nobody_without_an_address_is_forgotten_silently(at: datetime) -> None:
    services.enqueue(drafts=[a_draft(address="", partnership_id=3)], at=at)
    (kept,) = selectors.log(frozenset({3}))
    assert (kept.state, kept.why_not) == (NOT_SENT, "No e-mail address is known for this person.")
    assert list(selectors.log(frozenset({4}))) == []


def test_a_kind_goes_only_from_its_day(at: datetime, administrator: Actor) -> None:
    services.enqueue(drafts=[a_draft(partnership_id=3)], at=at)
    assert services.hand_over(at=at)["held"] == 1
    assert services.why_held(Message.objects.get(), on=at.date()) == "This kind of message has not been switched on."
    services.go_live(by=administrator, at=at, partnership_id=3, kind="refresher", starts_on=date(2026, 3, 3))
    services.enqueue(drafts=[a_draft("on its day", partnership_id=3)], at=at + timedelta(days=1))
    assert services.why_held(Message.objects.get(key="on its day"), on=at.date()).startswith(
        "This kind of message starts"
    )
    assert services.hand_over(at=at)[SENT] == 0
    assert services.hand_over(at=at + timedelta(days=1))[SENT] == 1


def test_one_switch_pauses_everything_and_says_who_and_why(at: datetime, administrator: Actor) -> None:
    services.enqueue(drafts=[a_draft()], at=at)
    services.pause(by=administrator, at=at, reason="Wrong dates in the import")
    with pytest.raises(Refused, match="paused already"):
        services.pause(by=administrator, at=at, reason="Again")
    assert services.hand_over(at=at)["held"] == 1
    pause = selectors.current_pause()
    assert pause is not None
    assert (pause.by_name, pause.reason) == ("Ada Minster", "Wrong dates in the import")
    services.resume(by=administrator, at=at)
    assert selectors.current_pause() is None
    assert services.hand_over(at=at)[SENT] == 1
    services.pause(by=administrator, at=at, reason="And once more")
    assert Pause.objects.count() == 2


def test_a_links_token_is_made_at_the_hand_over_and_stands_in_no_row(at: datetime) -> None:
    draft = a_draft()
    says = links.placeholder("approval")
    services.enqueue(drafts=[replace(draft, body=f"Answer here: {says}", links={"approval": "45"})], at=at)
    services.hand_over(at=at)
    (sent,) = mail.outbox
    address = str(sent.body).removeprefix("Answer here: ")
    token = address.rstrip("/").rpartition("/")[2]
    assert links.thing_of("approval", token) == "45"
    kept = Message.objects.get()
    assert (kept.body, token in str(kept.__dict__)) == ("Answer here: [a link that opens this application]", False)


def test_a_token_opens_nothing_else_and_not_for_ever(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    token = links.token_of("approval", "45")
    assert links.thing_of("approval", token) == "45"
    assert (links.thing_of("offer", token), links.thing_of("approval", token + "x")) == (None, None)
    now = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 91 * 24 * 3600)
    assert links.thing_of("approval", token) is None


def test_an_invitation_goes_as_a_calendar_part(at: datetime) -> None:
    services.enqueue(
        drafts=[replace(a_draft(), calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", calendar_method="REQUEST")], at=at
    )
    services.hand_over(at=at)
    parts = [(part.get_content_type(), part.get_param("method")) for part in mail.outbox[0].message().walk()]
    assert ("text/calendar", "REQUEST") in parts


def test_bodies_go_after_their_time_and_what_was_sent_stays(at: datetime) -> None:
    services.enqueue(drafts=[a_draft("old"), a_draft("waiting")], at=at)
    Message.objects.filter(key="old").update(state=SENT)
    late = at + services.BODIES_KEPT_FOR + timedelta(days=1)
    assert (services.forget_bodies(at=late), services.forget_bodies(at=late)) == (1, 0)
    assert Message.objects.get(key="old").body == ""
    assert Message.objects.get(key="waiting").body == "…"


def test_what_is_held_never_stands_in_the_way_of_others(at: datetime, administrator: Actor) -> None:
    waiting = [a_draft(f"held/{number}", partnership_id=7) for number in range(5)]
    services.enqueue(drafts=waiting, at=at)
    services.enqueue(drafts=[replace(a_draft("free", partnership_id=7), kind="invitation")], at=at)
    services.go_live(by=administrator, at=at, partnership_id=7, kind="invitation", starts_on=at.date())
    assert services.hand_over(at=at, most=2) == {SENT: 1, DUE: 0, "held": 5}


def test_what_fell_due_before_its_kind_was_switched_on_is_history(at: datetime, administrator: Actor) -> None:
    services.enqueue(drafts=[a_draft("early", partnership_id=7)], at=at)
    start = at.date() + timedelta(days=1)
    services.go_live(by=administrator, at=at, partnership_id=7, kind="refresher", starts_on=start)
    services.enqueue(drafts=[a_draft("in time", partnership_id=7)], at=at + timedelta(days=1))
    assert services.hand_over(at=at + timedelta(days=1))[SENT] == 1
    early = Message.objects.get(key="early")
    assert (early.state, early.why_not) == (NOT_SENT, services.TOO_EARLY)
    services.resend(by=administrator, at=at + timedelta(days=2), message=early)
    assert services.hand_over(at=at + timedelta(days=2))[SENT] == 1
