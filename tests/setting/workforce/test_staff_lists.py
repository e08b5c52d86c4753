"""Loading an agency's staff list: what is new, changed, the same, gone, for a person to decide, or refused."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers

from goldenthread.foundation.audit.models import Entry
from goldenthread.foundation.freshness.models import Stale
from goldenthread.foundation.imports.models import Batch
from goldenthread.foundation.imports.services import abandon
from goldenthread.foundation.imports.terms import State
from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.workforce.models import Address, DutyHeld, JobRole, Person, PossibleMatch, Post, PreviousName
from goldenthread.setting.workforce.selectors.imports import possible_matches
from goldenthread.setting.workforce.services import imports
from goldenthread.setting.workforce.services.job_roles import map_title
from tests.build.sheets import as_csv, upload
from tests.cast import NOW, TODAY, Cast

from .conftest import HEADINGS, Load

NAN = ("T1", "HOLT, Nan", "nan.holt@example.org", "Teacher", "Year 1", "max.tarn@example.org", "01/09/2025")
OLA = ("T2", "Ola O\u2019Neil", "ola@example.org", "Teaching assistant", "Year 1", "T1", date(2025, 1, 6))
CAST_ROWS = (
    ("", "Leah Scarth", "leah.scarth@example.org", "Deputy head", "", "", ""),
    ("", "Max Tarn", "max.tarn@example.org", "Head of pastoral care", "", "", ""),
    ("", "Pat Rigg", "pat.rigg@example.org", "Learning mentor", "", "", ""),
    ("", "Dina Holme", "dina.holme@example.org", "Assistant head", "", "", ""),
)


def everything() -> dict[str, list[dict[str, Any]]]:
    """All that the workforce says, to compare before and after."""
    models = [Person, Post, Address, PreviousName, DutyHeld, *apps.get_app_config("partnerships").get_models()]
    return {m._meta.label: serializers.serialize("python", m._default_manager.order_by("pk")) for m in models}


def test_a_first_list_makes_people_posts_and_managers(cast: Cast, load: Load) -> None:
    batch = load([NAN, OLA])
    assert (batch.state, batch.counts) == (State.APPLIED, {"new": 2})
    nan, ola = Post.objects.get(staff_number="T1"), Post.objects.get(staff_number="T2")
    assert (nan.person.given_name, nan.person.family_name) == ("Nan", "Holt")
    assert str(ola.person) == "Ola O\u2019Neil"
    assert (nan.manager, ola.manager) == (cast.manager.person, nan.person)
    assert (nan.starts_on, ola.starts_on) == (date(2025, 9, 1), date(2025, 1, 6))
    assert (nan.team.name, nan.partnership, nan.agency) == ("Year 1", cast.fellside, cast.school)
    assert [a.email for a in nan.person.addresses.filter(is_preferred=True)] == ["nan.holt@example.org"]
    assert set(Stale.objects.filter(kind="person").values_list("key", flat=True)) >= {nan.person_id, ola.person_id}


def test_the_same_file_again_changes_nothing(load: Load) -> None:
    load([NAN, OLA])
    before = everything()
    assert load([NAN, OLA]).counts == {"same": 2}
    assert everything() == before


@pytest.mark.requirement("B25")
def test_a_new_job_ends_the_post_and_begins_another(load: Load) -> None:
    load([NAN])
    promoted = (*NAN[:3], "Head of year", *NAN[4:6], date(2026, 1, 5))
    assert load([promoted]).counts == {"changed": 1}
    posts = Post.objects.filter(staff_number="T1").order_by("starts_on")
    assert [(post.job_title, post.starts_on, post.ends_on) for post in posts] == [
        ("Teacher", date(2025, 9, 1), date(2026, 1, 4)),
        ("Head of year", date(2026, 1, 5), None),
    ]
    assert load([promoted]).counts == {"same": 1}


def test_another_title_for_the_same_role_is_a_correction(load: Load) -> None:
    JobRole.objects.create(key="teacher", title="Teacher", also=["Class teacher"])
    load([NAN])
    assert load([(*NAN[:3], "Class teacher", *NAN[4:])]).counts == {"changed": 1}
    assert [(p.job_title, p.job_role.key, p.ends_on) for p in Post.objects.filter(staff_number="T1")] == [
        ("Class teacher", "teacher", None)
    ]


@pytest.mark.parametrize(
    ("title", "setting"), [("Teacher", "Lower site"), ("Form tutor", ""), ("Form tutor", "Annexe")]
)
def test_a_title_nobody_has_placed_takes_no_job_role_away(load: Load, title: str, setting: str) -> None:
    role = JobRole.objects.create(key="school-teacher", title="School teacher")
    headings = (*HEADINGS, "Site")
    load([(*NAN, "Upper site")], headings=headings)
    Post.objects.filter(staff_number="T1").update(job_role=role, group_key="group-3")
    batch = load([(*NAN[:3], title, *NAN[4:], setting)], headings=headings)
    assert batch.counts == {"changed": 1}
    says = batch.noted_rows.get().says
    assert says.endswith("Keeps the role School teacher until the new title is placed") is (title != "Teacher")
    held = Post.objects.filter(staff_number="T1").order_by("starts_on")
    assert [(p.job_role, p.group_key, p.ends_on is None) for p in held] == [
        (role, "group-3", False),
        (role, "group-3", True),
    ]


def test_placing_a_title_ends_the_role_that_was_kept_for_it(cast: Cast, load: Load) -> None:
    JobRole.objects.create(key="teacher", title="Teacher")
    tutor = JobRole.objects.create(key="tutor", title="School tutor")
    load([NAN])
    load([(*NAN[:3], "Form guide", *NAN[4:])])
    done = map_title(
        by=cast.officer.actor(), at=NOW, on=TODAY, partnership_id=cast.fellside.pk, agency_id=cast.school.pk,
        job_title="form guide", job_role_key="tutor",
    )  # fmt: skip
    assert done == 1
    assert Post.objects.get(staff_number="T1", ends_on=None).job_role == tutor


def test_a_title_that_changes_within_its_role_is_shown_from_and_to(load: Load) -> None:
    JobRole.objects.create(key="teacher", title="Teacher", also=["Class teacher"])
    load([NAN])
    batch = load([(*NAN[:3], "Class teacher", *NAN[4:])])
    assert batch.noted_rows.get().says == "Changes: job title from “Teacher” to “Class teacher”"
    assert "Class teacher" not in str(list(Entry.objects.values_list("changes", flat=True)))


def test_a_role_kept_is_marked_until_a_list_brings_a_title_that_is_placed(load: Load) -> None:
    JobRole.objects.create(key="teacher", title="Teacher")

    def marks() -> list[tuple[str, bool]]:
        posts = Post.objects.filter(staff_number="T1", ends_on=None)
        return [(post.job_title, post.role_kept) for post in posts]

    load([NAN])
    assert marks() == [("Teacher", False)]
    unplaced = (*NAN[:3], "Form guide", *NAN[4:])
    load([unplaced])
    assert marks() == [("Form guide", True)]
    assert load([unplaced]).counts == {"same": 1}
    JobRole.objects.filter(key="teacher").update(also=["Form guide"])
    batch = load([unplaced])
    assert batch.noted_rows.get().says == "Changes: whether the title is placed"
    assert marks() == [("Form guide", False)]
    imports.undo_staff_list(by=COMMAND_LINE, at=NOW, batch=batch)
    assert marks() == [("Form guide", True)]


def test_a_title_placed_to_another_role_changes_it_and_the_preview_says_so(load: Load) -> None:
    teacher = JobRole.objects.create(key="teacher", title="Teacher")
    head = JobRole.objects.create(key="headteacher", title="Headteacher", also=["Head of school"])
    load([NAN])
    Post.objects.filter(staff_number="T1").update(group_key="group-3")
    batch = load([(*NAN[:3], "Head of school", *NAN[4:])])
    assert batch.noted_rows.get().says.endswith("Job role changes from Teacher to Headteacher")
    held = Post.objects.filter(staff_number="T1").order_by("starts_on")
    assert [(p.job_role, p.group_key) for p in held] == [(teacher, "group-3"), (head, "")]


def test_a_family_name_that_changes_is_kept_as_a_previous_name(load: Load) -> None:
    load([NAN])
    married = (NAN[0], "KEMP, Nan", *NAN[2:])
    assert load([married]).counts == {"changed": 1}
    person = Post.objects.get(staff_number="T1").person
    assert (str(person), [str(name) for name in person.previous_names.all()]) == ("Nan Kemp", ["Nan Holt"])
    assert load([NAN]).counts == {"same": 1}  # an old list does not bring the old name back
    person.refresh_from_db()
    assert str(person) == "Nan Kemp"


def test_who_is_missing_from_a_full_list_leaves_and_nobody_is_deleted(cast: Cast, load: Load) -> None:
    load([NAN, OLA])
    people = Person.objects.count()
    batch = load([NAN, *CAST_ROWS], is_full_list=True)
    assert batch.counts == {"same": 5, "leaver": 1}
    assert Post.objects.get(staff_number="T2").ends_on == TODAY
    assert Person.objects.count() == people


def test_a_list_of_additions_ends_nobody(load: Load) -> None:
    load([NAN, OLA])
    assert load([NAN]).counts == {"same": 1}
    assert Post.objects.get(staff_number="T2").ends_on is None


def test_a_full_list_without_most_people_must_be_confirmed(cast: Cast, preview: Load) -> None:
    batch = preview([NAN], is_full_list=True)
    by = cast.officer.actor()
    with pytest.raises(Refused, match="4 of 4 people would leave"):
        imports.apply_staff_list(by=by, at=NOW, batch=batch)
    assert not Post.objects.filter(staff_number="T1").exists()
    imports.apply_staff_list(by=by, at=NOW, batch=batch, leavers_confirmed=True)
    assert Post.objects.filter(agency=cast.school, ends_on=None).count() == 1


def test_posts_in_the_neighbouring_area_are_left_alone(cast: Cast, load: Load) -> None:
    """The police serve both areas: a full list for Fellside must not end a post in Marrow Vale."""
    load([("P9", "Gil Ash", "", "Sergeant", "", "", "")], agency=cast.police, is_full_list=True, confirmed=True)
    assert [p.ends_on for p in cast.other_constable.in_post.posts.all()] == [None]
    assert [p.ends_on for p in cast.constable.in_post.posts.all()] == [TODAY]


def test_rows_of_another_area_are_left_out(cast: Cast, load: Load) -> None:
    headings = (*HEADINGS, "Area")
    rows = [
        ("P1", "Ann Ash", "", "Constable", "", "", "", "Marrow Vale"),
        ("P2", "Bo Elm", "", "Constable", "", "", "", "Fellside"),
    ]
    assert load(rows, headings=headings, agency=cast.police).counts == {"elsewhere": 1, "new": 1}
    assert not Post.objects.filter(staff_number="P1").exists()


def test_a_possible_match_waits_for_a_person(cast: Cast, load: Load, preview: Load) -> None:
    people = Person.objects.count()
    batch = load([("T7", "Pat Rigg", "p.rigg@example.org", "Cook", "", "", "")])
    assert batch.counts == {"to-decide": 1}
    assert Person.objects.count() == people
    assert [(m.person, m.decided) for m in PossibleMatch.objects.all()] == [(cast.practitioner.person, "open")]


def test_a_known_address_with_quite_another_name_is_asked_about(load: Load) -> None:
    assert load([("T7", "Zed Young", "pat.rigg@example.org", "Cook", "", "", "")]).counts == {"to-decide": 1}


def test_refused_rows_say_what_to_write_and_do_not_become_leavers(load: Load) -> None:
    load([NAN, OLA])
    batch = load([(*NAN[:6], "13/25/2025"), OLA, *CAST_ROWS], is_full_list=True)
    assert batch.counts == {"refused": 1, "same": 5}
    (row,) = batch.noted_rows.filter(outcome="refused")
    assert row.number == 2
    assert row.faults == [
        ["Start date", '"13/25/2025" is not a date.', "Write the day first, such as 13/05/2025 or 13 May 2025."]
    ]
    assert Post.objects.get(staff_number="T1").ends_on is None


def test_the_same_person_twice_in_a_file_is_one_person(load: Load) -> None:
    second_post = ("T1b", "Nan Holt", "nan.holt@example.org", "Lunchtime supervisor", "", "", "")
    batch = load([NAN, NAN, second_post])
    assert batch.counts == {"new": 2, "same": 1}
    assert Person.objects.filter(family_name="Holt").count() == 1
    assert load([NAN, NAN, second_post]).counts == {"same": 3}


def test_two_people_of_one_name_without_numbers_are_not_guessed_at(load: Load) -> None:
    rows = [("", "Ann Ash", "", "Cook", "", "", ""), ("", "Ann Ash", "", "Teacher", "", "", "")]
    assert load(rows).counts == {"new": 1, "refused": 1}


def test_totals_and_repeated_headings_are_nobody(load: Load) -> None:
    batch = load([NAN, HEADINGS, ("", "Total", "2", "", "", "", ""), ("", "", "", "", "", "", "")])
    assert batch.counts == {"new": 1}


def test_undo_puts_everything_back(load: Load, cast: Cast) -> None:
    load([NAN, OLA])
    before = everything()
    rows = [("T1", "KEMP, Nan", "nan.kemp@example.org", "Head of year", "Year 2", "", "05/01/2026"),
            ("T3", "Uma Vane", "", "Caretaker", "Site", "T1", ""), *CAST_ROWS]  # fmt: skip
    batch = load(rows, is_full_list=True)
    assert batch.counts == {"changed": 1, "new": 1, "leaver": 1, "same": 4}
    assert everything() != before
    imports.undo_staff_list(by=cast.officer.actor(), at=NOW, batch=batch)
    assert everything() == before
    assert Batch.objects.get(pk=batch.pk).state == State.UNDONE


MAX = (
    ("T8", "Max Tarn", "m.tarn@example.org", "Cook", "", "", ""),
    ("T9", "Leah Scarth", "l.scarth@example.org", "Cook", "", "", ""),
)


def test_undo_drops_the_questions_the_import_asked_but_no_answer(load: Load, preview: Load, cast: Cast) -> None:
    # Two lists lie open at the same time: the second asks nothing that the first asked, and keeps what it asked.
    first = preview([("T7", "Pat Rigg", "p.rigg@example.org", "Cook", "", "", "")])
    batch = load([NAN, ("T7", "Pat Rigg", "p.rigg@example.org", "Cook", "", "", ""), *MAX])
    assert sorted((match.key, match.batch) for match in PossibleMatch.objects.all()) == [
        ("number t7", first),
        ("number t8", batch),
        ("number t9", batch),
    ]
    PossibleMatch.objects.filter(key="number t9").update(decided="different")
    imports.undo_staff_list(by=cast.officer.actor(), at=NOW, batch=batch)
    assert sorted(PossibleMatch.objects.values_list("key", flat=True)) == ["number t7", "number t9"]


def test_a_question_of_an_import_given_up_is_asked_by_the_next(cast: Cast, preview: Load) -> None:
    rows = [("T7", "Pat Rigg", "p.rigg@example.org", "Cook", "", "", "")]
    by = cast.officer.actor()
    first = preview(rows)
    imports.preview_staff_list(by=by, at=NOW, batch=first)
    assert [match.batch for match in possible_matches(by)] == [first]
    abandon(by=by, at=NOW, batch=first)
    assert not possible_matches(by)
    second = preview(rows)
    assert [match.batch for match in possible_matches(by)] == [second]


def test_undo_is_refused_where_something_was_changed_since(load: Load, cast: Cast) -> None:
    batch = load([NAN, OLA])
    Person.objects.filter(family_name="Holt").update(preferred_name="Nannie")
    with pytest.raises(Refused, match=r"a person it wrote \(Nan Holt\) has been changed since"):
        imports.undo_staff_list(by=cast.officer.actor(), at=NOW, batch=batch)
    assert Post.objects.filter(staff_number__in=["T1", "T2"]).count() == 2


def test_undo_is_refused_where_something_was_built_on_it(load: Load, cast: Cast) -> None:
    batch = load([NAN])
    person = Person.objects.get(family_name="Holt")
    DutyHeld.objects.create(
        person=person, partnership=cast.fellside, agency=cast.school, kind="trainer", starts_on=TODAY
    )
    with pytest.raises(Refused, match="1 duty held added since"):
        imports.undo_staff_list(by=cast.officer.actor(), at=NOW, batch=batch)


def test_only_the_last_import_is_undone(load: Load, cast: Cast) -> None:
    first = load([NAN])
    Batch.objects.filter(pk=first.pk).update(applied_at=NOW.replace(hour=8))
    first.refresh_from_db()
    load([OLA])
    with pytest.raises(Refused, match="a later file was loaded"):
        imports.undo_staff_list(by=cast.officer.actor(), at=NOW, batch=first)


def test_what_changed_since_the_preview_stops_the_load(cast: Cast, preview: Load) -> None:
    batch = preview([NAN, OLA])
    Address.objects.create(person=cast.practitioner.in_post, email="ola@example.org")
    with pytest.raises(Refused, match="Something has changed since"):
        imports.apply_staff_list(by=cast.officer.actor(), at=NOW, batch=batch)
    assert not Post.objects.filter(staff_number__in=["T1", "T2"]).exists()
    assert Batch.objects.get(pk=batch.pk).state == State.PREVIEWED


@pytest.mark.requirement("B37")
def test_a_lead_loads_their_own_agency_and_no_other(cast: Cast, load: Load) -> None:
    assert load([NAN], by=cast.lead.actor()).counts == {"new": 1}
    with pytest.raises(Refused):
        load([OLA], by=cast.lead.actor(), agency=cast.council)
    with pytest.raises(Refused):
        load([OLA], by=cast.other_officer.actor())
    with pytest.raises(Refused):
        load([OLA], by=cast.police_lead.actor(), agency=cast.police, partnership=cast.marrow_vale)
    assert not Post.objects.filter(staff_number="T2").exists()


def test_an_agency_outside_the_partnership_is_refused(cast: Cast, load: Load) -> None:
    with pytest.raises(Refused, match="does not belong to the partnership"):
        load([NAN], agency=cast.marrow_council)


def test_text_named_like_a_workbook_is_refused(preview: Load) -> None:
    content = as_csv([("Name", "Job title"), ("Bo Elm", "Cook")])
    for name in ("bad.xlsx", "BAD.XLS", "bad.ods"):
        with pytest.raises(Refused, match="This is not an Excel workbook: save it again as .xlsx, or as CSV"):
            preview(content, name=name)
    assert not Batch.objects.exists()
    assert preview(content, name="good.csv").counts == {"new": 1}


def test_columns_are_remembered_for_the_agency(cast: Cast, preview: Load) -> None:
    content = as_csv([("Ref X", "Who", "Does what"), ("A1", "Ann Ash", "Cook")])
    by, known = cast.officer.actor(), {0: "staff_number", 1: "full_name", 2: "job_title"}
    first = preview(as_csv([("Name", "Job title"), ("Bo Elm", "Cook")]))
    assert first.counts == {"new": 1}
    batch = imports.receive_staff_list(
        by=by, at=NOW, partnership_id=cast.fellside.pk, agency_id=cast.school.pk,
        upload=upload(content, "a.csv"), is_full_list=False, as_on=TODAY,
    )  # fmt: skip
    assert batch.mapping == {}
    imports.choose_staff_columns(by=by, at=NOW, batch=batch, chosen=known)
    assert preview(content).mapping == {str(at): key for at, key in known.items()}


def test_a_designated_lead_column_gives_and_ends_the_duty(cast: Cast, load: Load) -> None:
    headings = (*HEADINGS, "DSL")
    load([(*NAN, "Y"), (*CAST_ROWS[3], "N")], headings=headings)
    held = DutyHeld.objects.filter(agency=cast.school, kind="designated-lead").order_by("pk")
    assert [(duty.person.family_name, duty.ends_on) for duty in held] == [("Holme", TODAY), ("Holt", None)]


def test_someone_who_leaves_by_date_and_comes_back(load: Load) -> None:
    headings = (*HEADINGS, "Leaving date")
    gone = (*NAN, "31/01/2026")
    load([NAN])
    assert load([gone], headings=headings).counts == {"leaver": 1}
    assert load([gone], headings=headings).counts == {"same": 1}
    assert load([NAN]).counts == {"changed": 1}
    posts = Post.objects.filter(staff_number="T1").order_by("starts_on")
    assert [(p.starts_on, p.ends_on) for p in posts] == [
        (date(2025, 9, 1), date(2026, 1, 31)),
        (TODAY, None),
    ]


def test_a_long_list_goes_to_the_worker_and_is_loaded_whole(
    cast: Cast, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 0)
    batch = load([NAN, OLA])
    assert (batch.state, Post.objects.filter(staff_number__in=["T1", "T2"]).count()) == (State.APPLIED, 2)


def test_a_load_that_was_cut_short_is_taken_up_again(cast: Cast, preview: Load) -> None:
    batch = preview([NAN])
    Batch.objects.filter(pk=batch.pk).update(state=State.APPLYING, applying_since=NOW.replace(hour=8))
    batch.refresh_from_db()
    assert imports.apply_staff_list(by=cast.officer.actor(), at=NOW, batch=batch).state == State.APPLIED
    assert Post.objects.filter(staff_number="T1").count() == 1
