"""Forms for loading lists."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from goldenthread.foundation.imports.terms import Field
from goldenthread.kernel.likeness import likest
from goldenthread.web.ui.forms import DateField

LEFT_OUT = ("", "Leave this column out")


def offer(field: Any, choices: Sequence[tuple[str, str]]) -> None:
    """Give a list its choices, which are known only when the page is asked for."""
    field.choices = choices


class StartForm(forms.Form):
    """Which file, for which agency, and whether it is everyone."""

    agency = forms.ChoiceField(
        label="Agency",
        error_messages={"required": "Choose the agency", "invalid_choice": "Choose an agency from the list"},
    )
    file = forms.FileField(
        label="File",
        help_text="Excel (.xlsx or .xls), OpenDocument (.ods) or CSV, up to 60 MB. Titles above the headings and "
        "blank rows do no harm. It must not have a password.",
        error_messages={
            "required": "Choose the file to load",
            "empty": "There is nothing in this file. Check that you chose the right one, and that it was saved.",
            "missing": "Choose the file to load",
            "invalid": "Choose the file to load",
        },
    )
    scope = forms.ChoiceField(
        label="Is everyone in this file?",
        choices=[
            ("some", "No: it adds people or changes some. Nobody is marked as having left"),
            ("all", "Yes: it is the full list. Whoever is not in it has left"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether everyone is in this file"},
    )
    as_on = DateField(
        label="As on which day?",
        help_text="The day the list was drawn up. Posts without a start date begin on it, and leavers end on it.",
        error_messages={"required": "Enter the day the list was drawn up"},
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], has_leavers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["agency"], [*agencies] if len(agencies) == 1 else [("", "Choose an agency"), *agencies])
        if not has_leavers:
            del self.fields["scope"]
            self.fields["as_on"].help_text = "The day the list was drawn up. Nothing in it can be completed later."

    @property
    def area(self) -> tuple[int, int]:
        """Partnership and agency chosen."""
        partnership, agency = self.cleaned_data["agency"].split("-")
        return int(partnership), int(agency)


class ColumnsForm(forms.Form):
    """What each column holds."""

    def __init__(
        self,
        *args: Any,
        headings: Sequence[str],
        samples: Sequence[Sequence[str]],
        mapping: Mapping[str, str],
        fields: Iterable[Field],
        roles: Iterable[str] = (),
        everyone_is: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [LEFT_OUT, *((field.key, field.title) for field in fields)]
        for at, heading in enumerate(headings):
            shown = list(dict.fromkeys(row[at] for row in samples if at < len(row) and row[at]))[:3]
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=heading,
                choices=choices,
                required=False,
                initial=mapping.get(str(at), ""),
                help_text=f"Such as {'; '.join(shown)}" if shown else "Empty in the first rows",
                error_messages={"invalid_choice": "Choose one of the listed meanings"},
            )
        if roles:
            self._ask_of_everyone(list(roles), everyone_is)

    def _ask_of_everyone(self, roles: list[str], said: str) -> None:
        """For a file without a job title: what everyone in it is, such as a register of childminders."""
        self.fields["everyone_role"] = forms.ChoiceField(
            label="Everyone in this file is",
            choices=[("", "Not everyone: a column says what each person does"), *((title, title) for title in roles)],
            required=False,
            initial=said if said in roles else "",
            help_text="Only for a file without job titles, such as a register of childminders.",
            error_messages={"invalid_choice": "Choose a job role from the list"},
        )
        self.fields["everyone_title"] = forms.CharField(
            label="Or everyone has this job title",
            required=False,
            max_length=200,
            initial="" if said in roles else said,
            help_text="If the list above does not have it.",
            error_messages={"max_length": "Write the job title in 200 characters or fewer"},
        )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("everyone_role") and self.cleaned_data.get("everyone_title"):
            self.add_error("everyone_title", "Choose a job role from the list, or write a job title, not both")
        return self.cleaned_data

    @property
    def chosen(self) -> dict[int, str]:
        columns = {name: key for name, key in self.cleaned_data.items() if name.startswith("column_")}
        return {int(name.removeprefix("column_")): key for name, key in columns.items()}

    @property
    def said_of_everyone(self) -> dict[str, str]:
        """What was said of everyone, where it is asked."""
        if "everyone_role" not in self.fields:
            return {}
        return {"everyone_is": self.cleaned_data["everyone_role"] or self.cleaned_data["everyone_title"]}


def likest_first(said: str, choices: Sequence[tuple[str, str]], what: str) -> list[Any]:
    """What is offered for a title of a list: those like it in a group of their own, before all of them."""
    titles = dict(choices)
    like = likest(said, choices)[:5]
    if not like:
        return list(choices)
    return [
        (f"Most like “{said}”", [(key, titles[key]) for key in like]),
        (f"Every other {what}", [(key, title) for key, title in choices if key not in like]),
    ]


class CoursesForm(forms.Form):
    """Which of our courses each title of a list means."""

    def __init__(
        self, *args: Any, titles: Sequence[Any], courses: Sequence[tuple[str, str]], outside: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.titles = [title.said for title in titles]
        for at, title in enumerate(titles):
            self.fields[f"title_{at}"] = forms.ChoiceField(
                label=title.said,
                choices=[(outside, "Another provider's course"), *likest_first(title.said, courses, "course")],
                initial=outside,
                help_text=f"On {title.times:,} completion{'' if title.times == 1 else 's'}",
                error_messages={
                    "required": f"Say what {title.said} is",
                    "invalid_choice": "Choose one of the listed courses",
                },
            )

    @property
    def chosen(self) -> dict[str, str]:
        return {title: self.cleaned_data[f"title_{at}"] for at, title in enumerate(self.titles)}


class RestForm(forms.Form):
    """Nothing to fill in: a button alone."""


class ApplyForm(forms.Form):
    """Load what was previewed; a list that ends many posts is confirmed."""

    leavers_confirmed = forms.BooleanField(label="This is the agency's full list, and they have left", required=False)


class SheetForm(forms.Form):
    """Which sheet of the workbook."""

    sheet = forms.ChoiceField(label="Sheet", error_messages={"invalid_choice": "Choose a sheet from the list"})

    def __init__(self, *args: Any, sheets: Sequence[Sequence[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self.fields["sheet"],
            [(str(row[0]), f"{row[0]} ({row[1]:,} rows)" if row[1] else str(row[0])) for row in sheets],
        )


class TitleForm(forms.Form):
    """What an agency's job title means."""

    agency = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31)
    partnership = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31)
    job_title = forms.CharField(widget=forms.HiddenInput, max_length=200)
    job_role = forms.ChoiceField(
        label="Job role",
        help_text=(
            "Those whose titles are like it come first. Choose by what the work with children is, not by the words. "
            "If none fits, leave it: it stays among the titles to place, and the partnership's officer can add a job "
            "role to the framework's next version."
        ),
        error_messages={"required": "Choose a job role", "invalid_choice": "Choose a job role from the list"},
    )

    def __init__(self, *args: Any, roles: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self.fields["job_role"],
            [("", "Choose a job role"), *likest_first(self["job_title"].value() or "", roles, "job role")],
        )
