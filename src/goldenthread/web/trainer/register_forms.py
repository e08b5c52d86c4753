"""What is sent from the pages of the register: marks of everyone at once, people at the door, a meeting's list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core import signing

from goldenthread.training.bookings.services.register import Mark
from goldenthread.training.bookings.terms import Outcome

MARKS = (
    (Outcome.ATTENDED, "Attended", "a"),
    (Outcome.PART, "In part", "p"),
    (Outcome.ABSENT, "Did not", "n"),
    (Outcome.APOLOGIES, "Apologies", "s"),
)
"""The marks as the page shows them, with the key that sets each."""

REST = (
    ("", "Leave them as they are"),
    (Outcome.ATTENDED, "Attended"),
    (Outcome.ABSENT, "Did not attend"),
)
SALT = "goldenthread.trainer.meeting"


class RegisterForm(forms.Form):
    """Everyone's marks in one form: four words a person. Only lines that were changed on the page are sent on."""

    rest = forms.ChoiceField(choices=REST, required=False)

    def __init__(self, *args: Any, ids: Iterable[int], has_choice: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ids, self.has_choice = list(ids), has_choice
        for pk in self.ids:
            self.fields[f"mark-{pk}"] = forms.ChoiceField(
                choices=[("", ""), *Outcome.choices],
                required=False,
                error_messages={"invalid_choice": "Choose one of the marks"},
            )
            self.fields[f"minutes-{pk}"] = forms.IntegerField(
                required=False, min_value=0, error_messages={"invalid": "Enter the minutes as a number, such as 45"}
            )
            self.fields[f"why-{pk}"] = forms.CharField(
                required=False, max_length=300, error_messages={"max_length": "At most 300 characters"}
            )
            self.fields[f"online-{pk}"] = forms.BooleanField(required=False)

    def now_of(self, pk: int) -> str:
        """A line as it is sent, in one word, to compare with what the page showed."""
        given = self.cleaned_data
        online = str(given[f"online-{pk}"]) if self.has_choice else ""
        mark, minutes = given[f"mark-{pk}"], given[f"minutes-{pk}"]
        return shown_as(mark, minutes if mark == Outcome.PART else None, given[f"why-{pk}"], online)

    @property
    def marks(self) -> dict[int, Mark]:
        """The lines that differ from what the page showed: nobody else's work is written over."""
        given, found = self.cleaned_data, {}
        for pk in self.ids:
            if self.now_of(pk) != self.data.get(f"was-{pk}", ""):
                online = given[f"online-{pk}"] if self.has_choice else None
                found[pk] = Mark(given[f"mark-{pk}"], given[f"minutes-{pk}"], given[f"why-{pk}"], online)
        return found


def shown_as(mark: str, minutes: int | None, why: str, online: str) -> str:
    return "|".join((mark, str(minutes or ""), why.strip(), online))


@dataclass(frozen=True)
class Shown:
    """One line of the register as the page draws it."""

    id: int
    name: str
    agency: str
    flags: list[str]
    mark: str
    minutes: str
    why: str
    is_online: bool
    was: str
    error: str = ""
    outcome: str = ""
    marks: tuple[tuple[str, str, str], ...] = field(default=MARKS)


def shown_lines(sheet: Any, has_choice: bool, form: RegisterForm | None = None) -> list[Shown]:
    """Every line as it stands, or as it was sent when something is wrong: nothing that was typed is lost."""
    found = []
    for line in sheet.lines:
        booking, pk = line.booking, line.booking.pk
        minutes = str(line.minutes) if line.mark == Outcome.PART else ""
        was = shown_as(line.mark, line.minutes if line.mark == Outcome.PART else None, booking.why_outcome,
                       str(line.is_online) if has_choice else "")  # fmt: skip
        values = {"mark": line.mark, "minutes": minutes, "why": booking.why_outcome, "is_online": line.is_online}
        error = ""
        if form is not None:
            sent = form.data
            values = {
                "mark": sent.get(f"mark-{pk}", ""),
                "minutes": sent.get(f"minutes-{pk}", ""),
                "why": sent.get(f"why-{pk}", ""),
                "is_online": f"online-{pk}" in sent,
            }
            was = sent.get(f"was-{pk}", was)
            wrong = (form.errors.get(f"{name}-{pk}") for name in ("mark", "minutes", "why"))
            error = " ".join(str(text) for one in wrong for text in one or ())
        several = len(sheet.sessions) > 1
        found.append(
            Shown(
                id=pk,
                name=f"{booking.person.given_name} {booking.person.family_name}",
                agency=booking.agency.name,
                flags=line.flags,
                was=was,
                error=error,
                outcome=booking.get_outcome_display() if several and booking.outcome else "",
                **values,
            )
        )
    return found


class FindForm(forms.Form):
    """Who is at the door?"""

    q = forms.CharField(
        label="Name or e-mail address", max_length=150, error_messages={"required": "Enter a name or an address"}
    )


class ApologiesForm(forms.Form):
    """Who cannot come, and why."""

    booking = forms.TypedChoiceField(
        label="Who cannot come?", coerce=int, error_messages={"required": "Choose who cannot come"}
    )
    why = forms.CharField(
        label="What did they say?",
        max_length=300,
        required=False,
        help_text="A word is enough, such as ill. Nothing about their health in detail.",
    )

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["booking"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]


class ReopenForm(forms.Form):
    """Why a closed register is opened again."""

    why = forms.CharField(
        label="What has to be put right?",
        max_length=300,
        help_text="It stands in the audit trail, and beside every record that goes.",
        error_messages={"required": "Say what has to be put right"},
    )


class MeetingForm(forms.Form):
    """The list of a meeting's joins and leaves."""

    file = forms.FileField(
        label="The meeting’s list of participants",
        help_text="The attendance report of Teams or the participants report of Zoom, as CSV or Excel (XLSX).",
        error_messages={"required": "Choose the file", "empty": "There is nothing in this file"},
    )


class MeetingAppliedForm(forms.Form):
    """What a person decided about the list: the minutes that count as the whole, and whom the rest are."""

    read = forms.CharField(widget=forms.HiddenInput)
    required = forms.IntegerField(
        label="Minutes that count as the whole",
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        help_text="Breaks left out. Whoever was there for less attended in part.",
        error_messages={"required": "Enter how many minutes count as the whole", "invalid": "Enter a number"},
    )
    others_absent = forms.BooleanField(
        label="Whoever was to come online and is not in the list did not attend", required=False, initial=True
    )

    def __init__(self, *args: Any, proposal: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.pk), f"{one.person}, {one.agency}") for one in proposal.missing]
        for line in proposal.unmatched:
            self.fields[f"who-{line.position}"] = forms.ChoiceField(
                label=f"{line.attendee.name or line.attendee.email}, {line.attendee.minutes} minutes",
                help_text=line.attendee.email if line.attendee.name else "",
                choices=[("", "Nobody on the register"), *people],
                required=False,
            )
        self.proposal = proposal

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        chosen: dict[str, str] = {}
        for line in self.proposal.unmatched:
            name = f"who-{line.position}"
            if given.get(name) and given[name] in chosen:
                self.add_error(name, "This person is chosen twice")
            elif given.get(name):
                chosen[given[name]] = name
        return given

    @property
    def minutes(self) -> dict[int, int]:
        """Minutes by booking: those found by themselves, and those decided here."""
        found = {one.booking_id: one.attendee.minutes for one in self.proposal.lines if one.booking_id is not None}
        for line in self.proposal.unmatched:
            who = self.cleaned_data.get(f"who-{line.position}")
            if who:
                found[int(who)] = line.attendee.minutes
        return found


def kept(joins: Iterable[Any]) -> str:
    """What was read of a list, to be sent back with the decisions: signed, so that it comes back as it was."""
    rows = [[one.name, one.email, one.joined, one.left, one.lasted] for one in joins]
    return signing.dumps(rows, salt=SALT, compress=True)


def read_again(text: str) -> list[list[str]] | None:
    """What was read before; None if it is not what this page gave."""
    try:
        return list(signing.loads(text, salt=SALT, max_age=24 * 3600))
    except signing.BadSignature:
        return None
