"""Two entries that are one person: joined with everything, and parted again as they were."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db.models import ForeignKey

from goldenthread.kernel.refusal import Refused
from goldenthread.setting.workforce.models import Address, ConditionAnswer, Person, Post
from goldenthread.training.catalogue.models import Course
from goldenthread.training.records.models import Record
from goldenthread.whole.upkeep.models import Merge
from goldenthread.whole.upkeep.services import merge_people, undo_merge
from goldenthread.whole.upkeep.terms import PEOPLE
from tests.cast import NOW, TODAY, Cast, post


def test_every_key_to_a_person_has_its_answer() -> None:
    pointing = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is Person
    }
    assert set(PEOPLE) == pointing


def record(person: Person, course: Course, on: date) -> Record:
    return Record.objects.create(
        person=person, course=course, completed_on=on, format="virtual", provider_kind="multi-agency",
        state="imported", entered_at=NOW,
    )  # fmt: skip


@pytest.fixture
def twin(cast: Cast) -> Person:
    """Pat Rigg again, as another list had them: Patricia Rigg-Moss, with records and a post of her own."""
    person = Person.objects.create(given_name="Patricia", family_name="Rigg-Moss", professional_number="R77")
    Address.objects.create(person=person, email="patricia@example.org", is_preferred=True)
    post(person, cast.council, cast.fellside, "Family support worker")
    course = Course.objects.create(partnership=cast.fellside, key="neglect", title="Neglect")
    record(person, course, date(2025, 5, 5))
    record(person, course, date(2024, 5, 5))
    record(cast.practitioner.in_post, course, date(2025, 5, 5))
    for who, is_yes in ((person, True), (cast.practitioner.in_post, False)):
        ConditionAnswer.objects.create(
            person=who, partnership=cast.fellside, question_key="advises", is_yes=is_yes, answered_at=NOW
        )
    return person


def everything() -> Any:
    models = [*apps.get_app_config("workforce").get_models(), Record]
    return {m._meta.label: serializers.serialize("python", m._default_manager.order_by("pk")) for m in models}


def join(cast: Cast, twin: Person) -> Merge:
    return merge_people(
        by=cast.officer.actor(), at=NOW, on=TODAY, kept=cast.practitioner.in_post, gone=twin, why="Same date of birth"
    )


def test_posts_records_names_and_addresses_go_over(cast: Cast, twin: Person) -> None:
    join(cast, twin)
    pat = Person.objects.get(pk=cast.practitioner.in_post.pk)
    assert sorted(p.job_title for p in pat.posts.all()) == ["Family support worker", "Learning mentor"]
    assert sorted(r.completed_on for r in pat.records.all()) == [date(2024, 5, 5), date(2025, 5, 5)]
    assert [str(name) for name in pat.previous_names.all()] == ["Patricia Rigg-Moss"]
    assert sorted((a.email, a.is_preferred) for a in pat.addresses.all()) == [
        ("pat.rigg@example.org", True),
        ("patricia@example.org", False),
    ]
    assert [answer.is_yes for answer in pat.condition_answers.all()] == [False]
    assert pat.professional_number == "R77"
    twin.refresh_from_db()
    assert twin.merged_into == pat


def test_parting_puts_everything_back(cast: Cast, twin: Person) -> None:
    before = everything()
    merge = join(cast, twin)
    assert everything() != before
    undo_merge(by=cast.officer.actor(), at=NOW, on=TODAY, merge=merge)
    assert everything() == before


def test_what_came_after_stays_with_the_one_kept(cast: Cast, twin: Person) -> None:
    merge = join(cast, twin)
    later = record(cast.practitioner.in_post, Course.objects.get(key="neglect"), date(2026, 1, 5))
    undo_merge(by=cast.officer.actor(), at=NOW, on=TODAY, merge=merge)
    later.refresh_from_db()
    assert later.person == cast.practitioner.person


def test_what_was_moved_on_since_stops_the_parting(cast: Cast, twin: Person) -> None:
    merge = join(cast, twin)
    Post.objects.filter(job_title="Family support worker").update(person=cast.manager.in_post)
    with pytest.raises(Refused, match="a post that went over has been moved"):
        undo_merge(by=cast.officer.actor(), at=NOW, on=TODAY, merge=merge)
    twin.refresh_from_db()
    assert twin.merged_into == cast.practitioner.person


def test_only_an_officer_of_both_joins_two(cast: Cast, twin: Person) -> None:
    pat = cast.practitioner.in_post
    for actor in (cast.lead.actor(), cast.other_officer.actor(), cast.practitioner.actor()):
        with pytest.raises(Refused):
            merge_people(by=actor, at=NOW, on=TODAY, kept=pat, gone=twin, why="Same person")
    with pytest.raises(Refused):  # Mara works in the neighbouring area only
        merge_people(
            by=cast.officer.actor(), at=NOW, on=TODAY, kept=pat, gone=cast.other_constable.in_post, why="Same person"
        )
    assert join(cast, twin).gone == twin


def test_a_reason_is_asked_for_and_nobody_is_joined_to_themselves(cast: Cast, twin: Person) -> None:
    by, pat = cast.officer.actor(), cast.practitioner.in_post
    with pytest.raises(Refused, match="Say why"):
        merge_people(by=by, at=NOW, on=TODAY, kept=pat, gone=twin, why="  ")
    with pytest.raises(Refused, match="two different"):
        merge_people(by=by, at=NOW, on=TODAY, kept=pat, gone=pat, why="Same")
    join(cast, twin)
    with pytest.raises(Refused, match="already"):
        join(cast, twin)
