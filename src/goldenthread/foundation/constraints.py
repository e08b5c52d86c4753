"""Constraints that say in one line what must always hold, with a message in the field's words."""

from collections.abc import Callable, Iterable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint, F, Model, Q

from goldenthread.kernel.refusal import Refused, bad_input


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
    return CheckConstraint(condition=Q(**{f"{field}__in": sorted(values)}), name=name, violation_error_message=message)


def keep(thing: Model) -> None:
    """Save one thing if all its fields and constraints hold; refuse in its own words if not.

    For what a person typed: one query to each unique constraint. The database still has the last word.
    """
    unset = {f.name for f in thing._meta.concrete_fields if f.null and getattr(thing, f.attname) is None}
    errors: dict[str, str] = {}
    checks: list[Callable[[], None]] = [
        lambda: thing.clean_fields(exclude=unset),
        thing.validate_unique,
        thing.validate_constraints,
    ]
    for check in checks:
        try:
            check()
        except ValidationError as wrong:
            for name, texts in wrong.message_dict.items():
                errors.setdefault("" if name == NON_FIELD_ERRORS else name, " ".join(texts))
            break  # a constraint cannot be asked of fields that are wrong
    if errors:
        raise Refused(bad_input(next(iter(errors.values())), **{name: text for name, text in errors.items() if name}))
    thing.save()
