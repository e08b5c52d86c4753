"""What a trainer is asked."""

from collections.abc import Mapping
from typing import Any

from django import forms

from goldenthread.web.ui.forms import DateField


class CascadeForm(forms.Form):
    """What I took to an agency."""

    agency = forms.ChoiceField(label="Agency", error_messages={"required": "Choose the agency"})
    topic = forms.CharField(
        label="What was it about?", max_length=200, error_messages={"required": "Say what it was about"}
    )
    course = forms.ChoiceField(label="Course it was taken from", required=False)
    held_on = DateField(label="Held on", error_messages={"required": "Enter the day on which it was held"})
    minutes = forms.IntegerField(
        label="How many minutes?",
        min_value=1,
        max_value=6000,
        error_messages={"required": "Enter how long it was, in minutes"},
    )
    attended = forms.IntegerField(
        label="How many people came?",
        min_value=1,
        max_value=10_000,
        error_messages={"required": "Say how many came", "min_value": "Say how many came: at least 1"},
    )
    note_kept = forms.CharField(label="Note", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, agencies: Mapping[int, Any], courses: Mapping[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies, self.courses = agencies, courses
        offered = {
            "agency": [("", "Choose the agency"), *((str(key), str(one)) for key, one in agencies.items())],
            "course": [("", "None of the partnership's"), *((str(key), one.title) for key, one in courses.items())],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    @property
    def known(self) -> dict[str, Any]:
        """The answers as the service takes them."""
        given = self.cleaned_data
        course = self.courses.get(int(given["course"])) if given["course"] else None
        return given | {"agency": self.agencies[int(given["agency"])], "course": course}
