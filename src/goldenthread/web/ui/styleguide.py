"""Every piece that pages are made of, on one page, for whoever builds or checks them. Absent in production."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase

from goldenthread.kernel.figures import Share

from . import charts
from .columns import Column, Kind
from .forms import DateField
from .status import MARKS
from .tables import Filter, Table, tables_response
from .thread import Step, StepState

QUARTERS = [f"{quarter} {year}" for year in (2024, 2025, 2026) for quarter in ("Q1", "Q2", "Q3", "Q4")]


class LearningForm(forms.Form):
    """One field of each kind."""

    course = forms.ChoiceField(label="Course", choices=[("", "Choose a course"), ("neglect", "Neglect (level 3)")])
    completed_on = DateField(label="Date completed", help_text="The last day of the course, for example 27 3 2026")
    minutes = forms.IntegerField(label="Minutes of learning", required=False, min_value=0)
    kind = forms.ChoiceField(
        label="How was it given?", choices=[("room", "In a room"), ("online", "Online")], widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label="Topics",
        choices=[("neglect", "Neglect"), ("exploitation", "Exploitation"), ("abuse", "Domestic abuse")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    email = forms.EmailField(label="Your email address", help_text="We send the certificate here")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    notes = forms.CharField(label="What did you learn?", widget=forms.Textarea, required=False)
    certificate = forms.FileField(label="Certificate", required=False)
    agreed = forms.BooleanField(label="The details are right to the best of my knowledge")


@dataclass(frozen=True)
class Example:
    """A row of the example tables."""

    name: str
    agency: str
    status: str
    valid_until: date | None
    hours: int
    share: Share | None = None
    other: Share | None = None
    third: Share | None = None


PEOPLE = [
    Example("Amara Okonkwo", "Northvale Primary School", "met", date(2028, 5, 5), 12),
    Example(
        "Oluwaseun Featherstonehaugh-Cholmondeley",
        "Northvale and Eastmere Community Health",
        "due",
        date(2027, 1, 9),
        1204,
    ),
    Example("Bethan Price", "Harrow Hill Academy", "overdue", date(2026, 6, 30), 3),
    Example("Devan Parmar", "Eastmere Youth Sailing Club", "induction", None, 0),
    Example("Siân Llewellyn", "County Council", "never", None, 0),
    Example("Tomasz Nowak", "Constabulary", "exempt", date(2027, 3, 31), 40),
]
AGENCIES = [
    Example(
        "Northvale Primary School",
        "",
        "",
        None,
        0,
        Share(43, 44, "staff"),
        Share(38, 44, "staff"),
        Share(6, 12, "staff"),
    ),
    Example("Constabulary", "", "", None, 0, Share(402, 611, "officers"), Share(520, 611, "officers"), None),
    Example(
        "Community Health NHS Foundation Trust",
        "",
        "",
        None,
        0,
        Share(1890, 2100, "staff"),
        Share(900, 2100, "staff"),
        None,
    ),
]


@login_not_required
def styleguide(request: HttpRequest) -> HttpResponseBase:
    """The page itself; its tables sort, filter, page and export like any other."""
    people = Table(
        key="people",
        caption="People who fall due",
        columns=(
            Column("name", "Name", order=lambda row: row.name, link=lambda _row: "#main"),
            Column("agency", "Agency", order=lambda row: row.agency),
            Column("status", "Standing", Kind.STATUS, order=lambda row: row.status),
            Column("valid_until", "Valid until", Kind.DATE, order=lambda row: row.valid_until),
            Column("hours", "Hours", Kind.NUMBER, order=lambda row: row.hours),
        ),
        rows=PEOPLE,
        search=("name", "agency"),
        filters=(Filter("status", "Standing", [("met", "Met"), ("overdue", "Overdue"), ("shown", "Shown only")]),),
        order="name",
        per_page=4,
    )
    shares = [
        Column("name", "Agency", order=lambda row: row.name),
        Column("share", "Awareness", Kind.SHARE, order=lambda row: row.share, heat=True),
        Column("other", "Working Together", Kind.SHARE, order=lambda row: row.other, heat=True),
        Column("third", "Designated lead", Kind.SHARE, order=lambda row: row.third, heat=True),
    ]
    heat = Table(key="heat", caption="Met, by agency and requirement", columns=shares, rows=AGENCIES, wide=True)
    nothing = Table(
        key="nothing",
        caption="Possible matches",
        columns=shares,
        rows=[],
        empty="No two people look alike. When a list is loaded, possible matches wait here for someone to decide.",
        empty_action=("Load a list of staff", "#main"),
    )
    tables = {"people": people, "heat": heat, "nothing": nothing}
    return tables_response(request, "ui/styleguide.html", tables, examples(request))


def examples(request: HttpRequest) -> dict[str, object]:
    """What stands on the page beside its tables."""
    trend = [charts.Point(q, 60 + 2 * i, "Awareness") for i, q in enumerate(QUARTERS)]
    trend += [charts.Point(q, 72 - i + (i % 3) * 4, "Working Together") for i, q in enumerate(QUARTERS)]
    demand = [
        charts.Point("Working Together (level 3)", 240),
        charts.Point("Neglect", 96),
        charts.Point("Refresher", 410),
    ]
    steps = [
        Step("Safeguarding awareness", StepState.DONE, "E-learning, 12 March 2025", says="met until 12 March 2028"),
        Step(
            "Working Together (level 3)",
            StepState.CURRENT,
            "Two days, with other agencies. Book by 30 January 2027.",
            "#main",
        ),
        Step("One level 3 course this year", StepState.DUE, "Any level 3 course counts.", says="due by 31 March 2027"),
        Step("Domestic abuse", StepState.MISSED, "There is no record of it.", says="never done"),
        Step("Refresher", StepState.AHEAD, "Three years after Working Together."),
    ]
    return {
        "form": LearningForm(request.POST if request.method == "POST" else None),
        "marks": list(MARKS),
        "steps": steps,
        "trend": charts.line(
            "Met, over the last 12 quarters",
            "Awareness has risen steadily from 60% to 82%; Working Together has slipped.",
            trend,
            along="Quarter",
            measure="Met",
            unit="%",
            target=80,
        ),
        "demand": charts.bar(
            "Places needed next quarter",
            "The refresher needs the most places.",
            demand,
            along="Course",
            measure="Places",
        ),
    }
