"""What is asked in an event's room: needs, the selection, emergencies."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from goldenthread.kernel.clock import LONDON
from goldenthread.training.bookings.terms import NeedState
from goldenthread.training.events import selectors
from goldenthread.web.ui.forms import DateField

from .events import TimeField, choose

REASON = {"required": "Give the reason: people are told it."}


class AddressForm(forms.Form):
    """An address that was missing."""

    email = forms.EmailField(
        label="E-mail address",
        error_messages={
            "required": "Enter an e-mail address, such as name@example.org.",
            "invalid": "Enter an e-mail address, such as name@example.org.",
        },
    )


class NeedForm(forms.Form):
    """What became of a need."""

    state = forms.ChoiceField(
        label="What became of it?",
        choices=NeedState.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what became of it."},
    )
    owner_name = forms.CharField(label="Who sees to it?", max_length=200, required=False)
    pounds = forms.DecimalField(
        label="What does it cost, in pounds?",
        min_value=0,
        max_value=1_000_000,
        decimal_places=2,
        required=False,
        error_messages={"invalid": "Enter pounds, such as 95 or 95.50"},
    )
    note = forms.CharField(
        label="Note", max_length=300, required=False, help_text="If it could not be met: why. Never a diagnosis."
    )

    @property
    def arranged(self) -> dict[str, Any]:
        """As the room keeps it: money in pence."""
        said = self.cleaned_data
        pounds: Decimal | None = said["pounds"]
        cost = int(pounds * 100) if pounds is not None else None
        return {"state": said["state"], "owner_name": said["owner_name"], "note": said["note"], "cost_pence": cost}


def need_started(need: Any, name: str) -> dict[str, Any]:
    """A need as its form shows it: whoever opens it sees to it, unless somebody does."""
    pounds = Decimal(need.cost_pence) / 100 if need.cost_pence is not None else None
    return {"state": need.state, "owner_name": need.owner_name or name, "note": need.note, "pounds": pounds}


class LineForm(forms.Form):
    """One line of a selection: as proposed, or otherwise with a reason."""

    decide = forms.ChoiceField(
        label="Decide", choices=(("", "As proposed"), ("yes", "Give a place"), ("no", "No place")), required=False
    )
    why = forms.CharField(label="Why otherwise?", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("decide") and not (said.get("why") or "").strip():
            self.add_error("why", "Say why you decide otherwise.")
        return said


class SelectionForms:
    """Every line of a selection with its form."""

    def __init__(self, lines: Sequence[tuple[Any, Any]], sent: QueryDict | None) -> None:
        self.is_sent = sent is not None
        self.lines = [
            (line, booking, LineForm(sent, prefix=f"b{booking.pk}", use_required_attribute=False))
            for line, booking in lines
        ]
        self.first = self.lines[0][2] if self.lines else LineForm(sent)

    def is_valid(self) -> bool:
        """Every line is looked at, so that all faults are shown at once."""
        return self.is_sent and not sum(not form.is_valid() for *_, form in self.lines)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Each fault with the field it is beside."""
        return [
            (f"id_b{booking.pk}-why", f"{booking.person}: {text}")
            for _, booking, form in self.lines
            if self.is_sent
            for texts in form.errors.values()
            for text in texts
        ]

    @property
    def overrides(self) -> dict[int, tuple[bool, str]]:
        """By booking, in or out, and why."""
        return {
            booking.pk: (form.cleaned_data["decide"] == "yes", form.cleaned_data["why"])
            for _, booking, form in self.lines
            if form.cleaned_data.get("decide")
        }


class ReasonForm(forms.Form):
    """The reason, last on the page: people are told it."""

    reason = forms.CharField(label="Why?", max_length=300, error_messages=REASON, help_text="People are told it.")


class TrainerOutForm(ReasonForm):
    """Who cannot come, and who gives it instead."""

    asked = forms.ChoiceField(
        label="Who cannot come?", widget=forms.RadioSelect, error_messages={"required": "Choose who cannot come."}
    )
    substitute = forms.ChoiceField(label="Who gives it instead?", required=False)
    why_overridden = forms.CharField(
        label="If the substitute is not authorised: why all the same?", max_length=300, required=False
    )
    reason = forms.CharField(
        label="Why can they not come?",
        max_length=300,
        help_text="The office and the other trainers read it.",
        error_messages={"required": "Say why they cannot come."},
    )
    field_order = ("asked", "substitute", "why_overridden", "reason")


class VenueOutForm(ReasonForm):
    """Where it is held instead."""

    venue = forms.ChoiceField(
        label="Where instead?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a venue that is free."},
        help_text="Free at the time, and large enough for everyone booked.",
    )
    field_order = ("venue", "reason")


class MoveOnlineForm(ReasonForm):
    """The link to join."""

    online_link = forms.URLField(
        label="The link to join",
        max_length=500,
        assume_scheme="https",
        error_messages={
            "required": "Give the link to join.",
            "invalid": "Enter a link such as https://meet.example/abc",
        },
    )
    field_order = ("online_link", "reason")


class PostponeForm(ReasonForm):
    """The new day."""

    day = DateField(label="New first day", error_messages={"required": "Enter the new day"})
    starts = TimeField(label="It begins at")
    field_order = ("day", "starts", "reason")


FORMS: Mapping[str, type[ReasonForm]] = {
    "trainer-out": TrainerOutForm,
    "venue-out": VenueOutForm,
    "move-online": MoveOnlineForm,
    "postpone": PostponeForm,
    "cancel": ReasonForm,
}


def form_for(what: str, event: Any, sent: QueryDict | None, choices: dict[str, Any]) -> ReasonForm:
    """The form of an emergency, with what can be chosen from."""
    first = selectors.first_session(event)
    started: dict[str, Any] = {"online_link": event.online_link}
    if first is not None:
        started["starts"] = first.starts_at.astimezone(LONDON).time()
    if len(choices.get("asked", ())) == 1:
        started["asked"] = str(choices["asked"][0][0])
    form = FORMS[what](sent, initial=started)
    if what == "trainer-out":
        choose(form, "asked", choices["asked"])
        choose(form, "substitute", choices["substitutes"], "Nobody yet")
    if what == "venue-out":
        choose(form, "venue", choices["venues"])
    return form
