"""The public chooser's answers: the frameworks in force are open to everyone, and nothing about anyone is read."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from goldenthread.setting.frameworks.selectors import first_days, framework_of, in_force
from goldenthread.setting.frameworks.terms import Framework, FrameworkKind
from goldenthread.setting.partnerships.models import Partnership

from ..rules.chooser import Asking, Said, Situation, askings, cited, groups_reached, own_groups, questions_for, said

__all__ = [
    "Asking",
    "Said",
    "Situation",
    "asked_since",
    "askings",
    "cited",
    "frameworks_in_force",
    "groups_reached",
    "own_groups",
    "partnerships_with_a_framework",
    "questions_for",
    "said",
]


def partnerships_with_a_framework(on: date) -> list[Partnership]:
    """The partnerships whose own framework is in force on a day, by name."""
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    ruled = Q(framework_lines__kind=FrameworkKind.LOCAL, framework_lines__versions__takes_force_on__lte=on)
    return list(Partnership.objects.filter(running, ruled).distinct().order_by("name"))


def frameworks_in_force(partnership_id: int, on: date) -> list[Framework]:
    """What holds in a partnership on a day: its own framework, then the national ones beside it."""
    return [framework_of(version) for version in in_force(partnership_id, on)]


def asked_since(partnership_id: int, on: date) -> Mapping[str, date]:
    """By its identity, since when each requirement in force on a day has been asked in the partnership."""
    versions = in_force(partnership_id, on)
    days = first_days({version.line_id for version in versions}, on)
    return {
        framework.identity(one.key): days[(version.line_id, one.key)]
        for version, framework in ((version, framework_of(version)) for version in versions)
        for one in framework.requirements
    }
