"""Load completed learning from other people's spreadsheets: one row a completion, or a column a course."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django_tasks import task

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.freshness import services as freshness
from goldenthread.foundation.imports import progress
from goldenthread.foundation.imports import services as imports
from goldenthread.foundation.imports.insert import insert
from goldenthread.foundation.imports.journal import Journal
from goldenthread.foundation.imports.models import Batch
from goldenthread.foundation.imports.terms import State, Tally
from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, bad_input, refuse
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.selectors import actor_for
from goldenthread.training.catalogue.models import Course

from ..models import Record
from ..terms import COURSE_DATE, OUTSIDE, RECORD_FIELDS, TRAINING_RECORDS
from ._planning import Plan, Title, plan_records, unknown_titles

AT_ONCE = 3000
"""Rows up to which a list is loaded while the person waits; longer ones go to the worker."""


@transaction.atomic
def receive_records(
    *,
    by: Actor,
    at: datetime,
    partnership_id: int,
    agency_id: int,
    upload: "File[bytes]",
    as_on: date,
    is_full_list: bool = False,
) -> Batch:
    """Take in a file of an agency's training. It only ever adds: what it does not name stays."""
    refuse(access.can_run_agency(by, partnership_id=partnership_id, agency_id=agency_id))
    if is_full_list:
        refuse(bad_input("A list of training only adds records: nobody leaves by it."))
    return imports.receive(
        by=by,
        at=at,
        kind=TRAINING_RECORDS,
        partnership_id=partnership_id,
        agency_id=agency_id,
        upload=upload,
        is_full_list=False,
        as_on=as_on,
        fields=RECORD_FIELDS,
    )


def _allowed(by: Actor, batch: Batch) -> None:
    refuse(access.can_run_agency(by, partnership_id=batch.partnership_id, agency_id=batch.agency_id))


@transaction.atomic
def choose_record_sheet(*, by: Actor, at: datetime, batch: Batch, sheet: str) -> Batch:
    """Look at another sheet of the workbook."""
    _allowed(by, batch)
    return imports.choose_sheet(by=by, at=at, batch=batch, sheet=sheet, fields=RECORD_FIELDS)


@transaction.atomic
def choose_record_columns(*, by: Actor, at: datetime, batch: Batch, chosen: Mapping[int, str]) -> Batch:
    """Confirm the columns: who, and either a course with its date or columns that are courses."""
    _allowed(by, batch)
    keys = set(chosen.values())
    if not keys & {"staff_number", "email", "full_name"} and not {"given_name", "family_name"} <= keys:
        refuse(bad_input("Say which column tells who it is: the staff number, the e-mail address or the name."))
    if COURSE_DATE in keys and keys & {"course", "completed_on"}:
        refuse(bad_input("Choose either one course column with its date, or columns that are courses, not both."))
    if COURSE_DATE not in keys and not {"course", "completed_on"} <= keys:
        refuse(bad_input("Say which column holds the course and which the date, or which columns are courses."))
    return imports.choose_columns(by=by, at=at, batch=batch, chosen=chosen, fields=RECORD_FIELDS)


@transaction.atomic
def read_course_titles(*, by: Actor, at: datetime, batch: Batch) -> list[Title]:
    """The titles in the file that mean no course of ours yet, those on most rows first. Nothing is written."""
    del at
    _allowed(by, batch)
    return unknown_titles(
        batch,
        partnership=Partnership.objects.get(pk=batch.partnership_id),
        agency=Agency.objects.get(pk=batch.agency_id),
    )


@transaction.atomic
def map_course_titles(*, by: Actor, at: datetime, batch: Batch, chosen: Mapping[str, str]) -> Batch:
    """What an agency's course titles mean, now and in its next lists: one of ours by key, or `OUTSIDE`."""
    _allowed(by, batch)
    ours = {str(key) for key in Course.objects.filter(partnership=batch.partnership_id).values_list("pk", flat=True)}
    for title, means in chosen.items():
        if means != OUTSIDE and means not in ours:
            refuse(bad_input("Choose one of the partnership's courses, or leave it as another provider's."))
        imports.remember_word(kind=TRAINING_RECORDS, agency_id=batch.agency_id, word=title, means=means)
    audit.record(
        by=by,
        at=at,
        act="mapped course titles",
        thing="imports.batch",
        thing_id=batch.pk,
        partnership_id=batch.partnership_id,
        changes={"titles": [None, len(chosen)]},
    )
    return batch


def preview_records(*, by: Actor, at: datetime, batch: Batch) -> Batch:
    """Say which completions are new, which are known and which cannot be used, and write nothing."""
    _allowed(by, batch)
    plan = _plan(batch)
    progress.clear(batch.pk)
    with transaction.atomic():
        return imports.keep_preview(by=by, at=at, batch=batch, tally=plan.tally)


def apply_records(*, by: Actor, at: datetime, batch: Batch, leavers_confirmed: bool = False) -> Batch:
    """Load the completions as previewed, all of them or none; long lists go to the worker."""
    del leavers_confirmed  # nobody leaves by a list of training
    _allowed(by, batch)
    with transaction.atomic():
        imports.claim(by=by, at=at, batch=batch)
        if batch.rows_total > AT_ONCE:
            _load_records.enqueue(batch.pk, by.account_id)
    if batch.rows_total > AT_ONCE:
        batch.refresh_from_db()
        return batch
    return _run(by=by, at=at, batch=batch)


@task()
def _load_records(batch_id: int, account_id: int | None) -> None:
    """The worker's part: load a list that was claimed. Run again after a kill it begins afresh."""
    batch = Batch.objects.get(pk=batch_id)
    by = actor_for(account_id, clock.today()) if account_id else Actor(name=batch.by_name)
    if batch.state == State.APPLYING:
        with suppress(Refused):  # the batch keeps the reason for the page to show
            _run(by=by, at=clock.now(), batch=batch)


def _plan(batch: Batch) -> Plan:
    return plan_records(
        batch,
        partnership=Partnership.objects.get(pk=batch.partnership_id),
        agency=Agency.objects.get(pk=batch.agency_id),
        step=lambda phase, done: progress.note(batch.pk, phase, done, batch.rows_total),
    )


def _run(*, by: Actor, at: datetime, batch: Batch) -> Batch:
    def write(journal: Journal) -> Tally:
        plan = _plan(batch)
        _write(plan, journal, by=by, at=at, batch=batch)
        return plan.tally

    return imports.apply(by=by, at=at, batch=batch, write=write)


def _write(plan: Plan, journal: Journal, *, by: Actor, at: datetime, batch: Batch) -> None:
    courses = Course.objects.bulk_create(plan.new_courses)
    journal.created(courses)
    for start in range(0, len(plan.new), 2000):
        records = [
            Record(
                person_id=planned.person_id,
                course=planned.course,
                completed_on=planned.done.completed_on,
                minutes=planned.done.minutes or planned.course.minutes,
                participatory_minutes=min(
                    planned.course.participatory_minutes, planned.done.minutes or planned.course.minutes
                ),
                format=planned.format,
                provider_kind=planned.provider_kind,
                state=planned.state,
                evidence=planned.done.evidence,
                entered_at=at,
                entered_by_account_id=by.account_id,
                import_key=f"batch-{batch.pk}",
            )
            for planned in plan.new[start : start + 2000]
        ]
        insert(records)
        journal.created(records)
        progress.note(batch.pk, "Writing records", start + len(records), len(plan.new))
    freshness.mark(kind=freshness.PERSON, keys=sorted({planned.person_id for planned in plan.new}), at=at)


@transaction.atomic
def undo_records(*, by: Actor, at: datetime, batch: Batch) -> Batch:
    """Take the last list back exactly, or refuse and say what has been built on it since."""
    _allowed(by, batch)
    people = set(Record.objects.filter(import_key=f"batch-{batch.pk}").values_list("person_id", flat=True))
    batch = imports.undo(by=by, at=at, batch=batch)
    freshness.mark(kind=freshness.PERSON, keys=sorted(people), at=at)
    return batch
