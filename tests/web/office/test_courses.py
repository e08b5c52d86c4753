"""The catalogue on the real path: an officer plans, checks, publishes, reviews and retires a course, page by page."""

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.training.catalogue.services import design
from tests.cast import NOW, Cast
from tests.training.catalogue.build import ready, under

pytestmark = pytest.mark.django_db

PLACES = (
    "courses",
    "course_new",
    "course_priorities",
    "course_coverage",
    "course_reports",
    "course_tree",
)
PARTS = ("describe", "place", "time", "arrange", "keep", "order", "tags", "priorities")
PACKS = ("kent-2020", "kirklees-2011", "cumbria-2022", "kirklees-lif", "south-gloucestershire-2016")


def text(client: Client, name: str, *words: object, **asked: str) -> str:
    answer = client.get(reverse(f"office:{name}", args=words), asked)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("pack", PACKS)
def test_every_page_opens_under_every_pack(cast: Cast, pack: str) -> None:
    course = under(cast, pack)
    client = cast.officer.client()
    for name in PLACES:
        text(client, name)
    page = text(client, "course", course.key)
    for part in PARTS:
        text(client, "course_change", course.key, part)
        assert reverse("office:course_change", args=[course.key, part]) in page or part == "tags"
    for name in ("course_outcome_add", "course_method_add", "course_publish", "course_retire", "course_copy"):
        text(client, name, course.key)
    for stage in ("planning", "delivery", "evaluation"):
        text(client, "course_check", course.key, "values", stage)
    ready(cast, course)
    design.publish_course(by=cast.officer.actor(), at=NOW, course=course)
    assert f">{course.title}</a>" in Client().get(reverse("programme_courses", args=["fellside"])).content.decode()
