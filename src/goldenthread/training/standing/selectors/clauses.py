"""The clause behind a requirement, said so that the one it asks can read it."""

from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.frameworks.models import RequirementRow
from goldenthread.setting.frameworks.selectors import effective_rule, framework_of, overrides
from goldenthread.setting.frameworks.terms import Framework, Requirement

from ..rules.chooser import Said, cited, methods_of, renewals_of, said


@dataclass(frozen=True)
class Clause:
    """A requirement with the rule that holds people to it: its own, and what the agency adds if it asks for more."""

    framework: Framework
    requirement: Requirement
    rule: Said
    renewals: tuple[str, ...]
    methods: tuple[str, ...]
    stricter_by: str = ""  # the agency that asks for more, with its reason

    @property
    def written(self) -> str:
        """The document and the place in it, as people cite them."""
        return cited(self.requirement.source)


def clause_of(requirement_id: int, on: date) -> Clause:
    """The clause that a requirement's row stands for. Frameworks are open to everyone they ask."""
    row = RequirementRow.objects.filter(pk=requirement_id).select_related("version", "agency").first()
    if row is None:
        raise Refused(not_visible("This requirement"))
    framework = framework_of(row.version)
    requirement = next(one for one in framework.requirements if one.key == row.key)
    stands = list(overrides([row.version.line_id], on)) if row.agency_id else []
    rule = effective_rule(row.version, row, stands)
    stricter = next((one for one in stands if (one.agency_id, one.requirement_key) == (row.agency_id, row.key)), None)
    return Clause(
        framework,
        requirement,
        said(rule, framework),
        renewals_of(rule, framework),
        methods_of(requirement, framework),
        "" if stricter is None else f"{stricter.agency}: {stricter.reason}",
    )
