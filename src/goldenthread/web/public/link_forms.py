"""What is asked behind a link in a message."""

from typing import Any

from django import forms


class ApprovalForm(forms.Form):
    """Yes or no to one application; a no says why."""

    answer = forms.ChoiceField(
        choices=[("yes", "Approve"), ("no", "Refuse")],
        label="Your answer",
        error_messages={"required": "Press Approve or Refuse.", "invalid_choice": "Press Approve or Refuse."},
    )
    reason = forms.CharField(
        label="If you refuse: why?",
        max_length=300,
        required=False,
        help_text="They read it, so that they know what to do next.",
    )

    @property
    def is_yes(self) -> bool:
        return bool(self.cleaned_data.get("answer") == "yes")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("answer") == "no" and not said.get("reason", "").strip():
            self.add_error("reason", "Say why, so that they know what to do next.")
        return said


class AnswerForm(forms.Form):
    """Yes or no, by the button pressed."""

    answer = forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        label="Your answer",
        error_messages={"required": "Press one of the two buttons.", "invalid_choice": "Press one of the two buttons."},
    )
