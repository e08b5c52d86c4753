"""What our forms have beyond Django's: a date in three parts, and a service's refusal put on the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, ParamSpec, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.forms import BaseForm
from django.forms import widgets as w

from goldenthread.kernel.refusal import Kind, Refused

# Every field of text refuses them, and there is one place to say so in words that help.
ProhibitNullCharactersValidator.message = "This has characters that cannot be kept, perhaps from copying: type it again"

P = ParamSpec("P")
T = TypeVar("T")


class ThreePartDate(w.Widget):
    """A date as day, month and year: no calendar to fight with, and every keyboard can type it."""

    parts = ("day", "month", "year")

    def format_value(self, value: Any) -> dict[str, str]:
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return dict(value) if isinstance(value, Mapping) else {}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str] | None:
        del files  # a date brings none
        given = {part: str(data.get(f"{name}-{part}", "")).strip() for part in self.parts}
        return given if any(given.values()) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        del files  # a date brings none
        return all(f"{name}-{part}" not in data for part in self.parts)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day"


class DateField(forms.DateField):
    """A day, asked for in three parts. Its errors say which part is missing or what cannot be."""

    widget = ThreePartDate

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, Mapping):
            return super().to_python(value)
        missing = [part for part in ThreePartDate.parts if not value.get(part)]
        if missing:
            raise ValidationError(f"{self.subject} must include a {' and a '.join(missing)}", code="incomplete")
        text = [value[part] for part in ThreePartDate.parts]
        if not all(part.isascii() and part.isdigit() for part in text):
            raise ValidationError(
                f"{self.subject} must be numbers, such as 27 3 2026: write the month as a number", code="invalid"
            )
        day, month, year = (int(part) if len(part) <= 4 else 0 for part in text)
        if not 1900 <= year <= 2200:
            raise ValidationError(f"{self.subject} must have a year from 1900 to 2200, such as 2026", code="invalid")
        try:
            return date(year, month, day)
        except ValueError:
            raise ValidationError(f"{self.subject} must be a real date, such as 27 3 2026", code="invalid") from None

    @property
    def subject(self) -> str:
        label = str(self.label or "")
        return "The date" if not label or label.endswith("?") else label

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


@dataclass(frozen=True)
class Attempt(Generic[T]):
    """What came of asking a service: true when it was done, with what it gave back."""

    done: bool
    value: T | None = None

    def __bool__(self) -> bool:
        return self.done


def attempt(form: BaseForm, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Attempt[T]:
    """Ask a service, and put its refusal on the form where it can be mended.

    Only refusals about the input or the state of the thing land on the form; "not allowed" and
    "not visible" go on to the page that says so.
    """
    try:
        return Attempt(True, act(*args, **kwargs))
    except Refused as refused:
        refusal = refused.refusal
        if refusal.kind in (Kind.NOT_ALLOWED, Kind.NOT_VISIBLE):
            raise
        known = {name: text for name, text in refusal.errors.items() if name in form.fields}
        for name, text in known.items():
            form.add_error(name, text)
        for text in [text for name, text in refusal.errors.items() if name not in known] or [refusal.reason] * (
            not known
        ):
            form.add_error(None, text)
        return Attempt(False)
