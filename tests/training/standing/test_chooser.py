"""The public chooser gives the same answer as everyone's standing, worked out inside the database."""

from datetime import date

import pytest

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.frameworks import selectors as frameworks
from goldenthread.setting.frameworks import services as framework_services
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.partnerships.terms import AgencyKind, Duty
from goldenthread.setting.workforce.models import ConditionAnswer, DutyHeld, JobRole, Person, Post
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.training.standing.models import Standing
from goldenthread.training.standing.rules.chooser import Situation, askings
from goldenthread.training.standing.services.settle import settle
from tests.cast import NOW, SINCE, TODAY

pytestmark = pytest.mark.django_db

KEYS = [pack.key for pack in frameworks.packs()]


def everyone(key: str) -> list[Situation]:
    """Each role in each kind of agency; each duty there; without an answer and with every one a yes."""
    known = frameworks.get_pack(key).framework
    everything = frozenset(question.key for question in known.questions)
    answers = {frozenset[str](), everything}
    roles = ["", *(role.key for role in known.job_roles)]
    found = [Situation(kind, role, (), yes) for kind in AgencyKind.values for role in roles for yes in answers]
    some = roles[:: max(1, len(roles) // 3)]
    found += [
        Situation(kind, role, (duty,), yes)
        for kind in AgencyKind.values
        for role in some
        for duty in DutyKind.values
        for yes in answers
    ]
    return found


def hire(partnership: Partnership, situations: list[Situation]) -> list[Person]:
    """One person for each situation."""
    agencies = {
        kind: Agency.objects.create(slug=f"of-{kind}", name=f"Of {kind}", kind=kind, duty=Duty.MEMBER)
        for kind in AgencyKind.values
    }
    roles = {one.job_role: None for one in situations if one.job_role}
    JobRole.objects.bulk_create([JobRole(key=key, title=key) for key in roles], ignore_conflicts=True)
    known = {role.key: role for role in JobRole.objects.all()}
    people = Person.objects.bulk_create(
        [Person(given_name="Robin", family_name=f"Number {i}") for i, _ in enumerate(situations)]
    )
    posts, duties, answers = [], [], []
    for person, one in zip(people, situations, strict=True):
        at = {"person": person, "partnership": partnership, "agency": agencies[one.agency_kind], "starts_on": SINCE}
        posts.append(Post(job_title="A post", job_role=known.get(one.job_role), **at))
        duties += [DutyHeld(kind=duty, **at) for duty in one.duties]
        answers += [
            ConditionAnswer(person=person, partnership=partnership, question_key=question, is_yes=True, answered_at=NOW)
            for question in one.yes
        ]
    Post.objects.bulk_create(posts)
    DutyHeld.objects.bulk_create(duties)
    ConditionAnswer.objects.bulk_create(answers)
    return people


@pytest.mark.requirement("E06")
@pytest.mark.parametrize("key", KEYS)
def test_the_chooser_answers_as_standing_does(key: str) -> None:
    partnership = Partnership.objects.create(slug="testing", name="A testing partnership", short_name="T", area="T")
    version = framework_services.adopt_pack(by=COMMAND_LINE, at=NOW, partnership=partnership, pack_key=key)
    framework_services.set_day(by=COMMAND_LINE, at=NOW, version=version, on=date(2024, 1, 1))
    situations = everyone(key)
    people = hire(partnership, situations)
    settle(by=COMMAND_LINE, at=NOW, on=TODAY, partnership_id=partnership.pk)
    titles = dict(version.requirements.values_list("id", "key"))
    stands: dict[int, set[str]] = {person.pk: set() for person in people}
    for person_id, requirement_id in Standing.objects.values_list("person_id", "requirement_id"):
        stands[person_id].add(titles[requirement_id])
    known = frameworks.framework_of(version)
    for person, someone in zip(people, situations, strict=True):
        chosen = {asking.requirement.key for asking in askings(known, someone)}
        assert chosen == stands[person.pk], someone
    assert any(stands.values())
