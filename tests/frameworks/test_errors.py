"""Whatever is wrong with a file is said with its place, what was found and what to write instead."""

import pytest

from goldenthread.setting.frameworks.rules import read
from goldenthread.setting.frameworks.terms import FrameworkErrors

HEAD = """format = 1
[framework]
key = "tiny"
title = "Tiny"
partnership = "Made-up Partnership"
[[courses]]
key = "awareness"
title = "Awareness"
topics = ["abuse"]
[[levels]]
key = "1"
name = "One"
[[groups]]
key = "all"
name = "All"
job_roles = ["teacher"]
[[job_roles]]
key = "teacher"
title = "Teacher"
[[settings]]
key = "year"
title = "Which year"
options = ["rolling", "financial"]
default = "rolling"
"""
LINE = HEAD.count("\n") + 1
REQUIREMENT = '[[requirements]]\nkey = "awareness"\ntitle = "Awareness"\ngroups = ["all"]\nrule = '
PERIODS = 'Write a number and days, weeks, months or years, such as "3 years"'


def mistakes(text: str) -> list[str]:
    with pytest.raises(FrameworkErrors) as caught:
        read(text, "tiny.toml")
    return [str(error) for error in caught.value.errors]


def of_rule(rule: str) -> list[str]:
    return mistakes(f"{HEAD}{REQUIREMENT}{rule}\n")


SYNTAX = [
    ("key = ", 1, "A value cannot be read", None),
    ('title = "open', 1, "A text is not closed", "Put a quotation mark at its end."),
    ('a = "1"\na = "2"', 2, "A key is given twice in the same clause", "Keep one of the two."),
    ("a = [1, 2", 1, "A list is not closed", "Put ] after its last entry."),
    ("just words", 1, "A key has no value", 'Write key = "text"; key and value are joined by =.'),
    ("a = words", 1, "A value cannot be read", None),
    ('a = "1" b = "2"', 1, "Something stands after the value", "Begin a new line for the next key."),
    ("a = " + "[" * 5000, 1, "Brackets are nested too deeply", "Use fewer levels of brackets."),
    ("[a]\n[a]", 2, "A table is begun twice", None),
    ("a = 1" + "0" * 5000, 1, "This line cannot be read", None),
]


@pytest.mark.parametrize(("text", "line", "found", "instead"), SYNTAX, ids=[case[2] + case[0][:8] for case in SYNTAX])
def test_syntax_is_explained_in_plain_words(text: str, line: int, found: str, instead: str | None) -> None:
    with pytest.raises(FrameworkErrors) as caught:
        read(text, "tiny.toml")
    (error,) = caught.value.errors
    assert (error.file, error.line, error.found) == ("tiny.toml", line, found)
    assert instead is None or str(error).endswith(instead)


CLAUSES = [
    ('[[course]]\nkey = "a"', LINE, 'course: "course" is not a key here. Did you mean "courses"?'),
    (
        '[[groups]]\nkey = "two"\nname = "Two"\njob_rolls = ["teacher"]\nduties = ["trainer"]',
        LINE + 3,
        'groups "two": "job_rolls" is not a key here. Did you mean "job_roles"?',
    ),
    (
        '[[groups]]\nkey = "two"\nduties = ["trainer"]',
        LINE,
        'groups "two": "name" is missing. Add a line that begins with name =.',
    ),
    (
        '[[groups]]\nkey = "two"\nname = "Two"',
        LINE,
        'groups "two": Nobody can be in this group. Write job_roles, duties or agency_kinds: who belongs to it.',
    ),
    (
        '[[groups]]\nkey = "two"\nname = "Two"\nduties = ["trayner"]',
        LINE + 3,
        'groups "two": duties names "trayner", which is no duty. Did you mean "trainer"?',
    ),
    (
        '[[groups]]\nkey = "two"\nname = "Two"\njob_roles = [\n  "teacher",\n  "techer",\n]',
        LINE + 5,
        'groups "two": job_roles names "techer", which is no job role of this file. Did you mean "teacher"?',
    ),
    (
        '[[groups]]\nkey = "two"\nname = "Two"\nduties = ["trainer"]\nagency_kinds = ["scool"]',
        LINE + 4,
        'groups "two": agency_kinds names "scool", which is no agency kind. Did you mean "school"?',
    ),
    (
        '[[groups]]\nkey = "two"\nname = "Two"\nduties = ["trainer"]\ninherits = ["al"]',
        LINE + 4,
        'groups "two": group names "al", which is no group of this file. Did you mean "all"?',
    ),
    (
        '[[groups]]\nkey = "two"\nname = "Two"\nduties = ["trainer"]\n'
        'inherits = [{ group = "all", condition = "advises" }]',
        LINE + 4,
        'groups "two": condition names "advises", which is no question of this file. '
        "Leave it out: there is nothing that it could name.",
    ),
    (
        '[[groups]]\nkey = "all"\nname = "Two"\nduties = ["trainer"]',
        LINE,
        'groups "all": "all" is the key of 2 clauses. Give each its own key.',
    ),
    (
        '[[groups]]\nkey = "Two!"\nname = "Two"\nduties = ["trainer"]',
        LINE + 1,
        'groups "Two!": key is "Two!". Write small letters, digits and hyphens, at most 80 of them.',
    ),
    (
        '[[groups]]\nkey = "two"\nname = " "\nduties = ["trainer"]',
        LINE + 2,
        'groups "two": name is " ". Write a text that is not empty.',
    ),
    (
        '[[courses]]\nkey = "two"\ntitle = "Two"\nminutes = "60"',
        LINE + 3,
        'courses "two": minutes is "60". Write a whole number, without quotes.',
    ),
    (
        '[[courses]]\nkey = "two"\ntitle = "Two"\nminutes = -60',
        LINE + 3,
        'courses "two": minutes is -60. Write a whole number from 0 to a million.',
    ),
    (
        '[[courses]]\nkey = "two"\ntitle = "Two"\nonce_only = "yes"',
        LINE + 3,
        'courses "two": once_only is "yes". Write true or false, without quotes.',
    ),
    (
        '[[courses]]\nkey = "two"\ntitle = "Two"\ntopics = "abuse"',
        LINE + 3,
        'courses "two": topics is "abuse". Write a list in square brackets.',
    ),
    (
        '[[courses]]\nkey = "two"\ntitle = "Two"\nminutes = 60\nparticipatory_minutes = 90',
        LINE + 4,
        'courses "two": participatory_minutes is 90, more than the course\'s 60 minutes. '
        "Write at most the course's minutes: participatory minutes are part of them.",
    ),
    (
        '[[courses]]\nkey = "two"\ntitle = "Two"\nsource = "B50"',
        LINE + 3,
        'courses "two": source is "B50". Write a table: keys and values in braces.',
    ),
    (
        '[[courses]]\nkey = "two"\ntitle = "Two"\nequivalents = ["two"]',
        LINE + 3,
        'courses "two": The course counts for itself already. Take it out of equivalents.',
    ),
    (
        '[[courses]]\nkey = "two"\ntitle = "Two"\nformats = ["e-learning", "e-learning"]',
        LINE + 3,
        'courses "two": formats names "e-learning" twice. Keep one of the two.',
    ),
    (
        '[[settings]]\nkey = "pace"\ntitle = "Pace"\noptions = ["a", "b"]\ndefault = "c"',
        LINE + 4,
        'settings "pace": default is "c", which is none of the options. Write one of: a, b.',
    ),
    (
        '[[settings]]\nkey = "pace"\ntitle = "Pace"\noptions = []\ndefault = ""',
        LINE + 3,
        'settings "pace": There is nothing to choose from. Write options = ["one", "another"].',
    ),
    (
        '[[cadences]]\nkey = "report"\ntitle = "Report"',
        LINE,
        'cadences "report": It does not say how often. Write every = "1 year" or setting.',
    ),
    (
        '[[cadences]]\nkey = "report"\ntitle = "Report"\nevery = "yearly"',
        LINE + 3,
        f'cadences "report": every is "yearly". {PERIODS}.',
    ),
    (
        '[[cadences]]\nkey = "report"\ntitle = "Report"\nsetting = "year"',
        LINE + 3,
        'cadences "report": setting "year" has the option "rolling", which is no length of time. '
        'Write options such as "12 weeks".',
    ),
    (
        '[[cadences]]\nkey = "report"\ntitle = "Report"\nevery = "1 year"\nmonth = 13',
        LINE + 4,
        'cadences "report": month is 13. Write a month from 1 to 12.',
    ),
    (
        '[evaluation]\nstages = [{ key = "later", title = "Later" }]',
        LINE + 1,
        'evaluation.stages "later": It does not say how long after. Write offset = "12 weeks" or offset_setting.',
    ),
    (
        '[[terms]]\nold = "LSCB"\ntoday = "LSCP"\nstarts_on = 2019-01-01\nends_on = 2018-01-01',
        LINE + 4,
        'terms "LSCB": ends_on is before starts_on. Put the two days in order.',
    ),
    (
        '[[terms]]\nold = "LSCB"\ntoday = "LSCP"\nends_on = "2018"',
        LINE + 3,
        'terms "LSCB": ends_on is "2018". Write a date without quotes, such as 2026-04-01.',
    ),
    (
        '[[actions]]\nkey = "one"\ntitle = "One"\nwork = [{ text = "Do it", due = "Feb 2011" }]',
        LINE + 3,
        'actions "one": due is "Feb 2011". Write a month such as "2011-02", or leave it out.',
    ),
    (
        '[[subgroups]]\nkey = "one"\ntitle = "One"\nreports_to = "one"',
        LINE + 3,
        'subgroups "one": reports_to goes in a circle: one > one. Take one of these steps out.',
    ),
    (
        "[escalation]\nmeetings = 0",
        LINE + 1,
        "escalation: meetings is 0. Write after how many held meetings it goes higher.",
    ),
]


EARLIER = [
    (
        'key = "old"\ntitle = "Old"\ncounts_as = ["awarenes"]',
        'counts_as names "awarenes", which is no course of this file',
    ),
    ('key = "old"\ntitle = "Old"', "It does not say what the course counts as"),
    ('key = "awareness"\ntitle = "Old"\ncounts_as = ["awareness"]', '"awareness" is a course of this file'),
]


@pytest.mark.parametrize(("text", "said"), EARLIER, ids=[case[1][:30] for case in EARLIER])
def test_an_earlier_course_that_cannot_be_meant(text: str, said: str) -> None:
    (mistake,) = [one for one in mistakes(f"{HEAD}[[earlier_courses]]\n{text}\n") if "earlier" in one]
    assert said in mistake


@pytest.mark.parametrize(("text", "line", "said"), CLAUSES, ids=[case[2][:60] for case in CLAUSES])
def test_a_clause_that_cannot_be_meant(text: str, line: int, said: str) -> None:
    assert mistakes(f"{HEAD}{text}\n") == [f"tiny.toml, line {line}, {said}"]


NEVER = "this can never be met"
RULES = [
    ("{ completed = {} }", 'It does not say which learning counts. Write courses = ["awareness"], levels or topics.'),
    (
        '{ completed = { courses = ["awarness"] } }',
        'courses names "awarness", which is no course of this file. Did you mean "awareness"?',
    ),
    (
        '{ completed = { levels = ["9"] } }',
        f'levels names "9", which is no level of this file: {NEVER}. Write one of: 1.',
    ),
    (
        '{ completed = { levels = ["1"], scheme = "nhs" } }',
        f'levels names "1", which is no level of the scheme "nhs": '
        f"{NEVER}. Leave it out: there is nothing that it could name.",
    ),
    (
        '{ completed = { level_at_least = "1" } }',
        'level_at_least names "1", which has no order. Give the levels an order, or name them in levels.',
    ),
    (
        '{ completed = { topics = ["abused"] } }',
        f'topics names "abused", which no course of this file has: {NEVER}. Did you mean "abuse"?',
    ),
    (
        '{ completed = { courses = ["awareness"] }, within = "0 years" }',
        'within is no time at all. Write a length such as "3 years".',
    ),
    (
        '{ completed = { courses = ["awareness"] }, excused_by = { topics = ["abuse"] } }',
        "excused_by stands without within. Write within, or take excused_by out.",
    ),
    ('{ count = 0, of = { courses = ["awareness"] } }', "count is 0: nothing is asked. Write 1 or more."),
    ('{ minutes = 0, of = { courses = ["awareness"] } }', "minutes is 0: nothing is asked. Write 1 or more."),
    (
        '{ minutes = 60, of = { courses = ["awareness"] }, participatory_share = 101 }',
        f"participatory_share is 101: {NEVER}. Write a percentage from 0 to 100.",
    ),
    (
        '{ at_least = 2, rules = [{ completed = { courses = ["awareness"] } }] }',
        f"at_least is 2 of 1 rules: {NEVER}. Write at most 1.",
    ),
    (
        '{ at_least = 0, rules = [{ completed = { courses = ["awareness"] } }] }',
        "at_least is 0: nothing is asked. Write 1 or more.",
    ),
    ("{ all_of = [] }", "There is no rule in the list. Write at least one rule between the brackets."),
    (
        '{ by_setting = "yeer", options = {} }',
        'by_setting names "yeer", which is no setting of this file. Did you mean "year"?',
    ),
    (
        '{ by_setting = "year", options = { rolling = { completed = { courses = ["awareness"] } } } }',
        'There is no rule for "financial" of the setting "year". Write "financial" = { ... } in options.',
    ),
    ("{ count = 2 }", '"of" is missing from the rule. Add of = to it.'),
    (
        '{ completed = { courses = ["awareness"] }, withn = "3 years" }',
        '"withn" is not a key here. Did you mean "within"?',
    ),
]


@pytest.mark.parametrize(("rule", "said"), RULES, ids=[case[0][:60] for case in RULES])
def test_a_rule_that_cannot_be_meant(rule: str, said: str) -> None:
    assert of_rule(rule) == [f'tiny.toml, line {LINE + 4}, requirements "awareness": {said}']


def test_a_period_that_is_none_names_every_way_to_write_one() -> None:
    (said,) = of_rule('{ completed = { courses = ["awareness"] }, within = "3 yrs" }')
    assert said.startswith(f'tiny.toml, line {LINE + 4}, requirements "awareness": within is "3 yrs". {PERIODS}, or')


def test_a_rule_of_no_kind_shows_one() -> None:
    (said,) = of_rule('{ complete = { courses = ["awareness"] } }')
    assert "rule is { complete }. Write a rule in braces that begins with completed, count" in said


def test_a_rule_over_several_lines_names_the_line_inside_it() -> None:
    (said,) = of_rule(
        '{ all_of = [\n  { completed = { courses = ["awareness"] } },\n  { completed = { courses = ["x"] } },\n] }'
    )
    assert said.startswith(f'tiny.toml, line {LINE + 6}, requirements "awareness": courses names "x"')


def test_a_setting_with_an_option_it_does_not_offer() -> None:
    rule = '{ completed = { courses = ["awareness"] } }'
    options = f"rolling = {rule}, financial = {rule}, rollin = {rule}"
    assert of_rule(f'{{ by_setting = "year", options = {{ {options} }} }}') == [
        f'tiny.toml, line {LINE + 4}, requirements "awareness": options names "rollin", which the setting "year" '
        'does not offer. Did you mean "rolling"?'
    ]


def test_a_requirement_that_reaches_nobody() -> None:
    text = '[[requirements]]\nkey = "x"\ntitle = "X"\nrule = { completed = { courses = ["awareness"] } }\n'
    assert mistakes(HEAD + text) == [
        f'tiny.toml, line {LINE}, requirements "x": This reaches nobody. '
        "Write groups, duties or job_roles: who is asked."
    ]


def test_a_requirement_of_a_kind_of_agency_none_of_its_groups_is_in() -> None:
    group = '[[groups]]\nkey = "schools"\nname = "Schools"\nagency_kinds = ["school"]\n'
    text = '[[requirements]]\nkey = "x"\ntitle = "X"\nrule = { completed = { courses = ["awareness"] } }\n'
    asked = 'groups = ["schools"]\nagency_kinds = ["police"]\n'
    assert mistakes(HEAD + group + text + asked) == [
        f'tiny.toml, line {LINE + 9}, requirements "x": This reaches nobody: none of its groups is in those kinds of '
        "agency. Write kinds in which its groups are."
    ]


CIRCLES = [
    (
        "groups",
        'inherits = ["{0}"]\nduties = ["trainer"]\nname = "G"',
        "inherits",
    ),
    ("courses", 'prerequisites = ["{0}"]\ntitle = "C"', "prerequisites"),
    ("courses", 'refresher_of = "{0}"\ntitle = "C"', "refresher_of"),
]


@pytest.mark.parametrize(("section", "body", "name"), CIRCLES, ids=[case[2] for case in CIRCLES])
def test_a_circle_is_named_step_by_step(section: str, body: str, name: str) -> None:
    follows = {"a": "b", "b": "c", "c": "a"}
    text = "".join(f'[[{section}]]\nkey = "{key}"\n{body.format(after)}\n' for key, after in follows.items())
    assert mistakes(HEAD + text) == [
        f'tiny.toml, line {LINE + 2}, {section} "a": {name} goes in a circle: a > b > c > a. '
        "Take one of these steps out."
    ]


def test_a_file_without_format_or_head_says_both() -> None:
    assert mistakes("") == [
        "tiny.toml, line 1, the file: The file does not say its format. Write format = 1 as its first line.",
        "tiny.toml, line 1, framework: The [framework] table is missing. "
        "Write [framework] with key, title and partnership.",
        *(
            f'tiny.toml, line 1, framework: "{name}" is missing. Add a line that begins with {name} =.'
            for name in ("key", "title", "partnership")
        ),
    ]


def test_a_format_of_tomorrow_is_refused() -> None:
    assert mistakes(HEAD.replace("format = 1", "format = 2")) == [
        "tiny.toml, line 1, format: Format 2 is not known. Write format = 1."
    ]


def test_every_mistake_is_told_at_once_in_the_order_of_lines() -> None:
    text = (
        '[[groups]]\nkey = "two"\nname = 3\nduties = ["trainer"]\n'
        '[[groups]]\nkey = "three"\nname = "Three"\nduties = ["nobody"]\n'
        '[[groups]]\nkey = "four"\nname = "Four"\nduties = ["trainer"]\ninherits = ["two"]\n'
        '[[courses]]\nkey = "c"\ntitle = "C"\nlevel = "7"\n'
    )
    with pytest.raises(FrameworkErrors) as caught:
        read(HEAD + text, "tiny.toml")
    assert [(error.line - LINE, error.clause) for error in caught.value.errors] == [
        (2, 'groups "two"'),
        (7, 'groups "three"'),
        (16, 'courses "c"'),
    ]
