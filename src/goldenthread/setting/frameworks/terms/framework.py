"""A framework whole: what one file says."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from goldenthread.kernel.periods import Period, YearKind

from .marks import known
from .rule import Source
from .running import (
    Booking,
    Cadence,
    Delivery,
    Escalation,
    Evaluation,
    KeyAction,
    LearningSource,
    Listing,
    Priority,
    Standard,
    Subgroup,
    Term,
    TrainerKind,
)
from .who import EarlierCourse, FrameworkKind, Group, JobRole, Level, NamedCourse, Question, Requirement


@dataclass(frozen=True)
class Setting:
    """A choice that the source leaves open, with the default and why; `value` is the one chosen here.

    `says` puts each option in words.
    """

    key: str
    title: str
    options: tuple[str, ...]
    default: str
    why: str = ""
    value: str = ""
    says: dict[str, str] = field(default_factory=dict)
    title_cy: str = ""
    source: Source = Source()

    @property
    def chosen(self) -> str:
        return self.value or self.default


class SeveralGroups(StrEnum):
    """What is asked of someone in several groups."""

    ALL = "all"  # everything, the strictest date named
    HIGHEST = "highest"  # only what the last of their groups asks, in the file's order


@dataclass(frozen=True)
class Header:
    """The document behind the framework and how it is kept."""

    status: str = known("status", "published")
    published_on: date | None = None
    in_force_from: date | None = None
    ends_on: date | None = None
    review_due_on: date | None = None
    review_every: Period | None = None
    supersedes: str = ""
    area: str = ""
    read_with: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    reports_year: YearKind = YearKind.FINANCIAL
    several_groups: SeveralGroups = SeveralGroups.ALL
    employer_chooses_group: bool = False
    missing: tuple[str, ...] = ()  # pictures and appendices the source names but does not hold
    title_cy: str = ""
    note: str = ""


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
    earlier_courses: tuple[EarlierCourse, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    source: Source = Source()
    header: Header = Header()
    words: dict[str, str] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    standards: tuple[Standard, ...] = ()
    lists: tuple[Listing, ...] = ()
    evaluation: Evaluation = Evaluation()
    booking: Booking = Booking()
    delivery: tuple[Delivery, ...] = ()
    trainer_kinds: tuple[TrainerKind, ...] = ()
    sources: tuple[LearningSource, ...] = ()
    subgroups: tuple[Subgroup, ...] = ()
    escalation: Escalation | None = None
    cadences: tuple[Cadence, ...] = ()
    priorities: tuple[Priority, ...] = ()
    actions: tuple[KeyAction, ...] = ()

    def identity(self, key: str) -> str:
        """What a requirement or a target group is known by in its partnership, whatever the version.

        A national overlay may call one by the same key as the local framework beside it and mean another: an
        overlay's key is said with it.
        """
        return key if self.kind is FrameworkKind.LOCAL else f"{self.key}:{key}"

    def name_of(self, group: Group) -> str:
        """A target group's name as it is listed beside other frameworks' groups: an overlay's is said with it."""
        return group.name if self.kind is FrameworkKind.LOCAL else f"{group.name} ({self.short_name or self.title})"

    def chosen(self) -> dict[str, str]:
        """Every setting's key with the option that stands."""
        return {setting.key: setting.chosen for setting in self.settings}
