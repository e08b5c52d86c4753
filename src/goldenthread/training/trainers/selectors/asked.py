"""What the framework in force asks of trainers: kinds, competencies, how often they come together."""

from dataclasses import dataclass
from datetime import date

from goldenthread.setting.frameworks.selectors import framework_of, in_force
from goldenthread.setting.frameworks.terms import Framework, Standard, TrainerKind

from .. import rules
from ..terms import CHAMPION, GatheringsAsked, Kind, KindAsked, LineAsked

ABOUT = "trainers"
POOL_MEETINGS, DEVELOPMENT_DAY, SEMINAR = "pool-meetings", "trainer-day", "seminar"
MEETINGS_ATTENDED = "trainers-meetings"


@dataclass(frozen=True)
class Asked:
    """Everything asked of trainers in a partnership on a day. Another area's framework needs no code."""

    kinds: tuple[KindAsked, ...]
    lines_by_standard: dict[str, tuple[LineAsked, ...]]
    gatherings: GatheringsAsked

    def kind(self, key: str) -> KindAsked:
        """One kind; of a kind that the framework no longer names, what can be said of it."""
        found = [kind for kind in self.kinds if kind.key == key]
        return found[0] if found else KindAsked(key, _label(key))

    def lines(self, kind_key: str) -> tuple[LineAsked, ...]:
        """The competencies in the file of a trainer of one kind.

        A kind with a list of its own has that one. Where the framework gives other kinds a list, it asks
        none of the rest. Else the framework's one list about trainers is for all, or ours if it has none.
        """
        kind = self.kind(kind_key)
        if kind.cascades_only:
            return ()
        if kind.standard:
            return self.lines_by_standard.get(kind.standard, ())
        if any(each.standard for each in self.kinds):
            return ()
        return next(iter(self.lines_by_standard.values()), rules.OUR_LINES)


def asked_of_trainers(partnership_id: int, on: date) -> Asked:
    """What the framework in force asks; our own defaults where it says nothing."""
    frameworks = [framework_of(version) for version in in_force(partnership_id, on)]
    named: tuple[TrainerKind, ...] = next((one.trainer_kinds for one in frameworks if one.trainer_kinds), ())
    kinds = rules.with_champions(_kind(one) for one in named)
    standards = {one.key: one for each in frameworks for one in each.standards if one.about == ABOUT}
    wanted = {kind.standard for kind in kinds if kind.standard}
    standards |= {one.key: one for each in frameworks for one in each.standards if one.key in wanted}
    return Asked(kinds, {key: _lines(one) for key, one in standards.items()}, _gatherings(frameworks, kinds))


def kind_choices(partnership_id: int, on: date) -> list[tuple[str, str]]:
    """The kinds of trainer, to choose from."""
    return [(kind.key, kind.title) for kind in asked_of_trainers(partnership_id, on).kinds]


def _kind(one: TrainerKind) -> KindAsked:
    return KindAsked(
        key=one.key,
        title=one.title,
        delivers=one.delivers,
        courses=one.courses,
        standard=one.standard,
        train_the_trainer_days=one.train_the_trainer_days,
        accredited=one.accredited,
    )


def _lines(standard: Standard) -> tuple[LineAsked, ...]:
    return tuple(
        LineAsked(f"{standard.key}:{place}", one.number or str(place), one.text, one.evidence, standard.renew_every)
        for place, one in enumerate(standard.lines, start=1)
    )


def _gatherings(frameworks: list[Framework], kinds: tuple[KindAsked, ...]) -> GatheringsAsked:
    ours = GatheringsAsked()
    every = {one.key: one.every for each in reversed(frameworks) for one in each.cadences if one.every is not None}
    chosen = {key: value for each in reversed(frameworks) for key, value in each.chosen().items()}
    meetings = rules.meetings_in(every[POOL_MEETINGS]) if POOL_MEETINGS in every else ours.meetings_a_year
    if chosen.get(MEETINGS_ATTENDED, "").isdigit():
        meetings = int(chosen[MEETINGS_ATTENDED])
    has_pool = any(kind.key == Kind.POOL for kind in kinds)
    return GatheringsAsked(
        meetings_a_year=meetings,
        kinds_at_meetings=() if POOL_MEETINGS in every and not has_pool else ours.kinds_at_meetings,
        development_day_every=every.get(DEVELOPMENT_DAY, ours.development_day_every),
        seminar_every=every.get(SEMINAR, ours.seminar_every),
    )


def _label(key: str) -> str:
    if key == CHAMPION or key in Kind.values:
        return str(Kind(key).label)
    return key.replace("-", " ").capitalize()
