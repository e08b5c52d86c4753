"""Who a row is: certain, possible, or nobody yet."""

from datetime import date

from goldenthread.setting.workforce.rules.changes import PostFacts, Wanted, day_of_move, has_moved, too_many_leave
from goldenthread.setting.workforce.rules.matching import Known, Match, match
from goldenthread.setting.workforce.rules.reading import StaffRow

ANN, BO, ANN_TOO = 1, 2, 3


def known() -> Known:
    everyone = Known(
        by_staff_number={"n1": ANN, "n2": BO},
        by_email={"ann@example.org": ANN, "bo@example.org": BO},
        numbers_of={ANN: {"n1"}, BO: {"n2"}},
        has_email={ANN, BO},
        titles_of={ANN: {"cook"}, BO: {"cook"}, ANN_TOO: {"nurse"}},
    )
    everyone.add_name(ANN, "Ann", "Ash")
    everyone.add_name(ANN, "Ann", "Oak")
    everyone.add_name(BO, "Bo", "Elm")
    everyone.add_name(ANN_TOO, "Ann", "Fir")
    return everyone


def row(name: str, *, number: str = "", email: str = "", title: str = "Cook", previous: str = "") -> StaffRow:
    given, _, family = name.partition(" ")
    return StaffRow(
        2, given_name=given, family_name=family, staff_number=number, emails=(email,) if email else (),
        job_title=title, previous_name=previous,
    )  # fmt: skip


def test_staff_number_then_address_are_certain() -> None:
    assert match(row("Ann Ash", number="N1"), known()).match is Match.CERTAIN
    assert match(row("Ann Ash", email="ann@example.org"), known()).person_ids == (ANN,)


def test_a_married_name_with_the_same_number_is_the_same_person() -> None:
    assert match(row("Ann Thorn", number="n1"), known()).match is Match.CERTAIN


def test_a_number_given_to_somebody_of_another_name_is_asked_about() -> None:
    assert match(row("Zed Young", number="n1"), known()).match is Match.POSSIBLE


def test_a_number_and_an_address_of_two_people_are_asked_about() -> None:
    assert match(row("Ann Ash", number="n1", email="bo@example.org"), known()).person_ids == (ANN, BO)


def test_a_name_with_its_job_title_is_certain_only_when_nothing_speaks_against_it() -> None:
    assert match(row("Ann Fir", title="Nurse"), known()).match is Match.CERTAIN
    assert match(row("Ann Fir", title="Cook"), known()).match is Match.POSSIBLE
    assert match(row("Ann Ash", email="other@example.org"), known()).match is Match.POSSIBLE
    assert match(row("Ann Ash", number="n9"), known()).match is Match.NONE


def test_previous_names_find_people_both_ways() -> None:
    assert match(row("Ann Oak"), known()).person_ids == (ANN,)
    assert match(row("Ann Beech", previous="Fir", title="Nurse"), known()).person_ids == (ANN_TOO,)


def test_a_decision_holds() -> None:
    everyone = known()
    asked = row("Zed Young", number="n1")
    everyone.decided = {(asked.key, ANN): True}
    assert match(asked, everyone).match is Match.CERTAIN
    everyone.decided = {(asked.key, ANN): False}
    assert match(asked, everyone).match is Match.NONE


def test_another_setting_is_a_move_and_another_spelling_is_not() -> None:
    post = PostFacts(1, ANN, None, "Cook", "North site", "", "", "n1", False, None, date(2025, 1, 1), None)
    wanted = Wanted(None, "", None)
    same, moved = row("Ann Ash", title="COOK"), row("Ann Ash", title="Cook")
    moved.setting = "South site"
    assert not has_moved(same, post, wanted)
    assert has_moved(moved, post, wanted)
    assert day_of_move(moved, post, date(2026, 3, 2)) == date(2026, 3, 2)
    assert day_of_move(moved, post, date(2025, 1, 1)) is None


def test_small_agencies_may_lose_two_before_anyone_asks() -> None:
    assert not too_many_leave(2, 3)
    assert too_many_leave(3, 3)
    assert not too_many_leave(20, 100)
    assert too_many_leave(21, 100)
