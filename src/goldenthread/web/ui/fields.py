"""Django's forms in the components' markup: a label, a hint and its own error to each field."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.forms import widgets as w
from django.utils.safestring import SafeString

from .components import component, ready
from .forms import ThreePartDate

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
MANY_TICKS = 8
"""Beyond so many, boxes to tick are the small ones: the question is then seen whole."""


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
    """The choices of a list, each with whether it is chosen; a choice of a group is named with its group."""
    widget = bound.field.widget
    if not isinstance(widget, w.ChoiceWidget):
        raise TypeError(f"{bound.html_name} offers no choices")
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
    label = params["label"]
    legend = {**label, "classes": label["classes"].replace("govuk-label--", "govuk-fieldset__legend--")}
    kept = {name: value for name, value in params.items() if name not in ("label", "id")}
    return {**kept, "idPrefix": params["id"], "fieldset": {"legend": legend}}


@dataclass(frozen=True)
class Asked:
    """One field to be shown: the field with its value, what its component is told, and how it is to look."""

    bound: BoundField
    params: dict[str, Any]
    look: Dressing

    @property
    def widget(self) -> Any:
        return self.bound.field.widget

    @property
    def text(self) -> str:
        """The value as it stands in an input."""
        return str(self.widget.format_value(self.bound.value()) or "")

    def with_classes(self, *more: str) -> dict[str, Any]:
        return self.params | {"classes": " ".join(part for part in (self.params["classes"], *more) if part)}

    def ticks(self) -> list[dict[str, Any]]:
        """The choices to tick; the blank line that only a drop-down list needs is left out."""
        offered = [choice for choice in choices_of(self.bound) if choice["value"] or choice["text"].strip("- ")]
        return [choice | {"checked": choice["selected"]} for choice in offered]


def text_input(asked: Asked) -> SafeString:
    widget, field_class = asked.widget, asked.bound.field
    kind = KINDS_OF_TEXT.get(widget.input_type, "text")
    params = asked.params | {"type": kind, "value": asked.text, "autocomplete": widget.attrs.get("autocomplete")}
    if isinstance(widget, w.NumberInput):
        params["inputmode"] = "numeric" if isinstance(field_class, forms.IntegerField) else "decimal"
        params["classes"] = params["classes"] or "govuk-input--width-5"
        params["attributes"] = {k: v for k, v in params["attributes"].items() if k not in ("min", "max", "step")}
    if isinstance(widget, w.DateTimeBaseInput):
        params["classes"] = params["classes"] or "govuk-input--width-10"
    if kind == "email":
        params["spellcheck"] = False
    sides = {
        side: {"text": text} for side, text in (("prefix", asked.look.prefix), ("suffix", asked.look.suffix)) if text
    }
    return component("input", params | sides)


def textarea(asked: Asked) -> SafeString:
    params = asked.params | {"value": asked.text, "rows": asked.widget.attrs.get("rows", 5)}
    limit = params["attributes"].pop("maxlength", None)
    return component("character-count", params | {"maxlength": limit}) if limit else component("textarea", params)


def password(asked: Asked) -> SafeString:
    """Never hands a password back: what was typed wrongly is typed again."""
    autocomplete = asked.widget.attrs.get("autocomplete", "current-password")
    return component("password-input", asked.params | {"autocomplete": autocomplete})


def date_input(asked: Asked) -> SafeString:
    bound, params = asked.bound, grouped(asked.params)
    whole = bound.auto_id or f"id_{bound.html_name}"
    values = asked.widget.format_value(bound.value())
    wrong = " govuk-input--error" if bound.errors else ""
    items = [
        {
            "id": f"{whole}-{part}",
            "name": f"{bound.html_name}-{part}",
            "label": part.capitalize(),
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}{wrong}",
            "value": values.get(part, ""),
        }
        for part in asked.widget.parts
    ]
    del params["idPrefix"], params["name"]
    return component(
        "date-input", {"hint": {"text": "For example, 27 3 2026"}} | params | {"id": whole, "items": items}
    )


def select(asked: Asked) -> SafeString:
    return component("select", asked.params | {"items": list(choices_of(asked.bound))})


def radios(asked: Asked) -> SafeString:
    look = asked.look
    params = asked.with_classes("govuk-radios--inline" * look.inline, "govuk-radios--small" * look.small)
    return component("radios", grouped(params) | {"items": asked.ticks()})


def checkboxes(asked: Asked) -> SafeString:
    ticks = asked.ticks()
    params = asked.with_classes("govuk-checkboxes--small" * (asked.look.small or len(ticks) > MANY_TICKS))
    return component("checkboxes", grouped(params) | {"items": ticks})


def one_checkbox(asked: Asked) -> SafeString:
    params = asked.with_classes("govuk-checkboxes--small" * asked.look.small)
    label, hint, own_id = params.pop("label"), params.pop("hint", None), params.pop("id")
    item = {"value": "on", "text": label["text"], "checked": bool(asked.bound.value()), "id": own_id}
    return component("checkboxes", params | {"idPrefix": own_id, "items": [item | ({"hint": hint} if hint else {})]})


def upload(asked: Asked) -> SafeString:
    """A browser forgets which file was chosen: after any mistake the field says so, unless it has its own error."""
    form = asked.bound.form
    if not (form.is_bound and form.errors and asked.bound.data) or asked.bound.errors:
        return component("file-upload", asked.params)
    error = {"text": "Choose the file again: the browser does not keep it"}
    return component("file-upload", asked.params | {"errorMessage": error})


# The first that fits wins, so the narrower kind stands before the wider: CheckboxSelectMultiple is a RadioSelect.
RENDERED: tuple[tuple[type[w.Widget], Callable[[Asked], SafeString]], ...] = (
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
        return ready(bound.as_hidden())
    look = Dressing(**options)
    for kind, render in RENDERED:
        if isinstance(bound.field.widget, kind):
            return render(Asked(bound, shared(bound, look), look))
    raise TypeError(f"no component shows a {type(bound.field.widget).__name__} ({bound.html_name})")


def fields(form: BaseForm, **options: Any) -> SafeString:
    """Every field in the form's own order."""
    return ready("\n".join(field(form[name], **options) for name in form.fields))
