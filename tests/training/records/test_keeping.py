"""The training record: who may enter, verify, refuse, correct and withdraw, and what each act leaves behind."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.files.base import ContentFile

from goldenthread.foundation.audit.models import Entry
from goldenthread.foundation.freshness import selectors as stale
from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.workforce.models import Post
from goldenthread.training.catalogue.models import Course
from goldenthread.training.records import selectors, services
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import Format, ProviderKind, State
from tests.cast import TODAY, Cast, Member, post

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 6)
KEEPERS = {"administrator", "officer", "lead"}
READERS = KEEPERS | {"manager", "practitioner"}


@pytest.fixture
def course(cast: Cast) -> Course:
    return Course.objects.create(
        partnership=cast.fellside, key="neglect", title="Neglect", minutes=360, participatory_minutes=180
    )


@pytest.fixture
def record(cast: Cast, course: Course, at: datetime) -> Record:
    """What the practitioner entered themselves."""
    own = cast.practitioner
    return services.enter_own(by=own.actor(), at=at, person=own.in_post, course=course, completed_on=DAY)


def allowed(cast: Cast, act: Callable[[Member], object]) -> set[str]:
    """Who may do this, of everyone who can sign in."""
    found = set()
    for name, member in cast.signed_in().items():
        try:
            act(member)
        except Refused:
            continue
        found.add(name)
    return found


def test_a_persons_record_is_entered_by_their_agencys_lead_or_the_areas_officer(
    cast: Cast, course: Course, at: datetime
) -> None:
    days = iter(range(1, 29))

    def enter(member: Member) -> None:
        services.record_completion(
            by=member.actor(),
            at=at,
            person=cast.practitioner.in_post,
            course=course,
            completed_on=date(2025, 2, next(days)),
        )

    assert allowed(cast, enter) == KEEPERS
    assert set(Record.objects.values_list("state", flat=True)) == {State.VERIFIED}


def test_whoever_keeps_records_does_not_verify_what_they_enter_for_themselves(
    cast: Cast, course: Course, at: datetime
) -> None:
    lead = cast.lead
    made = services.record_completion(by=lead.actor(), at=at, person=lead.in_post, course=course, completed_on=DAY)
    assert (made.state, made.verified_by_account_id) == (State.TO_VERIFY, None)
    with pytest.raises(Refused):
        services.verify(by=lead.actor(), at=at, record=made)
    assert services.verify(by=cast.officer.actor(), at=at, record=made).state == State.VERIFIED


def test_putting_ones_own_record_right_asks_for_another_look_at_it(cast: Cast, course: Course, at: datetime) -> None:
    lead = cast.lead
    made = services.record_completion(
        by=cast.officer.actor(), at=at, person=lead.in_post, course=course, completed_on=DAY
    )
    assert made.state == State.VERIFIED
    services.correct(by=lead.actor(), at=at, record=made, reason="A later day", completed_on=date(2026, 2, 1))
    made.refresh_from_db()
    assert (made.state, made.verified_by_account_id) == (State.TO_VERIFY, None)


def test_nobody_recognises_their_own_prior_learning(cast: Cast, course: Course, at: datetime) -> None:
    def recognise(member: Member) -> None:
        services.recognise_prior_learning(
            by=member.actor(),
            at=at,
            person=cast.lead.in_post,
            course=course,
            completed_on=date(2020, 1, 1 + len(Record.objects.all())),
            reason="Portfolio seen",
        )

    assert allowed(cast, recognise) == {"administrator", "officer"}
    found = Record.objects.order_by("id")[0]
    assert (found.state, found.provider_kind, found.evidence) == (
        State.VERIFIED,
        ProviderKind.PRIOR_LEARNING,
        "Portfolio seen",
    )


def test_prior_learning_says_what_it_rests_on(cast: Cast, course: Course, at: datetime) -> None:
    with pytest.raises(Refused, match="Say what it rests on"):
        services.recognise_prior_learning(
            by=cast.officer.actor(),
            at=at,
            person=cast.practitioner.in_post,
            course=course,
            completed_on=DAY,
            reason="  ",
        )
    assert Record.objects.count() == 0


def test_only_the_person_enters_what_is_their_own(cast: Cast, course: Course, at: datetime) -> None:
    def enter(member: Member) -> None:
        services.enter_own(by=member.actor(), at=at, person=cast.practitioner.in_post, course=course, completed_on=DAY)

    assert allowed(cast, enter) == {"practitioner"}


@pytest.mark.requirement("E15")
def test_learning_from_elsewhere_is_accepted_with_its_evidence_by_whoever_looked(
    cast: Cast, course: Course, at: datetime
) -> None:
    own = cast.practitioner
    made = services.enter_own(
        by=own.actor(),
        at=at,
        person=own.in_post,
        course=course,
        completed_on=DAY,
        given_as=Format.E_LEARNING,
        evidence="Certificate 77",
        evidence_file=ContentFile(b"%PDF-1.4 a certificate", name="certificate.pdf"),
    )
    assert made.state == State.TO_VERIFY
    assert made.evidence_file is not None
    assert (made.evidence_file.name, made.evidence_file.room) == ("certificate.pdf", "records")
    services.verify(by=cast.lead.actor(), at=at, record=made)
    made.refresh_from_db()
    assert (made.state, made.verified_by_account_id) == (State.VERIFIED, cast.lead.signed_in.pk)
    with pytest.raises(Refused, match="verified already"):
        services.verify(by=cast.officer.actor(), at=at, record=made)


def test_the_same_completion_is_recorded_once(cast: Cast, course: Course, record: Record, at: datetime) -> None:
    with pytest.raises(Refused, match="recorded already"):
        services.record_completion(
            by=cast.lead.actor(), at=at, person=record.person, course=course, completed_on=record.completed_on
        )
    assert Record.objects.count() == 1


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(1949, 12, 31)])
def test_a_day_to_come_or_long_gone_is_not_a_completion(cast: Cast, course: Course, at: datetime, day: date) -> None:
    with pytest.raises(Refused):
        services.record_completion(
            by=cast.lead.actor(), at=at, person=cast.practitioner.in_post, course=course, completed_on=day
        )
    assert Record.objects.count() == 0


def test_participatory_minutes_are_part_of_the_minutes(cast: Cast, course: Course, at: datetime) -> None:
    made = services.record_completion(
        by=cast.lead.actor(), at=at, person=cast.practitioner.in_post, course=course, completed_on=DAY, minutes=60
    )
    assert (made.minutes, made.participatory_minutes) == (60, 60)


def test_a_record_is_verified_and_refused_by_those_who_keep_it(cast: Cast, record: Record, at: datetime) -> None:
    def refuse_and_verify(member: Member) -> None:
        services.refuse_record(by=member.actor(), at=at, record=record, reason="Nobody was there")
        services.verify(by=member.actor(), at=at, record=record)

    assert allowed(cast, refuse_and_verify) == KEEPERS


def test_a_refused_record_stays_with_its_reason(cast: Cast, record: Record, at: datetime) -> None:
    with pytest.raises(Refused, match="Say why"):
        services.refuse_record(by=cast.lead.actor(), at=at, record=record, reason=" ")
    services.refuse_record(by=cast.lead.actor(), at=at, record=record, reason="Nobody was there")
    shown = selectors.get_record(cast.practitioner.actor(), record.pk, TODAY)
    assert (shown.state, shown.why_refused) == (State.REFUSED, "Nobody was there")
    assert stale.stale(freshness.PERSON, [record.person_id]) == {record.person_id}


def test_a_correction_has_its_reason_in_the_trail_and_what_it_said_before(
    cast: Cast, record: Record, at: datetime
) -> None:
    with pytest.raises(Refused, match="Say why"):
        services.correct(by=cast.lead.actor(), at=at, record=record, reason="", completed_on=date(2025, 5, 7))
    services.correct(
        by=cast.lead.actor(),
        at=at,
        record=record,
        reason="The register says the 7th",
        completed_on=date(2025, 5, 7),
        evidence="Seen by Leah",
    )
    record.refresh_from_db()
    noted = Entry.objects.get(act="correct record")
    assert record.completed_on == date(2025, 5, 7)
    assert (noted.thing, noted.thing_id, noted.reason) == (
        "records.record",
        str(record.pk),
        "The register says the 7th",
    )
    assert noted.changes == {"completed_on": ["2025-05-06", "2025-05-07"], "evidence": None}
    assert noted.by_account_id == cast.lead.signed_in.pk


def test_a_correction_that_changes_nothing_leaves_no_trace(cast: Cast, record: Record, at: datetime) -> None:
    services.correct(by=cast.lead.actor(), at=at, record=record, reason="Looked again", completed_on=DAY)
    assert not Entry.objects.filter(act="correct record").exists()


def test_a_correction_never_makes_two_of_one(cast: Cast, record: Record, course: Course, at: datetime) -> None:
    other = services.record_completion(
        by=cast.lead.actor(), at=at, person=record.person, course=course, completed_on=date(2025, 9, 9)
    )
    with pytest.raises(Refused, match="recorded already"):
        services.correct(by=cast.lead.actor(), at=at, record=other, reason="The same day", completed_on=DAY)
    other.refresh_from_db()
    assert other.completed_on == date(2025, 9, 9)


@pytest.mark.parametrize("wrong", [{"given_as": "carrier pigeon"}, {"provider_kind": "nobody"}, {"minutes": -1}])
def test_a_correction_to_nonsense_is_refused_in_words(
    cast: Cast, record: Record, at: datetime, wrong: dict[str, str]
) -> None:
    with pytest.raises(Refused):
        services.correct(by=cast.lead.actor(), at=at, record=record, reason="Typed wrongly", **wrong)  # type: ignore[arg-type]


def test_who_may_correct_and_withdraw(cast: Cast, record: Record, course: Course, at: datetime) -> None:
    days = iter(range(1, 29))

    def correct(member: Member) -> None:
        day = date(2025, 3, next(days))
        services.correct(by=member.actor(), at=at, record=record, reason="Put right", completed_on=day)

    def withdraw(member: Member) -> None:
        made = Record.objects.create(
            person=record.person,
            course=course,
            completed_on=date(2024, 3, next(days)),
            format=Format.OTHER,
            provider_kind=ProviderKind.EXTERNAL,
            state=State.VERIFIED,
            entered_at=at,
        )
        services.withdraw(by=member.actor(), at=at, record=made, reason="Never happened")

    assert allowed(cast, correct) == KEEPERS
    assert allowed(cast, withdraw) == KEEPERS


def test_a_person_withdraws_their_own_until_it_is_verified(cast: Cast, record: Record, at: datetime) -> None:
    own, officer = cast.practitioner.actor(), cast.officer.actor()
    services.verify(by=officer, at=at, record=record)
    with pytest.raises(Refused):
        services.withdraw(by=own, at=at, record=record, reason="A mistake")
    services.refuse_record(by=officer, at=at, record=record, reason="Wrong person")
    Record.objects.filter(pk=record.pk).update(state=State.TO_VERIFY, why_refused="")
    record.refresh_from_db()
    services.withdraw(by=own, at=at, record=record, reason="A mistake")
    assert not Record.objects.filter(course=record.course_id).exists()
    assert Entry.objects.get(act="withdraw record").reason == "A mistake"


def test_a_record_is_read_by_the_person_those_they_work_for_and_their_areas_officer(cast: Cast, record: Record) -> None:
    def read(member: Member) -> Record:
        return selectors.get_record(member.actor(), record.pk, TODAY)

    assert allowed(cast, read) == READERS


def test_a_former_employer_loses_sight_and_the_area_keeps_what_was_done_before(
    cast: Cast, record: Record, course: Course, at: datetime
) -> None:
    mover = cast.practitioner
    Post.objects.filter(person=mover.in_post).update(ends_on=date(2025, 12, 31))
    post(mover.in_post, cast.marrow_council, cast.marrow_vale, "Social worker", starts_on=date(2026, 1, 1))
    later = services.enter_own(
        by=mover.actor(), at=at, person=mover.in_post, course=course, completed_on=date(2026, 2, 1)
    )

    def seen(member: Member) -> set[int]:
        return {one.pk for one in selectors.of_person(member.actor(), mover.in_post.pk, TODAY)}

    assert seen(mover) == seen(cast.other_officer) == {record.pk, later.pk}
    assert seen(cast.officer) == {record.pk}
    assert seen(cast.lead) == seen(cast.manager) == set()
    with pytest.raises(Refused):
        services.correct(by=cast.officer.actor(), at=at, record=record, reason="Too late", completed_on=TODAY)
    assert services.verify(by=cast.other_officer.actor(), at=at, record=record).state == State.VERIFIED
