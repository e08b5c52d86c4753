"""The log of messages: why not sent, the switch that pauses all, and what only an officer sees."""

from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.foundation.audit.models import Entry
from goldenthread.foundation.messaging import services
from goldenthread.foundation.messaging.models import GoLive, Message, Pause
from goldenthread.foundation.messaging.terms import Draft
from tests.cast import NOW, Cast


def owe(cast: Cast, count: int, partnership_id: int | None = None) -> list[Message]:
    """So many reminders due in the partnership."""
    drafts = [
        Draft(
            key=f"reminder-{number}-{partnership_id}",
            kind="refresher_due",
            to_address="" if number == 2 else f"person{number}@example.org",
            to_name=f"Person {number}",
            subject=f"Your training falls due ({number})",
            body="Please book a place.",
            partnership_id=partnership_id or cast.fellside.pk,
        )
        for number in range(count)
    ]
    services.enqueue(drafts=drafts, at=NOW)
    return list(Message.objects.filter(partnership_id=partnership_id or cast.fellside.pk).order_by("pk"))


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_log_says_why_each_was_not_sent(cast: Cast) -> None:
    owe(cast, 3)
    page = text(cast.officer.client(), reverse("office:messages"))
    assert page.count("This kind of message has not been switched on.") == 2
    assert page.count("No e-mail address is known for this person.") == 1


def test_the_log_of_another_partnership_is_not_shown(cast: Cast) -> None:
    (ours,) = owe(cast, 1)
    (theirs,) = owe(cast, 1, cast.marrow_vale.pk)
    assert cast.officer.client().get(reverse("office:message", args=[ours.pk])).status_code == 200
    assert cast.officer.client().get(reverse("office:message", args=[theirs.pk])).status_code == 404
    assert cast.other_officer.client().get(reverse("office:message", args=[theirs.pk])).status_code == 200
    assert cast.practitioner.client().get(reverse("office:messages")).status_code == 404


def test_an_officer_pauses_with_a_reason_and_resumes(cast: Cast) -> None:
    client = cast.officer.client()
    refused = client.post(reverse("office:messages_pause"), {"reason": ""})
    assert "Say why sending is paused" in refused.content.decode()
    assert Pause.objects.count() == 0
    client.post(reverse("office:messages_pause"), {"reason": "Wrong dates in the list"})
    assert "Olive Fell paused it" in text(client, reverse("office:messages"))
    assert Entry.objects.filter(act="pause sending").count() == 1
    client.post(reverse("office:messages_resume"))
    assert "All sending is paused" not in text(client, reverse("office:messages"))


def test_a_kind_is_switched_on_after_seeing_who_waits(cast: Cast) -> None:
    owe(cast, 2)
    client = cast.officer.client()
    address = reverse("office:messages_go_live", args=["refresher_due"])
    assert "Person 1" in text(client, address)
    client.post(address, {"starts_on-day": "1", "starts_on-month": "4", "starts_on-year": "2030"})
    live = GoLive.objects.get()
    assert (live.partnership_id, live.kind, live.starts_on) == (cast.fellside.pk, "refresher_due", date(2030, 4, 1))
    assert text(client, reverse("office:messages")).count("starts on 1 April 2030") == 2


def test_only_what_may_not_have_arrived_is_sent_again(cast: Cast) -> None:
    sent, unsure = owe(cast, 2)
    Message.objects.filter(pk=sent.pk).update(state="sent")
    Message.objects.filter(pk=unsure.pk).update(state="unsure")
    client = cast.officer.client()
    assert client.post(reverse("office:message_resend", args=[sent.pk])).status_code == 409
    client.post(reverse("office:message_resend", args=[unsure.pk]))
    assert list(Message.objects.order_by("pk").values_list("state", flat=True)) == ["sent", "due"]


def test_the_log_costs_the_same_at_any_length(cast: Cast) -> None:
    client = cast.officer.client()
    owe(cast, 1)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("office:messages"))
    owe(cast, 4)
    with CaptureQueriesContext(connection) as four:
        client.get(reverse("office:messages"))
    assert len(one) == len(four)


def test_every_kind_is_named_with_who_gets_it_before_any_has_fallen_due(cast: Cast) -> None:
    client = cast.officer.client()
    page = text(client, reverse("office:messages"))
    assert "Where a booking stands" in page and "Please approve an application" in page
    owe_an_offer = Draft("o", "offer", "sam@example.org", "Sam Carter", "A place is free", "…", cast.fellside.pk)
    services.enqueue(drafts=[owe_an_offer], at=NOW)
    preview = text(client, reverse("office:messages_go_live", args=["offer"]))
    assert "Switch on: A place is offered" in preview and "Sam Carter" in preview
    listed = text(client, reverse("office:messages") + "?kind=offer")
    assert "Sam Carter" in listed
    assert "Sam Carter" not in text(client, reverse("office:messages") + "?kind=reminder")
