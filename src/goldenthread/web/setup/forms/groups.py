"""What is asked about partnerships and how they group."""

from typing import Any

from django import forms

from goldenthread.setting.partnerships.selectors import current_agencies, report_groups_of, subgroups_of
from goldenthread.web.ui.colours import why_not_colour
from goldenthread.web.ui.forms import DateField

from .agencies import NameField


class PartnershipForm(forms.Form):
    """How a partnership presents itself."""

    name = NameField("Name", "Enter the partnership's name")
    short_name = forms.CharField(
        label="Short name",
        max_length=40,
        help_text="For where space is short",
        error_messages={"required": "Enter the short name"},
    )
    area = NameField("Area it serves", "Enter the area")
    contact_name = forms.CharField(label="Contact", max_length=200, required=False)
    contact_email = forms.EmailField(label="Contact's e-mail address", required=False)
    colour = forms.CharField(
        label="Colour of the header",
        max_length=7,
        required=False,
        help_text="Such as #1b2f4b; dark enough for white text",
    )

    def clean_colour(self) -> str:
        colour = str(self.cleaned_data["colour"]).strip().lower()
        wrong = why_not_colour(colour) if colour else ""
        if wrong:
            raise forms.ValidationError(wrong)
        return colour


class NewPartnershipForm(forms.Form):
    """A partnership to open."""

    name = NameField("Name", "Enter the partnership's name")
    short_name = forms.CharField(
        label="Short name",
        max_length=40,
        help_text="For where space is short",
        error_messages={"required": "Enter the short name"},
    )
    area = NameField("Area it serves", "Enter the area")
    slug = forms.SlugField(
        label="Word for its address",
        max_length=50,
        help_text="Small letters, digits and hyphens, such as north-dale",
        error_messages={
            "required": "Enter the word for its address",
            "invalid": "Use small letters, digits and hyphens only",
        },
    )
    starts_on = DateField(label="First day", required=False)


class LogoForm(forms.Form):
    logo = forms.FileField(
        label="Logo",
        required=False,
        help_text="A PNG or JPEG picture of at most 500 kB. Leave it empty to take the logo away.",
    )


class ReportGroupForm(forms.Form):
    """Agencies rolled up for reports."""

    name = NameField("Name", "Enter the group's name")
    within: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=None, label="Part of", required=False, empty_label="No other group"
    )
    agencies: "forms.ModelMultipleChoiceField[Any]" = forms.ModelMultipleChoiceField(
        queryset=None, label="Agencies in it", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, partnership: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["within"].queryset = report_groups_of(partnership)  # type: ignore[attr-defined]
        self.fields["agencies"].queryset = current_agencies(partnership)  # type: ignore[attr-defined]


class SubgroupForm(forms.Form):
    name = NameField("Name", "Enter the subgroup's name")
    reports_to: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=None, label="Reports to", required=False, empty_label="Nobody named"
    )

    def __init__(self, *args: Any, partnership: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reports_to"].queryset = subgroups_of(partnership)  # type: ignore[attr-defined]


class OwnerForm(forms.Form):
    owner: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=None, label="Subgroup that owns it", required=False, empty_label="Nobody yet"
    )

    def __init__(self, *args: Any, partnership: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = subgroups_of(partnership)  # type: ignore[attr-defined]


class PriorityForm(OwnerForm):
    name = NameField("Priority", "Enter the priority")
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day", required=False)

    field_order = ["name", "owner", "starts_on", "ends_on"]
