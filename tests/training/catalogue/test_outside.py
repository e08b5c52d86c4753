"""Other people's courses: kept once, decided on by officers, and a decision taken back leaves no trace in standing."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from goldenthread.foundation.audit.models import Entry
from goldenthread.kernel.actor import CLOCK
from goldenthread.kernel.refusal import Refused
from goldenthread.training.catalogue import services
from goldenthread.training.catalogue.models import CountsFor, Course, SetAside
from goldenthread.training.standing.models import Standing
from goldenthread.training.standing.services import settle
from tests.cast import TODAY, Cast, Member
from tests.training.standing import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(cast: Cast) -> Course:
    build.adopt(cast.fellside, "kirklees-2011")
    cast.practitioner.in_post.posts.update(group_key="group-1")
    return build.course(cast.fellside, "awareness")


@pytest.fixture
def theirs(cast: Cast, at: datetime) -> Course:
    return services.outside_course(by=cast.practitioner.actor(), at=at, title="Basics", provider="Acme", minutes=60)


def standing(cast: Cast, at: datetime) -> set[tuple[object, ...]]:
    """Everyone's standing after what moved was settled."""
    settle(by=CLOCK, at=at, on=TODAY)
    return set(Standing.objects.values_list("person_id", "requirement_id", "valid_until", "verified_until"))


def allowed(cast: Cast, act: Callable[[Member], object]) -> set[str]:
    found = set()
    for name, member in cast.signed_in().items():
        try:
            act(member)
        except Refused:
            continue
        found.add(name)
    return found


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (("Basics", "Acme"), ("  basics ", "ACME")),
        (("Éveil à la protection", "Ökola"), ("Éveil  à la protection", "Ökola")),
        (("Neglect " * 60, "Trust " * 60), ("Neglect " * 60, "Trust " * 60)),
    ],
)
def test_the_same_course_of_somebody_else_is_kept_once(
    cast: Cast, at: datetime, first: tuple[str, str], again: tuple[str, str]
) -> None:
    by = cast.practitioner.actor()
    made, found = (services.outside_course(by=by, at=at, title=title, provider=who) for title, who in (first, again))
    assert made == found
    assert services.outside_course(by=by, at=at, title=first[0], provider="Another") != made


def test_a_course_has_a_title(cast: Cast, at: datetime) -> None:
    with pytest.raises(Refused, match="Give the title"):
        services.outside_course(by=cast.practitioner.actor(), at=at, title="  ")


def test_only_officers_of_the_area_decide_what_counts(cast: Cast, ours: Course, theirs: Course, at: datetime) -> None:
    def decide(member: Member) -> None:
        by, area = member.actor(), cast.fellside.pk
        mapped = services.map_course(
            by=by, at=at, partnership_id=area, course=theirs, counts_as=ours, reason="Same content"
        )
        services.unmap_course(by=by, at=at, mapped=mapped)
        aside = services.set_aside(by=by, at=at, partnership_id=area, course=theirs, reason="Too short")
        services.take_back(by=by, at=at, aside=aside)

    assert allowed(cast, decide) == {"administrator", "officer"}


def test_a_decision_of_one_area_is_not_another_officers_to_take_back(
    cast: Cast, ours: Course, theirs: Course, at: datetime
) -> None:
    officer, other = cast.officer.actor(), cast.other_officer.actor()
    given = {"at": at, "partnership_id": cast.fellside.pk, "course": theirs}
    mapped = services.map_course(by=officer, counts_as=ours, reason="Same content", **given)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        services.unmap_course(by=other, at=at, mapped=mapped)
    aside = services.set_aside(by=officer, reason="Too short", **given)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        services.take_back(by=other, at=at, aside=aside)
    with pytest.raises(Refused, match="This course"):
        services.map_course(
            by=other,
            at=at,
            partnership_id=cast.marrow_vale.pk,
            course=theirs,
            counts_as=ours,
            reason="Not theirs to count",
        )


@pytest.mark.parametrize(
    "wrong", [{"reason": " "}, {"starts_on": date(2026, 1, 2), "ends_on": date(2026, 1, 1)}, {"course": None}]
)
def test_a_mapping_has_a_reason_days_in_order_and_a_course_of_somebody_elses(
    cast: Cast, ours: Course, theirs: Course, at: datetime, wrong: dict[str, object]
) -> None:
    refresher = Course.objects.filter(partnership=cast.fellside).exclude(pk=ours.pk)[0]
    given: dict[str, object] = {"course": theirs, "counts_as": ours, "reason": "Same content"} | wrong
    given["course"] = given["course"] or refresher
    before = CountsFor.objects.count()
    with pytest.raises(Refused):
        services.map_course(by=cast.officer.actor(), at=at, partnership_id=cast.fellside.pk, **given)  # type: ignore[arg-type]
    assert CountsFor.objects.count() == before


def test_our_own_course_is_never_set_aside(cast: Cast, ours: Course, at: datetime) -> None:
    with pytest.raises(Refused, match="in its framework"):
        services.set_aside(
            by=cast.officer.actor(), at=at, partnership_id=cast.fellside.pk, course=ours, reason="By mistake"
        )
    assert SetAside.objects.count() == 0


@pytest.mark.requirement("E15")
def test_mapping_moves_standing_between_its_days_and_taking_it_back_restores_it_exactly(
    cast: Cast, ours: Course, theirs: Course, at: datetime
) -> None:
    person, officer = cast.practitioner.in_post, cast.officer.actor()
    build.completed(person, theirs, date(2025, 6, 1))
    before = standing(cast, at)
    given = {"at": at, "partnership_id": cast.fellside.pk, "course": theirs, "counts_as": ours}

    def mapped(starts_on: date, ends_on: date) -> CountsFor:
        return services.map_course(
            by=officer,
            reason="Same content",
            starts_on=starts_on,
            ends_on=ends_on,
            **given,  # type: ignore[arg-type]
        )

    mapped(date(2025, 6, 2), date(2025, 12, 31))
    assert standing(cast, at) == before
    one = mapped(date(2025, 6, 1), date(2025, 6, 1))
    moved = standing(cast, at)
    assert {row[2:] for row in moved - before} == {(date(2028, 6, 1), date(2028, 6, 1))}
    assert len(moved - before) == len(before - moved) == 1
    services.unmap_course(by=officer, at=at, mapped=one, reason="Content changed")
    assert standing(cast, at) == before
    acts = Entry.objects.filter(thing="catalogue.course", thing_id=str(theirs.pk), reason__gt="")
    assert list(acts.order_by("id").values_list("act", "reason")) == [
        ("map course", "Same content"),
        ("map course", "Same content"),
        ("unmap course", "Content changed"),
    ]


def test_setting_aside_ends_what_it_counted_for_and_mapping_ends_the_setting_aside(
    cast: Cast, ours: Course, theirs: Course, at: datetime
) -> None:
    officer, area = cast.officer.actor(), cast.fellside.pk
    build.completed(cast.practitioner.in_post, theirs, date(2025, 6, 1))
    before = standing(cast, at)
    services.map_course(by=officer, at=at, partnership_id=area, course=theirs, counts_as=ours, reason="Same content")
    assert standing(cast, at) != before
    aside = services.set_aside(by=officer, at=at, partnership_id=area, course=theirs, reason="Too short")
    assert (standing(cast, at), CountsFor.objects.filter(course=theirs).count()) == (before, 0)
    services.take_back(by=officer, at=at, aside=aside)
    assert (standing(cast, at), SetAside.objects.count()) == (before, 0)
    services.set_aside(by=officer, at=at, partnership_id=area, course=theirs, reason="Too short")
    services.map_course(by=officer, at=at, partnership_id=area, course=theirs, counts_as=ours, reason="Lengthened")
    assert SetAside.objects.count() == 0
    assert standing(cast, at) != before
