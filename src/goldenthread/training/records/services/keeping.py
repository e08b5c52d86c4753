"""Keep the training record: enter, verify, refuse, correct, withdraw. Whoever calls settles the people after."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.foundation.files import services as files
from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.setting.workforce.models import Person
from goldenthread.training.catalogue.models import Course

from .. import access
from ..models import Record
from ..terms import Format, ProviderKind, State

EARLIEST = date(1950, 1, 1)


def _refuse_day(completed_on: date, on: date) -> None:
    if completed_on > on:
        refuse(bad_input("It cannot be completed in the future.", completed_on="This day is still to come."))
    if completed_on < EARLIEST:
        refuse(bad_input("That day is too long ago.", completed_on="Give the year in four figures."))


def _make(
    by: Actor,
    at: datetime,
    person: Person,
    course: Course,
    completed_on: date,
    state: str,
    values: dict[str, object],
    evidence_file: "File[bytes] | None",
) -> Record:
    _refuse_day(completed_on, at.date())
    if Record.objects.filter(person=person, course=course, completed_on=completed_on).exists():
        refuse(Refusal("That completion is recorded already."))
    record = Record(person=person, course=course, completed_on=completed_on, state=state, entered_at=at)
    record.entered_by_account_id = by.account_id
    record.verified_by_account_id = by.account_id if state == State.VERIFIED else None
    for name, value in values.items():
        setattr(record, name, value)
    record.participatory_minutes = min(record.participatory_minutes, record.minutes)
    if evidence_file is not None:
        record.evidence_file = files.keep(
            by=by,
            at=at,
            room="records",
            name=evidence_file.name or "evidence",
            media_type=getattr(evidence_file, "content_type", "") or "application/octet-stream",
            content=evidence_file,
        )
    keep(record)
    _note(by, at, record, "record completion", "", {"state": [None, state]})
    return record


@transaction.atomic
def record_completion(
    *,
    by: Actor,
    at: datetime,
    person: Person,
    course: Course,
    completed_on: date,
    given_as: str = Format.OTHER,
    provider_kind: str = ProviderKind.EXTERNAL,
    minutes: int | None = None,
    participatory_minutes: int | None = None,
    evidence: str = "",
    evidence_file: "File[bytes] | None" = None,
) -> Record:
    """Whoever keeps someone's record enters what they completed: verified, since they saw the evidence (B56, E15)."""
    refuse(access.can_keep(by, person, on=at.date()))
    values = _values(course, given_as, provider_kind, minutes, participatory_minutes, evidence)
    own = by.person_id is not None and by.person_id == person.pk
    state = State.TO_VERIFY if own else State.VERIFIED
    return _make(by, at, person, course, completed_on, state, values, evidence_file)


@transaction.atomic
def enter_own(
    *,
    by: Actor,
    at: datetime,
    person: Person,
    course: Course,
    completed_on: date,
    given_as: str = Format.OTHER,
    provider_kind: str = ProviderKind.EXTERNAL,
    minutes: int | None = None,
    participatory_minutes: int | None = None,
    evidence: str = "",
    evidence_file: "File[bytes] | None" = None,
) -> Record:
    """A person enters what they learnt elsewhere. It counts at once, and stands as to be verified (E15)."""
    refuse(access.can_enter_own(by, person))
    values = _values(course, given_as, provider_kind, minutes, participatory_minutes, evidence)
    return _make(by, at, person, course, completed_on, State.TO_VERIFY, values, evidence_file)


def _values(
    course: Course, given_as: str, provider_kind: str, minutes: int | None, participatory: int | None, evidence: str
) -> dict[str, object]:
    if given_as not in Format.values:
        refuse(bad_input("Choose how it was given.", format="Choose how it was given."))
    if provider_kind not in ProviderKind.values:
        refuse(bad_input("Choose who gave it.", provider_kind="Choose who gave it."))
    return {
        "format": given_as,
        "provider_kind": provider_kind,
        "minutes": course.minutes if minutes is None else minutes,
        "participatory_minutes": course.participatory_minutes if participatory is None else participatory,
        "evidence": evidence.strip()[:300],
    }


@transaction.atomic
def recognise_prior_learning(
    *, by: Actor, at: datetime, person: Person, course: Course, completed_on: date, reason: str
) -> Record:
    """What someone learnt before counts as this course from the day given, for the reason given."""
    refuse(access.can_recognise(by, person, on=at.date()))
    if not reason.strip():
        refuse(bad_input("Say what it rests on.", reason="Say what it rests on."))
    values = _values(course, Format.OTHER, ProviderKind.PRIOR_LEARNING, None, None, reason)
    return _make(by, at, person, course, completed_on, State.VERIFIED, values, None)


@transaction.atomic
def verify(*, by: Actor, at: datetime, record: Record) -> Record:
    """Somebody other than the person saw the evidence."""
    refuse(access.can_verify(by, record, on=at.date()))
    if record.state == State.VERIFIED:
        refuse(Refusal("This record is verified already."))
    before, record.state = record.state, State.VERIFIED
    record.verified_by_account_id, record.why_refused = by.account_id, ""
    record.save(update_fields=["state", "verified_by_account_id", "why_refused"])
    _note(by, at, record, "verify record", "", {"state": [before, record.state]})
    return record


@transaction.atomic
def refuse_record(*, by: Actor, at: datetime, record: Record, reason: str) -> Record:
    """The record does not count, and says why. It stays, so that the person can see it."""
    refuse(access.can_verify(by, record, on=at.date()))
    if not reason.strip():
        refuse(bad_input("Say why it is refused.", reason="Say why it is refused."))
    before, record.state = record.state, State.REFUSED
    record.why_refused, record.verified_by_account_id = reason.strip()[:300], None
    record.save(update_fields=["state", "why_refused", "verified_by_account_id"])
    _note(by, at, record, "refuse record", reason, {"state": [before, record.state]})
    return record


@transaction.atomic
def correct(
    *,
    by: Actor,
    at: datetime,
    record: Record,
    reason: str,
    course: Course | None = None,
    completed_on: date | None = None,
    minutes: int | None = None,
    participatory_minutes: int | None = None,
    given_as: str | None = None,
    provider_kind: str | None = None,
    evidence: str | None = None,
) -> Record:
    """Put a record right, with the reason. The trail keeps what of it is open, before and after.

    Whoever puts their own right cannot vouch for it: it is to be verified again.
    """
    refuse(access.can_keep(by, record.person, on=at.date()))
    if not reason.strip():
        refuse(bad_input("Say why it is corrected.", reason="Say why it is corrected."))
    wanted: dict[str, object] = {
        "course": course,
        "completed_on": completed_on,
        "minutes": minutes,
        "participatory_minutes": participatory_minutes,
        "format": given_as,
        "provider_kind": provider_kind,
        "evidence": evidence,
    }
    changes = {}
    for name, value in wanted.items():
        if value is not None and getattr(record, name) != value:
            changes[name] = [str(getattr(record, name)), str(value)]
            setattr(record, name, value)
    if not changes:
        return record
    _refuse_day(record.completed_on, at.date())
    record.participatory_minutes = min(record.participatory_minutes, record.minutes)
    same = Record.objects.filter(person_id=record.person_id, course_id=record.course_id)
    if same.filter(completed_on=record.completed_on).exclude(pk=record.pk).exists():
        refuse(Refusal("That completion is recorded already: withdraw this one instead."))
    if by.person_id == record.person_id and record.state != State.REFUSED:
        changes["state"] = [record.state, State.TO_VERIFY]
        record.state, record.verified_by_account_id = State.TO_VERIFY, None
    keep(record)
    _note(by, at, record, "correct record", reason, changes)
    return record


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, record: Record, reason: str) -> None:
    """Take a record away that should never have been entered. A person may withdraw their own until it is verified."""
    own = by.person_id == record.person_id and record.state == State.TO_VERIFY
    if not own:
        refuse(access.can_keep(by, record.person, on=at.date()))
    if not reason.strip():
        refuse(bad_input("Say why it is withdrawn.", reason="Say why it is withdrawn."))
    _note(by, at, record, "withdraw record", reason, {})
    record.delete()


def _note(by: Actor, at: datetime, record: Record, act: str, reason: str, changes: Mapping[str, object]) -> None:
    freshness.mark(kind=freshness.PERSON, keys=[record.person_id], at=at)
    audit.record(by=by, at=at, act=act, thing="records.record", thing_id=record.pk, reason=reason, changes=changes)
