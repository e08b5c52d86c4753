"""What one row of a staff list says, and what is wrong with it. Pure: cells in, a staff row or faults out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.cells import (
    as_date,
    as_emails,
    as_given_and_family,
    as_given_name,
    as_identifier,
    as_name,
    as_yes_no,
    is_nothing,
    same_text,
    tidy,
)

LONGEST = {"job_title": 200, "setting": 200, "team": 200, "staff_number": 40, "professional_number": 40, "group": 80}
TOTAL = re.compile(
    r"((grand |sub ?)?totals?( [a-z ]+)?|count|headcount|number of [a-z]+|end of (list|report))[: ]*\d*"
    r"|\d+ (staff|people|persons|employees|volunteers|members|records|rows|entries)"
)
"""What a line says that sums a list up."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in a field of a row, and what to write instead."""

    field: str
    wrong: str
    write: str


@dataclass(slots=True)
class StaffRow:
    """One row of a staff list as understood. Empty text and None mean that the file does not say."""

    number: int
    given_name: str = ""
    family_name: str = ""
    preferred_name: str = ""
    previous_name: str = ""
    emails: tuple[str, ...] = ()
    staff_number: str = ""
    professional_number: str = ""
    job_title: str = ""
    job_role: str = ""
    group: str = ""
    setting: str = ""
    team: str = ""
    manager: str = ""
    area: str = ""
    is_volunteer: bool | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    is_designated_lead: bool | None = None

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def key(self) -> str:
        """Which row of the agency's lists this is, the same in the next file."""
        if self.staff_number:
            return f"number {self.staff_number.casefold()}"
        if self.emails:
            return f"address {self.emails[0]}"
        return f"name {same_text(self.name)} {same_text(self.job_title)}"[:300]


def is_total(cells: Mapping[str, str]) -> bool:
    """A line that sums up the list: it names nobody."""
    sums = False
    for text in cells.values():
        word = same_text(text)
        if is_nothing(text) or word.replace(" ", "").isdigit():
            continue
        if TOTAL.fullmatch(word) is None:
            return False
        sums = True
    return sums


def is_repeated_heading(cells: Mapping[str, str], headings: Mapping[str, str]) -> bool:
    """The headings again, further down: printed sheets repeat them on every page."""
    filled = 0
    for field, text in cells.items():
        if tidy(text):
            if same_text(text) != same_text(headings.get(field, "")):
                return False
            filled += 1
    return filled >= 2


def _names(cells: Mapping[str, str], faults: list[RowFault]) -> tuple[str, str]:
    given, family = as_given_name(cells.get("given_name", "")), as_name(cells.get("family_name", ""))
    full = cells.get("full_name", "")
    if full and not (given and family):
        from_full = as_given_and_family(full)
        given, family = given or from_full[0], family or from_full[1]
    if not given and not family:
        faults.append(RowFault("full_name", "There is no name in this row.", "Write the person's name."))
    elif not family or not given:
        faults.append(
            RowFault(
                "full_name",
                f'"{given or family}" is only part of a name.',
                'Write the given and the family name, such as "Jane Smith" or "SMITH, Jane".',
            )
        )
    for field, part in (("given_name", given), ("family_name", family)):
        if len(part) > 100:
            faults.append(RowFault(field, "The name is longer than 100 characters.", "Write the name alone."))
    return given[:100], family[:100]


def _day(cells: Mapping[str, str], field: str, pivot: int, epoch_1904: bool, faults: list[RowFault]) -> date | None:
    text = cells.get(field, "")
    if is_nothing(text):
        return None
    found = as_date(text, pivot=pivot, epoch_1904=epoch_1904)
    if found is None:
        faults.append(
            RowFault(
                field, f'"{tidy(text)[:40]}" is not a date.', "Write the day first, such as 13/05/2025 or 13 May 2025."
            )
        )
    return found


def _yes_no(cells: Mapping[str, str], field: str, faults: list[RowFault]) -> bool | None:
    text = cells.get(field, "")
    if not tidy(text):
        return None
    answer = as_yes_no(text)
    if answer is None:
        faults.append(RowFault(field, f'"{tidy(text)[:40]}" is neither yes nor no.', "Write yes or no."))
    return answer


def _emails(cells: Mapping[str, str], faults: list[RowFault]) -> tuple[str, ...]:
    found: list[str] = []
    for field in ("email", "email_other"):
        text = cells.get(field, "")
        if is_nothing(text):
            continue
        emails = as_emails(text)
        if not emails:
            faults.append(
                RowFault(
                    field,
                    f'"{tidy(text)[:60]}" is not an e-mail address.',
                    "Write an address such as name@agency.org, or leave the cell empty.",
                )
            )
        found.extend(emails)
    return tuple(dict.fromkeys(found))


def _word(cells: Mapping[str, str], field: str, faults: list[RowFault]) -> str:
    text = cells.get(field, "")
    if not text or is_nothing(text):
        return ""
    text = as_identifier(text) if field.endswith("_number") else tidy(text)
    if len(text) > LONGEST.get(field, 250):
        faults.append(
            RowFault(field, f"The text is longer than {LONGEST.get(field, 250)} characters.", "Write it more briefly.")
        )
        return text[: LONGEST.get(field, 250)]
    return text


def read_row(
    number: int, cells: Mapping[str, str], *, pivot: int, epoch_1904: bool = False
) -> tuple[StaffRow, tuple[RowFault, ...]]:
    """Understand one row. `pivot` is this year: it decides the century of two-digit years."""
    faults: list[RowFault] = []
    given, family = _names(cells, faults)
    row = StaffRow(
        number,
        given_name=given,
        family_name=family,
        preferred_name=as_name(cells.get("preferred_name", ""))[:100],
        previous_name=_word(cells, "previous_name", faults),
        emails=_emails(cells, faults),
        is_volunteer=_yes_no(cells, "volunteer", faults),
        starts_on=_day(cells, "starts_on", pivot, epoch_1904, faults),
        ends_on=_day(cells, "ends_on", pivot, epoch_1904, faults),
        is_designated_lead=_yes_no(cells, "designated_lead", faults),
    )
    for field in (
        "staff_number",
        "professional_number",
        "job_title",
        "job_role",
        "group",
        "setting",
        "team",
        "manager",
        "area",
    ):
        setattr(row, field, _word(cells, field, faults))
    if not row.job_title:
        row.job_title = row.job_role[:200]
    if not row.job_title:
        faults.append(
            RowFault("job_title", "There is no job title.", "Write what the person does, such as Social worker.")
        )
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        faults.append(RowFault("ends_on", "The post ends before it starts.", "Check both dates."))
    return row, tuple(faults)
