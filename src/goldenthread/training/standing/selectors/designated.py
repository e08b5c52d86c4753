"""Designated leads and deputies with both clocks: training, and the yearly update a forum can meet (B10)."""

from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.frameworks.selectors import framework_of, in_force
from goldenthread.setting.workforce.models import DutyHeld
from goldenthread.setting.workforce.selectors.finding import duties_in, held_duties
from goldenthread.setting.workforce.terms import LEADS

from .. import access
from ..terms import Line
from .lines import lines_of


@dataclass(frozen=True)
class Clock:
    """A requirement that follows from the duty of a designated lead: one column of the list."""

    key: str
    title: str


@dataclass(frozen=True)
class Lead:
    """Someone who holds the duty, with where they stand on each of its clocks."""

    duty: DutyHeld
    clocks: dict[str, Line]


def clocks_of(partnership_id: int, on: date) -> list[Clock]:
    """What the frameworks in force ask of designated leads and deputies because of that duty."""
    found: dict[str, Clock] = {}
    for version in in_force(partnership_id, on):
        framework = framework_of(version)
        leads = {kind.value for kind in LEADS}
        theirs = {group.key for group in framework.groups if set(group.duties) & leads and not group.job_roles}
        for requirement in framework.requirements:
            if set(requirement.duties) & leads or set(requirement.groups) & theirs:
                key = framework.identity(requirement.key)
                found.setdefault(key, Clock(key, requirement.title))
    return list(found.values())


def designated_leads(actor: Actor, partnership_id: int, *, on: date, agency_id: int | None = None) -> list[Lead]:
    """Who is designated lead or deputy on a day, and their clocks. A constant number of queries."""
    if agency_id is None:
        refuse(access.can_see_people(actor, partnership_id=partnership_id))
    else:
        refuse(access.can_see_agency(actor, agency_id=agency_id, partnership_id=partnership_id))
    kinds = tuple(kind.value for kind in LEADS)
    rows = duties_in(actor, on=on, partnership_id=partnership_id, agency_id=agency_id, kinds=kinds)
    duties = list(held_duties(rows, on))
    keys = {clock.key for clock in clocks_of(partnership_id, on)}
    lines: dict[tuple[int, int | None], dict[str, Line]] = {}
    for line in lines_of(sorted({duty.person_id for duty in duties}), on):
        if line.partnership_id == partnership_id and line.key in keys:
            lines.setdefault((line.person_id, line.agency_id), {})[line.key] = line
    return [Lead(duty, lines.get((duty.person_id, duty.agency_id), {})) for duty in duties]
