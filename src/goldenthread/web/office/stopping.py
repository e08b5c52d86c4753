"""Courses that would stop counting if a draft took force: the sentence, the list, and the way to say what each is."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from goldenthread.setting.frameworks import selectors
from goldenthread.training.standing.selectors.stopping import Stopping, names_nothing, stops_counting
from goldenthread.web.ui.tables import Column, Kind, Table

from .area import Area


def context_of(area: Area, version: Any) -> dict[str, Any]:
    """What a page says of them above its list."""
    on = max(version.takes_force_on or area.on, area.on)
    found = stops_counting(area.actor, version, on)
    with_records = [one for one in found if one.records]
    earlier = {one.key: one.title for one in selectors.framework_of(version).earlier_courses}
    return {
        "stopping": found,
        "stopping_courses": len(with_records),
        "stopping_verified": sum(one.verified for one in found),
        "stopping_others": sum(one.others for one in found),
        "names_nothing": [earlier[key] for key in names_nothing(area.actor, version, list(earlier))],
    }


def stopping_table(version: Any, found: Sequence[Stopping]) -> Table:
    """Course by course: its records, what it met until now, and the way to say what it counts as."""

    def say(one: Stopping) -> Any:
        address = f"{reverse('office:clause_add', args=[version.pk, 'earlier_courses'])}?course={one.key}"
        return format_html(
            '<a class="govuk-link" href="{}">Say what it counts as<span class="govuk-visually-hidden">: {}</span></a>',
            address,
            one.title,
        )

    columns = [
        Column("title", "Course", order=lambda one: one.title),
        Column("verified", "Verified records", Kind.NUMBER, order=lambda one: one.verified),
        Column("others", "Other records", Kind.NUMBER, order=lambda one: one.others),
        Column("met", "What it met until now", value=lambda one: "; ".join(one.met)),
    ]
    if version.takes_force_on is None:
        columns.append(Column("say", "In this draft", value="key", shown=say, in_export=False))
    return Table(
        key="stopping",
        caption="Courses whose records would stop counting",
        columns=columns,
        rows=found,
        tie_break=(),
        per_page=100,
        empty="Every course that counts now goes on counting.",
        name="courses that would stop counting",
    )
