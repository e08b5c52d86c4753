"""Clauses of a framework as forms: what is typed on screen, as a framework file would hold it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import slugify

from goldenthread.kernel.periods import Period
from goldenthread.setting.frameworks.selectors import in_words
from goldenthread.setting.frameworks.terms import VOCABULARY, Framework, Group, Level, NamedCourse, Owner, Weight
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.web.ui.forms import DateField

from .rule import FORMATS, UNITS, RuleForm, initial_of, offer, offer_rule

AGENCY_KINDS = tuple((key, AgencyKind(key).label) for key in VOCABULARY["agency kind"])
DUTIES = tuple((key, DutyKind(key).label) for key in VOCABULARY["duty"])
SENT_HIDDEN = "govuk-!-display-none"


def some_of(label: str, choices: Sequence[tuple[str, str]] = (), help_text: str = "") -> forms.MultipleChoiceField:
    """Tick any number, or none."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


def short(label: str, help_text: str = "", required: bool = False, most: int = 250) -> forms.CharField:
    messages = {"required": f"Enter the {label.lower()}"}
    return forms.CharField(
        label=label, required=required, max_length=most, help_text=help_text, error_messages=messages
    )


def long(label: str, help_text: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=20_000, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


def lines_of(text: str) -> list[str]:
    """One entry a line, without the empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def words_of(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def period_of(number: int | None, unit: str) -> str | None:
    """A length of time as a file writes it, or nothing."""
    if not number:
        return None
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}"


def period_initial(name: str, period: Period | None) -> dict[str, Any]:
    return {name: period.count, f"{name}_unit": period.unit.value} if period else {}


class ClauseForm(forms.Form):
    """One clause of a framework. `values()` gives what the file would hold, None for what is left out."""

    named_by = "title"
    source_paragraph = short("Where the source says so", "For example: section 4, page 12")
    source_requirement = short("Requirement number", "The obligation's number in your reference list, if it has one")

    def __init__(self, *args: Any, framework: Framework, clause: Any = None, **kwargs: Any) -> None:
        self.framework, self.clause = framework, clause
        kwargs["initial"] = {**(self.initial_of(clause) if clause is not None else {}), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.offer_choices()
        sources = {name: self.fields.pop(name) for name in ("source_paragraph", "source_requirement")}
        self.fields.update(sources)

    def offer_choices(self) -> None:
        """Offer what the framework itself names."""

    def initial_of(self, clause: Any) -> dict[str, Any]:
        """What the form shows of a clause that is there."""
        shown = {name: getattr(clause, name) for name in self.base_fields if hasattr(clause, name)}
        source = clause.source if hasattr(clause, "source") else None
        if source is not None:
            shown |= {"source_paragraph": source.paragraph, "source_requirement": source.requirement}
        return {name: list(one) if isinstance(one, tuple) else one for name, one in shown.items()}

    def key(self) -> str:
        """The key of the clause; a new one is made from its name."""
        if self.clause is not None:
            return str(self.clause.key)
        return slugify(self.cleaned_data[self.named_by])[:80].strip("-") or "new"

    def plain(self, *names: str) -> dict[str, Any]:
        """Fields whose values go into the file as they are; empty ones are left out."""
        return {name: self.in_order(name, self.cleaned_data[name]) or None for name in names}

    def in_order(self, name: str, value: Any) -> Any:
        """What was ticked stays in the order in which the clause had it; what is new comes after."""
        if not isinstance(value, list):
            return value
        had = [one for one in getattr(self.clause, name, ()) if one in value]
        return [*had, *(one for one in value if one not in had)]

    def source(self) -> dict[str, str] | None:
        """The clause's source; a document of its own is kept."""
        given = {
            "paragraph": self.cleaned_data["source_paragraph"],
            "requirement": self.cleaned_data["source_requirement"],
        }
        document = getattr(getattr(self.clause, "source", None), "document", "")
        if document and document != self.framework.source.document:
            given["document"] = document
        return {name: words for name, words in given.items() if words} or None

    def values(self) -> dict[str, Any]:
        """The whole clause as the file would hold it."""
        return {"key": self.key(), "source": self.source(), **self.stated()}

    def stated(self) -> dict[str, Any]:
        """What this kind of clause says."""
        return {}


class RequirementForm(ClauseForm, RuleForm):
    """Who needs what, by when, and how it is refreshed."""

    title = short("Title", "What people see, such as Safeguarding awareness", required=True)
    groups = some_of("Which target groups?")
    duties = some_of("Or people who hold a duty", DUTIES)
    job_roles = some_of("Or people in a job role")
    agency_kinds = some_of("Only in these kinds of agency", AGENCY_KINDS, "Tick none and it holds in every agency.")
    condition = forms.ChoiceField(label="Only if the person answers yes to", required=False)
    first_within = forms.IntegerField(
        label="How long may someone new take?",
        required=False,
        min_value=1,
        max_value=1000,
        help_text="Counted from the start of the post. Until then they are in induction, not overdue.",
        error_messages={"invalid": "Enter how long someone new may take as a whole number, such as 3"},
    )
    first_within_unit = forms.ChoiceField(label="Counted in", choices=UNITS, required=False)
    notice = forms.IntegerField(
        label="How long before it lapses does it count as due soon?",
        required=False,
        min_value=1,
        max_value=1000,
        error_messages={"invalid": "Enter how long before it lapses as a whole number, such as 3"},
    )
    notice_unit = forms.ChoiceField(label="Notice counted in", choices=UNITS, required=False)
    weight = forms.ChoiceField(
        label="How does it count?",
        widget=forms.RadioSelect,
        initial=Weight.REQUIRED.value,
        choices=(
            (Weight.REQUIRED.value, "Required: part of every percentage"),
            (Weight.ADVISED.value, "Advised: shown to the person, never part of a percentage"),
            (Weight.SHOWN.value, "Shown: attendance only, nothing falls due"),
        ),
    )
    owner = forms.ChoiceField(
        label="Who answers for it?",
        widget=forms.RadioSelect,
        initial=Owner.PARTNERSHIP.value,
        choices=((Owner.PARTNERSHIP.value, "The partnership"), (Owner.EMPLOYER.value, "The employer")),
    )
    mandatory = forms.BooleanField(label="Mandatory in every agency", required=False)
    about = short(
        "What it is about", "Requirements about the same thing are stages of one: the strictest date is named."
    )
    in_force_from = DateField(label="Asked from", required=False, help_text="Leave empty to ask it from the first day.")
    note = long("Note")

    def __init__(self, *args: Any, framework: Framework, rule_line: str = "", **kwargs: Any) -> None:
        self.rule_line = rule_line
        super().__init__(*args, framework=framework, **kwargs)

    def offer_choices(self) -> None:
        offer_rule(self, self.framework)
        offer(self, "groups", [(group.key, group.name) for group in self.framework.groups])
        offer(self, "job_roles", [(role.key, role.title) for role in self.framework.job_roles])
        questions = [(question.key, question.ask) for question in self.framework.questions]
        offer(self, "condition", [("", "No condition"), *questions])
        rule = [name for name in self.fields if name.startswith("rule_")]
        who = ("title", "groups", "duties", "job_roles", "agency_kinds", "condition")
        self.order_fields([*who, *rule])

    def initial_of(self, clause: Any) -> dict[str, Any]:
        shown = super().initial_of(clause) | initial_of(clause.rule, self.rule_line)
        shown |= {"weight": clause.weight.value, "owner": clause.owner.value}
        return (
            {name: one for name, one in shown.items() if name not in ("first_within", "notice")}
            | period_initial("first_within", clause.first_within)
            | period_initial("notice", clause.notice)
        )

    @property
    def says(self) -> str:
        """The rule as it stands, in words: its own period too, wherever in the text that is."""
        return in_words(self.clause.rule, self.framework) if self.clause is not None else ""

    @property
    def narrowed(self) -> bool:
        """Whether job roles, kinds of agency or a condition are chosen, so that they are shown at once."""
        return any(self[name].value() for name in ("job_roles", "agency_kinds", "condition"))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors and not (given["groups"] or given["duties"] or given["job_roles"] or given["agency_kinds"]):
            self.add_error("groups", "Choose a target group, a duty, a job role or a kind of agency")
        return given

    def stated(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("title", "groups", "duties", "job_roles", "agency_kinds", "condition", "about", "note")
        return {
            **self.plain(*names, "mandatory", "in_force_from", "weight", "owner"),
            "rule": given["rule"],
            "first_within": period_of(given["first_within"], given["first_within_unit"]),
            "notice": period_of(given["notice"], given["notice_unit"]),
        }


class GroupForm(ClauseForm):
    """A target group: who is in it and whose training it takes over."""

    named_by = "name"
    name = short("Name", "Such as Group 3: those who work predominantly with children", required=True)
    description = long("Description")
    levels = some_of("Levels of training")
    job_roles = some_of("Job roles in this group")
    duties = some_of("Duties in this group", DUTIES)
    agency_kinds = some_of("Only in these kinds of agency", AGENCY_KINDS, "Tick none for every agency.")
    inherits_always = some_of("Takes over everything asked of")
    inherits_if = some_of("Takes over, if the person answers yes to the question below")
    inherits_question = forms.ChoiceField(label="The question", required=False)
    methods = some_of("How its training is given", FORMATS)
    replaces = short("Groups of the earlier framework that it replaces", "Their keys, parted by commas")
    examples = long("Examples", "One a line")
    note = long("Note")

    def offer_choices(self) -> None:
        others = [(group.key, group.name) for group in self.framework.groups if group != self.clause]
        offer(self, "levels", levels_of(self.framework))
        offer(self, "job_roles", [(role.key, role.title) for role in self.framework.job_roles])
        offer(self, "inherits_always", others)
        offer(self, "inherits_if", others)
        offer(self, "inherits_question", [("", "No question"), *((q.key, q.ask) for q in self.framework.questions)])

    def initial_of(self, clause: Group) -> dict[str, Any]:
        asked = [one for one in clause.inherits if one.condition]
        return super().initial_of(clause) | {
            "inherits_always": [one.group for one in clause.inherits if not one.condition],
            "inherits_if": [one.group for one in asked],
            "inherits_question": asked[0].condition if asked else "",
            "examples": "\n".join(clause.examples),
            "replaces": ", ".join(clause.replaces),
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("inherits_if") and not given.get("inherits_question"):
            self.add_error("inherits_question", "Choose the question that decides it")
        return given

    def stated(self) -> dict[str, Any]:
        given = self.cleaned_data
        always: Iterable[Mapping[str, str] | str] = given["inherits_always"]
        asked = [{"group": key, "condition": given["inherits_question"]} for key in given["inherits_if"]]
        names = ("name", "description", "levels", "job_roles", "duties", "agency_kinds", "methods", "note")
        return {
            **self.plain(*names),
            "inherits": [*({"group": key} for key in always), *asked] or None,
            "examples": lines_of(given["examples"]) or None,
            "replaces": words_of(given["replaces"]) or None,
        }


class JobRoleForm(ClauseForm):
    """A job role, with the other titles that HR systems give it."""

    title = short("Title", "Such as Health visitor", required=True)
    also = long("Also called", "Other titles for it, one a line. They are recognised when lists of staff are loaded.")

    def initial_of(self, clause: Any) -> dict[str, Any]:
        return super().initial_of(clause) | {"also": "\n".join(clause.also)}

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"key": self.key(), "title": given["title"], "also": lines_of(given["also"]) or None}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source_paragraph", "source_requirement"):
            del self.fields[name]


class CourseForm(ClauseForm):
    """A course that the framework names."""

    title = short("Title", required=True)
    level = forms.ChoiceField(label="Level", required=False)
    topics = short("Topics", "Parted by commas")
    formats = some_of("How it is given", FORMATS)
    minutes = forms.IntegerField(label="Length in minutes", required=False, min_value=0, max_value=100_000)
    participatory_minutes = forms.IntegerField(
        label="Of these, minutes taken with others", required=False, min_value=0, max_value=100_000
    )
    refresher_of = forms.ChoiceField(label="Refresher of", required=False)
    equivalents = some_of("Other courses that count as this one")
    prerequisites = some_of("To be done before it")
    once_only = forms.BooleanField(label="Taken once only", required=False)
    description = long("Description")

    def offer_choices(self) -> None:
        others = [(course.key, course.title) for course in self.framework.courses if course != self.clause]
        offer(self, "level", [("", "No level"), *levels_of(self.framework)])
        offer(self, "refresher_of", [("", "Not a refresher"), *others])
        offer(self, "equivalents", others)
        offer(self, "prerequisites", others)

    def initial_of(self, clause: NamedCourse) -> dict[str, Any]:
        return super().initial_of(clause) | {"topics": ", ".join(clause.topics)}

    def stated(self) -> dict[str, Any]:
        names = ("title", "level", "formats", "minutes", "participatory_minutes", "refresher_of", "equivalents")
        stated = self.plain(*names, "prerequisites", "once_only", "description")
        return stated | {"topics": words_of(self.cleaned_data["topics"]) or None}


class LevelForm(ClauseForm):
    """A level of training."""

    named_by = "name"
    name = short("Name", "Such as Level 3", required=True)
    order = forms.IntegerField(
        label="Place in the order", required=False, min_value=0, max_value=100, help_text="Higher levels come after."
    )
    description = long("Description")

    def stated(self) -> dict[str, Any]:
        return {**self.plain("name", "description"), "order": self.cleaned_data["order"]}


class QuestionForm(ClauseForm):
    """A condition asked of the person."""

    named_by = "ask"
    ask = short("The question", "One that is answered with yes or no", required=True)
    help = long("Help with answering it")

    def stated(self) -> dict[str, Any]:
        return self.plain("ask", "help")


def levels_of(framework: Framework) -> list[tuple[str, str]]:
    """The levels that have a key of their own here."""
    levels: tuple[Level, ...] = framework.levels
    return [(level.key, level.name) for level in levels]


FORMS: Mapping[str, type[ClauseForm]] = {
    "requirements": RequirementForm,
    "groups": GroupForm,
    "job_roles": JobRoleForm,
    "courses": CourseForm,
    "levels": LevelForm,
    "questions": QuestionForm,
}
"""Whom a framework is for, and what it asks of them."""

ONE_OF = {
    "requirements": "requirement",
    "groups": "target group",
    "job_roles": "job role",
    "courses": "course",
    "levels": "level",
    "questions": "question",
}
