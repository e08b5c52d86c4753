"""Certificates in the office, and in the hands of people, managers and agencies (E31)."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from goldenthread.training.bookings.models import Booking
from goldenthread.training.bookings.services.closing import close_register
from goldenthread.training.bookings.services.register import take_register
from goldenthread.training.certificates.models import Certificate
from tests.build.bookings import applies, with_places
from tests.cast import Cast
from tests.training.certificates.test_certificates import OVER, TAUGHT, held, issue


@pytest.mark.requirement("E31")
def test_all_of_an_event_in_one_file_or_each_by_itself(cast: Cast) -> None:
    event, _ = held(cast, 3)
    client = cast.officer.client()
    address = reverse("office:event_certificates_file", args=[event.slug, "pdf"])
    assert client.get(address).status_code == 409  # there is none yet
    client.post(reverse("office:event_certificates_issue", args=[event.slug]))
    pages = PdfReader(BytesIO(client.get(address).content)).pages
    assert len(pages) == 3 and TAUGHT[0] in " ".join(pages[2].extract_text().split())
    packed = client.get(reverse("office:event_certificates_file", args=[event.slug, "zip"])).content
    with ZipFile(BytesIO(packed)) as archive:
        assert len(archive.namelist()) == 3 and archive.read(archive.namelist()[0])[:4] == b"%PDF"


def test_forms_that_came_back_let_certificates_go(cast: Cast) -> None:
    event, (one, other) = held(cast, 2, needs_evaluation=True)
    client = cast.officer.client()
    address = reverse("office:event_forms", args=[event.slug])
    page = client.post(address, {"returned": [str(one.pk)]}, follow=True)
    assert b"1 certificate was issued" in page.content
    assert Booking.objects.get(pk=other.pk).form_returned_on is None
    page = client.get(reverse("office:event_certificates", args=[event.slug]))
    assert [(line.booking.pk, line.why) for line in page.context["without"]] == [
        (other.pk, "The evaluation form has not come back.")
    ]


def test_revoked_and_issued_again_with_its_history(cast: Cast) -> None:
    held(cast, 1)
    (one,) = issue()
    client = cast.officer.client()
    page = client.post(reverse("office:certificate_revoke", args=[one.pk]), {"why": ""})
    assert "Say why" in page.content.decode()
    client.post(reverse("office:certificate_revoke", args=[one.pk]), {"why": "Wrong person"})
    page = client.get(reverse("office:certificates"), {"standing": "revoked"})
    assert [row.pk for row in page.context["table"].page.object_list] == [one.pk]
    page = client.post(reverse("office:certificate_reissue", args=[one.pk]), {"why": "It was them"}, follow=True)
    new = Certificate.objects.get(revoked_at=None)
    assert [row.pk for row in page.context["history"]] == [new.pk, one.pk]
    assert cast.other_officer.client().get(reverse("office:certificate", args=[new.pk])).status_code == 404
    export = client.get(reverse("office:certificates"), {"export": "csv"})
    assert new.code in b"".join(export.streaming_content).decode()  # type: ignore[attr-defined]


def test_the_person_their_manager_and_their_agency_find_it(cast: Cast) -> None:
    event = with_places(cast)
    applies(cast, event, cast.practitioner.in_post, by=cast.officer.actor())
    take_register(by=cast.officer.actor(), at=OVER, session=event.sessions.get(), marks={}, rest="attended")
    close_register(by=cast.officer.actor(), at=OVER, event=event)
    (one,) = issue()
    lists = {
        "practitioner": reverse("learner:certificates"),
        "manager": reverse("manager:certificates"),
        "lead": reverse("agency:certificates", args=["fellside", cast.school.slug]),
    }
    file = reverse("learner:certificate_file", args=[one.pk])
    for role, address in lists.items():
        client = getattr(cast, role).client()
        assert [row.pk for row in client.get(address).context["table"].page.object_list] == [one.pk]
        assert client.get(file).content[:4] == b"%PDF"
    assert cast.designated_lead.client().get(file).status_code == 404
    person = cast.practitioner.in_post
    person.family_name = "Rigg-Beck"
    person.save()
    client = cast.practitioner.client()
    assert "Pat Rigg-Beck" in client.get(reverse("learner:certificate", args=[one.pk])).content.decode()
    client.post(reverse("learner:certificate_again", args=[one.pk]))
    assert Certificate.objects.get(revoked_at=None).name == "Pat Rigg-Beck"
