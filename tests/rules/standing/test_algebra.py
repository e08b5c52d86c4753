"""Laws of the algebra of "valid until", held by property."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.kernel.periods import Period, Unit
from goldenthread.setting.frameworks.terms import AllOf, AnyOf, AtLeast, Completed, Count, Framework, Minutes, Selection
from goldenthread.training.standing.rules.courses import CountsAs, CourseBook, KnownCourse
from goldenthread.training.standing.rules.evaluation import Completion, evaluate
from goldenthread.training.standing.rules.status import status_on
from goldenthread.training.standing.terms import Status

FRAMEWORK = Framework(key="county", title="County", partnership="County")
BOOK = CourseBook(
    [
        KnownCourse(1, "Awareness", "awareness", is_ours=True),
        KnownCourse(2, "Neglect", "neglect", "3", is_ours=True),
        KnownCourse(3, "Outside neglect", is_outside=True),
        KnownCourse(4, "Health level 3", level="3", is_outside=True),
    ],
    [CountsAs(3, 2)],
)
DAYS = st.integers(0, 2000).map(lambda n: date(2021, 1, 1) + timedelta(days=n))
COMPLETIONS = st.lists(st.builds(Completion, st.integers(1, 4), DAYS, st.sampled_from([0, 60, 180])), max_size=10)
SELECTIONS = st.sampled_from(
    [Selection(courses=("awareness",)), Selection(courses=("neglect",)), Selection(levels=("3",)), Selection()]
)
PERIODS = st.sampled_from([None, Period(1, Unit.YEARS), Period(6, Unit.MONTHS), Period(3, Unit.YEARS)])
LEAVES = (
    st.builds(Completed, SELECTIONS, PERIODS, st.none() | SELECTIONS)
    | st.builds(Count, st.integers(1, 3), SELECTIONS, PERIODS)
    | st.builds(Minutes, st.sampled_from([60, 300]), SELECTIONS, PERIODS)
)
RULES = LEAVES | st.lists(LEAVES, min_size=1, max_size=3).map(tuple).flatmap(
    lambda parts: st.sampled_from([AllOf(parts), AnyOf(parts), AtLeast(len(parts) // 2 + 1, parts)])
)


@settings(deadline=None, max_examples=150)
@given(RULES, COMPLETIONS, st.randoms())
def test_order_does_not_matter(rule, completions, lot):  # type: ignore[no-untyped-def]
    mixed = list(completions)
    lot.shuffle(mixed)
    assert evaluate(rule, mixed, BOOK, FRAMEWORK) == evaluate(rule, completions, BOOK, FRAMEWORK)


@settings(deadline=None, max_examples=200)
@given(RULES, COMPLETIONS, st.builds(Completion, st.integers(1, 4), DAYS, st.sampled_from([0, 60, 180])))
def test_a_further_completion_never_shortens(rule, completions, further):  # type: ignore[no-untyped-def]
    before = evaluate(rule, completions, BOOK, FRAMEWORK)
    after = evaluate(rule, [*completions, further], BOOK, FRAMEWORK)
    assert before is None or (after is not None and after >= before)


@settings(deadline=None, max_examples=150)
@given(RULES, COMPLETIONS)
def test_entered_twice_counts_once(rule, completions):  # type: ignore[no-untyped-def]
    assert evaluate(rule, completions * 2, BOOK, FRAMEWORK) == evaluate(rule, completions, BOOK, FRAMEWORK)


@settings(deadline=None, max_examples=150)
@given(RULES, COMPLETIONS, DAYS)
def test_a_past_day_sees_only_what_was_completed_by_then(rule, completions, on):  # type: ignore[no-untyped-def]
    known = [completion for completion in completions if completion.on <= on]
    assert evaluate(rule, completions, BOOK, FRAMEWORK, on) == evaluate(rule, known, BOOK, FRAMEWORK)


def test_the_same_learning_under_its_outside_name_counts_once() -> None:
    twice = [Completion(2, date(2025, 5, 5), 180), Completion(3, date(2025, 5, 5), 180)]
    assert evaluate(Count(2, Selection(courses=("neglect",))), twice, BOOK, FRAMEWORK) is None
    assert evaluate(Minutes(360, Selection(courses=("neglect",))), twice, BOOK, FRAMEWORK) is None


def test_another_schemes_level_is_not_ours() -> None:
    rule = Completed(Selection(levels=("3",)), Period(3, Unit.YEARS))
    assert evaluate(rule, [Completion(4, date(2025, 5, 5))], BOOK, FRAMEWORK) is None
    assert evaluate(rule, [Completion(3, date(2025, 5, 5))], BOOK, FRAMEWORK) == date(2028, 5, 5)


def test_the_table_of_statuses() -> None:
    notice = Period(3, Unit.MONTHS)
    on = date(2026, 1, 10)

    def status(until: date | None, grace: date | None = None, exempt: bool = False) -> Status:
        return status_on(on, valid_until=until, grace_until=grace, notice=notice, is_exempt=exempt)

    assert status(date(2026, 4, 10)) is Status.MET
    assert status(date(2026, 4, 9)) is Status.DUE
    assert status(on) is Status.DUE
    assert status(on - timedelta(days=1)) is Status.OVERDUE
    assert status(None, on) is Status.INDUCTION
    assert status(None, on - timedelta(days=1)) is Status.NEVER
    assert status(None) is Status.NEVER
    assert status(on - timedelta(days=1), exempt=True) is Status.EXEMPT
