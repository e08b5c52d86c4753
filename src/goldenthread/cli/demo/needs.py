"""What a framework asks of someone, turned into the courses they would go on and how often.

The demo reads the framework rather than knowing it: any pack gives lifelike records.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from goldenthread.kernel.periods import Period
from goldenthread.setting.frameworks.terms import (
    AllOf,
    AnyOf,
    AtLeast,
    BySetting,
    Completed,
    Count,
    Framework,
    Minutes,
    NamedCourse,
    Requirement,
    Rule,
    Selection,
    Weight,
    Within,
    YearSpan,
)
from goldenthread.training.standing.rules.chooser import Situation, askings

YEAR_DAYS = 365
MAKE_UP_MINUTES = 120


@dataclass(frozen=True, slots=True)
class Offer:
    """A course that can be gone on. `framework` is the key of the framework that names it."""

    key: str
    framework: str
    title: str
    level: str = ""
    scheme: str = ""
    topics: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    provider_kinds: tuple[str, ...] = ()
    minutes: int = 0
    participatory_minutes: int = 0
    refresher_of: str = ""
    once_only: bool = False
    partnership: bool = True  # False: somebody else's course, made up because the framework names none that fits


@dataclass(frozen=True, slots=True)
class Need:
    """One of these courses, every so many days (0: once), in one of these formats if given."""

    offers: tuple[Offer, ...]
    every: int
    first: Offer  # what somebody new goes on
    formats: tuple[str, ...] = ()
    likely: float = 1.0


def days_in(within: Within) -> int:
    """About how many days a completion holds; 0 for life."""
    if within is None:
        return 0
    if isinstance(within, YearSpan):
        return YEAR_DAYS * (2 if within.following else 1)
    if isinstance(within, Period):
        return within.days or int(within.months * YEAR_DAYS / 12)
    return 0


def offer_of(framework: Framework, course: NamedCourse) -> Offer:
    schemes = {level.key: level.scheme for level in framework.levels}
    return Offer(
        course.key,
        framework.key,
        course.title,
        course.level,
        schemes.get(course.level, ""),
        course.topics,
        course.formats,
        course.provider_kinds,
        course.minutes,
        course.participatory_minutes,
        course.refresher_of,
        course.once_only,
    )


class Catalogue:
    """The courses that the frameworks in force name, and those made up where a rule finds none."""

    def __init__(self, frameworks: Iterable[Framework]) -> None:
        self.offers: list[Offer] = []
        self.level_order: dict[tuple[str, str], int] = {}
        self.made_up: dict[Selection, Offer] = {}
        frameworks = tuple(frameworks)
        for framework in frameworks:
            self.offers += [offer_of(framework, course) for course in framework.courses]
            for position, level in enumerate(framework.levels):
                order = level.order if level.order is not None else position
                self.level_order[(framework.key, level.key)] = order
        for framework in frameworks:
            for requirement in framework.requirements:
                for leaf in leaves(requirement.rule):
                    self.matching(framework, leaf.of)

    def matching(self, framework: Framework, of: Selection) -> tuple[Offer, ...]:
        """Courses that a selection counts; one of another provider is made up when there is none."""
        found = tuple(offer for offer in self.offers if self.counts(framework, of, offer))
        if found:
            return found
        if of not in self.made_up:
            self.made_up[of] = self.make_up(framework, of)
        return (self.made_up[of],)

    def counts(self, framework: Framework, of: Selection, offer: Offer) -> bool:
        if of.courses and offer.key not in of.courses and (of.exactly or offer.refresher_of not in of.courses):
            return False
        if of.courses and offer.framework != framework.key:
            return False
        if (of.levels or of.level_at_least) and not self.level_fits(framework, of, offer):
            return False
        if of.topics and not set(of.topics) & set(offer.topics):
            return False
        return not of.formats or not offer.formats or bool(set(of.formats) & set(offer.formats))

    def level_fits(self, framework: Framework, of: Selection, offer: Offer) -> bool:
        if offer.scheme != of.scheme and not (not of.scheme and offer.framework == framework.key):
            return False
        if of.levels:
            return offer.level in of.levels
        least = self.level_order.get((framework.key, of.level_at_least), 0)
        return self.level_order.get((offer.framework, offer.level), -1) >= least

    def make_up(self, framework: Framework, of: Selection) -> Offer:
        level = of.levels[0] if of.levels else of.level_at_least
        schemes = {each.key: each.scheme for each in framework.levels}
        about = of.topics[0].replace("-", " ") if of.topics else "Safeguarding children"
        title = f"{about[:1].upper()}{about[1:]}{f', level {level}' if level else ' update'}"
        return Offer(
            f"made-up-{len(self.made_up) + 1}",
            framework.key,
            title,
            level,
            of.scheme or schemes.get(level, ""),
            of.topics,
            of.formats,
            of.provider_kinds,
            MAKE_UP_MINUTES,
            MAKE_UP_MINUTES // 2,
            partnership=False,
        )


def leaves(rule: Rule) -> Iterator[Completed | Count | Minutes]:
    """Every selection that a rule, or an option of it, rests on."""
    if isinstance(rule, Completed | Count | Minutes):
        yield rule
    else:
        parts = rule.options.values() if isinstance(rule, BySetting) else rule.rules
        for part in parts:
            yield from leaves(part)


def needs_of(rule: Rule, framework: Framework, catalogue: Catalogue, draw: Random, likely: float) -> list[Need]:
    """One way to meet a rule, drawn: mostly the first of the ways that the rule allows."""
    if isinstance(rule, BySetting):
        return needs_of(rule.options[framework.chosen()[rule.setting]], framework, catalogue, draw, likely)
    if isinstance(rule, AllOf):
        return [need for each in rule.rules for need in needs_of(each, framework, catalogue, draw, likely)]
    if isinstance(rule, AnyOf):
        shares = [3] + [1] * (len(rule.rules) - 1)
        return needs_of(draw.choices(rule.rules, shares)[0], framework, catalogue, draw, likely)
    if isinstance(rule, AtLeast):
        chosen = draw.sample(rule.rules, rule.least)
        return [need for each in chosen for need in needs_of(each, framework, catalogue, draw, likely)]
    offers = catalogue.matching(framework, rule.of)
    first = draw.choice([offer for offer in offers if not offer.refresher_of] or offers)
    every = days_in(rule.within)
    if isinstance(rule, Count):
        every = every // rule.count
    if isinstance(rule, Minutes):
        sessions = max(1, -(-rule.minutes // max(60, first.minutes or MAKE_UP_MINUTES)))
        every = every // sessions
    if isinstance(rule, Completed) and rule.within is None:
        offers = (first,)
    return [Need(offers, every, first, rule.of.formats, likely)]


@dataclass(frozen=True, slots=True)
class Worked:
    """What decides what is asked of someone, so that it is worked out once for all who are alike."""

    agency_kind: str
    job_roles: tuple[str, ...]
    duties: tuple[str, ...]
    yes: frozenset[str]


def asked_of(framework: Framework, worked: Worked) -> list[Requirement]:
    """The requirements that ask someone, each once, through any of their posts."""
    found: dict[str, Requirement] = {}
    for role in worked.job_roles:
        for asking in askings(framework, Situation(worked.agency_kind, role, worked.duties, worked.yes)):
            found[asking.requirement.key] = asking.requirement
    return list(found.values())


LIKELY: Mapping[Weight, float] = {Weight.REQUIRED: 1.0, Weight.ADVISED: 0.45, Weight.SHOWN: 0.3}
VARIANTS = 5


class Programme:
    """What people of each sort go on, worked out once and shared by all who are alike."""

    def __init__(self, frameworks: tuple[Framework, ...], draw: Random) -> None:
        self.frameworks = frameworks
        self.catalogue = Catalogue(frameworks)
        self.draw = draw
        self.known: dict[Worked, list[list[Need]]] = {}

    def for_one(self, situation: Worked, draw: Random) -> list[Need]:
        """One lifelike set of needs for someone in that situation."""
        if situation not in self.known:
            self.known[situation] = [self.work_out(situation) for _ in range(VARIANTS)]
        return draw.choice(self.known[situation])

    def work_out(self, situation: Worked) -> list[Need]:
        """Each need once: two requirements met by the same course do not send anybody twice."""
        found: dict[tuple[Offer, ...], Need] = {}
        for framework in self.frameworks:
            for requirement in asked_of(framework, situation):
                rule, likely = requirement.rule, LIKELY[requirement.weight]
                for need in needs_of(rule, framework, self.catalogue, self.draw, likely):
                    known = found.get(need.offers)
                    if known is None or (need.every and (not known.every or need.every < known.every)):
                        found[need.offers] = need
        return list(found.values())
