"""Figures from raw records: what partnerships printed, printed again; totals that differ from their rows never."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.kernel.refusal import Refused
from goldenthread.setting.partnerships.models import Agency, ReportGroup
from goldenthread.setting.partnerships.terms import AgencyKind, Duty
from goldenthread.training.bookings.models import Place
from goldenthread.training.bookings.selectors.figures import (
    Asked,
    Figures,
    bookings_behind,
    events_behind,
    figures,
)
from goldenthread.training.catalogue.models import Course
from goldenthread.training.events.models import Event, JointWith
from tests import cast as people
from tests.build.attendance import a_past_event, people_of
from tests.build.events import a_course, local
from tests.cast import Cast

PUBLISHED = (Path(__file__).parent.parent.parent / "reference" / "published-tables.md").read_text(encoding="utf-8")
YEAR = Asked(date(2026, 4, 1), date(2027, 3, 31))


def shown(cast: Cast, by: str, **asked: Any) -> Figures:
    given = {"starts_on": date(2016, 4, 1), "ends_on": date(2027, 3, 31), **asked}
    return figures(cast.officer.actor(), cast.fellside.pk, Asked(**given), by)


def printed(text: str) -> list[list[str]]:
    """The rows of the first table of a text, without its stars."""
    rows = [[cell.strip(" *") for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    return rows[2:]


def test_leicester_quarter_one_prints_as_published(cast: Cast) -> None:
    """Case 1: 231 of 280 is 82.5%, printed 83; the rows add up to the total; two sessions of one event."""
    rows = printed(PUBLISHED.partition("**Case 1")[2].partition("**Case 3")[0])
    assert [row[1:] for row in rows[-1:]] == [["304", "393", "77%"]]
    held = rows[:-1]
    lost = {"absent": [3, 10, 2, 1, 3, 1], "cancelled": [4, 12, 2, 1, 2, 1], "late": [1, 3, 1, 0, 1, 1]}
    for place, (title, attended, capacity, _) in enumerate(held):
        found = re.search(r"(\d+) (Apr|May|Jun)", title)
        assert found is not None
        month = {"Apr": 4, "May": 5, "Jun": 6}[found[2]]
        starts = datetime(2016, month, int(found[1]), 9, 30, tzinfo=local(1, 4, 9).tzinfo)
        again = [starts.replace(hour=13)] if "2 sessions" in title else []
        course = a_course(cast.fellside, title)
        event = a_past_event(cast.fellside, course, starts, places=int(capacity), sessions=again, hours=3)
        went = int(attended)
        people_of(event, cast.police, attended=went // 2, **{kind: of[place] for kind, of in lost.items()})
        people_of(event, cast.school, attended=went - went // 2)
    made = shown(cast, "course", starts_on=date(2016, 4, 1), ends_on=date(2016, 6, 30))
    assert [
        [row.name, str(row.tally.attended), str(row.tally.places), f"{row.tally.take_up.percent}%"] for row in made.rows
    ] == held
    total = made.total
    assert total is not None
    assert [str(total.attended), str(total.places), f"{total.take_up.percent}%"] == rows[-1][1:]
    assert (total.absent, total.cancelled + total.late, total.events, total.sessions) == (20, 29, 6, 7)
    assert str(total.take_up) == "77% (304 of 393 places)"


def test_wirral_exploitation_training_prints_as_published(cast: Cast) -> None:
    """Case 3: 7 events of 25; 170 booked, 120 attended, 17 on average; who cancelled in time is not counted."""
    education = people.agency("Education", cast.fellside, AgencyKind.SCHOOL, Duty.EDUCATION)
    months = ((2017, 2), (2017, 4), (2017, 6), (2017, 9), (2017, 10), (2017, 11), (2018, 1))
    attended = (16, 17, 17, 22, 12, 18, 18)
    booked = (25, 25, 25, 24, 23, 24, 24)
    schools = (2, 3, 2, 3, 0, 1, 0)
    course = a_course(cast.fellside, "Child sexual exploitation")
    for (year, month), went, expected, taught in zip(months, attended, booked, schools, strict=True):
        event = a_past_event(cast.fellside, course, local(12, month, 9, year=year), places=25)
        people_of(event, education, attended=taught)
        people_of(event, cast.police, attended=went - taught, absent=expected - went - 1, late=1, cancelled=2)
    whole = shown(cast, "event", starts_on=date(2017, 2, 1), ends_on=date(2018, 1, 31))
    total = whole.total
    assert total is not None
    assert (total.events, total.booked, total.attended, total.average, total.filled) == (7, 170, 120, 17, 0)
    assert f"{total.came * 100 / total.booked:.1f}" == "70.6"
    assert str(total.attendance) == "71% (120 of 170 booked and not cancelled in time)"
    worst = min(whole.rows, key=lambda row: row.tally.attendance.percent or 0)
    assert worst.name.endswith("12 October 2017")
    assert (worst.tally.attended, worst.tally.booked, worst.tally.attendance.percent) == (12, 23, 52)
    shares = []
    for first, last in ((date(2017, 2, 1), date(2017, 6, 30)), (date(2017, 10, 1), date(2018, 1, 31))):
        rows = shown(cast, "agency", starts_on=first, ends_on=last).rows
        shares.append(next(row.of_attendance.percent for row in rows if row.name == "Education"))
    assert shares == [14, 2]


def in_group(cast: Cast, name: str, *agencies: Agency, within: ReportGroup | None = None) -> ReportGroup:
    group = ReportGroup.objects.create(partnership=cast.fellside, name=name, within=within)
    group.agencies.set(agencies)
    return group


def test_wirral_domestic_abuse_rolls_up_into_report_groups_as_published(cast: Cast) -> None:
    """Case 5: 165 booked, 127 attended, 38 short; CYPD, which is social care and targeted, is 40% of attendance."""
    social = people.agency("Social Care", cast.fellside, AgencyKind.CHILDRENS_SOCIAL_CARE, Duty.SECTION_11)
    targeted = people.agency("Targeted", cast.fellside, AgencyKind.COUNCIL, Duty.SECTION_11)
    probation = people.agency("Probation", cast.fellside, AgencyKind.PROBATION, Duty.SECTION_11)
    cypd = in_group(cast, "CYPD", social)
    in_group(cast, "Targeted services", targeted, within=cypd)
    justice = in_group(cast, "Criminal Justice", cast.police, probation)
    event = a_past_event(cast.fellside, a_course(cast.fellside), local(14, 3, 9, year=2017), places=170)
    people_of(event, social, attended=31, absent=10)
    people_of(event, targeted, attended=20, late=8)
    people_of(event, cast.police, attended=25, absent=6)
    people_of(event, probation, attended=15, absent=4, cancelled=5)
    people_of(event, cast.school, attended=36, absent=10)
    made = shown(cast, "group", starts_on=date(2017, 3, 1), ends_on=date(2017, 12, 31))
    assert made.total is not None
    assert (made.total.booked, made.total.attended, made.total.shortfall) == (165, 127, 38)
    found = {row.name: (row.tally.attended, row.of_attendance.percent) for row in made.rows}
    assert found == {"CYPD": (51, 40), "Criminal Justice": (40, 31), "In no report group": (36, 28)}
    asked = Asked(date(2017, 3, 1), date(2017, 12, 31))
    behind = bookings_behind(cast.officer.actor(), cast.fellside.pk, asked, "attended", "group", str(cypd.pk))
    assert behind.count() == 51
    rest = bookings_behind(cast.officer.actor(), cast.fellside.pk, asked, "attended", "group", "none")
    assert rest.count() == 36
    assert shown(cast, "agency", group_id=justice.pk).total.attended == 40  # type: ignore[union-attr]


def test_a_total_that_differs_from_its_rows_is_not_printed_and_the_rows_are_named(cast: Cast) -> None:
    in_group(cast, "Criminal Justice", cast.police)
    in_group(cast, "Emergency services", cast.police)
    in_group(cast, "Education", cast.school)
    event = a_past_event(cast.fellside, a_course(cast.fellside), local(14, 4, 9))
    people_of(event, cast.police, attended=3)
    people_of(event, cast.school, attended=2)
    made = shown(cast, "group")
    assert (made.total, made.differs) == (
        None,
        (f"{cast.police.name} stands in Criminal Justice and in Emergency services",),
    )
    assert shown(cast, "agency").total.attended == 5  # type: ignore[union-attr]


def test_every_count_stands_apart_and_every_share_names_what_it_is_of(cast: Cast) -> None:
    event = a_past_event(cast.fellside, a_course(cast.fellside), local(14, 4, 9), places=20)
    numbers = {"attended": 6, "part": 1, "absent": 2, "apologies": 1, "walk_in": 2, "cancelled": 3, "late": 1}
    people_of(event, cast.police, waiting=4, refused=2, handed_on=1, **numbers)
    total = shown(cast, "course").total
    assert total is not None
    assert (total.registered, total.booked, total.attended, total.completed, total.walk_ins) == (14, 11, 9, 8, 2)
    assert (total.absent, total.apologies, total.cancelled, total.late) == (2, 1, 3, 1)
    assert [str(one) for one in (total.take_up, total.attendance, total.attended_to_registered)] == [
        "45% (9 of 20 places)",
        "64% (7 of 11 booked and not cancelled in time)",
        "50% (7 of 14 registered)",
    ]
    officer, asked = cast.officer.actor(), Asked(date(2026, 4, 1), date(2026, 4, 30))
    for name in (
        "registered",
        "booked",
        "attended",
        "completed",
        "walk_ins",
        "absent",
        "apologies",
        "cancelled",
        "late",
    ):
        behind = bookings_behind(officer, cast.fellside.pk, asked, name, "course", str(event.course_id))
        assert behind.count() == getattr(total, name), name


def test_events_without_limit_have_no_capacity_to_take_up(cast: Cast) -> None:
    webinar = a_past_event(cast.fellside, a_course(cast.fellside), local(14, 4, 9), places=0, kind="unlimited")
    people_of(webinar, cast.police, attended=40)
    room = a_past_event(cast.fellside, a_course(cast.fellside, "Room"), local(15, 4, 9), places=10)
    people_of(room, cast.police, attended=5)
    total = shown(cast, "course").total
    assert total is not None
    assert (total.attended, str(total.take_up)) == (45, "50% (5 of 10 places)")


def test_cancelled_events_and_drafts_hold_nothing_and_the_first_day_decides_the_period(cast: Cast) -> None:
    course = a_course(cast.fellside)
    why = {"cancelled_at": local(1, 4, 9), "why_cancelled": "Flood"}
    people_of(a_past_event(cast.fellside, course, local(10, 4, 9), state="cancelled", **why), cast.police, cancelled=1)
    a_past_event(cast.fellside, course, local(11, 4, 9), state="draft")
    a_past_event(cast.fellside, course, local(30, 4, 23, 30), sessions=[local(1, 5, 9)])
    a_past_event(cast.fellside, course, local(1, 5, 0, 30))
    april = shown(cast, "month", starts_on=date(2026, 4, 1), ends_on=date(2026, 4, 30))
    assert april.total is not None
    assert [row.name for row in april.rows] == ["April 2026"]
    assert (april.total.events, april.total.events_cancelled, april.total.sessions) == (1, 1, 2)
    assert [row.name for row in shown(cast, "month").rows] == ["April 2026", "May 2026"]


@pytest.mark.requirement("B63")
def test_a_joint_event_counts_once_in_each_partnerships_view(cast: Cast) -> None:
    event = a_past_event(cast.fellside, a_course(cast.fellside), local(14, 4, 9))
    people_of(event, cast.police, attended=4)
    JointWith.objects.create(event=event, partnership=cast.marrow_vale)
    for officer, partnership in ((cast.officer, cast.fellside), (cast.other_officer, cast.marrow_vale)):
        total = figures(officer.actor(), partnership.pk, YEAR, "course").total
        assert total is not None
        assert (total.events, total.attended) == (1, 4)
    assert figures(cast.officer.actor(), cast.fellside.pk, YEAR, "event").rows[0].name.endswith("14 April 2026")


@pytest.mark.requirement("A11")
def test_hosted_and_cascaded_courses_stand_apart(cast: Cast) -> None:
    own = a_course(cast.fellside, "Ours")
    hosted = a_course(cast.fellside, "Theirs", arrangement="hosted", commissioner="NHS")
    cascade = a_course(cast.fellside, "Taken along", arrangement="cascade")
    for number, course in enumerate((own, hosted, cascade), 1):
        event = a_past_event(cast.fellside, course, local(14 + number, 4, 9))
        people_of(event, cast.police, attended=number)
    sums = {kind: shown(cast, "course", arrangement=kind).total for kind in ("own", "hosted", "cascade", "")}
    assert {kind: total.attended for kind, total in sums.items() if total} == {
        "own": 1,
        "hosted": 2,
        "cascade": 3,
        "": 6,
    }


def test_who_may_read_figures_and_who_may_see_the_people_behind(cast: Cast) -> None:
    event = a_past_event(cast.fellside, a_course(cast.fellside), local(14, 4, 9))
    people_of(event, cast.police, attended=4)
    key = cast.fellside.pk
    assert figures(cast.board.actor(), key, YEAR, "course").total == shown(cast, "course").total
    assert events_behind(cast.board.actor(), key, YEAR).count() == 1
    with pytest.raises(Refused, match="not found"):
        bookings_behind(cast.board.actor(), key, YEAR, "attended")
    with pytest.raises(Refused, match="not found"):
        figures(cast.other_officer.actor(), key, YEAR, "course")


def a_year(cast: Cast, events: int, each: int) -> None:
    """A year's programme, as rows."""
    courses = [a_course(cast.fellside, f"Course {number}-{Course.objects.count()}") for number in range(4)]
    for number in range(events):
        event = a_past_event(cast.fellside, courses[number % 4], local(1 + number % 28, 4 + number % 9, 9), places=each)
        people_of(event, (cast.police, cast.school)[number % 2], attended=each - 1, absent=1)


@pytest.mark.parametrize("by", ["course", "agency", "group", "delivery", "month", "event"])
def test_figures_take_as_many_queries_for_a_year_as_for_a_day(cast: Cast, by: str) -> None:
    in_group(cast, "Criminal Justice", cast.police)
    counted = []
    for events in (2, 20):
        a_year(cast, events, 3)
        with CaptureQueriesContext(connection) as asked:
            made = shown(cast, by)
        counted.append(len(asked))
        assert made.total is not None and made.total.attended == sum(row.tally.attended for row in made.rows)
    assert counted[0] == counted[1] <= 12
    assert Place.objects.count() == 3 * Event.objects.count()
