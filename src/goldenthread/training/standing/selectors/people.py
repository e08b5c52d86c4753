"""One person's standing, and a manager's team."""

from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.frameworks.terms import Weight
from goldenthread.setting.workforce.models import Post

from .. import access
from ..terms import Line
from .lines import lines_of


def of_person(actor: Actor, person_id: int, on: date) -> list[Line]:
    """What is asked of one person and how they stand, on any day, in the posts that the actor may see.

    A past day is judged by the framework in force on it and by what was completed by then.
    """
    refuse(access.can_see_person(actor, person_id, on=on))
    lines = lines_of([person_id], on)
    if access.sees_all(actor) or actor.person_id == person_id:
        return lines
    seen = set(access.posts_seen(actor, person_id, on))
    return [line for line in lines if (line.agency_id, line.partnership_id) in seen]


@dataclass(frozen=True)
class TeamRow:
    """One member of a team with their cell for each column; none where nothing is asked of them."""

    person_id: int
    person: str
    agency: str
    cells: dict[str, Line]


@dataclass(frozen=True)
class Team:
    """A team's matrix: requirements by what they are about, people down the side (D36)."""

    columns: tuple[tuple[str, str], ...]  # key and title
    rows: tuple[TeamRow, ...]


def team_matrix(actor: Actor, on: date) -> Team:
    """Everyone whose post the actor manages (or deputises for), with the strictest line of each requirement."""
    managed = Post.objects.filter(manager_id__in=actor.people_ids, starts_on__lte=on).exclude(ends_on__lt=on)
    pairs = set(managed.values_list("person_id", "agency_id", "partnership_id"))
    lines = [
        line
        for line in lines_of(sorted({person for person, _, _ in pairs}), on)
        if (line.person_id, line.agency_id, line.partnership_id) in pairs and line.weight != Weight.SHOWN
    ]
    columns: dict[str, str] = {}
    rows: dict[tuple[int, str], TeamRow] = {}
    for line in lines:
        columns.setdefault(line.about, line.title)
        row = rows.setdefault((line.person_id, line.agency), TeamRow(line.person_id, line.person, line.agency, {}))
        if line.about not in row.cells or line.is_strictest:
            row.cells[line.about] = line
    return Team(tuple(columns.items()), tuple(sorted(rows.values(), key=lambda row: (row.person, row.person_id))))
