"""What is asked when a partnership says what it charges, and when a charge is waived."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from goldenthread.setting.frameworks.terms import Booking, Fee, LateCancellation
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.web.ui.forms import DateField

from ...forms.framework import FileForm

MOST = Decimal(10000)
FULL_DAY = 300
STARTS = "Today or a later day. Nothing is charged for what happened before it."


def pounds_field(label: str, hint: str = "") -> forms.DecimalField:
    """A sum of money in pounds and pence."""
    wrong = {"invalid": f"{label} must be a sum, such as 50 or 12.50"}
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_value=MOST, decimal_places=2, help_text=hint, error_messages=wrong
    )


def count_field(label: str, most: int, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=most, help_text=hint)


class WhyForm(forms.Form):
    """Why a charge is waived, or owed after all."""

    why = forms.CharField(
        label="Why?",
        max_length=300,
        help_text="Finance and the agency will read it. Do not write about a child or a person's health.",
        error_messages={"required": "Say why"},
    )


class EndsForm(forms.Form):
    """The last day of a policy."""

    ends_on = DateField(label="Its last day", required=False, help_text="Leave empty and it goes on.")


class PolicyFileForm(FileForm):
    """A policy's text, from a day."""

    reason = None  # type: ignore[assignment]  # the audit trail has the act; a policy explains itself
    starts_on = DateField(label="From which day?", help_text=STARTS)
    field_order = ("starts_on", "file", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "Policy file"


class PolicyForm(forms.Form):
    """The common parts of a charging policy. What cannot be said here, the file can."""

    starts_on = DateField(label="From which day?", help_text=STARTS)
    charges = forms.ChoiceField(
        label="What does a place cost?",
        choices=[
            ("place", "A fee for each place"),
            ("lost", "Nothing, but a place that is lost is charged"),
            ("off", "Nothing is charged at all"),
        ],
        widget=forms.RadioSelect,
        initial="place",
    )
    half_day = pounds_field("Half day, in pounds", "Events of under five hours together.")
    full_day = pounds_field("Full day, in pounds", "Events of five hours and more.")
    exempt = forms.MultipleChoiceField(
        label="Who pays nothing?", required=False, choices=AgencyKind.choices, widget=forms.CheckboxSelectMultiple
    )
    first_days = count_field("Cancelled with less than so many working days to go", 60)
    first_percent = count_field("Share of the fee then owed, in percent", 100)
    second_days = count_field("Cancelled even later: less than so many working days to go", 60)
    second_percent = count_field("Share of the fee owed then, in percent", 100)
    no_show = pounds_field("Did not attend, in pounds", "Beside the fee for the place, if there is one.")
    no_show_percent = count_field("Or a share of the fee, in percent", 100)
    charged = forms.ChoiceField(
        label="Who pays?",
        choices=[
            ("agency", "The person's agency"),
            ("person", "The person"),
            ("budget-holder", "The budget holder named at booking"),
        ],
    )
    places_per_trainer_day = count_field("Free places for a day of a trainer that an agency lends", 20)
    waiver = forms.CharField(label="When is it waived?", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for days, percent in (("first_days", "first_percent"), ("second_days", "second_percent")):
            if given.get(days) and not given.get(percent):
                self.add_error(percent, "Say which share of the fee is owed, from 1 to 100")
            if given.get(percent) and not given.get(days):
                self.add_error(days, "Say how many working days before the event")
        needs_fee = given.get("charges") in ("place", "lost")
        if needs_fee and not (given.get("half_day") or given.get("full_day") or given.get("no_show")):
            self.add_error("half_day", "Put in what a place costs, or choose that nothing is charged")
        return given

    @property
    def starts(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        return day

    def policy(self) -> Booking:
        """What was put in, as a policy."""
        given = self.cleaned_data
        if given["charges"] == "off":
            return Booking(charging=False)
        lost = given["charges"] == "lost"
        sums = (("half-day", "Half day", 0), ("full-day", "Full day", FULL_DAY))
        fees = tuple(
            Fee(key, title, pence(given[key.replace("-", "_")]), minutes_at_least=least, only_if_lost=lost)
            for key, title, least in sums
            if given[key.replace("-", "_")] is not None
        )
        tiers = ((given[f"{tier}_days"], given[f"{tier}_percent"]) for tier in ("first", "second"))
        return Booking(
            charging=True,
            fees=fees,
            late_cancellations=tuple(LateCancellation(days, percent=percent) for days, percent in tiers if days),
            no_show_pence=pence(given["no_show"]),
            no_show_percent=given["no_show_percent"] or 0,
            exempt=tuple(given["exempt"]),
            charged=given["charged"],
            waiver=given["waiver"],
            places_per_trainer_day=given["places_per_trainer_day"] or 0,
        )


def pence(sum_given: Decimal | None) -> int:
    return int((sum_given or Decimal(0)).scaleb(2))
