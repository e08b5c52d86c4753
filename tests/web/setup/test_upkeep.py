"""Merging, splitting, handing over and standing in, on screen."""

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.partnerships.terms import AgencyKind, Duty
from goldenthread.setting.workforce.models import Post
from goldenthread.whole.upkeep.models import Handover
from tests.cast import Cast, agency
from tests.web.setup.test_pages import day, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(cast: Cast) -> Client:
    return cast.administrator.client()


def test_merging_previews_and_moves(cast: Cast, administrator: Client) -> None:
    academy = agency("Tarn Academy", cast.fellside, AgencyKind.SCHOOL, Duty.EDUCATION)
    address = reverse("setup:merge_agency", args=["fellside", cast.school.slug])
    assert "4 posts, 1 duty, 0 seats, 0 settings and 1 team go over" in text(administrator, address)
    assert Post.objects.filter(agency=academy).count() == 0
    sent = {"into": academy.pk, "reason": "Joined the trust", **day("on", clock.today())}
    assert administrator.post(address, sent).status_code == 302
    assert Post.objects.filter(agency=academy).count() == 4
    page = text(administrator, reverse("setup:agency", args=["fellside", academy.slug]))
    assert "Tarn Lane School merged into another: Tarn Academy" in page
    assert cast.officer.client().get(address).status_code == 403


def test_splitting_makes_an_agency(cast: Cast, administrator: Client) -> None:
    address = reverse("setup:split_agency", args=["fellside", cast.school.slug])
    sent = {"name": "Tarn Hub", "teams": [cast.team.pk], **day("on", clock.today())}
    assert administrator.post(address, sent).status_code == 302
    hub = Agency.objects.get(name="Tarn Hub")
    assert hub.posts.count() == 3
    assert cast.school.posts.count() == 1


def test_a_partnership_is_split_between_two(cast: Cast, administrator: Client) -> None:
    opening = {"name": "West Fell", "short_name": "West Fell", "area": "West Fell", "slug": "west-fell"}
    assert administrator.post(reverse("setup:new_partnership"), opening).status_code == 302
    west = Partnership.objects.get(slug="west-fell")
    address = reverse("setup:succeed", args=["fellside"])
    sent: dict[str, object] = {
        f"agency-{cast.council.pk}": [west.pk],
        f"agency-{cast.school.pk}": [west.pk],
        **day("on", clock.today()),
    }
    missing = administrator.post(address, sent)
    assert "Say where Northern Beck Police goes" in missing.content.decode()
    sent[f"agency-{cast.police.pk}"] = [cast.marrow_vale.pk, west.pk]
    assert administrator.post(address, sent).status_code == 302
    assert Post.objects.filter(partnership=west).count() == 7
    assert {one.pk for one in Partnership.objects.get(slug="fellside").succeeded_by.all()} == {
        west.pk,
        cast.marrow_vale.pk,
    }
    assert "This partnership ended" in text(administrator, reverse("setup:partnership", args=["fellside"]))


def test_handing_over_with_a_note_and_undoing(cast: Cast) -> None:
    officer = cast.officer.client()
    assert "Max Tarn" in text(officer, reverse("setup:handovers"))
    address = reverse("setup:reassign", args=[cast.manager.in_post.pk])
    page = text(officer, address)
    assert "Pat Rigg, Learning mentor, Tarn Lane School" in page
    stranger = officer.post(address, {"to": "owen.marrow@example.org", "kinds": ["team"]})
    assert "Nobody in post here has that address" in stranger.content.decode()
    sent = {"to": "Leah.Scarth@example.org", "kinds": ["team"], "note": "Pat is new."}
    assert officer.post(address, sent).status_code == 302
    made = Handover.objects.get()
    assert "Pat is new." in text(officer, reverse("setup:handover", args=[made.pk]))
    assert officer.post(reverse("setup:undo_handover", args=[made.pk])).status_code == 302
    assert Post.objects.get(person=cast.practitioner.in_post).manager == cast.manager.in_post
    assert cast.other_officer.client().get(address).status_code == 404
    assert cast.manager.client().get(reverse("setup:handovers")).status_code == 404
