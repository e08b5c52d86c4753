"""Clauses of a framework in sentences: of whom something is asked, by the names that the framework gives."""

from collections.abc import Iterable

from goldenthread.setting.frameworks.selectors import in_words
from goldenthread.setting.frameworks.terms import Framework, Requirement
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.setting.workforce.terms import DutyKind


def joined(words: Iterable[str], last: str) -> str:
    """a, b and c; a or b."""
    parts = [word for word in words if word]
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


class Wording:
    """Sentences on one framework's clauses, with the names that it gives."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.courses = {course.key: course.title for course in framework.courses}
        self.levels = {level.key: level.name for level in framework.levels}
        self.groups = {group.key: group.name for group in framework.groups}
        self.roles = {role.key: role.title for role in framework.job_roles}
        self.questions = {question.key: question.ask for question in framework.questions}

    def asks(self, requirement: Requirement) -> str:
        """What a requirement asks of whom, as one sentence."""
        return f"{self.who(requirement)}: {in_words(requirement.rule, self.framework)}."

    def who(self, requirement: Requirement) -> str:
        """Of whom a requirement is asked."""
        asked = [
            *(self.groups.get(key, key) for key in requirement.groups),
            *(DutyKind(key).label for key in requirement.duties),
            *(self.roles.get(key, key) for key in requirement.job_roles),
        ]
        words = joined(asked, "and") or "Everyone"
        if requirement.agency_kinds:
            words += f", in: {joined((AgencyKind(kind).label for kind in requirement.agency_kinds), 'or')}"
        if requirement.condition:
            words += f', if yes to "{self.questions.get(requirement.condition, requirement.condition)}"'
        return words
