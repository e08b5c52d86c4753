"""What is asked before something merges, splits or is handed over."""

from typing import Any

from django import forms

from goldenthread.setting.workforce.terms import Held
from goldenthread.web.ui.forms import DateField

from .agencies import NameField

REASON = "Kept in the history"


class MergeForm(forms.Form):
    """The agency that another goes into."""

    into: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=None, label="Goes into", empty_label="Choose", error_messages={"required": "Choose the agency"}
    )
    on = DateField(label="From")
    reason = forms.CharField(label="Reason", max_length=500, required=False, help_text=REASON)

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class SplitForm(forms.Form):
    """What becomes an agency of its own."""

    name = NameField("Name of the new agency", "Enter the new agency's name")
    number = forms.CharField(label="Its number", max_length=40, required=False)
    settings: "forms.ModelMultipleChoiceField[Any]" = forms.ModelMultipleChoiceField(
        queryset=None, label="Settings that go to it", required=False, widget=forms.CheckboxSelectMultiple
    )
    teams: "forms.ModelMultipleChoiceField[Any]" = forms.ModelMultipleChoiceField(
        queryset=None, label="Teams that go to it", required=False, widget=forms.CheckboxSelectMultiple
    )
    on = DateField(label="From")
    reason = forms.CharField(label="Reason", max_length=500, required=False, help_text=REASON)

    def __init__(self, *args: Any, agency: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["settings"].queryset = agency.settings.filter(ends_on=None)  # type: ignore[attr-defined]
        self.fields["teams"].queryset = agency.teams.all()  # type: ignore[attr-defined]
        for name in ("settings", "teams"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]


class SucceedForm(forms.Form):
    """Where each agency of a partnership that ends goes: at most two successors to each."""

    on = DateField(label="First day of what follows")
    reason = forms.CharField(label="Reason", max_length=500, required=False, help_text=REASON)

    def __init__(self, *args: Any, agencies: Any, successors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = list(agencies)
        choices = [(str(one.pk), one.name) for one in successors]
        self.known = {str(one.pk): one for one in successors}
        for agency in self.agencies:
            self.fields[f"agency-{agency.pk}"] = forms.MultipleChoiceField(
                label=agency.name,
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": f"Say where {agency.name} goes"},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        assignment = {
            agency: [self.known[key] for key in cleaned.pop(f"agency-{agency.pk}", [])] for agency in self.agencies
        }
        return {**cleaned, "assignment": assignment}


class ReassignForm(forms.Form):
    """Who takes over, what, and the note that goes with it."""

    to = forms.EmailField(
        label="Who takes over",
        help_text="Their e-mail address at work",
        error_messages={"required": "Enter the address of who takes over"},
    )
    kinds = forms.MultipleChoiceField(
        label="What is handed over",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what to hand over"},
    )
    note = forms.CharField(
        label="Handover note",
        required=False,
        widget=forms.Textarea,
        help_text="What the next person needs to know. Do not name children or families.",
    )

    def __init__(self, *args: Any, people: Any, parts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            (part.kind.value, f"{part.title} ({len(part.lines)})") for part in parts if part.lines
        ]

    def clean_to(self) -> Any:
        """The person in post whose address it is: a county's people are too many for a list."""
        found = self.people.filter(addresses__email__iexact=self.cleaned_data["to"]).first()
        if found is None:
            raise forms.ValidationError("Nobody in post here has that address. Check it on their page.")
        return found

    def clean_kinds(self) -> list[Held]:
        return [Held(kind) for kind in self.cleaned_data["kinds"]]
