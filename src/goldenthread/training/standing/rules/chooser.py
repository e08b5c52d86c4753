"""Which training is right for me: what a framework asks of someone who says what they do (E06).

It asks the same definition as everyone's standing does (`who`), so the two cannot drift apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.setting.frameworks.rules import in_words, resolve, within_in_words
from goldenthread.setting.frameworks.terms import (
    AllOf,
    AnyOf,
    AtLeast,
    BySetting,
    Completed,
    Count,
    Framework,
    Group,
    Minutes,
    Requirement,
    Rule,
    Selection,
    SeveralGroups,
    Source,
)

from .courses import CourseBook
from .evaluation import prepare
from .who import Asked, Entitlement, Trigger, groups_of, inherited


@dataclass(frozen=True)
class Situation:
    """What someone says of themself: where they work, as what, with which duties, and their answers.

    `group_key` is the target group their employer chose, where it did.
    """

    agency_kind: str
    job_role: str = ""
    duties: tuple[str, ...] = ()
    yes: frozenset[str] = frozenset()
    group_key: str = ""

    @property
    def triggers(self) -> list[Trigger]:
        post = Trigger(agency_kind=self.agency_kind, job_role=self.job_role, group_key=self.group_key)
        return [post, *(Trigger(agency_kind=self.agency_kind, duty=duty) for duty in self.duties)]


@dataclass(frozen=True)
class Said:
    """A rule as a sentence, and the sentences it introduces: "all of these" has its parts below it."""

    text: str
    parts: tuple["Said", ...] = ()


@dataclass(frozen=True)
class Asking:
    """One requirement that asks someone: through which of their groups and duties, and what it says."""

    requirement: Requirement
    groups: tuple[Group, ...]
    duties: tuple[str, ...]
    rule: Said
    renewals: tuple[str, ...]
    methods: tuple[str, ...]


def askings(framework: Framework, situation: Situation) -> list[Asking]:
    """Every requirement that asks someone, in the file's order."""
    entitlement = _entitlement(framework)
    through: dict[int, list[Trigger]] = {}
    triggers = situation.triggers
    for place, i, conditions in entitlement.of(triggers):
        if any(way <= situation.yes for way in conditions):
            through.setdefault(i, []).append(triggers[place])
    reached = groups_reached(framework, situation)
    return [
        _asking(framework, framework.requirements[i], reached, tuple(t.duty for t in by if t.duty))
        for i, by in sorted(through.items())
    ]


def own_groups(framework: Framework, situation: Situation) -> list[Group]:
    """The target groups someone is in by themself; where only the highest counts, that one."""
    positions = sorted({place for trigger in situation.triggers for place in groups_of(trigger, framework)})
    if framework.header.several_groups == SeveralGroups.HIGHEST:
        positions = positions[-1:]
    return [framework.groups[place] for place in positions]


def groups_reached(framework: Framework, situation: Situation) -> list[Group]:
    """Their groups and those taken in with them, on the answers given."""
    own = {group.key for group in own_groups(framework, situation)}
    reached = {
        key
        for place, group in enumerate(framework.groups)
        if group.key in own
        for key, ways in inherited(framework, place).items()
        if any(way <= situation.yes for way in ways)
    }
    return [group for group in framework.groups if group.key in reached]


def questions_for(framework: Framework, situation: Situation) -> list[str]:
    """Keys of the questions whose answer could change what is asked, in the file's order."""
    ways: dict[int, set[frozenset[str]]] = {}
    for _, i, conditions in _entitlement(framework).of(situation.triggers):
        ways.setdefault(i, set()).update(conditions)
    decisive = {question for every in ways.values() if frozenset() not in every for way in every for question in way}
    return [question.key for question in framework.questions if question.key in decisive]


def said(rule: Rule, framework: Framework) -> Said:
    """The rule in words, its parts apart so that a page can list them."""
    stands = resolve(rule, framework.chosen())
    if isinstance(stands, AtLeast | AllOf | AnyOf) and len(stands.rules) > 1:
        heads = {AllOf: "All of these:", AnyOf: "Any one of these:"}
        head = f"At least {stands.least} of these:" if isinstance(stands, AtLeast) else heads[type(stands)]
        return Said(head, tuple(said(one, framework) for one in stands.rules))
    if isinstance(stands, AtLeast | AllOf | AnyOf):
        return said(stands.rules[0], framework)
    words = in_words(stands, framework)
    return Said(words[:1].upper() + words[1:])


def leaves(rule: Rule, framework: Framework) -> list[Completed | Count | Minutes]:
    """The parts of a rule that look at learning itself, with every choice made."""
    stands = resolve(rule, framework.chosen())
    if isinstance(stands, AtLeast | AllOf | AnyOf):
        return [leaf for one in stands.rules for leaf in leaves(one, framework)]
    return [] if isinstance(stands, BySetting) else [stands]


def methods_of(requirement: Requirement, framework: Framework) -> tuple[str, ...]:
    """The formats that will do: those the rule asks for, else those of its courses, else its groups' own."""
    found: list[Selection] = [leaf.of for leaf in leaves(requirement.rule, framework)]
    asked = [one for selection in found for one in selection.formats]
    named = {key for selection in found for key in selection.courses}
    given = [one for course in framework.courses if course.key in named for one in course.formats]
    usual = [one for group in framework.groups if group.key in requirement.groups for one in group.methods]
    return tuple(dict.fromkeys(asked or given or usual))


def cited(source: Source) -> str:
    """Where a clause stands, as people cite it: the document and the place in it."""
    return ", ".join(part for part in (source.document, source.paragraph) if part)


def renewals_of(rule: Rule, framework: Framework) -> tuple[str, ...]:
    """Every "how often" in a rule, each once, as read."""
    return tuple(dict.fromkeys(within_in_words(leaf.within) for leaf in leaves(rule, framework)))


def _entitlement(framework: Framework) -> Entitlement:
    nothing = CourseBook(())
    every = [
        Asked(place, one, prepare(one.rule, nothing, framework), framework)
        for place, one in enumerate(framework.requirements)
    ]
    return Entitlement(framework, every)


def _asking(
    framework: Framework, requirement: Requirement, reached: Iterable[Group], duties: tuple[str, ...]
) -> Asking:
    return Asking(
        requirement,
        tuple(group for group in reached if group.key in requirement.groups),
        tuple(duty for duty in duties if duty in requirement.duties),
        said(requirement.rule, framework),
        renewals_of(requirement.rule, framework),
        methods_of(requirement, framework),
    )
