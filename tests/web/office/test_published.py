"""What the board reads: figures that stand for a quarter, whose sums give nothing away that is left out."""

from datetime import date, timedelta

from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.kernel import clock
from goldenthread.kernel.actor import CLOCK, COMMAND_LINE
from goldenthread.kernel.figures import SMALL, Share, is_small
from goldenthread.setting.frameworks.services import adopt_pack
from goldenthread.setting.partnerships import services as partnerships
from goldenthread.setting.partnerships.models import Membership
from goldenthread.setting.partnerships.terms import ReportsBy
from goldenthread.setting.workforce.models import JobRole, Post
from goldenthread.training.standing.models import QuarterFigure
from goldenthread.training.standing.selectors.figures import AgencyRow, Column, Heat
from goldenthread.training.standing.selectors.trend import quarter_ends
from goldenthread.training.standing.services import keep_quarters, take_force
from goldenthread.training.standing.terms import Tally
from goldenthread.web.office import rounded
from goldenthread.web.office.figures import cells_of, headline, rows_of_requirements, total_column, totals_of
from tests.cast import NOW, SINCE, TODAY, Cast

tallies = st.builds(Tally, met=st.integers(0, 30), overdue=st.integers(0, 9), never=st.integers(0, 9))


@given(st.lists(st.tuples(tallies, tallies), min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_nothing_left_out_follows_from_any_sum_the_board_is_shown(table: list[tuple[Tally, Tally]]) -> None:
    """Agencies by two requirements, with the totals of each requirement, of each agency, and of all."""
    columns = tuple(Column(key, key, key, "required", "partnership", True, ()) for key in ("a", "b"))
    agencies = tuple(
        AgencyRow(number, f"Agency {number}", "school", {"a": row[0], "b": row[1]}) for number, row in enumerate(table)
    )
    heat = Heat(TODAY, columns, agencies, ())
    cells = cells_of(heat, True)
    asked = {row["key"]: row for row in rows_of_requirements(heat, True, {})}
    for key in ("a", "b"):
        hidden = [row.cells[key] for row in agencies if row.cells[key].expected and cells[(row.agency_id, key)] is None]
        for row in agencies:
            share = cells[(row.agency_id, key)]
            assert share is None or not (is_small(share.part) or is_small(share.whole - share.part))
        if key not in totals_of(heat, True):
            assert asked[key]["met"] is None
            assert {asked[key][name] for name in ("verified", "overdue", "never")} == {None}
        elif hidden:
            assert len(hidden) > 1
            for rest in (sum(one.holding for one in hidden), sum(one.expected - one.holding for one in hidden)):
                assert rest == 0 or rest >= SMALL + len(hidden) - 1
    total = total_column(cells, True)
    for row in agencies:
        if any(tally.expected and cells[(row.agency_id, key)] is None for key, tally in row.cells.items()):
            assert total.of(row) is None
    printed = [row["met"] for row in asked.values() if row["met"]]
    whole = headline(totals_of(heat, True).values(), True)[0]
    assert whole is None or (whole.part, whole.whole) == (sum(s.part for s in printed), sum(s.whole for s in printed))


def settled(cast: Cast) -> None:
    version = adopt_pack(by=COMMAND_LINE, at=NOW, partnership=cast.fellside, pack_key="kirklees-2011")
    take_force(by=COMMAND_LINE, at=NOW, version=version, on=SINCE)
    Post.objects.filter(agency=cast.school).update(job_role=JobRole.objects.get(key="teacher"))


def test_the_board_chooses_ends_of_quarters_only_and_officers_any_day(cast: Cast) -> None:
    settled(cast)
    ends = quarter_ends(clock.today())
    form = cast.board.client().get(reverse("office:heat")).context["form"]
    assert [key for key, _ in form.fields["as_at"].choices] == [end.isoformat() for end in reversed(ends)]
    assert form.on == ends[-1]
    earlier = cast.board.client().get(reverse("office:heat"), {"as_at": ends[-3].isoformat()})
    assert earlier.context["on"] == ends[-3]
    day = ends[-3] + timedelta(days=1)
    other = cast.board.client().get(reverse("office:heat"), {"as_at": day.isoformat()})
    assert (other.context["on"], "as_at" in other.context["form"].errors) == (ends[-1], True)
    split = {"as_at-day": day.day, "as_at-month": day.month, "as_at-year": day.year}
    assert cast.board.client().get(reverse("office:heat"), split).context["on"] == ends[-1]
    assert cast.officer.client().get(reverse("office:heat"), split).context["on"] == day


def test_the_board_s_pages_tell_of_one_quarter_what_was_kept_for_it(cast: Cast) -> None:
    settled(cast)
    keep_quarters(by=CLOCK, at=NOW, on=clock.today(), partnership_id=cast.fellside.pk)
    end = quarter_ends(clock.today())[-1]
    key = QuarterFigure.objects.filter(ends_on=end).values_list("requirement_key", flat=True)[0]
    QuarterFigure.objects.filter(ends_on=end, requirement_key=key, agency=cast.school).update(met=40, never=10)
    QuarterFigure.objects.filter(ends_on=end, agency=cast.school).exclude(requirement_key=key).update(met=5, never=0)
    others = QuarterFigure.objects.filter(ends_on=end, agency=cast.school).count() - 1
    whole = Share(40 + 5 * others, 50 + 5 * others, "people expected to hold it")
    client = cast.board.client()
    for name in ("heat", "figures"):
        assert client.get(reverse(f"office:{name}")).context["total"] == whole
    trend = client.get(reverse("office:trend")).context["table"].rows
    assert (trend[-1]["on"], trend[-1]["met"]) == (end, whole)
    assert cast.officer.client().get(reverse("office:heat")).context["total"] != whole


def test_a_quarter_stands_still_until_the_next_has_ended(cast: Cast) -> None:
    """Or a late record, seen the day after, would tell of one person."""
    settled(cast)
    on = date(2026, 2, 10)
    keep_quarters(by=CLOCK, at=NOW, on=on, partnership_id=cast.fellside.pk)
    end = date(2025, 12, 31)
    wrong = QuarterFigure.objects.filter(ends_on=end)
    wrong.update(met=33)
    keep_quarters(by=CLOCK, at=NOW, on=on + timedelta(days=1), partnership_id=cast.fellside.pk)
    assert set(wrong.values_list("met", flat=True)) == {33}
    keep_quarters(by=CLOCK, at=NOW, on=date(2026, 4, 1), partnership_id=cast.fellside.pk)
    assert 33 not in set(wrong.values_list("met", flat=True))


def test_what_moves_from_day_to_day_is_rounded_for_the_board(cast: Cast) -> None:
    by = {date(2026, 1, 1): 42, date(2026, 4, 1): 3, date(2026, 7, 1): 11, date(2026, 10, 1): 0}
    assert list(rounded.places(by, True).by.values()) == [40, None, None, 0]
    assert rounded.places(by, True).total == 55
    assert rounded.places(by, False).total == 56
    assert rounded.places({date(2026, 1, 1): 3}, True).total is None
    shares = [Share(3, 40, "people"), Share(12, 31, "people"), Share(42, 99, "people")]
    each, whole = rounded.reached(shares, True)
    assert [str(one) for one in each if one] == ["40% (40 of 100 people)"]
    assert (whole.part, whole.whole) == (55, 170) if whole else False
    assert rounded.reached(shares, False)[0] == shares
    settled(cast)
    for reader in (cast.board, cast.officer):
        page = reader.client().get(reverse("office:forecast"))
        assert ("rounded to the nearest five" in page.content.decode()) is (reader is cast.board)


def test_small_totals_on_an_agency_s_page_are_for_who_keeps_it(cast: Cast) -> None:
    membership = Membership.objects.get(agency=cast.school, partnership=cast.fellside)
    partnerships.choose_reporting(by=COMMAND_LINE, at=NOW, membership=membership, reports_by=ReportsBy.AGGREGATE)
    partnerships.enter_return(
        by=COMMAND_LINE, at=NOW, membership=membership, as_at=TODAY, headcount=2061, compliant=2059, source="Return"
    )
    address = reverse("setup:agency", args=[cast.fellside.slug, cast.school.slug])
    for reader, seen in ((cast.board, 0), (cast.practitioner, 0), (cast.lead, 1), (cast.officer, 1)):
        page = reader.client().get(address)
        if page.status_code == 200:
            assert page.content.decode().count("2,059") == seen
    assert cast.board.client().get(address).status_code == 200
