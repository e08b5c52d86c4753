"""What courses of the framework now in force count as in a draft that does not name them."""

from collections.abc import Sequence
from typing import Any

from django import forms

from goldenthread.kernel.likeness import likest

from .clauses import ClauseForm, long
from .rule import offer


class EarlierCourseForm(ClauseForm):
    """A course of the framework now in force, which this draft does not name: what it counts as here.

    `others` are those courses by key and title; one that is chosen beforehand has the likest courses offered first.
    """

    course = forms.ChoiceField(
        label="Course of the framework now in force",
        error_messages={"required": "Choose the course", "invalid_choice": "Choose a course from the list"},
    )
    counts_as = forms.MultipleChoiceField(
        label="Which courses of this draft does it count as?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Those whose titles are like it come first. Its records then meet what these courses meet.",
        error_messages={"required": "Tick at least one course, or leave it: its records stay and count for nothing"},
    )
    note = long("Note")

    def __init__(self, *args: Any, others: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        self.others = others
        super().__init__(*args, **kwargs)

    def offer_choices(self) -> None:
        titles = dict(self.others)
        if self.clause is not None:
            titles = {self.clause.key: self.clause.title}
            self.initial["course"] = self.clause.key
        offer(self, "course", [("", "Choose a course"), *titles.items()] if self.clause is None else [*titles.items()])
        ours = {course.key: course.title for course in self.framework.courses}
        first = likest(titles.get(str(self.initial.get("course", "")), ""), ours.items())
        ordered = [*first, *(key for key in ours if key not in first)]
        offer(self, "counts_as", [(key, ours[key]) for key in ordered])

    def key(self) -> str:
        return str(self.cleaned_data["course"])

    def stated(self) -> dict[str, Any]:
        title = self.clause.title if self.clause is not None else dict(self.others)[self.key()]
        return {"title": title, **self.plain("counts_as", "note")}
