"""Who needs what: levels, groups, courses and requirements."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from goldenthread.kernel.periods import Period

from .marks import known, refers
from .rule import Rule, Source


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

    group: str = field(metadata={"refers": "groups"})
    condition: str = refers("questions", "")


@dataclass(frozen=True)
class Question:
    """A condition asked of the person or their manager: "Do you advise staff in groups 3 and 4?" """

    key: str
    ask: str
    help: str = ""
    ask_cy: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Level:
    key: str
    name: str
    scheme: str = ""
    order: int | None = None
    name_cy: str = ""
    description: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class JobRole:
    """A job role as the field names it; `also` are other titles HR systems use for it."""

    key: str
    title: str
    also: tuple[str, ...] = ()
    title_cy: str = ""


@dataclass(frozen=True)
class Group:
    """A target group: people in any of these job roles or duties, in these kinds of agency if given.

    With kinds of agency alone, everyone who works or volunteers in one of them. `methods` are the
    formats in which the source says the group's training is given.
    """

    key: str
    name: str
    description: str = ""
    levels: tuple[str, ...] = refers("levels")
    job_roles: tuple[str, ...] = refers("job_roles")
    duties: tuple[str, ...] = known("duty")
    agency_kinds: tuple[str, ...] = known("agency kind")
    examples: tuple[str, ...] = ()
    inherits: tuple[Inherits, ...] = ()
    replaces: tuple[str, ...] = ()  # keys of the previous version's groups
    methods: tuple[str, ...] = known("format")
    name_cy: str = ""
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class NamedCourse:
    """A course that the framework names. Whole minutes; `participatory_minutes` are part of `minutes`."""

    key: str
    title: str
    level: str = refers("levels", "")
    topics: tuple[str, ...] = ()
    formats: tuple[str, ...] = known("format")
    minutes: int = 0
    participatory_minutes: int = 0
    refresher_of: str = refers("courses", "")
    equivalents: tuple[str, ...] = refers("courses")  # other courses of the framework that count as this one
    prerequisites: tuple[str, ...] = refers("courses")
    once_only: bool = False
    description: str = ""
    open_to_public: bool = False
    provider_kinds: tuple[str, ...] = known("kind of provider")
    title_cy: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class EarlierCourse:
    """A course that an earlier framework named and this one does not: what its records count as from here on."""

    key: str
    title: str
    counts_as: tuple[str, ...] = refers("courses")
    note: str = ""
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
    groups: tuple[str, ...] = refers("groups")
    duties: tuple[str, ...] = known("duty")
    job_roles: tuple[str, ...] = refers("job_roles")
    agency_kinds: tuple[str, ...] = known("agency kind")
    condition: str = refers("questions", "")
    about: str = ""
    owner: Owner = Owner.PARTNERSHIP
    weight: Weight = Weight.REQUIRED
    mandatory: bool = False
    in_force_from: date | None = None
    first_within: Period | None = None
    notice: Period | None = None
    source: Source = Source()
    note: str = ""
    title_cy: str = ""
