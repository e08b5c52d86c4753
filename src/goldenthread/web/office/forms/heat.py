"""How the partnership's figures are narrowed: which agencies, which requirements, as at which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from goldenthread.kernel.periods import add_months
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.training.standing.selectors.figures import Filters
from goldenthread.web.ui.forms import DateField

from .rule import offer

FURTHEST_BACK = 12 * 10
"""Months. Standing can be worked out for any day, but nothing useful is known of earlier ones."""


@dataclass(frozen=True)
class Choices:
    """What the figures of a partnership may be narrowed by."""

    report_groups: Sequence[tuple[str, str]]
    groups: Sequence[tuple[str, str]]


class HeatForm(forms.Form):
    """The filters of the figures, kept in the page's address."""

    report_group = forms.ChoiceField(label="Report group", required=False)
    kind = forms.ChoiceField(label="Kind of agency", required=False, choices=[("", "All"), *AgencyKind.choices])
    group = forms.ChoiceField(label="Target group", required=False)
    owner = forms.ChoiceField(
        label="Answered for by",
        required=False,
        choices=[("", "All"), ("partnership", "The partnership"), ("employer", "The employer")],
    )
    mandatory = forms.ChoiceField(
        label="Mandatory", required=False, choices=[("", "All"), ("yes", "Mandatory only"), ("no", "The others")]
    )
    as_at = DateField(label="As at", required=False, help_text="A past day. Leave empty for today.")

    def __init__(self, *args: Any, choices: Choices, on: date, ends: Sequence[date] = (), **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "use_required_attribute": False})
        self.today = on
        if ends:
            days = [(end.isoformat(), f"{end.day} {end:%B %Y}") for end in reversed(ends)]
            self.fields["as_at"] = forms.TypedChoiceField(
                label="As at", required=False, choices=days, coerce=date.fromisoformat, empty_value=None
            )
        offer(self, "report_group", [("", "All"), *choices.report_groups])
        offer(self, "group", [("", "All"), *choices.groups])

    def clean_as_at(self) -> date | None:
        day: date | None = self.cleaned_data["as_at"]
        if day is not None and day > self.today:
            raise forms.ValidationError("Choose a day that is not in the future")
        if day is not None and day < add_months(self.today, -FURTHEST_BACK):
            raise forms.ValidationError("Choose a day within the last ten years")
        return day

    @property
    def given(self) -> dict[str, Any]:
        """What was asked for and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def on(self) -> date:
        day: date = self.given.get("as_at", self.today)
        return day

    @property
    def filters(self) -> Filters:
        """The answers as figures are narrowed by them."""
        given = self.given
        return Filters(
            report_group_id=int(given["report_group"]) if "report_group" in given else None,
            agency_kind=given.get("kind", ""),
            group=given.get("group", ""),
            owner=given.get("owner", ""),
            mandatory={"yes": True, "no": False}.get(given.get("mandatory", "")),
        )
