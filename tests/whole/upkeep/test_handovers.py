"""Everything one person owns, given to another and taken back."""

import pytest

from goldenthread.foundation.audit.models import Entry
from goldenthread.kernel.actor import Role
from goldenthread.kernel.refusal import Kind, Refused
from goldenthread.setting.workforce.models import DutyHeld, Post, Seat
from goldenthread.setting.workforce.services import name_deputy
from goldenthread.setting.workforce.terms import Held
from goldenthread.whole.upkeep.models import Handover
from goldenthread.whole.upkeep.selectors import get_handover, holdings
from goldenthread.whole.upkeep.services import reassign, undo_handover
from tests.cast import NOW, SINCE, TODAY, Cast, Member, grant


def give(cast: Cast, person: Member, to: Member, *kinds: Held, by: Member | None = None) -> Handover:
    return reassign(
        by=(by or cast.officer).actor(),
        at=NOW,
        on=TODAY,
        person=person.in_post,
        to=to.in_post,
        kinds=kinds or tuple(Held),
        note="Max leaves on Friday. Pat is half way through induction.",
    )


def shown(cast: Cast, person: Member) -> dict[Held, list[str]]:
    return {part.kind: part.lines for part in holdings(cast.officer.actor(), person.in_post, TODAY)}


def test_the_preview_says_in_words_what_would_go(cast: Cast) -> None:
    name_deputy(
        by=cast.manager.actor(),
        at=NOW,
        on=TODAY,
        person=cast.manager.in_post,
        deputy=cast.designated_lead.in_post,
        starts_on=TODAY,
        ends_on=TODAY,
    )
    assert shown(cast, cast.manager) == {
        Held.TEAM: ["Pat Rigg, Learning mentor, Tarn Lane School"],
        Held.DUTIES: [],
        Held.SEATS: [],
        Held.DEPUTIES: ["Dina Holme for Max Tarn, 2 March 2026 to 2 March 2026"],
        Held.ROLES: [],
    }
    assert shown(cast, cast.chair)[Held.SEATS] == ["Learning and improvement, chair"]
    assert shown(cast, cast.chair)[Held.ROLES] == ["Subgroup chair, Fellside Safeguarding Children Partnership"]
    assert shown(cast, cast.designated_lead)[Held.DUTIES] == ["Designated safeguarding lead, Tarn Lane School"]


def test_a_manager_s_team_goes_over_and_comes_back(cast: Cast) -> None:
    handover = give(cast, cast.manager, cast.lead, Held.TEAM)
    post = Post.objects.get(person=cast.practitioner.in_post)
    assert post.manager == cast.lead.in_post
    assert Entry.objects.filter(act="reassign", thing="handover").count() == 1
    undo_handover(by=cast.officer.actor(), at=NOW, on=TODAY, handover=handover)
    post.refresh_from_db()
    assert post.manager == cast.manager.in_post
    with pytest.raises(Refused, match="already"):
        undo_handover(by=cast.officer.actor(), at=NOW, on=TODAY, handover=handover)


def test_nobody_comes_to_manage_themself(cast: Cast) -> None:
    Post.objects.filter(person=cast.lead.in_post).update(manager=cast.manager.in_post)
    give(cast, cast.manager, cast.lead, Held.TEAM)
    assert Post.objects.get(person=cast.lead.in_post).manager == cast.manager.in_post
    assert Post.objects.get(person=cast.practitioner.in_post).manager == cast.lead.in_post


def test_seats_duties_and_roles_begin_anew_for_the_other(cast: Cast) -> None:
    handover = give(cast, cast.chair, cast.trainer, Held.SEATS, Held.ROLES)
    seats = Seat.objects.order_by("starts_on")
    assert [(one.person, one.starts_on, one.is_chair) for one in seats] == [
        (cast.chair.in_post, SINCE, True),
        (cast.trainer.in_post, TODAY, True),
    ]
    assert cast.trainer.actor().holds(Role.CHAIR)
    assert not cast.chair.actor().holds(Role.CHAIR)
    undo_handover(by=cast.officer.actor(), at=NOW, on=TODAY, handover=handover)
    assert [(one.person, one.ends_on) for one in Seat.objects.all()] == [(cast.chair.in_post, None)]
    assert cast.chair.actor().holds(Role.CHAIR)
    assert not cast.trainer.actor().holds(Role.CHAIR)


def test_a_designated_lead_is_succeeded(cast: Cast) -> None:
    give(cast, cast.designated_lead, cast.manager, Held.DUTIES)
    held = DutyHeld.objects.order_by("starts_on")
    assert [(one.person, one.ends_on is None) for one in held] == [
        (cast.designated_lead.in_post, False),
        (cast.manager.in_post, True),
    ]


def test_undoing_leaves_what_somebody_changed_since(cast: Cast) -> None:
    handover = give(cast, cast.manager, cast.lead, Held.TEAM)
    Post.objects.filter(person=cast.practitioner.in_post).update(manager=cast.designated_lead.in_post)
    undo_handover(by=cast.officer.actor(), at=NOW, on=TODAY, handover=handover)
    assert Post.objects.get(person=cast.practitioner.in_post).manager == cast.designated_lead.in_post


def test_an_officer_hands_over_in_their_own_area_only(cast: Cast) -> None:
    Post.objects.filter(person=cast.other_constable.in_post).update(manager=cast.manager.in_post)
    with pytest.raises(Refused) as no:
        give(cast, cast.manager, cast.lead, by=cast.board)
    assert no.value.refusal.kind == Kind.NOT_ALLOWED
    with pytest.raises(Refused, match="no post here"):
        give(cast, cast.manager, cast.lead, by=cast.other_officer)
    give(cast, cast.manager, cast.lead, Held.TEAM)
    assert Post.objects.get(person=cast.other_constable.in_post).manager == cast.manager.in_post
    give(cast, cast.manager, cast.lead, Held.TEAM, by=cast.administrator)
    assert Post.objects.get(person=cast.other_constable.in_post).manager == cast.lead.in_post


def test_an_officer_s_own_role_stays(cast: Cast) -> None:
    grant(cast.officer, Role.TRAINER, cast.fellside)
    give(cast, cast.officer, cast.chair, Held.ROLES)
    assert cast.officer.actor().holds(Role.OFFICER)
    assert not cast.chair.actor().holds(Role.OFFICER)
    assert cast.chair.actor().holds(Role.TRAINER)


def test_a_handover_of_nothing_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="none of that"):
        give(cast, cast.practitioner, cast.lead, Held.TEAM)
    assert Handover.objects.count() == 0


def test_the_note_is_for_who_handed_over_and_administrators(cast: Cast) -> None:
    handover = give(cast, cast.manager, cast.lead, Held.TEAM)
    assert get_handover(cast.officer.actor(), handover.pk).note.startswith("Max leaves")
    assert get_handover(cast.administrator.actor(), handover.pk) == handover
    with pytest.raises(Refused):
        get_handover(cast.other_officer.actor(), handover.pk)
