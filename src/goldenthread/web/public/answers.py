"""The chooser's answers, kept in the page's address: one question a page, and the way back always works."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from goldenthread.setting.frameworks.terms import Framework
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.training.standing.selectors.chooser import Situation, questions_for

NONE = "none"
OTHER = "other"
LONGEST = 80


@dataclass(frozen=True)
class Answers:
    """What has been answered so far. An empty text is a question not answered yet."""

    partnership: str = ""
    kind: str = ""
    role: str = ""
    duties: tuple[str, ...] = ()
    conditions: tuple[tuple[str, bool], ...] = ()

    @property
    def situation(self) -> Situation:
        return Situation(
            agency_kind=self.kind,
            job_role="" if self.role == OTHER else self.role,
            duties=tuple(duty for duty in self.duties if duty != NONE),
            yes=frozenset(question for question, is_yes in self.conditions if is_yes),
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every answer as the address carries it."""
        told = [("partnership", self.partnership), ("kind", self.kind), ("role", self.role)]
        told += [("duty", duty) for duty in self.duties]
        told += [(f"is-{question}", "yes" if is_yes else "no") for question, is_yes in self.conditions]
        return [(name, value) for name, value in told if value]

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    def without(self, step: str) -> list[tuple[str, str]]:
        """Every answer but that of one step: what its page carries along."""
        return [(name, value) for name, value in self.pairs if name != step]


def read_answers(asked: QueryDict, frameworks: Sequence[Framework], partnership: str) -> Answers:
    """The answers in an address. Whatever the frameworks do not offer is as good as not answered."""
    kind = asked.get("kind", "")[:LONGEST]
    role = asked.get("role", "")[:LONGEST]
    offered = {one.key for framework in frameworks for one in framework.job_roles}
    duties = tuple(duty for duty in duties_of(frameworks) if duty in asked.getlist("duty"))
    if NONE in asked.getlist("duty") and not duties:
        duties = (NONE,)
    answers = Answers(
        partnership=partnership,
        kind=kind if kind in kinds_of(frameworks) else "",
        role=role if role in offered or role == OTHER else "",
        duties=duties,
    )
    conditions: tuple[tuple[str, bool], ...] = ()
    for question in questions_of(frameworks, answers):
        said = asked.get(f"is-{question}", "")
        if said in ("yes", "no"):
            conditions += ((question, said == "yes"),)
    return replace(answers, conditions=conditions)


def steps(frameworks: Sequence[Framework], answers: Answers) -> list[str]:
    """The questions in the order they are put, those that cannot matter left out."""
    found = ["kind"]
    if any(framework.job_roles for framework in frameworks):
        found.append("role")
    if duties_of(frameworks):
        found.append("duty")
    return [*found, *(f"is-{question}" for question in questions_of(frameworks, answers))]


def is_answered(step: str, answers: Answers) -> bool:
    if step.startswith("is-"):
        return step.removeprefix("is-") in dict(answers.conditions)
    return bool(getattr(answers, "duties" if step == "duty" else step))


def kinds_of(frameworks: Sequence[Framework]) -> tuple[str, ...]:
    """Kinds of agency: all of them, whichever the frameworks name."""
    return tuple(AgencyKind.values) if frameworks else ()


def duties_of(frameworks: Sequence[Framework]) -> tuple[str, ...]:
    """The duties that decide anything in these frameworks, each once."""
    named = [duty for one in frameworks for group in one.groups for duty in group.duties]
    named += [duty for one in frameworks for requirement in one.requirements for duty in requirement.duties]
    return tuple(dict.fromkeys(named))


def questions_of(frameworks: Sequence[Framework], answers: Answers) -> tuple[str, ...]:
    """The frameworks' own questions whose answer could change what is asked of this person."""
    situation = answers.situation
    return tuple(dict.fromkeys(key for one in frameworks for key in questions_for(one, situation)))
