"""Two entries that look like one person and are two: said once, remembered, and taken back."""

import pytest

from goldenthread.foundation.imports.models import Batch
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.workforce.models import Person, PossibleMatch, Post
from goldenthread.whole.upkeep.models import Apart
from goldenthread.whole.upkeep.selectors.twins import likely_pairs
from goldenthread.whole.upkeep.services import merge_people, tell_apart, undo_apart
from tests.cast import NOW, TODAY, Cast, post
from tests.house.rows import saved


@pytest.fixture
def twin(cast: Cast) -> Person:
    """Another Pat Rigg, at the council."""
    person = Person.objects.create(given_name="Pat", family_name="Rigg")
    post(person, cast.council, cast.fellside, "Cook")
    return person


def asked(cast: Cast) -> set[frozenset[int]]:
    return {frozenset((pair.first.pk, pair.second.pk)) for pair in likely_pairs(cast.fellside.pk)}


def test_two_people_are_not_asked_about_again_until_it_is_taken_back(cast: Cast, twin: Person) -> None:
    by, pat = cast.officer.actor(), cast.practitioner.in_post
    both = frozenset((pat.pk, twin.pk))
    assert both in asked(cast)
    apart = tell_apart(by=by, at=NOW, on=TODAY, one=twin, other=pat)
    assert both not in asked(cast)
    with pytest.raises(Refused, match="said already"):
        tell_apart(by=by, at=NOW, on=TODAY, one=pat, other=twin)
    with pytest.raises(Refused, match="two people"):
        merge_people(by=by, at=NOW, on=TODAY, kept=pat, gone=twin, why="The same")
    undo_apart(by=by, at=NOW, on=TODAY, apart=apart)
    assert both in asked(cast)
    with pytest.raises(Refused, match="taken back already"):
        undo_apart(by=by, at=NOW, on=TODAY, apart=apart)


def test_what_was_found_of_an_entry_holds_of_the_one_it_is_joined_to(cast: Cast, twin: Person) -> None:
    by, pat = cast.officer.actor(), cast.practitioner.in_post
    tell_apart(by=by, at=NOW, on=TODAY, one=twin, other=pat)
    third = Person.objects.create(given_name="Pat", family_name="Rigg")
    post(third, cast.council, cast.fellside, "Driver")
    assert asked(cast) == {frozenset((pat.pk, third.pk)), frozenset((twin.pk, third.pk))}
    merge_people(by=by, at=NOW, on=TODAY, kept=third, gone=twin, why="One badge")
    assert asked(cast) == set()


def test_a_row_found_to_be_somebody_else_is_not_asked_about_once_it_is_loaded(cast: Cast, twin: Person) -> None:
    pat, batch = cast.practitioner.in_post, saved(Batch)
    Post.objects.filter(person=twin).update(staff_number="C7")
    row = PossibleMatch.objects.create(
        batch=batch, partnership=cast.fellside, agency=cast.council, key="number c7", person=pat, name="Pat Rigg",
        staff_number="C7", why="The same name.", raised_at=NOW, decided="different",
    )  # fmt: skip
    assert asked(cast) == set()
    PossibleMatch.objects.filter(pk=row.pk).update(staff_number="C8")
    assert asked(cast) == {frozenset((pat.pk, twin.pk))}


@pytest.mark.requirement("B37")
def test_only_who_runs_the_area_tells_two_entries_apart(cast: Cast, twin: Person) -> None:
    pat = cast.practitioner.in_post
    for one in (cast.lead, cast.other_officer):
        with pytest.raises(Refused):
            tell_apart(by=one.actor(), at=NOW, on=TODAY, one=pat, other=twin)
    assert not Apart.objects.exists()
    apart = tell_apart(by=cast.administrator.actor(), at=NOW, on=TODAY, one=pat, other=twin)
    with pytest.raises(Refused):
        undo_apart(by=cast.lead.actor(), at=NOW, on=TODAY, apart=apart)
    with pytest.raises(Refused, match="two different entries"):
        tell_apart(by=cast.officer.actor(), at=NOW, on=TODAY, one=pat, other=pat)
