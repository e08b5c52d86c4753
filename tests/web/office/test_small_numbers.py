"""What is left out for readers who may not see people, so that nothing can be worked out from the rest."""

from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.kernel.figures import SMALL, Share
from goldenthread.web.office.figures import printable, withheld

shares = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda two: Share(min(two), max(two), "people"))


@given(st.lists(shares, max_size=8))
@settings(max_examples=150, deadline=None)
def test_no_cell_can_be_worked_out_from_a_printed_total(row: list[Share]) -> None:
    shown = withheld(row, True)
    hidden = [share for share, kept in zip(row, shown, strict=True) if kept is None and share.whole]
    assert len(hidden) != 1 or all(kept is None for kept in shown)
    for kept in shown:
        assert kept is None or not (0 < kept.part < SMALL or 0 < kept.whole - kept.part < SMALL)


def test_officers_see_every_share() -> None:
    row = [Share(1, 4, "people"), Share(0, 0, "people"), Share(30, 40, "people")]
    assert withheld(row, False) == [row[0], None, row[2]]
    assert printable(row[0], True) is None
