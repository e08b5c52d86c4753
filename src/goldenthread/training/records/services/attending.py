"""Records of an event's register: exactly those who attended the whole of it hold one, and no others."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel.actor import Actor
from goldenthread.training.catalogue.models import Course

from ..models import Record
from ..terms import Format, ProviderKind, State

TAKEN_OVER = (State.TO_VERIFY, State.REFUSED)
"""What a person entered of that day themselves: the register says the same, and vouches for it."""


@transaction.atomic
def keep_attended(
    *,
    by: Actor,
    at: datetime,
    key: str,
    course: Course,
    completed_on: date,
    people: Iterable[int],
    given_as: str = Format.OTHER,
    minutes: int = 0,
    participatory_minutes: int = 0,
    evidence: str = "",
    partnership_id: int | None = None,
    why: str = "",
) -> list[int]:
    """Have the records of one event be those of these people, all at once. Whose records changed.

    `key` names the event. The register says who was there, and the room that keeps it asks who may close it. When it
    was opened again, records that are no longer true go, with the reason; those on another day or course move.
    """
    wanted = set(people)
    kept = {one.person_id: one for one in Record.objects.select_for_update().filter(import_key=key)}
    gone = [one for person, one in kept.items() if person not in wanted]
    said = {
        "course": course,
        "completed_on": completed_on,
        "format": given_as,
        "provider_kind": ProviderKind.MULTI_AGENCY,
        "minutes": minutes,
        "participatory_minutes": min(participatory_minutes, minutes),
        "evidence": evidence[:300],
    }
    Record.objects.filter(pk__in=[one.pk for one in gone]).delete()
    stale = [one for one in kept.values() if one.person_id in wanted and _differs(one, said)]
    there = _on_that_day(course, completed_on, wanted - set(kept) | {one.person_id for one in stale})
    # Another record of that day stands already, such as one from an agency's list: the same learning counts once.
    doubled = [one for one in stale if there.get(one.person_id, one).pk != one.pk]
    Record.objects.filter(pk__in=[one.pk for one in doubled]).delete()
    moved = [one for one in stale if one not in doubled]
    for one in moved:
        for name, value in said.items():
            setattr(one, name, value)
    Record.objects.bulk_update(moved, list(said), batch_size=500)
    new = wanted - set(kept)
    own = [there[person].pk for person in new if person in there and there[person].state in TAKEN_OVER]
    Record.objects.filter(pk__in=own).update(
        state=State.VERIFIED, why_refused="", verified_by_account_id=by.account_id, import_key=key, **said
    )
    added = sorted(new - set(there))
    Record.objects.bulk_create(
        [
            Record(
                person_id=person,
                state=State.VERIFIED,
                entered_at=at,
                entered_by_account_id=by.account_id,
                verified_by_account_id=by.account_id,
                import_key=key,
                **said,
            )
            for person in added
        ],
        batch_size=500,
    )
    taken_over = {person for person in new if person in there and there[person].pk in own}
    changed = sorted({*added, *taken_over, *(one.person_id for one in (*gone, *stale))})
    _note(by, at, key, partnership_id, why, added=len(added) + len(own), withdrawn=gone, corrected=len(stale))
    freshness.mark(kind=freshness.PERSON, keys=changed, at=at)
    return changed


def _differs(record: Record, said: dict[str, object]) -> bool:
    return any(getattr(record, name) != value for name, value in said.items() if name != "evidence")


def _on_that_day(course: Course, on: date, people: Iterable[int]) -> dict[int, Record]:
    found = Record.objects.filter(course=course, completed_on=on, person_id__in=list(people))
    return {one.person_id: one for one in found}


def _note(
    by: Actor,
    at: datetime,
    key: str,
    partnership_id: int | None,
    why: str,
    *,
    added: int,
    withdrawn: list[Record],
    corrected: int,
) -> None:
    """One line for the event, and one for each record that was taken away."""
    counts = {"added": added, "withdrawn": len(withdrawn), "corrected": corrected}
    audit.record(
        by=by,
        at=at,
        act="record an event",
        thing="records.record",
        thing_id=key,
        partnership_id=partnership_id,
        reason=why,
        changes={name: [None, count] for name, count in counts.items() if count},
    )
    for one in withdrawn:
        audit.record(by=by, at=at, act="withdraw record", thing="records.record", thing_id=one.pk,
                     partnership_id=partnership_id, reason=why)  # fmt: skip
