"""Agencies and partnerships that merge or split: everything goes over, and what is past stays readable."""

from datetime import date, timedelta

import pytest

from goldenthread.foundation.freshness.models import Stale
from goldenthread.kernel.actor import COMMAND_LINE, Role
from goldenthread.kernel.refusal import Kind, Refused
from goldenthread.setting.frameworks.models import Version
from goldenthread.setting.frameworks.services import adopt_pack, set_day
from goldenthread.setting.partnerships import selectors, services
from goldenthread.setting.partnerships.models import Agency, AgencyChange, Membership, Partnership
from goldenthread.setting.partnerships.terms import AgencyKind, Duty
from goldenthread.setting.workforce.models import DutyHeld, Post
from goldenthread.whole.upkeep.services import merge_agency, split_agency, succeed_partnership
from tests.cast import NOW, SINCE, TODAY, Cast, agency, post

EVE = TODAY - timedelta(days=1)


@pytest.fixture
def academy(cast: Cast) -> Agency:
    return agency("Tarn Academy", cast.fellside, AgencyKind.SCHOOL, Duty.EDUCATION)


def merge(cast: Cast, into: Agency) -> dict[str, int]:
    return merge_agency(
        by=cast.administrator.actor(), at=NOW, on=TODAY, agency=cast.school, into=into, reason="Became an academy"
    )


def test_a_merger_takes_people_places_and_the_lead_over(cast: Cast, academy: Agency) -> None:
    gone = post(cast.chair.in_post, cast.school, cast.fellside, "Teacher", ends_on=date(2025, 7, 31))
    moved = merge(cast, academy)
    assert moved == {"posts": 4, "duties": 1, "seats": 0, "settings": 0, "teams": 1, "roles": 1}
    assert Post.objects.filter(agency=academy).count() == 4
    gone.refresh_from_db()
    assert str(gone.agency) == "Tarn Lane School"
    assert DutyHeld.objects.get(person=cast.designated_lead.in_post).agency == academy
    assert cast.lead.actor().areas_as(Role.AGENCY_LEAD) == {(cast.fellside.pk, academy.pk)}
    people = {one.in_post.pk for one in (cast.lead, cast.manager, cast.practitioner, cast.designated_lead)}
    assert people <= set(Stale.objects.filter(kind="person").values_list("key", flat=True))


def test_the_former_name_finds_the_agency_and_its_history_says_where_it_went(cast: Cast, academy: Agency) -> None:
    merge(cast, academy)
    school = Agency.objects.get(pk=cast.school.pk)
    assert school.ends_on == EVE
    change = AgencyChange.objects.get(agency=school)
    assert (change.kind, change.into, change.before, change.reason) == (
        "merged",
        academy,
        "Tarn Lane School",
        "Became an academy",
    )
    membership = selectors.get_membership(cast.officer.actor(), cast.fellside, academy.slug)
    history = selectors.agency_page(cast.officer.actor(), membership, TODAY).history
    assert [one.before for one in history] == ["Tarn Lane School"]
    old = Membership.objects.get(agency=school)
    assert (old.ends_on, old.partnership) == (EVE, cast.fellside)


def test_staff_numbers_and_team_names_that_clash_keep_where_they_came_from(cast: Cast, academy: Agency) -> None:
    Post.objects.filter(person=cast.practitioner.in_post).update(staff_number="7")
    theirs = post(cast.chair.in_post, academy, cast.fellside, "Teacher")
    Post.objects.filter(pk=theirs.pk).update(staff_number="7")
    services.create_team(by=COMMAND_LINE, at=NOW, agency=academy, name="pastoral team")
    merge(cast, academy)
    numbers = Post.objects.filter(agency=academy).exclude(staff_number="").values_list("staff_number", flat=True)
    assert set(numbers) == {"7", "7/tarn-lane-school"}
    assert {team.name for team in academy.teams.all()} == {"pastoral team", "Pastoral team (Tarn Lane School)"}


def test_an_agency_of_two_partnerships_merges_in_both(cast: Cast) -> None:
    force = agency("Grand Beck Police", cast.fellside, AgencyKind.POLICE, Duty.SAFEGUARDING_PARTNER)
    merge_agency(by=cast.administrator.actor(), at=NOW, on=TODAY, agency=cast.police, into=force)
    assert {one.partnership for one in force.memberships.filter(ends_on=None)} == {cast.fellside, cast.marrow_vale}
    assert {one.partnership for one in Post.objects.filter(agency=force)} == {cast.fellside, cast.marrow_vale}


def test_only_an_administrator_merges_and_nothing_is_half_done(cast: Cast, academy: Agency) -> None:
    with pytest.raises(Refused) as no:
        merge_agency(by=cast.officer.actor(), at=NOW, on=TODAY, agency=cast.school, into=academy)
    assert no.value.refusal.kind == Kind.NOT_ALLOWED
    with pytest.raises(Refused):
        merge_agency(by=cast.administrator.actor(), at=NOW, on=TODAY, agency=cast.school, into=cast.school)
    assert Post.objects.filter(agency=academy).count() == 0
    assert merge(cast, academy)["posts"] == 4


def test_part_of_an_agency_becomes_its_own(cast: Cast) -> None:
    new = split_agency(
        by=cast.administrator.actor(),
        at=NOW,
        on=TODAY,
        agency=cast.school,
        name="Tarn Lane Hub",
        teams=[cast.team],
        reason="The hub left the trust",
    )
    assert {one.person for one in new.posts.all()} == {
        cast.manager.in_post,
        cast.practitioner.in_post,
        cast.designated_lead.in_post,
    }
    assert {one.person for one in cast.school.posts.all()} == {cast.lead.in_post}
    assert [one.partnership for one in new.memberships.all()] == [cast.fellside]
    assert (new.kind, new.duty) == (cast.school.kind, cast.school.duty)
    assert AgencyChange.objects.get(agency=cast.school).kind == "split"
    with pytest.raises(Refused, match="what goes"):
        split_agency(by=cast.administrator.actor(), at=NOW, on=TODAY, agency=cast.school, name="Nothing")


def successors() -> tuple[Partnership, Partnership]:
    east, west = (
        services.create_partnership(by=COMMAND_LINE, at=NOW, slug=slug, name=name, short_name=name, area=name)
        for slug, name in (("east-fell", "East Fell"), ("west-fell", "West Fell"))
    )
    return east, west


def split_fellside(cast: Cast) -> tuple[Partnership, Partnership, dict[str, int]]:
    east, west = successors()
    counts = succeed_partnership(
        by=cast.administrator.actor(),
        at=NOW,
        on=TODAY,
        partnership=cast.fellside,
        assignment={cast.council: [east], cast.school: [west], cast.police: [east, west]},
        reason="Two councils now",
    )
    return east, west, counts


def test_a_partnership_splits_and_its_agencies_go_on(cast: Cast) -> None:
    version = adopt_pack(by=cast.administrator.actor(), at=NOW, partnership=cast.fellside, pack_key="kirklees-2011")
    set_day(by=cast.administrator.actor(), at=NOW, version=version, on=SINCE + timedelta(days=900))
    Version.objects.filter(pk=version.pk).update(takes_force_on=SINCE)
    east, west, counts = split_fellside(cast)
    assert counts == {"agencies": 3, "posts": 8, "duties": 1, "drafts": 2}
    assert {one.agency for one in east.memberships.all()} == {cast.council, cast.police}
    assert {one.agency for one in west.memberships.all()} == {cast.school, cast.police}
    assert {one.agency for one in Post.objects.filter(partnership=west)} == {cast.school}
    assert Post.objects.get(person=cast.constable.in_post).partnership == east
    assert Post.objects.get(person=cast.other_constable.in_post).partnership == cast.marrow_vale
    drafts = Version.objects.filter(line__partnership__in=[east, west])
    assert [(one.takes_force_on, one.text == version.text) for one in drafts] == [(None, True), (None, True)]


def test_what_a_split_partnership_was_stays_readable(cast: Cast) -> None:
    east, west, _ = split_fellside(cast)
    fellside = Partnership.objects.get(pk=cast.fellside.pk)
    assert fellside.ends_on == EVE
    assert set(fellside.succeeded_by.all()) == {east, west}
    assert {one.into for one in selectors.history_of_partnership(fellside)} == {east, west}
    assert [one.partnership for one in selectors.history_of_partnership(east)] == [fellside]
    assert {one.ends_on for one in fellside.memberships.all()} == {EVE}
    assert cast.lead.actor().areas_as(Role.AGENCY_LEAD) == {(west.pk, cast.school.pk)}
    assert cast.officer.actor().grants == ()
    assert cast.officer.actor(EVE).holds(Role.OFFICER)
    with pytest.raises(Refused, match="already"):
        split_fellside(cast)


def test_every_agency_needs_somewhere_to_go(cast: Cast) -> None:
    east, _ = successors()
    with pytest.raises(Refused, match="Tarn Lane School"):
        succeed_partnership(
            by=cast.administrator.actor(),
            at=NOW,
            on=TODAY,
            partnership=cast.fellside,
            assignment={cast.council: [east], cast.school: []},
        )
    assert cast.fellside.memberships.filter(ends_on=None).count() == 3


def test_two_partnerships_merge_into_one(cast: Cast) -> None:
    assignment = {one: [cast.marrow_vale] for one in (cast.council, cast.school, cast.police)}
    succeed_partnership(
        by=cast.administrator.actor(), at=NOW, on=TODAY, partnership=cast.fellside, assignment=assignment
    )
    current = cast.marrow_vale.memberships.filter(ends_on=None)
    assert current.count() == 4  # the police took part there already
    assert Post.objects.filter(partnership=cast.marrow_vale).count() == 10
    assert [one.kind for one in selectors.history_of_partnership(cast.marrow_vale)] == ["merged"]
