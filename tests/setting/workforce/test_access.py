"""Who sees whom: an officer their area, a lead their agency there, a manager their team, everyone themselves."""

from datetime import date, timedelta

import pytest

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.models import Person, PossibleMatch, Post, Seat
from goldenthread.setting.workforce.selectors.finding import person_page
from goldenthread.setting.workforce.selectors.imports import KnownAs, known_of
from goldenthread.setting.workforce.services.addresses import add_address, flag_address, prefer_address
from goldenthread.setting.workforce.services.seats import end_seat, give_seat
from goldenthread.setting.workforce.services.staffing import change_name
from tests.cast import NOW, SINCE, TODAY, Cast, post


def seen(actor: Actor, on: date = TODAY) -> set[str]:
    return {str(person) for person in Person.objects.filter(access.visible_to(actor, on=on))}


SCHOOL = {"Leah Scarth", "Max Tarn", "Pat Rigg", "Dina Holme"}
FELLSIDE = SCHOOL | {"Olive Fell", "Tom Keld", "Cora Wray", "Finn Beck"}


def test_each_sees_their_own_part(cast: Cast) -> None:
    assert seen(cast.officer.actor()) == FELLSIDE
    assert seen(cast.other_officer.actor()) == {"Owen Marrow", "Mara Vale"}
    assert seen(cast.lead.actor()) == SCHOOL
    assert seen(cast.police_lead.actor()) == {"Finn Beck"}
    assert seen(cast.manager.actor()) == {"Max Tarn", "Pat Rigg"}
    assert seen(cast.practitioner.actor()) == {"Pat Rigg"}
    assert seen(cast.board.actor()) == set()
    assert seen(cast.outsider.actor()) == set()
    assert seen(cast.administrator.actor()) == FELLSIDE | {"Owen Marrow", "Mara Vale"}


@pytest.mark.requirement("B37")
def test_a_former_employer_loses_sight_and_the_new_one_gains_it(cast: Cast) -> None:
    pat = cast.practitioner.in_post
    Post.objects.filter(person=pat).update(ends_on=TODAY)
    post(pat, cast.police, cast.fellside, "Police staff", starts_on=TODAY)
    tomorrow = TODAY + timedelta(days=1)
    assert "Pat Rigg" in seen(cast.lead.actor(), TODAY)
    assert "Pat Rigg" not in seen(cast.lead.actor(), tomorrow)
    assert "Pat Rigg" not in seen(cast.manager.actor(), tomorrow)
    assert "Pat Rigg" in seen(cast.police_lead.actor(), tomorrow)
    assert "Pat Rigg" in seen(cast.officer.actor(), tomorrow)


def test_an_officer_sees_posts_of_their_own_area_only(cast: Cast) -> None:
    finn = cast.constable.in_post
    post(finn, cast.police, cast.marrow_vale, "Constable, neighbouring area")
    titles = {
        who: set(
            Post.objects.filter(access.posts_visible_to(actor, on=TODAY), person=finn).values_list(
                "job_title", flat=True
            )
        )
        for who, actor in (("own", cast.officer.actor()), ("other", cast.other_officer.actor()))
    }
    assert titles == {"own": {"Constable"}, "other": {"Constable, neighbouring area"}}


def test_who_edits(cast: Cast) -> None:
    pat = cast.practitioner.in_post
    edits = {name: access.can_edit(member.actor(), pat, on=TODAY) is None for name, member in cast.signed_in().items()}
    assert {name for name, may in edits.items() if may} == {"administrator", "officer", "lead"}


@pytest.mark.requirement("B25")
def test_seats_carry_their_dates_and_a_group_has_one_chair(cast: Cast) -> None:
    by, leah = cast.officer.actor(), cast.lead.in_post
    seat = give_seat(by=by, at=NOW, subgroup=cast.subgroup, person=leah, starts_on=TODAY, agency=cast.school)
    with pytest.raises(Refused, match="has a seat"):
        give_seat(by=by, at=NOW, subgroup=cast.subgroup, person=leah, starts_on=TODAY)
    with pytest.raises(Refused, match="has a chair already"):
        give_seat(by=by, at=NOW, subgroup=cast.subgroup, person=cast.manager.in_post, starts_on=TODAY, is_chair=True)
    with pytest.raises(Refused):
        end_seat(by=cast.lead.actor(), at=NOW, seat=seat, last_day=TODAY)
    end_seat(by=by, at=NOW, seat=seat, last_day=TODAY + timedelta(days=30))
    assert [(s.starts_on, s.ends_on) for s in Seat.objects.filter(person=leah)] == [(TODAY, TODAY + timedelta(days=30))]


@pytest.mark.requirement("B25")
def test_addresses_that_bounce_are_flagged(cast: Cast) -> None:
    by, pat = cast.lead.actor(), cast.practitioner.in_post
    home = add_address(by=by, at=NOW, on=TODAY, person=pat, email="Pat <pat@home.example>", is_work=False)
    assert (home.email, home.is_preferred) == ("pat@home.example", False)
    prefer_address(by=by, at=NOW, on=TODAY, address=home)
    flag_address(by=by, at=NOW, on=TODAY, address=home)
    kept = {a.email: (a.is_preferred, a.bounced_on) for a in pat.addresses.all()}
    assert kept == {"pat.rigg@example.org": (False, None), "pat@home.example": (True, TODAY)}
    with pytest.raises(Refused, match="belongs to somebody"):
        add_address(by=by, at=NOW, on=TODAY, person=pat, email="MAX.TARN@example.org")
    with pytest.raises(Refused):
        flag_address(by=cast.police_lead.actor(), at=NOW, on=TODAY, address=home)


def test_a_former_area_reads_what_was_and_changes_nothing(cast: Cast) -> None:
    """Pat has gone to Marrow Vale, married there, and is reached there now."""
    pat = cast.practitioner.in_post
    change_name(by=cast.officer.actor(), at=NOW, on=SINCE, person=pat, given_name="Pat", family_name="Rigg-Lowe")
    Post.objects.filter(person=pat).update(ends_on=TODAY)
    post(pat, cast.marrow_council, cast.marrow_vale, "Adviser", starts_on=TODAY + timedelta(days=1))
    later = TODAY + timedelta(days=90)
    officer, other = cast.officer.actor(later), cast.other_officer.actor(later)
    change_name(by=other, at=NOW, on=later, person=pat, given_name="Pat", family_name="Holt")
    add_address(by=other, at=NOW, on=later, person=pat, email="pat@vale.example", is_work=True)
    with pytest.raises(Refused, match="can change this"):
        change_name(by=officer, at=NOW, on=later, person=pat, given_name="Pat", family_name="Rigg")
    theirs, ours = person_page(other, pat, on=later), person_page(officer, pat, on=later)
    assert (theirs.name, theirs.last_day, len(theirs.addresses)) == ("Pat Holt", None, 2)
    assert (ours.name, ours.last_day, ours.addresses) == ("Pat Rigg-Lowe", TODAY, [])
    assert [str(name) for name in ours.previous_names] == ["Pat Rigg"]
    assert [one.job_title for one in ours.posts] == ["Learning mentor"]
    assert access.can_edit(cast.officer.actor(), pat, on=TODAY) is None


def test_who_works_nowhere_can_still_be_joined_with_another_entry(cast: Cast) -> None:
    pat, later = cast.practitioner.in_post, TODAY + timedelta(days=90)
    Post.objects.filter(person=pat).update(ends_on=TODAY)
    assert access.can_edit(cast.officer.actor(later), pat, on=later) is not None
    assert access.can_join(cast.officer.actor(later), pat, on=later) is None
    assert access.can_join(cast.other_officer.actor(later), pat, on=later) is not None
    post(pat, cast.marrow_council, cast.marrow_vale, "Adviser", starts_on=later)
    assert access.can_join(cast.officer.actor(later), pat, on=later) is not None


def test_of_a_likely_match_in_another_area_only_its_officer_is_named(cast: Cast) -> None:
    def known(person: Person) -> KnownAs:
        match = PossibleMatch(partnership=cast.fellside, agency=cast.police, person=person, name="Mara Vale")
        return known_of(match, on=TODAY)

    mara, finn = cast.other_constable.in_post, cast.constable.in_post
    assert known(mara) == KnownAs("", (), (), (), ("Owen Marrow (Marrow Vale)",))
    assert (known(finn).name, known(finn).emails, known(finn).asks) == ("Finn Beck", ("finn.beck@example.org",), ())
    Post.objects.filter(person=mara).update(ends_on=TODAY - timedelta(days=1))
    assert known(mara).emails == ()
    post(mara, cast.police, cast.fellside, "Constable")
    assert known(mara).emails == ("mara.vale@example.org",)
