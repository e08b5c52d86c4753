"""What the page of one course shows, and where each thing that is missing is mended."""

from typing import Any

from django.urls import reverse

from goldenthread.training.catalogue.selectors.whole import Whole
from goldenthread.training.catalogue.terms import TAG_KINDS, CycleStage, Method
from goldenthread.web.ui import charts
from goldenthread.web.ui.columns import lasted

from ..area import Area

METHODS = {method.value: str(method.label) for method in Method}
STAGES = {stage.value: str(stage.label) for stage in CycleStage}


def where(key: str, part: str) -> str:
    """The page on which a part of a course is mended."""
    if part == "outcomes":
        return f"{reverse('office:course', args=[key])}#outcomes"
    if part.startswith("checks-"):
        _, about, stage = part.split("-")
        return reverse("office:course_check", args=[key, about, stage])
    return reverse("office:course_change", args=[key, part])


def page_of(found: Whole, area: Area) -> dict[str, Any]:
    """The whole page: the next step, then every part with its way to change it."""
    course, lists = found.course, found.lists
    abilities = {one.line: one.text for one in lists.abilities}
    groups = {one.key: one.name for one in lists.groups}
    level = lists.level(course.level, course.level_scheme)
    return {
        "title": course.title,
        "course": course,
        "found": found,
        "state": "retired" if course.retired_on else course.state,
        "is_overdue": course.retired_on is None and course.review_due_on is not None and course.review_due_on < area.on,
        "missing": [(one.words, where(course.key, one.part)) for one in found.missing],
        "outcomes": [(one, abilities.get(one.ability, "")) for one in found.outcomes],
        "methods": [
            (one, METHODS.get(one.method, one.method), STAGES.get(one.cycle_stage, "")) for one in found.methods
        ],
        "mix": mix_of(found),
        "tags": tags_of(found),
        "needed": [one for one, is_needed in found.before if is_needed],
        "advised": [one for one, is_needed in found.before if not is_needed],
        "level": level,
        "delivery": lists.delivery(course.delivery),
        "groups": [groups.get(key, key) for key in course.groups],
        "length": lasted(course.minutes),
        "share": round(100 * course.participatory_minutes / course.minutes) if course.minutes else None,
        "partnership_slug": area.partnership.slug,
        "back": reverse("office:courses"),
        "back_text": "Courses",
    }


def tags_of(found: Whole) -> list[tuple[str, list[str]]]:
    """What it belongs to, list by list."""
    by_kind: dict[str, list[str]] = {kind: [] for kind in found.lists.tags}
    for tag in found.tags:
        by_kind.setdefault(tag.kind, []).append(tag.text)
    return [(TAG_KINDS.get(kind, kind), texts) for kind, texts in by_kind.items()]


def mix_of(found: Whole) -> charts.Chart | None:
    """The method mix as a chart: minutes by method, and no claim about what is remembered (A27)."""
    if not found.mix:
        return None
    says = "; ".join(f"{words}: {minutes} minutes" for words, minutes in found.mix)
    points = [charts.Point(words, minutes) for words, minutes in found.mix]
    return charts.bar("Method mix", f"{says}.", points, along="Method", measure="Minutes")
