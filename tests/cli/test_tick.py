"""The clock's round: what is due is done, nightly work once a day, and again is harmless."""

from datetime import datetime
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from goldenthread.cli.management.commands.tick import ONCE_A_DAY
from goldenthread.foundation.messaging import services as messaging
from goldenthread.foundation.messaging.terms import Draft
from goldenthread.kernel import clock

pytestmark = pytest.mark.django_db


def tick() -> list[str]:
    told = StringIO()
    call_command("tick", stdout=told)
    return told.getvalue().splitlines()


def test_a_tick_sends_what_is_due_and_does_the_nights_work_once(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    draft = Draft("k", "notice", "robin@school.example", "Robin Ash", "Due soon", "…")
    messaging.enqueue(drafts=[draft], at=at)
    first, second = tick(), tick()
    assert [message.subject for message in mail.outbox] == ["Due soon"]
    assert len(first) == len(second) + len(ONCE_A_DAY)
    sent = [line.split(maxsplit=1)[0] for line in first if line.endswith("go to the mail server. How many went.")]
    assert sent == ["1"]
