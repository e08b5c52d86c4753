"""What is asked when someone is added, begins or ends a post, takes on a duty."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms

from goldenthread.setting.workforce.terms import ApprovedBy, DutyKind
from goldenthread.web.ui.forms import DateField


class PlaceForm(forms.Form):
    """Where in the agency: offered from its own settings and teams, and the job roles that are known."""

    job_title = forms.CharField(
        label="Job title", max_length=200, error_messages={"required": "Enter the job title, as the agency says it"}
    )
    job_role = forms.ChoiceField(
        label="Job role",
        required=False,
        help_text="Decides which training group applies. Leave empty if you are not sure.",
    )
    setting = forms.ChoiceField(label="Setting", required=False)
    team = forms.ChoiceField(label="Team", required=False)
    staff_number = forms.CharField(label="Staff number", required=False, max_length=40)
    is_volunteer = forms.BooleanField(label="A volunteer", required=False)
    starts_on = DateField(label="First day in post", error_messages={"required": "Enter the first day in post"})

    def __init__(self, *args: Any, places: "Places", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        for name, chosen in (("job_role", places.roles), ("setting", places.settings), ("team", places.teams)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "None"), *((str(key), str(thing)) for key, thing in chosen.items())]

    def post(self) -> dict[str, Any]:
        """The answers as the service wants them."""
        given = self.cleaned_data
        plain = {name: given[name] for name in ("job_title", "staff_number", "is_volunteer", "starts_on")}
        return plain | {
            "job_role": self.places.roles.get(int(given["job_role"] or 0)),
            "setting": self.places.settings.get(int(given["setting"] or 0)),
            "team": self.places.teams.get(int(given["team"] or 0)),
        }


class Places:
    """What a post may name: job roles, and the agency's own settings and teams."""

    def __init__(self, roles: list[Any], settings: list[Any], teams: list[Any]) -> None:
        self.roles = {one.pk: one for one in roles}
        self.settings = {one.pk: one for one in settings}
        self.teams = {one.pk: one for one in teams}


class PersonForm(PlaceForm):
    """Someone new, with their first post."""

    given_name = forms.CharField(
        label="Given name", max_length=100, error_messages={"required": "Enter the person's given name"}
    )
    family_name = forms.CharField(
        label="Family name", max_length=100, error_messages={"required": "Enter the person's family name"}
    )
    preferred_name = forms.CharField(label="Known as", max_length=100, required=False)
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="Leave empty for someone without one.",
        error_messages={"invalid": "Enter an e-mail address, such as name@example.org"},
    )
    field_order = ("given_name", "family_name", "preferred_name", "email", "job_title", "job_role")


class CorrectForm(PlaceForm):
    """What is so of a post: its place as before, the group its employer chose, and who approves."""

    group_key = forms.ChoiceField(
        label="Target group",
        required=False,
        help_text="Only if the employer has decided it. Otherwise it follows from the job role.",
    )
    approved_by = forms.ChoiceField(
        label="Who approves for them?",
        choices=ApprovedBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say who approves for them"},
    )
    manager = forms.CharField(
        label="Their manager",
        required=False,
        help_text="If the manager approves: their e-mail address, staff number or full name.",
    )
    approver_role = forms.CharField(
        label="The role that approves",
        required=False,
        max_length=100,
        help_text="If whoever holds a role approves, such as a foster carer's supervising social worker.",
    )
    field_order = ("job_title", "job_role", "group_key")

    def __init__(
        self, *args: Any, groups: Sequence[tuple[str, str]], find: Callable[[str], list[Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.find = find
        field = self.fields["group_key"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "As the job role says"), *groups]

    def clean_manager(self) -> Any:
        said = self.cleaned_data["manager"]
        if not said or self.cleaned_data.get("approved_by") != ApprovedBy.MANAGER:
            return None
        found = self.find(said)
        if not found:
            raise forms.ValidationError("Nobody in post in this agency goes by that. Check the address or number.")
        if len(found) > 1:
            raise forms.ValidationError("Several people go by that. Enter the e-mail address or staff number.")
        return found[0]

    def post(self) -> dict[str, Any]:
        names = ("group_key", "approved_by", "manager", "approver_role")
        return super().post() | {name: self.cleaned_data[name] for name in names}


class NameForm(forms.Form):
    """A new name; the former one still finds them."""

    given_name = forms.CharField(
        label="Given name", max_length=100, error_messages={"required": "Enter the person's given name"}
    )
    family_name = forms.CharField(
        label="Family name", max_length=100, error_messages={"required": "Enter the person's family name"}
    )
    preferred_name = forms.CharField(label="Known as", max_length=100, required=False)


class LastDayForm(forms.Form):
    """The last day of a post, a duty or an exemption."""

    last_day = DateField(label="Last day", error_messages={"required": "Enter the last day"})

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"last_day": on}})


class DutyForm(forms.Form):
    """A duty taken on."""

    kind = forms.ChoiceField(
        label="Which duty?",
        choices=DutyKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the duty"},
    )
    starts_on = DateField(label="From which day?", error_messages={"required": "Enter the first day"})
