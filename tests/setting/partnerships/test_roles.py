"""Roles by day, who may give them, and what a deputy has."""

from datetime import date, datetime, timedelta

import pytest

from goldenthread.foundation.audit.models import Entry
from goldenthread.kernel.actor import COMMAND_LINE, Grant, Role
from goldenthread.kernel.refusal import Kind, Refused
from goldenthread.setting.partnerships import services
from goldenthread.setting.partnerships.models import RoleGranted
from tests.cast import SINCE, TODAY, Cast, Member


def give(cast: Cast, by: Member, to: Member, role: Role, **area: object) -> RoleGranted:
    return services.grant_role(
        by=by.actor(),
        at=datetime.fromisoformat("2026-03-02T09:30:00+00:00"),
        account=to.signed_in,
        role=role,
        starts_on=TODAY,
        **area,  # type: ignore[arg-type]
    )


def test_a_role_is_held_from_its_first_day_to_its_last(cast: Cast, at: datetime) -> None:
    services.grant_role(
        by=COMMAND_LINE,
        at=at,
        account=cast.outsider.signed_in,
        role=Role.BOARD,
        partnership=cast.fellside,
        starts_on=date(2026, 4, 1),
        ends_on=date(2026, 4, 30),
    )
    held = (Grant(Role.BOARD, cast.fellside.pk),)
    assert cast.outsider.actor(date(2026, 3, 31)).grants == ()
    assert cast.outsider.actor(date(2026, 4, 1)).grants == held
    assert cast.outsider.actor(date(2026, 4, 30)).grants == held
    assert cast.outsider.actor(date(2026, 5, 1)).grants == ()


@pytest.mark.parametrize("role", [Role.BOARD, Role.TRAINER, Role.CHAIR])
def test_an_officer_grants_in_their_own_partnership_only(cast: Cast, role: Role) -> None:
    given = give(cast, cast.officer, cast.outsider, role, partnership=cast.fellside)
    assert cast.outsider.actor().grants == (Grant(role, cast.fellside.pk),)
    assert Entry.objects.filter(act="grant", thing="role", thing_id=str(given.pk)).count() == 1
    with pytest.raises(Refused) as no:
        give(cast, cast.officer, cast.outsider, role, partnership=cast.marrow_vale)
    assert no.value.refusal.kind == Kind.NOT_ALLOWED
    assert give(cast, cast.other_officer, cast.outsider, role, partnership=cast.marrow_vale).pk


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR])
def test_only_an_administrator_names_officers_and_administrators(cast: Cast, role: Role) -> None:
    with pytest.raises(Refused) as no:
        give(cast, cast.officer, cast.officer, role, partnership=cast.fellside)
    assert no.value.refusal.kind == Kind.NOT_ALLOWED
    give(cast, cast.administrator, cast.outsider, role, partnership=cast.fellside)
    assert cast.outsider.actor().holds(role)


def test_those_without_a_role_grant_none(cast: Cast) -> None:
    for member in (cast.lead, cast.board, cast.chair, cast.trainer, cast.manager, cast.outsider):
        with pytest.raises(Refused):
            give(cast, member, member, Role.BOARD, partnership=cast.fellside)
    assert give(cast, cast.officer, cast.manager, Role.BOARD, partnership=cast.fellside).pk


def test_a_lead_is_for_an_agency_of_the_partnership(cast: Cast) -> None:
    with pytest.raises(Refused, match="which agency"):
        give(cast, cast.officer, cast.outsider, Role.AGENCY_LEAD, partnership=cast.fellside)
    with pytest.raises(Refused, match="does not belong"):
        give(cast, cast.officer, cast.outsider, Role.AGENCY_LEAD, partnership=cast.fellside, agency=cast.marrow_council)
    give(cast, cast.officer, cast.outsider, Role.AGENCY_LEAD, partnership=cast.fellside, agency=cast.school)
    assert cast.outsider.actor().areas_as(Role.AGENCY_LEAD) == {(cast.fellside.pk, cast.school.pk)}


def test_the_same_role_is_not_given_twice(cast: Cast) -> None:
    with pytest.raises(Refused, match="already"):
        give(cast, cast.administrator, cast.officer, Role.OFFICER, partnership=cast.fellside)
    with pytest.raises(Refused, match="already"):
        give(cast, cast.administrator, cast.administrator, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="already"):
        give(cast, cast.officer, cast.lead, Role.AGENCY_LEAD, partnership=cast.fellside, agency=cast.school)


def test_the_last_administrator_stays(cast: Cast, at: datetime) -> None:
    held = RoleGranted.objects.get(role=Role.ADMINISTRATOR.value)
    by = cast.administrator.actor()
    with pytest.raises(Refused, match="last administrator"):
        services.end_role(by=by, at=at, on=TODAY, held=held)
    second = give(cast, cast.administrator, cast.outsider, Role.ADMINISTRATOR)
    services.end_role(by=by, at=at, on=TODAY, held=held)
    assert not cast.administrator.actor().holds(Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="last administrator"):
        services.end_role(by=cast.outsider.actor(), at=at, on=TODAY, held=second)


def test_an_administrator_whose_account_is_closed_does_not_count(cast: Cast, at: datetime) -> None:
    held = RoleGranted.objects.get(role=Role.ADMINISTRATOR.value)
    give(cast, cast.administrator, cast.outsider, Role.ADMINISTRATOR)
    account = cast.outsider.signed_in
    account.is_active = False
    account.save()
    assert cast.outsider.actor().grants == ()
    with pytest.raises(Refused, match="last administrator"):
        services.end_role(by=cast.administrator.actor(), at=at, on=TODAY, held=held)


def test_a_role_ends_at_once_or_on_a_last_day(cast: Cast, at: datetime) -> None:
    held = RoleGranted.objects.get(role=Role.BOARD.value)
    by = cast.officer.actor()
    services.end_role(by=by, at=at, on=TODAY, held=held, last_day=TODAY + timedelta(days=7))
    assert cast.board.actor(TODAY + timedelta(days=7)).holds(Role.BOARD)
    assert not cast.board.actor(TODAY + timedelta(days=8)).holds(Role.BOARD)
    services.end_role(by=by, at=at, on=TODAY, held=held)
    assert not cast.board.actor().holds(Role.BOARD)
    assert cast.board.actor(SINCE).holds(Role.BOARD)
    mistake = give(cast, cast.officer, cast.outsider, Role.CHAIR, partnership=cast.fellside)
    services.end_role(by=by, at=at, on=TODAY, held=mistake)
    assert RoleGranted.objects.filter(account=cast.outsider.signed_in).count() == 0


def test_another_area_s_officer_cannot_end_a_role(cast: Cast, at: datetime) -> None:
    held = RoleGranted.objects.get(role=Role.BOARD.value)
    with pytest.raises(Refused):
        services.end_role(by=cast.other_officer.actor(), at=at, on=TODAY, held=held)
    assert cast.board.actor().holds(Role.BOARD)
    services.end_role(by=cast.officer.actor(), at=at, on=TODAY, held=held)
    assert not cast.board.actor().holds(Role.BOARD)
