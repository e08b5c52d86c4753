"""Loading a list page by page, as an officer or an agency's lead does."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.foundation.imports.models import Batch, NotedRow, RememberedOfEveryone
from goldenthread.foundation.imports.terms import State
from goldenthread.setting.workforce.models import JobRole, Person, PossibleMatch, Post
from goldenthread.web.office.forms.imports import TitleForm, likest_first
from goldenthread.web.office.views.imports import why_of
from tests.build.sheets import as_csv, as_xlsx
from tests.cast import Cast

HEADINGS = ("Staff number", "Name", "E-mail", "Job title", "Start date")
ROWS = [
    ("T1", "HOLT, Nan", "nan@example.org", "Teacher", "01/09/2025"),
    ("T2", "Ola O\u2019Neil", "ola@example.org", "Cook", "31/02/2025"),
]


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def send(client: Client, cast: Cast, content: bytes, name: str = "staff.xlsx", **changes: Any) -> Any:
    asked = {
        "agency": f"{cast.fellside.pk}-{cast.school.pk}",
        "scope": "some",
        "as_on-day": "2",
        "as_on-month": "3",
        "as_on-year": "2026",
        "file": SimpleUploadedFile(name, content),
    }
    return client.post("/imports/start/staff-list/", asked | changes)


def confirm_columns(client: Client, batch: Batch) -> Any:
    return client.post(
        f"/imports/{batch.pk}/columns/", {f"column_{at}": key for at, key in batch.mapping.items()}, follow=True
    )


def previewed(client: Client, cast: Cast, rows: Any = ROWS) -> Batch:
    send(client, cast, as_xlsx([HEADINGS, *rows]))
    batch = Batch.objects.latest("pk")
    confirm_columns(client, batch)
    batch.refresh_from_db()
    return batch


def test_an_officer_loads_a_list_page_by_page(cast: Cast) -> None:
    client = cast.officer.client()
    answer = send(client, cast, as_xlsx([HEADINGS, *ROWS]))
    batch = Batch.objects.get()
    assert answer["Location"] == f"/imports/{batch.pk}/columns/"
    page = client.get(answer["Location"]).content.decode()
    assert "Such as HOLT, Nan; Ola O\u2019Neil" in page
    preview = confirm_columns(client, batch)
    assert preview.redirect_chain == [(f"/imports/{batch.pk}/preview/", 302)]
    assert "is not a date. Write the day first" in preview.content.decode()
    assert not Post.objects.filter(staff_number="T1").exists()
    result = client.post(f"/imports/{batch.pk}/preview/", {"sent": "1"}, follow=True)
    assert result.redirect_chain == [(f"/imports/{batch.pk}/", 302)]
    assert Post.objects.get(staff_number="T1").job_title == "Teacher"
    assert not Post.objects.filter(staff_number="T2").exists()
    undone = client.post(f"/imports/{batch.pk}/take-back/", follow=True)
    assert "This list was taken back" in undone.content.decode()
    assert not Post.objects.filter(staff_number="T1").exists()


def test_rows_to_put_right_come_as_they_were_sent(cast: Cast) -> None:
    client = cast.officer.client()
    batch = previewed(client, cast, [*ROWS, ("=1+1", "Ann Ash", "", "", "")])
    answer = client.get(f"/imports/{batch.pk}/rows-to-put-right.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Row", *HEADINGS, "What is wrong", "What to write instead"]
    assert rows[1] == [
        3, "T2", "Ola O\u2019Neil", "ola@example.org", "Cook", "31/02/2025",
        'Start date: "31/02/2025" is not a date.', "Write the day first, such as 13/05/2025 or 13 May 2025.",
    ]  # fmt: skip
    assert [cell.data_type for cell in sheet[3]][1] != "f"
    text = b"".join(client.get(f"/imports/{batch.pk}/rows-to-put-right.csv").streaming_content)
    assert text.startswith(b"\xef\xbb\xbfRow,Staff number")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "There is nothing in this file"),
        (b"%PDF-1.7\n", "This is not a spreadsheet"),
        (b"PK\x03\x04broken", "damaged"),
    ],
)
def test_a_file_of_no_use_is_refused_on_the_form(cast: Cast, content: bytes, says: str) -> None:
    answer = send(cast.officer.client(), cast, content, name="staff.csv")
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not Batch.objects.exists()


@pytest.mark.requirement("B37")
def test_a_lead_sees_and_loads_their_own_agency_only(cast: Cast) -> None:
    officers = previewed(cast.officer.client(), cast)
    lead, police = cast.lead.client(), cast.police_lead.client()
    page = lead.get("/imports/start/staff-list/").content.decode()
    assert "Tarn Lane School" in page
    assert "Fellside Council" not in page
    assert lead.get(f"/imports/{officers.pk}/preview/").status_code == 200
    assert police.get(f"/imports/{officers.pk}/preview/").status_code == 404
    assert cast.other_officer.client().get(f"/imports/{officers.pk}/preview/").status_code == 404
    answer = send(police, cast, as_csv([HEADINGS, *ROWS]), name="a.csv")
    assert "Choose an agency from the list" in answer.content.decode()


def test_others_do_not_see_the_pages(cast: Cast) -> None:
    assert cast.practitioner.client().get("/imports/").status_code == 404
    assert cast.lead.client().get("/imports/").status_code == 200


def test_columns_without_a_name_are_refused(cast: Cast) -> None:
    client = cast.officer.client()
    send(client, cast, as_csv([("Job title",), ("Cook",)]), name="a.csv")
    batch = Batch.objects.get()
    answer = client.post(f"/imports/{batch.pk}/columns/", {"column_0": "job_title"})
    assert "Say which column holds the name" in answer.content.decode()


REGISTER = [("Name", "Registered"), ("HOLT, Nan", "01/09/2024"), ("Ola O’Neil", "12/01/2025"), ("Total", "2")]


def answered(client: Client, batch: Batch, **said: str) -> Any:
    columns = {f"column_{at}": key for at, key in batch.mapping.items()}
    return client.post(f"/imports/{batch.pk}/columns/", columns | said, follow=True)


@pytest.mark.requirement("B37")
def test_a_register_without_job_titles_is_loaded_by_saying_what_everyone_is(cast: Cast) -> None:
    role = JobRole.objects.create(key="childminder", title="Childminder")
    client = cast.lead.client()
    send(client, cast, as_xlsx(REGISTER))
    batch = Batch.objects.get()
    assert batch.mapping == {"0": "full_name", "1": "starts_on"}
    refused = answered(client, batch).content.decode()
    assert "or what everyone in this file is" in refused
    both = answered(client, batch, everyone_role="Childminder", everyone_title="Nanny").content.decode()
    assert "not both" in both
    answered(client, batch, everyone_role="Childminder")
    client.post(f"/imports/{batch.pk}/preview/", {"sent": "1"})
    held = Post.objects.filter(job_title="Childminder").order_by("starts_on")
    assert [(str(post.person), post.job_role, str(post.starts_on)) for post in held] == [
        ("Nan Holt", role, "2024-09-01"),
        ("Ola O’Neil", role, "2025-01-12"),
    ]


def test_what_everyone_is_is_remembered_for_the_agency_until_it_is_forgotten(cast: Cast) -> None:
    client = cast.lead.client()
    JobRole.objects.create(key="cook", title="Cook")
    send(client, cast, as_xlsx(REGISTER))
    first = Batch.objects.get()
    answered(client, first, everyone_title="Registered  nanny")
    send(client, cast, as_xlsx(REGISTER))
    assert Batch.objects.latest("pk").everyone == {"job_title": "Registered nanny"}
    page = client.get(f"/imports/{Batch.objects.latest('pk').pk}/columns/").content.decode()
    assert 'value="Registered nanny"' in page
    send(client, cast, as_xlsx([HEADINGS, *ROWS]))
    assert Batch.objects.latest("pk").everyone == {}, "a column says it"
    remembered = RememberedOfEveryone.objects.get()
    where = f"/imports/remembered/everyone/{remembered.pk}/"
    assert "Registered nanny" in client.get("/imports/remembered/").content.decode()
    assert cast.police_lead.client().post(where).status_code == 404
    client.post(where)
    send(client, cast, as_xlsx(REGISTER))
    assert Batch.objects.latest("pk").everyone == {}


def test_what_everyone_is_and_a_job_title_column_do_not_go_together(cast: Cast) -> None:
    client = cast.officer.client()
    JobRole.objects.create(key="cook", title="Cook")
    send(client, cast, as_xlsx([HEADINGS, *ROWS]))
    answer = answered(client, Batch.objects.get(), everyone_title="Nanny").content.decode()
    assert "A column holds the job title or the job role already" in answer
    assert 'value="Nanny"' in answer


def test_another_sheet_can_be_chosen(cast: Cast) -> None:
    client = cast.officer.client()
    content = as_xlsx(
        {"Notes": [("Name", "Job title"), *[(f"Ann A{i}", "x") for i in range(5)]], "Staff": [HEADINGS, *ROWS]}
    )
    send(client, cast, content)
    batch = Batch.objects.get()
    client.post(f"/imports/{batch.pk}/sheet/", {"sheet": "Notes"})
    batch.refresh_from_db()
    assert (batch.sheet, batch.headings) == ("Notes", ["Name", "Job title"])


def test_the_progress_page_works_with_and_without_javascript(cast: Cast) -> None:
    client = cast.officer.client()
    batch = previewed(client, cast)
    Batch.objects.filter(pk=batch.pk).update(state=State.APPLYING)
    plain = client.get(f"/imports/{batch.pk}/progress/").content.decode()
    assert "See how far it is now" in plain
    part = client.get(f"/imports/{batch.pk}/progress/", headers={"HX-Request": "true"}).content.decode()
    assert part.startswith("<div data-hx-get")
    Batch.objects.filter(pk=batch.pk).update(state=State.APPLIED)
    done = client.get(f"/imports/{batch.pk}/progress/", headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == f"/imports/{batch.pk}/"
    assert client.get(f"/imports/{batch.pk}/progress/")["Location"] == f"/imports/{batch.pk}/"


def test_a_possible_match_is_decided_and_the_next_load_takes_it_up(cast: Cast) -> None:
    client = cast.officer.client()
    row = [("T7", "Pat Rigg", "p.rigg@example.org", "Cook", "")]
    assert previewed(client, cast, row).counts == {"to-decide": 1}
    found = PossibleMatch.objects.get()
    page = client.get(f"/imports/matches/{found.pk}/").content.decode()
    assert "pat.rigg@example.org" in page
    assert f'href="/imports/{found.batch_id}/">staff.xlsx</a>' in page
    assert "staff.xlsx" in client.get("/imports/matches/").content.decode()
    people = Person.objects.count()
    client.post(f"/imports/matches/{found.pk}/", {"answer": "same"})
    assert previewed(client, cast, row).counts == {"changed": 1}
    PossibleMatch.objects.update(decided="different")
    assert previewed(client, cast, row).counts == {"new": 1}
    assert Person.objects.count() == people
    assert cast.other_officer.client().get("/imports/matches/").status_code == 200
    assert "Pat Rigg" not in cast.other_officer.client().get("/imports/matches/").content.decode()


def test_an_answer_about_a_possible_match_is_listed_and_taken_back(cast: Cast) -> None:
    client = cast.officer.client()
    previewed(client, cast, [("T7", "Pat Rigg", "p.rigg@example.org", "Cook", "")])
    found = PossibleMatch.objects.get()
    where = f"/imports/matches/{found.pk}/"
    client.post(where, {"answer": "different"})
    assert where in client.get("/imports/matches/decided/").content.decode()
    assert where not in client.get("/imports/matches/").content.decode()
    assert "Decided: Someone else" in client.get(where).content.decode()
    assert client.post(where, {"answer": "same"}).status_code == 409
    assert cast.police_lead.client().post(f"{where}again/").status_code == 404
    client.post(f"{where}again/")
    assert where in client.get("/imports/matches/").content.decode()
    assert where not in client.get("/imports/matches/decided/").content.decode()
    client.post(where, {"answer": "same"})
    found.refresh_from_db()
    assert found.decided == "same"


def test_a_title_is_placed_once_and_remembered(cast: Cast) -> None:
    client = cast.officer.client()
    JobRole.objects.create(key="teaching-assistant", title="Teaching assistant")
    page = client.get("/imports/titles/").content.decode()
    assert "Learning mentor" in page
    asked = {"agency": cast.school.pk, "partnership": cast.fellside.pk, "job_title": "Learning mentor"}
    client.post("/imports/titles/place/", asked | {"job_role": "teaching-assistant"})
    assert [post.job_role.key for post in cast.practitioner.in_post.posts.all()] == ["teaching-assistant"]
    batch = previewed(client, cast, [("T9", "Uma Vane", "", "LEARNING  MENTOR", "")])
    client.post(f"/imports/{batch.pk}/preview/", {"sent": "1"})
    assert Post.objects.get(staff_number="T9").job_role.key == "teaching-assistant"


def test_titles_that_keep_a_role_are_listed_apart_until_they_are_placed(cast: Cast) -> None:
    client = cast.officer.client()
    JobRole.objects.create(key="teacher", title="Teacher")
    JobRole.objects.create(key="tutor", title="School tutor")
    for title in ("Teacher", "Form guide"):
        batch = previewed(client, cast, [("T1", "HOLT, Nan", "", title, "01/09/2025")])
        client.post(f"/imports/{batch.pk}/preview/", {"sent": "1"})
    result = client.get(f"/imports/{batch.pk}/").content.decode()
    assert '<a class="govuk-link" href="/imports/titles/">Place ' in result
    assert "Rows in the file" in client.get("/imports/").content.decode()
    listed = client.get("/imports/titles/")
    assert [row["job_title"] for row in listed.context["kept"].page] == ["Form guide"]
    assert "Form guide" not in [row["job_title"] for row in listed.context["table"].page]
    assert "keeps the role Teacher" in listed.content.decode()
    export = client.get("/imports/titles/?kept-export=csv")
    assert b"keeps the role Teacher" in b"".join(export.streaming_content)
    assert "Form guide" not in cast.police_lead.client().get("/imports/titles/").content.decode()
    asked = {"agency": cast.school.pk, "partnership": cast.fellside.pk, "job_title": "Form guide"}
    client.post("/imports/titles/place/", asked | {"job_role": "teacher"})
    assert not client.get("/imports/titles/").context["kept"].total
    assert Post.objects.get(staff_number="T1", ends_on=None).role_kept is False


def test_pages_ask_the_same_number_of_queries_however_many_rows(cast: Cast) -> None:
    client = cast.officer.client()
    counts = []
    for rows in (1, 90):
        batch = previewed(client, cast, [(f"T{i}", f"Nan H{i}olt", "", "Teacher", "") for i in range(rows)])
        with CaptureQueriesContext(connection) as asked:
            client.get("/imports/")
            client.get(f"/imports/{batch.pk}/preview/")
            client.get("/imports/titles/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.requirement("B37")
def test_every_row_of_a_preview_can_be_looked_at_and_those_that_stay_come_last(cast: Cast) -> None:
    client = cast.officer.client()
    staff = [(f"T{at}", f"Nan{at} Holt", "", "Teacher", "01/09/2025") for at in range(120)]
    first = previewed(client, cast, staff)
    client.post(f"/imports/{first.pk}/preview/", {"sent": "1"})
    kept = [*staff[60:118], (*staff[118][:3], "Head of year", "01/09/2025"), ("", "", "", "Cook", "")]
    send(client, cast, as_xlsx([HEADINGS, *kept]), scope="all")
    batch = Batch.objects.latest("pk")
    confirm_columns(client, batch)
    batch.refresh_from_db()
    assert batch.counts == {"same": 58, "changed": 1, "refused": 1, "leaver": 65}  # four of the cast were there before
    where = f"/imports/{batch.pk}/preview/"
    page = client.get(where).content.decode()
    assert "<strong>1</strong> to <strong>50</strong> of <strong>125</strong> rows" in page
    assert f'href="{where}?rows-outcome=leaver#rows"' in page
    shown = [client.get(f"{where}?rows-page={number}").context["table"].page.object_list for number in (1, 2, 3)]
    outcomes = [row.outcome for rows in shown for row in rows]
    assert outcomes == ["refused", *["leaver"] * 65, "changed", *["same"] * 58]
    leavers = client.get(f"{where}?rows-outcome=leaver&rows-page=2")
    assert [row.outcome for row in leavers.context["table"].page] == ["leaver"] * 15
    everyone = b"".join(client.get(f"{where}?rows-outcome=leaver&rows-export=csv").streaming_content).decode()
    assert len([name for name in staff[:60] if name[1] in everyone]) == 60
    assert client.get(f"{where}?rows-q=Nan59").context["table"].total == 1


def test_what_is_wrong_with_a_whole_row_is_said_without_a_column() -> None:
    row = NotedRow(says="", faults=[["", "This person has never held a post.", "Ask."], ["Date", "It is late.", ""]])
    assert why_of(row) == "This person has never held a post. Ask. Date: It is late."


def test_what_is_like_a_title_is_offered_first() -> None:
    courses = [("safer", "Safer Recruitment"), ("awareness", "Awareness of Child Abuse and Neglect")]
    said = "Awareness of Child Abuse and Neglect (2026 edition)"
    like, others = likest_first(said, courses, "course")
    assert like == (f"Most like “{said}”", [courses[1]])
    assert others == ("Every other course", [courses[0]])
    assert likest_first("Paediatric first aid", courses, "course") == courses
    form = TitleForm(roles=[("nurse", "School nurse"), ("teacher", "Class teacher")], initial={"job_title": "Teacher"})
    assert "If none fits, leave it" in form.fields["job_role"].help_text
    assert "Most like “Teacher”" in form.as_p()
