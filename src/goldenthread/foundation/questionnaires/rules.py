"""What an answer to a question must be, said so that the person can mend it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

LONGEST_TEXT = 10_000


@dataclass(frozen=True)
class Asked:
    """A question as it is asked: its key, kind, options and whether it must be answered."""

    key: str
    ask: str
    kind: str
    options: tuple[str, ...] = ()
    required: bool = False


def what_is_wrong(asked: Asked, answer: object) -> str:
    """Why this answer cannot be kept, or nothing."""
    if answer in (None, "", []):
        return f"Answer: {asked.ask}" if asked.required else ""
    if asked.kind == "choices":
        return "" if _all_known(answer, asked.options) else "Choose from the list."
    text = str(answer)
    if asked.kind in ("choice", "scale"):
        return "" if text in asked.options else "Choose one from the list."
    if asked.kind == "yes_no":
        return "" if text in ("yes", "no") else "Answer yes or no."
    if asked.kind == "date":
        return "" if _is_date(text) else "Enter a date such as 27 3 2026."
    if asked.kind == "number":
        return "" if _is_number(text) else "Enter a number, such as 12."
    return "" if len(text) <= LONGEST_TEXT else f"Use {LONGEST_TEXT:,} characters or fewer."


def check(questions: Sequence[Asked], answers: Mapping[str, object]) -> dict[str, str]:
    """Everything wrong with a set of answers, by question key. An answer to no question is an error too."""
    wrong = {asked.key: message for asked in questions if (message := what_is_wrong(asked, answers.get(asked.key)))}
    known = {asked.key for asked in questions}
    wrong.update({key: "There is no such question in this set." for key in answers if key not in known})
    return wrong


def _all_known(answer: object, options: Sequence[str]) -> bool:
    return isinstance(answer, list | tuple) and all(str(item) in options for item in answer)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
