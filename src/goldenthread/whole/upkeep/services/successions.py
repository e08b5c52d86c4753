"""Agencies and partnerships that merge or split, with everything that goes over to the successor."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.freshness import services as stale
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.partnerships import access
from goldenthread.setting.partnerships import services as partnerships
from goldenthread.setting.partnerships.models import Agency, Partnership, Setting, Team
from goldenthread.setting.partnerships.terms import ChangeKind
from goldenthread.setting.workforce import services as workforce
from goldenthread.training.bookings.services import follow_agency

from ..selectors import frameworks_now


@transaction.atomic
def merge_agency(
    *, by: Actor, at: datetime, on: date, agency: Agency, into: Agency, reason: str = ""
) -> dict[str, int]:
    """An agency goes into another on a day: its people, places, roles and part in partnerships go over.

    Its name and number stay in the history, and still find the agency it went into. Ended posts stay with it, and so
    do bookings of events that are over; those of events to come go over, with the places kept for it.
    """
    refuse(access.can_run_installation(by))
    moved = workforce.move_agency_people(by=by, at=at, on=on, agency=agency, into=into)
    places = partnerships.repoint_agency(
        by=by, at=at, on=on, agency=agency, into=into, kind=ChangeKind.MERGED, reason=reason
    )
    follow_agency(by=by, at=at, agency=agency, into=into)
    return moved | places


@transaction.atomic
def split_agency(
    *,
    by: Actor,
    at: datetime,
    on: date,
    agency: Agency,
    name: str,
    number: str = "",
    settings: Iterable[Setting] = (),
    teams: Iterable[Team] = (),
    reason: str = "",
) -> Agency:
    """Part of an agency becomes an agency of its own on a day: the settings and teams named, with their people.

    The new one takes part where the old one does, and reports as it does. The rest stays as it was.
    """
    refuse(access.can_run_installation(by))
    places, groups = list(settings), list(teams)
    if not places and not groups:
        refuse(bad_input("Say what goes to the new agency.", settings="Choose at least one setting or team."))
    new = partnerships.split_off(
        by=by, at=at, on=on, agency=agency, name=name, number=number, settings=places, teams=groups, reason=reason
    )
    workforce.move_agency_people(
        by=by,
        at=at,
        on=on,
        agency=agency,
        into=new,
        setting_ids=[one.pk for one in places],
        team_ids=[one.pk for one in groups],
    )
    return new


@transaction.atomic
def succeed_partnership(
    *,
    by: Actor,
    at: datetime,
    on: date,
    partnership: Partnership,
    assignment: Mapping[Agency, Iterable[Partnership]],
    reason: str = "",
) -> dict[str, int]:
    """A partnership ends and others go on from it: one when it merges, several when it splits.

    Each agency goes to the successors named for it; its posts, duties and lead go to the first of them. The
    frameworks in force are copied to every successor as drafts: what they require is theirs to decide.
    """
    refuse(access.can_run_installation(by))
    order = {agency: list(successors) for agency, successors in assignment.items()}
    homeless = [agency.name for agency, successors in order.items() if not successors]
    if homeless:
        refuse(bad_input(f"Say where {homeless[0]} goes.", assignment=f"Choose a successor for {homeless[0]}."))
    successors = list(dict.fromkeys(one for several in order.values() for one in several))
    texts = frameworks_now(partnership, on)
    counts = {"agencies": len(order), "posts": 0, "duties": 0, "drafts": 0}
    partnerships.note_succession(by=by, at=at, partnership=partnership, successors=successors, on=on, reason=reason)
    for agency, several in order.items():
        partnerships.move_membership(by=by, at=at, on=on, agency=agency, partnership=partnership, successors=several)
    for successor in successors:
        theirs = [agency for agency, several in order.items() if several[0] == successor]
        moved = workforce.move_area_people(
            by=by, at=at, on=on, partnership=partnership, into=successor, agencies=theirs
        )
        counts["posts"] += moved["posts"]
        counts["duties"] += moved["duties"]
        for text in texts:
            frameworks.import_text(by=by, at=at, partnership=successor, text=text, reason=reason)
            counts["drafts"] += 1
    workforce.close_area(by=by, at=at, on=on, partnership=partnership)
    partnerships.close_roles(by=by, at=at, on=on, partnership=partnership)
    stale.mark(kind=stale.PARTNERSHIP, keys=[partnership.pk, *(one.pk for one in successors)], at=at)
    return counts
