"""What follows from a framework's own words: the rule that stands, and which groups a group includes."""

from collections.abc import Mapping

from ..terms import AllOf, AnyOf, AtLeast, BySetting, Framework, Rule

Conditions = frozenset[str]


def resolve(rule: Rule, settings: Mapping[str, str]) -> Rule:
    """The rule with every choice made: `settings` gives the chosen option by the setting's key."""
    if isinstance(rule, BySetting):
        return resolve(rule.options[settings[rule.setting]], settings)
    if isinstance(rule, AtLeast):
        return AtLeast(rule.least, tuple(resolve(one, settings) for one in rule.rules))
    if isinstance(rule, AllOf):
        return AllOf(tuple(resolve(one, settings) for one in rule.rules))
    if isinstance(rule, AnyOf):
        return AnyOf(tuple(resolve(one, settings) for one in rule.rules))
    return rule


def closure(framework: Framework) -> dict[str, set[tuple[str, Conditions]]]:
    """For each group, the groups whose requirements it takes on, and what must be true of the person for that.

    A group includes itself on no condition. Where it includes another in two ways, the way that asks
    less stands alone.
    """
    groups = {group.key: group for group in framework.groups}
    made: dict[str, set[tuple[str, Conditions]]] = {}

    def included(key: str) -> set[tuple[str, Conditions]]:
        if key not in made:
            found: set[tuple[str, Conditions]] = {(key, frozenset())}
            for one in groups[key].inherits:
                asked = frozenset({one.condition} if one.condition else ())
                found |= {(group, conditions | asked) for group, conditions in included(one.group)}
            made[key] = {
                (group, conditions)
                for group, conditions in found
                if not any(other == group and fewer < conditions for other, fewer in found)
            }
        return made[key]

    return {key: included(key) for key in groups}
