"""What is asked before two entries become one person."""

from typing import Any

from django import forms

from .rule import offer


class JoinForm(forms.Form):
    """Which entry is kept, why they are one person, and that it is meant."""

    kept = forms.ChoiceField(
        label="Which entry is kept?",
        widget=forms.RadioSelect,
        help_text="Its name and preferred address stay. Everything the other holds goes over to it.",
        error_messages={"required": "Choose the entry that is kept", "invalid_choice": "Choose one of the two"},
    )
    why = forms.CharField(
        label="How do you know that they are the same person?",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say how you know, such as that their employer confirmed it"},
    )
    confirmed = forms.BooleanField(
        label="They are one person. Join the two entries",
        error_messages={"required": "Tick the box to confirm that they are one person"},
    )

    def __init__(self, *args: Any, entries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kept", entries)
