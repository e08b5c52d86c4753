"""Exports: the same rows, numbers as numbers, days as days, and no cell ever a formula."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db.models.functions import Length
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.kernel.figures import Share
from goldenthread.kernel.periods import FOREVER
from goldenthread.setting.workforce.models import Post
from goldenthread.web.ui.columns import Column, Kind
from goldenthread.web.ui.exports import csv_parts, export, harmless, write_xlsx
from goldenthread.web.ui.plain import plainly
from tests.cast import Cast, post

ATTACKS = (Path(__file__).parents[2] / "reference/csv-injection.txt").read_text("utf-8").splitlines()
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Row:
    name: str | None = None
    hours: int | None = None
    rate: Decimal | None = None
    on: date | None = None
    at: datetime | None = None
    status: str = "met"
    share: Share | None = None


COLUMNS = [
    Column("name", "Name"),
    Column("hours", "Hours", Kind.NUMBER),
    Column("rate", "Rate", Kind.PERCENT),
    Column("on", "Valid until", Kind.DATE),
    Column("at", "Loaded", Kind.DATETIME),
    Column("status", "Standing", Kind.STATUS),
    Column("share", "Met", Kind.SHARE),
]


def as_csv(rows: Iterable[Any], columns: list[Column] = COLUMNS) -> list[list[str]]:
    text = "".join(csv_parts(columns, rows))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def as_xlsx(rows: Iterable[Any], columns: list[Column] = COLUMNS) -> Any:
    file = io.BytesIO()
    write_xlsx(file, columns, rows, "People: all/of [them]")
    file.seek(0)
    return openpyxl.load_workbook(file).active


@pytest.mark.parametrize("attack", ATTACKS)
def test_known_attacks_come_out_as_text(attack: str) -> None:
    [[cell]] = as_csv([Row(attack)], COLUMNS[:1])[1:]
    assert cell == (f"'{attack}" if attack.startswith(DANGEROUS) else attack)
    sheet = as_xlsx([Row(attack)], COLUMNS[:1])
    assert (sheet["A2"].value, sheet["A2"].data_type) == (attack, "s")


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_no_text_is_ever_a_formula_in_csv(text: str) -> None:
    [[cell]] = as_csv([Row(text)], COLUMNS[:1])[1:] or [[""]]
    assert not cell.startswith((*DANGEROUS, "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    assert not cell.lstrip(" \u00a0\u3000").startswith(DANGEROUS)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=30), max_size=5))
def test_every_text_is_a_string_in_xlsx_and_reads_back(texts: list[str]) -> None:
    sheet = as_xlsx([Row(text) for text in texts], COLUMNS[:1])
    cells = [row[0] for row in sheet.iter_rows(min_row=2, max_row=len(texts) + 1)] if texts else []
    for cell, text in zip(cells, texts, strict=True):
        assert cell.data_type in ("s", "n")  # n: nothing was left once control characters were taken out
        assert text.isprintable() is False or cell.value == text


def test_half_a_character_does_not_stop_an_export() -> None:
    assert as_csv([Row("Ann\ud800a")], COLUMNS[:1])[1] == ["Ann?a"]
    assert as_xlsx([Row("Ann\ud800a")], COLUMNS[:1])["A2"].value == "Ann?a"


def test_each_kind_is_itself_in_csv() -> None:
    row = Row(
        "Amara",
        -3,
        Decimal("82"),
        date(2028, 5, 5),
        datetime(2026, 7, 1, 11, 30, tzinfo=UTC),
        "due",
        Share(41, 50, "staff"),
    )
    heads, cells = as_csv([row])
    assert heads == [
        "Name",
        "Hours",
        "Rate (%)",
        "Valid until",
        "Loaded",
        "Standing",
        "Met (%)",
        "Met (number)",
        "Met (out of)",
    ]
    assert cells == ["Amara", "-3", "82", "2028-05-05", "2026-07-01 12:30", "Due soon", "82", "41", "50"]


def test_each_kind_is_itself_in_xlsx() -> None:
    row = Row(
        "Amara",
        -3,
        Decimal("82"),
        date(2028, 5, 5),
        datetime(2026, 7, 1, 11, 30, tzinfo=UTC),
        "due",
        Share(41, 50, "staff"),
    )
    sheet = as_xlsx([row])
    assert [cell.value for cell in sheet[2]] == [
        "Amara",
        -3,
        82,
        datetime(2028, 5, 5),  # noqa: DTZ001 - a spreadsheet has no zones
        datetime(2026, 7, 1, 12, 30),  # noqa: DTZ001
        "Due soon",
        82,
        41,
        50,
    ]
    assert sheet["C2"].number_format == "General"
    assert sheet.freeze_panes == "B2"
    assert sheet["A1"].font.bold


def test_nothing_known_is_an_empty_cell() -> None:
    assert as_csv([Row()])[1] == ["", "", "", "", "", "Met", "", "", ""]
    assert [cell.value for cell in as_xlsx([Row()])[2]][:5] == [None] * 5


def test_what_never_lapses_is_said_in_words() -> None:
    assert as_csv([Row(on=FOREVER)])[1][3] == "does not lapse"


def test_a_day_before_spreadsheets_begin_is_kept_as_text() -> None:
    assert as_xlsx([Row(on=date(1899, 12, 31))])["D2"].value == "1899-12-31"


def test_an_empty_table_still_has_its_head() -> None:
    assert as_csv([]) == [
        ["Name", "Hours", "Rate (%)", "Valid until", "Loaded", "Standing", "Met (%)", "Met (number)", "Met (out of)"]
    ]
    assert as_xlsx([])["A1"].value == "Name"


def test_the_file_is_named_for_the_table_and_the_day_and_is_streamed() -> None:
    answer = export("csv", COLUMNS, [Row("Amara")], "People who fall due", date(2026, 11, 21))
    assert answer.streaming
    assert answer["Content-Disposition"] == 'attachment; filename="people-who-fall-due-2026-11-21.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("text", ["Amara", "Siân", "12 Acacia Avenue", "a=b", "O'Neill", ""])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


OF_POSTS = [
    Column("person", "Name", value="{}, {}".format, reads=("person.family_name", "person.given_name")),
    Column("agency", "Agency", value="agency.name"),
    Column("manager", "Manager", value="manager.family_name"),
    Column("job_title", "Post"),
    Column("starts_on", "From", Kind.DATE),
    Column("ends_on", "Until", Kind.DATE),
    Column("length", "Letters", Kind.NUMBER),
    Column("is_lead", "Manages", Kind.YES_NO, value=bool, reads=("manager_id",)),
]


def test_what_is_read_plainly_says_what_the_rows_say(cast: Cast) -> None:
    for title, manager in (("=cmd()", None), ("Naïve\x07", cast.manager.person), ("-1", None)):
        one = post(cast.practitioner.person, cast.school, cast.fellside, title, manager=manager)
        Post.objects.filter(pk=one.pk).update(ends_on=FOREVER)
    rows = (
        Post.objects.select_related("person", "agency", "manager").annotate(length=Length("job_title")).order_by("pk")
    )
    assert plainly(OF_POSTS, rows) is not None
    assert as_csv(rows, OF_POSTS) == as_csv(list(rows), OF_POSTS)
    assert len(as_csv(rows, OF_POSTS)) == Post.objects.count() + 1


@pytest.mark.parametrize(
    "column",
    [
        Column("whole", "Whole", value=str),
        Column("method", "Method", value="get_approved_by_display"),
        Column("object", "Object", value="agency"),
        Column("nothing", "Nothing"),
    ],
)
def test_what_needs_the_whole_row_is_made_of_it(cast: Cast, column: Column) -> None:
    rows = Post.objects.select_related("person", "agency", "partnership").order_by("pk")
    assert plainly([column], rows) is None
    assert as_csv(rows, [*OF_POSTS[:2], column]) == as_csv(list(rows), [*OF_POSTS[:2], column])
