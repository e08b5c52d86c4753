"""Why something may not be done, in words a person can act on."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of no: decides the status of the page, never its words."""

    NOT_ALLOWED = "not_allowed"  # 403: you can see it, you may not do this
    NOT_VISIBLE = "not_visible"  # 404: for you it does not exist
    WRONG_STATE = "wrong_state"  # 409: not now, or not any more
    BAD_INPUT = "bad_input"  # 400: what was sent cannot be used


@dataclass(frozen=True)
class Refusal:
    """A reason for refusing, said so that the reader knows what to do next.

    `errors` ties messages to the form's fields by name; `reason` stands alone.
    """

    reason: str
    kind: Kind = Kind.WRONG_STATE
    errors: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """Carries a refusal to the one place that turns it into a page."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


def refuse(refusal: Refusal | None) -> None:
    """Stop here if there is a reason to; do nothing if there is none."""
    if refusal is not None:
        raise Refused(refusal)


def not_visible(what: str) -> Refusal:
    """The one wording for a thing that is absent or that the reader may not know of."""
    return Refusal(f"{what} was not found, or you cannot see it.", Kind.NOT_VISIBLE)


def not_allowed(reason: str) -> Refusal:
    return Refusal(reason, Kind.NOT_ALLOWED)


def bad_input(reason: str, /, **errors: str) -> Refusal:
    return Refusal(reason, Kind.BAD_INPUT, errors)
