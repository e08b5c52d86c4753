"""Who is due a certificate, how it stands, and what its code means however it is typed."""

from datetime import date

from goldenthread.training.bookings.terms import Outcome

from .terms import CODE_LENGTH, CORRECTED, LETTERS, Standing

READ_AS = str.maketrans("OIL", "011")


def why_not_due(outcome: str, *, is_closed: bool, needs_form: bool, form_returned_on: date | None) -> str:
    """Why somebody has no certificate yet, in words; empty if it is due (E21)."""
    if not is_closed:
        return "The register is not closed yet."
    if outcome != Outcome.ATTENDED:
        return "A certificate is for whoever attended the whole event."
    if needs_form and form_returned_on is None:
        return "The evaluation form has not come back."
    return ""


def is_due_again(why_revoked: list[str]) -> bool:
    """Whether another is issued by itself to whom there was one: only where the register took it back.

    One that an officer revoked stays so until an officer issues another.
    """
    return all(why == CORRECTED for why in why_revoked)


def standing_of(*, is_revoked: bool, is_replaced: bool, expires_on: date | None, on: date) -> Standing:
    """What the public check says on a day. A certificate holds through its last day."""
    if is_replaced:
        return Standing.REPLACED
    if is_revoked:
        return Standing.REVOKED
    return Standing.EXPIRED if expires_on is not None and on > expires_on else Standing.VALID


def read_code(typed: str) -> str:
    """A code as it is kept, from how somebody typed it: any case, spaces and strokes, O for 0, I or L for 1."""
    signs = "".join(sign for sign in typed.upper().translate(READ_AS) if sign.isalnum())
    is_code = len(signs) == CODE_LENGTH and all(sign in LETTERS for sign in signs)
    return signs if is_code else ""


def spaced(code: str) -> str:
    """A code as it is printed: in fours."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def fit_to_print(name: str) -> str:
    """A name without signs that nobody can see, and otherwise whole."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
