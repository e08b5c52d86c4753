"""Forms of the learner's pages."""

from datetime import date
from typing import Any

from django import forms

from goldenthread.setting.frameworks.terms import Question
from goldenthread.training.records.terms import Format, ProviderKind
from goldenthread.web.ui.forms import DateField


class AsAtForm(forms.Form):
    """A past day to look back from."""

    as_at = DateField(
        label="See how things stood on a past day",
        help_text="For example, 1 9 2025",
        error_messages={"required": "Enter a day"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_at(self) -> date:
        day: date = self.cleaned_data["as_at"]
        if day > self.today:
            raise forms.ValidationError("The day must be today or in the past")
        return day

    @property
    def day(self) -> date | None:
        """The day asked for, if it is one."""
        return self.cleaned_data.get("as_at") if self.is_valid() else None


class AnswerForm(forms.Form):
    """Yes or no to one of the framework's questions."""

    answer = forms.ChoiceField(
        choices=(("yes", "Yes"), ("no", "No")),
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes or no", "invalid_choice": "Select yes or no"},
    )

    def __init__(self, *args: Any, question: Question, is_yes: bool | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = question.ask
        self.fields["answer"].help_text = question.help
        if is_yes is not None:
            self.fields["answer"].initial = "yes" if is_yes else "no"

    @property
    def is_yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == "yes")


class FindCourseForm(forms.Form):
    """What somebody calls the course they did."""

    q = forms.CharField(
        label="What was the course or learning called?",
        max_length=200,
        help_text="Write part of its title. Courses of other providers are found too.",
        error_messages={"required": "Write part of the title of the course or learning"},
    )


GIVERS = (
    (ProviderKind.EXTERNAL.value, "Another provider"),
    (ProviderKind.SINGLE_AGENCY.value, "My own agency"),
    (ProviderKind.MULTI_AGENCY.value, "The partnership"),
)
KINDS_OF_FILE = {
    "pdf": b"%PDF",
    "png": b"\x89PNG",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "docx": b"PK",
}
LARGEST_FILE = 10 * 1024 * 1024


class CompletionForm(forms.Form):
    """What is asked of any completion: when, how long, how, by whom, with what to show for it."""

    completed_on = DateField(
        label="The day you completed it", error_messages={"required": "Enter the day you completed it"}
    )
    hours = forms.IntegerField(
        label="Hours",
        min_value=0,
        max_value=500,
        required=False,
        help_text="Whole hours of learning, without breaks",
        error_messages={
            "invalid": "Hours must be a whole number",
            "min_value": "Hours cannot be less than 0",
            "max_value": "Hours must be 500 or fewer",
        },
    )
    minutes = forms.IntegerField(
        label="Minutes",
        min_value=0,
        max_value=59,
        required=False,
        error_messages={
            "invalid": "Minutes must be a whole number",
            "min_value": "Minutes cannot be less than 0",
            "max_value": "Minutes must be 59 or fewer",
        },
    )
    with_others = forms.BooleanField(
        label="It was done together with other people, not alone",
        required=False,
        help_text="Such as a workshop, seminar or live session",
    )
    format = forms.ChoiceField(
        label="How it was given",
        choices=[("", "Choose one"), *Format.choices],
        error_messages={"required": "Choose how it was given", "invalid_choice": "Choose from the list"},
    )
    provider_kind = forms.ChoiceField(
        label="Who gave it",
        choices=[("", "Choose one"), *GIVERS],
        error_messages={"required": "Choose who gave it", "invalid_choice": "Choose from the list"},
    )
    evidence = forms.CharField(
        label="What shows that you did it",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        help_text="Such as a certificate number, or who can confirm it",
    )
    evidence_file = forms.FileField(
        label="Certificate or other evidence",
        required=False,
        help_text="A PDF, a picture (PNG or JPEG) or a Word document (DOCX), of up to 10 megabytes",
        error_messages={"empty": "The file is empty. Choose another"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_completed_on(self) -> date:
        day: date = self.cleaned_data["completed_on"]
        if day > self.today:
            raise forms.ValidationError("The day must be today or in the past: only completed learning counts")
        if day.year < 1950:
            raise forms.ValidationError("The year must be 1950 or later")
        return day

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

    @property
    def completion(self) -> dict[str, Any]:
        """The answers as the training record takes them."""
        minutes = 60 * (self.cleaned_data.get("hours") or 0) + (self.cleaned_data.get("minutes") or 0)
        return {
            "completed_on": self.cleaned_data["completed_on"],
            "minutes": minutes,
            "participatory_minutes": minutes if self.cleaned_data["with_others"] else 0,
            "given_as": self.cleaned_data["format"],
            "provider_kind": self.cleaned_data["provider_kind"],
            "evidence": self.cleaned_data["evidence"],
            "evidence_file": self.cleaned_data["evidence_file"],
        }


class LearningForm(CompletionForm):
    """Learning done elsewhere: a course that is known, or one by its title and provider."""

    title = forms.CharField(
        label="Title of the course or learning",
        max_length=250,
        error_messages={
            "required": "Enter the title of the course or learning",
            "max_length": "The title must be 250 characters or fewer",
        },
    )
    provider = forms.CharField(
        label="Name of the provider",
        max_length=150,
        required=False,
        help_text="The organisation, such as a university, charity or training company",
    )

    def __init__(self, *args: Any, course: Any, title: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if course is None:
            self.fields["title"].initial = title
            self.order_fields(["title", "provider"])
        else:
            del self.fields["title"], self.fields["provider"]
            self.fields["hours"].initial, self.fields["minutes"].initial = divmod(course.minutes, 60)


class CorrectionForm(CompletionForm):
    """The same for a record that is there already."""

    def __init__(self, *args: Any, record: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hours, minutes = divmod(record.minutes, 60)
        self.initial = {
            "completed_on": record.completed_on,
            "hours": hours,
            "minutes": minutes,
            "with_others": record.participatory_minutes > 0,
            "format": record.format,
            "provider_kind": record.provider_kind,
            "evidence": record.evidence,
        }


class ReasonForm(forms.Form):
    """Why something is withdrawn."""

    reason = forms.CharField(
        label="Why do you withdraw it?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
        error_messages={"required": "Say why you withdraw it"},
    )


class SearchForm(forms.Form):
    """Part of a colleague's name."""

    q = forms.CharField(
        label="Who is to have the place?",
        max_length=100,
        help_text="Write part of their name. They must work in the same agency.",
        error_messages={"required": "Write part of your colleague’s name"},
    )


class ColleagueForm(forms.Form):
    """Which colleague."""

    colleague = forms.ChoiceField(
        label="Colleague",
        widget=forms.RadioSelect,
        error_messages={"required": "Select a colleague", "invalid_choice": "Select a colleague from the list"},
    )

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = colleagues  # type: ignore[attr-defined]  # it is declared above as a choice
