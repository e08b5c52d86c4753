"""A requirement's rule chosen on screen: kind, selection, period. Intricate rules are written as a line of text."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from goldenthread.kernel.periods import Period, YearKind
from goldenthread.setting.frameworks.terms import (
    VOCABULARY,
    Completed,
    Count,
    Framework,
    Minutes,
    Rule,
    Selection,
    Within,
)
from goldenthread.training.records.terms import Format

KINDS = (
    ("completed", "A course completed, or any one of several"),
    ("count", "A number of courses completed"),
    ("minutes", "Hours of learning"),
    ("text", "Something else: write the rule as text"),
)
UNITS = (("years", "years"), ("months", "months"), ("weeks", "weeks"), ("days", "days"))
HOLDS = (
    ("period", "For a period, then it must be done again"),
    ("life", "For life: nothing falls due"),
    *((kind.value, f"To the end of the {kind.value} it was done in") for kind in YearKind),
    *((f"following {kind.value}", f"To the end of the {kind.value} after that") for kind in YearKind),
)
FORMATS = tuple((key, Format(key).label) for key in VOCABULARY["format"])


class RuleForm(forms.Form):
    """The rule of one requirement. `rule()` gives it as a framework file writes it."""

    rule_kind = forms.ChoiceField(label="What has to be done?", choices=KINDS, widget=forms.RadioSelect)
    rule_courses = forms.MultipleChoiceField(
        label="Which courses count?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Any one of those you tick. Refreshers and equivalent courses count too, unless you say otherwise.",
    )
    rule_levels = forms.MultipleChoiceField(
        label="Or which levels?", required=False, widget=forms.CheckboxSelectMultiple
    )
    rule_level_at_least = forms.ChoiceField(label="Or any course at least at this level", required=False)
    rule_topics = forms.CharField(
        label="Topics", required=False, help_text="Several are parted by commas. Leave empty for any topic."
    )
    rule_formats = forms.MultipleChoiceField(
        label="Accepted ways of learning",
        required=False,
        choices=FORMATS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick none and every way counts.",
    )
    rule_exactly = forms.BooleanField(
        label="Only these courses: refreshers and equivalents do not count", required=False
    )
    rule_number = forms.IntegerField(
        label="How many courses?",
        required=False,
        min_value=1,
        max_value=100,
        error_messages={"invalid": "Enter how many courses as a whole number, such as 2"},
    )
    rule_hours = forms.DecimalField(
        label="How many hours?", required=False, min_value=0, max_value=1000, max_digits=6, decimal_places=2
    )
    rule_share = forms.IntegerField(
        label="How much of it must be taken with others?",
        required=False,
        min_value=0,
        max_value=100,
        help_text="In percent of the hours. Leave empty if it does not matter.",
        error_messages={"invalid": "Enter how much is taken with others as a whole number, such as 50"},
    )
    rule_holds = forms.ChoiceField(
        label="How long does it hold?", choices=HOLDS, widget=forms.RadioSelect, required=False
    )
    rule_length = forms.IntegerField(
        label="Length of the period",
        required=False,
        min_value=1,
        max_value=1000,
        error_messages={"invalid": "Enter the length of the period as a whole number, such as 3"},
    )
    rule_unit = forms.ChoiceField(label="Counted in", choices=UNITS, required=False)
    rule_text = forms.CharField(
        label="The rule as text",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "class": "gt-code"}),
        help_text="Only for rules that the questions above cannot say. Write it in braces, as a framework file does.",
    )

    @property
    def is_text(self) -> bool:
        """Whether the rule is one that only its text can say: the questions are not offered beside it."""
        return bool(self["rule_kind"].value() == "text")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        kind = given.get("rule_kind")
        if kind == "text":
            self.read_text(given)
        elif kind:
            self.check_parts(given, str(kind))
        return given

    def read_text(self, given: dict[str, Any]) -> None:
        """The text must be one rule in braces; what stands in it is judged with the whole framework."""
        try:
            given["rule"] = tomllib.loads(f"rule = {' '.join(str(given.get('rule_text', '')).split())}")["rule"]
        except tomllib.TOMLDecodeError:
            self.add_error(
                "rule_text",
                'Write one rule in braces, such as { completed = { courses = ["awareness"] }, within = "3 years" }',
            )

    def check_parts(self, given: dict[str, Any], kind: str) -> None:
        """What the chosen kind needs and was not given."""
        if kind == "count" and not given.get("rule_number"):
            self.add_error("rule_number", "Say how many courses have to be completed")
        if kind == "minutes" and not given.get("rule_hours"):
            self.add_error("rule_hours", "Say how many hours of learning are needed")
        if "rule_holds" not in self.errors and not given.get("rule_holds"):
            self.add_error("rule_holds", "Choose how long it holds")
        if given.get("rule_holds") == "period" and not given.get("rule_length"):
            self.add_error("rule_length", "Say how long it holds, such as 3 years")
        if not self.errors:
            given["rule"] = written(given)


def offer_rule(form: RuleForm, framework: Framework) -> None:
    """Offer the courses and levels that a framework names."""
    ordered = [(level.key, level.name) for level in framework.levels if level.order is not None]
    offer(form, "rule_courses", [(course.key, course.title) for course in framework.courses])
    offer(form, "rule_levels", [(level.key, level.name) for level in framework.levels])
    offer(form, "rule_level_at_least", [("", "No level asked"), *ordered])


def offer(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """Offer these choices in a field."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def written(given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of the form as a rule in the form of a framework file."""
    selection = selection_written(given)
    kind = given["rule_kind"]
    if kind == "completed":
        rule: dict[str, Any] = {"completed": selection}
    elif kind == "count":
        rule = {"count": given["rule_number"], "of": selection}
    else:
        rule = {"minutes": int(given["rule_hours"] * 60), "of": selection}
        if given.get("rule_share"):
            rule["participatory_share"] = given["rule_share"]
    holds = given["rule_holds"]
    if holds == "period":
        count, unit = given["rule_length"], given.get("rule_unit") or "years"
        rule["within"] = f"{count} {unit.removesuffix('s') if count == 1 else unit}"
    elif holds != "life":
        rule["within"] = holds
    return rule


def selection_written(given: Mapping[str, Any]) -> dict[str, Any]:
    """Which completions count, without what was left empty."""
    topics = [part.strip() for part in given.get("rule_topics", "").split(",") if part.strip()]
    parts: dict[str, Any] = {
        "courses": list(given.get("rule_courses", ())),
        "levels": list(given.get("rule_levels", ())),
        "level_at_least": given.get("rule_level_at_least", ""),
        "topics": topics,
        "formats": list(given.get("rule_formats", ())),
        "exactly": bool(given.get("rule_exactly")),
    }
    return {key: value for key, value in parts.items() if value}


def initial_of(rule: Rule, text: str) -> dict[str, Any]:
    """How the form shows a rule: by its parts when it has a single one, else as text."""
    if not isinstance(rule, Completed | Count | Minutes) or not can_be_asked(rule):
        return {"rule_kind": "text", "rule_text": text}
    found: dict[str, Any] = {
        "rule_courses": list(rule.of.courses),
        "rule_levels": list(rule.of.levels),
        "rule_level_at_least": rule.of.level_at_least,
        "rule_topics": ", ".join(rule.of.topics),
        "rule_formats": list(rule.of.formats),
        "rule_exactly": rule.of.exactly,
        "rule_text": text,
        **holds_initial(rule.within),
    }
    if isinstance(rule, Completed):
        return found | {"rule_kind": "completed"}
    if isinstance(rule, Count):
        return found | {"rule_kind": "count", "rule_number": rule.count}
    hours = rule.minutes / 60
    shown = int(hours) if hours.is_integer() else hours
    return found | {"rule_kind": "minutes", "rule_hours": shown, "rule_share": rule.participatory_share or None}


def can_be_asked(rule: Completed | Count | Minutes) -> bool:
    """Whether the questions of the form can say the whole rule."""
    of: Selection = rule.of
    return not (of.scheme or of.provider_kinds or (isinstance(rule, Completed) and rule.excused_by))


def holds_initial(within: Within) -> dict[str, Any]:
    if isinstance(within, Period):
        return {"rule_holds": "period", "rule_length": within.count, "rule_unit": within.unit.value}
    return {"rule_holds": str(within) if within else "life"}
