"""Who is asked for what: groups from job roles and duties, inheritance, conditions, the agency's own form."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.periods import after
from goldenthread.setting.frameworks.terms import Framework, Group, Requirement, SeveralGroups

from .evaluation import Prepared

Conditions = frozenset[frozenset[str]]
"""Ways in which a requirement applies, each a set of questions that must all be answered yes."""

UNCONDITIONAL: Conditions = frozenset({frozenset()})


@dataclass(frozen=True)
class Trigger:
    """What a post or a duty is, as far as a framework looks at it. `group_key` is a group's identity."""

    agency_kind: str
    job_role: str = ""
    group_key: str = ""
    duty: str = ""
    agency_id: int = 0  # only where the agency has a form of its own


@dataclass(frozen=True, eq=False)
class Asked:
    """One requirement with its row and its rule made ready. `not_in` are agencies with their own form.

    `since` is the day on which the requirement first stood in force in the partnership; `in_force_since` the day on
    which the version that asks it now took force.
    """

    row_id: int
    requirement: Requirement
    rule: Prepared
    framework: Framework
    agency_id: int | None = None
    not_in: frozenset[int] = frozenset()
    is_mandatory: bool = False
    since: date = date.min
    in_force_since: date = date.min

    @property
    def asked_from(self) -> date:
        """Nobody is asked before the requirement first stood in force, nor before the day its clause names."""
        return max(self.since, self.requirement.in_force_from or date.min)

    @property
    def key(self) -> str:
        """What it is known by in its partnership, whatever the version."""
        return self.framework.identity(self.requirement.key)

    def is_asked_in(self, trigger: Trigger) -> bool:
        if self.agency_id is not None:
            return trigger.agency_id == self.agency_id
        return trigger.agency_id not in self.not_in


def groups_of(trigger: Trigger, framework: Framework) -> list[int]:
    """Positions of the groups that a post or duty puts someone in. The employer's choice comes first."""
    if trigger.group_key:
        chosen = [
            i
            for i, group in enumerate(framework.groups)
            if trigger.group_key in map(framework.identity, (group.key, *group.replaces))
        ]
        if chosen:
            return chosen
    return [i for i, group in enumerate(framework.groups) if _is_in(trigger, group)]


def _is_in(trigger: Trigger, group: Group) -> bool:
    if group.agency_kinds and trigger.agency_kind not in group.agency_kinds:
        return False
    if trigger.duty:
        return trigger.duty in group.duties
    if not group.job_roles and not group.duties:
        return bool(group.agency_kinds)
    return bool(trigger.job_role) and trigger.job_role in group.job_roles


def _fewest(conditions: Iterable[frozenset[str]]) -> Conditions:
    """Drop a way that asks more than another: if either suffices, the lighter one decides."""
    every = set(conditions)
    return frozenset(one for one in every if not any(other < one for other in every))


def inherited(framework: Framework, position: int) -> dict[str, Conditions]:
    """The group and all it inherits from, each with the conditions on which it does."""
    by_key = {group.key: group for group in framework.groups}
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    waiting: list[tuple[str, frozenset[str]]] = [(framework.groups[position].key, frozenset())]
    while waiting:
        key, conditions = waiting.pop()
        if key not in by_key or any(known <= conditions for known in found[key]):
            continue
        found[key].add(conditions)
        for parent in by_key[key].inherits:
            more = {parent.condition} if parent.condition else set()
            waiting.append((parent.group, conditions | more))
    return {key: _fewest(ways) for key, ways in found.items()}


class Entitlement:
    """What each trigger is asked, worked out once for one framework."""

    def __init__(self, framework: Framework, asked: Sequence[Asked]) -> None:
        self.framework = framework
        self.asked = asked
        self.only_highest = framework.header.several_groups == SeveralGroups.HIGHEST
        self._closures = [inherited(framework, i) for i in range(len(framework.groups))]
        self._by_group: dict[tuple[int, Trigger], dict[int, Conditions]] = {}
        self._known_groups: dict[Trigger, list[int]] = {}

    def groups(self, trigger: Trigger) -> list[int]:
        if trigger not in self._known_groups:
            self._known_groups[trigger] = groups_of(trigger, self.framework)
        return self._known_groups[trigger]

    def _through_group(self, position: int, trigger: Trigger) -> dict[int, Conditions]:
        known = self._by_group.get((position, trigger))
        if known is not None:
            return known
        closure = self._closures[position]
        asked: dict[int, Conditions] = {}
        for i, one in enumerate(self.asked):
            ways = {way for key in one.requirement.groups if key in closure for way in closure[key]}
            if ways and self._fits(one, trigger):
                asked[i] = self._with_own_condition(one, ways)
        self._by_group[(position, trigger)] = asked
        return asked

    @staticmethod
    def _fits(one: Asked, trigger: Trigger) -> bool:
        kinds = one.requirement.agency_kinds
        return one.is_asked_in(trigger) and (not kinds or trigger.agency_kind in kinds)

    @staticmethod
    def _with_own_condition(one: Asked, ways: Iterable[frozenset[str]]) -> Conditions:
        own = {one.requirement.condition} if one.requirement.condition else set()
        return _fewest(way | own for way in ways)

    def _directly(self, trigger: Trigger) -> dict[int, Conditions]:
        asked: dict[int, Conditions] = {}
        for i, one in enumerate(self.asked):
            named = (
                trigger.duty in one.requirement.duties
                if trigger.duty
                else (trigger.job_role in one.requirement.job_roles)
            )
            if named and self._fits(one, trigger):
                asked[i] = self._with_own_condition(one, [frozenset()])
        return asked

    def of(self, triggers: Sequence[Trigger]) -> list[tuple[int, int, Conditions]]:
        """What someone holding all of these in one agency is asked: (trigger's place, requirement, conditions)."""
        groups = [self.groups(trigger) for trigger in triggers]
        highest = max((position for positions in groups for position in positions), default=-1)
        found: list[tuple[int, int, Conditions]] = []
        for place, trigger in enumerate(triggers):
            ways: dict[int, set[frozenset[str]]] = defaultdict(set)
            for position in groups[place]:
                if not self.only_highest or position == highest:
                    for i, conditions in self._through_group(position, trigger).items():
                        ways[i] |= conditions
            for i, conditions in self._directly(trigger).items():
                ways[i] |= conditions
            found += [(place, i, _fewest(conditions)) for i, conditions in sorted(ways.items())]
        return found


@dataclass(frozen=True)
class Held:
    """A post or a duty of one person, from and to."""

    agency_id: int
    trigger: Trigger
    starts_on: date
    ends_on: date


@dataclass(frozen=True, eq=False)
class Subject:
    """One person asked for one requirement in one agency, and the days between which that is so."""

    agency_id: int
    asked: Asked
    applies_from: date
    applies_until: date

    @property
    def grace_until(self) -> date | None:
        first_within = self.asked.requirement.first_within
        return None if first_within is None else after(self.applies_from, first_within)


def subjects_of(entitlement: Entitlement, held: Iterable[Held], answers: Mapping[str, bool]) -> list[Subject]:
    """Everything one person is asked. Several posts in one agency are one asking, with the earliest grace."""
    by_agency: dict[int, list[Held]] = defaultdict(list)
    for one in held:
        by_agency[one.agency_id].append(one)
    found: list[Subject] = []
    for agency_id, posts in sorted(by_agency.items()):
        spans: dict[int, tuple[date, date]] = {}
        for place, i, conditions in entitlement.of([post.trigger for post in posts]):
            if any(all(answers.get(question, False) for question in way) for way in conditions):
                post = posts[place]
                first, last = spans.get(i, (post.starts_on, post.ends_on))
                spans[i] = (min(first, post.starts_on), max(last, post.ends_on))
        for i, (first, last) in sorted(spans.items()):
            asked = entitlement.asked[i]
            found.append(Subject(agency_id, asked, max(first, asked.asked_from), last))
    return found


def place_of(framework: Framework, requirement: Requirement) -> str:
    """Where a clause stands, as people cite it: "Kirklees 2011, Section 7a, group 3"."""
    name = framework.short_name or framework.title
    return f"{name}, {requirement.source.paragraph}" if requirement.source.paragraph else name


def reasons(entitlement: Entitlement, asked: Asked, triggers: Iterable[Trigger]) -> list[str]:
    """Whose clause asks it, and as what: "Kirklees 2011, Section 7a, group 3; as Group 3: work with children"."""
    framework = entitlement.framework
    place = place_of(framework, asked.requirement)
    found: list[str] = []
    for trigger in triggers:
        for position in entitlement.groups(trigger):
            if set(asked.requirement.groups) & set(inherited(framework, position)):
                found.append(f"{place}; as {framework.groups[position].name}")
        if trigger.duty and trigger.duty in asked.requirement.duties:
            found.append(f"{place}; as {trigger.duty.replace('-', ' ')}")
        if trigger.job_role and trigger.job_role in asked.requirement.job_roles:
            titles = {role.key: role.title for role in framework.job_roles}
            found.append(f"{place}; as {titles.get(trigger.job_role, trigger.job_role)}")
    return list(dict.fromkeys(found)) or [place]
