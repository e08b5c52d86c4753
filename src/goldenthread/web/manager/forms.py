"""Forms of the manager's pages."""

from collections.abc import Iterable
from typing import Any

from django import forms

from goldenthread.web.ui.forms import DateField


class FindColleagueForm(forms.Form):
    """Part of a colleague's name."""

    q = forms.CharField(
        label="Who is to stand in for you?",
        max_length=100,
        help_text="Write part of their name. They must work in your agency.",
        error_messages={"required": "Write part of your colleague's name"},
    )


class DeputyForm(forms.Form):
    """Who stands in, from when to when, and why."""

    deputy = forms.ChoiceField(
        label="Colleague",
        widget=forms.RadioSelect,
        error_messages={"required": "Select a colleague", "invalid_choice": "Select a colleague from the list"},
    )
    starts_on = DateField(label="First day", error_messages={"required": "Enter the first day"})
    ends_on = DateField(label="Last day", error_messages={"required": "Enter the last day"})
    reason = forms.CharField(label="Reason", max_length=200, required=False, help_text="Such as leave or secondment")

    def __init__(self, *args: Any, colleagues: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(person_id), name) for person_id, name in colleagues]
        self.fields["deputy"].choices = offered  # type: ignore[attr-defined]  # it is declared above as a choice


class AnswersForm(forms.Form):
    """Which applications, yes or no, and why if no."""

    bookings = forms.MultipleChoiceField(
        label="Applications",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one application.",
            "invalid_choice": "One of these was answered meanwhile. Look at the list again.",
        },
    )
    answer = forms.ChoiceField(
        label="Your answer",
        choices=[("yes", "Approve"), ("no", "Refuse")],
        error_messages={"required": "Press Approve or Refuse.", "invalid_choice": "Press Approve or Refuse."},
    )
    reason = forms.CharField(
        label="If you refuse: why?",
        max_length=300,
        required=False,
        help_text="They read it, so that they know what to do next.",
    )

    def __init__(self, *args: Any, waiting: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(booking_id), words) for booking_id, words in waiting]
        self.fields["bookings"].choices = offered  # type: ignore[attr-defined]  # it is declared above as a choice

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("answer") == "no" and not said.get("reason", "").strip():
            self.add_error("reason", "Say why, so that they know what to do next.")
        return said
