"""What is asked of trainers: taken on, their file, what they may give, gatherings, bulletins and cascades."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from goldenthread.training.trainers.terms import LARGEST_FILE, TRAIN_THE_TRAINER_DAYS, GatheringKind
from goldenthread.web.ui.forms import DateField

KINDS_OF_FILE = {
    "pdf": b"%PDF",
    "png": b"\x89PNG",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "docx": b"PK\x03\x04",
}


def offer(field: forms.Field, choices: Iterable[tuple[Any, str]], empty: str = "") -> None:
    """Fill a list to choose from."""
    if isinstance(field, forms.ChoiceField):
        field.choices = [*([("", empty)] if empty else []), *((str(key), label) for key, label in choices)]


class FindForm(forms.Form):
    """Part of somebody's name."""

    q = forms.CharField(
        label="Part of their name",
        max_length=100,
        help_text="They must be in post in the area. An external trainer has a post with the firm they come from.",
        error_messages={"required": "Write part of their name"},
    )


class AboutForm(forms.Form):
    """What is known of a trainer, whenever they began."""

    agency = forms.ChoiceField(
        label="Agency", required=False, help_text="The agency that commits them. Needed for a champion."
    )
    topic = forms.CharField(
        label="What is the champion for?",
        required=False,
        max_length=120,
        help_text="For a champion only, such as Exploitation or Online safeguarding",
    )
    trained_days = forms.IntegerField(
        label="Days of Train the Trainer",
        required=False,
        min_value=0,
        max_value=99,
        help_text=f"Usually {TRAIN_THE_TRAINER_DAYS}. Empty if they have not been on it.",
        error_messages={"invalid": "Enter the number of days as a whole number, such as 5"},
    )
    trained_on = DateField(label="Train the Trainer completed on", required=False)
    accreditation = forms.CharField(
        label="Accreditation", required=False, max_length=200, help_text="Such as a diploma, or that of an outside body"
    )
    approved_by = forms.CharField(
        label="Line manager who approved", required=False, max_length=120, help_text="And who gives the time"
    )
    approved_on = DateField(label="Approved on", required=False)
    review_due_on = DateField(label="Next review", required=False)
    note_kept = forms.CharField(label="Note", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, agencies: Mapping[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = agencies
        offer(self.fields["agency"], [(key, str(one)) for key, one in agencies.items()], "No agency")

    @property
    def known(self) -> dict[str, Any]:
        """The answers as the service takes them."""
        given = dict(self.cleaned_data)
        given["agency"] = self.agencies.get(int(given["agency"])) if given["agency"] else None
        given["trained_days"] = given["trained_days"] or 0
        return given


class TakeOnForm(AboutForm):
    """As what somebody trains, and from when."""

    kind = forms.ChoiceField(label="Kind of trainer", error_messages={"required": "Choose a kind of trainer"})
    starts_on = DateField(label="From", error_messages={"required": "Enter the day on which they begin"})
    field_order = ("kind", "starts_on", "agency", "topic")

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["kind"], kinds, "Choose a kind")


class StopForm(forms.Form):
    """Somebody's last day as a trainer."""

    last_day = DateField(label="Last day", error_messages={"required": "Enter their last day as a trainer"})
    reason = forms.CharField(label="Why?", required=False, max_length=300)


class CompetencyForm(forms.Form):
    """What shows that one line is met, and for how long."""

    evidence = forms.CharField(
        label="What shows it?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what shows it, such as a certificate and its number"},
    )
    evidence_file = forms.FileField(
        label="Certificate or other evidence",
        required=False,
        help_text="A PDF, a picture (PNG or JPEG) or a Word document (DOCX), of up to 10 megabytes",
        error_messages={"empty": "The file is empty. Choose another"},
    )
    met_on = DateField(label="Met on", error_messages={"required": "Enter the day on which it was met"})
    expires_on = DateField(label="Runs out on", required=False)

    def clean_evidence_file(self) -> Any:
        upload = self.cleaned_data["evidence_file"]
        if not upload:
            return None
        start = KINDS_OF_FILE.get(upload.name.rpartition(".")[2].casefold())
        begins = upload.read(8)
        upload.seek(0)
        if start is None or not begins.startswith(start):
            raise forms.ValidationError("The file must be a PDF, a picture (PNG or JPEG) or a Word document (DOCX)")
        if upload.size > LARGEST_FILE:
            raise forms.ValidationError("The file must be smaller than 10 megabytes")
        return upload


class AuthoriseForm(forms.Form):
    """What a trainer may deliver, from and to."""

    course = forms.ChoiceField(label="Course", error_messages={"required": "Choose the course"})
    starts_on = DateField(label="From", error_messages={"required": "Enter the first day"})
    expires_on = DateField(label="Runs out on", required=False, help_text="Empty if it does not run out")
    reason = forms.CharField(
        label="Why?", required=False, max_length=300, help_text="Such as co-delivered twice and observed"
    )

    def __init__(self, *args: Any, courses: Mapping[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.courses = courses
        offer(self.fields["course"], [(key, one.title) for key, one in courses.items()], "Choose a course")

    @property
    def known(self) -> dict[str, Any]:
        """The answers as the service takes them."""
        return self.cleaned_data | {"course": self.courses[int(self.cleaned_data["course"])]}


class GatheringForm(forms.Form):
    """A pool meeting, a development day or the yearly seminar."""

    kind = forms.ChoiceField(
        label="Kind", choices=GatheringKind.choices, error_messages={"required": "Choose what kind it is"}
    )
    title = forms.CharField(label="Title", max_length=200, error_messages={"required": "Give it a title"})
    held_on = DateField(label="Held on", error_messages={"required": "Enter the day on which it is held"})
    where = forms.CharField(label="Where", required=False, max_length=200)
    notes = forms.CharField(
        label="Notes",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Such as what was agreed, and which reviews' action plans were gone through",
    )


class BulletinForm(forms.Form):
    """A bulletin to trainers."""

    title = forms.CharField(label="Subject", max_length=200, error_messages={"required": "Give the subject"})
    body = forms.CharField(
        label="What do you want to tell trainers?",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Plain text. It goes as an e-mail.",
        error_messages={"required": "Write the bulletin"},
    )


class CascadeForm(forms.Form):
    """What a trainer took to an agency."""

    agency = forms.ChoiceField(label="Agency", error_messages={"required": "Choose the agency"})
    topic = forms.CharField(
        label="What was it about?", max_length=200, error_messages={"required": "Say what it was about"}
    )
    course = forms.ChoiceField(label="Course it was taken from", required=False)
    held_on = DateField(label="Held on", error_messages={"required": "Enter the day on which it was held"})
    minutes = forms.IntegerField(
        label="How many minutes?",
        min_value=1,
        max_value=6000,
        error_messages={"required": "Enter how long it was, in minutes"},
    )
    attended = forms.IntegerField(
        label="How many people came?",
        min_value=1,
        max_value=10_000,
        error_messages={"required": "Say how many came", "min_value": "Say how many came: at least 1"},
    )
    note_kept = forms.CharField(label="Note", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, agencies: Mapping[int, Any], courses: Mapping[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies, self.courses = agencies, courses
        offer(self.fields["agency"], [(key, str(one)) for key, one in agencies.items()], "Choose the agency")
        offer(self.fields["course"], [(key, one.title) for key, one in courses.items()], "None of the partnership's")

    @property
    def known(self) -> dict[str, Any]:
        """The answers as the service takes them."""
        given = self.cleaned_data
        course = self.courses.get(int(given["course"])) if given["course"] else None
        return given | {"agency": self.agencies[int(given["agency"])], "course": course}
