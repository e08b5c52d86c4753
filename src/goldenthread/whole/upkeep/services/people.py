"""Two entries that are one person: join them, with everything that points at either, and part them again."""

import json
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.db.models import Model, Q, UniqueConstraint

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, bad_input, not_allowed, refuse
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.models import Address, Person, PreviousName
from goldenthread.training.bookings.services import join_bookings

from ..models import Merge
from ..selectors.apart import told_apart
from ..terms import PEOPLE, OnMerge

FILLED = ("preferred_name", "professional_number", "account_id")
"""What the one kept takes from the other where it has nothing of its own."""


def _why_not_merge(by: Actor, kept: Person, gone: Person, on: date) -> Refusal | None:
    if not by.holds(Role.ADMINISTRATOR, Role.OFFICER):
        return not_allowed("Only the partnership's officer can join two entries.")
    if kept.pk == gone.pk:
        return bad_input("Choose two different entries.", gone="Choose two different entries.")
    if kept.merged_into_id is not None or gone.merged_into_id is not None:
        return Refusal("One of these entries has been joined to another already.")
    if frozenset((kept.pk, gone.pk)) in told_apart():
        return Refusal("It was decided that these are two people. Take that back first if they are one after all.")
    return access.can_join(by, kept, on=on) or access.can_join(by, gone, on=on)


@transaction.atomic
def merge_people(*, by: Actor, at: datetime, on: date, kept: Person, gone: Person, why: str) -> Merge:
    """`gone` is the same person as `kept`: posts, records, duties, names and addresses go over.

    What the one kept has already is set aside, and all of it comes back if the two are parted. Booked twice on one
    event, they keep the place of the booking that is further on; the other is given up for good.
    """
    refuse(_why_not_merge(by, kept, gone, on))
    if not why.strip():
        refuse(bad_input("Say why they are the same person.", why="Say why they are the same person."))
    moved: list[dict[str, Any]] = []
    join_bookings(by=by, at=at, kept=kept, gone=gone)
    _one_preferred_address(kept, gone, moved)
    for place, answer in PEOPLE.items():
        if answer is OnMerge.MOVES:
            _move(place, kept, gone, moved)
    if (gone.given_name, gone.family_name) != (kept.given_name, kept.family_name):
        name = PreviousName.objects.create(person=kept, given_name=gone.given_name, family_name=gone.family_name)
        moved.append({"made": name._meta.label_lower, "pk": name.pk})
    _fill(kept, gone, moved)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    merge = Merge.objects.create(
        kept=kept,
        gone=gone,
        why=why.strip(),
        moved=moved,
        done_at=at,
        done_by_account_id=by.account_id,
        done_by_name=by.name[:200],
    )
    freshness.mark(kind=freshness.PERSON, keys=[kept.pk, gone.pk], at=at)
    audit.record(by=by, at=at, act="joined people", thing="workforce.person", thing_id=kept.pk, reason=why)
    return merge


def _one_preferred_address(kept: Person, gone: Person, moved: list[dict[str, Any]]) -> None:
    """The one kept keeps their own preferred address."""
    if not kept.addresses.filter(is_preferred=True).exists():
        return
    for address in gone.addresses.filter(is_preferred=True):
        address.is_preferred = False
        address.save(update_fields=["is_preferred"])
        moved.append({"changed": Address._meta.label_lower, "pk": address.pk, "field": "is_preferred", "was": True})


def _move(place: str, kept: Person, gone: Person, moved: list[dict[str, Any]]) -> None:
    label, _, name = place.rpartition(".")
    model = apps.get_model(label)
    for row in model._default_manager.filter(**{name: gone}).order_by("pk"):
        if _has_already(row, name, kept):
            moved.append({"set_aside": json.loads(serializers.serialize("json", [row]))[0]})
            row.delete()
            continue
        setattr(row, f"{name}_id", kept.pk)
        row.save(update_fields=[name])
        moved.append({"changed": label, "pk": row.pk, "field": f"{name}_id", "was": gone.pk})


def _has_already(row: Model, name: str, kept: Person) -> bool:
    """Whether the one kept has the same row by any of its unique constraints, or would stand in for themselves."""
    if row._meta.label_lower == "workforce.deputy" and kept.pk in (
        getattr(row, "person_id", None),
        getattr(row, "deputy_id", None),
    ):
        return True
    for constraint in row._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and name in constraint.fields and len(constraint.fields) > 1:
            same = {field: _held(row, field) for field in constraint.fields}
            rows = type(row)._default_manager.filter(constraint.condition or Q())
            if rows.filter(pk=row.pk).exists() and rows.filter(**{**same, name: kept.pk}).exists():
                return True
    return False


def _held(row: Model, name: str) -> object:
    """A field's value, of a foreign key its key."""
    return getattr(row, f"{name}_id") if hasattr(row, f"{name}_id") else getattr(row, name)


def _fill(kept: Person, gone: Person, moved: list[dict[str, Any]]) -> None:
    """An account, a number or a name in use that only the other entry has."""
    for name in FILLED:
        theirs = getattr(gone, name)
        if not getattr(kept, name) and theirs:
            for person, value in ((gone, None if name == "account_id" else theirs), (kept, theirs)):
                if getattr(person, name) != value:
                    entry = {"changed": Person._meta.label_lower, "pk": person.pk, "field": name}
                    moved.append({**entry, "was": getattr(person, name)})
                    setattr(person, name, value)
                    person.save(update_fields=[name.removesuffix("_id")])


@transaction.atomic
def undo_merge(*, by: Actor, at: datetime, on: date, merge: Merge) -> Merge:
    """They are two people after all: each gets back what was theirs. What came after stays with the one kept."""
    if not by.holds(Role.ADMINISTRATOR, Role.OFFICER):
        refuse(not_allowed("Only the partnership's officer can part two entries."))
    refuse(access.can_join(by, merge.kept, on=on))
    if merge.undone_at is not None:
        refuse(Refusal("These two have been parted already."))
    refuse(_why_not_part(merge))
    gone = merge.gone
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    for entry in reversed(merge.moved):
        _put_back(entry)
    merge.undone_at = at
    merge.save(update_fields=["undone_at"])
    freshness.mark(kind=freshness.PERSON, keys=[merge.kept_id, merge.gone_id], at=at)
    audit.record(by=by, at=at, act="parted people", thing="workforce.person", thing_id=merge.kept_id)
    return merge


def _why_not_part(merge: Merge) -> Refusal | None:
    """What went over must still be there, and still with the one kept."""
    for entry in merge.moved:
        if "changed" not in entry or not entry["field"].endswith("_id") or entry["field"] == "account_id":
            continue
        model = apps.get_model(entry["changed"])
        row = model._default_manager.filter(pk=entry["pk"]).first()
        if row is None or getattr(row, entry["field"]) != merge.kept_id:
            noun = model._meta.verbose_name
            return Refusal(f"They cannot be parted: a {noun} that went over has been moved or removed since.")
    return None


def _put_back(entry: dict[str, Any]) -> None:
    if "made" in entry:
        apps.get_model(entry["made"])._default_manager.filter(pk=entry["pk"]).delete()
    elif "set_aside" in entry:
        for restored in serializers.deserialize("json", json.dumps([entry["set_aside"]])):
            restored.save()
    else:
        rows = apps.get_model(entry["changed"])._default_manager.filter(pk=entry["pk"])
        rows.update(**{entry["field"]: entry["was"]})
