"""Two partnerships share an agency: each officer sees their own area and no other."""

import pytest

from goldenthread.kernel.refusal import Kind, Refused
from goldenthread.setting.partnerships import selectors
from goldenthread.setting.partnerships.access import visible_to
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.access import posts_visible_to
from goldenthread.setting.workforce.models import Post
from tests.cast import TODAY, Cast, Member


def posts_at_police(cast: Cast, member: Member) -> set[str]:
    seen = Post.objects.filter(posts_visible_to(member.actor(), on=TODAY), agency=cast.police)
    return {str(one.person) for one in seen}


def test_posts_of_a_shared_agency_are_seen_in_their_own_area_only(cast: Cast) -> None:
    assert posts_at_police(cast, cast.officer) == {"Finn Beck"}
    assert posts_at_police(cast, cast.other_officer) == {"Mara Vale"}
    assert posts_at_police(cast, cast.police_lead) == {"Finn Beck"}
    assert posts_at_police(cast, cast.administrator) == {"Finn Beck", "Mara Vale"}
    for member in (cast.board, cast.lead, cast.outsider, cast.practitioner):
        assert posts_at_police(cast, member) == set()


def test_agencies_are_seen_by_their_own_area(cast: Cast) -> None:
    def seen(member: Member) -> set[Agency]:
        return set(Agency.objects.filter(visible_to(member.actor())))

    assert seen(cast.officer) == {cast.council, cast.school, cast.police}
    assert seen(cast.other_officer) == {cast.marrow_council, cast.police}
    assert seen(cast.lead) == {cast.school}
    assert seen(cast.administrator) == {cast.council, cast.school, cast.police, cast.marrow_council}
    assert seen(cast.outsider) == set()


def test_a_partnership_out_of_sight_is_not_there(cast: Cast) -> None:
    assert selectors.get_partnership(cast.other_officer.actor(), "marrow-vale") == cast.marrow_vale
    with pytest.raises(Refused) as no:
        selectors.get_partnership(cast.officer.actor(), "marrow-vale")
    assert no.value.refusal.kind == Kind.NOT_VISIBLE
