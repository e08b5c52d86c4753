"""What is asked about accounts and roles."""

from typing import Any

from django import forms

from goldenthread.kernel.actor import Actor, Role
from goldenthread.setting.partnerships.access import can_grant
from goldenthread.setting.partnerships.selectors import current_agencies
from goldenthread.setting.partnerships.terms import ROLE_NAMES
from goldenthread.web.ui.forms import DateField

from .agencies import NameField


class RoleForm(forms.Form):
    """A role in one partnership, from a day."""

    role = forms.ChoiceField(label="Role", error_messages={"required": "Choose the role"})
    agency: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=None,
        label="Agency",
        required=False,
        empty_label="The whole partnership",
        help_text="Only for an agency lead",
    )
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day", required=False)

    def __init__(self, *args: Any, actor: Actor, partnership: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [role for role in ROLE_NAMES if can_grant(actor, role, partnership) is None]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            *((role.value, ROLE_NAMES[role]) for role in offered),
        ]
        self.fields["agency"].queryset = current_agencies(partnership)  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class InviteForm(RoleForm):
    """Somebody to invite, and the role they get."""

    email = forms.EmailField(
        label="E-mail address",
        error_messages={"required": "Enter their address"},
        help_text="Their own at work",
    )
    name = NameField("Name", "Enter their name")

    field_order = ["name", "email", "role", "agency", "starts_on", "ends_on"]


class EndRoleForm(forms.Form):
    last_day = DateField(label="Last day", required=False, help_text="Leave it empty to end the role at once.")
    reason = forms.CharField(label="Reason", max_length=500, required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Reason", max_length=500, error_messages={"required": "Give the reason"})


class ConfirmForm(forms.Form):
    """Nothing is asked but yes."""
