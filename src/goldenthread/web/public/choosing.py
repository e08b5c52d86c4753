"""Which page of the chooser comes next, from the answers in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from goldenthread.setting.frameworks.terms import Framework
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.training.standing.selectors.chooser import asked_since, frameworks_in_force

from .answers import NONE, OTHER, Answers, is_answered, read_answers, steps
from .forms import StartForm
from .questions import ask, ask_partnership
from .results import answers_of


class Area(Protocol):
    """A partnership, as far as the chooser looks at it."""

    pk: int
    slug: str
    name: str
    area: str


@dataclass(frozen=True)
class Page:
    """A template of the chooser and what it shows."""

    template: str
    context: Mapping[str, Any]


def page_for(asked: QueryDict, offered: Mapping[str, Area], on: date) -> Page:
    """The next question, or the answer once nothing more needs asking."""
    if not offered:
        return Page("public/chooser/nothing.html", {})
    chosen = offered.get(asked.get("partnership", ""))
    if chosen is None and len(offered) == 1:
        chosen = next(iter(offered.values()))
    if chosen is None or asked.get("change") == "partnership":
        areas = [(one.slug, one.name, one.area) for one in offered.values()]
        question = ask_partnership(areas, asked.get("partnership", ""), asked.get("asked") == "partnership")
        return Page("public/chooser/question.html", {"question": question, "back": reverse("home")})
    frameworks = frameworks_in_force(chosen.pk, on)
    answers = read_answers(asked, frameworks, chosen.slug)
    every = steps(frameworks, answers)
    again = asked.get("change", "")
    step = again if again in every else next((one for one in every if not is_answered(one, answers)), "")
    if not step:
        return result(asked, chosen, frameworks, answers, on)
    find, missed = asked.get("find", "")[:80], asked.get("asked") == step
    question = ask(step, frameworks, answers, find, missed, "find" in asked)
    where = {"number": every.index(step) + 1, "carried": answers.without(step), "find": asked.get("find", "")}
    where["everything"] = link(answers, change=step)
    return Page(
        "public/chooser/question.html", {"question": question, "back": way_back(every, step, answers, offered), **where}
    )


def result(asked: QueryDict, chosen: Area, frameworks: Sequence[Framework], answers: Answers, on: date) -> Page:
    """What is asked of this person, with a summary of what they said and a way to change each answer."""
    form = StartForm(asked if "starts-day" in asked else None)
    start = form.start if form.is_bound else None
    since = {} if start is None else asked_since(chosen.pk, on)
    told = answers_of(frameworks, answers.situation, start, since)
    return Page(
        "public/chooser/result.html",
        {
            "chosen": chosen,
            "answers": told,
            "said": summary(frameworks, answers),
            "form": form,
            "start": start,
            "carried": answers.pairs,
            "asks_something": any(one.required or one.advised for one in told),
        },
    )


def link(answers: Answers, **more: str) -> str:
    return f"{reverse('chooser')}?{urlencode([*answers.pairs, *more.items()])}"


def way_back(every: Sequence[str], step: str, answers: Answers, offered: Mapping[str, Area]) -> str:
    """The question before this one, with its answer still chosen; from the first, where one came from."""
    place = every.index(step)
    if place:
        return link(answers, change=every[place - 1])
    return link(answers, change="partnership") if len(offered) > 1 else reverse("home")


def summary(frameworks: Sequence[Framework], answers: Answers) -> list[dict[str, str]]:
    """What was answered, each with the way to change it."""
    roles = {role.key: role.title for one in frameworks for role in one.job_roles}
    questions = {question.key: question.ask for one in frameworks for question in one.questions}
    duties = ", ".join(DutyKind(duty).label for duty in answers.duties if duty != NONE) or "None of those listed"
    rows = [("kind", "Where you work", AgencyKind(answers.kind).label)]
    if answers.role:
        rows.append(("role", "What you do", "Not listed" if answers.role == OTHER else roles[answers.role]))
    if answers.duties:
        rows.append(("duty", "Your duties", duties))
    rows += [(f"is-{key}", questions[key], "Yes" if is_yes else "No") for key, is_yes in answers.conditions]
    return [{"label": label, "value": value, "href": link(answers, change=step)} for step, label, value in rows]
