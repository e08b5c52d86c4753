"""A framework laid out for reading: part by part, clause by clause, each with its source."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from goldenthread.kernel.periods import Period
from goldenthread.setting.frameworks.terms import Framework, Inherits, Line, Requirement, Setting, Source, Work
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.training.records.terms import Format

from .wording import Wording, joined

PARTS = (
    ("requirements", "Requirements", "Who needs what, by when, and how it is refreshed."),
    ("groups", "Target groups", "Who is in which group, and whose training it takes over."),
    ("job_roles", "Job roles", "Job roles as this framework names them."),
    ("courses", "Courses", "Courses that the framework names."),
    (
        "earlier_courses",
        "Courses of an earlier framework",
        "Courses that an earlier framework named and this one does not, and what their records count as here.",
    ),
    ("levels", "Levels", "The levels of training, and the scheme they belong to."),
    ("settings", "Settings", "Choices that the source leaves open, each with its default and why."),
    ("questions", "Questions asked of people", "Conditions that depend on the person's answer."),
    ("standards", "Standards", "Checklists that training, trainers and agencies are held against."),
    ("lists", "Lists", "What the source lists: purposes, drivers, principles, themes."),
    ("delivery", "Ways of delivery", "How the partnership gives learning."),
    ("trainer_kinds", "Kinds of trainer", "Who delivers what."),
    ("sources", "Sources of learning", "What is learnt from, how, and who leads."),
    ("subgroups", "Subgroups", "The groups that meet and whom they report to."),
    ("cadences", "What comes round", "What is done again and again, and how often."),
    ("priorities", "Priorities", "Priorities and the learning offered for them."),
    ("actions", "Key actions", "Rows of the business plan."),
    ("terms", "Words", "Old words and today's."),
)
"""The parts of a framework in the order in which an officer reads them."""

SAID = {"groups", "duties", "job_roles", "agency_kinds", "condition"}
"""Of whom a requirement is asked: its sentence says so already."""

HIDDEN = {
    "lines",
    "work",
    "key",
    "title",
    "name",
    "ask",
    "source",
    "old",
    "rule",
    "title_cy",
    "name_cy",
    "ask_cy",
    "says",
}
REFERS = {
    "groups": "groups",
    "replaces": "groups",
    "job_roles": "roles",
    "courses": "courses",
    "counts_as": "courses",
    "equivalents": "courses",
    "prerequisites": "courses",
    "refresher_of": "courses",
    "learning": "courses",
    "level": "levels",
    "levels": "levels",
    "condition": "questions",
}
"""Fields that name other clauses by their keys, and the names those have."""

KINDS: dict[str, Any] = {"agency_kinds": AgencyKind, "duties": DutyKind, "formats": Format, "methods": Format}
"""Fields that hold fixed words, and what those are called."""


@dataclass(frozen=True)
class Clause:
    """One clause as a page shows it."""

    part: str
    key: str
    title: str
    says: str
    lines: tuple[tuple[str, str], ...]
    source: str
    items: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        return f"{self.part}-{self.key}"

    def holds(self, term: str) -> bool:
        """Whether the words searched for stand anywhere in it."""
        text = " ".join((self.key, self.title, self.says, self.source, *self.items, *(v for _, v in self.lines)))
        return all(word in text.casefold() for word in term.casefold().split())


@dataclass(frozen=True)
class Part:
    """One part of the framework with its clauses."""

    key: str
    title: str
    about: str
    clauses: tuple[Clause, ...]


def parts_of(framework: Framework, term: str = "") -> list[Part]:
    """Every part that says something, narrowed to the clauses in which the searched words stand."""
    wording = Wording(framework)
    found = []
    for key, title, about in PARTS:
        clauses = tuple(
            clause
            for clause in (clause_of(key, one, wording) for one in getattr(framework, key))
            if not term or clause.holds(term)
        )
        if clauses:
            found.append(Part(key, title, about, clauses))
    return found


def clause_of(part: str, clause: Any, wording: Wording) -> Clause:
    """One clause: its title, what it says in a sentence, then each thing it sets."""
    key = getattr(clause, "key", "") or getattr(clause, "old", "")
    title = next((str(getattr(clause, n)) for n in ("title", "name", "ask", "old") if getattr(clause, n, "")), key)
    says = ""
    if isinstance(clause, Requirement):
        says = wording.asks(clause)
    elif isinstance(clause, Setting):
        says = clause.says.get(clause.chosen, clause.chosen)
    items = tuple(line_of(line) for line in getattr(clause, "lines", ()) or getattr(clause, "work", ()))
    lines = tuple((label_of(name), words) for name, words in set_in(clause, wording))
    return Clause(part, key, title, says, lines, str(getattr(clause, "source", "")), items)


def line_of(line: Line | Work) -> str:
    """One numbered line of a checklist, or a piece of work."""
    if isinstance(line, Work):
        return " – ".join(part for part in (line.text, line.lead, line.due) if part)
    evidence = f" (evidence: {line.evidence})" if line.evidence else ""
    return f"{line.number + '. ' if line.number else ''}{line.text}{evidence}"


def set_in(clause: Any, wording: Wording) -> Iterator[tuple[str, str]]:
    """Each field that differs from silence, in words."""
    for field in fields(clause):
        if field.name in HIDDEN or (field.name in SAID and isinstance(clause, Requirement)):
            continue
        words = in_words(getattr(clause, field.name), field.name, wording)
        if words:
            yield field.name, words


def in_words(value: Any, name: str, wording: Wording) -> str:
    """One value of a clause as people read it."""
    if value in (None, "", (), {}, False) or isinstance(value, Source):
        return ""
    if value is True:
        return "Yes"
    if isinstance(value, Inherits):
        condition = (
            f' (if yes to "{wording.questions.get(value.condition, value.condition)}")' if value.condition else ""
        )
        return f"{wording.groups.get(value.group, value.group)}{condition}"
    if isinstance(value, tuple):
        return joined((in_words(one, name, wording) for one in value), "and")
    if isinstance(value, str) and name in KINDS:
        return str(KINDS[name](value).label)
    if isinstance(value, str) and name == "about":
        return value.replace("-", " ").capitalize()
    if isinstance(value, str) and name in REFERS:
        return str(getattr(wording, REFERS[name]).get(value, value))
    if isinstance(value, Enum):
        return str(value.value).replace("-", " ")
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, int) and "minutes" in name:
        return f"{value / 60:g} hours" if value >= 60 else f"{value} minutes"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {words}" for key, words in value.items())
    if is_dataclass(value) and not isinstance(value, Period):
        return str(getattr(value, "title", "") or getattr(value, "text", ""))
    return str(value)


LABELS = {
    "also": "Also called",
    "first_within": "First met within",
    "in_force_from": "In force from",
    "about": "About",
    "owner": "Answered for by the",
    "weight": "Weight",
    "agency_kinds": "Only in",
    "refresher_of": "Refresher of",
    "inherits": "Everything asked of",
    "key": "Key",
    "title_cy": "Title in Welsh",
    "name_cy": "Name in Welsh",
    "missing": "Named by the source and not held here",
    "note": "Note",
    "rule": "What is asked",
    "duties": "People who hold a duty",
    "counts_as": "Counts as",
    "equivalents": "Courses that count as this one",
    "replaces": "Takes the place of",
    "order": "Order",
}


def label_of(name: str) -> str:
    return LABELS.get(name, name.replace("_", " ").capitalize())
