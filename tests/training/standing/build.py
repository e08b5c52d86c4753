"""A county for standing's own tests: a partnership whose framework is a pack, and people posted in it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.models import Version
from goldenthread.setting.partnerships.models import Agency, Membership, Partnership
from goldenthread.setting.partnerships.terms import AgencyKind, Duty
from goldenthread.setting.workforce.models import JobRole, Person, Post
from goldenthread.training.catalogue.models import Course
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import Format, ProviderKind, State
from goldenthread.training.standing.services import take_force

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def partnership(name: str = "Fellside") -> Partnership:
    return Partnership.objects.create(slug=name.lower(), name=name, short_name=name, area=name)


def agency(of: Sequence[Partnership], name: str = "Thornley School", kind: str = AgencyKind.SCHOOL) -> Agency:
    made = Agency.objects.create(slug=name.lower().replace(" ", "-"), name=name, kind=kind, duty=Duty.EDUCATION)
    for one in of:
        Membership.objects.create(partnership=one, agency=made, starts_on=date(2000, 1, 1))
    return made


def adopt(where: Partnership, pack: str, on: date = date(2020, 1, 1)) -> Version:
    version = frameworks.adopt_pack(by=COMMAND_LINE, at=NOW, partnership=where, pack_key=pack)
    return take_force(by=COMMAND_LINE, at=NOW, version=version, on=on)


def text_in_force(where: Partnership, text: str, on: date = date(2020, 1, 1)) -> Version:
    version = frameworks.import_text(by=COMMAND_LINE, at=NOW, partnership=where, text=text)
    return take_force(by=COMMAND_LINE, at=NOW, version=version, on=on)


def posted(
    where: Partnership,
    at: Agency,
    role: str = "",
    *,
    person: Person | None = None,
    starts_on: date = date(2020, 1, 1),
    ends_on: date | None = None,
    group: str = "",
    manager: Person | None = None,
) -> Person:
    person = person or Person.objects.create(given_name="Robin", family_name="Marl")
    Post.objects.create(
        person=person,
        partnership=where,
        agency=at,
        job_role=JobRole.objects.get(key=role) if role else None,
        job_title=role or "Post",
        group_key=group,
        starts_on=starts_on,
        ends_on=ends_on,
        manager=manager,
    )
    return person


def completed(
    person: Person,
    course: Course,
    on: date,
    *,
    state: str = State.VERIFIED,
    given_as: str = Format.E_LEARNING,
    provider_kind: str = ProviderKind.MULTI_AGENCY,
    minutes: int = 0,
    participatory_minutes: int = 0,
) -> Record:
    return Record.objects.create(
        person=person,
        course=course,
        completed_on=on,
        state=state,
        why_refused="It is not theirs" if state == State.REFUSED else "",
        format=given_as,
        provider_kind=provider_kind,
        minutes=minutes,
        participatory_minutes=participatory_minutes,
        entered_at=NOW,
    )


def course(where: Partnership, key: str) -> Course:
    return Course.objects.get(partnership=where, key=key)
