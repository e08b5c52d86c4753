"""Rules said in plain English."""

from collections.abc import Sequence

from goldenthread.kernel.periods import Period

from ..terms import (
    AllOf,
    AtLeast,
    BySetting,
    Completed,
    Count,
    Framework,
    Minutes,
    Rule,
    Selection,
    Within,
)


def in_words(rule: Rule, framework: Framework | None = None) -> str:
    """What a rule asks, in a sentence's words. With the framework, courses and levels go by their titles."""
    if isinstance(rule, Completed):
        excused = ""
        if rule.excused_by is not None:
            excused = (
                f", put off once for as long again by {selection_in_words(rule.excused_by, framework)}"
                " completed while it still holds"
            )
        return f"{selection_in_words(rule.of, framework)}, {within_in_words(rule.within)}{excused}"
    if isinstance(rule, Count):
        of = selection_in_words(rule.of, framework)
        return f"{rule.count} completions of {of}, {_over(rule.within)}"
    if isinstance(rule, Minutes):
        share = f", at least {rule.participatory_share}% of it participatory" if rule.participatory_share else ""
        of = selection_in_words(rule.of, framework)
        return f"{length_in_words(rule.minutes)} of {of}, {_over(rule.within)}{share}"
    if isinstance(rule, BySetting):
        title, says = setting_in_words(rule.setting, framework)
        each = [f"{in_words(one, framework)} (if “{says.get(key, spelt(key))}”)" for key, one in rule.options.items()]
        return f"by the choice “{title}”: " + _joined(each, "or")
    parts = [in_words(one, framework) for one in rule.rules]
    if isinstance(rule, AtLeast):
        return f"at least {rule.least} of these: " + _joined(parts, "or")
    parts = [
        f"({part})" if isinstance(one, AtLeast) or ";" in part else part
        for one, part in zip(rule.rules, parts, strict=True)
    ]
    return _joined(parts, "and" if isinstance(rule, AllOf) else "or")


def setting_in_words(key: str, framework: Framework | None) -> tuple[str, dict[str, str]]:
    """What a setting is called, and what each of its options says."""
    for setting in framework.settings if framework else ():
        if setting.key == key:
            return setting.title, setting.says
    return spelt(key), {}


def spelt(key: str) -> str:
    """A key as words, where nothing says it better."""
    return key if key in _WITH_HYPHEN else key.replace("-", " ")


def within_in_words(within: Within) -> str:
    """How often something is asked: "every 3 years", "once"."""
    if within is None:
        return "once"
    if isinstance(within, Period):
        return f"every {str(within).removeprefix('1 ')}"
    until = "the end of the year after" if within.following else "the end of that year"
    return f"each {within.kind.value} (it holds to {until})"


def _over(within: Within) -> str:
    if within is None:
        return "at any time"
    return f"within {within}" if isinstance(within, Period) else within_in_words(within)


def length_in_words(minutes: int) -> str:
    """Minutes as people say them: "8 hours", "1 hour 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [
        f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in ((hours, "hour"), (rest, "minute")) if count
    ]
    return " ".join(parts) or "0 minutes"


def selection_in_words(of: Selection, framework: Framework | None = None) -> str:
    """Which learning counts."""
    titles = {course.key: course.title for course in framework.courses} if framework else {}
    scheme = f" ({of.scheme})" if of.scheme else ""
    levels = _levels(of, framework)
    if of.courses:
        words = _joined([titles.get(key, key) for key in of.courses], "or")
        words += f" at {_joined(levels, 'or')}{scheme}" if levels else ""
        words += " at " + f"{_level(of.level_at_least, of, framework)} or above{scheme}" if of.level_at_least else ""
    elif levels:
        words = f"any {_joined(levels, 'or')}{scheme} course"
    elif of.level_at_least:
        words = f"any course at {_level(of.level_at_least, of, framework)} or above{scheme}"
    else:
        words = "any course"
    if of.topics:
        words += f" about {_joined(of.topics, 'or')}"
    if of.formats:
        words += f" by {_joined(_spoken(of.formats), 'or')}"
    if of.provider_kinds:
        words += f" ({_joined(_spoken(of.provider_kinds), 'or')})"
    return words + (", itself and nothing that counts for it" if of.exactly else "")


_WITH_HYPHEN = ("e-learning", "in-house", "multi-agency", "single-agency")


def _spoken(keys: Sequence[str]) -> list[str]:
    return [spelt(key) for key in keys]


def _levels(of: Selection, framework: Framework | None) -> list[str]:
    return [_level(key, of, framework) for key in of.levels]


def _level(key: str, of: Selection, framework: Framework | None) -> str:
    for level in framework.levels if framework else ():
        if level.key == key and level.scheme == of.scheme:
            return level.name
    return f"level {key}"


def _joined(words: Sequence[str], by: str) -> str:
    if any("," in word or ";" in word or " and " in word or " or " in word for word in words):
        return f"; {by} ".join(words)
    if len(words) > 2:
        return f"{', '.join(words[:-1])} {by} {words[-1]}"
    return f" {by} ".join(words)
