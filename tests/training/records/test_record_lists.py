"""Loading completed learning from spreadsheets, a row a completion or a column a course."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goldenthread.foundation.imports import services as imports_of_any_kind
from goldenthread.foundation.imports.models import Batch
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.workforce.models import Post
from goldenthread.training.catalogue.models import Course
from goldenthread.training.records.models import Record
from goldenthread.training.records.services import imports
from tests.build.sheets import as_xlsx, upload
from tests.cast import NOW, TODAY, Cast

LONG = ("Name", "Email", "Course title", "Date completed", "Duration (hours)", "Delivery method", "Status")
Load = Callable[..., Batch]


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def neglect(cast: Cast) -> Course:
    return Course.objects.create(
        partnership=cast.fellside, key="neglect", title="Neglect (level 3)", minutes=360, participatory_minutes=300
    )


@pytest.fixture
def load(cast: Cast) -> Load:
    def send(rows: Sequence[Sequence[Any]]) -> Batch:
        by = cast.officer.actor()
        batch = imports.receive_records(
            by=by,
            at=NOW,
            partnership_id=cast.fellside.pk,
            agency_id=cast.school.pk,
            upload=upload(as_xlsx(rows)),
            as_on=TODAY,
        )
        chosen = {int(at): key for at, key in batch.mapping.items()}
        imports.choose_record_columns(by=by, at=NOW, batch=batch, chosen=chosen)
        imports.preview_records(by=by, at=NOW, batch=batch)
        return imports.apply_records(by=by, at=NOW, batch=batch)

    return send


def held(cast: Cast) -> list[tuple[str, date, int, str, str, str]]:
    rows = Record.objects.filter(person=cast.practitioner.in_post).order_by("completed_on", "course__title")
    return [(r.course.title, r.completed_on, r.minutes, r.format, r.provider_kind, r.state) for r in rows]


def test_a_long_list_gives_records(cast: Cast, neglect: Course, load: Load) -> None:
    batch = load(
        [
            LONG,
            ("RIGG, Pat", "", "Neglect (Level 3)", "5 May 2025", "", "Classroom", "Attended"),
            ("Pat Rigg", "pat.rigg@example.org", "Fire safety", date(2025, 6, 1), "1.5", "e-Learning", "Completed"),
            ("Pat Rigg", "pat.rigg@example.org", "Fire safety", date(2025, 6, 1), "1.5", "e-Learning", "Completed"),
            ("Pat Rigg", "pat.rigg@example.org", "Neglect (level 3)", "6 June 2025", "", "", "Did not attend"),
        ]
    )
    assert batch.counts == {"new": 2, "same": 1}
    assert held(cast) == [
        ("Neglect (level 3)", date(2025, 5, 5), 360, "face-to-face", "multi-agency", "imported"),
        ("Fire safety", date(2025, 6, 1), 90, "e-learning", "single-agency", "imported"),
    ]
    fire = Course.objects.get(title="Fire safety")
    assert (fire.partnership, fire.provider) == (None, "Tarn Lane School")


def test_a_wide_list_has_a_column_for_each_course(cast: Cast, neglect: Course, load: Load) -> None:
    rows = [
        ("Safeguarding training matrix", "", "", ""),
        ("Staff member", "Neglect (level 3)", "Prevent", "Fire safety"),
        ("Pat Rigg", date(2025, 5, 5), "N/A", "03/02/25"),
        ("Max Tarn", "", "12.01.2026", ""),
        ("Leah Scarth", "booked 3 May", "", "01/01/2026"),
    ]
    batch = load(rows)
    assert batch.mapping == {"0": "full_name", "1": "course_date", "2": "course_date", "3": "course_date"}
    assert batch.counts == {"new": 4, "refused": 1}
    assert [(title, on) for title, on, *_ in held(cast)] == [
        ("Fire safety", date(2025, 2, 3)),
        ("Neglect (level 3)", date(2025, 5, 5)),
    ]
    assert load(rows).counts == {"same": 4, "refused": 1}


def test_what_cannot_be_used_is_refused_with_the_reason(cast: Cast, neglect: Course, load: Load) -> None:
    batch = load(
        [
            LONG,
            ("Pat Rigg", "", "Neglect (level 3)", "05/05/2027", "", "", ""),
            ("Pat Rigg", "", "Neglect (level 3)", "13/25/2025", "", "", ""),
            ("Pat Rigg", "", "", "05/05/2025", "", "", ""),
            ("Nobody Known", "", "Neglect (level 3)", "05/05/2025", "", "", ""),
            ("Finn Beck", "finn.beck@example.org", "Neglect (level 3)", "05/05/2025", "", "", ""),
            ("Pat Rigg", "", "Neglect (level 3)", "05/05/2025", "a while", "", ""),
        ]
    )
    assert batch.counts == {"refused": 6}
    assert [row.faults[0][1] for row in batch.noted_rows.order_by("number")] == [
        "05/05/2027 is in the future.",
        '"13/25/2025" is not a date.',
        "There is no course in this row.",
        "Nobody in this agency's staff list fits this row.",
        "This person has never held a post in this agency.",
        '"a while" is not a length.',
    ]
    assert not Record.objects.exists()


def test_two_people_of_one_name_are_not_guessed_at(cast: Cast, neglect: Course, load: Load) -> None:
    other = cast.constable.in_post
    other.given_name, other.family_name = "Pat", "Rigg"
    other.save()
    Post.objects.filter(person=other).update(agency=cast.school)
    rows = [LONG, ("Pat Rigg", "", "Neglect (level 3)", "05/05/2025", "", "", "")]
    assert load(rows).counts == {"refused": 1}
    rows[1] = ("Pat Rigg", "pat.rigg@example.org", *rows[1][2:])
    assert load(rows).counts == {"new": 1}
    assert len(held(cast)) == 1


def test_an_agencys_word_for_a_course_is_remembered(cast: Cast, neglect: Course, load: Load) -> None:
    imports_of_any_kind.remember_word(
        kind="training-records", agency_id=cast.school.pk, word="L3 Neglect day", means=str(neglect.pk)
    )
    load([LONG, ("Pat Rigg", "", "L3 NEGLECT  day", "05/05/2025", "", "", "")])
    assert [title for title, *_ in held(cast)] == ["Neglect (level 3)"]


def test_taking_a_list_back_takes_its_courses_too(cast: Cast, neglect: Course, load: Load) -> None:
    load([LONG, ("Pat Rigg", "", "Neglect (level 3)", "04/05/2025", "", "", "")])
    kept = held(cast)
    batch = load([LONG, ("Pat Rigg", "", "Fire safety", "05/05/2025", "", "", "")])
    imports.undo_records(by=cast.officer.actor(), at=NOW, batch=batch)
    assert held(cast) == kept
    assert not Course.objects.filter(title="Fire safety").exists()


def test_a_record_corrected_since_stops_the_taking_back(cast: Cast, neglect: Course, load: Load) -> None:
    batch = load([LONG, ("Pat Rigg", "", "Neglect (level 3)", "04/05/2025", "", "", "")])
    Record.objects.update(state="verified")
    with pytest.raises(Refused, match="has been changed since"):
        imports.undo_records(by=cast.officer.actor(), at=NOW, batch=batch)
    assert len(held(cast)) == 1


def test_a_lead_of_another_agency_loads_nothing(cast: Cast, neglect: Course) -> None:
    asked = {"at": NOW, "partnership_id": cast.fellside.pk, "agency_id": cast.school.pk, "as_on": TODAY}
    content = as_xlsx([LONG, ("Pat Rigg", "", "Neglect (level 3)", "04/05/2025", "", "", "")])
    with pytest.raises(Refused):
        imports.receive_records(by=cast.police_lead.actor(), upload=upload(content), **asked)
    assert imports.receive_records(by=cast.lead.actor(), upload=upload(content), **asked).state == "uploaded"
