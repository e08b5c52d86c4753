"""Anybody checks a certificate by its code, and learns four things."""

from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from goldenthread.training.certificates.rules import spaced
from tests.cast import Cast
from tests.training.certificates.test_certificates import held, issue


def test_a_code_says_name_course_date_and_standing_to_anybody(cast: Cast) -> None:
    cache.clear()
    held(cast, 1)
    (one,) = issue()
    typed = spaced(one.code).lower().replace("0", "o")
    page = Client().get(reverse("certificate_check"), {"code": f" {typed} "}, follow=True)
    said = page.content.decode()
    for text in (one.name, "Neglect", "24 March 2026", "Valid"):
        assert text in said
    booking = one.booking
    for kept in (booking.agency.name, booking.email, one.outcomes[0], "Fellside Council"):
        assert kept not in said
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_an_unknown_code_and_an_empty_one_say_what_to_do(cast: Cast) -> None:
    cache.clear()
    page = Client().get(reverse("certificate", args=["AAAA-AAAA-AAAA"]))
    assert page.status_code == 404 and "No certificate has this code" in page.content.decode()
    page = Client().get(reverse("certificate_check"), {"code": ""})
    assert "Enter the code that is printed on the certificate" in page.content.decode()


def test_guessing_is_stopped(cast: Cast) -> None:
    cache.clear()
    client = Client()
    answers = [client.get(reverse("certificate", args=[f"{n:012d}"])).status_code for n in range(62)]
    assert answers[0] == 404 and 429 in answers  # whenever the minute turns, one of both has more than it may
    cache.clear()
    assert client.get(reverse("certificate", args=["0" * 12])).status_code == 404
