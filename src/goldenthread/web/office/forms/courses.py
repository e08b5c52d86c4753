"""What is asked when an outside course is mapped to ours or set aside."""

from collections.abc import Mapping
from typing import Any

from django import forms

from goldenthread.web.ui.forms import DateField


class MapForm(forms.Form):
    """Which of our courses it counts for, for completions between which days, and why."""

    counts_as = forms.ChoiceField(label="It counts for", error_messages={"required": "Choose one of our courses"})
    starts_on = DateField(
        label="Completions from", required=False, help_text="Leave empty for all that were ever made."
    )
    ends_on = DateField(label="Completions to", required=False, help_text="Leave empty if it goes on counting.")
    reason = forms.CharField(
        label="Why does it count?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as: the content was checked against ours on 3 March.",
        error_messages={"required": "Say why it counts"},
    )

    def __init__(self, *args: Any, courses: Mapping[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["counts_as"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose a course"), *((str(key), course.title) for key, course in courses.items())]


class WhyForm(forms.Form):
    """The reason for a decision."""

    reason = forms.CharField(
        label="Why?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Give the reason"},
    )
