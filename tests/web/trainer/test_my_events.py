"""A trainer's own events: yes or no in one press, the pack, the numbers."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.training.events import services
from goldenthread.training.events.models import Event, EventTrainer, Incident
from goldenthread.training.trainers.models import Trainer
from tests.build.events import an_event
from tests.cast import NOW, SINCE, Cast


@pytest.fixture
def event(cast: Cast) -> Event:
    """An event for which Tom Keld is asked."""
    trainer = Trainer.objects.create(
        partnership=cast.fellside, person=cast.trainer.in_post, kind="associate", starts_on=SINCE
    )
    made = an_event(cast, starts_at=clock.now() + timedelta(days=30))
    services.assign_trainer(by=cast.officer.actor(), at=NOW, event=made, trainer=trainer, why_overridden="New.")
    return made


def test_a_trainer_confirms_in_one_press_and_may_still_decline(cast: Cast, event: Event) -> None:
    client, asked = cast.trainer.client(), EventTrainer.objects.get()
    home = client.get(reverse("trainer:home")).content.decode()
    assert event.title in home and "I come" in home and "0 booked" in home
    for colleague in (cast.practitioner, cast.other_officer):
        assert colleague.client().post(reverse("trainer:confirm", args=[asked.pk])).status_code == 404
    client.post(reverse("trainer:confirm", args=[asked.pk]))
    assert EventTrainer.objects.get().confirmed_at is not None
    assert "You have confirmed" in client.get(reverse("trainer:home")).content.decode()
    client.post(reverse("trainer:decline", args=[asked.pk]), {"why": "Court"})
    asked.refresh_from_db()
    assert (asked.confirmed_at, asked.why_declined) == (None, "Court")
    client.get(reverse("trainer:home"))  # says once more what was done
    assert event.title not in client.get(reverse("trainer:home")).content.decode()


@pytest.mark.requirement("B33")
def test_a_trainer_opens_the_pack_and_notes_what_happened(cast: Cast, event: Event) -> None:
    services.change_event(
        by=cast.officer.actor(), at=NOW, event=event, mode="hybrid", online_link="https://meet.example/1"
    )
    content = ContentFile(b"%PDF-1.7 plan", name="plan.pdf")
    given = {"title": "Plan", "name": "plan.pdf", "for_participants": False}
    file = services.add_pack_file(by=cast.officer.actor(), at=NOW, event=event, content=content, **given)  # type: ignore[arg-type]
    client, words = cast.trainer.client(), ("fellside", event.slug)
    page = client.get(reverse("trainer:event", args=words)).content.decode()
    for said in ("https://meet.example/1", "Offensive comments about other agencies", "Plan", "0 booked"):
        assert said in page, said
    assert client.get(reverse("trainer:file", args=[*words, file.pk])).status_code == 200
    client.post(reverse("trainer:incident", args=words), {"what": "A remark.", "done": "Challenged."})
    assert Incident.objects.get().done == "Challenged."
    for stranger in (cast.practitioner, cast.other_officer):
        assert stranger.client().get(reverse("trainer:event", args=words)).status_code == 404
        assert stranger.client().get(reverse("trainer:file", args=[*words, file.pk])).status_code == 404
