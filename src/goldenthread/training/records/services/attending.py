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
    said: dict[str, object] = {
        "course_id": course.pk,
        "completed_on": completed_on,
        "format": given_as,
        "provider_kind": ProviderKind.MULTI_AGENCY,
        "minutes": minutes,
        "participatory_minutes": min(participatory_minutes, minutes),
        "evidence": evidence[:300],
    }
    stale = [one for person, one in kept.items() if person in wanted and _differs(one, said)]
    Record.objects.filter(pk__in=[one.pk for one in gone]).delete()
    there = _on_that_day(course, completed_on, wanted - set(kept) | {one.person_id for one in stale})
    _correct(stale, there, said)
    own = [one for one in there.values() if one.person_id not in kept and one.state in TAKEN_OVER]
    vouched = {"state": State.VERIFIED, "why_refused": "", "verified_by_account_id": by.account_id, "import_key": key}
    Record.objects.filter(pk__in=[one.pk for one in own]).update(**vouched, **said)
    added = sorted(wanted - set(kept) - set(there))
    made = {**vouched, **said, "entered_at": at, "entered_by_account_id": by.account_id}
    Record.objects.bulk_create([Record(person_id=person, **made) for person in added], batch_size=500)
    changed = sorted({*added, *(one.person_id for one in (*own, *gone, *stale))})
    _note(by, at, key, partnership_id, why, added=len(added) + len(own), withdrawn=gone, corrected=len(stale))
    freshness.mark(kind=freshness.PERSON, keys=changed, at=at)
    return changed


def _correct(stale: list[Record], there: dict[int, Record], said: dict[str, object]) -> None:
    """Move records to what the register says now. Where another record of that day stands already, such as one from
    an agency's list, the same learning counts once: ours goes."""
    doubled = [one for one in stale if there.get(one.person_id, one).pk != one.pk]
    Record.objects.filter(pk__in=[one.pk for one in doubled]).delete()
    moved = [one for one in stale if one not in doubled]
    for one in moved:
        for name, value in said.items():
            setattr(one, name, value)
    Record.objects.bulk_update(moved, list(said), batch_size=500)


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
