"""Standing of a whole partnership, computed inside the database: the records do not pass through Python."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from django.db import connection

from goldenthread.kernel.periods import FOREVER

from ..rules.compiled import Compiler
from ..rules.dialect import NEVER, Dialect
from ..rules.who import Asked, Conditions, Trigger
from .plan import Plan

COLUMNS = "person_id, agency_id, requirement_id, valid_until, verified_until, grace_until, applies_from, applies_until"
ROWS_A_STATEMENT = 400

FOR_THIS_TRANSACTION = (
    "SELECT set_config('jit', 'off', true), set_config('work_mem', '64MB', true), "
    "set_config('default_statistics_target', '10', true)"
)
"""Compiling so many expressions takes PostgreSQL longer than evaluating them; a county's days fit in memory; and
for joins on a key a small sample says as much as a large one."""


def dialect() -> Dialect:
    return Dialect(is_postgres=connection.vendor == "postgresql")


def run_sql(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)


def rows_of(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def make_temporary(name: str, columns: str, select: str = "", *, key: str = "") -> None:
    """A table of this connection alone, filled by a query. With a key it is found by it."""
    run_sql(f"DROP TABLE IF EXISTS {name}")
    if connection.vendor == "postgresql" and select:
        run_sql(f"CREATE TEMPORARY TABLE {name} AS {select}")
        run_sql(f"ANALYZE {name}")
        return
    run_sql(f"CREATE TEMPORARY TABLE {name} ({columns}{f', PRIMARY KEY ({key})' if key else ''})")
    if select:
        run_sql(f"INSERT INTO {name} {select}")


def drop_temporary(names: Iterable[str]) -> None:
    for name in names:
        run_sql(f"DROP TABLE IF EXISTS {name}")


class BulkStanding:
    """Works one plan out for everyone, as at a day, into a temporary table."""

    def __init__(self, plan: Plan, on: date, *, only_its_people: bool) -> None:
        self.plan = plan
        self.on = on
        self.dialect = dialect()
        self.compiler = Compiler(self.dialect, on, plan.book.canonical)
        self.only_its_people = only_its_people
        self.made: list[str] = []

    def into(self, table: str) -> None:
        """Fill a temporary table with one row for each person, agency and requirement."""
        make_temporary(
            table,
            "person_id bigint, agency_id bigint, requirement_id bigint, valid_until date, verified_until date, "
            "grace_until date, applies_from date, applies_until date",
            self.prepared(),
        )
        self.done()

    def done(self) -> None:
        drop_temporary(self.made)

    def prepared(self) -> str:
        """Read the facts into temporary tables; what is returned selects the standing from them."""
        if self.dialect.is_postgres:
            run_sql(FOR_THIS_TRANSACTION)
        self._hold_posts()
        self._ask()
        values = {
            row_id: (
                self.compiler.expression(one.rule, asked_by=row_id, verified=False),
                self.compiler.expression(one.rule, asked_by=row_id, verified=True),
            )
            for row_id, one in self.plan.asked.items()
        }
        self._read_records()
        return self._select(values)

    def _make(self, name: str, columns: str, select: str = "", *, key: str = "") -> None:
        make_temporary(name, columns, select, key=key)
        self.made.append(name)

    def _hold_posts(self) -> None:
        """Every post and duty that has not ended by the day, with what it is as far as frameworks look."""
        day, open_ended = self.dialect.day(self.on), self.dialect.day(FOREVER)
        own = ", ".join(str(i) for i in sorted(self.plan.own_form_agencies)) or "0"
        own_form = f"CASE WHEN p.agency_id IN ({own}) THEN p.agency_id ELSE 0 END"
        posts = (
            "SELECT p.person_id, p.agency_id, a.kind, COALESCE(p.job_role_id, 0) AS role, p.group_key AS word, "
            f"'' AS duty, {own_form} AS own_form, p.starts_on, COALESCE(p.ends_on, {open_ended}) AS ends_on "
            "FROM workforce_post p JOIN partnerships_agency a ON a.id = p.agency_id "
            f"WHERE p.partnership_id = {self.plan.partnership_id} AND COALESCE(p.ends_on, {open_ended}) >= {day}"
        )
        duties = (
            "SELECT p.person_id, p.agency_id, a.kind, 0 AS role, '' AS word, p.duty, "
            f"{own_form} AS own_form, p.starts_on, p.ends_on FROM ({self._duties(day, open_ended)}) p "
            "JOIN partnerships_agency a ON a.id = p.agency_id"
        )
        self._make(
            "gt_post",
            "person_id bigint, agency_id bigint, kind text, role bigint, word text, duty text, own_form bigint, "
            "starts_on date, ends_on date",
            f"{posts} UNION ALL {duties}",
        )
        triggers = rows_of("SELECT DISTINCT kind, role, word, duty, own_form FROM gt_post ORDER BY 1, 2, 3, 4, 5")
        roles = {int(i): str(key) for i, key in rows_of("SELECT id, key FROM workforce_jobrole")}  # type: ignore[call-overload]
        self.triggers = [
            Trigger(
                agency_kind=str(kind),
                job_role=roles.get(int(str(role)), ""),
                group_key=str(word),
                duty=str(duty),
                agency_id=int(str(own_form)),
            )
            for kind, role, word, duty, own_form in triggers
        ]
        text = self.dialect.text
        self._fill(
            "gt_trigger",
            "kind text, role bigint, word text, duty text, own_form bigint, trigger_id bigint",
            [
                f"{text(str(kind))}, {role}, {text(str(word))}, {text(str(duty))}, {own_form}, {i}"
                for i, (kind, role, word, duty, own_form) in enumerate(triggers)
            ],
        )
        self._make(
            "gt_held",
            "person_id bigint, agency_id bigint, trigger_id bigint, starts_on date, ends_on date, held bigint",
            "SELECT p.person_id, p.agency_id, t.trigger_id, p.starts_on, p.ends_on, "
            "COUNT(*) OVER (PARTITION BY p.person_id, p.agency_id) AS held FROM gt_post p JOIN gt_trigger t "
            "ON t.kind = p.kind AND t.role = p.role AND t.word = p.word AND t.duty = p.duty "
            "AND t.own_form = p.own_form",
        )

    def _duties(self, day: str, open_ended: str) -> str:
        """Duties in an agency; one for the partnership itself counts wherever its holder has a post."""
        first, last = ("GREATEST", "LEAST") if self.dialect.is_postgres else ("max", "min")
        mine = f"partnership_id = {self.plan.partnership_id}"
        return (
            "SELECT d.person_id, d.agency_id, d.kind AS duty, d.starts_on, "
            f"COALESCE(d.ends_on, {open_ended}) AS ends_on FROM workforce_dutyheld d "
            f"WHERE d.{mine} AND d.agency_id IS NOT NULL AND COALESCE(d.ends_on, {open_ended}) >= {day} "
            f"UNION ALL SELECT d.person_id, w.agency_id, d.kind, {first}(d.starts_on, w.starts_on), "
            f"{last}(COALESCE(d.ends_on, {open_ended}), COALESCE(w.ends_on, {open_ended})) "
            "FROM workforce_dutyheld d JOIN workforce_post w ON w.person_id = d.person_id "
            f"AND w.partnership_id = d.partnership_id WHERE d.{mine} AND d.agency_id IS NULL "
            f"AND d.starts_on <= COALESCE(w.ends_on, {open_ended}) "
            f"AND w.starts_on <= COALESCE(d.ends_on, {open_ended}) "
            f"AND COALESCE(d.ends_on, {open_ended}) >= {day} AND COALESCE(w.ends_on, {open_ended}) >= {day}"
        )

    def _ask(self) -> None:
        """What each trigger is asked and, for those who hold several in one agency, each set of triggers."""
        self.conditions: list[Conditions] = []
        asks = []
        for i, trigger in enumerate(self.triggers):
            asks += [f"{i}, {row}, {cond}" for _, row, cond in self._asked_of([trigger])]
        self._fill("gt_ask", "trigger_id bigint, requirement_id bigint, cond bigint", asks)
        joined = (
            "string_agg(trigger_id::text, ',' ORDER BY trigger_id)"
            if self.dialect.is_postgres
            else ("group_concat(trigger_id)")
        )
        self._make(
            "gt_several",
            "person_id bigint, agency_id bigint, together text",
            f"SELECT person_id, agency_id, {joined} AS together FROM (SELECT DISTINCT person_id, agency_id, trigger_id "
            "FROM gt_held WHERE held > 1 ORDER BY person_id, agency_id, trigger_id) s GROUP BY person_id, agency_id",
        )
        asks = []
        for (together,) in rows_of("SELECT DISTINCT together FROM gt_several"):
            ids = [int(i) for i in str(together).split(",")]
            asks += [
                f"{self.dialect.text(str(together))}, {ids[place]}, {row}, {cond}"
                for place, row, cond in self._asked_of([self.triggers[i] for i in ids])
            ]
        self._fill("gt_ask_several", "together text, trigger_id bigint, requirement_id bigint, cond bigint", asks)

    def _asked_of(self, triggers: Sequence[Trigger]) -> list[tuple[int, int, int]]:
        found = []
        for entitlement in self.plan.entitlements:
            for place, i, conditions in entitlement.of(triggers):
                if conditions not in self.conditions:
                    self.conditions.append(conditions)
                found.append((place, entitlement.asked[i].row_id, self.conditions.index(conditions)))
        return found

    def _fill(self, name: str, columns: str, rows: Sequence[str]) -> None:
        self._make(name, columns)
        for start in range(0, len(rows), ROWS_A_STATEMENT):
            run_sql(f"INSERT INTO {name} VALUES ({'), ('.join(rows[start : start + ROWS_A_STATEMENT])})")
        if connection.vendor == "postgresql":
            run_sql(f"ANALYZE {name}")

    def _read_records(self) -> None:
        """The one pass over the records, and a table for each leaf that needs its own."""
        only = " AND r.person_id IN (SELECT person_id FROM gt_held)" if self.only_its_people else ""
        listed = "".join(f", c{column} date, v{column} date" for column in self.compiler.columns.values())
        key = "person_id"
        if self.compiler.columns:
            self._make("gt_days", f"person_id integer{listed}", self.compiler.days_select(only), key=key)
        for run in self.compiler.runs.values():
            rows = ", ".join(str(row) for row in sorted(run.asked_by))
            people = (
                "(SELECT DISTINCT h.person_id FROM gt_held h JOIN gt_ask a ON a.trigger_id = h.trigger_id "
                f"WHERE a.requirement_id IN ({rows}))"
            )
            select, pairs = self.compiler.run_select(run, people)
            listed = "".join(f", c{i} date, v{i} date" for i in range(pairs))
            self._make(f"gt_{run.name}", f"person_id integer{listed}", select, key=key)

    def _condition_sql(self) -> str:
        """True of the rows whose conditions the person's answers meet."""
        unmet = []
        for i, conditions in enumerate(self.conditions):
            if frozenset() in conditions:
                continue
            ways = [
                "(" + " AND ".join(self._answered_yes(question) for question in sorted(way)) + ")" for way in conditions
            ]
            unmet.append(f"WHEN {i} THEN ({' OR '.join(ways)})")
        if not unmet:
            return ""
        return f" WHERE CASE s.cond {' '.join(unmet)} ELSE {'TRUE' if self.dialect.is_postgres else '1'} END"

    def _answered_yes(self, question: str) -> str:
        yes = "q.is_yes" if self.dialect.is_postgres else "q.is_yes = 1"
        return (
            "EXISTS (SELECT 1 FROM workforce_conditionanswer q WHERE q.person_id = s.person_id "
            f"AND q.partnership_id = {self.plan.partnership_id} "
            f"AND q.question_key = {self.dialect.text(question)} AND {yes})"
        )

    def _select(self, values: dict[int, tuple[str, str]]) -> str:
        subjects = (
            "SELECT h.person_id, h.agency_id, a.requirement_id, a.cond, h.starts_on, h.ends_on "
            "FROM gt_held h JOIN gt_ask a ON a.trigger_id = h.trigger_id WHERE h.held = 1"
        )
        # A person may hold several triggers under different conditions: each way in is judged, then merged.
        several = (
            "SELECT h.person_id, h.agency_id, a.requirement_id, a.cond, h.starts_on, h.ends_on FROM gt_several g "
            "JOIN gt_held h ON h.person_id = g.person_id AND h.agency_id = g.agency_id "
            "JOIN gt_ask_several a ON a.together = g.together AND a.trigger_id = h.trigger_id"
        )
        where = self._condition_sql()
        merged = (
            "SELECT s.person_id, s.agency_id, s.requirement_id, MIN(s.starts_on) AS starts_on, "
            f"MAX(s.ends_on) AS ends_on FROM ({several}) s{where} GROUP BY s.person_id, s.agency_id, s.requirement_id"
        )
        plain = f"SELECT s.person_id, s.agency_id, s.requirement_id, s.starts_on, s.ends_on FROM ({subjects}) s{where}"
        null = self.dialect.never_to_null
        valid = null(self._by_requirement({row: pair[0] for row, pair in values.items()}))
        verified = null(self._by_requirement({row: pair[1] for row, pair in values.items()}))
        grace = null(self._by_requirement({row: self._grace(one) for row, one in self.plan.asked.items()}))
        starts = self._by_requirement({row: self._applies_from(one) for row, one in self.plan.asked.items()})
        days = "LEFT JOIN gt_days d ON d.person_id = u.person_id " if self.compiler.columns else ""
        joins = days + " ".join(
            f"LEFT JOIN gt_{run.name} {run.name} ON {run.name}.person_id = u.person_id"
            for run in self.compiler.runs.values()
        )
        return (
            f"SELECT u.person_id, u.agency_id, u.requirement_id, {valid} AS valid_until, "
            f"{verified} AS verified_until, {grace} AS grace_until, {starts} AS applies_from, "
            f"u.ends_on AS applies_until FROM ({plain} UNION ALL {merged}) u {joins}"
        )

    def _by_requirement(self, expressions: dict[int, str]) -> str:
        """One expression for each requirement; the commonest stands last, without a test of its own."""
        by_text: dict[str, list[int]] = {}
        for row, text in expressions.items():
            by_text.setdefault(text, []).append(row)
        if not by_text:
            return self.dialect.day(NEVER)
        *branches, (rest, _) = sorted(by_text.items(), key=lambda item: len(item[1]))
        if not branches:
            return rest
        if all(len(rows) == 1 for _, rows in branches):
            whens = " ".join(f"WHEN {rows[0]} THEN {text}" for text, rows in branches)
            return f"CASE u.requirement_id {whens} ELSE {rest} END"
        whens = " ".join(
            f"WHEN u.requirement_id IN ({', '.join(map(str, rows))}) THEN {text}" for text, rows in branches
        )
        return f"CASE {whens} ELSE {rest} END"

    def _applies_from(self, one: Asked) -> str:
        if one.asked_from == date.min:
            return "u.starts_on"
        return self.dialect.latest(["u.starts_on", self.dialect.day(one.asked_from)])

    def _grace(self, one: Asked) -> str:
        first_within = one.requirement.first_within
        if first_within is None:
            return self.dialect.day(NEVER)
        return self.dialect.holds_until(self._applies_from(one), first_within)


@contextmanager
def worked_out(plan: Plan, on: date, table: str = "gt_worked_out") -> Iterator[str]:
    """The standing of everyone under a plan on a day, in a table of this connection's own while it is read."""
    BulkStanding(plan, on, only_its_people=is_shared(plan.partnership_id)).into(table)
    try:
        yield table
    finally:
        drop_temporary([table])


def is_shared(partnership_id: int) -> bool:
    """Whether others keep records here too, so that reading all of them would read too many."""
    return bool(rows_of(f"SELECT 1 FROM workforce_post WHERE partnership_id <> {int(partnership_id)} LIMIT 1"))
