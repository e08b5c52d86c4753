"""What is left out for readers who may not see people, so that nothing can be worked out from the rest."""

from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.kernel.figures import SMALL, Share
from goldenthread.setting.frameworks.services import adopt_pack
from goldenthread.training.standing.selectors.figures import AgencyRow, Apart, Heat
from goldenthread.training.standing.services import take_force
from goldenthread.training.standing.terms import Tally
from goldenthread.web.office.figures import apart_columns, keeps_back, printable, withheld
from tests.cast import NOW, SINCE, TODAY, Cast

shares = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda two: Share(min(two), max(two), "people"))


@given(st.lists(shares, max_size=8))
@settings(max_examples=150, deadline=None)
def test_no_cell_can_be_worked_out_from_a_printed_total(row: list[Share]) -> None:
    shown, has_total = withheld(row, True)
    hidden = [share for share, kept in zip(row, shown, strict=True) if kept is None and share.whole]
    if has_total and hidden:
        assert len(hidden) > 1
        for rest in (sum(share.part for share in hidden), sum(share.whole - share.part for share in hidden)):
            assert rest == 0 or rest >= SMALL + len(hidden) - 1
    for kept in shown:
        assert kept is None or not (0 < kept.part < SMALL or 0 < kept.whole - kept.part < SMALL)


def test_officers_see_every_share() -> None:
    row = [Share(1, 4, "people"), Share(0, 0, "people"), Share(30, 40, "people")]
    assert withheld(row, False) == ([row[0], None, row[2]], True)
    assert printable(row[0], True) is None


def test_a_filter_shows_no_cell_that_the_whole_leaves_out(cast: Cast) -> None:
    """A total over a few agencies would give away the one that is left out."""
    row = AgencyRow(1, "Tarn Lane School", "school", {"a": Tally(met=1, overdue=2), "b": Tally(met=30, overdue=10)})
    heat = Heat(TODAY, (), (row,), ())
    assert keeps_back(heat, {(1, "b"): Share(30, 40, "people")}) is True
    assert keeps_back(heat, {(1, "a"): Share(1, 3, "people"), (1, "b"): Share(30, 40, "people")}) is False


def test_a_board_narrows_to_no_target_group(cast: Cast) -> None:
    version = adopt_pack(by=cast.officer.actor(), at=NOW, partnership=cast.fellside, pack_key="kirklees-2011")
    take_force(by=cast.officer.actor(), at=NOW, version=version, on=SINCE)
    for reader, offered in ((cast.board, 1), (cast.officer, 9)):
        form = reader.client().get(reverse("office:heat")).context["form"]
        assert min(len(form.fields["group"].choices), offered) == offered
    assert len(cast.board.client().get(reverse("office:heat")).context["form"].fields["group"].choices) == 1
    kind = {"kind": "school"}
    assert cast.board.client().get(reverse("office:heat"), kind).status_code == 200


def test_a_small_agency_s_own_totals_are_left_out(cast: Cast) -> None:
    few = Apart(1, "Beck Farm Carers", "aggregate", headcount=4, compliant=1)
    many = Apart(2, "Fell Trust", "aggregate", headcount=40, compliant=30)
    columns = {column.key: column for column in apart_columns(True)}
    assert [columns["headcount"].of(few), columns["compliant"].of(few)] == [None, None]
    assert [columns["headcount"].of(many), columns["compliant"].of(many)] == [40, 30]
    assert {column.key: column for column in apart_columns(False)}["compliant"].of(few) == 1
