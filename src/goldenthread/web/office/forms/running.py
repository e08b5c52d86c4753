"""How a partnership runs its learning, as forms: standards, lists, sources, ways of delivery, cadences, priorities."""

from calendar import month_name
from collections.abc import Mapping
from typing import Any

from django import forms

from goldenthread.kernel.periods import Period
from goldenthread.setting.frameworks.terms import VOCABULARY, Framework, Line

from .clauses import FORMS as NAMED
from .clauses import ONE_OF as NAMED_ONE_OF
from .clauses import ClauseForm, lines_of, long, period_initial, period_of, short, some_of
from .earlier import EarlierCourseForm
from .rule import FORMATS, UNITS, offer

PARTED = " | "
LINE_PARTS = ("number", "text", "evidence", "requirement")
LINES_HELP = "One a line. Where needed, part it: number | what it says | what counts as evidence | requirement number"


def in_words(key: str) -> str:
    """A key of the vocabulary as people read it: only the first letter is large."""
    return key if key in ("e-learning",) else (key[:1].upper() + key[1:]).replace("-", " ")


def words_for(vocabulary: str) -> list[tuple[str, str]]:
    return [(key, in_words(key)) for key in VOCABULARY[vocabulary]]


def line_typed(line: Line) -> str:
    """A line of a checklist as it is typed: parts that say nothing at the end are left out."""
    parts = [line.number, line.text, line.evidence, line.source.requirement]
    if not any((line.number, line.evidence, line.source.requirement)):
        return line.text
    while not parts[-1]:
        parts.pop()
    return PARTED.join(parts)


class LinesField(forms.CharField):
    """The lines of a checklist, typed one below the other. What a line had beside its parts is kept with its text."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        self.had: dict[str, Line] = {}
        super().__init__(
            label=label,
            required=False,
            max_length=50_000,
            help_text=LINES_HELP,
            widget=forms.Textarea(attrs={"rows": 12}),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        typed = lines_of(super().clean(value))
        return [self.line(number, line) for number, line in enumerate(typed, start=1)]

    def line(self, place: int, typed: str) -> dict[str, Any]:
        """One line as the file would hold it."""
        parts = [part.strip() for part in typed.split("|")]
        if len(parts) > len(LINE_PARTS):
            raise forms.ValidationError(f"Line {place} has {len(parts)} parts. Part it with “|” three times at most.")
        named = dict(zip(LINE_PARTS, ["", typed] if len(parts) == 1 else parts, strict=False))
        if not named["text"]:
            raise forms.ValidationError(f"Line {place} says nothing. Write what it asks after the number and “|”.")
        before = self.had.get(named["text"], Line(""))
        source = {"document": before.source.document, "paragraph": before.source.paragraph}
        source |= {"requirement": named.pop("requirement", "")}
        made = {**named, "text_cy": before.text_cy, "source": self.without_empty(source)}
        return self.without_empty(made)

    @staticmethod
    def without_empty(values: dict[str, Any]) -> dict[str, Any]:
        return {name: one for name, one in values.items() if one}


class WithLines(ClauseForm):
    """A clause that holds a numbered list."""

    lines = LinesField("Lines")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["lines"]
        if isinstance(field, LinesField) and self.clause is not None:
            document = self.framework.source.document
            field.had = {line.text: own_document(line, document) for line in self.clause.lines}

    def initial_of(self, clause: Any) -> dict[str, Any]:
        return super().initial_of(clause) | {"lines": "\n".join(line_typed(line) for line in clause.lines)}


def own_document(line: Line, document: str) -> Line:
    """The line without the document that every clause comes from anyway."""
    if line.source.document != document:
        return line
    source = type(line.source)(paragraph=line.source.paragraph, requirement=line.source.requirement)
    return Line(line.text, line.number, line.evidence, line.text_cy, source)


class StandardForm(WithLines):
    """A checklist that training, trainers or agencies are held against."""

    title = short("Title", "Such as Minimum standards of single-agency training", required=True)
    about = forms.ChoiceField(label="What is held against it?", choices=words_for("standard"))
    renew_every = forms.IntegerField(
        label="How long does a verification last?",
        required=False,
        min_value=1,
        max_value=1000,
        help_text="Leave empty if it lasts until it is withdrawn.",
    )
    renew_every_unit = forms.ChoiceField(label="Counted in", choices=UNITS, required=False)
    note = long("Note")

    def initial_of(self, clause: Any) -> dict[str, Any]:
        return super().initial_of(clause) | period_of_clause("renew_every", clause.renew_every)

    def stated(self) -> dict[str, Any]:
        given = self.cleaned_data
        return self.plain("title", "about", "lines", "note") | {
            "renew_every": period_of(given["renew_every"], given["renew_every_unit"])
        }


def period_of_clause(name: str, period: Period | None) -> dict[str, Any]:
    return period_initial(name, period) or {name: None}


class ListForm(WithLines):
    """A list of the source that is no checklist."""

    title = short("Title", "Such as Purposes of training", required=True)
    kind = forms.ChoiceField(label="What does it list?", choices=words_for("list"))
    whose = short("Whose", "Whom it binds or describes, such as Employers")
    note = long("Note")

    def stated(self) -> dict[str, Any]:
        return self.plain("title", "kind", "whose", "lines", "note")


class SourceForm(ClauseForm):
    """Something to learn from."""

    title = short("Title", "Such as Reviews of cases", required=True)
    method = long("How is it learnt from?", "One a line")
    evidence = long("What shows it?", "One a line")
    evaluation = long("How is it evaluated?", "One a line")
    stakeholders = long("Who takes part?", "One a line")
    led_by = some_of("Led by these subgroups")
    all_subgroups = forms.BooleanField(label="Every subgroup takes part", required=False)
    note = long("Note")

    def offer_choices(self) -> None:
        offer(self, "led_by", subgroups_of(self.framework))

    def initial_of(self, clause: Any) -> dict[str, Any]:
        typed = {
            name: "\n".join(getattr(clause, name)) for name in ("method", "evidence", "evaluation", "stakeholders")
        }
        return super().initial_of(clause) | typed

    def stated(self) -> dict[str, Any]:
        given = self.cleaned_data
        lists = {name: lines_of(given[name]) or None for name in ("method", "evidence", "evaluation", "stakeholders")}
        return self.plain("title", "led_by", "all_subgroups", "note") | lists


class DeliveryForm(ClauseForm):
    """A way in which the partnership gives learning."""

    title = short("Title", "As the partnership calls it, such as Two-hour session", required=True)
    format = forms.ChoiceField(label="What it is", choices=FORMATS)
    minutes = forms.IntegerField(label="Usual length in minutes", required=False, min_value=0, max_value=100_000)
    note = long("Note")

    def stated(self) -> dict[str, Any]:
        return self.plain("title", "format", "minutes", "note")


class CadenceForm(ClauseForm):
    """Something that comes round."""

    title = short("Title", "Such as Report to the board", required=True)
    every = forms.IntegerField(label="How often? Every", required=False, min_value=1, max_value=1000)
    every_unit = forms.ChoiceField(label="Counted in", choices=UNITS, required=False)
    setting = forms.ChoiceField(
        label="Or as a setting says", required=False, help_text="The option chosen in the settings is how often."
    )
    month = forms.TypedChoiceField(
        label="The month it falls due in",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "No month is named"), *((number, month_name[number]) for number in range(1, 13))],
    )
    owner = short("Who sees to it", "A person's role or a body, in the source's words")
    owned_by = forms.ChoiceField(label="Or which subgroup", required=False)
    asks = some_of("Who is asked", words_for("respondent"))
    needs = long("What it draws on, or must contain", "One a line")
    note = long("Note")

    def offer_choices(self) -> None:
        offer(self, "owned_by", [("", "None"), *subgroups_of(self.framework)])
        offer(self, "setting", [("", "No setting"), *((one.key, one.title) for one in self.framework.settings)])

    def initial_of(self, clause: Any) -> dict[str, Any]:
        shown = super().initial_of(clause) | period_of_clause("every", clause.every)
        return shown | {"needs": "\n".join(clause.needs), "month": clause.month or ""}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("every") and given.get("setting"):
            self.add_error("setting", "Say how often, or choose a setting that says so: not both")
        return given

    def stated(self) -> dict[str, Any]:
        given = self.cleaned_data
        stated = self.plain("title", "setting", "month", "owner", "owned_by", "asks", "note")
        return stated | {
            "every": period_of(given["every"], given["every_unit"]),
            "needs": lines_of(given["needs"]) or None,
        }


class PriorityForm(ClauseForm):
    """A priority, and the learning offered for it."""

    title = short("Title", "Such as Neglect", required=True)
    learning = some_of("Courses offered for it")
    owned_by = forms.ChoiceField(label="Owned by the subgroup", required=False)
    years = short("Years", "Such as 2026 to 2028", most=40)
    note = long("Note")

    def offer_choices(self) -> None:
        offer(self, "learning", [(course.key, course.title) for course in self.framework.courses])
        offer(self, "owned_by", [("", "None"), *subgroups_of(self.framework)])

    def stated(self) -> dict[str, Any]:
        return self.plain("title", "learning", "owned_by", "years", "note")


def subgroups_of(framework: Framework) -> list[tuple[str, str]]:
    return [(one.key, one.title) for one in framework.subgroups]


FORMS: Mapping[str, type[ClauseForm]] = {
    **NAMED,
    "earlier_courses": EarlierCourseForm,
    "standards": StandardForm,
    "lists": ListForm,
    "delivery": DeliveryForm,
    "sources": SourceForm,
    "cadences": CadenceForm,
    "priorities": PriorityForm,
}
"""The parts of a framework whose clauses are changed one at a time on screen; the others in the file."""

ONE_OF: Mapping[str, str] = {
    **NAMED_ONE_OF,
    "earlier_courses": "course of an earlier framework",
    "standards": "standard",
    "lists": "list",
    "delivery": "way of delivery",
    "sources": "source of learning",
    "cadences": "thing that comes round",
    "priorities": "priority",
}
