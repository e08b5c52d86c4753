"""What an application must say: the framework's own words for it, tied to the fields of the form (E21)."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from ..terms import Application, Asked

ANSWER = "answer:"

FIELDS = {
    "email": "Individual work e-mail address",
    "supervisor_name": "Supervisor's name",
    "supervisor_email": "Supervisor's e-mail address",
    "basic_training_on": "Date of single-agency basic training",
}
KNOWN: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\bevery\b|\ball fields\b", ("email", "supervisor_name", "supervisor_email")),
    (r"supervisor|line manager", ("supervisor_name", "supervisor_email")),
    (r"basic training", ("basic_training_on",)),
    (r"^(individual )?(work )?e-?mail", ("email",)),
)
"""Words that frameworks use for fields that every form has. Anything else is a question of its own."""


def asked_of(needed: Sequence[str], *, asks_basic_training: bool) -> list[Asked]:
    """The form: the fields everyone is shown, which of them must be filled in, and the framework's own questions."""
    must: set[str] = set()
    own: list[Asked] = []
    for text in needed:
        fields = next((fields for words, fields in KNOWN if re.search(words, text, re.IGNORECASE)), None)
        if fields is None:
            own.append(Asked(f"{ANSWER}{text}", text, is_needed=True))
        else:
            must.update(fields)
    shown = [key for key in FIELDS if key != "basic_training_on" or asks_basic_training or key in must]
    return [*(Asked(key, FIELDS[key], key in must) for key in shown), *own]


def what_is_missing(form: Sequence[Asked], said: Application) -> dict[str, str]:
    """By field, what an application still has to say; empty when it is complete."""
    return {one.key: f"Give this: {one.label}." for one in form if one.is_needed and not _given(one.key, said)}


def _given(key: str, said: Application) -> bool:
    if key.startswith(ANSWER):
        return bool(said.answers.get(key.removeprefix(ANSWER), "").strip())
    value = getattr(said, key)
    return value is not None and bool(str(value).strip())


SHARED = re.compile(
    r"^(admin|administrator|administration|bookings?|contact|contactus|enquir(y|ies)|general|head|headteacher|help|hello|"
    r"hr|info|information|mail|manager|office|postmaster|reception|safeguarding|school|schooloffice|secretary|staff|"
    r"support|team|training|dsl)([._-]?(office|team|admin|mailbox|inbox|\d+))?$",
    re.IGNORECASE,
)


def is_shared_mailbox(email: str) -> bool:
    """Whether an address is an office's and not one person's, by the part before the @."""
    return bool(SHARED.match(email.partition("@")[0].strip()))


def why_not_usable(
    said: Application, on: date, *, is_someone_elses: bool, individual_only: bool, is_own_supervisor: bool = False
) -> Mapping[str, str]:
    """By field, what cannot be: a shared address, one's own as the supervisor's, basic training still to come."""
    wrong: dict[str, str] = {}
    supervisor = said.supervisor_email.strip().casefold()
    if is_own_supervisor or (supervisor and supervisor == said.email.strip().casefold()):
        wrong["supervisor_email"] = "Give your supervisor's address: nobody approves their own application."
    if individual_only and said.email and (is_shared_mailbox(said.email) or is_someone_elses):
        wrong["email"] = "Give an e-mail address of your own: places are not sent to a shared mailbox."
    if said.basic_training_on is not None and said.basic_training_on > on:
        wrong["basic_training_on"] = "Basic training has to be done before: this day is still to come."
    return wrong
