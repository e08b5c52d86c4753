"""How a partnership runs its learning: evaluation, booking, meetings, cadences and everything it lists."""

from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.periods import Period

from .marks import known, refers
from .rule import Source


@dataclass(frozen=True)
class Line:
    """One line of a list or checklist, with its number and what counts as evidence of it."""

    text: str
    number: str = ""
    evidence: str = ""
    text_cy: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Standard:
    """A checklist that something is held against, such as the minimum standards of single-agency training.

    `renew_every`: how long a verification against it lasts; without it, until it is withdrawn.
    """

    key: str
    title: str
    about: str = known("standard", "other")
    lines: tuple[Line, ...] = ()
    renew_every: Period | None = None
    title_cy: str = ""
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Listing:
    """A named list of the source that is no checklist: its purposes, drivers, principles, themes."""

    key: str
    title: str
    kind: str = known("list", "other")
    whose: str = ""  # whom it binds or describes: "Employers", "Board members"
    lines: tuple[Line, ...] = ()
    title_cy: str = ""
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Term:
    """An old word and today's, by date and context: records of their day stay readable."""

    old: str
    today: str
    context: str = ""
    starts_on: date | None = None
    ends_on: date | None = None  # the last day on which the old word was the word
    note: str = ""


@dataclass(frozen=True)
class Stage:
    """One round of questions about a course: when, of whom, and what may hang on the answer.

    `offset` counts from the event's last day, before or after it; with `offset_setting` the chosen
    option of that setting is the offset. Answers are paired with those of `paired_with` by person.
    """

    key: str
    title: str
    when: str = known("moment", "after")
    offset: Period | None = None
    offset_setting: str = refers("settings", "")
    asks: tuple[str, ...] = known("respondent", ("participant",))
    told: tuple[str, ...] = known("respondent")
    levels: tuple[int, ...] = ()  # of Kirkpatrick's model, 1 to 4
    courses: tuple[str, ...] = refers("courses")
    closes_after: Period | None = None
    reminders: tuple[Period, ...] = ()
    paired_with: str = refers("evaluation.stages", "")
    course_specific: bool = False
    certificate_needs: bool = False  # no certificate before it is answered
    pilot_only: bool = False
    title_cy: str = ""
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Sample:
    """A share or a number of participants or events drawn at random: calls, observations."""

    key: str
    title: str
    of: str = "participants"
    percent: int = 0
    count: int = 0
    every: Period | None = None
    after: Period | None = None
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Evaluation:
    """How learning is shown to have worked."""

    models: tuple[str, ...] = known("model")
    stages: tuple[Stage, ...] = ()
    samples: tuple[Sample, ...] = ()
    asks_about: tuple[str, ...] = ()  # in every set of questions
    caution: str = ""  # what reports must not claim
    certificate_shows: tuple[str, ...] = ()
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Fee:
    """What a place costs, by kind of agency, length or programme. Whole pence; `exempt` agencies pay nothing.

    With `only_if_lost` nobody pays for coming: it is the sum of which late cancellations and absences are a share.
    """

    key: str
    title: str
    pence: int
    agency_kinds: tuple[str, ...] = known("agency kind")
    exempt: tuple[str, ...] = known("agency kind")
    formats: tuple[str, ...] = known("format")
    minutes_at_least: int = 0
    programme: str = ""  # a branch of the training tree
    courses: tuple[str, ...] = refers("courses")
    only_if_lost: bool = False
    source: Source = Source()


@dataclass(frozen=True)
class LateCancellation:
    """A tier of late cancellation: within so many days of the event, working days or all, a share or a sum."""

    working_days: int = 0
    days: int = 0
    percent: int = 0
    pence: int = 0


@dataclass(frozen=True)
class Allocation:
    """Places kept for some agencies until some days before, then released in turn."""

    title: str
    agency_kinds: tuple[str, ...] = known("agency kind")
    places: int = 0
    percent: int = 0
    released_before: Period | None = None
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Booking:
    """Who may come on a course, how they ask, and what happens if they do not come."""

    applies: tuple[str, ...] = known("who applies", ("person",))
    approval: str = known("approval", "manager-is-told")
    needed: tuple[str, ...] = ()  # what an application must say
    target_group_checked: bool = False
    order_checked: bool = False  # courses are taken in the recommended order
    needs_courses: tuple[str, ...] = refers("courses")  # before any multi-agency course
    one_application: bool = False
    individual_addresses_only: bool = False
    own_area_only: bool = False
    waiting_list: str = known("waiting list", "in-turn")
    places_per_agency: int = 0
    allocations: tuple[Allocation, ...] = ()
    closes_working_days: int = 0
    closes_hours: int = 0
    cancel_working_days: int = 0
    charging: bool = False
    charging_from: date | None = None
    fees: tuple[Fee, ...] = ()
    late_cancellations: tuple[LateCancellation, ...] = ()
    no_show_pence: int = 0
    no_show_percent: int = 0  # of the fee, beside what the place itself costs
    exempt: tuple[str, ...] = known("agency kind")  # from every charge
    exempt_agencies: tuple[str, ...] = ()  # by name
    charged: str = known("who is charged", "agency")
    substitutes: bool = False
    sickness: str = ""
    waiver: str = ""
    earned_places: str = ""  # free places earned by lending trainers or rooms
    places_per_trainer_day: int = 0  # free places that an agency earns for a day of a trainer it lends
    late_minutes: int = 0
    leaving_early_minutes: int = 0
    no_shows_before_restricted: int = 0
    restricted_for: Period | None = None
    e_learning_lapses_after: Period | None = None
    account_closes_after: Period | None = None
    joining_sent_before: Period | None = None
    reminders_before: tuple[Period, ...] = ()
    copied: tuple[str, ...] = known("respondent")
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Delivery:
    """A way in which the partnership gives learning, as it calls it, and its usual length."""

    key: str
    title: str
    format: str = known("format", "other")
    minutes: int = 0
    title_cy: str = ""
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class TrainerKind:
    """A kind of trainer, what it may deliver, and how long its Train the Trainer course is.

    Without that course, or its accreditation where `accredited` asks for one, an assignment needs a reason.
    """

    key: str
    title: str
    delivers: str = ""
    courses: tuple[str, ...] = refers("courses")
    standard: str = refers("standards", "")
    train_the_trainer_days: int = 0
    accredited: bool = False
    recruited_every: Period | None = None
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class LearningSource:
    """Something to learn from: by what method, with what evidence, evaluated how, led by whom."""

    key: str
    title: str
    method: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    evaluation: tuple[str, ...] = ()
    stakeholders: tuple[str, ...] = ()
    led_by: tuple[str, ...] = refers("subgroups")
    all_subgroups: bool = False
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Subgroup:
    """A group of the partnership that meets, or that others report to."""

    key: str
    title: str
    members: tuple[str, ...] = ()
    reports_to: str = refers("subgroups", "")
    report_every: Period | None = None
    standing_items: tuple[str, ...] = ()
    functions: tuple[Line, ...] = ()
    meets_every: Period | None = None
    joint_with: tuple[str, ...] = ()
    title_cy: str = ""
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Escalation:
    """When an action that is not done goes higher, and by what steps.

    A meeting that was cancelled is no meeting: only held ones count, and `backstop_days`, or
    the chosen option of `backstop_setting`, ends the wait.
    """

    meetings: int
    backstop_days: int = 0
    backstop_setting: str = refers("settings", "")
    steps: tuple[Line, ...] = ()
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Cadence:
    """Something the partnership does again and again. With `setting`, its chosen option is how often."""

    key: str
    title: str
    every: Period | None = None
    setting: str = refers("settings", "")
    month: int = 0  # the month it falls due in, 1 to 12, where the source names one
    owner: str = ""
    owned_by: str = refers("subgroups", "")
    asks: tuple[str, ...] = known("respondent")
    needs: tuple[str, ...] = ()  # what it must draw on, or contain
    title_cy: str = ""
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Priority:
    """A priority, and the learning offered for it."""

    key: str
    title: str
    learning: tuple[str, ...] = refers("courses")
    owned_by: str = refers("subgroups", "")
    years: str = ""
    title_cy: str = ""
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Work:
    """One piece of work of a key action. `due` is a month such as "2011-02", or empty: no date set."""

    text: str
    lead: str = ""
    due: str = ""


@dataclass(frozen=True)
class KeyAction:
    """A row of a business plan's table."""

    key: str
    title: str
    work: tuple[Work, ...] = ()
    note: str = ""
    source: Source = Source()
