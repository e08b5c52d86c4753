"""What is asked of one line of a course, and when it is published, reviewed, kept or retired."""

from collections.abc import Iterable
from typing import Any

from django import forms

from goldenthread.training.catalogue.terms import CycleStage, Lists, Method
from goldenthread.web.ui.forms import DateField

from .courses import long, number, one_of, short, some_of


class OutcomeForm(forms.Form):
    """One thing that people learn, and what it makes them able to do."""

    text = short(
        "After the course, people can…",
        "Enter what people will know or be able to do",
        400,
        "Such as: recognise the signs of neglect at different ages.",
    )

    def __init__(self, *args: Any, lists: Lists, kept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.line, one.text) for one in lists.abilities]
        if kept and kept not in dict(known):
            known.append((kept, "As before: a list that is no longer in force"))
        label = "What does it help the workforce to do?"
        field = one_of(label, [*known, ("", "Not said yet")])
        field.widget = forms.RadioSelect(choices=[*known, ("", "Not said yet")])
        self.fields["ability"] = field


class MethodForm(forms.Form):
    """One piece of the session plan."""

    method = forms.ChoiceField(
        label="Method", choices=[("", "Choose one"), *Method.choices], error_messages={"required": "Choose a method"}
    )
    activity = short(
        "What is done", most=300, help_text="Such as: small groups read a case from here and plan together."
    )
    minutes = number("Minutes", most=2000)
    cycle_stage = forms.ChoiceField(
        label="Stage of the reflective-learning cycle",
        choices=[*CycleStage.choices, ("", "None of these")],
        widget=forms.RadioSelect,
        required=False,
    )


class WhyChangedForm(forms.Form):
    """Why the content changed, and what shows that it had to."""

    reason = long("Why has the content changed?", "Say why the content changed", rows=3)
    evidence = long("What is the evidence for it?", help_text="A review, an audit, evaluations, new guidance.", rows=3)


class ReviewForm(forms.Form):
    """A review of the content by partners."""

    reviewed_on = DateField(label="Day of the review", error_messages={"required": "Enter the day of the review"})
    outcome = long("What came of it?", "Say what came of the review")
    review_due_on = DateField(label="Next review", error_messages={"required": "Enter the day of the next review"})

    def __init__(self, *args: Any, agencies: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(one.pk): one for one in agencies}
        field = some_of("Which agencies took part?", [(key, one.name) for key, one in self.agencies.items()])
        field.required = True
        field.error_messages["required"] = "Choose the agencies that took part"
        self.fields["agencies"] = field
        self.order_fields(["reviewed_on", "outcome", "review_due_on", "agencies"])

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "agencies": [self.agencies[key] for key in self.cleaned_data["agencies"]]}
