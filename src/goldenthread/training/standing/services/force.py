"""A framework takes force: its day is set, and what it names exists."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import selectors as trail
from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.models import Version
from goldenthread.setting.frameworks.selectors import framework_of, in_force
from goldenthread.setting.workforce.services.job_roles import ensure_job_roles
from goldenthread.training.catalogue.services import ensure_courses

from .. import access

ACT, THING = "ensure programme", "frameworks.version"


@transaction.atomic
def take_force(*, by: Actor, at: datetime, version: Version, on: date) -> Version:
    """Set the day from which people are judged by this version. Preview it first: `selectors.preview`.

    A day in the past or today moves everyone at once. One to come changes nothing yet, because it may be withdrawn:
    the clock begins it on its day (`begin_programmes`).
    """
    partnership_id = version.line.partnership_id
    refuse(access.can_decide(by, partnership_id=partnership_id))
    taken = frameworks.set_day(by=by, at=at, version=version, on=on)
    if on <= at.astimezone(clock.LONDON).date():
        ensure_programme(by=by, at=at, version=taken)
    freshness.mark(kind=freshness.PARTNERSHIP, keys=[partnership_id], at=at)
    return taken


@transaction.atomic
def ensure_programme(*, by: Actor, at: datetime, version: Version) -> None:
    """Have the courses and job roles that a version names. Safe to run again."""
    partnership_id = version.line.partnership_id
    refuse(access.can_decide(by, partnership_id=partnership_id))
    _ensure(by, at, version)


@transaction.atomic
def begin_programmes(*, by: Actor, at: datetime, on: date, partnership_id: int) -> int:
    """Have what the versions in force name, where their day came after it was set. How many began.

    Each version begins once: a course's title that an officer mends afterwards is not put back every night.
    """
    refuse(access.can_keep_figures(by))
    begun = [version for version in in_force(partnership_id, on) if not _has_begun(version)]
    for version in begun:
        _ensure(by, at, version)
    if begun:
        freshness.mark(kind=freshness.PARTNERSHIP, keys=[partnership_id], at=at)
    return len(begun)


def _has_begun(version: Version) -> bool:
    return trail.of_thing(THING, version.pk).filter(act=ACT).exists()


def _ensure(by: Actor, at: datetime, version: Version) -> None:
    partnership_id = version.line.partnership_id
    framework = framework_of(version)
    ensure_job_roles(by=by, at=at, roles=[(role.key, role.title, role.also) for role in framework.job_roles])
    ensure_courses(by=by, at=at, partnership_id=partnership_id, framework=framework)
    audit.record(
        by=by,
        at=at,
        act=ACT,
        thing=THING,
        thing_id=version.pk,
        partnership_id=partnership_id,
    )
