"""What is asked of a completed piece of learning, and before one is refused or put right."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from goldenthread.training.records.terms import Format, ProviderKind
from goldenthread.web.ui.forms import DateField

WHY = {"required": "Give the reason"}
WHEN = {"required": "Enter the day on which it was completed"}


class RecordForm(forms.Form):
    """One completion: what, when, how and from whom."""

    course = forms.ChoiceField(
        label="Course",
        required=False,
        help_text="One of the partnership's own. For anything else, leave this and give its title below.",
    )
    title = forms.CharField(label="Title of another course", required=False, max_length=250)
    provider = forms.CharField(label="Who gave that course?", required=False, max_length=150)
    completed_on = DateField(label="Completed on", error_messages=WHEN)
    given_as = forms.ChoiceField(label="How was it given?", choices=Format.choices, initial=Format.FACE_TO_FACE)
    provider_kind = forms.ChoiceField(label="Given by", choices=ProviderKind.choices, initial=ProviderKind.MULTI_AGENCY)
    minutes = forms.IntegerField(
        label="Length in minutes",
        required=False,
        min_value=0,
        max_value=100_000,
        help_text="Empty for the usual.",
    )
    evidence = forms.CharField(
        label="Evidence", required=False, max_length=300, help_text="Such as a certificate's number, and who saw it."
    )

    def __init__(self, *args: Any, courses: Mapping[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["course"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "None of these"), *((str(key), course.title) for key, course in courses.items())]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not given.get("course") and not given.get("title"):
            self.add_error("course", "Choose a course, or give the title of another")
        return given

    @property
    def said(self) -> dict[str, Any]:
        """How it was done, as the service wants it."""
        names = ("completed_on", "given_as", "provider_kind", "minutes", "evidence")
        return {name: self.cleaned_data[name] for name in names}


class CorrectForm(forms.Form):
    """A record put right, with the reason."""

    completed_on = DateField(label="Completed on", error_messages=WHEN)
    given_as = forms.ChoiceField(label="How was it given?", choices=Format.choices)
    provider_kind = forms.ChoiceField(label="Given by", choices=ProviderKind.choices)
    minutes = forms.IntegerField(label="Length in minutes", required=False, min_value=0, max_value=100_000)
    evidence = forms.CharField(label="Evidence", required=False, max_length=300)
    reason = forms.CharField(label="Why is it corrected?", max_length=500, error_messages=WHY)


class ReasonForm(forms.Form):
    """The reason for a decision."""

    reason = forms.CharField(label="Why?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), error_messages=WHY)


class ExemptForm(forms.Form):
    """From what someone is excused, between which days and why."""

    requirement_key = forms.ChoiceField(label="Excused from", error_messages={"required": "Choose the requirement"})
    starts_on = DateField(label="From", error_messages={"required": "Enter the first day"})
    ends_on = DateField(label="To", error_messages={"required": "Enter the last day"})
    reason = forms.CharField(
        label="Why?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as long-term sickness or maternity leave. Your name is kept as the approver's.",
        error_messages=WHY,
    )

    def __init__(self, *args: Any, requirements: list[tuple[str, str]], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"starts_on": on}})
        field = self.fields["requirement_key"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose a requirement"), *requirements]
