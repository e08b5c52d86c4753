"""The public chooser's answers: the frameworks in force are open to everyone, and nothing about anyone is read."""

from datetime import date

from django.db.models import Q

from goldenthread.setting.frameworks.selectors import framework_of, in_force
from goldenthread.setting.frameworks.terms import Framework, FrameworkKind
from goldenthread.setting.partnerships.models import Partnership

from ..rules.chooser import Asking, Said, Situation, askings, cited, groups_reached, own_groups, questions_for, said

__all__ = [
    "Asking",
    "Said",
    "Situation",
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
