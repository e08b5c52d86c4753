"""The programme's figures on screen: cards, rows, what is behind, and what a board may see."""

from datetime import date, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.setting.partnerships.models import ReportGroup
from goldenthread.training.standing.selectors.trend import quarter_ends
from tests.build.attendance import a_past_event, people_of
from tests.build.events import LONDON, a_course
from tests.cast import Cast

PAGE = "office:programme_figures"


def in_last_quarter() -> datetime:
    end = quarter_ends(clock.today(), 1)[0]
    return datetime.combine(end - timedelta(days=10), datetime.min.time(), LONDON) + timedelta(hours=9)


def between(first: date, last: date) -> dict[str, str]:
    said = {}
    for name, on in (("starts_on", first), ("ends_on", last)):
        said |= {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}
    return said


def a_season(cast: Cast) -> dict[str, str]:
    starts = in_last_quarter()
    neglect = a_past_event(cast.fellside, a_course(cast.fellside), starts, places=15)
    people_of(neglect, cast.police, attended=8, absent=2, cancelled=1)
    people_of(neglect, cast.school, attended=2, walk_in=1)
    return between(starts.date() - timedelta(days=5), starts.date() + timedelta(days=5))


def test_an_officer_sees_every_share_with_what_it_is_of_and_steps_to_the_people(cast: Cast) -> None:
    asked = a_season(cast)
    client = cast.officer.client()
    page = client.get(reverse(PAGE), asked).content.decode()
    assert "11 of 15 places" in page and "10 of 12 booked and not cancelled in time" in page
    assert "10 of 13 registered" in page and "<svg" in page
    behind = client.get(reverse("office:figures_people"), {**asked, "measure": "absent", "by": "course", "row": ""})
    assert behind.content.decode().count("Marl ") >= 2
    assert client.get(reverse("office:figures_events"), asked).status_code == 200
    for by in ("event", "delivery", "month", "agency", "group"):
        assert client.get(reverse(PAGE), {**asked, "by": by}).status_code == 200
        assert client.get(reverse(PAGE), {**asked, "by": by, "export": "csv"}).status_code == 200


def test_a_wrong_period_is_said_beside_its_field(cast: Cast) -> None:
    asked = between(date(2026, 5, 1), date(2026, 4, 1))
    page = cast.officer.client().get(reverse(PAGE), asked).content.decode()
    assert "The last day cannot be before the first" in page


def test_rows_that_do_not_add_up_are_named_in_place_of_a_total(cast: Cast) -> None:
    asked = a_season(cast)
    for name in ("Criminal justice", "Emergency services"):
        ReportGroup.objects.create(partnership=cast.fellside, name=name).agencies.set([cast.police])
    page = cast.officer.client().get(reverse(PAGE), {**asked, "by": "group"}).content.decode()
    assert "No total is shown" in page
    assert f"{cast.police.name} stands in Criminal justice and in Emergency services" in page


def test_a_board_sees_ended_quarters_without_small_numbers(cast: Cast) -> None:
    a_season(cast)
    client = cast.board.client()
    whole = client.get(reverse(PAGE)).content.decode()
    assert "11 of 15" in whole
    by_agency = client.get(reverse(PAGE), {"by": "agency", "export": "csv"})
    lines = b"".join(by_agency.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert sorted(lines[1:]) == sorted([f"{cast.police.name},", f"{cast.school.name},"])
    assert client.get(reverse("office:figures_people"), {"measure": "attended"}).status_code == 404


def test_the_page_asks_as_many_queries_for_three_events_as_for_one(cast: Cast) -> None:
    asked = a_season(cast)
    client = cast.officer.client()
    client.get(reverse(PAGE), asked)
    with CaptureQueriesContext(connection) as once:
        client.get(reverse(PAGE), asked)
    for number in range(2):
        event = a_past_event(cast.fellside, a_course(cast.fellside, f"More {number}"), in_last_quarter())
        people_of(event, cast.school, attended=3)
    with CaptureQueriesContext(connection) as again:
        page = client.get(reverse(PAGE), asked).content.decode()
    assert "17 of 55 places" in page
    assert len(once) == len(again)
