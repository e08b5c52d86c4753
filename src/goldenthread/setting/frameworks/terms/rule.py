"""Rules: what a person's completed learning has to amount to, and until when it holds."""

from dataclasses import dataclass, field

from goldenthread.kernel.periods import Period, YearKind

from .marks import known, refers


@dataclass(frozen=True)
class Source:
    """Where a clause stands: shown wherever the clause decides something."""

    document: str = ""
    paragraph: str = ""
    requirement: str = ""  # the obligation's number in the reference list, such as "B50"

    def __str__(self) -> str:
        return ", ".join(part for part in (self.document, self.paragraph, self.requirement) if part)


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

    courses: tuple[str, ...] = refers("courses")
    levels: tuple[str, ...] = ()
    level_at_least: str = ""
    scheme: str = ""
    topics: tuple[str, ...] = ()
    formats: tuple[str, ...] = known("format")
    provider_kinds: tuple[str, ...] = known("kind of provider")
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

    setting: str = field(metadata={"refers": "settings"})
    options: dict[str, "Rule"]


Rule = Completed | Count | Minutes | AtLeast | AllOf | AnyOf | BySetting
