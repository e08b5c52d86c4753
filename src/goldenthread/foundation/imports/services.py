"""Take a file in, choose its columns, preview it, load it all or not at all, take it back.

What the rows mean is for the room that loads them: it hands in its fields and its own writing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.files import services as files
from goldenthread.foundation.files.sheets.headers import LOOKED_AT, find_heading
from goldenthread.foundation.files.sheets.reading import LARGEST, WHY, open_sheet, refuse_misnamed
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.cells import same_text, tidy
from goldenthread.kernel.refusal import Refusal, Refused, bad_input, refuse

from . import mapping, progress
from .insert import insert
from .journal import Journal, take_back, why_not_undo
from .models import Batch, NotedRow, RememberedColumn, RememberedOfEveryone, RememberedWord
from .terms import TRANSITIONS, Field, Note, State, Tally

SAMPLES = 12
"""Rows kept to show beside each heading; a page shows the first few that say something."""
AT_A_TIME = 2000
"""Rows of a preview written at once."""
Write = Callable[[Journal], Tally]


def _move(batch: Batch, to: State) -> None:
    """Change the state by the table only."""
    if to not in TRANSITIONS[State(batch.state)]:
        refuse(Refusal(f"This import is {State(batch.state).label.lower()}, so that cannot be done now."))
    batch.state = to


@transaction.atomic
def receive(
    *,
    by: Actor,
    at: datetime,
    kind: str,
    partnership_id: int,
    agency_id: int,
    upload: "File[bytes]",
    is_full_list: bool,
    as_on: date,
    fields: Sequence[Field],
) -> Batch:
    """Take a file in and look at it: which sheet, where the headings are, what the columns may be."""
    if not upload.size:
        refuse(bad_input(WHY["empty"], file=WHY["empty"]))
    if upload.size > LARGEST:
        refuse(bad_input(WHY["too-big"], file=WHY["too-big"]))
    begins = upload.read(8)
    upload.seek(0)
    refuse_misnamed(upload.name or "", begins)
    stored = files.keep(
        by=by, at=at, room="imports", name=upload.name or "file", media_type="application/octet-stream", content=upload
    )
    batch = Batch(
        kind=kind,
        partnership_id=partnership_id,
        agency_id=agency_id,
        file=stored,
        is_full_list=is_full_list,
        as_on=as_on,
        by_account_id=by.account_id,
        by_name=by.name[:200],
        uploaded_at=at,
    )
    try:
        _look(batch, fields, None)
    except Refused:
        stored.content.delete(save=False)  # the row goes with the transaction, its file must not stay
        raise
    batch.save()
    audit.record(by=by, at=at, act="received", thing="imports.batch", thing_id=batch.pk, partnership_id=partnership_id)
    return batch


@transaction.atomic
def choose_sheet(*, by: Actor, at: datetime, batch: Batch, sheet: str, fields: Sequence[Field]) -> Batch:
    """Look at another sheet of the same workbook."""
    _move(batch, State.MAPPED)
    batch.state = State.UPLOADED
    _look(batch, fields, sheet)
    batch.save()
    audit.record(by=by, at=at, act="chose sheet", thing="imports.batch", thing_id=batch.pk)
    return batch


def _look(batch: Batch, fields: Sequence[Field], sheet: str | None) -> None:
    """Read the top of the sheet: headings, samples, a guess at the columns."""
    known = mapping.by_heading(fields)
    remembered = remembered_columns(kind=batch.kind, agency_id=batch.agency_id)
    top: list[tuple[int, list[str]]] = []
    with files.on_disk(batch.file) as path, open_sheet(path, sheet) as opened:
        for row in opened.rows:
            top.append(row)
            if len(top) == LOOKED_AT + SAMPLES:
                break
        batch.sheets = [[size.name, size.rows, size.columns] for size in opened.sheets]
        batch.sheet, batch.epoch_1904 = opened.name, opened.epoch_1904
    if not top:
        refuse(bad_input(WHY["empty"], file=WHY["empty"]))
    heading = find_heading(
        [cells for _, cells in top],
        lambda name: bool(mapping.meaning_of(name, known)) or mapping.as_compared(name) in remembered,
    )
    batch.headings = list(heading.names)
    batch.heading_row = top[heading.last][0]
    batch.samples = [[tidy(cell)[:60] for cell in cells] for _, cells in top[heading.last + 1 :][:SAMPLES]]
    guessed = mapping.guess(batch.headings, fields, remembered, batch.samples, batch.as_on.year)
    batch.mapping = {str(at): key for at, key in guessed.items()}
    said = RememberedOfEveryone.objects.filter(kind=batch.kind, agency_id=batch.agency_id).exclude(
        field__in=guessed.values()
    )
    batch.everyone = dict(said.values_list("field", "value"))
    batch.rows_total = max((size[1] for size in batch.sheets if size[0] == batch.sheet), default=0)


def remembered_columns(*, kind: str, agency_id: int) -> dict[str, str]:
    """What this agency's headings meant before."""
    rows = RememberedColumn.objects.filter(kind=kind, agency_id=agency_id)
    return dict(rows.values_list("heading", "field"))


def remembered_words(*, kind: str, agency_id: int) -> dict[str, str]:
    """What this agency's own words mean: {word as compared: key of what it means}."""
    rows = RememberedWord.objects.filter(kind=kind, agency_id=agency_id)
    return dict(rows.values_list("word", "means"))


@transaction.atomic
def remember_word(*, kind: str, agency_id: int, word: str, means: str) -> None:
    """Keep what an agency's word means; empty `means` forgets it."""
    said = same_text(word)[:250]
    if means:
        RememberedWord.objects.update_or_create(kind=kind, agency_id=agency_id, word=said, defaults={"means": means})
    else:
        RememberedWord.objects.filter(kind=kind, agency_id=agency_id, word=said).delete()


@transaction.atomic
def forget_column(*, kind: str, agency_id: int, heading: str) -> None:
    """An agency's heading means nothing beforehand any more: it is guessed afresh next time."""
    RememberedColumn.objects.filter(kind=kind, agency_id=agency_id, heading=heading).delete()


@transaction.atomic
def forget_of_everyone(*, kind: str, agency_id: int, remembered_id: int) -> None:
    """Nothing is taken to be true of everyone in an agency's lists any more."""
    RememberedOfEveryone.objects.filter(pk=remembered_id, kind=kind, agency_id=agency_id).delete()


@transaction.atomic
def choose_columns(
    *,
    by: Actor,
    at: datetime,
    batch: Batch,
    chosen: Mapping[int, str],
    fields: Sequence[Field],
    everyone: Mapping[str, str] | None = None,
) -> Batch:
    """Confirm what each column holds, and remember it for the agency's next file.

    `everyone`: {field key: what it is of everyone in the file}, for what no column holds.
    """
    known = {field.key: field for field in fields}
    used: dict[str, int] = {}
    for column, key in chosen.items():
        if key and (key not in known or not 0 <= column < len(batch.headings)):
            refuse(bad_input("Choose one of the listed meanings for each column."))
        if key and key in used and not known[key].repeats:
            wrong = (
                f'"{known[key].title}" is chosen for two columns: "{batch.headings[used[key]]}" and '
                f'"{batch.headings[column]}". Choose it for one of them.'
            )
            refuse(bad_input(wrong, **{f"column_{column}": wrong}))
        if key:
            used[key] = column
    _move(batch, State.MAPPED)
    batch.mapping = {str(column): key for column, key in chosen.items() if key}
    batch.everyone = {key: tidy(text)[:200] for key, text in (everyone or {}).items() if key not in used and tidy(text)}
    batch.save(update_fields=["mapping", "everyone", "state"])
    _remember(batch, chosen)
    audit.record(by=by, at=at, act="chose columns", thing="imports.batch", thing_id=batch.pk)
    return batch


def _remember(batch: Batch, chosen: Mapping[int, str]) -> None:
    """Keep what was chosen for the agency's next file of the kind."""
    rows = {
        same_text(batch.headings[column])[:120]: key for column, key in chosen.items() if column < len(batch.headings)
    }
    RememberedColumn.objects.bulk_create(
        [
            RememberedColumn(kind=batch.kind, agency_id=batch.agency_id, heading=heading, field=key)
            for heading, key in rows.items()
            if heading
        ],
        update_conflicts=True,
        unique_fields=["kind", "agency_id", "heading"],
        update_fields=["field"],
    )
    RememberedOfEveryone.objects.filter(kind=batch.kind, agency_id=batch.agency_id).delete()
    RememberedOfEveryone.objects.bulk_create(
        [
            RememberedOfEveryone(kind=batch.kind, agency_id=batch.agency_id, field=key, value=text)
            for key, text in batch.everyone.items()
        ]
    )


@contextmanager
def rows_of(batch: Batch) -> Iterator[Iterator[tuple[int, list[str]]]]:
    """The rows below the headings, with the number people see beside each."""
    with files.on_disk(batch.file) as path, open_sheet(path, batch.sheet or None) as opened:
        yield ((number, cells) for number, cells in opened.rows if number > batch.heading_row)


def _stored(batch: Batch, notes: Sequence[Note]) -> None:
    NotedRow.objects.filter(batch=batch).delete()
    for start in range(0, len(notes), AT_A_TIME):
        insert(
            [
                NotedRow(
                    batch=batch,
                    number=note.number,
                    outcome=note.outcome,
                    who=note.who[:250],
                    says=note.says,
                    faults=[[fault.column, fault.wrong, fault.write] for fault in note.faults],
                    to_mend=bool(note.faults),
                    position=position,
                )
                for position, note in enumerate(notes[start : start + AT_A_TIME], start + 1)
            ]
        )


@transaction.atomic
def keep_preview(*, by: Actor, at: datetime, batch: Batch, tally: Tally) -> Batch:
    """Keep what a preview found: the counts and every row."""
    _move(batch, State.PREVIEWED)
    batch.counts, batch.previewed_at, batch.said = tally.counts, at, ""
    batch.rows_total = sum(tally.counts.values())
    batch.save(update_fields=["state", "counts", "previewed_at", "said", "rows_total"])
    _stored(batch, tally.as_shown())
    audit.record(by=by, at=at, act="previewed", thing="imports.batch", thing_id=batch.pk)
    return batch


@transaction.atomic
def claim(*, by: Actor, at: datetime, batch: Batch) -> Batch:
    """Take the import up for loading. One that was cut short may be taken up again: nothing of it was written."""
    taken = Batch.objects.filter(pk=batch.pk, state__in=[State.PREVIEWED, State.APPLYING]).update(
        state=State.APPLYING, applying_since=at, said=""
    )
    batch.refresh_from_db()
    if not taken:
        refuse(Refusal(f"This import is {State(batch.state).label.lower()}, so it cannot be loaded now."))
    audit.record(by=by, at=at, act="started", thing="imports.batch", thing_id=batch.pk)
    progress.note(batch.pk, "Waiting to start", 0, batch.rows_total)
    return batch


def apply(*, by: Actor, at: datetime, batch: Batch, write: Write) -> Batch:
    """Load everything in one transaction, or nothing. Anything but what the preview showed stops it."""
    try:
        with transaction.atomic():
            journal = Journal(batch)
            tally = write(journal)
            if tally.counts != batch.counts:
                refuse(
                    Refusal(
                        "Something has changed since you looked at the preview, so nothing was loaded. "
                        "Preview the file again and check the numbers."
                    )
                )
            journal.close()
            still_mine = Batch.objects.filter(
                pk=batch.pk, state=State.APPLYING, applying_since=batch.applying_since
            ).update(state=State.APPLIED, applied_at=at)
            if not still_mine:
                refuse(Refusal("This import was taken up again elsewhere, so this run stopped and wrote nothing."))
            audit.record(
                by=by,
                at=at,
                act="applied",
                thing="imports.batch",
                thing_id=batch.pk,
                partnership_id=batch.partnership_id,
                changes={"counts": [None, tally.counts]},
            )
    except Refused as no:
        _stop(batch, State.PREVIEWED, no.refusal.reason)
        raise
    except Exception:
        _stop(
            batch,
            State.FAILED,
            "Loading stopped on a fault of ours and nothing was loaded. Preview it again and retry.",
        )
        raise
    finally:
        progress.clear(batch.pk)
    batch.refresh_from_db()
    return batch


def _stop(batch: Batch, state: State, why: str) -> None:
    Batch.objects.filter(pk=batch.pk, state=State.APPLYING, applying_since=batch.applying_since).update(
        state=state, said=why
    )


def why_not_taken_back(batch: Batch) -> Refusal | None:
    """Only the last import of its kind and agency can be taken back, and only while nothing builds on it."""
    if batch.state != State.APPLIED:
        return Refusal(f"This import is {State(batch.state).label.lower()}: there is nothing to take back.")
    later = Batch.objects.filter(
        agency_id=batch.agency_id, kind=batch.kind, state=State.APPLIED, applied_at__gt=batch.applied_at
    )
    if later.exists():
        return Refusal("Only the last import can be taken back: a later file was loaded for this agency.")
    return why_not_undo(batch)


@transaction.atomic
def undo(*, by: Actor, at: datetime, batch: Batch) -> Batch:
    """Take an import back exactly as things were, or refuse and say why."""
    refuse(why_not_taken_back(batch))
    take_back(batch)
    _move(batch, State.UNDONE)
    batch.undone_at = at
    batch.save(update_fields=["state", "undone_at"])
    batch.pages.all().delete()
    audit.record(
        by=by, at=at, act="undone", thing="imports.batch", thing_id=batch.pk, partnership_id=batch.partnership_id
    )
    return batch


@transaction.atomic
def abandon(*, by: Actor, at: datetime, batch: Batch) -> Batch:
    """Give up an import that has not been loaded."""
    _move(batch, State.ABANDONED)
    batch.save(update_fields=["state"])
    audit.record(by=by, at=at, act="abandoned", thing="imports.batch", thing_id=batch.pk)
    return batch
