"""What is asked of venues, and of days to avoid."""

from typing import Any

from django import forms

from goldenthread.web.ui.forms import DateField

from .events import Choices, choose

KNOWN = (("", "Not known"), ("yes", "Yes"), ("no", "No"))
YES_NO: dict[str, bool | None] = {"": None, "yes": True, "no": False}
THREE_WAYS = ("is_step_free", "has_hearing_loop", "has_accessible_toilet")


class VenueForm(forms.Form):
    """A venue, with what people need to know to get in and take part (B32)."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter the venue's name"})
    address = forms.CharField(label="Address", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    postcode = forms.CharField(label="Postcode", required=False, max_length=10)
    holds = forms.IntegerField(
        label="People it holds at most", min_value=0, max_value=5000, required=False,
        error_messages={"invalid": "Enter a whole number, such as 30"},
    )  # fmt: skip
    is_step_free = forms.ChoiceField(label="Step-free", choices=KNOWN, required=False, widget=forms.RadioSelect)
    has_hearing_loop = forms.ChoiceField(label="Hearing loop", choices=KNOWN, required=False, widget=forms.RadioSelect)
    has_accessible_toilet = forms.ChoiceField(
        label="Accessible toilet", choices=KNOWN, required=False, widget=forms.RadioSelect
    )
    parking = forms.CharField(label="Parking", required=False, max_length=200)
    access_note = forms.CharField(
        label="Getting in and around", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as lifts, doors, a quiet room, where a taxi can stop.",
    )  # fmt: skip
    contact = forms.CharField(label="Contact at the venue", required=False, max_length=200)
    agency = forms.ChoiceField(label="Whose it is", required=False)
    is_free = forms.BooleanField(label="The agency offers it free of charge", required=False)

    def __init__(self, *args: Any, agencies: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "agency", agencies, "Nobody in the partnership")


class DaysForm(forms.Form):
    """Days to avoid."""

    kind = forms.ChoiceField(label="What kind of days are they?", widget=forms.RadioSelect)
    title = forms.CharField(
        label="What they are called", max_length=150, error_messages={"required": "Write what they are called"}
    )
    starts_on = DateField(label="First day", error_messages={"required": "Enter the first day"})
    ends_on = DateField(label="Last day", required=False, help_text="Leave it empty for a single day.")

    def __init__(self, *args: Any, kinds: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kind", kinds)


class LoadDaysForm(forms.Form):
    """Days to avoid, from a spreadsheet saved as CSV."""

    file = forms.FileField(label="CSV file", required=False)
    text = forms.CharField(
        label="Or paste the lines here", required=False, widget=forms.Textarea(attrs={"rows": 8}), max_length=100_000
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        sent = given.get("file")
        if sent is not None and sent.size > 500_000:
            self.add_error("file", "The file must be smaller than 500 KB")
        elif sent is not None:
            given["text"] = sent.read().decode("utf-8-sig", errors="replace")
        elif not given.get("text"):
            self.add_error("text", "Choose a file or paste the lines")
        return given
