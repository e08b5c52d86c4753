"""Every requirement number a test names exists, and the list is the project's own copy."""

import ast
import re

from tests.house import source

FIRST_THREAD = {
    *("B09", "B10", "B21", "B25", "B37", "B47", "B48", "B49", "B50", "B51", "B52", "B53", "B54", "B55", "B62"),
    *("C02", "D36", "E04", "E05", "E06", "E15", "E17", "E36"),
}
"""Who needs what, by when, and why: what the product proves today."""

TESTS = source.ROOT / "tests"
LIST = TESTS / "reference" / "requirements.md"


def known() -> set[str]:
    return set(re.findall(r"^\| ([A-E]\d{2}a?) ", LIST.read_text(encoding="utf-8"), re.MULTILINE))


def named() -> dict[str, list[str]]:
    """Requirement numbers by the tests that prove them."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.requirement":
                for argument in node.args:
                    if isinstance(argument, ast.Constant):
                        found.setdefault(str(argument.value), []).append(f"{path.relative_to(TESTS)}")
    return found


def test_no_test_names_an_unknown_requirement() -> None:
    assert len(known()) == 233
    assert set(named()) - known() == set()


def test_the_first_thread_is_proved() -> None:
    assert FIRST_THREAD - set(named()) == set()
