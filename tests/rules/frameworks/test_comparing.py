"""What changed from one version to the next, clause by clause."""

from dataclasses import replace

from goldenthread.kernel.periods import Period, Unit
from goldenthread.setting.frameworks.rules import differences
from goldenthread.setting.frameworks.terms import (
    BySetting,
    ChangeKind,
    ClauseChange,
    Completed,
    FieldChange,
    Framework,
    Group,
    Header,
    NamedCourse,
    Requirement,
    Selection,
    Setting,
    Source,
    Term,
)

WT = Selection(courses=("wt",))
ASKED = Requirement("wt", "Working Together", Completed(WT, Period(3, Unit.YEARS)), groups=("all",))
OLD = Framework(
    "made-up",
    "Made up",
    "Made-up Partnership",
    settings=(Setting("year", "Which year", ("a", "b"), "a"),),
    groups=(Group("all", "All", job_roles=("teacher",)),),
    courses=(NamedCourse("wt", "Working Together"),),
    requirements=(ASKED,),
    terms=(Term("LSCB", "LSCP"),),
)


def test_nothing_changed() -> None:
    assert differences(OLD, OLD) == []


def test_a_changed_rule_is_said_before_and_after() -> None:
    changed = replace(ASKED, rule=Completed(WT, Period(2, Unit.YEARS)), source=Source(requirement="B50"))
    assert differences(OLD, replace(OLD, requirements=(changed,))) == [
        ClauseChange(
            "requirements",
            "wt",
            "Working Together",
            ChangeKind.CHANGED,
            (
                FieldChange("rule", "Working Together, every 3 years", "Working Together, every 2 years"),
                FieldChange("source", "", "B50"),
            ),
        )
    ]


def test_clauses_added_and_gone() -> None:
    added = NamedCourse("neglect", "Neglect", minutes=60)
    new = replace(OLD, courses=(*OLD.courses, added), groups=(), terms=())
    told = [(one.section, one.key, one.title, one.kind) for one in differences(OLD, new)]
    assert told == [
        ("terms", "LSCB", "LSCB", ChangeKind.GONE),
        ("groups", "all", "All", ChangeKind.GONE),
        ("courses", "neglect", "Neglect", ChangeKind.ADDED),
    ]
    (course,) = [one for one in differences(OLD, new) if one.section == "courses"]
    assert course.fields == (FieldChange("title", "", "Neglect"), FieldChange("minutes", "", "60"))


def test_a_setting_chosen_and_a_header_changed() -> None:
    chosen = replace(OLD.settings[0], value="b")
    new = replace(OLD, title="Renamed", settings=(chosen,), header=Header(status="draft"))
    assert differences(OLD, new) == [
        ClauseChange(
            "framework",
            "",
            "Renamed",
            ChangeKind.CHANGED,
            (FieldChange("title", "Made up", "Renamed"), FieldChange("status", "published", "draft")),
        ),
        ClauseChange("settings", "year", "Which year", ChangeKind.CHANGED, (FieldChange("value", "", "b"),)),
    ]


def test_another_order_of_groups_is_a_change() -> None:
    two = replace(OLD, groups=(*OLD.groups, Group("more", "More", duties=("trainer",))))
    (change,) = differences(two, replace(two, groups=two.groups[::-1]))
    assert change.fields == (FieldChange("order", "all, more", "more, all"),)


def test_keys_are_said_by_what_they_name() -> None:
    says = {"a": "From January", "b": "From September"}
    (setting,) = OLD.settings
    rule = BySetting("year", {"a": Completed(WT), "b": Completed(WT, Period(3, Unit.YEARS))})
    old = replace(OLD, settings=(replace(setting, says=says),), requirements=(replace(ASKED, rule=rule),))
    chosen = replace(old, settings=(replace(setting, says=says, value="b"),))
    assert [one.fields for one in differences(old, chosen)] == [(FieldChange("value", "", "From September"),)]
    other = replace(old, requirements=(replace(ASKED, rule=rule, groups=()),))
    assert [one.fields for one in differences(old, other)] == [(FieldChange("groups", "All", ""),)]
    (change,) = differences(OLD, old)[1:]
    assert change.fields[0].after == (
        "by the choice “Which year”: Working Together, once (if “From January”); "
        "or Working Together, every 3 years (if “From September”)"
    )
