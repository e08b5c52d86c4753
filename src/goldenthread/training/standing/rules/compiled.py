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

    `select` leaves a place, `{people}`, for the people who are asked, as a relation named `w`: they lead,
    and nobody else's records are read. Leaves over the same completions share one table.
    """

    name: str
    select: str
    asked_by: set[int] = field(default_factory=set)
    reached: list[tuple[Measure, int]] = field(default_factory=list)


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
            run = self._run(self._summed_sql(leaf), asked_by)
            if (leaf.measure, leaf.threshold) not in run.reached:
                run.reached.append((leaf.measure, leaf.threshold))
            place = run.reached.index((leaf.measure, leaf.threshold))
            return self.dialect.holds_until(f"{run.name}.{'v' if verified else 'c'}{place}", leaf.within)
        until = self._latest_until(leaf, verified=verified)
        if leaf.excused_by is None:
            return until
        run = self._run(self._excused_sql(leaf, leaf.excused_by), asked_by)
        excused = f"{run.name}.{'v' if verified else 'c'}0"
        return self.dialect.latest([self.dialect.or_never(until), self.dialect.or_never(excused)])

    def _latest_until(self, leaf: Leaf, *, verified: bool) -> str:
        """The last day that the latest completion holds.

        PostgreSQL reads all records once and keeps a column for each leaf; SQLite, whose look-ups in its
        own index cost less than sums over columns that most people are never asked about, looks up the
        leaves that are asked.
        """
        taken = taken_sql(leaf, self.dialect)
        if self.dialect.is_postgres:
            column = self.columns.setdefault(taken, f"{len(self.columns)}")
            return self.dialect.holds_until(f"d.{'v' if verified else 'c'}{column}", leaf.within)
        tests = ["r.person_id = u.person_id", taken, self._counting(), "r.state = 'verified'" if verified else ""]
        return (
            f"(SELECT {self.dialect.holds_until('x', leaf.within)} FROM (SELECT MAX(r.completed_on) AS x "
            f"FROM {RECORDS} r WHERE {' AND '.join(test for test in tests if test)}) latest)"
        )

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

    def _summed_sql(self, leaf: Leaf) -> str:
        """Each completion of the people asked, counted once, with what it is worth and whether it is verified."""
        taken = taken_sql(leaf, self.dialect)
        where = self._counting() + (f" AND {taken}" if taken else "")
        source = f"FROM {{people}} w CROSS JOIN {RECORDS} r WHERE r.person_id = w.person_id AND {where}"
        worth = ("1 AS n", "r.minutes AS m", "r.participatory_minutes AS p")
        verified = "CASE WHEN r.state = 'verified' THEN {} ELSE 0 END AS {}v"
        if not self._may_repeat(leaf):
            listed = [*worth, *(verified.format(*one.split(" AS ")) for one in worth)]
            return f"SELECT r.person_id, r.completed_on, {', '.join(listed)} {source}"
        longest = [f"MAX({text}) AS {name}" for text, name in (one.split(" AS ") for one in worth)]
        longest += [
            f"MAX(CASE WHEN r.state = 'verified' THEN {text} ELSE 0 END) AS {name}v"
            for text, name in (one.split(" AS ") for one in worth)
        ]
        return (
            f"SELECT r.person_id, r.completed_on, {', '.join(longest)} {source} "
            f"GROUP BY r.person_id, {self._same_learning('r.course_id')}, r.completed_on"
        )

    def run_select(self, run: Run, people: str) -> tuple[str, int]:
        """What fills a leaf's own table, and of how many pairs of columns.

        The day is the latest from which the total, summed back from the newest, is at the threshold; the
        window's own frame sums completions of one day together.
        """
        select = run.select.replace("{people}", people)
        if not run.reached:
            return select, 1
        sums, days = [], []
        for i, (measure, threshold) in enumerate(run.reached):
            worth = {Measure.COMPLETIONS: "n", Measure.MINUTES: "m", Measure.PARTICIPATORY: "p"}[measure]
            sums += [f"SUM(o.{worth}) OVER newest AS c{i}", f"SUM(o.{worth}v) OVER newest AS v{i}"]
            days += [f"MAX(completed_on) FILTER (WHERE {side}{i} >= {threshold}) AS {side}{i}" for side in "cv"]
        return (
            f"SELECT person_id, {', '.join(days)} FROM (SELECT o.person_id, o.completed_on, {', '.join(sums)} "
            f"FROM ({select}) o WINDOW newest AS (PARTITION BY o.person_id ORDER BY o.completed_on DESC)) t "
            "GROUP BY person_id"
        ), len(run.reached)

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
            f"SELECT r.person_id, MAX({until}) AS c0, MAX(CASE WHEN {verified} THEN {until} END) AS v0 "
            f"FROM {{people}} w CROSS JOIN {RECORDS} r CROSS JOIN {RECORDS} e WHERE r.person_id = w.person_id "
            "AND e.person_id = w.person_id AND e.completed_on > r.completed_on "
            f"AND e.completed_on <= {self.dialect.holds_until('r.completed_on', leaf.within)} "
            f"AND {where} GROUP BY r.person_id"
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
