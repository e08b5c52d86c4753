"""What a coordinator says when booking colleagues."""

from typing import Any

from django import forms

from goldenthread.training.bookings.selectors.coordinating import Pasted
from goldenthread.web.ui.booking import ApplicationForm


class FindForm(forms.Form):
    """Part of a name."""

    q = forms.CharField(label="Find colleagues by name, e-mail or staff number", max_length=100, required=False)


class ColleaguesForm(ApplicationForm):
    """Whom to book: ticked, pasted or both; and what the form asks, said once for all of them."""

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, for_several=True, **kwargs)
        people = forms.MultipleChoiceField(
            label="Colleagues",
            choices=colleagues,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "Choose colleagues from the list."},
        )
        pasted = forms.CharField(
            label="Or paste names or e-mail addresses",
            required=False,
            max_length=10_000,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text="One a line, such as Sam Carter or sam.carter@example.org. They must be on your agency’s list.",
        )
        together = forms.BooleanField(label="Book all of them or nobody", required=False)
        start = {"people": people} if colleagues else {}
        self.fields = {**start, "pasted": pasted, **self.fields, "together": together}

    def check(self, pasted: Pasted) -> bool:
        """Whether every pasted line names one colleague; the others are told apart beside the field."""
        if pasted.unknown:
            self.add_error("pasted", f"Nobody of your agency is called: {'; '.join(pasted.unknown)}")
        if pasted.several:
            self.add_error(
                "pasted", f"More than one colleague is called: {'; '.join(pasted.several)}. Give the address."
            )
        if not pasted.people and not self.cleaned_data.get("people") and not self.errors:
            self.add_error("people" if "people" in self.fields else "pasted", "Choose at least one colleague.")
        return not self.errors
