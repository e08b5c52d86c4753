"""Every requirement number a test names exists, and the list is the project's own copy."""

from tools import conformance

FIRST_THREAD = {
    *("B09", "B10", "B21", "B25", "B37", "B47", "B48", "B49", "B50", "B51", "B52", "B53", "B54", "B55", "B62"),
    *("C02", "D36", "E04", "E05", "E06", "E15", "E17", "E36"),
}
"""Who needs what, by when, and why."""

PROGRAMME = {
    *("A02", "A05", "A09", "A10", "A11", "A13", "A14", "A15", "A19", "A20", "A21", "A22", "A23", "A27", "A34", "A35"),
    *("A36", "A38", "A40", "A42", "A43", "B02", "B11", "B12", "B28", "B29", "B31", "B32", "B33", "B58", "B59", "B63"),
    *("C32", "D17", "E10", "E12", "E16", "E18", "E21", "E22", "E31"),
}
"""From a course to a certificate."""


def test_no_test_names_an_unknown_requirement() -> None:
    numbers = conformance.known()
    assert len(numbers) == len(set(numbers)) == 233
    assert set(conformance.proofs()) - set(numbers) == set()


def test_the_first_thread_and_the_programme_are_proved() -> None:
    assert (FIRST_THREAD | PROGRAMME) - set(conformance.proofs()) == set()


def test_each_is_proved_by_more_than_what_a_pack_says() -> None:
    by_text = ("tests/frameworks/", "tests/rules/")
    proofs = conformance.proofs()
    assert {
        number for number in FIRST_THREAD | PROGRAMME if all(test.startswith(by_text) for test in proofs[number])
    } == set()


def test_the_table_of_conformance_is_current() -> None:
    told = "Run `python -m tools.conformance` and commit docs/conformance.md."
    assert conformance.PAGE.read_text(encoding="utf-8") == conformance.page(), told
