"""Clauses of a framework in sentences: what a rule asks, how long it holds, who is asked."""

from collections.abc import Iterable

from goldenthread.kernel.periods import Period
from goldenthread.setting.frameworks.terms import (
    AllOf,
    AnyOf,
    AtLeast,
    BySetting,
    Completed,
    Count,
    Framework,
    Minutes,
    Requirement,
    Rule,
    Selection,
    Within,
    YearSpan,
)
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.training.records.terms import Format


def joined(words: Iterable[str], last: str) -> str:
    """a, b and c; a or b."""
    parts = [word for word in words if word]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""


def holds(within: Within, again: str = "") -> str:
    """How long it holds, as the end of a sentence."""
    if within is None:
        return "once"
    if isinstance(within, YearSpan):
        kind = within.kind.value
        return f"every {kind}, or by the end of the one after" if within.following else f"once in each {kind}"
    assert isinstance(within, Period)
    if within.count == 1:
        return f"every {within.unit.value.removesuffix('s')}{again}"
    return f"every {within}{again}"


class Wording:
    """Sentences on one framework's clauses, with the names that it gives."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.courses = {course.key: course.title for course in framework.courses}
        self.levels = {level.key: level.name for level in framework.levels}
        self.groups = {group.key: group.name for group in framework.groups}
        self.roles = {role.key: role.title for role in framework.job_roles}
        self.settings = {setting.key: setting for setting in framework.settings}
        self.questions = {question.key: question.ask for question in framework.questions}

    def selection(self, of: Selection) -> str:
        """Which learning counts."""
        named = joined((self.courses.get(key, key) for key in of.courses), "or")
        parts = [named] if named else []
        levels = joined((self.levels.get(key, key) for key in of.levels), "or")
        if levels:
            parts.append(f"{'at' if named else 'any course at'} {levels}")
        if of.level_at_least:
            parts.append(
                f"{'at' if named else 'any course at'} {self.levels.get(of.level_at_least, of.level_at_least)} or above"
            )
        if of.topics:
            parts.append(f"on {joined(of.topics, 'or')}")
        if of.formats:
            parts.append(f"taken as {joined((Format(key).label.lower() for key in of.formats), 'or')}")
        if of.provider_kinds:
            parts.append(f"given by {joined((kind.replace('-', ' ') for kind in of.provider_kinds), 'or')}")
        if of.exactly:
            parts.append("(refreshers and equivalents do not count)")
        return " ".join(parts) or "any learning"

    def rule(self, rule: Rule) -> str:
        """The whole rule, as one sentence without its full stop."""
        if isinstance(rule, Completed):
            excused = f", unless excused once by {self.selection(rule.excused_by)}" if rule.excused_by else ""
            return f"{self.selection(rule.of)}, {holds(rule.within)}{excused}"
        if isinstance(rule, Count):
            return f"{rule.count} of {self.selection(rule.of)}, {holds(rule.within)}"
        if isinstance(rule, Minutes):
            share = f", {rule.participatory_share}% of it with others" if rule.participatory_share else ""
            hours = f"{rule.minutes / 60:g} hours" if rule.minutes != 60 else "1 hour"
            return f"{hours} of {self.selection(rule.of)}, {holds(rule.within)}{share}"
        if isinstance(rule, AtLeast):
            return f"at least {rule.least} of: " + "; ".join(self.rule(part) for part in rule.rules)
        if isinstance(rule, BySetting):
            setting = self.settings.get(rule.setting)
            chosen = rule.options.get(setting.chosen) if setting else None
            return self.rule(chosen) if chosen else f'as the setting "{rule.setting}" says'
        return self.several(rule)

    def several(self, rule: AllOf | AnyOf) -> str:
        """Several rules together."""
        parts = [self.rule(part) for part in rule.rules]
        if len(parts) == 1:
            return parts[0]
        if isinstance(rule, AllOf):
            return "all of: " + "; ".join(parts)
        return "any one of: " + "; or ".join(parts)

    def who(self, requirement: Requirement) -> str:
        """Of whom a requirement is asked."""
        duties = (DutyKind(key).label for key in requirement.duties)
        asked = [
            *(self.groups.get(key, key) for key in requirement.groups),
            *duties,
            *(self.roles.get(key, key) for key in requirement.job_roles),
        ]
        words = joined(asked, "and") or "Everyone"
        if requirement.agency_kinds:
            words += f", in {joined((kind.replace('-', ' ') for kind in requirement.agency_kinds), 'or')}"
        if requirement.condition:
            words += f', if yes to "{self.questions.get(requirement.condition, requirement.condition)}"'
        return words
