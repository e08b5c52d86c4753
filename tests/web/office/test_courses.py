"""The catalogue on the real path: an officer plans, checks, publishes, reviews and retires a course, page by page."""

import csv
import io
import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.setting.partnerships.services import create_priority
from goldenthread.training.catalogue.models import Course
from goldenthread.training.catalogue.selectors import lists_of
from goldenthread.training.catalogue.services import design
from goldenthread.training.catalogue.terms import Choice, Lists
from tests.cast import NOW, SINCE, TODAY, Cast
from tests.training.catalogue.build import begun, published, ready, under
from tests.training.standing import build

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


def send(client: Client, name: str, *words: object, **given: object) -> str:
    """Fill in a page's form and press its button; what then stands on the page one is led to."""
    answer = client.post(reverse(f"office:{name}", args=words), given, follow=True)
    assert answer.status_code == 200, (name, answer.status_code)
    assert answer.redirect_chain, f"{name} was not done: {errors(answer.content.decode())}"
    return answer.content.decode()


def errors(page: str) -> list[str]:
    found = re.findall(r'govuk-error-message">\s*<span class="govuk-visually-hidden">Error:</span> ([^<]+)', page)
    return [words.strip() for words in found]


def day(name: str, on: date) -> dict[str, int]:
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def held(lines: tuple[Choice, ...], evidence: str = "Handbook, page 2") -> dict[str, str]:
    """Every line ticked, with where it is seen."""
    return {f"met-{one.line}": "on" for one in lines} | {f"evidence-{one.line}": evidence for one in lines}


@pytest.fixture
def officer(cast: Cast) -> Client:
    return cast.officer.client()


def lists(cast: Cast) -> Lists:
    return lists_of(cast.fellside.pk, TODAY)


@pytest.mark.requirement("A05")
@pytest.mark.requirement("A14")
@pytest.mark.requirement("B12")
def test_an_officer_takes_a_course_from_its_theme_into_the_programme(cast: Cast, officer: Client) -> None:
    build.adopt(cast.fellside, "kirklees-2011")
    priority = create_priority(
        by=cast.officer.actor(), at=NOW, partnership=cast.fellside, name="Neglect", starts_on=SINCE
    )
    page = send(officer, "course_new", title="Seeing fathers", theme="Three reviews found fathers unseen", level="|3")
    assert "Three reviews found fathers unseen" in page
    key, known = "seeing-fathers", lists(cast)
    refused = officer.post(reverse("office:course_publish", args=[key])).content.decode()
    for words in ("its aims", "how it is given", "how long", "next reviewed", "learning outcome", "one priority"):
        assert words in refused
    assert "Role of the common assessment framework" in refused
    assert reverse("office:course_check", args=[key, "content", "planning"]) in refused
    send(officer, "course_change", key, "describe", title="Seeing fathers", aims="See every father", theme="Reviews")
    send(officer, "course_change", key, "time", delivery="course", minutes=180, participatory_minutes=90,
         usual_places=20, usual_minimum=8)  # fmt: skip
    send(officer, "course_change", key, "keep", owner="", **day("review_due_on", date(2027, 3, 2)))
    send(officer, "course_outcome_add", key, text="Ask about fathers", ability=known.abilities[0].line)
    send(officer, "course_change", key, "tags", purposes=[known.tags["purposes"][0].line])
    send(officer, "course_check", key, "values", "planning", **held(known.values))
    send(officer, "course_check", key, "content", "planning", **held(known.content[1:]))
    send(officer, "course_change", key, "priorities", priorities=[])
    refused = officer.post(reverse("office:course_publish", args=[key])).content.decode()
    assert "Link it to at least one priority" in refused
    assert known.content[0].text in refused
    assert known.content[1].text not in refused
    send(officer, "course_change", key, "priorities", priorities=[priority.pk])
    send(officer, "course_check", key, "content", "planning", **held(known.content))
    assert "is in the programme" in send(officer, "course_publish", key)
    assert Course.objects.get(key=key, partnership=cast.fellside).state == "published"
    assert "None. A course is published only with a priority." in text(officer, "course_priorities")


@pytest.mark.requirement("A02")
def test_every_course_carries_a_driver_and_the_report_counts_by_driver(cast: Cast, officer: Client) -> None:
    course = under(cast, "kent-2020")
    drivers = lists(cast).tags["drivers"]
    assert len(drivers) == 8
    assert "Say what it is drawn from" in text(officer, "course_publish", course.key)
    good_practice = next(one for one in drivers if "Good practice" in one.text)
    send(officer, "course_change", course.key, "tags", drivers=[good_practice.line, drivers[0].line])
    assert "Say what it is drawn from" not in text(officer, "course_publish", course.key)
    counted = exported(officer, "course_reports", "why")
    by_driver = {row["Line"]: int(row["Courses"]) for row in counted if row["Of the list"] == "What it is drawn from"}
    assert by_driver == {one.text: int(one in (good_practice, drivers[0])) for one in drivers}


@pytest.mark.requirement("A09")
@pytest.mark.requirement("A27")
def test_the_session_plan_shows_its_method_mix_and_the_stage_that_is_missing(cast: Cast, officer: Client) -> None:
    course = begun(cast)
    for method, minutes, stage in (("talk", 20, "conclusion"), ("discussion", 45, "reflection"), ("talk", 10, "")):
        send(officer, "course_method_add", course.key, method=method, minutes=minutes, cycle_stage=stage)
    page = text(officer, "course", course.key)
    assert "The reflective-learning cycle lacks:</strong> having an experience; planning what to try next." in page
    assert "Discussion in groups: 45 minutes; Talk or presentation: 30 minutes." in page
    assert "%" not in page[page.index("Method mix") : page.index("Held against")].replace("100%", "")
    for stage in ("experience", "planning"):
        page = send(officer, "course_method_add", course.key, method="practice", minutes=30, cycle_stage=stage)
    assert "Every stage of the reflective-learning cycle is planned." in page


@pytest.mark.requirement("A10")
def test_the_principle_of_the_child_is_asked_with_evidence_before_publishing(cast: Cast, officer: Client) -> None:
    course = ready(cast, under(cast, "kent-2020"))
    principles = lists(cast).principles
    assert principles[0].text.startswith("Child-centred")
    send(officer, "course_check", course.key, "principles", "planning", **held(principles[1:]))
    assert principles[0].text in text(officer, "course_publish", course.key)
    ticked = officer.post(
        reverse("office:course_check", args=[course.key, "principles", "planning"]), held(principles, evidence="")
    )
    assert errors(ticked.content.decode()) == ["Say where it is met."] * len(principles)
    send(officer, "course_check", course.key, "principles", "planning", **held(principles))
    assert "is in the programme" in send(officer, "course_publish", course.key)


@pytest.mark.requirement("A13")
@pytest.mark.requirement("A14")
@pytest.mark.requirement("B58")
def test_a_review_names_its_agencies_and_the_overdue_are_listed(cast: Cast, officer: Client) -> None:
    course = ready(cast, begun(cast))
    other = ready(cast, begun(cast, "In time"))
    design.keep_course(by=cast.officer.actor(), at=NOW, course=course, owner=None, review_due_on=date(2020, 1, 1))
    design.keep_course(by=cast.officer.actor(), at=NOW, course=other, owner=None, review_due_on=date(2199, 1, 1))
    assert [row["Course"] for row in exported(officer, "courses", overdue="yes")] == ["Seeing fathers"]
    none = officer.post(reverse("office:course_review", args=[course.key]), {"outcome": "Stands"})
    assert "Choose the agencies that took part" in errors(none.content.decode())
    page = send(officer, "course_review", course.key, outcome="Cases brought up to date",
                agencies=[cast.police.pk, cast.school.pk],
                **day("reviewed_on", date(2026, 3, 1)), **day("review_due_on", date(2199, 3, 1)))  # fmt: skip
    assert "Northern Beck Police, Tarn Lane School: Cases brought up to date" in re.sub(r"\s+", " ", page)
    assert exported(officer, "courses", overdue="yes") == []


@pytest.mark.requirement("A22")
def test_kents_delivery_types_are_exactly_its_own_and_can_be_extended(cast: Cast, officer: Client) -> None:
    course = under(cast, "kent-2020")
    own = [one.title for one in lists(cast).deliveries if one.own]
    assert own == [
        "Face to face, full day",
        "Face to face, half day",
        "E-learning",
        "Need to know session",
        "Podcasts and films",
        "Learning and development days",
        "Conferences and seminars",
        "Briefings",
        "Practitioner learning events",
    ]
    send(officer, "course_change", course.key, "time", delivery="masterclass", minutes=90, participatory_minutes=0,
         usual_places=20, usual_minimum=0)  # fmt: skip
    counted = {row["Way"]: int(row["Courses"]) for row in exported(officer, "course_reports", "how")}
    assert counted["Masterclass"] == 1
    assert set(own) <= set(counted)


@pytest.mark.requirement("C32")
@pytest.mark.requirement("D17")
@pytest.mark.parametrize(
    ("pack", "types"),
    [
        ("kirklees-lif", "session 120, day 360, multi-day 0, conference 0, e-learning 0, virtual 0"),
        ("south-gloucestershire-2016", "session 180, day 360, multi-day 0, conference 0, e-learning 0"),
    ],
)
def test_delivery_types_have_their_usual_hours(cast: Cast, officer: Client, pack: str, types: str) -> None:
    course = under(cast, pack)
    own = [one for one in lists(cast).deliveries if one.own]
    assert ", ".join(f"{one.key} {one.minutes}" for one in own) == types
    page = text(officer, "course_change", course.key, "time")
    assert all(f'<option value="{one.key}"' in page for one in own)
    length = {"minutes": 720, "participatory_minutes": 300, "usual_places": 20, "usual_minimum": 0}
    page = send(officer, "course_change", course.key, "time", delivery="multi-day", **length)
    assert "12 hours" in page


@pytest.mark.requirement("A36")
def test_a_hosted_course_names_who_commissioned_it_and_is_reported_apart(cast: Cast, officer: Client) -> None:
    course = under(cast, "kent-2020")
    refused = officer.post(reverse("office:course_change", args=[course.key, "arrange"]), {"arrangement": "hosted"})
    assert errors(refused.content.decode()) == ["Say who commissioned the course that is hosted."]
    page = send(officer, "course_change", course.key, "arrange", arrangement="hosted", commissioner="Public health",
                host=cast.council.pk)  # fmt: skip
    assert "Fellside Council; open to all agencies" in page
    apart = exported(officer, "course_reports", "hosted")
    assert [(row["Course"], row["Commissioned by"], row["Hosted for"]) for row in apart] == [
        ("Seeing fathers", "Public health", "Fellside Council")
    ]
    assert "Seeing fathers" not in " ".join(row["Which"] for row in exported(officer, "course_reports", "how"))


@pytest.mark.requirement("A40")
def test_outcomes_are_tagged_to_the_four_abilities_and_their_coverage_is_reported(cast: Cast, officer: Client) -> None:
    course = under(cast, "kent-2020")
    four = lists(cast).abilities
    assert [one.text for one in four] == [
        "Recognise needs at the earliest opportunity",
        "Understand the lived experience of children",
        "Give timely, appropriate and effective support",
        "Understand what is required of each, and how to work together",
    ]
    send(officer, "course_outcome_add", course.key, text="See the signs", ability=four[0].line)
    send(officer, "course_outcome_add", course.key, text="See more signs", ability=four[0].line)
    send(officer, "course_outcome_add", course.key, text="Listen", ability=four[1].line)
    send(officer, "course_outcome_add", course.key, text="Loose", ability="")
    counted = [int(row["Outcomes"]) for row in exported(officer, "course_coverage")]
    assert counted == [2, 1, 0, 0, 1]
    assert "None yet: a gap" in text(officer, "course_coverage")


@pytest.mark.requirement("A42")
def test_one_press_takes_over_kents_priorities_and_the_matrix_prints_them(cast: Cast, officer: Client) -> None:
    build.adopt(cast.fellside, "kent-2020")
    assert "names 6 priorities" in text(officer, "course_priorities")
    assert "6 priorities and 28 links" in send(officer, "course_take_over")
    assert "All of them were there already." in send(officer, "course_take_over")
    rows = exported(officer, "course_priorities", "priorities")
    assert [int(row["Courses"]) for row in rows] == [11, 5, 3, 3, 4, 2]
    assert [row["Priority"] for row in rows if "Child protection basic awareness" in row["Which"]] == [
        "Adolescent risk",
        "Non-accidental injury in non-mobile children",
        "Neglect",
        "Child sexual abuse",
    ]
    grid = exported(officer, "course_priorities", "grid")
    sums = [sum(row[name] == "Serves it" for row in grid) for name in list(grid[0])[1:]]
    assert sums == [11, 5, 3, 3, 4, 2]


@pytest.mark.requirement("A43")
def test_the_training_tree_is_a_nested_list_and_a_drawing(cast: Cast, officer: Client) -> None:
    build.adopt(cast.fellside, "kirklees-2011")
    by = cast.officer.actor()
    first, second = (ready(cast, begun(cast, title)) for title in ("First steps", "Second steps"))
    for course in (first, second):
        design.place_course(by=by, at=NOW, course=course, branch="Fathers", level=("2", ""))
    send(officer, "course_change", second.key, "order", needed=[first.pk])
    page = re.sub(r">\s+<", "><", text(officer, "course_tree"))
    link = '<li><a class="govuk-link" href="/programme/catalogue/{}/">{}</a>'
    nested = f"{link.format('first-steps', 'First steps')}<ul>{link.format('second-steps', 'Second steps')}"
    assert nested in page
    assert page.count('class="gt-tree__link"') >= 1
    assert 'role="img" aria-label="Training tree"' in page
    design.publish_course(by=by, at=NOW, course=first)
    public = Client().get(reverse("programme_tree", args=["fellside"])).content.decode()
    assert ("First steps" in public, "Second steps" in public) == (True, False)


@pytest.mark.requirement("B02")
@pytest.mark.requirement("B11")
def test_a_course_serves_a_purpose_and_several_competency_frameworks_at_once(cast: Cast, officer: Client) -> None:
    course = under(cast, "kirklees-2011")
    known = lists(cast).tags
    assert (len(known["purposes"]), len(known["competency-frameworks"])) == (6, 3)
    frameworks = [one.line for one in known["competency-frameworks"][:2]]
    assert "Say which purpose" in text(officer, "course_publish", course.key)
    chosen = {"purposes": [known["purposes"][3].line], "competency-frameworks": frameworks}
    page = send(officer, "course_change", course.key, "tags", **chosen)
    assert all(one.text in unescape(page) for one in known["competency-frameworks"][:2])
    assert "Say which purpose" not in text(officer, "course_publish", course.key)
    counted = exported(officer, "course_reports", "why")
    mapped = [row["Courses"] for row in counted if row["Of the list"] == "Competency frameworks it serves"]
    assert mapped == ["1", "1", "0"]


@pytest.mark.requirement("B31")
@pytest.mark.requirement("E18")
@pytest.mark.parametrize("pack", ["kirklees-2011", "cumbria-2022"])
def test_five_core_values_are_looked_at_when_planned_given_and_evaluated(
    cast: Cast, officer: Client, pack: str
) -> None:
    course = under(cast, pack)
    values = lists(cast).values
    assert len(values) == 5
    for done, stage in enumerate(("planning", "delivery", "evaluation"), start=1):
        page = send(officer, "course_check", course.key, "values", stage, **held(values))
        assert page.count("5 of 5 met") == done
    assert course.checks.filter(about="values", is_met=True).count() == 15


@pytest.mark.requirement("E16")
def test_what_runs_through_all_training_is_asked_of_every_course(cast: Cast, officer: Client) -> None:
    course = ready(cast, under(cast, "cumbria-2022"))
    content = lists(cast).content
    assert [one.text for one in content] == [
        "Learning from thematic audits and reviews",
        "Signs of Safety",
        "Signs of Wellbeing and Success",
    ]
    send(officer, "course_check", course.key, "content", "planning", **held(content[:1]))
    refused = text(officer, "course_publish", course.key)
    assert "Content every course must have, not yet met: Signs of Safety; Signs of Wellbeing and Success." in refused
    send(officer, "course_check", course.key, "content", "planning", **held(content))
    assert "is in the programme" in send(officer, "course_publish", course.key)


def test_a_version_can_be_compared_with_the_one_before(cast: Cast, officer: Client) -> None:
    course = published(cast)
    outcome = course.outcomes.get()
    page = send(
        officer, "course_outcome", course.key, outcome.pk, text="Ask about every father", ability=outcome.ability
    )
    assert "Its content has changed since version 1: learning outcomes." in page
    bare = officer.post(reverse("office:course_version_keep", args=[course.key]), {"evidence": "A review"})
    assert errors(bare.content.decode()) == ["Say why the content changed"]
    send(officer, "course_version_keep", course.key, reason="A review said so", evidence="Review C")
    page = text(officer, "course_version", course.key, 2)
    for words in ("A review said so", "Review C", "Ask about fathers", "Ask about every father"):
        assert words in page


def test_a_course_is_taken_out_retired_and_taken_back(cast: Cast, officer: Client) -> None:
    course = published(cast)
    send(officer, "course_take_out", course.key, reason="New guidance")
    assert Client().get(reverse("programme_course", args=["fellside", course.key])).status_code == 404
    send(officer, "course_retire", course.key, reason="Replaced")
    assert "Retired" in text(officer, "course", course.key)
    send(officer, "course_take_back", course.key)
    course.refresh_from_db()
    assert (course.state, course.retired_on) == ("draft", None)


def test_nobody_else_opens_or_changes_the_catalogue(cast: Cast) -> None:
    course = published(cast)
    for who, status in (("practitioner", 404), ("board", 404), ("other_officer", 404), ("officer", 200)):
        client = getattr(cast, who).client()
        assert client.get(reverse("office:course", args=[course.key])).status_code == status
    client = cast.other_officer.client()
    client.post(reverse("office:course_retire", args=[course.key]), {"reason": "Mischief"})
    course.refresh_from_db()
    assert course.retired_on is None


def test_the_public_reads_a_course_and_never_who_keeps_it(cast: Cast) -> None:
    course = published(cast)
    design.keep_course(
        by=cast.officer.actor(), at=NOW, course=course, owner=cast.trainer.in_post, review_due_on=date(2027, 1, 1)
    )
    assert Client().get("/programme/courses/").headers["Location"] == reverse("programme_courses", args=["fellside"])
    page = Client().get(reverse("programme_course", args=["fellside", course.key])).content.decode()
    for words in ("See every father.", "Ask about fathers", "3 hours; you take part yourself in 1 hour 30 minutes"):
        assert words in page
    assert "Tom Keld" not in page
    assert Client().get(reverse("programme_courses", args=["marrow-vale"])).status_code == 404


def test_the_pages_ask_no_more_of_the_database_for_more_courses(cast: Cast, officer: Client) -> None:
    published(cast, "One")
    addresses = [
        reverse("office:courses"),
        reverse("office:course_priorities"),
        reverse("office:course_tree"),
        reverse("office:course_coverage"),
        reverse("office:course_reports"),
        reverse("programme_courses", args=["fellside"]),
        reverse("programme_tree", args=["fellside"]),
    ]

    def queries() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as caught:
                assert officer.get(address).status_code == 200
            counts.append(len(caught))
        return counts

    queries()
    with_one = queries()
    for title in ("Two", "Three", "Four"):
        published(cast, title)
    assert queries() == with_one


def exported(client: Client, name: str, key: str = "", **asked: str) -> list[dict[str, str]]:
    """A table of the page as its CSV."""
    prefix = f"{key}-" if key else ""
    answer = client.get(reverse(f"office:{name}"), {f"{prefix}export": "csv", **asked})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
