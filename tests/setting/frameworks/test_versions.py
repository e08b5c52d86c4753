"""Versions: adopted, edited as drafts, dated, withdrawn, copied, exported; and who may."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from goldenthread.foundation.audit.models import Entry
from goldenthread.foundation.freshness.models import Stale
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Kind, Refused
from goldenthread.setting.frameworks import selectors, services
from goldenthread.setting.frameworks.models import Line, RequirementRow, TargetGroup, Version
from goldenthread.setting.frameworks.terms import FrameworkKind
from tests.cast import Cast

pytestmark = pytest.mark.django_db
APRIL, SEPTEMBER = date(2026, 4, 1), date(2026, 9, 1)


@pytest.fixture
def officer(cast: Cast) -> Actor:
    return cast.officer.actor()


@pytest.fixture
def draft(cast: Cast, officer: Actor, at: datetime) -> Version:
    return services.adopt_pack(by=officer, at=at, partnership=cast.fellside, pack_key="kirklees-2011")


def refusal_of(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def test_a_pack_adopted_is_a_draft_of_the_partnership_with_its_rows(cast: Cast, draft: Version) -> None:
    framework = selectors.framework_of(draft)
    assert (draft.number, draft.pack, draft.takes_force_on, draft.line.key) == (1, "kirklees-2011", None, "local")
    assert framework.partnership == cast.fellside.name
    assert list(draft.groups.values_list("key", "position")) == [(f"group-{n}", n - 1) for n in range(1, 9)]
    rows = [(row.key, row.about, row.notice_months, row.agency_id) for row in draft.requirements.all()]
    assert rows[0] == ("awareness", "awareness", 3, None)
    assert [row[0] for row in rows] == [one.key for one in framework.requirements]
    assert [entry.act for entry in Entry.objects.filter(thing="framework version")] == ["adopt pack"]


def test_an_overlay_stands_on_a_line_of_its_own(cast: Cast, officer: Actor, draft: Version, at: datetime) -> None:
    overlay = services.adopt_pack(by=officer, at=at, partnership=cast.fellside, pack_key="national-education")
    assert (overlay.line.key, overlay.line.kind) == ("national-education", FrameworkKind.OVERLAY.value)
    for version in (draft, overlay):
        services.set_day(by=officer, at=at, version=version, on=APRIL)
    assert selectors.in_force(cast.fellside.pk, date(2026, 3, 31)) == []
    assert selectors.in_force(cast.fellside.pk, APRIL) == [draft, overlay]
    assert selectors.in_force(cast.marrow_vale.pk, APRIL) == []


def test_a_setting_chosen_and_a_requirement_changed(officer: Actor, draft: Version, at: datetime) -> None:
    rows = dict(draft.requirements.values_list("key", "pk"))
    services.choose_setting(by=officer, at=at, version=draft, key="group-4-year", value="financial-year")
    services.change_requirement(
        by=officer,
        at=at,
        version=draft,
        key="awareness",
        values={
            "title": "Awareness",
            "rule": '{ completed = { courses = ["awareness"] }, within = "2 years" }',
            "notice": "6 weeks",
            "first_within": None,
        },
    )
    draft.refresh_from_db()
    framework = selectors.framework_of(draft)
    one = next(one for one in framework.requirements if one.key == "awareness")
    assert selectors.in_words(one.rule, framework) == "Awareness of Child Abuse and Neglect, every 2 years"
    assert (one.title, str(one.notice), one.first_within) == ("Awareness", "6 weeks", None)
    assert framework.chosen()["group-4-year"] == "financial-year"
    row = draft.requirements.get(key="awareness")
    assert (row.title, row.notice_months, row.notice_days) == ("Awareness", 0, 42)
    assert dict(draft.requirements.values_list("key", "pk")) == rows


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"groups": ["grup-1"]}, 'requirements "awareness": groups names "grup-1", which is no group of this file.'),
        ({"rule": "{ completed = "}, "the rule: The rule cannot be read."),
        ({"rule": "{ completed = { courses = ['x'] } }"}, 'courses names "x", which is no course of this file.'),
        ({"notice": "soon"}, 'requirements "awareness": notice is "soon".'),
        ({"colour": "red"}, 'requirements "awareness": "colour" is not a key here.'),
    ],
)
def test_a_mistake_is_refused_and_nothing_is_kept(
    officer: Actor, draft: Version, at: datetime, values: dict[str, object], said: str
) -> None:
    before = draft.text
    refused = refusal_of(
        lambda: services.change_requirement(by=officer, at=at, version=draft, key="awareness", values=values)
    )
    assert refused.refusal.kind is Kind.BAD_INPUT
    assert refused.refusal.reason.startswith("One thing needs to be mended before this can be saved.")
    assert said in refused.refusal.reason
    draft.refresh_from_db()
    assert draft.text == before


def test_clauses_are_added_and_removed(officer: Actor, draft: Version, at: datetime) -> None:
    values = {"key": "thresholds", "title": "Thresholds", "level": "2"}
    services.add_clause(by=officer, at=at, version=draft, section="courses", values=values)
    assert [course.key for course in selectors.framework_of(draft).courses][-1] == "thresholds"
    twice = refusal_of(lambda: services.add_clause(by=officer, at=at, version=draft, section="courses", values=values))
    assert twice.refusal.errors == {"key": "Choose another key."}
    services.remove_clause(by=officer, at=at, version=draft, section="courses", key="thresholds")
    assert "thresholds" not in [course.key for course in selectors.framework_of(draft).courses]


def test_what_is_still_named_cannot_be_removed(officer: Actor, draft: Version, at: datetime) -> None:
    refused = refusal_of(
        lambda: services.remove_clause(by=officer, at=at, version=draft, section="groups", key="group-4")
    )
    assert 'groups names "group-4", which is no group of this file' in refused.refusal.errors["text"]
    assert TargetGroup.objects.filter(version=draft, key="group-4").exists()


def test_the_header_is_changed(officer: Actor, draft: Version, at: datetime) -> None:
    values = {"title": "Our strategy", "review_every": "1 year"}
    services.change_header(by=officer, at=at, version=draft, values=values)
    draft.refresh_from_db()
    assert (draft.title, str(selectors.framework_of(draft).header.review_every)) == ("Our strategy", "1 year")


def test_a_text_with_several_mistakes_tells_them_all(officer: Actor, draft: Version, at: datetime) -> None:
    text = draft.text.replace('levels = ["1"]', 'levels = ["9"]', 1).replace('level = "3"', 'level = "8"', 1)
    refused = refusal_of(lambda: services.save_draft(by=officer, at=at, version=draft, text=text))
    assert refused.refusal.reason.startswith("2 things need to be mended before this can be saved.")
    assert len(refused.refusal.errors["text"].splitlines()) == 2


def test_an_overlay_cannot_become_a_local_framework(officer: Actor, draft: Version, at: datetime) -> None:
    text = selectors.get_pack("national-education").text
    refused = refusal_of(lambda: services.save_draft(by=officer, at=at, version=draft, text=text))
    assert refused.refusal.reason.endswith('Write kind = "local".')


def test_a_version_with_its_day_is_not_edited_but_copied(officer: Actor, draft: Version, at: datetime) -> None:
    services.set_day(by=officer, at=at, version=draft, on=APRIL)
    refused = refusal_of(lambda: services.save_draft(by=officer, at=at, version=draft, text=draft.text))
    assert refused.refusal.reason == "This version has its day already. Copy it to a draft and change that."
    copy = services.copy_to_draft(by=officer, at=at, version=draft)
    assert (copy.number, copy.text, copy.takes_force_on) == (2, draft.text, None)
    assert selectors.before(copy) == draft
    assert selectors.differences(draft, copy) == []


def test_history_keeps_every_version_and_its_day(cast: Cast, officer: Actor, draft: Version, at: datetime) -> None:
    services.set_day(by=officer, at=at, version=draft, on=APRIL)
    later = services.copy_to_draft(by=officer, at=at, version=draft)
    earlier = refusal_of(lambda: services.set_day(by=officer, at=at, version=later, on=APRIL))
    assert earlier.refusal.reason == (
        "Version 1 takes force on 1 April 2026. Choose a later day, or withdraw that version first."
    )
    services.set_day(by=officer, at=at, version=later, on=SEPTEMBER)
    assert selectors.in_force(cast.fellside.pk, date(2026, 8, 31)) == [draft]
    assert selectors.in_force(cast.fellside.pk, SEPTEMBER) == [later]
    assert selectors.history(officer, draft.line) == [later, draft]
    assert Stale.objects.filter(key=cast.fellside.pk).exists()


def test_a_planned_version_is_withdrawn_while_its_day_is_to_come(officer: Actor, draft: Version, at: datetime) -> None:
    services.set_day(by=officer, at=at, version=draft, on=APRIL)
    late = refusal_of(lambda: services.withdraw_planned(by=officer, at=at, version=draft, on=APRIL))
    assert late.refusal.reason == "Only a version whose day is still to come can be withdrawn."
    services.withdraw_planned(by=officer, at=at, version=draft, on=date(2026, 3, 31))
    draft.refresh_from_db()
    assert draft.takes_force_on is None


def test_a_draft_is_discarded_with_its_rows_and_a_version_in_force_is_not(
    officer: Actor, draft: Version, at: datetime
) -> None:
    copy = services.copy_to_draft(by=officer, at=at, version=draft)
    services.set_day(by=officer, at=at, version=draft, on=APRIL)
    services.discard_draft(by=officer, at=at, version=copy)
    assert not RequirementRow.objects.filter(version_id=copy.pk).exists()
    refusal_of(lambda: services.discard_draft(by=officer, at=at, version=draft))
    assert list(Line.objects.get().versions.all()) == [draft]


def test_export_and_import_lose_nothing(cast: Cast, officer: Actor, draft: Version, at: datetime) -> None:
    again = services.import_text(by=officer, at=at, partnership=cast.fellside, text=draft.text)
    assert selectors.framework_of(again) == selectors.framework_of(draft)
    refused = refusal_of(lambda: services.import_text(by=officer, at=at, partnership=cast.fellside, text="title = "))
    assert "your file, line 1: A value cannot be read." in refused.refusal.reason


def test_only_those_who_edit_change_a_framework(cast: Cast, draft: Version, at: datetime) -> None:
    for member in (cast.other_officer, cast.lead, cast.board, cast.practitioner, cast.outsider):
        actor = member.actor()
        acts: list[Callable[[], object]] = [
            lambda actor=actor: services.adopt_pack(by=actor, at=at, partnership=cast.fellside, pack_key="kent-2020"),
            lambda actor=actor: services.save_draft(by=actor, at=at, version=draft, text=draft.text),
            lambda actor=actor: services.set_day(by=actor, at=at, version=draft, on=APRIL),
            lambda actor=actor: services.discard_draft(by=actor, at=at, version=draft),
        ]
        assert {refusal_of(act).refusal.kind for act in acts} == {Kind.NOT_ALLOWED}
    assert services.set_day(by=cast.administrator.actor(), at=at, version=draft, on=APRIL) == draft


def test_drafts_are_seen_by_editors_and_the_rest_by_whoever_belongs(
    cast: Cast, officer: Actor, draft: Version, at: datetime
) -> None:
    taken = services.copy_to_draft(by=officer, at=at, version=draft)
    services.set_day(by=officer, at=at, version=taken, on=APRIL)
    seen = {
        name: sorted(version.number for version in selectors.versions(member.actor()))
        for name, member in cast.signed_in().items()
    }
    everything, in_force, nothing = [1, 2], [2], []
    assert seen == {
        "administrator": everything,
        "officer": everything,
        "other_officer": nothing,
        "lead": in_force,
        "police_lead": in_force,
        "manager": in_force,
        "practitioner": in_force,
        "designated_lead": in_force,
        "board": in_force,
        "trainer": in_force,
        "chair": in_force,
        "outsider": nothing,
    }
    assert selectors.get_version(cast.practitioner.actor(), taken.pk) == taken
    unseen = refusal_of(lambda: selectors.get_version(cast.practitioner.actor(), draft.pk))
    assert unseen.refusal.kind is Kind.NOT_VISIBLE


def test_an_unknown_pack_is_not_found() -> None:
    assert refusal_of(lambda: selectors.get_pack("nowhere")).refusal.kind is Kind.NOT_VISIBLE
    assert [pack.key for pack in selectors.packs()][-2:] == ["intercollegiate", "national-education"]
