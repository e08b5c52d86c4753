"""The chooser's questions as a page shows them: a legend, a hint and the answers to choose from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from goldenthread.setting.frameworks.terms import Framework, JobRole
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.setting.workforce.terms import DutyKind

from .answers import NONE, OTHER, Answers, duties_of

DUTY_HINTS = {
    DutyKind.DESIGNATED_LEAD: "You lead on safeguarding in your school, service or organisation",
    DutyKind.DEPUTY_DESIGNATED_LEAD: "You stand in for the designated lead",
    DutyKind.NAMED_PROFESSIONAL: "Named doctor, nurse, midwife or GP for safeguarding children",
    DutyKind.DESIGNATED_PROFESSIONAL: "Designated doctor or nurse for a health area",
    DutyKind.TRAINER: "You deliver training for the partnership",
    DutyKind.BOARD_MEMBER: "You sit on the partnership's board or executive",
    DutyKind.WORKSTREAM_MEMBER: "You sit on a subgroup or workstream of the partnership",
    DutyKind.SAFEGUARDING_TRUSTEE: "You are the trustee or governor for safeguarding",
}
MISSING = {
    "partnership": "Select your area",
    "kind": "Select where you work or volunteer",
    "role": "Select what you do, or that your role is not listed",
    "duty": "Select the duties you have, or that you have none of them",
}


@dataclass(frozen=True)
class Question:
    """One page of the chooser. `component` and `params` draw it; `search` offers to narrow the answers."""

    step: str
    legend: str
    component: str
    params: dict[str, Any]
    error: str = ""
    search: bool = False
    found: str = ""

    @property
    def errors(self) -> dict[str, Any]:
        return {"titleText": "There is a problem", "errorList": [{"text": self.error, "href": f"#{self.step}"}]}


def ask_partnership(named: Iterable[tuple[str, str, str]], chosen: str, missed: bool) -> Question:
    """Which area, where several partnerships have a framework."""
    items = [_item(slug, name, chosen, hint=area) for slug, name, area in named]
    return _question(
        "partnership", "Which area do you work in?", items, missed, hint="If you work in two, choose one first."
    )


def ask(
    step: str, frameworks: Sequence[Framework], answers: Answers, find: str, missed: bool, searched: bool = False
) -> Question:
    """The page of one step. `searched`: whether its search was used, were it with nothing typed."""
    if step == "kind":
        return ask_kind(answers, missed)
    if step == "role":
        return ask_role(frameworks, answers, find, missed, searched)
    if step == "duty":
        return ask_duties(frameworks, answers, missed)
    return ask_condition(step, frameworks, answers, missed)


def ask_kind(answers: Answers, missed: bool) -> Question:
    items = [_item(value, label, answers.kind) for value, label in AgencyKind.choices]
    hint = "Choose the kind of organisation. Foster carers choose fostering; childminders choose early years."
    return _question("kind", "Where do you work or volunteer?", items, missed, hint=hint)


def ask_role(
    frameworks: Sequence[Framework], answers: Answers, find: str, missed: bool, searched: bool = False
) -> Question:
    """Job roles of every framework in force, each once, narrowed by what was searched for."""
    roles = list({role.key: role for one in frameworks for role in one.job_roles}.values())
    words = find.casefold().split()
    matching = [role for role in roles if all(word in _searched(role) for word in words)]
    near = [] if matching else [role for role in roles if all(_is_near(word, _searched(role)) for word in words)]
    shown = sorted(matching or near, key=lambda role: role.title.casefold())
    items = [_item(role.key, role.title, answers.role, hint=_also(role) if words else "") for role in shown]
    items += [{"divider": "or"}] * bool(items)
    items.append(
        _item(OTHER, "My role is not listed", answers.role, hint="You will see what your workplace and duties ask.")
    )
    hint = "Choose the nearest. Volunteers choose what they do, as staff would."
    found = f"{len(matching)} of {len(roles)} roles match “{find}”" if words else ""
    if near:
        found = f"No role matches “{find}”. Did you mean {'this' if len(near) == 1 else 'one of these'}?"
    elif searched and not words:
        found = "Type a job or role to search for, such as teacher or nurse."
    question = _question("role", "What do you do?", items, missed, hint=hint, search=len(roles) > 8, found=found)
    question.params["classes"] = "govuk-radios--small gt-columns"
    return question


def _is_near(word: str, text: str) -> bool:
    """Whether a word is one of the text's but for a slip of the keyboard."""
    return bool(get_close_matches(word, text.split(), n=1, cutoff=0.75))


def ask_duties(frameworks: Sequence[Framework], answers: Answers, missed: bool) -> Question:
    items = [
        _item(duty, DutyKind(duty).label, *answers.duties, hint=DUTY_HINTS[DutyKind(duty)])
        for duty in duties_of(frameworks)
    ]
    items += [{"divider": "or"}, _item(NONE, "None of these", *answers.duties) | {"behaviour": "exclusive"}]
    return _question(
        "duty", "Do you have any of these duties?", items, missed, "checkboxes", hint="Select all that apply to you."
    )


def ask_condition(step: str, frameworks: Sequence[Framework], answers: Answers, missed: bool) -> Question:
    """A question of a framework's own, in its own words."""
    key = step.removeprefix("is-")
    asked = next(question for one in frameworks for question in one.questions if question.key == key)
    told = {True: "yes", False: "no", None: ""}[dict(answers.conditions).get(key)]
    items = [_item("yes", "Yes", told), _item("no", "No", told)]
    return _question(step, asked.ask, items, missed, hint=asked.help)


def _question(
    step: str,
    legend: str,
    items: list[dict[str, Any]],
    missed: bool,
    component: str = "radios",
    hint: str = "",
    search: bool = False,
    found: str = "",
) -> Question:
    error = MISSING.get(step, "Select yes or no") if missed else ""
    params: dict[str, Any] = {
        "name": step,
        "idPrefix": step,
        "items": items,
        "fieldset": {"legend": {"text": legend, "classes": "govuk-fieldset__legend--l", "isPageHeading": True}},
    }
    if hint:
        params["hint"] = {"text": hint}
    if error:
        params["errorMessage"] = {"text": error}
    return Question(step, legend, component, params, error, search, found)


def _item(value: str, text: str, *chosen: str, hint: str = "") -> dict[str, Any]:
    item: dict[str, Any] = {"value": value, "text": text, "checked": value in chosen}
    return item | {"hint": {"text": hint}} if hint else item


def _also(role: JobRole) -> str:
    return f"Also: {', '.join(role.also)}" if role.also else ""


def _searched(role: JobRole) -> str:
    return " ".join((role.title, *role.also, role.key.replace("-", " "))).casefold()
