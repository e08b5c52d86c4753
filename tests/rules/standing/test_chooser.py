"""The chooser's answer, held against a second, plainer reading of what the clauses say."""

from itertools import product

import pytest

from goldenthread.setting.frameworks.selectors import packs
from goldenthread.setting.frameworks.terms import Framework, Group, Requirement, SeveralGroups
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.training.standing.rules.chooser import Situation, askings, own_groups, questions_for

KEYS = [pack.key for pack in packs()]


def framework(key: str) -> Framework:
    return next(pack.framework for pack in packs() if pack.key == key)


def is_in(group: Group, someone: Situation) -> bool:
    """As the format's documentation puts it: any of the roles or duties, in these kinds of agency if given."""
    if group.agency_kinds and someone.agency_kind not in group.agency_kinds:
        return False
    if not group.job_roles and not group.duties:
        return bool(group.agency_kinds)
    return someone.job_role in group.job_roles or bool(set(someone.duties) & set(group.duties))


def reached(known: Framework, someone: Situation) -> set[str]:
    own = [group.key for group in known.groups if is_in(group, someone)]
    found = set(own[-1:] if known.header.several_groups is SeveralGroups.HIGHEST else own)
    while True:
        more = {
            one.group
            for group in known.groups
            if group.key in found
            for one in group.inherits
            if not one.condition or one.condition in someone.yes
        }
        if more <= found:
            return found
        found |= more


def asks(requirement: Requirement, groups: set[str], someone: Situation) -> bool:
    if requirement.agency_kinds and someone.agency_kind not in requirement.agency_kinds:
        return False
    if requirement.condition and requirement.condition not in someone.yes:
        return False
    by_duty = bool(set(someone.duties) & set(requirement.duties))
    by_role = bool(someone.job_role) and someone.job_role in requirement.job_roles
    return bool(groups & set(requirement.groups)) or by_duty or by_role


def asked(known: Framework, someone: Situation) -> list[str]:
    return [one.requirement.key for one in askings(known, someone)]


def situations(known: Framework) -> list[Situation]:
    """Everyone there can be: each role, or none listed, in each kind of agency, with each duty, on each answer."""
    everything = frozenset(question.key for question in known.questions)
    answers = {frozenset[str](), everything, *(frozenset({one}) for one in everything)}
    roles = ["", *(role.key for role in known.job_roles)]
    duties = [(), *((duty,) for duty in DutyKind.values)]
    found = product(AgencyKind.values, roles, duties, sorted(answers, key=sorted))
    return [Situation(kind, role, duty, yes) for kind, role, duty, yes in found]


@pytest.mark.requirement("E06")
@pytest.mark.parametrize("key", KEYS)
def test_the_chooser_asks_what_the_clauses_say_of_everyone_there_can_be(key: str) -> None:
    known = framework(key)
    everyone = situations(known)
    for someone in everyone[:: max(1, len(everyone) // 1500)]:
        groups = reached(known, someone)
        expected = [one.key for one in known.requirements if asks(one, groups, someone)]
        assert asked(known, someone) == expected, someone


@pytest.mark.parametrize("key", KEYS)
def test_a_question_is_put_only_if_its_answer_changes_something(key: str) -> None:
    known = framework(key)
    everything = frozenset(question.key for question in known.questions)
    for someone in situations(known)[::97]:
        bare = Situation(someone.agency_kind, someone.job_role, someone.duties)
        put = frozenset(questions_for(known, bare))
        with_all = asked(known, Situation(bare.agency_kind, bare.job_role, bare.duties, everything))
        with_put = asked(known, Situation(bare.agency_kind, bare.job_role, bare.duties, put))
        assert with_put == with_all, someone
        assert bool(put) == (with_all != asked(known, bare)), someone


@pytest.mark.requirement("E06")
@pytest.mark.parametrize("key", KEYS)
def test_every_requirement_says_its_rule_and_how_often(key: str) -> None:
    known = framework(key)
    told = {one.requirement.key: one for someone in situations(known)[::31] for one in askings(known, someone)}
    assert told
    assert all(one.rule.text and one.renewals for one in told.values())


def test_the_employers_choice_of_group_decides() -> None:
    known = framework("kirklees-2011")
    chosen = Situation("school", "teacher", group_key="group-4")
    assert [group.key for group in own_groups(known, chosen)] == ["group-4"]
    assert [group.key for group in own_groups(known, Situation("school", "teacher"))] == ["group-2"]
