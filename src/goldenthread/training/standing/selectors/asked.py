"""What is asked in a partnership on a day: the requirements that figures and lists of people are made of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.setting.frameworks.selectors import framework_of, in_force, requirement_ids
from goldenthread.setting.frameworks.terms import Framework, Requirement, Weight

from ..rules.who import place_of


@dataclass(frozen=True)
class Asked:
    """A requirement in force, with the rows that stand for it: the partnership's own and stricter agencies'.

    `key` is its identity in the partnership: two frameworks may name different requirements alike.
    """

    key: str
    requirement: Requirement
    framework: Framework
    row_ids: tuple[int, ...]

    @property
    def title(self) -> str:
        return self.requirement.title

    @property
    def clause(self) -> str:
        """Where it is asked: the framework and the place in it."""
        return place_of(self.framework, self.requirement)

    @property
    def counts(self) -> bool:
        """Whether it is part of percentages: what is advised or only shown is not."""
        return self.requirement.weight is Weight.REQUIRED


def asked_on(partnership_id: int, on: date) -> list[Asked]:
    """What the frameworks in force on a day ask, in the order of their files."""
    found = []
    versions = in_force(partnership_id, on)
    every = requirement_ids(versions)
    for version in versions:
        rows = every.get(version.pk, {})
        framework = framework_of(version)
        found += [
            Asked(framework.identity(one.key), one, framework, tuple(rows.get(one.key, ())))
            for one in framework.requirements
        ]
    return [one for one in found if one.row_ids]


def titles_of(asked: Iterable[Asked]) -> dict[str, str]:
    """The title of each requirement by its key; where two have the same, each says of whom it is asked."""
    listed = list(asked)
    count = Counter(one.title for one in listed)
    found = {}
    for one in listed:
        names = {group.key: group.name.partition(":")[0] for group in one.framework.groups}
        whom = ", ".join(names.get(key, key) for key in one.requirement.groups)
        found[one.key] = f"{one.title} ({whom.lower()})" if count[one.title] > 1 and whom else one.title
    return found
