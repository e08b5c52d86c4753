"""Pool meetings, development days and seminars: held, and who came (B29, A20, A21)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, refuse
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import Person

from .. import access
from ..models import Attendance, Gathering
from ..selectors.gathered import tick_list
from ..selectors.people import active, agencies_of_people
from ._noting import note, set_fields


@transaction.atomic
def call_gathering(
    *,
    by: Actor,
    at: datetime,
    partnership: Partnership,
    kind: str,
    title: str,
    held_on: date,
    where: str = "",
    notes: str = "",
) -> Gathering:
    """A gathering of trainers, or the yearly seminar: to come, or held already."""
    refuse(access.can_keep(by, partnership.pk))
    called = Gathering(
        partnership=partnership,
        kind=kind,
        title=title.strip(),
        held_on=held_on,
        where=where.strip(),
        notes=notes.strip(),
    )
    keep(called)
    changes = {"kind": [None, kind], "held_on": [None, held_on.isoformat()]}
    note(by, at, "call gathering", called, partnership.pk, changes=changes)
    return called


@transaction.atomic
def change_gathering(
    *,
    by: Actor,
    at: datetime,
    gathering: Gathering,
    kind: str,
    title: str,
    held_on: date,
    where: str = "",
    notes: str = "",
) -> Gathering:
    """Another day, place or title. Who came stays."""
    refuse(access.can_keep(by, gathering.partnership_id))
    given = {"kind": kind, "title": title.strip(), "held_on": held_on, "where": where.strip(), "notes": notes.strip()}
    changes = set_fields(gathering, given)
    keep(gathering)
    note(by, at, "change gathering", gathering, gathering.partnership_id, changes=changes)
    return gathering


@transaction.atomic
def remove_gathering(*, by: Actor, at: datetime, gathering: Gathering) -> None:
    """A gathering was entered by mistake. Refused while somebody is ticked as having come."""
    refuse(access.can_keep(by, gathering.partnership_id))
    if gathering.attendances.exists():
        refuse(Refusal("Somebody is ticked as having come: untick them first, then remove it."))
    note(by, at, "remove gathering", gathering, gathering.partnership_id)
    gathering.delete()


@transaction.atomic
def tick_attendance(*, by: Actor, at: datetime, gathering: Gathering, came: Iterable[int]) -> int:
    """Exactly these of the list came; answers how many. Each counts for the agency they came from."""
    refuse(access.can_keep(by, gathering.partnership_id))
    refuse(_not_yet(gathering, at))
    listed = {one.person_id for one in tick_list(gathering)}
    wanted = set(came) & listed
    there = set(gathering.attendances.values_list("person_id", flat=True))
    gathering.attendances.filter(person_id__in=there - wanted).delete()
    new = sorted(wanted - there)
    agencies = _agencies(gathering, new)
    rows = [Attendance(gathering=gathering, person_id=one, agency_id=agencies.get(one)) for one in new]
    Attendance.objects.bulk_create(rows, ignore_conflicts=True)
    changes = {"came": [len(there), len(wanted)]}
    note(by, at, "tick attendance", gathering, gathering.partnership_id, changes=changes)
    return len(wanted)


@transaction.atomic
def add_attendance(*, by: Actor, at: datetime, gathering: Gathering, person: Person) -> Attendance:
    """Somebody who is no trainer came too, for the agency where they are in post."""
    refuse(access.can_keep(by, gathering.partnership_id))
    refuse(_not_yet(gathering, at))
    agencies = _agencies(gathering, [person.pk])
    added, new = Attendance.objects.get_or_create(
        gathering=gathering, person=person, defaults={"agency_id": agencies.get(person.pk)}
    )
    refuse(None if new else Refusal(f"{person} is on the list already."))
    note(by, at, "add attendance", added, gathering.partnership_id)
    return added


def _not_yet(gathering: Gathering, at: datetime) -> Refusal | None:
    if gathering.held_on <= at.date():
        return None
    return Refusal(f"It is held on {gathering.held_on:%-d %B %Y}: tick who came once it was.")


def _agencies(gathering: Gathering, people: list[int]) -> dict[int, int]:
    """The agency each came from: the one they train for, else where they are in post."""
    found = agencies_of_people(gathering.partnership_id, people, gathering.held_on)
    trainers = active(gathering.partnership_id, gathering.held_on).filter(person_id__in=people, agency__isnull=False)
    given = trainers.order_by("-pk").values_list("person_id", "agency_id")
    return found | {person_id: agency_id for person_id, agency_id in given if agency_id is not None}
