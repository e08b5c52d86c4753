"""Words of the college of trainers: kinds that every partnership has, gatherings, how a competency is shown."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from goldenthread.kernel.periods import Period, Unit

CHAMPION = "champion"
"""A champion cascades one topic in their own agency (A38). Every partnership may have them, whatever its framework."""


class Kind(TextChoices):
    """Kinds of trainer where a framework names none (A23, B28, A38). A framework's own kinds stand in their place."""

    INTAKE = "intake", "Intake trainer"
    ASSOCIATE = "associate", "Associate trainer"
    SPECIALIST = "specialist", "Specialist trainer"
    EXTERNAL = "external", "External trainer"
    POOL = "pool-trainer", "Pool trainer"
    CHAMPION = "champion", "Champion"


class GatheringKind(TextChoices):
    """Meetings of trainers, whose attendance is kept (B29, A20, A21)."""

    POOL_MEETING = "pool-meeting", "Trainers' pool meeting"
    DEVELOPMENT_DAY = "development-day", "Trainer development day"
    SEMINAR = "seminar", "Learning and development seminar"


TRAIN_THE_TRAINER_DAYS = 5
"""The length of the train-the-trainer course that an assignment asks for (A15)."""

RUNS_OUT_WITHIN = Period(3, Unit.MONTHS)
"""How long before its last day an authorisation or a competency is shown as running out."""

EXTENDED_BY = Period(1, Unit.YEARS)
"""What one press adds to an authorisation."""

A_YEAR = Period(1, Unit.YEARS)

BULLETIN = "trainer-bulletin"
"""The kind of message that a bulletin is: switched on, paused and logged like every other."""

LARGEST_FILE = 10 * 1024 * 1024


@dataclass(frozen=True)
class KindAsked:
    """A kind of trainer as the framework has it: what it delivers and what is asked of it.

    With `courses` nothing else may be delivered; without, any course of the partnership. A champion
    cascades in their own agency and gives none of the partnership's events.
    """

    key: str
    title: str
    delivers: str = ""
    courses: tuple[str, ...] = ()
    standard: str = ""
    train_the_trainer_days: int = 0
    accredited: bool = False
    cascades_only: bool = False


@dataclass(frozen=True)
class LineAsked:
    """One line of the list of competencies, with its place in it."""

    line: str  # the standard's key, a colon, its place from 1
    number: str
    text: str
    evidence: str = ""
    renew_every: Period | None = None


class LineState(TextChoices):
    """How one line of a trainer's file stands on a day."""

    MET = "met", "Met"
    SOON = "due", "Runs out soon"
    ENDED = "overdue", "Ran out"
    MISSING = "missing", "Missing"


@dataclass(frozen=True)
class Deliverer:
    """What decides whether a trainer may give a course: facts of one trainer, one course and one day."""

    name: str
    starts_on: date
    ends_on: date | None
    trained_days: int
    accreditation: str
    course_key: str
    course_title: str
    authorised_from: date | None = None
    authorised_to: date | None = None


@dataclass(frozen=True)
class GatheringsAsked:
    """How often trainers come together, by the framework; our defaults where it says nothing (B29, A20, A21)."""

    meetings_a_year: int = 2
    kinds_at_meetings: tuple[str, ...] = (Kind.POOL.value,)  # none: every kind
    development_day_every: Period = A_YEAR
    seminar_every: Period = A_YEAR
