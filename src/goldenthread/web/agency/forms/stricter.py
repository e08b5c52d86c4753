"""What is asked when an agency asks for more than the partnership."""

from collections.abc import Sequence
from typing import Any

from django import forms

from goldenthread.web.ui.forms import DateField

UNITS = (("years", "years"), ("months", "months"), ("weeks", "weeks"), ("days", "days"))


class StricterForm(forms.Form):
    """A stricter rule for one requirement, or that it is mandatory here."""

    requirement_key = forms.ChoiceField(
        label="Which requirement?", error_messages={"required": "Choose the requirement"}
    )
    course = forms.ChoiceField(
        label="What has to be done besides?",
        required=False,
        help_text="It is asked in addition to what the partnership asks. Leave empty to make it mandatory only.",
    )
    length = forms.IntegerField(label="How often?", required=False, min_value=1, max_value=1000)
    unit = forms.ChoiceField(label="Counted in", choices=UNITS, required=False)
    mandatory = forms.BooleanField(label="Mandatory in our agency", required=False)
    starts_on = DateField(label="From which day?", error_messages={"required": "Enter the first day"})
    reason = forms.CharField(
        label="Why does your agency ask for more?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why your agency asks for more"},
    )

    def __init__(
        self,
        *args: Any,
        requirements: Sequence[tuple[str, str]],
        courses: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = (("requirement_key", "Choose a requirement", requirements), ("course", "Nothing more", courses))
        for name, empty, offered in chosen:
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", empty), *offered]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not given["course"] and not given["mandatory"]:
            self.add_error("course", "Choose what has to be done besides, or make the requirement mandatory")
        return given

    def rule(self) -> str:
        """The rule as a framework file writes it; empty when nothing is asked besides."""
        given = self.cleaned_data
        if not given["course"]:
            return ""
        count, unit = given["length"], given["unit"] or "years"
        within = f', within = "{count} {unit.removesuffix("s") if count == 1 else unit}"' if count else ""
        return f'{{ completed = {{ courses = ["{given["course"]}"] }}{within} }}'


class EndForm(forms.Form):
    """The last day on which the agency asks for more."""

    ends_on = DateField(label="Last day", error_messages={"required": "Enter the last day"})
    reason = forms.CharField(label="Why?", required=False, max_length=2000)
