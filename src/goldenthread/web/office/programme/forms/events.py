"""What is asked of events: when and where, booking, trainers, files, a release."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms

from goldenthread.kernel.clock import LONDON
from goldenthread.training.events.terms import Kind, Mode, SelectedBy
from goldenthread.web.ui.forms import DateField

TIMES = ["%H:%M", "%H.%M", "%H", "%I%p", "%I:%M%p", "%I.%M%p"]
NO_TIME = "Enter a time such as 9:30 or 13:30"
Choices = Iterable[tuple[Any, str]]


class TimeField(forms.TimeField):
    """A time of the clock on the wall, as people write it."""

    def __init__(self, **options: Any) -> None:
        shown = forms.TimeInput(format="%H:%M")
        wrong = {"required": NO_TIME, "invalid": NO_TIME}
        super().__init__(input_formats=TIMES, widget=shown, error_messages=wrong, **options)

    def to_python(self, value: Any) -> time | None:
        return super().to_python(value.replace(" ", "").lower() if isinstance(value, str) else value)


def moment(day: date | None, at: time | None, otherwise: time = time(9)) -> datetime | None:
    """A day and a time of the clock in the partnership's own zone."""
    return datetime.combine(day, at or otherwise, LONDON) if day else None


def offered(choices: Choices, empty: str = "") -> list[tuple[str, str]]:
    """Choices for a list, with a line for none where there may be none."""
    return [*([("", empty)] if empty else []), *((str(key), label) for key, label in choices)]


def choose(form: forms.Form, name: str, choices: Choices, empty: str = "") -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField | forms.MultipleChoiceField):
        field.choices = offered(choices, empty)


class WhenForm(forms.Form):
    """When and where: all that is needed to begin an event of a course."""

    title = forms.CharField(
        label="Title",
        max_length=200,
        error_messages={"required": "Enter the title"},
        help_text="As people will read it",
    )
    day = DateField(label="Day", error_messages={"required": "Enter the day"})
    starts = TimeField(label="From")
    ends = TimeField(label="To")
    times = forms.IntegerField(
        label="How many sessions?",
        min_value=1,
        max_value=20,
        initial=1,
        help_text="With 2 or more, they repeat at the same time of day. Each can be moved afterwards.",
        error_messages={"required": "Enter how many sessions, such as 1", "invalid": "Enter a whole number, such as 1"},
    )
    every = forms.ChoiceField(
        label="They are",
        choices=(("week", "A week apart"), ("fortnight", "A fortnight apart"), ("day", "On days in a row")),
    )
    mode = forms.ChoiceField(label="Where people take part", choices=Mode.choices, widget=forms.RadioSelect)
    venue = forms.ChoiceField(
        label="Venue", required=False, help_text="Leave it empty if it is not known yet or all online."
    )
    kind = forms.ChoiceField(label="Places", choices=Kind.choices, widget=forms.RadioSelect)
    room = forms.IntegerField(label="Places in the room", min_value=0, max_value=2000, required=False)
    online = forms.IntegerField(label="Places online", min_value=0, max_value=5000, required=False)
    minimum = forms.IntegerField(
        label="Runs with at least",
        min_value=0,
        max_value=2000,
        required=False,
        help_text="Fewer than this and it does not run.",
    )

    def __init__(self, *args: Any, venues: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "venue", venues, "Not known yet")

    @property
    def sittings(self) -> list[tuple[datetime, datetime, None, str]]:
        """The sessions asked for, each at the same time of the clock."""
        given = self.cleaned_data
        apart = {"week": 7, "fortnight": 14, "day": 1}[given["every"]]
        days = [given["day"] + timedelta(days=apart * n) for n in range(given["times"])]
        return [
            (datetime.combine(day, given["starts"], LONDON), datetime.combine(day, given["ends"], LONDON), None, "")
            for day in days
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", "A session must end after it starts")
        return given


class SessionForm(forms.Form):
    """One session; left empty, there is none."""

    day = DateField(label="Day", required=False)
    starts = TimeField(label="From", required=False)
    ends = TimeField(label="To", required=False)
    title = forms.CharField(label="What it is called", max_length=150, required=False)
    venue = forms.ChoiceField(label="Venue, if not the event's", required=False)
    gone = forms.BooleanField(label="Take this session away", required=False)

    def __init__(self, *args: Any, venues: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "venue", venues, "The event's venue")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("gone"):
            self.errors.clear()
            return {"gone": True}
        named = {"day": "Enter the day", "starts": NO_TIME, "ends": NO_TIME}
        if any(given.get(name) for name in ("day", "starts", "ends", "title")):
            for name, text in named.items():
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, text)
        if given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", "A session must end after it starts")
        return given

    @property
    def is_meant(self) -> bool:
        return bool(self.cleaned_data.get("day"))


class RepeatForm(forms.Form):
    """Repeat the last session above, at the same time of the clock."""

    repeats = forms.IntegerField(
        label="Repeat the last session so many times more", min_value=0, max_value=20, required=False
    )
    weeks = forms.IntegerField(label="So many weeks apart", min_value=1, max_value=8, required=False, initial=1)
    sessions = forms.CharField(required=False, widget=forms.HiddenInput)  # where a refusal about all of them is shown


class AboutForm(forms.Form):
    """What is said of an event."""

    title = forms.CharField(label="Title", max_length=200, error_messages={"required": "Enter the title"})
    mode = forms.ChoiceField(label="Where people take part", choices=Mode.choices, widget=forms.RadioSelect)
    venue = forms.ChoiceField(label="Venue", required=False)
    online_link = forms.URLField(
        label="Link for taking part online",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Enter the whole link, such as https://meet.example/123"},
        help_text="Only people who are booked and trainers see it.",
    )
    joining_note = forms.CharField(
        label="Joining instructions", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )
    ground_rules = forms.CharField(
        label="Ground rules",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everyone who comes reads them with the joining instructions.",
    )
    for_agency = forms.ChoiceField(
        label="Only for one agency", required=False, help_text="A whole-staff event: it is not shown to anyone else."
    )

    def __init__(self, *args: Any, venues: Choices = (), agencies: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "venue", venues, "Not known yet")
        choose(self, "for_agency", agencies, "For everyone")


class BookingForm(forms.Form):
    """How an event is booked: from when, by whom first, until when, and how places are given."""

    opens_on = DateField(label="Booking opens on", required=False)
    opens_time = TimeField(label="At", required=False)
    early_opens_on = DateField(label="For chosen groups it opens earlier, on", required=False)
    early_opens_time = TimeField(label="At", required=False)
    early_groups = forms.MultipleChoiceField(
        label="The groups who may book first", required=False, widget=forms.CheckboxSelectMultiple
    )
    closes_on = DateField(label="Booking closes on", required=False)
    closes_time = TimeField(label="At", required=False)
    selected_by = forms.ChoiceField(label="How places are given", choices=SelectedBy.choices, widget=forms.RadioSelect)
    selects_on = DateField(label="People are selected on", required=False)
    minimum = forms.IntegerField(label="Runs with at least", min_value=0, max_value=2000, required=False)
    places_per_agency = forms.IntegerField(
        label="Places for one agency at most",
        min_value=0,
        max_value=2000,
        required=False,
        help_text="0 or empty: no limit",
    )
    required_minutes = forms.IntegerField(
        label="Minutes needed for full attendance", min_value=0, max_value=6000, required=False,
        help_text="0 or empty: all but the minutes of grace",
    )  # fmt: skip
    needs_evaluation = forms.BooleanField(label="No certificate before the evaluation form is returned", required=False)

    def __init__(self, *args: Any, groups: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "early_groups", groups)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (
            given.get("selected_by") == SelectedBy.AT_A_DATE
            and not given.get("selects_on")
            and "selects_on" not in self.errors
        ):
            self.add_error("selects_on", "Say on which day people are selected")
        if given.get("early_opens_on") and not given.get("early_groups"):
            self.add_error("early_groups", "Choose who may book first")
        if given.get("early_opens_on") and not given.get("opens_on") and "opens_on" not in self.errors:
            self.add_error("opens_on", "Say when it opens for everyone")
        return given

    @property
    def fields_of_event(self) -> dict[str, Any]:
        """As the event keeps it: days and times put together."""
        given = self.cleaned_data
        plain = ("early_groups", "selected_by", "selects_on", "needs_evaluation")
        numbers = ("minimum", "places_per_agency", "required_minutes")
        early = moment(given["early_opens_on"], given["early_opens_time"])
        return {
            "opens_at": moment(given["opens_on"], given["opens_time"]),
            "early_opens_at": early,
            "closes_at": moment(given["closes_on"], given["closes_time"], time(17)),
            **{name: given[name] for name in plain},
            **{name: given[name] or 0 for name in numbers},
        } | ({} if early else {"early_groups": []})


class PlacesForm(forms.Form):
    """How many places there are."""

    room = forms.IntegerField(label="Places in the room", min_value=0, max_value=2000, required=False)
    online = forms.IntegerField(label="Places online", min_value=0, max_value=5000, required=False)
    kind = forms.ChoiceField(label="Number of places", choices=Kind.choices, widget=forms.RadioSelect)


class PromiseForm(forms.Form):
    """Places kept for an agency until a day."""

    agency = forms.ChoiceField(label="Agency", error_messages={"required": "Choose the agency"})
    places = forms.IntegerField(
        label="Places kept", min_value=0, max_value=2000, help_text="0 takes the promise back.",
        error_messages={"required": "Enter how many places are kept", "invalid": "Enter a whole number, such as 8"},
    )  # fmt: skip
    released_on = DateField(
        label="Released on", help_text="What is not taken by then goes to the waiting list, in order.",
        error_messages={"required": "Enter the day on which they are released"},
    )  # fmt: skip
    why = forms.CharField(label="Why?", max_length=200, required=False, help_text="Such as: they give the venue.")

    def __init__(self, *args: Any, agencies: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "agency", agencies, "Choose an agency")


class JointForm(forms.Form):
    """Another partnership to hold the event with."""

    partnership = forms.ChoiceField(label="Partnership", error_messages={"required": "Choose a partnership"})

    def __init__(self, *args: Any, partnerships: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "partnership", partnerships, "Choose a partnership")


class AskForm(forms.Form):
    """Whom to ask to train."""

    trainer = forms.ChoiceField(
        label="Trainer", widget=forms.RadioSelect, error_messages={"required": "Choose a trainer"}
    )
    is_lead = forms.BooleanField(label="They lead the event", required=False)
    why_overridden = forms.CharField(
        label="Reason, if they are not authorised",
        max_length=300,
        required=False,
        help_text="Needed for those who are not authorised for the course. It stands in the audit trail.",
    )

    def __init__(self, *args: Any, trainers: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "trainer", trainers)


class PackForm(forms.Form):
    """A file for the training pack."""

    file = forms.FileField(
        label="File", help_text="PDF, Word, PowerPoint, Excel, OpenDocument or a picture, up to 25 MB.",
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
    )  # fmt: skip
    title = forms.CharField(label="What it is called", max_length=200, required=False)
    for_participants = forms.BooleanField(label="Everyone who comes may open it", required=False)


class IncidentForm(forms.Form):
    """What happened in the room."""

    what = forms.CharField(
        label="What was said or done?", max_length=3000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Never a child's or family's name.", error_messages={"required": "Say what happened"},
    )  # fmt: skip
    done = forms.CharField(
        label="How was it challenged or followed up?", max_length=3000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(label="Why?", max_length=300, error_messages={"required": "Give the reason"})


class DeclineForm(forms.Form):
    """What a trainer said."""

    why = forms.CharField(label="Why can they not come?", max_length=300, required=False)


class CopyForm(forms.Form):
    """How far last year's programme is carried."""

    weeks = forms.IntegerField(
        label="So many weeks later", initial=52, min_value=1, max_value=260,
        help_text="52 weeks keep the weekday: a Tuesday stays a Tuesday.",
        error_messages={"required": "Enter how many weeks, such as 52", "invalid": "Enter a whole number, such as 52"},
    )  # fmt: skip
    opens_on = DateField(
        label="Booking opens on", required=False, help_text="Leave it empty to open each as far ahead as last year."
    )
    opens_time = TimeField(label="At", required=False)

    @property
    def opens_at(self) -> datetime | None:
        return moment(self.cleaned_data["opens_on"], self.cleaned_data["opens_time"])


class ManyForm(forms.Form):
    """What to change of many events. What is left empty stays as it is."""

    venue = forms.ChoiceField(label="Venue", required=False)
    minimum = forms.IntegerField(label="Runs with at least", min_value=0, max_value=2000, required=False)
    opens_on = DateField(label="Booking opens on", required=False)
    opens_time = TimeField(label="At", required=False)
    trainer = forms.ChoiceField(label="Ask this trainer", required=False)
    why_overridden = forms.CharField(label="Reason, if they are not authorised", max_length=300, required=False)

    def __init__(self, *args: Any, venues: Choices = (), trainers: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "venue", venues, "As it is")
        choose(self, "trainer", trainers, "Nobody")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        asked = [given.get(name) for name in ("venue", "trainer", "opens_on")]
        if not self.errors and given.get("minimum") is None and not any(asked):
            raise forms.ValidationError("Say what to change")
        return given


def ticked(values: Sequence[str]) -> list[int]:
    """Numbers that were ticked; anything else is passed over."""
    return [int(value) for value in values if value.isascii() and value.isdigit()]
