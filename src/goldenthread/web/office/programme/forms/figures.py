"""Which figures of the programme: of what time, row by row of what, narrowed to whom."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from goldenthread.kernel.periods import add_months
from goldenthread.training.bookings.selectors.figures import Asked
from goldenthread.training.catalogue.terms import Arrangement
from goldenthread.web.ui.forms import DateField

from ...forms.rule import offer

ROWS = (
    ("course", "Course"),
    ("event", "Event"),
    ("delivery", "Way of delivery"),
    ("month", "Month"),
    ("agency", "Agency"),
    ("group", "Report group"),
)
FOR_BOARD = ("course", "delivery", "agency", "group")
APRIL = 4


def year_start(on: date) -> date:
    """The first day of the financial year."""
    return date(on.year if on.month >= APRIL else on.year - 1, APRIL, 1)


class FiguresForm(forms.Form):
    """The filters of the figures, kept in the page's address. Without days: the financial year so far."""

    by = forms.ChoiceField(label="Row by row", required=False, choices=ROWS)
    starts_on = DateField(label="Events from", required=False)
    ends_on = DateField(label="To", required=False)
    course = forms.ChoiceField(label="Course", required=False)
    agency = forms.ChoiceField(label="Agency", required=False)
    group = forms.ChoiceField(label="Report group", required=False)
    arrangement = forms.ChoiceField(
        label="Whose courses", required=False, choices=[("", "The partnership's own"), *Arrangement.choices[1:]]
    )

    def __init__(self, *args: Any, on: date, choices: Mapping[str, Sequence[tuple[Any, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "use_required_attribute": False})
        self.on = on
        for name, offered in choices.items():
            offer(self, name, [("", "All"), *((str(key), label) for key, label in offered)])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day cannot be before the first")
        return given

    @property
    def given(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    @property
    def rows(self) -> str:
        return str(self.given.get("by") or "course")

    @property
    def asked(self) -> Asked:
        """What was asked for and understood."""
        given = self.given
        first = given.get("starts_on") or year_start(given.get("ends_on") or self.on)
        last = given.get("ends_on") or max(self.on, first)
        return Asked(
            first,
            last,
            course_id=int(given["course"]) if given.get("course") else None,
            agency_id=int(given["agency"]) if given.get("agency") else None,
            group_id=int(given["group"]) if given.get("group") else None,
            arrangement=given.get("arrangement") or Arrangement.OWN,
        )


class BoardForm(forms.Form):
    """What a reader who may not see people chooses: a quarter that has ended, and the rows."""

    by = forms.ChoiceField(label="Row by row", required=False, choices=[row for row in ROWS if row[0] in FOR_BOARD])
    quarter = forms.TypedChoiceField(
        label="Quarter ending", required=False, coerce=date.fromisoformat, empty_value=None
    )

    def __init__(self, *args: Any, ends: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "use_required_attribute": False})
        self.last = ends[-1]
        offer(self, "quarter", [(end.isoformat(), f"{end:%-d %B %Y}") for end in reversed(ends)])

    @property
    def given(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    @property
    def rows(self) -> str:
        return str(self.given.get("by") or "course")

    @property
    def asked(self) -> Asked:
        end = self.given.get("quarter") or self.last
        return Asked(add_months(end.replace(day=1), -2), end)
