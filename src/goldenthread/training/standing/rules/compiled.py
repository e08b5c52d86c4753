"""The algebra compiled to SQL: the same prepared rules, asked of everyone in one pass over the records."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from .courses import Spans
from .dialect import Dialect
from .evaluation import Leaf, Measure, Prepared

RECORDS = "records_record"


@dataclass(frozen=True)
class Run:
    """A leaf that needs more than the latest day: its own small table of one row a person.

    `select` leaves a place, `{people}`, for naming the people who are asked: nobody else is summed.
    """

    name: str
    select: str
    asked_by: set[int] = field(default_factory=set)


def _spans_sql(spans: Spans, dialect: Dialect, course: str, on: str) -> str:
    if spans.is_any:
        if not spans.set_aside:
            return ""
        return f"{course} NOT IN ({_numbers(spans.set_aside)})"
    by_windows: dict[tuple[tuple[date, date], ...], list[int]] = {}
    for course_id, windows in spans.windows.items():
        by_windows.setdefault(windows, []).append(course_id)
    parts = []
    for windows, ids in sorted(by_windows.items(), key=lambda item: item[1]):
        chosen = f"{course} = {ids[0]}" if len(ids) == 1 else f"{course} IN ({_numbers(ids)})"
        days = [_window_sql(window, dialect, on) for window in windows]
        parts.append(chosen if "" in days else f"({chosen} AND ({' OR '.join(days)}))")
    if not parts:
        return "1 = 0"
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _window_sql(window: tuple[date, date], dialect: Dialect, on: str) -> str:
    first, last = window
    parts = []
    if first > date.min:
        parts.append(f"{on} >= {dialect.day(first)}")
    if last < date.max:
        parts.append(f"{on} <= {dialect.day(last)}")
    return "(" + " AND ".join(parts) + ")" if parts else ""


def _numbers(ids: Iterable[int]) -> str:
    return ", ".join(str(i) for i in sorted(ids))


def taken_sql(leaf: Leaf, dialect: Dialect, of: str = "r") -> str:
    """The condition on a record that a leaf takes in; empty when it takes any."""
    parts = [_spans_sql(leaf.spans, dialect, f"{of}.course_id", f"{of}.completed_on")]
    if leaf.of.formats:
        parts.append(f"{of}.format IN ({', '.join(map(dialect.text, sorted(leaf.of.formats)))})")
    if leaf.of.provider_kinds:
        parts.append(f"{of}.provider_kind IN ({', '.join(map(dialect.text, sorted(leaf.of.provider_kinds)))})")
    return " AND ".join(part for part in parts if part)


class Compiler:
    """Gathers the leaves of many rules, each once, and gives for every rule its expression over them."""

    def __init__(self, dialect: Dialect, on: date, canonical: dict[int, int]) -> None:
        self.dialect = dialect
        self.on = on
        self.canonical = canonical
        self.columns: dict[str, str] = {}  # condition -> column of the latest day
        self.runs: dict[str, Run] = {}  # what is asked -> its own table

    def expression(self, prepared: Prepared, *, asked_by: int, verified: bool) -> str:
        """The last day on which a rule holds, as SQL over the leaf tables: a day, or never."""
        if not isinstance(prepared, Leaf):
            parts = [self.expression(part, asked_by=asked_by, verified=verified) for part in prepared.parts]
            return self.dialect.nth_latest(prepared.least, parts)
        return self.dialect.or_never(self._leaf(prepared, asked_by=asked_by, verified=verified))

    def _leaf(self, leaf: Leaf, *, asked_by: int, verified: bool) -> str:
        if leaf.threshold > 1 or leaf.measure is not Measure.COMPLETIONS:
            run = self._run(self._reached_sql(leaf), asked_by)
            return self.dialect.holds_until(f"{run.name}.{'v' if verified else 'c'}", leaf.within)
        column = self.columns.setdefault(taken_sql(leaf, self.dialect), f"{len(self.columns)}")
        day = f"d.{'v' if verified else 'c'}{column}"
        until = self.dialect.holds_until(day, leaf.within)
        if leaf.excused_by is None:
            return until
        run = self._run(self._excused_sql(leaf, leaf.excused_by), asked_by)
        excused = f"{run.name}.{'v' if verified else 'c'}"
        return self.dialect.latest([self.dialect.or_never(until), self.dialect.or_never(excused)])

    def _run(self, select: str, asked_by: int) -> Run:
        run = self.runs.setdefault(select, Run(f"run{len(self.runs)}", select))
        run.asked_by.add(asked_by)
        return run

    def _same_learning(self, course: str) -> str:
        if not self.canonical:
            return course
        cases = " ".join(f"WHEN {outside} THEN {ours}" for outside, ours in sorted(self.canonical.items()))
        return f"CASE {course} {cases} ELSE {course} END"

    def _counting(self, of: str = "r") -> str:
        return f"{of}.completed_on <= {self.dialect.day(self.on)} AND {of}.state <> 'refused'"

    def _reached_sql(self, leaf: Leaf) -> str:
        """The latest day from which the total, summed back from the newest, is at the threshold.

        Both totals in one pass; days of the same date are summed together by the window's own frame.
        """
        worth = {
            Measure.COMPLETIONS: "1",
            Measure.MINUTES: "r.minutes",
            Measure.PARTICIPATORY: "r.participatory_minutes",
        }[leaf.measure]
        taken = taken_sql(leaf, self.dialect)
        where = f"{self._counting()}{{people}}" + (f" AND {taken}" if taken else "")
        verified = f"CASE WHEN r.state = 'verified' THEN {worth} ELSE 0 END"
        if self._may_repeat(leaf):
            of = (
                f"SELECT r.person_id, r.completed_on, MAX({worth}) AS worth, MAX({verified}) AS verified "
                f"FROM {RECORDS} r WHERE {where} "
                f"GROUP BY r.person_id, {self._same_learning('r.course_id')}, r.completed_on"
            )
        else:
            of = (
                f"SELECT r.person_id, r.completed_on, {worth} AS worth, {verified} AS verified "
                f"FROM {RECORDS} r WHERE {where}"
            )
        newest_first = "(PARTITION BY o.person_id ORDER BY o.completed_on DESC)"
        running = (
            f"SELECT o.person_id, o.completed_on, SUM(o.worth) OVER {newest_first} AS total, "
            f"SUM(o.verified) OVER {newest_first} AS verified_total FROM ({of}) o"
        )
        reached = f"MAX(CASE WHEN {{total}} >= {leaf.threshold} THEN completed_on END)"
        return (
            f"SELECT person_id, {reached.format(total='total')} AS c, {reached.format(total='verified_total')} AS v "
            f"FROM ({running}) t WHERE total >= {leaf.threshold} GROUP BY person_id"
        )

    def _may_repeat(self, leaf: Leaf) -> bool:
        """Whether the same learning could stand there under two courses; under one it cannot, by constraint."""
        if leaf.spans.is_any:
            return bool(self.canonical)
        return any(course in self.canonical for course in leaf.spans.windows)

    def _excused_sql(self, leaf: Leaf, excuse: Leaf) -> str:
        """The latest end among completions that a later one, made while they held, carries one cycle on."""
        taken = [text for text in (taken_sql(leaf, self.dialect, "r"), taken_sql(excuse, self.dialect, "e")) if text]
        where = " AND ".join([self._counting("r"), self._counting("e"), *taken])
        until = self.dialect.holds_until("r.completed_on", leaf.within, once_more=True)
        verified = "r.state = 'verified' AND e.state = 'verified'"
        return (
            f"SELECT r.person_id, MAX({until}) AS c, MAX(CASE WHEN {verified} THEN {until} END) AS v "
            f"FROM {RECORDS} r JOIN {RECORDS} e ON e.person_id = r.person_id AND e.completed_on > r.completed_on "
            f"AND e.completed_on <= {self.dialect.holds_until('r.completed_on', leaf.within)} "
            f"WHERE {where}{{people}} GROUP BY r.person_id"
        )

    def days_select(self, only_people: str = "") -> str:
        """One pass over the records: for each person the latest day of every leaf, and of verified ones alone."""
        columns = []
        for taken, column in self.columns.items():
            every = f" FILTER (WHERE {taken})" if taken else ""
            verified = " AND ".join(text for text in (taken, "r.state = 'verified'") if text)
            columns.append(f"MAX(r.completed_on){every} AS c{column}")
            columns.append(f"MAX(r.completed_on) FILTER (WHERE {verified}) AS v{column}")
        listed = ", ".join(["r.person_id", *columns])
        return f"SELECT {listed} FROM {RECORDS} r WHERE {self._counting()}{only_people} GROUP BY r.person_id"
