"""Years of completed learning of one person, as their agency's habits would have it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.training.records.terms import Format, ProviderKind, State

from .agencies import AgencyPlan, Culture
from .needs import Need, Offer

YEARS, RECENT = 4, 300
WEEKEND = 5
WHY_REFUSED = (
    "The certificate is in another person's name.",
    "The date on the certificate is not readable.",
    "This was a different course: adult safeguarding.",
)
EVIDENCE = ("Certificate seen", "Attendance register", "Learning system report", "E-mail from the provider")


@dataclass(frozen=True, slots=True)
class Habit:
    """How an agency keeps up: the chance of going when due, how late, and how long until the next try.

    Days are those of a three-year course; what comes round sooner is made up for sooner.
    """

    chance: float
    lateness: float
    spread: float
    next_try: int
    slow_start: int


HABITS = {
    Culture.STRONG: Habit(0.97, -35, 25, 90, 40),
    Culture.GOOD: Habit(0.90, 5, 45, 280, 70),
    Culture.PATCHY: Habit(0.66, 60, 90, 360, 150),
    Culture.POOR: Habit(0.42, 140, 150, 430, 300),
    Culture.REORGANISED: Habit(0.94, -5, 45, 200, 90),
    Culture.IMPROVING: Habit(0.90, 0, 60, 260, 90),
    Culture.SLIPPING: Habit(0.90, 0, 60, 300, 90),
}


@dataclass(frozen=True, slots=True)
class Completion:
    """One completed course as the demo plans it."""

    offer: Offer
    completed_on: date
    minutes: int
    participatory_minutes: int
    format: Format
    provider_kind: ProviderKind
    state: State
    why_refused: str = ""
    evidence: str = ""
    elsewhere: bool = False  # gone on with another provider, under another name


def chance_on(agency: AgencyPlan, day: date, today: date) -> float:
    """The chance that someone whose course is due goes on it, as the agency was at that time."""
    months = (today - day).days / 30.4
    base = HABITS[agency.culture].chance
    if agency.culture is Culture.REORGANISED:
        return 0.94 if months > 24 else 0.12 if months > 8 else 0.7
    if agency.culture is Culture.IMPROVING:
        return max(0.3, 0.97 - months * 0.019)
    if agency.culture is Culture.SLIPPING:
        return max(0.2, 0.96 - max(0.0, 26 - months) * 0.034)
    return base


def training_day(draw: Random, day: date, *, is_school: bool, at_a_screen: bool) -> date:
    """A day on which training is given: schools train as term begins, courses run from Tuesday to Thursday."""
    if is_school and draw.random() < 0.55:
        month = 9 if day.month >= 6 else 1
        day = date(day.year, month, draw.randint(2, 5))
    if at_a_screen:
        return day - timedelta(days=2) if day.weekday() >= WEEKEND else day
    return day + timedelta(days=(1 - day.weekday()) if day.weekday() == 0 else min(0, 3 - day.weekday()))


def plan_days(
    draw: Random, need: Need, agency: AgencyPlan, diligence: float, began: date, last: date, today: date
) -> Iterator[date]:
    """The days on which someone went, from their first to now. `last` is the day they left, or today."""
    habit = HABITS[agency.culture]
    # What was completed before the four years still held during them: the trend needs it.
    since = today - timedelta(days=int(YEARS * 365.25) + (need.every or 1_095))
    scale = min(1.0, (need.every or 1_095) / 1_095)
    if began > since:
        due = began + timedelta(days=int(draw.triangular(2, habit.slow_start * 1.6, habit.slow_start * 0.5)))
    else:
        due = since + timedelta(days=draw.randrange(max(30, need.every or 500)))
    while due <= last:
        if draw.random() < min(0.995, chance_on(agency, due, today) * min(1.0, diligence + 0.12)):
            late = draw.gauss(habit.lateness, habit.spread) * scale
            day = due + timedelta(days=int(max(late, began.toordinal() - due.toordinal())))
            if day > last:
                return
            yield day
            if not need.every:
                return
            due = day + timedelta(days=need.every)
        else:
            due += timedelta(days=int(draw.uniform(0.4, 1.6) * habit.next_try * scale) + 7)


def plan_completions(
    draw: Random, needs: list[Need], agency: AgencyPlan, diligence: float, began: date, last: date, today: date
) -> Iterator[Completion]:
    """All that one person completed, never the same course twice on a day."""
    taken: set[tuple[Offer, date]] = set()
    is_school = agency.kind in (AgencyKind.SCHOOL, AgencyKind.COLLEGE)
    for need in needs:
        if need.likely < 1 and draw.random() > need.likely:
            continue
        been = False
        for day in plan_days(draw, need, agency, diligence, began, last, today):
            offer = need.first if not been else draw.choice(need.offers)
            been = not need.first.once_only or been
            at_a_screen = "e-learning" in offer.formats and draw.random() < (0.8 if is_school else 0.5)
            on = min(training_day(draw, day, is_school=is_school, at_a_screen=at_a_screen), last)
            if on < began:
                on = min(day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= WEEKEND else 0), last)
            if (offer, on) in taken:
                continue
            taken.add((offer, on))
            is_recent = (today - on).days < RECENT
            yield complete(draw, need, offer, on, agency, at_a_screen=at_a_screen, is_recent=is_recent)
    if needs and (today - began).days < 900 and draw.random() < 0.08:  # learnt where they worked before
        offer, on = needs[0].first, began - timedelta(days=draw.randint(20, 500))
        if (offer, on) not in taken:
            yield Completion(
                offer, on, offer.minutes, offer.participatory_minutes, Format.OTHER, ProviderKind.PRIOR_LEARNING,
                State.VERIFIED, evidence="Certificate from the previous employer seen",
            )  # fmt: skip


def complete(
    draw: Random, need: Need, offer: Offer, on: date, agency: AgencyPlan, *, at_a_screen: bool, is_recent: bool
) -> Completion:
    """How it was given, by whom, and what is known of it."""
    formats = [each for each in offer.formats if not need.formats or each in need.formats] or list(need.formats)
    chosen = Format.E_LEARNING if at_a_screen else Format(draw.choice(formats)) if formats else Format.FACE_TO_FACE
    kinds = offer.provider_kinds or ("multi-agency",)
    kind = ProviderKind(draw.choice(kinds))
    if chosen is Format.IN_HOUSE and not offer.provider_kinds:
        kind = ProviderKind.SINGLE_AGENCY
    minutes = offer.minutes or draw.choice((60, 90, 120, 180, 360))
    share = draw.choice((0.4, 0.5, 0.6, 0.75)) if chosen is not Format.E_LEARNING else 0.1
    participatory = min(minutes, offer.participatory_minutes or int(minutes * share))
    state, why = state_of(draw, agency, is_recent=is_recent)
    elsewhere = not offer.partnership or draw.random() < (0.14 if agency.kind in HEALTH else 0.05)
    if elsewhere and offer.partnership:
        kind = ProviderKind.EXTERNAL
    evidence = draw.choice(EVIDENCE) if state is not State.IMPORTED else ""
    return Completion(offer, on, minutes, participatory, chosen, kind, state, why, evidence, elsewhere)


HEALTH = (AgencyKind.HEALTH_PROVIDER, AgencyKind.GENERAL_PRACTICE, AgencyKind.HEALTH_COMMISSIONER)


def state_of(draw: Random, agency: AgencyPlan, *, is_recent: bool) -> tuple[State, str]:
    """What is known of a record. What people entered themselves is looked at within the year."""
    chance = draw.random()
    if "self-entered" in agency.flags:
        chance *= 0.35
    if chance < 0.008:
        return State.REFUSED, draw.choice(WHY_REFUSED)
    if chance < 0.055:
        return (State.TO_VERIFY if is_recent else State.VERIFIED), ""
    return (State.VERIFIED, "") if chance < 0.36 else (State.IMPORTED, "")
