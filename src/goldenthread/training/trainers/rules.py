"""What would be true of trainers on paper: who may give what, how a file stands, who falls short."""

from collections.abc import Iterable, Sequence
from datetime import date

from goldenthread.kernel.periods import Period, after, before

from .terms import A_YEAR, CHAMPION, RUNS_OUT_WITHIN, Deliverer, GatheringsAsked, Kind, KindAsked, LineAsked, LineState

CHAMPIONS = KindAsked(CHAMPION, "Champion", "One topic, in their own agency", cascades_only=True)

OUR_KINDS = (
    KindAsked("intake", "Intake trainer", "Core basic awareness"),
    KindAsked("associate", "Associate trainer", "Generic courses"),
    KindAsked("specialist", "Specialist trainer", "Courses in their own subject"),
    KindAsked("external", "External trainer", "What is commissioned"),
    KindAsked(Kind.POOL.value, "Pool trainer", "Training in their own agency"),
)
"""Kinds where the framework names none."""

OUR_LINES = (
    LineAsked("ours:1", "1", "Have completed Train the Trainer or its equivalent", "Certificate"),
    LineAsked("ours:2", "2", "Have their line manager's approval and the time", "Approval"),
    LineAsked("ours:3", "3", "Have the specialist knowledge for what they teach", "Qualifications and experience"),
    LineAsked("ours:4", "4", "Keep up their own development", "Training record"),
)
"""Competencies where the framework lists none."""


def with_champions(kinds: Iterable[KindAsked]) -> tuple[KindAsked, ...]:
    """The framework's kinds, or ours, and champions always."""
    named = tuple(kind for kind in kinds if kind.key != CHAMPION) or OUR_KINDS
    return (*named, CHAMPIONS)


def day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def why_not_authorised(who: Deliverer, kind: KindAsked, on: date) -> str:
    """Why a trainer may not give a course on a day, in words; nothing if they may (A15, A23, A34)."""
    if on < who.starts_on:
        return f"{who.name} begins as {a(kind.title)} on {day(who.starts_on)}."
    if who.ends_on is not None and on > who.ends_on:
        return f"{who.name} stopped as {a(kind.title)} on {day(who.ends_on)}."
    return why_kind_does_not(who.course_key, who.course_title, kind) or why_not_ready(who, kind, on)


def why_not_ready(who: Deliverer, kind: KindAsked, on: date) -> str:
    """Why an active trainer of the right kind may not give a course yet: no authorisation, or not trained to train."""
    if who.authorised_from is None:
        return f"{who.name} is not authorised for {who.course_title}."
    if on < who.authorised_from:
        return f"{who.name} is authorised for {who.course_title} from {day(who.authorised_from)}."
    if who.authorised_to is not None and on > who.authorised_to:
        return f"{who.name} was authorised for {who.course_title} until {day(who.authorised_to)}."
    return why_not_trained(who.name, who.trained_days, who.accreditation, kind)


def why_not_trained(name: str, trained_days: int, accreditation: str, kind: KindAsked) -> str:
    """Whether the train-the-trainer course that the framework asks of the kind is on the trainer's record (A15)."""
    if trained_days < kind.train_the_trainer_days:
        held = f"{trained_days} of its {kind.train_the_trainer_days} days" if trained_days else "none of it"
        return f"{name} has not completed Train the Trainer: {held} on record."
    if kind.accredited and not accreditation.strip():
        return f"{name} has no accreditation of Train the Trainer on record."
    return ""


def why_kind_does_not(course_key: str, course_title: str, kind: KindAsked) -> str:
    """Whether the kind of trainer delivers the course at all (A23)."""
    if kind.cascades_only:
        return f"A champion cascades in their own agency and does not give {course_title} for the partnership."
    if kind.courses and course_key not in kind.courses:
        delivers = f" ({lower_first(kind.delivers)})" if kind.delivers else ""
        return f"{course_title} is not among what {a(kind.title)} delivers{delivers}."
    return ""


def a(title: str) -> str:
    """A kind of trainer with its article."""
    return f"{'an' if title[:1].upper() in 'AEIOU' else 'a'} {lower_first(title)}"


def lower_first(text: str) -> str:
    """Mid-sentence: a word in capitals, such as CSCP, stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def state_of(met_on: date | None, expires_on: date | None, on: date) -> LineState:
    """How one line, or one authorisation, stands on a day; its last day still counts."""
    if met_on is None:
        return LineState.MISSING
    if expires_on is None:
        return LineState.MET
    if expires_on < on:
        return LineState.ENDED
    return LineState.SOON if expires_on <= after(on, RUNS_OUT_WITHIN) else LineState.MET


def begins_the_year(on: date) -> date:
    """The first day of the twelve months that end on a day."""
    return before(on, A_YEAR)


def meetings_asked(kind: str, began_on: date, held: Sequence[date], asked: GatheringsAsked, on: date) -> int:
    """How many pool meetings are asked of a trainer in the twelve months to a day (B29).

    Of somebody who began within them no more than were held since.
    """
    if kind == CHAMPION or (asked.kinds_at_meetings and kind not in asked.kinds_at_meetings):
        return 0
    if began_on <= begins_the_year(on):
        return asked.meetings_a_year
    return min(asked.meetings_a_year, sum(began_on <= each <= on for each in held))


def lapsed(last: date | None, began_on: date, every: Period, on: date) -> bool:
    """Whether more than the period has gone since the last time, or since they began if there was none (A20, A21)."""
    return after(last or began_on, every) < on


def meetings_in(every: Period) -> int:
    """How many times a year something is that comes round so often: every six months is twice."""
    if every.months:
        return max(1, 12 // every.months)
    return max(1, 365 // max(1, every.days))
