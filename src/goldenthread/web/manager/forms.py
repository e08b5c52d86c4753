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
