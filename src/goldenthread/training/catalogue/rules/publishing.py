"""What a course still lacks before it may stand in the programme."""

from collections.abc import Iterator

from ..terms import About, Choice, Lists, Missing, Planned, Stage

TAG_WORDS = {
    "drivers": "Say what it is drawn from: at least one of the framework's drivers.",
    "purposes": "Say which purpose of learning together it serves: at least one.",
}
"""Kinds of list of which every course carries at least one line, where the framework has such a list (A02, B02)."""

CHECKED = {
    About.CONTENT: "Content every course must have, not yet met: {}.",
    About.PRINCIPLES: "Principles of course design, not yet met: {}.",
    About.VALUES: "Core values at planning, not yet met: {}.",
}


def what_is_missing(planned: Planned, lists: Lists) -> list[Missing]:
    """Everything that is missing at once, each with the part where it is mended. Nothing: it may be published."""
    return [*_essentials(planned), *_outcomes(planned), *_links(planned, lists), *_checks(planned, lists)]


def _essentials(planned: Planned) -> Iterator[Missing]:
    if not planned.aims.strip():
        yield Missing("Say what the course is for: its aims.", "describe")
    if not planned.delivery:
        yield Missing("Choose how it is given.", "time")
    if not planned.minutes:
        yield Missing("Say how long it is.", "time")
    if not planned.has_review_day:
        yield Missing("Say when its content is next reviewed.", "keep")


def _outcomes(planned: Planned) -> Iterator[Missing]:
    if not planned.outcomes:
        yield Missing("Add at least one learning outcome.", "outcomes")
    loose = sum(not ability for _, ability in planned.outcomes)
    if loose:
        which = "One learning outcome says" if loose == 1 else f"{loose} learning outcomes say"
        yield Missing(f"{which} nothing of what people become able to do: tag each.", "outcomes")


def _links(planned: Planned, lists: Lists) -> Iterator[Missing]:
    if not planned.priority_count:
        yield Missing("Link it to at least one priority of the partnership.", "priorities")
    for kind, words in TAG_WORDS.items():
        if kind in lists.demanded and kind not in planned.tagged:
            yield Missing(words, "tags")


def _checks(planned: Planned, lists: Lists) -> Iterator[Missing]:
    """What the framework itself names is met, with evidence, at planning. Ours stands as a help and holds nobody up."""
    for about, words in CHECKED.items():
        if about in lists.demanded:
            open_lines = [one for one in lists.of(about) if (about, Stage.PLANNING, one.line) not in planned.met]
            if open_lines:
                yield Missing(words.format(_named(open_lines)), f"checks-{about}-{Stage.PLANNING}")


def _named(lines: list[Choice]) -> str:
    return "; ".join(one.text for one in lines)
