"""What a file may say and still not mean: names of nothing, circles, groups nobody is in, rules nobody can meet."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any

from goldenthread.kernel.periods import Period, parse_period

from ..terms import (
    VOCABULARY,
    AllOf,
    AnyOf,
    AtLeast,
    Booking,
    BySetting,
    Cadence,
    Completed,
    Count,
    EarlierCourse,
    Escalation,
    Framework,
    FrameworkErrors,
    Group,
    LateCancellation,
    Level,
    Minutes,
    NamedCourse,
    Requirement,
    Rule,
    Selection,
    Setting,
    Stage,
    Term,
    Vocabulary,
    Work,
)
from .lines import Path
from .reaching import closure
from .reading import Reading, nearest, shown
from .schema import sections, walk

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def read(text: str, name: str, vocabulary: Vocabulary = VOCABULARY) -> Framework:
    """The framework that a file's text says. `name` is the file's, for its errors.

    Raises FrameworkErrors with everything that is wrong, so that it can be mended in one go.
    """
    reading = Reading(text, name)
    framework = reading.framework()
    check(framework, reading, vocabulary)
    if reading.errors:
        raise FrameworkErrors(reading.errors)
    return framework


def check(framework: Framework, reading: Reading, vocabulary: Vocabulary) -> None:
    """Note everything in the framework that cannot be meant."""
    _names_are_known(framework, reading, vocabulary)
    _keys_once(framework, reading)
    _no_circles(framework, reading)
    for path, clause in _clauses(framework):
        one = _CHECKS.get(type(clause))
        if one is not None:
            one(clause, path, framework, reading)
    if not reading.errors:
        _someone_is_reached(framework, reading)


def _clauses(framework: Framework) -> Iterable[tuple[Path, Any]]:
    seen = set()
    for path, _, _, clause in walk(framework):
        if id(clause) not in seen:
            seen.add(id(clause))
            yield path[:-1], clause


def _names_are_known(framework: Framework, reading: Reading, vocabulary: Vocabulary) -> None:
    keys: dict[str, tuple[str, ...]] = {}
    for path, part, value, _ in walk(framework):
        known, section = part.metadata.get("known"), part.metadata.get("refers")
        if known is None and section is None:
            continue
        if section is not None and section not in keys:
            keys[section] = tuple(reading.keys(section))
        if section is not None:
            words, what = keys[section], _thing(section)
        else:
            words, what = vocabulary[str(known)], str(known)
        many = isinstance(value, tuple)
        for place, word in enumerate(value if many else (value,)):
            if word and word not in words:
                here = (*path, place) if many else path
                reading.wrong_in(here, f'{path[-1]} names "{word}", which is no {what}', nearest(word, words))
            elif many and value.index(word) < place:
                reading.wrong_in((*path, place), f'{path[-1]} names "{word}" twice', "Keep one of the two")


def _thing(section: str) -> str:
    return {
        "job_roles": "job role of this file",
        "evaluation.stages": "stage of this file",
    }.get(section, f"{section.removesuffix('s')} of this file")


def _keys_once(framework: Framework, reading: Reading) -> None:
    nested = {"evaluation": framework.evaluation.stages + framework.evaluation.samples}
    for part in sections():
        value = getattr(framework, part.name)
        clauses = value if isinstance(value, tuple) else nested.get(part.name, ())
        names = [_identity(one) for one in clauses]
        for name, times in Counter(names).items():
            if times > 1 and name is not None:
                again = max(place for place, other in enumerate(names) if other == name)
                path: Path = (part.name, again) if isinstance(value, tuple) else (part.name,)
                reading.wrong_in(path, f'"{name[-1]}" is the key of {times} clauses', "Give each its own key")


def _identity(clause: Any) -> tuple[str, ...] | None:
    if isinstance(clause, Level):
        return (clause.scheme, clause.key)
    key = getattr(clause, "key", None)
    return None if key is None else (key,)


def _no_circles(framework: Framework, reading: Reading) -> None:
    groups = {group.key: [one.group for one in group.inherits] for group in framework.groups}
    _no_circle(groups, "groups", "inherits", reading)
    before = {course.key: course.prerequisites for course in framework.courses}
    _no_circle(before, "courses", "prerequisites", reading)
    again = {course.key: [course.refresher_of] for course in framework.courses if course.refresher_of}
    _no_circle(again, "courses", "refresher_of", reading)
    above = {one.key: [one.reports_to] for one in framework.subgroups if one.reports_to}
    _no_circle(above, "subgroups", "reports_to", reading)


def _no_circle(follows: Mapping[str, Iterable[str]], section: str, name: str, reading: Reading) -> None:
    keys = reading.keys(section)
    settled: set[str] = set()
    for start in follows:
        way = _circle_from(start, follows, settled)
        if way:
            path: Path = (section, keys.index(way[0]), name)
            reading.wrong(path, f"{name} goes in a circle: {' > '.join((*way, way[0]))}", "Take one of these steps out")
            settled.update(way)


def _circle_from(start: str, follows: Mapping[str, Iterable[str]], settled: set[str]) -> tuple[str, ...]:
    """The first circle met on the way from `start`; empty if there is none."""
    way: list[str] = []
    branches = [iter((start,))]
    while branches:
        step = next(branches[-1], None)
        if step is None:
            branches.pop()
            if way:
                settled.add(way.pop())
        elif step in way:
            return tuple(way[way.index(step) :])
        elif step not in settled:
            way.append(step)
            branches.append(iter(follows.get(step, ())))
    return ()


# --- one clause at a time -----------------------------------------------------------------------


def _group(group: Group, path: Path, _: Framework, reading: Reading) -> None:
    if not (group.job_roles or group.duties or group.agency_kinds):
        reading.wrong_in(
            path, "Nobody can be in this group", "Write job_roles, duties or agency_kinds: who belongs to it"
        )


def _course(course: NamedCourse, path: Path, _: Framework, reading: Reading) -> None:
    if course.participatory_minutes > course.minutes:
        reading.wrong_in(
            (*path, "participatory_minutes"),
            f"participatory_minutes is {course.participatory_minutes}, more than the course's {course.minutes} minutes",
            "Write at most the course's minutes: participatory minutes are part of them",
        )
    if course.key in course.equivalents:
        reading.wrong_in((*path, "equivalents"), "The course counts for itself already", "Take it out of equivalents")


def _earlier(course: EarlierCourse, path: Path, framework: Framework, reading: Reading) -> None:
    if not course.counts_as:
        reading.wrong_in(path, "It does not say what the course counts as", 'Write counts_as = ["..."]')
    if any(one.key == course.key for one in framework.courses):
        reading.wrong_in(path, f'"{course.key}" is a course of this file', "Take it out: it counts for itself")


def _requirement(one: Requirement, path: Path, _: Framework, reading: Reading) -> None:
    if not (one.groups or one.duties or one.job_roles):
        reading.wrong_in(path, "This reaches nobody", "Write groups, duties or job_roles: who is asked")


def _setting(setting: Setting, path: Path, _: Framework, reading: Reading) -> None:
    if not setting.options:
        reading.wrong_in((*path, "options"), "There is nothing to choose from", 'Write options = ["one", "another"]')
        return
    for name in ("default", "value"):
        word = getattr(setting, name)
        if word not in setting.options and (word or name == "default"):
            found = f'{name} is "{word}", which is none of the options'
            reading.wrong_in((*path, name), found, nearest(word, setting.options))
    for word in setting.says:
        if word not in setting.options:
            found = f'says explains "{word}", which is none of the options'
            reading.wrong_in((*path, "says"), found, nearest(word, setting.options))


def _stage(stage: Stage, path: Path, framework: Framework, reading: Reading) -> None:
    if stage.offset_setting:
        _options_are_periods(stage.offset_setting, (*path, "offset_setting"), framework, reading)
    elif stage.when == "after" and stage.offset is None:
        reading.wrong_in(path, "It does not say how long after", 'Write offset = "12 weeks" or offset_setting')
    if any(not 1 <= level <= 4 for level in stage.levels):
        reading.wrong_in((*path, "levels"), f"levels is {list(stage.levels)}", "Write levels from 1 to 4")


def _cadence(cadence: Cadence, path: Path, framework: Framework, reading: Reading) -> None:
    if cadence.setting:
        _options_are_periods(cadence.setting, (*path, "setting"), framework, reading)
    elif cadence.every is None:
        reading.wrong_in(path, "It does not say how often", 'Write every = "1 year" or setting')
    if cadence.month > 12:
        reading.wrong_in((*path, "month"), f"month is {cadence.month}", "Write a month from 1 to 12")


def _escalation(escalation: Escalation, path: Path, framework: Framework, reading: Reading) -> None:
    if escalation.meetings == 0:
        reading.wrong_in((*path, "meetings"), "meetings is 0", "Write after how many held meetings it goes higher")
    if escalation.backstop_setting:
        _options_are_periods(escalation.backstop_setting, (*path, "backstop_setting"), framework, reading)


def _options_are_periods(key: str, path: Path, framework: Framework, reading: Reading) -> None:
    for setting in framework.settings:
        for option in setting.options if setting.key == key else ():
            try:
                parse_period(option)
            except ValueError:
                found = f'setting "{key}" has the option "{option}", which is no length of time'
                reading.wrong_in(path, found, 'Write options such as "12 weeks"')
                return


def _term(term: Term, path: Path, _: Framework, reading: Reading) -> None:
    if term.starts_on and term.ends_on and term.ends_on < term.starts_on:
        reading.wrong_in((*path, "ends_on"), "ends_on is before starts_on", "Put the two days in order")


def _booking(booking: Booking, path: Path, _: Framework, reading: Reading) -> None:
    if booking.no_show_percent > 100:
        found = f"no_show_percent is {booking.no_show_percent}"
        reading.wrong_in((*path, "no_show_percent"), found, "Write a percentage from 0 to 100")


def _late(tier: LateCancellation, path: Path, _: Framework, reading: Reading) -> None:
    if bool(tier.working_days) == bool(tier.days):
        reading.wrong_in(path, "It does not say how late", "Write working_days or days, 1 or more of one of them")
    if bool(tier.percent) == bool(tier.pence) or tier.percent > 100:
        reading.wrong_in(path, "It does not say what is owed", "Write percent, from 1 to 100, or pence")


def _work(work: Work, path: Path, _: Framework, reading: Reading) -> None:
    if work.due and not _MONTH.fullmatch(work.due):
        reading.wrong_in(
            (*path, "due"), f"due is {shown(work.due)}", 'Write a month such as "2011-02", or leave it out'
        )


# --- rules --------------------------------------------------------------------------------------


def _leaf(rule: Completed | Count | Minutes, path: Path, _: Framework, reading: Reading) -> None:
    if isinstance(rule.within, Period) and rule.within.count == 0:
        reading.wrong_in((*path, "within"), "within is no time at all", 'Write a length such as "3 years"')
    if isinstance(rule, Completed) and rule.excused_by is not None and rule.within is None:
        reading.wrong_in(path, "excused_by stands without within", "Write within, or take excused_by out")
    if isinstance(rule, Count) and rule.count == 0:
        reading.wrong_in((*path, "count"), "count is 0: nothing is asked", "Write 1 or more")
    if isinstance(rule, Minutes):
        if rule.minutes == 0:
            reading.wrong_in((*path, "minutes"), "minutes is 0: nothing is asked", "Write 1 or more")
        if rule.participatory_share > 100:
            found = f"participatory_share is {rule.participatory_share}: this can never be met"
            reading.wrong_in((*path, "participatory_share"), found, "Write a percentage from 0 to 100")


def _selection(of: Selection, path: Path, framework: Framework, reading: Reading) -> None:
    if of == Selection() or of == Selection(exactly=True) or of == Selection(scheme=of.scheme, exactly=of.exactly):
        reading.wrong_in(
            path, "It does not say which learning counts", 'Write courses = ["awareness"], levels or topics'
        )
    levels = {level.key: level for level in framework.levels if level.scheme == of.scheme}
    whose = f'of the scheme "{of.scheme}"' if of.scheme else "of this file"
    for name, words in (("levels", of.levels), ("level_at_least", (of.level_at_least,) if of.level_at_least else ())):
        for word in words:
            if word not in levels:
                found = f'{name} names "{word}", which is no level {whose}: this can never be met'
                reading.wrong_in((*path, name), found, nearest(word, tuple(levels)))
    least = levels.get(of.level_at_least)
    if least is not None and least.order is None:
        found = f'level_at_least names "{least.key}", which has no order'
        reading.wrong_in((*path, "level_at_least"), found, "Give the levels an order, or name them in levels")
    topics = tuple({topic for course in framework.courses for topic in course.topics})
    for topic in of.topics:
        if topic not in topics:
            found = f'topics names "{topic}", which no course of this file has: this can never be met'
            reading.wrong_in((*path, "topics"), found, nearest(topic, topics))


def _combination(rule: AtLeast | AllOf | AnyOf, path: Path, _: Framework, reading: Reading) -> None:
    if not rule.rules:
        reading.wrong_in(path, "There is no rule in the list", "Write at least one rule between the brackets")
    if isinstance(rule, AtLeast) and rule.least == 0:
        reading.wrong_in(path, "at_least is 0: nothing is asked", "Write 1 or more")
    if isinstance(rule, AtLeast) and rule.rules and rule.least > len(rule.rules):
        found = f"at_least is {rule.least} of {len(rule.rules)} rules: this can never be met"
        reading.wrong_in(path, found, f"Write at most {len(rule.rules)}")


def _by_setting(rule: BySetting, path: Path, framework: Framework, reading: Reading) -> None:
    for setting in framework.settings:
        if setting.key != rule.setting:
            continue
        for word in rule.options:
            if word not in setting.options:
                found = f'options names "{word}", which the setting "{setting.key}" does not offer'
                reading.wrong_in((*path, "options", word), found, nearest(word, setting.options))
        for word in setting.options:
            if word not in rule.options:
                found = f'There is no rule for "{word}" of the setting "{setting.key}"'
                reading.wrong_in((*path, "options"), found, f'Write "{word}" = {{ ... }} in options')


_CHECKS: dict[type, Callable[[Any, Path, Framework, Reading], None]] = {
    Booking: _booking,
    LateCancellation: _late,
    Group: _group,
    NamedCourse: _course,
    EarlierCourse: _earlier,
    Requirement: _requirement,
    Setting: _setting,
    Stage: _stage,
    Cadence: _cadence,
    Escalation: _escalation,
    Term: _term,
    Work: _work,
    Completed: _leaf,
    Count: _leaf,
    Minutes: _leaf,
    Selection: _selection,
    AtLeast: _combination,
    AllOf: _combination,
    AnyOf: _combination,
    BySetting: _by_setting,
}

# --- the whole ----------------------------------------------------------------------------------


def _someone_is_reached(framework: Framework, reading: Reading) -> None:
    """A requirement for one kind of agency, of groups that are all in another, reaches nobody."""
    included = closure(framework)
    kinds = {group.key: group.agency_kinds for group in framework.groups}
    for place, one in enumerate(framework.requirements):
        if one.duties or one.job_roles or not one.agency_kinds:
            continue
        asked = [key for key, parts in included.items() if any(part in one.groups for part, _ in parts)]
        if all(kinds[key] and not set(kinds[key]) & set(one.agency_kinds) for key in asked):
            found = "This reaches nobody: none of its groups is in those kinds of agency"
            reading.wrong_in(("requirements", place, "agency_kinds"), found, "Write kinds in which its groups are")
    every = sum(one.percent for one in framework.booking.allocations)
    if every > 100:
        found = f"allocations keep {every} percent of the places"
        reading.wrong_in(("booking", "allocations"), found, "Write shares that come to at most 100")


def check_rule(rule: Rule, framework: Framework, reading: Reading, vocabulary: Vocabulary) -> None:
    """Check one rule that is about to join the framework, such as an agency's own."""
    for path, part, value, clause in walk(rule, ("rule",)):
        known, section = part.metadata.get("known"), part.metadata.get("refers")
        words: tuple[str, ...] = vocabulary[known] if known else ()
        if section:
            words = tuple(one.key for one in getattr(framework, section))
        for word in (value if isinstance(value, tuple) else (value,)) if known or section else ():
            if word and word not in words:
                reading.wrong(path, f'{path[-1]} names "{word}", which is not known', nearest(word, words))
        if part is fields(clause)[0] and type(clause) in _CHECKS:
            _CHECKS[type(clause)](clause, path[:-1], framework, reading)
