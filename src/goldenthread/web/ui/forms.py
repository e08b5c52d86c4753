"""Django's forms in the components' markup: a label, a hint and its own error to each field."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, ParamSpec, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField
from django.forms import widgets as w
from django.utils.safestring import SafeString, mark_safe

from goldenthread.kernel.refusal import Kind, Refused

from .components import component

P = ParamSpec("P")
T = TypeVar("T")
SPOKEN_FOR = {
    "class",
    "id",
    "name",
    "value",
    "type",
    "required",
    "rows",
    "autocomplete",
    "aria-describedby",
    "placeholder",
}
KINDS_OF_TEXT = {"email": "email", "tel": "tel", "url": "url", "search": "search"}


class ThreePartDate(w.Widget):
    """A date as day, month and year: no calendar to fight with, and every keyboard can type it."""

    parts = ("day", "month", "year")

    def format_value(self, value: Any) -> dict[str, str]:  # type: ignore[override]  # three parts, not one text
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return dict(value) if isinstance(value, Mapping) else {}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str] | None:
        given = {part: str(data.get(f"{name}-{part}", "")).strip() for part in self.parts}
        return given if any(given.values()) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
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
            raise ValidationError(f"{self.subject} must be numbers, such as 27 3 2026", code="invalid")
        day, month, year = (int(part) if len(part) <= 4 else 0 for part in text)
        if not 1900 <= year <= 2200:
            raise ValidationError(f"{self.subject} must have a year of four digits, such as 2026", code="invalid")
        try:
            return date(year, month, day)
        except ValueError:
            raise ValidationError(f"{self.subject} must be a real date, such as 27 3 2026", code="invalid") from None

    @property
    def subject(self) -> str:
        return str(self.label or "The date")

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


def element_id(bound: BoundField) -> str:
    """Where the first input of a field is, for its label and for the error summary."""
    widget = bound.field.widget
    whole = bound.auto_id or f"id_{bound.html_name}"
    return widget.id_for_label(whole) if isinstance(widget, ThreePartDate) else whole


def label_of(bound: BoundField, plain: bool = False) -> str:
    """The label, which says when a field may be left empty; `plain` where every field may, as in filters."""
    label = str(bound.label)
    if plain:
        return label
    asks = not isinstance(bound.field.widget, w.CheckboxInput)
    return label if bound.field.required or not asks or "optional" in label else f"{label} (optional)"


def error_summary(*given: BaseForm) -> SafeString:
    """What is wrong, once, at the top; nothing when nothing is."""
    errors: list[dict[str, str]] = []
    for form in given:
        if form.is_bound:
            errors.extend({"text": str(text)} for text in form.non_field_errors())
            for name in form.fields:
                bound = form[name]
                link = {} if bound.is_hidden else {"href": f"#{element_id(bound)}"}
                errors.extend({"text": str(text), **link} for text in bound.errors)
    return (
        component("error-summary", {"titleText": "There is a problem", "errorList": errors}) if errors else SafeString()
    )


def choices_of(bound: BoundField) -> Iterator[dict[str, Any]]:
    """The choices of a list, each with whether it is chosen; groups are named before their choices."""
    widget = bound.field.widget
    assert isinstance(widget, w.ChoiceWidget)
    chosen = widget.format_value(bound.value())
    for group, options, _ in widget.optgroups(bound.html_name, chosen):
        for option in options:
            text = f"{group}: {option['label']}" if group else str(option["label"])
            yield {"value": str(option["value"]), "text": text, "selected": bool(option["selected"])}


@dataclass(frozen=True)
class Dressing:
    """How one field is to look; everything has a sensible default."""

    label_size: str = ""
    heading: bool = False
    hint: str = ""
    label_text: str = ""
    no_hint: bool = False
    hide_label: bool = False
    inline: bool = False
    small: bool = False
    plain: bool = False
    classes: str = ""
    prefix: str = ""
    suffix: str = ""


def shared(bound: BoundField, look: Dressing) -> dict[str, Any]:
    """What every component is told: name, identity, label, hint, error, other attributes."""
    attrs = bound.field.widget.attrs
    params: dict[str, Any] = {
        "name": bound.html_name,
        "id": element_id(bound),
        "attributes": {key: str(value) for key, value in attrs.items() if key not in SPOKEN_FOR and value is not False},
        "classes": look.classes or attrs.get("class", ""),
    }
    size = " ".join(
        part
        for part in (
            f"govuk-label--{look.label_size}" if look.label_size else "",
            "govuk-visually-hidden" * look.hide_label,
        )
        if part
    )
    params["label"] = {
        "text": look.label_text or label_of(bound, look.plain),
        "classes": size,
        "isPageHeading": look.heading,
    }
    hint = look.hint or ("" if look.no_hint else bound.help_text)
    if hint:
        params["hint"] = {"text": hint}
    if bound.errors:
        params["errorMessage"] = {"text": " ".join(str(text) for text in bound.errors)}
    return params


def grouped(params: dict[str, Any]) -> dict[str, Any]:
    """A field of several inputs: its label becomes the legend around them."""
    label = params.pop("label")
    params["idPrefix"] = params.pop("id")
    legend = {**label, "classes": label["classes"].replace("govuk-label--", "govuk-fieldset__legend--")}
    params["fieldset"] = {"legend": legend}
    return params


def text_input(bound: BoundField, params: dict[str, Any], look: Dressing) -> SafeString:
    widget = bound.field.widget
    assert isinstance(widget, w.Input)
    kind = KINDS_OF_TEXT.get(widget.input_type or "text", "text")
    params |= {
        "type": kind,
        "value": widget.format_value(bound.value()) or "",
        "autocomplete": widget.attrs.get("autocomplete"),
    }
    if isinstance(widget, w.NumberInput):
        params["inputmode"] = "numeric" if isinstance(bound.field, forms.IntegerField) else "decimal"
        params["classes"] = params["classes"] or "govuk-input--width-5"
        params["attributes"] = {k: v for k, v in params["attributes"].items() if k not in ("min", "max", "step")}
    if isinstance(widget, w.DateTimeBaseInput):
        params["classes"] = params["classes"] or "govuk-input--width-10"
    if kind == "email":
        params["spellcheck"] = False
    for side in ("prefix", "suffix"):
        if getattr(look, side):
            params[side] = {"text": getattr(look, side)}
    return component("input", params)


def textarea(bound: BoundField, params: dict[str, Any], look: Dressing) -> SafeString:
    attrs = bound.field.widget.attrs
    params |= {"value": bound.field.widget.format_value(bound.value()) or "", "rows": attrs.get("rows", 5)}
    limit = params["attributes"].pop("maxlength", None)
    return component("character-count", params | {"maxlength": limit}) if limit else component("textarea", params)


def password(bound: BoundField, params: dict[str, Any], look: Dressing) -> SafeString:
    """Never hands a password back: what was typed wrongly is typed again."""
    return component(
        "password-input", params | {"autocomplete": bound.field.widget.attrs.get("autocomplete", "current-password")}
    )


def date_input(bound: BoundField, params: dict[str, Any], look: Dressing) -> SafeString:
    widget = bound.field.widget
    assert isinstance(widget, ThreePartDate)
    params = grouped(params)
    whole = bound.auto_id or f"id_{bound.html_name}"
    values = widget.format_value(bound.value())
    del params["idPrefix"], params["name"]
    wrong = " govuk-input--error" if bound.errors else ""
    items = [
        {
            "id": f"{whole}-{part}",
            "name": f"{bound.html_name}-{part}",
            "label": part.capitalize(),
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}{wrong}",
            "value": values.get(part, ""),
        }
        for part in widget.parts
    ]
    params.setdefault("hint", {"text": "For example, 27 3 2026"})
    return component("date-input", params | {"id": whole, "items": items})


def select(bound: BoundField, params: dict[str, Any], look: Dressing) -> SafeString:
    return component("select", params | {"items": list(choices_of(bound))})


def radios(bound: BoundField, params: dict[str, Any], look: Dressing) -> SafeString:
    style = " ".join(["govuk-radios--inline"] * look.inline + ["govuk-radios--small"] * look.small)
    params["classes"] = " ".join(part for part in (params["classes"], style) if part)
    items = [choice | {"checked": choice["selected"]} for choice in choices_of(bound) if choice["value"]]
    return component("radios", grouped(params) | {"items": items})


def checkboxes(bound: BoundField, params: dict[str, Any], look: Dressing) -> SafeString:
    params["classes"] = " ".join(
        [params["classes"]] * bool(params["classes"]) + ["govuk-checkboxes--small"] * look.small
    )
    items = [choice | {"checked": choice["selected"]} for choice in choices_of(bound) if choice["value"]]
    return component("checkboxes", grouped(params) | {"items": items})


def one_checkbox(bound: BoundField, params: dict[str, Any], look: Dressing) -> SafeString:
    label, hint = params.pop("label"), params.pop("hint", None)
    item = {"value": "on", "text": label["text"], "checked": bool(bound.value()), "id": params.pop("id")}
    if hint:
        item["hint"] = hint
    small = {"classes": "govuk-checkboxes--small"} if look.small else {}
    return component("checkboxes", params | small | {"idPrefix": item["id"], "items": [item]})


def upload(bound: BoundField, params: dict[str, Any], look: Dressing) -> SafeString:
    return component("file-upload", params)


# The first that fits wins, so the narrower kind stands before the wider: CheckboxSelectMultiple is a RadioSelect.
RENDERED: tuple[tuple[type[w.Widget], Callable[[BoundField, dict[str, Any], Dressing], SafeString]], ...] = (
    (ThreePartDate, date_input),
    (w.CheckboxSelectMultiple, checkboxes),
    (w.RadioSelect, radios),
    (w.SelectMultiple, checkboxes),
    (w.Select, select),
    (w.CheckboxInput, one_checkbox),
    (w.PasswordInput, password),
    (w.FileInput, upload),
    (w.Textarea, textarea),
    (w.Input, text_input),
)


def field(bound: BoundField, **options: Any) -> SafeString:
    """One field, whole. A widget that has no component of its own is refused rather than shown bare."""
    if bound.is_hidden:
        return mark_safe(str(bound.as_hidden()))
    look = Dressing(**options)
    for kind, render in RENDERED:
        if isinstance(bound.field.widget, kind):
            return render(bound, shared(bound, look), look)
    raise TypeError(f"no component shows a {type(bound.field.widget).__name__} ({bound.html_name})")


def fields(form: BaseForm, **options: Any) -> SafeString:
    """Every field in the form's own order."""
    return mark_safe("\n".join(field(form[name], **options) for name in form.fields))
