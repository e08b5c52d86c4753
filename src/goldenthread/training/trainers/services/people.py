"""Take trainers on, keep what is known of them, let them stop and begin again."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError

from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.workforce.models import Person

from .. import access
from ..models import Trainer
from ..selectors.asked import asked_of_trainers
from ..terms import CHAMPION
from ._noting import note, set_fields


@transaction.atomic
def take_on(
    *,
    by: Actor,
    at: datetime,
    partnership: Partnership,
    person: Person,
    kind: str,
    agency: Agency | None,
    starts_on: date,
    topic: str = "",
    trained_days: int = 0,
    trained_on: date | None = None,
    accreditation: str = "",
    approved_by: str = "",
    approved_on: date | None = None,
    review_due_on: date | None = None,
    note_kept: str = "",
) -> Trainer:
    """Somebody trains for the partnership from a day, as one kind of trainer (A23, B28) or as a champion (A38)."""
    refuse(access.can_keep(by, partnership.pk))
    _refuse_strange_kind(partnership.pk, kind, agency, starts_on)
    taken = Trainer(
        partnership=partnership,
        person=person,
        kind=kind,
        agency=agency,
        topic=topic.strip() if kind == CHAMPION else "",
        trained_days=trained_days,
        trained_on=trained_on,
        accreditation=accreditation.strip(),
        approved_by=approved_by.strip(),
        approved_on=approved_on,
        review_due_on=review_due_on,
        note=note_kept.strip(),
        starts_on=starts_on,
    )
    _refuse_missing(taken)
    keep(taken)
    changes = {"kind": [None, kind], "starts_on": [None, starts_on.isoformat()]}
    note(by, at, "take on trainer", taken, partnership.pk, changes=changes)
    return taken


@transaction.atomic
def change_trainer(
    *,
    by: Actor,
    at: datetime,
    trainer: Trainer,
    agency: Agency | None,
    topic: str = "",
    trained_days: int = 0,
    trained_on: date | None = None,
    accreditation: str = "",
    approved_by: str = "",
    approved_on: date | None = None,
    review_due_on: date | None = None,
    note_kept: str = "",
) -> Trainer:
    """What is known of a trainer: agency, Train the Trainer and its accreditation, approval, next review (A15, E22)."""
    refuse(access.can_keep(by, trainer.partnership_id))
    given = {
        "agency": agency,
        "topic": topic.strip() if trainer.kind == CHAMPION else "",
        "trained_days": trained_days,
        "trained_on": trained_on,
        "accreditation": accreditation.strip(),
        "approved_by": approved_by.strip(),
        "approved_on": approved_on,
        "review_due_on": review_due_on,
        "note": note_kept.strip(),
    }
    changes = set_fields(trainer, given)
    _refuse_missing(trainer)
    keep(trainer)
    note(by, at, "change trainer", trainer, trainer.partnership_id, changes=changes)
    return trainer


@transaction.atomic
def stop(*, by: Actor, at: datetime, trainer: Trainer, last_day: date, reason: str = "") -> Trainer:
    """Somebody's last day as a trainer. Their file stays; they get no bulletin and no event after it."""
    refuse(access.can_keep(by, trainer.partnership_id))
    if last_day < trainer.starts_on:
        refuse(bad_input("A trainer cannot stop before they start.", last_day="Choose a day on or after the first."))
    changes = set_fields(trainer, {"ends_on": last_day})
    keep(trainer)
    note(by, at, "stop trainer", trainer, trainer.partnership_id, reason=reason, changes=changes)
    return trainer


@transaction.atomic
def restart(*, by: Actor, at: datetime, trainer: Trainer) -> Trainer:
    """They go on training after all, with the file they had."""
    refuse(access.can_keep(by, trainer.partnership_id))
    refuse(None if trainer.ends_on else Refusal(f"{trainer.person} has not stopped."))
    changes = set_fields(trainer, {"ends_on": None})
    keep(trainer)
    note(by, at, "restart trainer", trainer, trainer.partnership_id, changes=changes)
    return trainer


@transaction.atomic
def take_away(*, by: Actor, at: datetime, trainer: Trainer) -> None:
    """Somebody was entered as a trainer by mistake. Refused once they have done anything as one."""
    refuse(access.can_keep(by, trainer.partnership_id))
    refuse(_has_trained(trainer) if trainer.authorisations.exists() else None)
    note(by, at, "take trainer away", trainer, trainer.partnership_id)
    try:
        trainer.delete()
    except ProtectedError:  # cascades, and events that rooms above know of
        refuse(_has_trained(trainer))


def _has_trained(trainer: Trainer) -> Refusal:
    return Refusal(f"{trainer.person} was authorised or has trained: say when they stop instead.")


def _refuse_strange_kind(partnership_id: int, kind: str, agency: Agency | None, on: date) -> None:
    known = {one.key for one in asked_of_trainers(partnership_id, on).kinds}
    if kind not in known:
        refuse(bad_input("The framework names no such kind of trainer.", kind="Choose a kind of trainer."))
    if agency is not None and not agency.memberships.filter(partnership_id=partnership_id).exists():
        refuse(bad_input("That agency is not of this partnership.", agency="Choose an agency of the partnership."))


def _refuse_missing(trainer: Trainer) -> None:
    """What the database cannot say in the words of a field."""
    if trainer.kind == CHAMPION and not trainer.topic:
        refuse(bad_input("Say what the champion is for.", topic="Say what the champion is for."))
    if trainer.kind == CHAMPION and trainer.agency is None:
        refuse(bad_input("A champion cascades in an agency.", agency="Choose the champion's agency."))
    if trainer.approved_on is not None and not trainer.approved_by:
        refuse(bad_input("Say which line manager approved.", approved_by="Say which line manager approved."))
