"""What is asked when a framework is brought in, chosen from or let take force."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from goldenthread.setting.frameworks.terms import Setting
from goldenthread.web.ui.forms import DateField

LARGEST = 2_000_000


class FileForm(forms.Form):
    """A framework as a file, or its text put in by hand. What was typed stays on the page when it has mistakes."""

    file = forms.FileField(label="Framework file", required=False, help_text="A file that ends in .toml")
    text = forms.CharField(
        label="Or the text itself",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false", "class": "gt-code"}),
    )
    reason = forms.CharField(label="Why is it changed?", required=False, max_length=500)
    sent = ""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        file = given.get("file")
        self.sent = given.get("text", "")
        if isinstance(file, UploadedFile):
            self.sent = given["text"] = self.read(file)
        if not given.get("text") and not self.errors:
            self.add_error("file", "Choose a file, or put the text in the box below")
        return given

    def read(self, file: "UploadedFile[bytes]") -> str:
        """The file's text."""
        if (file.size or 0) > LARGEST:
            self.add_error("file", "The file is too large: a framework has at most 2 MB")
            return ""
        content: bytes = file.read()
        if b"\0" in content:
            self.add_error("file", "This is not a framework file: it holds no text. Choose a file that ends in .toml")
            return ""
        return content.decode("utf-8-sig", errors="replace")


class SettingForm(forms.Form):
    """One choice that the source leaves open."""

    value = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": "Choose one of the options"})
    reason = forms.CharField(
        label="Why this one?",
        required=False,
        max_length=500,
        help_text="Kept with the version for those who come after.",
    )

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"value": setting.chosen}})
        self.fields["value"].label = setting.title
        field = self.fields["value"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(option, self.words(setting, option)) for option in setting.options]

    @staticmethod
    def words(setting: Setting, option: str) -> str:
        said = setting.says.get(option, option.replace("-", " ").capitalize())
        return f"{said} (what the source suggests)" if option == setting.default else said


class TakeForceForm(forms.Form):
    """The day on which a version takes force, chosen with open eyes."""

    on = DateField(
        label="On which day does it take force?",
        help_text="From that day on, everyone is judged by it. Days before are judged by the version of their day.",
        error_messages={"required": "Enter the day on which it takes force"},
    )
    seen = forms.BooleanField(
        label="I have looked at what changes and whom it moves",
        error_messages={"required": "Look at what changes and whom it moves, then tick the box"},
    )


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label="Why?", required=False, max_length=500)


class OnDayForm(forms.Form):
    """The day on which a version would take force."""

    on = DateField(label="If it took force on", required=True)
