"""Settings and teams of an agency: a school site, a ward, an office, and who works together."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse

from .. import access
from ..models import Agency, Setting, Team


@transaction.atomic
def create_setting(*, by: Actor, at: datetime, agency: Agency, name: str, number: str = "") -> Setting:
    """Add a place of an agency."""
    refuse(access.can_keep_profile(by, agency))
    setting = Setting(agency=agency, name=name.strip(), number=number.strip())
    keep(setting)
    audit.record(
        by=by, at=at, act="create", thing="setting", thing_id=setting.pk, changes={"name": [None, setting.name]}
    )
    return setting


@transaction.atomic
def change_setting(*, by: Actor, at: datetime, setting: Setting, name: str, number: str = "") -> Setting:
    """Correct a place's name or number."""
    refuse(access.can_keep_profile(by, setting.agency))
    before, setting.name, setting.number = setting.name, name.strip(), number.strip()
    keep(setting)
    audit.record(
        by=by, at=at, act="change", thing="setting", thing_id=setting.pk, changes={"name": [before, setting.name]}
    )
    return setting


@transaction.atomic
def end_setting(*, by: Actor, at: datetime, setting: Setting, last_day: date) -> Setting:
    """A place closes. What was learnt there stays."""
    refuse(access.can_keep_profile(by, setting.agency))
    setting.ends_on = last_day
    keep(setting)
    audit.record(
        by=by,
        at=at,
        act="end",
        thing="setting",
        thing_id=setting.pk,
        changes={"ends_on": [None, last_day.isoformat()]},
    )
    return setting


@transaction.atomic
def create_team(*, by: Actor, at: datetime, agency: Agency, name: str, setting: Setting | None = None) -> Team:
    """Add a team of an agency, in one of its settings or across them."""
    refuse(access.can_keep_profile(by, agency))
    if setting is not None and setting.agency_id != agency.pk:
        refuse(bad_input("That setting is another agency's.", setting="Choose one of this agency's settings."))
    team = Team(agency=agency, name=name.strip(), setting=setting)
    keep(team)
    audit.record(by=by, at=at, act="create", thing="team", thing_id=team.pk, changes={"name": [None, team.name]})
    return team


@transaction.atomic
def rename_team(*, by: Actor, at: datetime, team: Team, name: str) -> Team:
    """Correct a team's name."""
    refuse(access.can_keep_profile(by, team.agency))
    before, team.name = team.name, name.strip()
    keep(team)
    audit.record(by=by, at=at, act="rename", thing="team", thing_id=team.pk, changes={"name": [before, team.name]})
    return team
