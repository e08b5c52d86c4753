"""What the office keys about bookings."""

from datetime import date, datetime, time
from typing import Any

from django import forms

from goldenthread.kernel.clock import LONDON
from goldenthread.training.bookings.terms import AnsweredBy
from goldenthread.web.ui.forms import DateField


class KeyedAnswerForm(forms.Form):
    """An approver's answer that came by telephone or on paper: which, how, from whom and when."""

    answer = forms.ChoiceField(
        label="What did they answer?",
        choices=[("yes", "Yes, approved"), ("no", "No, refused")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what they answered."},
    )
    answered_by = forms.ChoiceField(
        label="How did the answer come?",
        choices=[(AnsweredBy.TELEPHONE, "By telephone"), (AnsweredBy.PAPER, "On paper")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how the answer came."},
    )
    answered_name = forms.CharField(
        label="Who answered?", max_length=200, error_messages={"required": "Give the name of whoever answered."}
    )
    answered_on = DateField(label="When?", error_messages={"required": "Say on which day they answered."})
    reason = forms.CharField(label="If they refused: why?", max_length=300, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @property
    def is_yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == "yes")

    @property
    def answered_at(self) -> datetime | None:
        """Noon of the day on which they answered; none, which is now, if it was today."""
        day = self.cleaned_data["answered_on"]
        return None if day == self.today else datetime.combine(day, time(12), LONDON)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("answered_on") and said["answered_on"] > self.today:
            self.add_error("answered_on", "This day is still to come.")
        if said.get("answer") == "no" and not said.get("reason", "").strip():
            self.add_error("reason", "Say why, so that they know what to do next.")
        return said


class FindPersonForm(forms.Form):
    """Part of somebody's name."""

    q = forms.CharField(
        label="Whose application is it?",
        max_length=100,
        help_text="Part of a name, an e-mail address or a staff number.",
        error_messages={"required": "Write part of the name."},
    )
