"""Load an agency's staff list: receive, choose columns, preview, apply, take back (B25, B37)."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django_tasks import task

from goldenthread.foundation.freshness import services as freshness
from goldenthread.foundation.imports import progress
from goldenthread.foundation.imports import services as imports
from goldenthread.foundation.imports.journal import Journal
from goldenthread.foundation.imports.models import Batch
from goldenthread.foundation.imports.terms import State, Tally
from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.cells import tidy
from goldenthread.kernel.refusal import Refusal, Refused, bad_input, refuse
from goldenthread.setting.partnerships.models import Agency, Membership, Partnership

from .. import access
from ..models import PossibleMatch, Post
from ..rules.reading import RowFault, StaffRow, is_repeated_heading, is_total, read_row
from ..selectors.actors import actor_for
from ..selectors.imports import why_leavers_need_confirming
from ..selectors.known import chunks, load_staff
from ..terms import FIELDS, STAFF_LIST, MatchDecision
from ._plan import Plan, Planner
from ._writing import Writer

AT_ONCE = 3000
"""Rows up to which a list is loaded while the person waits; longer ones go to the worker."""


@transaction.atomic
def receive_staff_list(
    *,
    by: Actor,
    at: datetime,
    partnership_id: int,
    agency_id: int,
    upload: "File[bytes]",
    is_full_list: bool,
    as_on: date,
) -> Batch:
    """Take in a file for an agency. `is_full_list`: whoever is not in it has left."""
    refuse(access.can_run_agency(by, partnership_id=partnership_id, agency_id=agency_id))
    refuse(_why_not_of_partnership(partnership_id, agency_id, as_on))
    return imports.receive(
        by=by,
        at=at,
        kind=STAFF_LIST,
        partnership_id=partnership_id,
        agency_id=agency_id,
        upload=upload,
        is_full_list=is_full_list,
        as_on=as_on,
        fields=FIELDS,
    )


def _why_not_of_partnership(partnership_id: int, agency_id: int, on: date) -> Refusal | None:
    members = Membership.objects.filter(partnership_id=partnership_id, agency_id=agency_id)
    if members.filter(access.not_ended(on)).exists():
        return None
    wrong = "This agency does not belong to the partnership, so its staff cannot be loaded here. Add it first."
    return bad_input(wrong, agency=wrong)


def _allowed(by: Actor, batch: Batch) -> None:
    refuse(access.can_run_agency(by, partnership_id=batch.partnership_id, agency_id=batch.agency_id))


@transaction.atomic
def choose_staff_sheet(*, by: Actor, at: datetime, batch: Batch, sheet: str) -> Batch:
    """Look at another sheet of the workbook."""
    _allowed(by, batch)
    return imports.choose_sheet(by=by, at=at, batch=batch, sheet=sheet, fields=FIELDS)


@transaction.atomic
def choose_staff_columns(
    *, by: Actor, at: datetime, batch: Batch, chosen: Mapping[int, str], everyone_is: str = ""
) -> Batch:
    """Confirm the columns: a name and a job title at least. `everyone_is`: the title, where no column holds it."""
    _allowed(by, batch)
    keys = set(chosen.values())
    everyone_is = tidy(everyone_is)
    if "full_name" not in keys and not {"given_name", "family_name"} <= keys:
        refuse(bad_input("Say which column holds the name: the full name, or the given and the family name."))
    if everyone_is and keys & {"job_title", "job_role"}:
        wrong = "A column holds the job title or the job role already. Leave that column out, or leave this empty."
        refuse(bad_input(wrong, everyone_title=wrong))
    if not everyone_is and not keys & {"job_title", "job_role"}:
        wrong = "Say which column holds the job title, or what everyone in this file is: training groups go by it."
        refuse(bad_input(wrong, everyone_role=wrong))
    everyone = {"job_title": everyone_is}
    return imports.choose_columns(by=by, at=at, batch=batch, chosen=chosen, fields=FIELDS, everyone=everyone)


def preview_staff_list(*, by: Actor, at: datetime, batch: Batch) -> Batch:
    """Say what loading would do, and write nothing of it but the possible matches to decide."""
    _allowed(by, batch)
    with _working(batch):
        plan, _ = _plan(batch)
    with transaction.atomic():
        _raise_matches(batch, plan, at)
        return imports.keep_preview(by=by, at=at, batch=batch, tally=plan.tally)


@contextmanager
def _working(batch: Batch) -> Iterator[None]:
    try:
        yield
    finally:
        progress.clear(batch.pk)


def apply_staff_list(*, by: Actor, at: datetime, batch: Batch, leavers_confirmed: bool = False) -> Batch:
    """Load the list as previewed: at once when short, by the worker when long. All of it or nothing."""
    _allowed(by, batch)
    warning = why_leavers_need_confirming(batch)
    if warning and not leavers_confirmed:
        refuse(bad_input(warning, leavers_confirmed=warning + " Tick the box if it is."))
    with transaction.atomic():
        imports.claim(by=by, at=at, batch=batch)
        if batch.rows_total > AT_ONCE:
            _load_staff_list.enqueue(batch.pk, by.account_id)
    if batch.rows_total > AT_ONCE:
        batch.refresh_from_db()
        return batch
    return _run(by=by, at=at, batch=batch)


@task()
def _load_staff_list(batch_id: int, account_id: int | None) -> None:
    """The worker's part: load a list that was claimed. Run again after a kill it begins afresh."""
    batch = Batch.objects.get(pk=batch_id)
    by = actor_for(account_id, clock.today()) if account_id else Actor(name=batch.by_name)
    if batch.state == State.APPLYING:
        with suppress(Refused):  # the batch keeps the reason for the page to show
            _run(by=by, at=clock.now(), batch=batch)


def _run(*, by: Actor, at: datetime, batch: Batch) -> Batch:
    """Read the list again and write it, in one transaction."""

    def write(journal: Journal) -> Tally:
        plan, writer = _plan(batch, journal)
        writer.write(plan, at=at)
        return plan.tally

    with _working(batch):
        return imports.apply(by=by, at=at, batch=batch, write=write)


@transaction.atomic
def undo_staff_list(*, by: Actor, at: datetime, batch: Batch) -> Batch:
    """Take the last list back exactly, or refuse and say what has been built on it since."""
    _allowed(by, batch)
    people: set[int] = set()
    for page in batch.pages.filter(thing__in=["workforce.person", "workforce.post"]):
        keys = [entry[0] for entry in page.entries]
        if page.thing == "workforce.person":
            people.update(keys)
        else:
            people.update(Post.objects.filter(pk__in=keys).values_list("person_id", flat=True))
    batch = imports.undo(by=by, at=at, batch=batch)
    _drop_matches(batch)
    freshness.mark(kind=freshness.PERSON, keys=sorted(people), at=at)
    return batch


def _drop_matches(batch: Batch) -> None:
    """Nobody need decide any more what only this import asked."""
    PossibleMatch.objects.filter(batch=batch, decided=MatchDecision.OPEN).delete()


def _read_list(
    batch: Batch, step: Callable[[str, int], None]
) -> tuple[list[StaffRow], dict[int, tuple[RowFault, ...]]]:
    """The rows of the file as understood; totals, repeated headings and empty rows are left out."""
    columns = {int(at): key for at, key in batch.mapping.items()}
    headings = {key: batch.headings[at] for at, key in columns.items()}
    rows: list[StaffRow] = []
    faults: dict[int, tuple[RowFault, ...]] = {}
    words: dict[str, str] = {}
    with imports.rows_of(batch) as listed:
        for number, cells in listed:
            said = {
                key: words.setdefault(cells[at], cells[at]) if key in SHARED else cells[at]
                for at, key in columns.items()
                if at < len(cells) and cells[at]
            }
            if not said or is_total(said) or is_repeated_heading(said, headings):
                continue
            said = {**batch.everyone, **said}
            row, wrong = read_row(number, said, pivot=batch.as_on.year, epoch_1904=batch.epoch_1904)
            rows.append(row)
            if wrong:
                faults[number] = wrong
            if len(rows) % 2000 == 0:
                step("Reading the file", len(rows))
    return rows, faults


SHARED = frozenset({"job_title", "job_role", "group", "setting", "team", "manager", "area", "volunteer"})
"""Columns that say the same few things over and over: kept once in memory."""


def _plan(batch: Batch, journal: Journal | None = None) -> tuple[Plan, Writer]:
    partnership = Partnership.objects.get(pk=batch.partnership_id)
    agency = Agency.objects.get(pk=batch.agency_id)

    def step(phase: str, done: int) -> None:
        progress.note(batch.pk, phase, done, batch.rows_total)

    rows, faults = _read_list(batch, step)
    staff = load_staff(partnership=partnership, agency=agency, rows=rows, on=batch.as_on)
    planner = Planner(
        staff,
        as_on=batch.as_on,
        is_full_list=batch.is_full_list,
        step=lambda done: step("Comparing with what is known", done),
    )
    plan = planner.make(rows, faults)
    writer = Writer(
        partnership=partnership,
        agency=agency,
        as_on=batch.as_on,
        staff=staff,
        journal=journal or Journal(batch),
        step=step,
    )
    return plan, writer


def _raise_matches(batch: Batch, plan: Plan, at: datetime) -> None:
    """Queue what only a person can decide, and nothing that an earlier preview of the same file asked.

    What is decided already stays so. What another import asks stays that import's, unless it was given up.
    """
    _drop_matches(batch)
    for keys in chunks(sorted({row.key for row, _ in plan.raised})):
        PossibleMatch.objects.filter(
            partnership_id=batch.partnership_id,
            agency_id=batch.agency_id,
            decided=MatchDecision.OPEN,
            batch__state=State.ABANDONED,
            key__in=keys,
        ).delete()
    PossibleMatch.objects.bulk_create(
        [
            PossibleMatch(
                batch=batch,
                partnership_id=batch.partnership_id,
                agency_id=batch.agency_id,
                key=row.key,
                person_id=person_id,
                name=row.name[:250],
                staff_number=row.staff_number,
                email=row.emails[0] if row.emails else "",
                job_title=row.job_title,
                why=found.why,
                raised_at=at,
            )
            for row, found in plan.raised
            for person_id in found.person_ids
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )
