"""Sheets as other people's systems make them: every encoding, format and mess, and what is of no use."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from goldenthread.foundation.files.sheets.child import decoded, delimiter_of
from goldenthread.foundation.files.sheets.headers import find_heading
from goldenthread.foundation.files.sheets.reading import WHY, open_sheet
from goldenthread.kernel.refusal import Refused
from tests.build.sheets import Rows, as_csv, as_ods, as_xls, as_xlsx, with_blank_rows

STAFF: Rows = [("Name", "Job title", "Start"), ("O\u2019Neil, Zo\u00eb", "Cook", date(2025, 5, 5))]
WRITTEN: Rows = [("Name", "Job title", "Start"), ("O\u2019Neil, Zo\u00eb", "Cook", "2025-05-05")]
EXPECTED = [(1, ["Name", "Job title", "Start"]), (2, ["O\u2019Neil, Zo\u00eb", "Cook", "2025-05-05"])]


def rows_in(path: Path, content: bytes, sheet: str | None = None) -> list[tuple[int, list[str]]]:
    file = path / "sheet"
    file.write_bytes(content)
    with open_sheet(file, sheet) as opened:
        return [(number, cells) for number, cells in opened.rows]


@pytest.mark.parametrize(
    "content",
    [
        as_csv(WRITTEN), as_csv(WRITTEN, encoding="utf-8-sig"), as_csv(WRITTEN, encoding="cp1252"),
        as_csv(WRITTEN, encoding="utf-16"), as_csv(WRITTEN, delimiter=";"), as_csv(WRITTEN, delimiter="\t"),
        b"sep=;\r\n" + as_csv(WRITTEN, delimiter=";"), as_xlsx(STAFF), as_xlsx(STAFF, from_1904=True), as_xls(STAFF),
        as_xls(STAFF, from_1904=True), as_ods(STAFF),
    ],
    ids=["utf-8", "bom", "windows-1252", "utf-16", "semicolon", "tab", "sep", "xlsx", "xlsx-1904", "xls",
         "xls-1904", "ods"],
)  # fmt: skip
def test_every_kind_of_file_says_the_same(tmp_path: Path, content: bytes) -> None:
    found = rows_in(tmp_path, content)
    shift = found[0][0] - 1
    assert [(number - shift, cells) for number, cells in found] == EXPECTED


def test_the_workbook_says_from_when_it_counts(tmp_path: Path) -> None:
    for content, from_1904 in ((as_xlsx(STAFF, from_1904=True), True), (as_xlsx(STAFF), False), (as_xls(STAFF), False),
                               (as_xls(STAFF, from_1904=True), True)):  # fmt: skip
        (tmp_path / "sheet").write_bytes(content)
        with open_sheet(tmp_path / "sheet") as opened:
            assert opened.epoch_1904 is from_1904


def test_the_fullest_sheet_is_guessed_and_another_can_be_asked_for(tmp_path: Path) -> None:
    content = as_xlsx({"Notes": [("See the next sheet",)], "Staff": STAFF})
    assert rows_in(tmp_path, content) == EXPECTED
    assert rows_in(tmp_path, content, "Notes") == [(1, ["See the next sheet"])]
    with pytest.raises(Refused, match="That sheet is not in the workbook"):
        rows_in(tmp_path, content, "Gone")


def test_row_numbers_are_those_people_see(tmp_path: Path) -> None:
    content = as_xlsx([(), (), ("Name",), (), ("Ann",)])
    assert rows_in(tmp_path, content) == [(3, ["Name"]), (5, ["Ann"])]


def test_a_million_formatted_blank_rows_cost_little(tmp_path: Path) -> None:
    before = psutil.Process().memory_info().rss
    assert rows_in(tmp_path, with_blank_rows([("Name",), ("Ann",)], 1_000_000)) == [(1, ["Name"]), (2, ["Ann"])]
    assert psutil.Process().memory_info().rss - before < 200_000_000


def encrypted(content: bytes) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt("secret", out)
    return out.getvalue()


def far_cell() -> bytes:
    """Five kilobytes that ask the reader for half a terabyte."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "Name")
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(1_600):
                part.write(b"\0" * 1_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: b"", "empty"),
        (lambda: b"\n\n , \n", ""),
        (lambda: b"%PDF-1.7 hello", "wrong-type"),
        (lambda: b"<html><table></table></html>", "wrong-type"),
        (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "wrong-type"),
        (lambda: as_xlsx(STAFF)[:2000], "damaged"),
        (lambda: as_xls(STAFF)[:900], "damaged"),
        (lambda: encrypted(as_xlsx(STAFF)), "password"),
        (far_cell, "too-big"),
        (bomb, "too-big"),
        (lambda: as_xlsx([]), "empty"),
    ],
)  # fmt: skip
def test_a_file_of_no_use_is_refused_with_what_to_do(tmp_path: Path, make: Any, why: str) -> None:
    if not why:
        assert rows_in(tmp_path, make()) == []
        return
    with pytest.raises(Refused) as refused:
        rows_in(tmp_path, make())
    assert refused.value.refusal.reason == WHY[why]


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("letter.txt", "Dear all")
    with pytest.raises(Refused) as refused:
        rows_in(tmp_path, out.getvalue())
    assert refused.value.refusal.reason == WHY["wrong-type"]


@settings(max_examples=12, deadline=None)
@given(st.binary(max_size=400))
def test_no_file_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    try:
        rows_in(tmp_path_factory.mktemp("any"), content)
    except Refused as refused:
        assert refused.refusal.reason in WHY.values()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_some_text(content: bytes) -> None:
    assert delimiter_of(decoded(content)) != ""


def known(name: str) -> bool:
    names = {"staff number", "name", "first name", "last name", "job title", "manager", "start date", "e-mail"}
    return name.casefold() in names


def test_titles_above_the_heading_are_passed_over() -> None:
    rows = [
        ["Tarn Lane School"],
        ["Staff as at 2 March 2026, the manager signs below"],
        ["Name", "Job title"],
        ["Ann", "Cook"],
    ]
    assert find_heading(rows, known).names == ("Name", "Job title")


def test_two_line_and_merged_headings_are_joined() -> None:
    rows = [["Staff number", "Name", "", "Job"], ["", "First", "Last", "title"], ["1", "Ann", "Ash", "Cook"]]
    found = find_heading(rows, known)
    assert (found.last, found.names) == (1, ("Staff number", "First Name", "Last Name", "Job title"))


def test_a_row_of_data_is_not_taken_for_a_second_line() -> None:
    rows = [["Name", "Job title", "Kind"], ["Ann Ash", "Manager", "Name"], ["Bo Elm", "Cook", ""]]
    assert find_heading(rows, known).last == 0


def test_headings_nobody_knows_are_still_found_and_none_is_empty_or_twice() -> None:
    rows = [["Report"], ["Wer", "", "Was", "Was"], ["Ann", "x", "Cook", "y", "z"]]
    found = find_heading(rows, known)
    assert (found.last, found.names) == (1, ("Wer", "Column B", "Was", "Was (2)", "Column E"))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12) | st.sampled_from(["Name", "Job title"]), max_size=6), max_size=8))
def test_every_sheet_has_headings_to_choose_from(rows: list[list[str]]) -> None:
    found = find_heading(rows, known)
    assert len(set(found.names)) == len(found.names)
    assert all(found.names)
    assert found.last < max(len(rows), 1)
