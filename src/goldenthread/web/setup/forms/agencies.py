"""What is asked about agencies."""

from typing import Any

from django import forms

from goldenthread.setting.partnerships.selectors import agencies_to_join
from goldenthread.setting.partnerships.terms import AgencyKind, Duty, ReportsBy
from goldenthread.web.ui.forms import DateField


class NameField(forms.CharField):
    """A name that must be there."""

    def __init__(self, label: str, missing: str, **kwargs: Any) -> None:
        super().__init__(label=label, max_length=200, error_messages={"required": missing}, **kwargs)


KIND_HINT = "Decides which job roles and requirements a framework may name for it"


class ProfileForm(forms.Form):
    """An agency's profile."""

    kind = forms.ChoiceField(label="Kind of agency", choices=[("", "Choose"), *AgencyKind.choices], help_text=KIND_HINT)
    duty = forms.ChoiceField(label="Duty it is under", choices=[("", "Choose"), *Duty.choices])
    contact_name = forms.CharField(label="Contact for training", max_length=200, required=False)
    contact_email = forms.EmailField(label="Contact's e-mail address", required=False)


class NewAgencyForm(ProfileForm):
    """A new agency, and how it reports."""

    name = NameField("Name", "Enter the agency's name")
    number = forms.CharField(
        label="Number", max_length=40, required=False, help_text="A school's URN, an ODS code or a charity number"
    )
    reports_by = forms.ChoiceField(label="How it reports its training", choices=ReportsBy.choices)

    field_order = ["name", "kind", "duty", "number", "contact_name", "contact_email", "reports_by"]


class JoinForm(forms.Form):
    """An agency that exists already takes part here too."""

    agency: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=None, label="Agency", empty_label="Choose", error_messages={"required": "Choose the agency"}
    )
    starts_on = DateField(label="First day")
    reports_by = forms.ChoiceField(label="How it reports its training here", choices=ReportsBy.choices)

    def __init__(self, *args: Any, partnership: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies_to_join(partnership)  # type: ignore[attr-defined]


class RenameForm(forms.Form):
    name = NameField("New name", "Enter the new name")
    on = DateField(label="Since")
    reason = forms.CharField(label="Reason", max_length=500, required=False)


class RenumberForm(forms.Form):
    number = forms.CharField(label="New number", max_length=40, error_messages={"required": "Enter the new number"})
    on = DateField(label="Since")
    reason = forms.CharField(label="Reason", max_length=500, required=False)


class LeaveForm(forms.Form):
    last_day = DateField(label="Last day in the partnership")


class ReportingForm(forms.Form):
    reports_by = forms.ChoiceField(
        label="How the agency reports its training", choices=ReportsBy.choices, widget=forms.RadioSelect
    )


class ReturnForm(forms.Form):
    """What an agency that keeps its own list tells us."""

    as_at = DateField(label="As at", help_text="The day on which these figures were true")
    headcount = forms.IntegerField(label="Headcount", min_value=0, max_value=10_000_000)
    compliant = forms.IntegerField(label="Of these, compliant", min_value=0, max_value=10_000_000)
    source = NameField("Source", "Say where the figures come from", help_text="Such as the quarterly ESR report")


class PlaceForm(forms.Form):
    name = NameField("Name", "Enter the name")
    number = forms.CharField(label="Number", max_length=40, required=False)


class TeamForm(forms.Form):
    name = NameField("Name", "Enter the team's name")


class NewTeamForm(TeamForm):
    setting: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=None, label="Setting", required=False, empty_label="Across settings"
    )

    def __init__(self, *args: Any, agency: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["setting"].queryset = agency.settings.filter(ends_on=None)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    last_day = DateField(label="Last day")
