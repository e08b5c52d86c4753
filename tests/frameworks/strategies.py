"""Frameworks at random: every clause, filled from its own definition, naming only what exists."""

from dataclasses import MISSING, fields, replace
from datetime import date
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin

from hypothesis import strategies as st

from goldenthread.kernel.periods import Period, Unit, YearKind
from goldenthread.setting.frameworks.rules.schema import hints, is_rule
from goldenthread.setting.frameworks.terms import (
    VOCABULARY,
    AllOf,
    AnyOf,
    AtLeast,
    BySetting,
    Completed,
    Count,
    EarlierCourse,
    Evaluation,
    Framework,
    Group,
    Header,
    LateCancellation,
    Level,
    Minutes,
    NamedCourse,
    Requirement,
    Rule,
    Selection,
    Setting,
    Source,
    Stage,
    Subgroup,
    Within,
    YearSpan,
)

TEXTS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=20)
TITLES = TEXTS.filter(lambda text: bool(text.strip()))
KEYS = {
    "settings": ("choice", "pace"),
    "levels": ("1", "2"),
    "questions": ("advises",),
    "job_roles": ("teacher", "midwife"),
    "groups": ("first", "second", "third"),
    "courses": ("awareness", "neglect", "refresher"),
    "standards": ("minimum",),
    "subgroups": ("board", "training"),
    "evaluation.stages": ("before", "later"),
}
PERIODS = st.builds(Period, st.integers(1, 60), st.sampled_from(Unit))
WITHIN = st.one_of(st.none(), PERIODS, st.builds(YearSpan, st.sampled_from(YearKind), st.booleans()))


def some_of(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), unique=True, max_size=3).map(tuple)


SELECTIONS = st.builds(
    Selection,
    courses=st.lists(st.sampled_from(KEYS["courses"]), unique=True, min_size=1, max_size=2).map(tuple),
    levels=some_of(KEYS["levels"]),
    level_at_least=st.sampled_from(("", *KEYS["levels"])),
    formats=some_of(VOCABULARY["format"]),
    provider_kinds=some_of(VOCABULARY["kind of provider"]),
    exactly=st.booleans(),
)


def _leaves() -> st.SearchStrategy[Rule]:
    lasting = st.builds(Completed, SELECTIONS, WITHIN)
    excused = st.builds(Completed, SELECTIONS, PERIODS, SELECTIONS)
    count = st.builds(Count, st.integers(1, 9), SELECTIONS, WITHIN)
    minutes = st.builds(Minutes, st.integers(1, 9999), SELECTIONS, WITHIN, st.integers(0, 100))
    return st.one_of(lasting, excused, count, minutes)


def _combined(rules: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(rules, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AllOf, several),
        st.builds(AnyOf, several),
        several.map(lambda some: AtLeast(len(some), some)),
        st.builds(lambda one, other: BySetting("choice", {"yes": one, "no": other}), rules, rules),
    )


RULES: st.SearchStrategy[Rule] = st.recursive(_leaves(), _combined, max_leaves=5)

FIXED: dict[str, tuple[Any, ...]] = {
    "settings": (
        Setting("choice", "A choice", ("yes", "no"), "yes", says={"yes": "It is so"}),
        Setting("pace", "A length", ("12 weeks", "3 months"), "12 weeks", value="3 months"),
    ),
    "levels": (Level("1", "Level one", order=1), Level("2", "Level two", order=2)),
}


def one(kind: type, key: str | None = None) -> st.SearchStrategy[Any]:
    """A clause of a kind, each field at random or left out."""
    parts = {}
    for part in fields(kind):
        given = st.just(key) if part.name == "key" and key else value(kind, part)
        if part.default is not MISSING:
            given = st.one_of(st.just(part.default), given)
        parts[part.name] = given
    return st.builds(kind, **parts).map(sensible)


def value(kind: type, part: Any) -> st.SearchStrategy[Any]:
    hint = hints(kind)[part.name]
    if part.name == "key":
        return st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)
    if part.name == "levels" and hint == tuple[int, ...]:
        return st.lists(st.integers(1, 4), max_size=3).map(tuple)
    words = VOCABULARY.get(part.metadata.get("known", "")) or KEYS.get(part.metadata.get("refers", ""))
    if part.metadata:
        assert words, part
        return some_of(words) if get_origin(hint) is tuple else st.sampled_from(words)
    return of_hint(hint, part.name)


def of_hint(hint: Any, name: str) -> st.SearchStrategy[Any]:
    if is_rule(hint):
        return RULES
    if hint == Within:
        return WITHIN
    if get_origin(hint) is tuple:
        return st.lists(of_hint(get_args(hint)[0], name), max_size=2).map(tuple)
    if get_origin(hint) is dict:
        return st.dictionaries(TEXTS, TEXTS, max_size=2)
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    kind = kinds[0] if kinds else hint
    if kind is str:
        return TITLES if name in ("title", "name", "ask", "text", "old", "today", "partnership") else TEXTS
    simple = {bool: st.booleans(), int: st.integers(0, 12), date: st.dates(date(2, 1, 1)), Period: PERIODS}
    if kind in simple:
        return simple[kind]
    return st.sampled_from(kind) if issubclass(kind, Enum) else one(kind)


def sensible(clause: Any) -> Any:
    """Nudge a random clause to what a file may mean."""
    if isinstance(clause, NamedCourse):
        clause = replace(clause, participatory_minutes=min(clause.minutes, clause.participatory_minutes))
        return replace(clause, prerequisites=(), refresher_of="", equivalents=())
    if isinstance(clause, EarlierCourse):
        return replace(clause, key=f"earlier-{clause.key}", counts_as=("awareness",))
    if isinstance(clause, Group):
        return replace(clause, job_roles=("teacher",), inherits=())
    if isinstance(clause, Requirement):
        return replace(clause, duties=("trainer",))
    if isinstance(clause, LateCancellation):
        return LateCancellation(clause.working_days or 1, percent=0 if clause.pence else 50, pence=clause.pence)
    if isinstance(clause, Stage):
        return replace(clause, offset_setting="pace", paired_with="")
    if isinstance(clause, Subgroup):
        return replace(clause, reports_to="")
    names = {field.name for field in fields(clause)}
    if {"starts_on", "ends_on"} <= names and type(clause) is not Header:
        return replace(clause, ends_on=None)
    if "due" in names:
        return replace(clause, due="2011-02")
    if "setting" in names:
        return replace(clause, setting="pace")
    if "backstop_setting" in names:
        return replace(clause, backstop_setting="pace", meetings=max(1, clause.meetings))
    if type(clause).__name__ == "Allocation":
        return replace(clause, percent=0)
    return clause


def _section(name: str) -> st.SearchStrategy[tuple[Any, ...]]:
    hint = hints(Framework)[name]
    kind = get_args(hint)[0]
    keys = KEYS.get(name) or (("one", "two") if "key" in hints(kind) else ())
    if keys:
        return st.tuples(*(one(kind, key) for key in keys))
    return st.lists(one(kind), max_size=2).map(tuple)


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """A framework with something in every section."""
    parts: dict[str, Any] = dict(FIXED)
    for name, hint in hints(Framework).items():
        if name in parts or get_origin(hint) is not tuple:
            continue
        parts[name] = draw(_section(name))
    evaluation = draw(one(Evaluation))
    stages = tuple(draw(one(Stage, key)) for key in KEYS["evaluation.stages"])
    return Framework(
        key="made-up",
        title=draw(TITLES),
        partnership=draw(TITLES),
        source=draw(st.one_of(st.just(Source()), st.builds(Source, TEXTS, TEXTS, TEXTS))),
        header=draw(one(Header)),
        words=draw(st.dictionaries(TEXTS, TEXTS, max_size=2)),
        evaluation=Evaluation(**{**evaluation.__dict__, "stages": stages, "samples": ()}),
        booking=draw(of_hint(hints(Framework)["booking"], "booking")),
        escalation=draw(st.one_of(st.none(), of_hint(hints(Framework)["escalation"], "escalation"))),
        **parts,
    )


__all__ = ["RULES", "TEXTS", "frameworks"]
