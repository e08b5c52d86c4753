"""Whatever somebody loads, the answer is a framework or mistakes in words: never a crash, never a wait."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from goldenthread.setting.frameworks.rules import read
from goldenthread.setting.frameworks.selectors import PACKS
from goldenthread.setting.frameworks.terms import FrameworkErrors

PACK = (PACKS / "national-education.toml").read_text(encoding="utf-8")
PIECES = st.sampled_from(
    [
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        "=",
        "\n",
        "#",
        "[[groups]]\n",
        'key = "x"\n',
        "1",
        "2026-01-01",
        "\\",
        '"""',
        "true",
    ]
)
WORDS = ("groups", "requirements", "framework", "rule", "evaluation", "words", "booking", "escalation", "settings")


def answered(text: str) -> bool:
    """Read it; every mistake names a line of the text and says something."""
    try:
        read(text, "any.toml")
    except FrameworkErrors as mistakes:
        lines = text.count("\n") + 1
        return all(1 <= one.line <= lines and one.found and one.instead for one in mistakes.errors)
    return True


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(PACK)), st.integers(0, 40), st.lists(PIECES, max_size=3).map("".join))
def test_a_pack_damaged_anywhere(start: int, gone: int, put: str) -> None:
    assert answered(PACK[:start] + put + PACK[start + gone :])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
@example("[" * 20_000)
@example("a = " + "{ a = " * 5_000)
@example("a." * 5_000 + "a = 1")
def test_any_text_at_all(text: str) -> None:
    assert answered(text)


VALUES: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(["1", "-1", "1.5", "nan", "true", '"x"', '""', "2026-01-01", "2026-01-01T10:00:00", "[]", "{}"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda some: f"[{', '.join(some)}]"),
        st.tuples(st.sampled_from((*WORDS, "key", "completed", "all_of")), inner).map(
            lambda pair: f"{{ {pair[0]} = {pair[1]} }}"
        ),
    ),
    max_leaves=5,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), VALUES), max_size=4, unique_by=lambda pair: pair[0]))
def test_a_value_of_any_kind_in_any_place(pairs: list[tuple[str, str]]) -> None:
    assert answered("format = 1\n" + "".join(f"{key} = {value}\n" for key, value in pairs))
