"""Constraints that say in one line what must always hold, with a message in the field's words."""

from collections.abc import Iterable

from django.db.models import CheckConstraint, F, Q


def both_or_neither(name: str, first: str, second: str, message: str) -> CheckConstraint:
    """Two fields that mean nothing without each other."""
    unset = Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
    both = Q(**{f"{first}__isnull": False, f"{second}__isnull": False})
    return CheckConstraint(condition=unset | both, name=name, violation_error_message=message)


def ordered(name: str, first: str, second: str, message: str) -> CheckConstraint:
    """The second is not before the first; either may still be open."""
    open_ended = Q(**{f"{first}__isnull": True}) | Q(**{f"{second}__isnull": True})
    return CheckConstraint(
        condition=open_ended | Q(**{f"{second}__gte": F(first)}), name=name, violation_error_message=message
    )


def one_of(name: str, field: str, values: Iterable[str], message: str) -> CheckConstraint:
    """A word from a fixed list."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": sorted(values)}), name=name, violation_error_message=message
    )
