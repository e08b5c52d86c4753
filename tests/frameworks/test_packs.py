"""The packs that ship: complete as far as their sources say it, by requirement number."""

import re
from pathlib import Path

import pytest

from goldenthread.kernel.periods import Period, Unit, YearKind
from goldenthread.setting.frameworks.rules import closure, read, resolve
from goldenthread.setting.frameworks.selectors import PACKS
from goldenthread.setting.frameworks.terms import (
    VOCABULARY,
    AllOf,
    AnyOf,
    Completed,
    Framework,
    FrameworkKind,
    Inherits,
    Minutes,
    Owner,
    Requirement,
    Selection,
    Weight,
    YearSpan,
)
from goldenthread.setting.partnerships.terms import Duty

REFERENCE = Path(__file__).parent.parent / "reference" / "requirements.md"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(PACKS.glob("*.toml"))}
READ = {name: read(text, f"{name}.toml") for name, text in TEXTS.items()}
SOURCES = {
    "A": "kent-2020",
    "B": "kirklees-2011",
    "C": "kirklees-lif",
    "D": "south-gloucestershire-2016",
    "E": "cumbria-2022",
}
KIRKLEES, LIF = READ["kirklees-2011"], READ["kirklees-lif"]
GLOS, CUMBRIA, KENT = READ["south-gloucestershire-2016"], READ["cumbria-2022"], READ["kent-2020"]
EDUCATION, HEALTH = READ["national-education"], READ["intercollegiate"]
THREE_YEARS, TWO_YEARS, ONE_YEAR = (Period(count, Unit.YEARS) for count in (3, 2, 1))


def asks(framework: Framework, key: str) -> Requirement:
    return next(one for one in framework.requirements if one.key == key)


def rule_of(framework: Framework, key: str, **choices: str) -> object:
    return resolve(asks(framework, key).rule, framework.chosen() | choices)


def test_there_are_five_sources_and_two_national_overlays() -> None:
    kinds = {name: framework.kind for name, framework in READ.items()}
    assert kinds == {
        **dict.fromkeys(SOURCES.values(), FrameworkKind.LOCAL),
        "national-education": FrameworkKind.OVERLAY,
        "intercollegiate": FrameworkKind.OVERLAY,
    }
    assert all(framework.key == name for name, framework in READ.items())


@pytest.mark.parametrize(("letter", "pack"), SOURCES.items())
def test_every_obligation_of_a_source_is_named_in_its_pack(letter: str, pack: str) -> None:
    numbers = re.findall(rf"^\| ({letter}\d+a?) ", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(numbers) > 35
    assert [number for number in numbers if not re.search(rf"\b{number}\b", TEXTS[pack])] == []


@pytest.mark.parametrize("framework", READ.values(), ids=READ)
def test_every_clause_that_decides_names_its_source(framework: Framework) -> None:
    clauses = (*framework.requirements, *framework.groups, *framework.settings, *framework.courses)
    assert [one.key for one in clauses if not (one.source.document and one.source.paragraph)] == []


@pytest.mark.parametrize("framework", [READ[name] for name in SOURCES.values()], ids=SOURCES.values())
def test_every_requirement_of_a_source_carries_its_number(framework: Framework) -> None:
    assert [one.key for one in framework.requirements if not one.source.requirement] == []


@pytest.mark.parametrize("framework", READ.values(), ids=READ)
def test_every_setting_says_why_it_is_open(framework: Framework) -> None:
    assert [one.key for one in framework.settings if not one.why] == []


def test_a_job_role_is_the_same_in_every_pack() -> None:
    roles = {}
    for framework in READ.values():
        for role in framework.job_roles:
            assert roles.setdefault(role.key, role) == role
    assert len(roles) >= 60


@pytest.mark.requirement("B47")
def test_kirklees_eight_groups_and_their_levels() -> None:
    assert [(group.key, "/".join(group.levels)) for group in KIRKLEES.groups] == [
        ("group-1", "1"),
        ("group-2", "1/2"),
        ("group-3", "2/3"),
        ("group-4", "3"),
        ("group-5", "3/4"),
        ("group-6", "4"),
        ("group-7", "4"),
        ("group-8", "4"),
    ]
    placed = {role: group.key for group in KIRKLEES.groups for role in group.job_roles}
    table = {
        "librarian": "group-1",
        "teacher": "group-2",
        "health-visitor": "group-3",
        "social-worker": "group-4",
        "named-nurse": "group-5",
        "team-manager": "group-6",
        "nhs-board-member": "group-7",
        "lay-member": "group-8",
    }
    assert {role: placed[role] for role in table} == table


@pytest.mark.requirement("B48")
def test_kirklees_group_1() -> None:
    assert rule_of(KIRKLEES, "awareness") == Completed(Selection(courses=("awareness",)), THREE_YEARS)
    assert asks(KIRKLEES, "awareness").groups == ("group-1", "group-2")
    policies = Completed(Selection(courses=("own-agency-policies",)), THREE_YEARS)
    assert rule_of(KIRKLEES, "own-agency-policies") == policies
    assert KIRKLEES.groups[0].methods == ("e-learning", "in-house")


@pytest.mark.requirement("B49")
def test_kirklees_group_2_and_the_method_that_is_accepted() -> None:
    wanted = Selection(courses=("working-together",))
    assert rule_of(KIRKLEES, "working-together") == Completed(wanted, THREE_YEARS)
    only = Selection(courses=("working-together",), provider_kinds=("multi-agency",))
    chosen = {"working-together-method": "multi-agency-only"}
    assert rule_of(KIRKLEES, "working-together", **chosen) == Completed(only, THREE_YEARS)


@pytest.mark.requirement("B50")
def test_kirklees_group_3() -> None:
    together, third = Selection(courses=("working-together",)), Selection(levels=("3",))
    assert rule_of(KIRKLEES, "awareness-group-3") == Completed(Selection(courses=("awareness",)), THREE_YEARS)
    assert rule_of(KIRKLEES, "working-together-group-3") == AllOf(
        (Completed(together), AnyOf((Completed(together, THREE_YEARS), Completed(third, THREE_YEARS))))
    )
    chosen = {"interim-level-3": "excuse"}
    assert rule_of(KIRKLEES, "working-together-group-3", **chosen) == Completed(together, THREE_YEARS, third)
    refreshers = {one.key: one.refresher_of for one in KIRKLEES.courses if one.refresher_of}
    assert refreshers["working-together-refresher"] == "working-together"
    assert rule_of(KIRKLEES, "positive-contributions") == Completed(Selection(courses=("positive-contributions",)))
    assert asks(KIRKLEES, "level-3-as-appropriate").weight is Weight.ADVISED


@pytest.mark.requirement("B51")
@pytest.mark.parametrize(
    ("choice", "within"),
    [
        ("rolling", ONE_YEAR),
        ("calendar-year", YearSpan(YearKind.CALENDAR, following=True)),
        ("financial-year", YearSpan(YearKind.FINANCIAL, following=True)),
    ],
)
def test_kirklees_group_4_each_year(choice: str, within: Period | YearSpan) -> None:
    chosen = {"group-4-year": choice}
    assert rule_of(KIRKLEES, "level-3-each-year", **chosen) == Completed(Selection(levels=("3",)), within)
    assert KIRKLEES.chosen()["group-4-year"] == "rolling"
    assert asks(KIRKLEES, "role-specific-training").owner is Owner.EMPLOYER


@pytest.mark.requirement("B52", "B53", "B54")
def test_kirklees_groups_inherit_as_their_table_says() -> None:
    inherits = {group.key: group.inherits for group in KIRKLEES.groups}
    advises = "advises-groups-3-and-4"
    assert inherits == {
        "group-1": (),
        "group-2": (),
        "group-3": (),
        "group-4": (Inherits("group-3"),),
        "group-5": (Inherits("group-3", advises), Inherits("group-4", advises)),
        "group-6": (Inherits("group-5"),),
        "group-7": (Inherits("group-6"),),
        "group-8": (),
    }
    asked = frozenset({advises})
    assert closure(KIRKLEES)["group-7"] == {
        ("group-7", frozenset()),
        ("group-6", frozenset()),
        ("group-5", frozenset()),
        ("group-4", asked),
        ("group-3", asked),
    }
    own = {
        group: [one.key for one in KIRKLEES.requirements if one.groups == (group,) and one.weight is Weight.REQUIRED]
        for group in ("group-5", "group-6", "group-7")
    }
    assert own == {
        "group-5": ["child-death-review-briefing", "lessons-from-reviews"],
        "group-6": ["managing-allegations", "in-house-specialist", "management-review-briefing"],
        "group-7": ["section-11-guidance"],
    }
    assert asks(KIRKLEES, "management-review-briefing").condition == "writes-management-reviews"


@pytest.mark.requirement("B55")
def test_kirklees_group_8_is_shown_and_never_due() -> None:
    (one,) = [one for one in KIRKLEES.requirements if "group-8" in one.groups]
    assert (one.weight, one.first_within, one.notice) == (Weight.SHOWN, None, None)


@pytest.mark.requirement("B62")
def test_cumbria_flags_what_is_mandatory() -> None:
    flagged = [one.key for one in CUMBRIA.requirements if one.mandatory]
    assert flagged == ["basic-awareness", "safeguarding-training", "designated-lead-update"]


def test_kirklees_key_actions_and_the_one_without_a_date() -> None:
    dates = {action.key: [work.due for work in action.work] for action in KIRKLEES.actions}
    assert dates == {
        "6-1": ["2011-02", "2011-06"],
        "6-2": ["2011-07"],
        "6-3": ["2010-12", "2011-01"],
        "6-4": ["2011-01"],
        "6-5": ["2011-03"],
        "6-6": ["2011-06"],
        "6-7": [""],
    }


@pytest.mark.requirement("B10")
def test_designated_people_have_two_clocks_nationally() -> None:
    trained = Selection(courses=("designated-lead-training",))
    assert rule_of(EDUCATION, "designated-lead-training") == Completed(trained, TWO_YEARS)
    assert rule_of(EDUCATION, "designated-lead-update") == AnyOf(
        (Completed(trained, ONE_YEAR), Completed(Selection(topics=("designated-lead-update",)), ONE_YEAR))
    )
    updates = {one.key: one.formats for one in EDUCATION.courses if "designated-lead-update" in one.topics}
    assert updates == {"designated-lead-forum": ("forum",), "designated-lead-briefing": ("briefing", "virtual")}
    (group,) = [group for group in EDUCATION.groups if group.key == "designated-leads"]
    assert group.duties == ("designated-lead", "deputy-designated-lead")


@pytest.mark.requirement("E36")
def test_cumbria_three_years_and_two_for_designated_leads() -> None:
    wanted = Selection(topics=("safeguarding",))
    assert rule_of(CUMBRIA, "safeguarding-training") == Completed(wanted, THREE_YEARS)
    assert rule_of(CUMBRIA, "designated-lead-update") == Completed(wanted, TWO_YEARS)
    assert asks(CUMBRIA, "safeguarding-training").about == asks(CUMBRIA, "designated-lead-update").about


@pytest.mark.requirement("E04")
def test_the_organisations_cumbria_is_for_are_duties_an_agency_can_be_under() -> None:
    (listed,) = [one for one in CUMBRIA.lists if one.key == "applies-to"]
    words = ["members", "section 11", "further education"]
    assert [word in line.text for word, line in zip(words, listed.lines, strict=True)] == [True, True, True]
    duties = {Duty.MEMBER.value, Duty.SECTION_11.value, Duty.EDUCATION.value}
    assert duties <= set(Duty.values)
    (term,) = [term for term in CUMBRIA.terms if term.old == "Section 13"]
    assert term.today == "Education duty (section 175 or 157, Education Act 2002)" == str(Duty.EDUCATION.label)


@pytest.mark.requirement("E05")
def test_cumbria_asks_everyone_in_every_kind_of_agency() -> None:
    (group,) = [group for group in CUMBRIA.groups if group.key == "everyone"]
    assert group.agency_kinds == VOCABULARY["agency kind"]
    assert (group.job_roles, group.duties) == ((), ())


@pytest.mark.requirement("E17")
def test_cumbria_leaves_the_role_specific_to_the_employer() -> None:
    assert asks(CUMBRIA, "role-specific-training").owner is Owner.EMPLOYER
    assert asks(CUMBRIA, "multi-agency-learning").owner is Owner.PARTNERSHIP


def test_cumbria_basic_training_comes_before_multi_agency() -> None:
    early = {one.key: one.prerequisites for one in CUMBRIA.courses if one.level == "multi-agency"}
    assert set(early.values()) == {("awareness",)}
    assert CUMBRIA.booking.needs_courses == ("awareness",)


def test_cumbria_standards_have_their_lines() -> None:
    lines = {one.key: len(one.lines) for one in CUMBRIA.standards}
    assert lines == {"single-agency": 12, "multi-agency": 10, "attendance": 7, "trainers": 9}
    assert all(line.evidence for one in CUMBRIA.standards for line in one.lines)
    (group,) = [one for one in CUMBRIA.subgroups if one.functions]
    assert len(group.functions) == 10


def test_the_follow_up_point_differs_and_is_a_setting() -> None:
    assert CUMBRIA.chosen()["follow-up-point"] == "12 weeks"
    assert GLOS.chosen()["follow-up-point"] == "3 months"
    assert CUMBRIA.chosen()["focus-groups"] == "6 months"


@pytest.mark.requirement("D36")
def test_south_gloucestershire_asks_for_updated_learning_every_three_years() -> None:
    assert rule_of(GLOS, "updated-learning") == Completed(Selection(topics=("safeguarding",)), THREE_YEARS)
    assert asks(GLOS, "updated-learning").source.requirement == "D18"
    lines = {one.key: len(one.lines) for one in GLOS.standards}
    assert (lines["agencies"], lines["embedding"], lines["review-outputs"], lines["review-agencies"]) == (12, 4, 4, 4)
    assert len(GLOS.sources) == 9


@pytest.mark.requirement("C02")
def test_the_kirklees_partnership_names_four_priorities_with_an_owner() -> None:
    assert [(one.title, one.owned_by) for one in LIF.priorities] == [
        ("Early intervention and prevention", "learning-and-development"),
        ("Neglect", "learning-and-development"),
        ("Child sexual exploitation", "learning-and-development"),
        ("Missing children", "learning-and-development"),
    ]


def test_the_kirklees_partnership_lists_and_cycles() -> None:
    lines = {one.key: len(one.lines) for one in (*LIF.standards, *LIF.lists)}
    assert (lines["objectives"], lines["partner-expectations"], lines["employers"]) == (10, 9, 10)
    assert len(LIF.sources) == 10
    assert LIF.escalation is not None
    assert (LIF.escalation.meetings, len(LIF.escalation.steps)) == (2, 3)
    every = {one.key: one.every for one in LIF.cadences}
    assert every["subgroup-reports"] == Period(3, Unit.MONTHS)
    assert every["section-11"] == TWO_YEARS
    assert rule_of(LIF, "updated-learning") == Completed(Selection(topics=("safeguarding",)))


def test_kent_priorities_and_their_learning() -> None:
    assert [len(one.learning) for one in KENT.priorities] == [11, 5, 3, 3, 4, 2]
    with_basic = [place for place, one in enumerate(KENT.priorities, start=1) if "basic-awareness" in one.learning]
    assert with_basic == [1, 2, 4, 5]
    (drivers,) = [one for one in KENT.lists if one.kind == "drivers"]
    assert len(drivers.lines) == 8
    assert len(KENT.delivery) == 9
    assert [one.key for one in KENT.trainer_kinds] == ["intake", "associate", "specialist", "external"]
    assert rule_of(KENT, "basic-awareness") == Completed(Selection(courses=("basic-awareness",)))


def test_health_hours_are_dated_choices_with_their_doubts() -> None:
    hours = rule_of(HEALTH, "level-3-additional")
    assert isinstance(hours, Minutes)
    assert (hours.minutes, hours.participatory_share, hours.within) == (720, 50, THREE_YEARS)
    assert hours.of == Selection(level_at_least="3", scheme="intercollegiate")
    first = rule_of(HEALTH, "level-3-initial")
    assert isinstance(first, Minutes)
    assert (first.minutes, asks(HEALTH, "level-3-initial").first_within) == (960, ONE_YEAR)
    doubted = [one.key for one in HEALTH.settings if "not been seen" in one.why or "not seen" in one.why]
    assert doubted == [one.key for one in HEALTH.settings]


def test_levels_carry_their_scheme() -> None:
    assert {level.scheme for level in HEALTH.levels} == {"intercollegiate"}
    assert {level.scheme for level in KIRKLEES.levels} == {""}


def test_a_designated_senior_person_is_read_by_its_date() -> None:
    (term,) = [term for term in KIRKLEES.terms if term.old == "DSP"]
    assert (term.today, str(term.ends_on)) == ("Designated safeguarding lead (DSL)", "2023-12-14")
    assert "delegated safeguarding partner" in term.note
