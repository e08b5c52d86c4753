"""A framework takes force: its day is set, and what it names exists."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.models import Version
from goldenthread.setting.frameworks.selectors import framework_of
from goldenthread.setting.workforce.services.job_roles import ensure_job_roles
from goldenthread.training.catalogue.services import ensure_courses

from .. import access


@transaction.atomic
def take_force(*, by: Actor, at: datetime, version: Version, on: date) -> Version:
    """Set the day from which people are judged by this version. Preview it first: `selectors.preview`.

    A day in the past or today moves everyone at once; one to come is settled by the clock when it comes.
    """
    partnership_id = version.line.partnership_id
    refuse(access.can_decide(by, partnership_id=partnership_id))
    taken = frameworks.set_day(by=by, at=at, version=version, on=on)
    ensure_programme(by=by, at=at, version=taken)
    freshness.mark(kind=freshness.PARTNERSHIP, keys=[partnership_id], at=at)
    return taken


@transaction.atomic
def ensure_programme(*, by: Actor, at: datetime, version: Version) -> None:
    """Have the courses and job roles that a version names. Safe to run again."""
    partnership_id = version.line.partnership_id
    refuse(access.can_decide(by, partnership_id=partnership_id))
    framework = framework_of(version)
    ensure_job_roles(by=by, at=at, roles=[(role.key, role.title, role.also) for role in framework.job_roles])
    ensure_courses(by=by, at=at, partnership_id=partnership_id, framework=framework)
    audit.record(
        by=by,
        at=at,
        act="ensure programme",
        thing="frameworks.version",
        thing_id=version.pk,
        partnership_id=partnership_id,
    )
