"""The words a framework is made of: what a strategy document says, as frozen values.

A requirement is a rule over a person's completed learning; a rule answers with the last day on
which the requirement holds (see `docs/standing.md`).
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from goldenthread.kernel.periods import Period, YearKind


@dataclass(frozen=True)
class Source:
    """Where a clause stands: shown wherever the clause decides something."""

    document: str = ""
    paragraph: str = ""
    requirement: str = ""  # the obligation's number in the reference list, such as "B50"

    def __str__(self) -> str:
        return ", ".join(part for part in (self.document, self.paragraph, self.requirement) if part)


# --- rules -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class YearSpan:
    """Holds to the end of the year the completion falls in or, if `following`, of the year after it."""

    kind: YearKind
    following: bool = False

    def __str__(self) -> str:
        return f"following {self.kind.value}" if self.following else self.kind.value


Within = Period | YearSpan | None
"""How long a completion holds; None is for life."""


@dataclass(frozen=True)
class Selection:
    """Which completions count. Every field that is given must match; within a field any value does.

    Equivalences are honoured (a refresher counts for its course) unless `exactly`. A level belongs
    to a scheme: level 3 of the health service is not level 3 of Kirklees; an empty scheme means
    the framework's own.
    """

    courses: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    level_at_least: str = ""
    scheme: str = ""
    topics: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    provider_kinds: tuple[str, ...] = ()
    exactly: bool = False


@dataclass(frozen=True)
class Completed:
    """The latest completion holds for a while.

    `excused_by`: a completion of that kind made while this one still held lets it hold one period
    longer, once ("unless a level 3 course was attended in the interim", read as excusing one cycle).
    """

    of: Selection
    within: Within = None
    excused_by: Selection | None = None


@dataclass(frozen=True)
class Count:
    """The `count`-th latest completion holds for a while."""

    count: int
    of: Selection
    within: Within = None


@dataclass(frozen=True)
class Minutes:
    """The completion at which minutes, summed from the latest back, first reach `minutes`.

    `participatory_share` (percent of the minutes required) is a second such sum over participatory minutes.
    """

    minutes: int
    of: Selection
    within: Within = None
    participatory_share: int = 0


@dataclass(frozen=True)
class AtLeast:
    """The `least`-th latest of the rules' days; all of them and any of them are its ends."""

    least: int
    rules: tuple["Rule", ...]


@dataclass(frozen=True)
class AllOf:
    rules: tuple["Rule", ...]


@dataclass(frozen=True)
class AnyOf:
    rules: tuple["Rule", ...]


@dataclass(frozen=True)
class BySetting:
    """A choice the source leaves open: the rule named by the setting's value is the one that stands."""

    setting: str
    options: dict[str, "Rule"]


Rule = Completed | Count | Minutes | AtLeast | AllOf | AnyOf | BySetting


# --- who needs what ----------------------------------------------------------------------------


class Owner(StrEnum):
    """Who answers for a requirement being met."""

    PARTNERSHIP = "partnership"
    EMPLOYER = "employer"


class Weight(StrEnum):
    """How a requirement counts."""

    REQUIRED = "required"
    ADVISED = "advised"  # shown to the person, never inside a percentage
    SHOWN = "shown"  # attendance only: no date, nothing falls due


class FrameworkKind(StrEnum):
    LOCAL = "local"
    OVERLAY = "overlay"  # national: holds beside the local framework


@dataclass(frozen=True)
class Inherits:
    """Everything asked of another group as well; `condition` is a question asked of the person."""

    group: str
    condition: str = ""


@dataclass(frozen=True)
class Question:
    """A condition asked of the person or their manager: "Do you advise staff in groups 3 and 4?" """

    key: str
    ask: str
    help: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Level:
    key: str
    name: str
    scheme: str = ""
    order: int | None = None
    source: Source = Source()


@dataclass(frozen=True)
class JobRole:
    """A job role as the field names it; `also` are other titles HR systems use for it."""

    key: str
    title: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """A target group: people in any of these job roles or duties, in these kinds of agency if given."""

    key: str
    name: str
    description: str = ""
    levels: tuple[str, ...] = ()
    job_roles: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    agency_kinds: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    inherits: tuple[Inherits, ...] = ()
    replaces: tuple[str, ...] = ()  # keys of the previous version's groups
    source: Source = Source()


@dataclass(frozen=True)
class NamedCourse:
    """A course that the framework names. Whole minutes; `participatory_minutes` are part of `minutes`."""

    key: str
    title: str
    level: str = ""
    topics: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    minutes: int = 0
    participatory_minutes: int = 0
    refresher_of: str = ""
    equivalents: tuple[str, ...] = ()  # other courses of the framework that count as this one
    prerequisites: tuple[str, ...] = ()
    once_only: bool = False
    description: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Requirement:
    """Who needs what, by when, and how it is refreshed.

    It asks anyone in one of `groups` (or in a group that inherits one), or with one of the
    `duties` or `job_roles`; then only in `agency_kinds` if given, and only if the person's answer
    to `condition` is yes. `first_within` runs from the later of the post's start and `in_force_from`.
    Requirements with the same `about` are stages or strengths of one thing: the strictest date is named.
    """

    key: str
    title: str
    rule: Rule
    groups: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    job_roles: tuple[str, ...] = ()
    agency_kinds: tuple[str, ...] = ()
    condition: str = ""
    about: str = ""
    owner: Owner = Owner.PARTNERSHIP
    weight: Weight = Weight.REQUIRED
    mandatory: bool = False
    in_force_from: date | None = None
    first_within: Period | None = None
    notice: Period | None = None
    source: Source = Source()
    note: str = ""


@dataclass(frozen=True)
class Setting:
    """A choice that the source leaves open, with the default and why; `value` is the one chosen here."""

    key: str
    title: str
    options: tuple[str, ...]
    default: str
    why: str = ""
    value: str = ""
    source: Source = Source()

    @property
    def chosen(self) -> str:
        return self.value or self.default


@dataclass(frozen=True)
class Framework:
    """One version of a partnership's framework, whole: one file."""

    key: str
    title: str
    partnership: str
    short_name: str = ""
    kind: FrameworkKind = FrameworkKind.LOCAL
    settings: tuple[Setting, ...] = ()
    levels: tuple[Level, ...] = ()
    questions: tuple[Question, ...] = ()
    job_roles: tuple[JobRole, ...] = ()
    groups: tuple[Group, ...] = ()
    courses: tuple[NamedCourse, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    source: Source = Source()
    rest: dict[str, object] = field(default_factory=dict)
