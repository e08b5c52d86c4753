"""Titles that are like each other are offered, the likest first; others are not."""

from goldenthread.kernel.likeness import likeness, likest

COURSES = (
    ("coordination", "Awareness of Forced Marriage"),
    ("awareness", "Awareness of Child Abuse and Neglect"),
    ("safer", "Safer Recruitment"),
)


def test_the_same_course_with_its_year_comes_first() -> None:
    found = likest("Awareness of Child Abuse and Neglect (2026 edition)", COURSES)
    assert found[0] == "awareness"
    assert "safer" not in found


def test_likeness_runs_from_nothing_to_the_same() -> None:
    assert likeness("Safer Recruitment", "safer recruitment") == 1
    assert likeness("", "Safer Recruitment") == 0
    assert likest("Paediatric first aid", COURSES) == []
