"""Colleagues to whom a booked place could be handed: those who work in the same agency."""

from datetime import date

from django.db.models import QuerySet

from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.workforce.access import current
from goldenthread.setting.workforce.models import Person, Post
from goldenthread.setting.workforce.selectors.finding import named

from ..models import Booking

MOST = 20


def _posts(booking: Booking, on: date) -> QuerySet[Post]:
    held = Post.objects.filter(current(on), agency=booking.agency_id, person__merged_into__isnull=True)
    return held.exclude(person=booking.person_id).select_related("person", "agency")


def colleagues_for(booking: Booking, term: str, on: date) -> list[tuple[str, str]]:
    """People of the booking's agency who go by these words: their number and how they are called."""
    posts = named(_posts(booking, on), term).order_by("person__family_name", "person__given_name", "pk")
    found = {post.person_id: f"{post.person}, {post.job_title}" for post in posts[: MOST * 2]}
    return [(str(key), words) for key, words in list(found.items())[:MOST]]


def get_colleague(booking: Booking, person_id: str, on: date) -> Person:
    """One colleague of the booking's agency."""
    number = int(person_id) if person_id.isascii() and person_id.isdigit() and len(person_id) < 19 else 0
    post = _posts(booking, on).filter(person=number).first()
    if post is None:
        raise Refused(not_visible("This colleague"))
    return post.person
