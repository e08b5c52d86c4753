"""Who in the workforce a row of a staff list is: certainly, possibly, or nobody yet. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from goldenthread.kernel.cells import same_text

from .reading import StaffRow


class Match(StrEnum):
    CERTAIN = "certain"
    POSSIBLE = "possible"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a row means. With `POSSIBLE`, whom it may mean, and why a person must decide."""

    match: Match
    person_ids: tuple[int, ...] = ()
    why: str = ""


NOBODY = Found(Match.NONE)


@dataclass(slots=True)
class Known:
    """What is known of an agency's people when a list is matched. Names are in the form in which they are compared."""

    by_staff_number: dict[str, int] = field(default_factory=dict)
    by_email: dict[str, int] = field(default_factory=dict)
    by_professional_number: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=dict)
    names_of: dict[int, set[str]] = field(default_factory=dict)
    numbers_of: dict[int, set[str]] = field(default_factory=dict)
    has_email: set[int] = field(default_factory=set)
    titles_of: dict[int, set[str]] = field(default_factory=dict)
    decided: Mapping[tuple[str, int], bool] = field(default_factory=dict)  # (row's key, person): same or not

    def add_name(self, person_id: int, given: str, family: str) -> None:
        name = same_text(f"{given} {family}")
        self.by_name.setdefault(name, set()).add(person_id)
        self.names_of.setdefault(person_id, set()).add(name)


def share_a_name(row: StaffRow, names: set[str]) -> bool:
    """Whether a row could be a person by name: a given or a family name in common. People marry; systems shorten."""
    words = set(same_text(f"{row.name} {row.preferred_name} {row.previous_name}").split())
    return any(words & set(name.split()) for name in names)


def _certain_or_ask(row: StaffRow, person_id: int, known: Known, why: str) -> Found:
    names = known.names_of.get(person_id)
    if names is None or not row.name or share_a_name(row, names):
        return Found(Match.CERTAIN, (person_id,))
    return Found(Match.POSSIBLE, (person_id,), why)


def _by_name(row: StaffRow, known: Known) -> Found:
    named: set[int] = set()
    for given in {row.given_name, row.preferred_name} - {""}:
        named |= known.by_name.get(same_text(f"{given} {row.family_name}"), set())
    if row.previous_name:
        previous = row.previous_name if " " in row.previous_name else f"{row.given_name} {row.previous_name}"
        named |= known.by_name.get(same_text(previous), set())
    candidates = []
    for person_id in named:
        numbers = known.numbers_of.get(person_id, set())
        if row.staff_number and numbers and row.staff_number.casefold() not in numbers:
            continue  # two staff numbers in one agency are two people
        candidates.append(person_id)
    if not candidates:
        return NOBODY
    if len(candidates) == 1:
        (person_id,) = candidates
        numbers = known.numbers_of.get(person_id, set())
        nothing_against = not (row.staff_number and numbers) and not (row.emails and person_id in known.has_email)
        if nothing_against and same_text(row.job_title) in known.titles_of.get(person_id, set()):
            return Found(Match.CERTAIN, (person_id,))
    return Found(Match.POSSIBLE, tuple(sorted(candidates)), "The name is the same, but nothing else makes it certain.")


def match(row: StaffRow, known: Known) -> Found:
    """Staff number in the same agency, then e-mail, then professional number, then name with job title.

    Two signs that point at two people, or a sign that points at somebody of quite another name, are for a
    person to decide.
    """
    found = _match(row, known)
    if found.match is not Match.POSSIBLE:
        return found
    said = {person_id: known.decided.get((row.key, person_id)) for person_id in found.person_ids}
    same = [person_id for person_id, answer in said.items() if answer]
    if same:
        return Found(Match.CERTAIN, (same[0],))
    left = tuple(person_id for person_id, answer in said.items() if answer is None)
    return Found(Match.POSSIBLE, left, found.why) if left else NOBODY


def _match(row: StaffRow, known: Known) -> Found:
    by_number = known.by_staff_number.get(row.staff_number.casefold()) if row.staff_number else None
    by_email = {known.by_email[email] for email in row.emails if email in known.by_email}
    if by_number is not None:
        others = by_email - {by_number}
        if others:
            people = tuple(sorted({by_number, *others}))
            return Found(Match.POSSIBLE, people, "The staff number and the e-mail address belong to two people.")
        return _certain_or_ask(row, by_number, known, "The staff number belonged to somebody of another name.")
    if len(by_email) > 1:
        return Found(Match.POSSIBLE, tuple(sorted(by_email)), "The e-mail addresses belong to two people.")
    if by_email:
        return _certain_or_ask(row, by_email.pop(), known, "The e-mail address belongs to somebody of another name.")
    if row.professional_number:
        by_professional = known.by_professional_number.get(row.professional_number.casefold())
        if by_professional is not None:
            return _certain_or_ask(row, by_professional, known, "The professional number is somebody else's.")
    return _by_name(row, known)
