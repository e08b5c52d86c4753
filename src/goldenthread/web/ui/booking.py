"""Bookings as every surface shows them: the form of an application, the days of an event, where a booking stands."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from goldenthread.kernel import clock
from goldenthread.kernel.actor import CLOCK
from goldenthread.training.bookings.services.telling import tell
from goldenthread.training.bookings.terms import Application, Asked, NeedAsked, NeedKind, State

from .columns import day, local
from .forms import DateField
from .status import status_tag
from .tables import Column, Filter, Kind

ANSWER = "answer:"
AT_ONCE = 20
"""How many people are told at once after something was done. The clock tells whoever is left, within the minute."""

DETAILS = {
    NeedKind.INTERPRETER: "Which language?",
    NeedKind.DIET: "Which diet or allergy?",
    NeedKind.LARGE_PRINT: "Which format?",
    NeedKind.OTHER: "What else would help you take part?",
}
HINTS = {
    "email": "Your own work address. Joining instructions go there.",
    "supervisor_name": "Whoever supervises you. They may be asked to approve.",
}


def tell_at_once() -> None:
    """Owe people the message about what has just become of their booking, without waiting for the clock."""
    tell(by=CLOCK, at=clock.now(), most=AT_ONCE)


class NeedsForm(forms.Form):
    """What somebody needs to take part. A detail that is filled in says the need by itself."""

    needs = forms.MultipleChoiceField(
        label="What do you need to take part?",
        choices=NeedKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only those who arrange it and the trainers see this. It is deleted three months after the event.",
        error_messages={"invalid_choice": "Choose what is needed from the list."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in DETAILS.items():
            self.fields[f"detail_{kind}"] = forms.CharField(label=label, max_length=400, required=False)

    @property
    def wanted(self) -> tuple[NeedAsked, ...]:
        """What was asked for, each with its detail."""
        given = {kind: str(self.cleaned_data.get(f"detail_{kind}", "")).strip() for kind in DETAILS}
        chosen = set(self.cleaned_data.get("needs", ())) | {str(kind) for kind, text in given.items() if text}
        return tuple(NeedAsked(kind, given.get(NeedKind(kind), "")) for kind in NeedKind.values if kind in chosen)


def needs_initial(needs: Sequence[Any]) -> dict[str, Any]:
    """What somebody said before, for the form to start from."""
    return {"needs": [one.need for one in needs], **{f"detail_{one.need}": one.detail for one in needs}}


class ApplicationForm(NeedsForm):
    """What the framework's form asks (E21), and what the person needs to take part. Nothing else."""

    field_order = ("agency",)

    def __init__(
        self,
        *args: Any,
        asked: Sequence[Asked],
        agencies: Sequence[Any],
        is_hybrid: bool,
        for_several: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.agencies = asked, {str(one.pk): one for one in agencies}
        own: dict[str, forms.Field] = {}
        if len(agencies) > 1:
            own["agency"] = forms.ChoiceField(
                label="For which agency?",
                choices=[(str(one.pk), one.name) for one in agencies],
                widget=forms.RadioSelect,
                error_messages={"required": "Choose the agency.", "invalid_choice": "Choose an agency from the list."},
            )
        if is_hybrid:
            own["wants_online"] = forms.ChoiceField(
                label="How would you take part?",
                choices=[("no", "In the room"), ("yes", "Online")],
                widget=forms.RadioSelect,
                error_messages={"required": "Say whether in the room or online."},
            )
        self.keys: dict[str, str] = {}
        for number, one in enumerate(asked, start=1):
            if for_several and one.key == "email":
                continue
            name = f"answer_{number}" if one.key.startswith(ANSWER) else one.key
            self.keys[name] = one.key
            own[name] = _field(one)
        kept = {} if for_several else self.fields
        self.fields = {**own, **kept}

    @property
    def main(self) -> list[Any]:
        """The fields before what is needed to take part."""
        return [self[name] for name in self.fields if name != "needs" and not name.startswith("detail_")]

    @property
    def part(self) -> list[Any]:
        """The fields about taking part."""
        return [self[name] for name in self.fields if name == "needs" or name.startswith("detail_")]

    @property
    def agency(self) -> Any:
        """The agency they come for."""
        if "agency" in self.fields:
            return self.agencies[self.cleaned_data["agency"]]
        return next(iter(self.agencies.values()))

    @property
    def application(self) -> Application:
        """What was said, as the room reads it."""
        said = self.cleaned_data
        answers = {
            key.removeprefix(ANSWER): str(said.get(name, ""))
            for name, key in self.keys.items()
            if key.startswith(ANSWER)
        }
        return Application(
            email=str(said.get("email", "")),
            supervisor_name=str(said.get("supervisor_name", "")),
            supervisor_email=str(said.get("supervisor_email", "")),
            basic_training_on=said.get("basic_training_on"),
            wants_online=said.get("wants_online") == "yes",
            answers=answers,
            needs=self.wanted,
        )


def _field(one: Asked) -> forms.Field:
    missing = {"required": f"Give this: {one.label}."}
    if one.key == "basic_training_on":
        return DateField(label=one.label, required=one.is_needed, error_messages=missing)
    if one.key.endswith("email"):
        wrong = {**missing, "invalid": "Enter an e-mail address, such as name@example.org."}
        return forms.EmailField(
            label=one.label, required=one.is_needed, error_messages=wrong, help_text=HINTS.get(one.key, "")
        )
    if one.key.startswith(ANSWER):
        return forms.CharField(
            label=one.label,
            required=one.is_needed,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages=missing,
        )
    return forms.CharField(
        label=one.label,
        required=one.is_needed,
        max_length=200,
        error_messages=missing,
        help_text=HINTS.get(one.key, ""),
    )


class WhyForm(forms.Form):
    """A reason, where one may be given."""

    why = forms.CharField(
        label="Why?",
        max_length=300,
        required=False,
        help_text="The partnership’s office reads it. Leave out anything private.",
    )


class ReasonForm(forms.Form):
    """A reason, where one must be given."""

    why = forms.CharField(
        label="Why?",
        max_length=300,
        help_text="It stays with the booking.",
        error_messages={"required": "Say why: it stays with the booking."},
    )


def when_said(starts_at: datetime | None, ends_at: datetime | None) -> str:
    """An event's days in words: "24 March 2026, 09:30 to 15:30", or from one day to another."""
    if starts_at is None:
        return "Days not set yet"
    first, last = local(starts_at), local(ends_at or starts_at)
    if first.date() == last.date():
        return f"{day(first.date())}, {first:%H:%M} to {last:%H:%M}"
    return f"{day(first.date())} to {day(last.date())}"


def state_tag(booking: Any) -> SafeString:
    """Where a booking stands, in the room's words, marked."""
    return status_tag(booking.state, str(State(booking.state).label))


def day_of(moment: datetime | None) -> date | None:
    return local(moment).date() if moment else None


def booking_columns(link: Any, *, of_people: bool = True) -> list[Column]:
    """What lists of bookings show: whose, which event, when, and where it stands."""
    person = Column(
        "person",
        "Name",
        value=lambda one: str(one.person),
        order=("person__family_name", "person__given_name"),
        link=link,
    )
    event = Column("event", "Event", value="event.title", order="event__title", link=None if of_people else link)
    return [
        *([person] if of_people else []),
        event,
        Column("starts_at", "Begins", Kind.DATETIME, order="starts_at"),
        Column("ends_at", "Ends", Kind.DATETIME, on_screen=False),
        Column(
            "state", "Where it stands", value=lambda one: str(State(one.state).label), order="state", shown=state_tag
        ),
        Column("outcome", "Attendance", value=lambda one: one.get_outcome_display(), order="outcome"),
    ]


def booking_filters() -> list[Filter]:
    """Ways to narrow a list of bookings."""
    return [
        Filter("state", "Where it stands", State.choices),
        Filter("since", "Event from", day=True, apply="starts_at__date__gte"),
        Filter("until", "Event to", day=True, apply="starts_at__date__lte"),
    ]


SEARCH = ("person__family_name", "person__given_name", "event__title")
