"""Forms of the learner's pages."""

from datetime import date
from typing import Any

from django import forms

from goldenthread.setting.frameworks.terms import Question
from goldenthread.training.records.terms import Format, ProviderKind
from goldenthread.web.ui.forms import DateField


class AsAtForm(forms.Form):
    """A past day to look back from."""

    as_at = DateField(label="How things stood on", required=False, help_text="A past day, such as 1 9 2025")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_at(self) -> date | None:
        day: date | None = self.cleaned_data["as_at"]
        if day is not None and day > self.today:
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
        required=False,
        help_text="Write part of its title. Courses of other providers are found too.",
    )


class LearningForm(forms.Form):
    """Learning done elsewhere: when, how, by whom, with what to show for it."""

    title = forms.CharField(
        label="Title of the course or learning",
        max_length=250,
        error_messages={"required": "Enter the title of the course or learning"},
    )
    provider = forms.CharField(
        label="Who gave it",
        max_length=150,
        required=False,
        help_text="The organisation, such as a university, charity or training company",
    )
    completed_on = DateField(
        label="The day you completed it", error_messages={"required": "Enter the day you completed it"}
    )
    hours = forms.IntegerField(
        label="Hours",
        min_value=0,
        max_value=500,
        required=False,
        help_text="Whole hours of learning, without breaks",
        error_messages={"invalid": "Hours must be a whole number", "max_value": "Hours must be 500 or fewer"},
    )
    minutes = forms.IntegerField(
        label="Minutes",
        min_value=0,
        max_value=59,
        required=False,
        error_messages={"invalid": "Minutes must be a whole number", "max_value": "Minutes must be 59 or fewer"},
    )
    with_others = forms.BooleanField(
        label="It was done together with other people, not alone",
        required=False,
        help_text="Such as a workshop, seminar or live session",
    )
    format = forms.ChoiceField(
        label="How it was given",
        choices=[("", "Choose one"), *Format.choices],
        error_messages={"required": "Choose how it was given"},
    )
    provider_kind = forms.ChoiceField(
        label="What kind of learning it was",
        choices=[("", "Choose one"), *ProviderKind.choices],
        error_messages={"required": "Choose what kind of learning it was"},
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
        help_text="A PDF, a picture or a Word file of up to 10 megabytes",
    )

    @property
    def whole_minutes(self) -> int:
        return 60 * (self.cleaned_data.get("hours") or 0) + (self.cleaned_data.get("minutes") or 0)


class ReasonForm(forms.Form):
    """Why something is withdrawn."""

    reason = forms.CharField(
        label="Why do you withdraw it?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
        error_messages={"required": "Say why you withdraw it"},
    )
