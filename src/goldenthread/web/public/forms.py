"""Forms of the public surface."""

from datetime import date

from django import forms

from goldenthread.web.ui.forms import DateField


class StartForm(forms.Form):
    """The day someone starts, so that "within three months" becomes a date. It may be left out."""

    starts = DateField(
        label="When did you start, or when will you?",
        required=False,
        help_text="We use it only to work out dates. For example, 27 3 2026",
    )

    @property
    def start(self) -> date | None:
        return self.cleaned_data.get("starts") if self.is_valid() else None
