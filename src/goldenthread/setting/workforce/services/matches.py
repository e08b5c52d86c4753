"""Decide whether a row of a list is somebody known already."""

from datetime import datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, refuse

from .. import access
from ..models import PossibleMatch
from ..terms import MatchDecision


@transaction.atomic
def decide_match(*, by: Actor, at: datetime, match: PossibleMatch, is_same: bool) -> PossibleMatch:
    """The same person, or someone else. It holds for this agency's next lists too, and is the deciding person's."""
    refuse(access.can_run_agency(by, partnership_id=match.partnership_id, agency_id=match.agency_id))
    if match.decided != MatchDecision.OPEN:
        refuse(Refusal("This has been decided already."))
    others = PossibleMatch.objects.filter(
        partnership_id=match.partnership_id, agency_id=match.agency_id, key=match.key
    ).exclude(pk=match.pk)
    if is_same and others.filter(decided=MatchDecision.SAME).exists():
        refuse(Refusal("It has been decided already that this row is somebody else."))
    match.decided = MatchDecision.SAME if is_same else MatchDecision.DIFFERENT
    match.decided_at, match.decided_by_account_id = at, by.account_id
    match.save(update_fields=["decided", "decided_at", "decided_by_account_id"])
    if is_same:
        others.filter(decided=MatchDecision.OPEN).update(
            decided=MatchDecision.DIFFERENT, decided_at=at, decided_by_account_id=by.account_id
        )
    audit.record(
        by=by,
        at=at,
        act="decided match",
        thing="workforce.possiblematch",
        thing_id=match.pk,
        partnership_id=match.partnership_id,
        changes={"decided": [MatchDecision.OPEN, match.decided]},
    )
    return match


@transaction.atomic
def reopen_match(*, by: Actor, at: datetime, match: PossibleMatch) -> PossibleMatch:
    """Take an answer back: the question is asked again, with those that the same answer settled."""
    refuse(access.can_run_agency(by, partnership_id=match.partnership_id, agency_id=match.agency_id))
    if match.decided == MatchDecision.OPEN:
        refuse(Refusal("This has not been decided yet."))
    before = match.decided
    PossibleMatch.objects.filter(
        partnership_id=match.partnership_id, agency_id=match.agency_id, key=match.key, decided_at=match.decided_at
    ).update(decided=MatchDecision.OPEN, decided_at=None, decided_by_account_id=None)
    match.refresh_from_db()
    audit.record(
        by=by,
        at=at,
        act="reopened match",
        thing="workforce.possiblematch",
        thing_id=match.pk,
        partnership_id=match.partnership_id,
        changes={"decided": [before, MatchDecision.OPEN]},
    )
    return match
