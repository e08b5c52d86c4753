"""A team as pages show it: what needs doing, the matrix of people and requirements, and each person's figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from goldenthread.kernel.periods import FOREVER, Period, Unit, after
from goldenthread.setting.frameworks.terms import Weight
from goldenthread.setting.workforce.selectors.team import TeamPost
from goldenthread.training.standing.selectors.people import Team
from goldenthread.training.standing.terms import HOLDING, Line, Status
from goldenthread.web.ui.columns import day
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Filter, Kind, Table

LATE = (Status.OVERDUE, Status.NEVER)
AHEAD = Period(3, Unit.MONTHS)
NOTHING_ASKED = "Nothing asked"


@dataclass(frozen=True)
class Member:
    """One of the team in one agency, with what is required of them there."""

    person_id: int
    name: str
    family_name: str
    agency: str
    job_title: str
    team: str
    is_volunteer: bool
    cells: dict[str, Line] = field(default_factory=dict)

    def count(self, *statuses: Status) -> int:
        return sum(line.status in statuses for line in self.cells.values())

    @property
    def required(self) -> int:
        return len(self.cells)

    @property
    def held(self) -> int:
        return self.count(*HOLDING)

    @property
    def due(self) -> int:
        return self.count(Status.DUE)

    @property
    def late(self) -> int:
        return self.count(*LATE)

    @property
    def in_induction(self) -> int:
        return self.count(Status.INDUCTION)

    @property
    def next_on(self) -> date | None:
        """The next day on which something lapses or must first be met."""
        days = [line.due_on for line in self.cells.values() if line.due_on and line.status not in LATE]
        return min(days, default=None)

    @property
    def worst(self) -> str:
        """The most pressing of their states."""
        for status in (Status.OVERDUE, Status.NEVER, Status.DUE, Status.INDUCTION, Status.MET, Status.EXEMPT):
            if self.count(status):
                return str(status)
        return ""


def members(posts: Iterable[TeamPost], matrix: Team) -> list[Member]:
    """Everyone managed, those of whom nothing is asked too. Advised learning is not counted."""
    cells = {
        (row.person_id, row.agency): {key: line for key, line in row.cells.items() if line.weight == Weight.REQUIRED}
        for row in matrix.rows
    }
    found: dict[tuple[int, str], Member] = {}
    for post in posts:
        key = (post.person_id, post.agency)
        found.setdefault(
            key,
            Member(
                post.person_id,
                post.name,
                post.family_name,
                post.agency,
                post.job_title,
                post.team,
                post.is_volunteer,
                cells.get(key, {}),
            ),
        )
    return list(found.values())


@dataclass(frozen=True)
class Item:
    """One thing for the manager to do."""

    text: str
    href: str
    note: str
    status: str


def to_do(team: Sequence[Member], on: date) -> list[Item]:
    """People with something late, then those with something that falls due in the next three months."""
    late = sorted((one for one in team if one.late), key=lambda one: (-one.late, one.family_name))
    until = after(on, AHEAD)
    soon = [one for one in team if not one.late and any(_falls_due(line, on, until) for line in one.cells.values())]
    items = [Item(one.name, page_of(one), titles(one, LATE), one.worst) for one in late]
    return items + [
        Item(one.name, page_of(one), coming(one, on, until), one.worst)
        for one in sorted(soon, key=lambda one: (one.next_on or date.max, one.family_name))
    ]


def _falls_due(line: Line, on: date, until: date) -> bool:
    return line.due_on is not None and on <= line.due_on <= until and line.status not in (*LATE, Status.EXEMPT)


def titles(member: Member, statuses: Iterable[Status]) -> str:
    wanted = tuple(statuses)
    return "; ".join(line.title for line in member.cells.values() if line.status in wanted)


def coming(member: Member, on: date, until: date) -> str:
    found = sorted(
        (line for line in member.cells.values() if _falls_due(line, on, until)),
        key=lambda line: (line.due_on or date.max, line.title),
    )
    return "; ".join(f"{line.title} by {day(line.due_on)}" for line in found if line.due_on)


def page_of(member: Member) -> str:
    return reverse("manager:person", args=[member.person_id])


def cards(team: Sequence[Member]) -> list[dict[str, Any]]:
    """The team in four figures, each saying what it is a share of."""
    asked = sum(one.required for one in team)
    if not asked:
        return []
    return [
        _card("In date", sum(one.held for one in team), f"of {asked} requirements of your team", "good"),
        _card("Due soon", sum(one.due for one in team), "still in date: time to book", "soon"),
        _card(
            "Overdue or never done", sum(one.late for one in team), _people(sum(bool(one.late) for one in team)), "bad"
        ),
        _card("In induction", sum(one.in_induction for one in team), "new in post, with time left", ""),
    ]


def _card(label: str, figure: int, note: str, tone: str) -> dict[str, Any]:
    return {"label": label, "figure": figure, "note": note, "tone": tone}


def _people(count: int) -> str:
    return "for 1 person" if count == 1 else f"for {count} people"


def people_table(team: Sequence[Member]) -> Table:
    """Each person with what is required, held and due (D36)."""
    several = len({one.agency for one in team}) > 1
    return Table(
        caption="People",
        key="people",
        columns=(
            Column("name", "Name", link=page_of, order=lambda one: (one.family_name.casefold(), one.name)),
            Column("job_title", "Post", value=_post, order="job_title"),
            *((Column("agency", "Agency", order="agency"),) if several else ()),
            Column("worst", "Standing", Kind.STATUS, order="late"),
            Column("required", "Required", Kind.NUMBER, order="required"),
            Column("held", "Held", Kind.NUMBER, order="held"),
            Column("due", "Due soon", Kind.NUMBER, order="due"),
            Column("late", "Overdue or never", Kind.NUMBER, order="late"),
            Column("next_on", "Next date", Kind.DATE, order="next_on"),
        ),
        rows=list(team),
        search=("name", "job_title", "team"),
        search_label="Name, post or team",
        filters=(Filter("standing", "Most pressing", STATES, "worst"),),
        tie_break=(),
        name="My team",
        empty="Nobody has you as their manager today. Ask your agency’s lead to name you on your people’s posts.",
    )


STATES = [
    (str(one), str(one.label)) for one in (Status.OVERDUE, Status.NEVER, Status.DUE, Status.INDUCTION, Status.MET)
]


def _post(member: Member) -> str:
    words = [member.job_title, member.team, "volunteer" if member.is_volunteer else ""]
    return ", ".join(word for word in words if word)


def matrix_table(team: Sequence[Member], columns: Iterable[tuple[str, str]]) -> Table:
    """People down the side, requirements across: a word in every cell, never a colour alone (D36)."""
    counted = {key: sum(key in one.cells for one in team) for key, _ in columns}
    asked = sorted((pair for pair in columns if counted[pair[0]]), key=lambda pair: -counted[pair[0]])
    return Table(
        caption="Who holds what",
        key="matrix",
        columns=(
            Column("name", "Name", link=page_of),
            Column("job_title", "Post", value=_post, on_screen=False),
            Column("agency", "Agency", on_screen=False),
            *(_requirement(key, title) for key, title in asked),
        ),
        rows=list(team) if asked else [],
        tie_break=(),
        wide=True,
        name="My team by requirement",
        empty="Nothing is required of your people yet. Ask your agency’s lead to match their posts to job roles.",
    )


def _requirement(key: str, title: str) -> Column:
    def words(member: Member) -> str:
        line = member.cells.get(key)
        return NOTHING_ASKED if line is None else " ".join(part for part in (line.status.label, when(line)) if part)

    def drawn(member: Member) -> Any:
        line = member.cells.get(key)
        if line is None:
            return format_html('<span class="gt-team__nothing">{}</span>', NOTHING_ASKED)
        return format_html('{}<span class="gt-todo__note">{}</span>', status_tag(line.status), when(line))

    return Column(f"about-{key}", title, value=words, shown=drawn)


def when(line: Line) -> str:
    """The day beside a state."""
    if line.status in HOLDING and line.valid_until is not None:
        return "does not lapse" if line.valid_until == FOREVER else f"until {day(line.valid_until)}"
    if line.status is Status.OVERDUE and line.valid_until is not None:
        return f"lapsed after {day(line.valid_until)}"
    if line.status is Status.INDUCTION and line.grace_until is not None:
        return f"by {day(line.grace_until)}"
    if line.status is Status.NEVER:
        return "asked from the first day" if line.grace_until is None else f"was due by {day(line.grace_until)}"
    return ""
