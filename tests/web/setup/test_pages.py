"""The set-up pages: each opens for those who run the area, and does what it says."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.foundation.messaging import links
from goldenthread.foundation.messaging.models import Message
from goldenthread.kernel.actor import COMMAND_LINE, Role
from goldenthread.setting.accounts.models import Account
from goldenthread.setting.partnerships import services
from goldenthread.setting.partnerships.models import Agency, AgencyChange, Membership, Priority, ReportGroup
from goldenthread.setting.partnerships.selectors import roll_up
from tests.cast import NOW, SINCE, TODAY, Cast

pytestmark = pytest.mark.django_db


def day(name: str, when: date) -> dict[str, int]:
    """A day as the form's three parts."""
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


@pytest.fixture
def officer(cast: Cast) -> Client:
    return cast.officer.client()


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_officer_finds_their_own_partnership_only(cast: Cast, officer: Client) -> None:
    page = text(officer, reverse("setup:home"))
    assert cast.fellside.name in page
    assert cast.marrow_vale.name not in page
    assert officer.get(reverse("setup:partnership", args=["marrow-vale"])).status_code == 404
    neighbour = cast.other_officer.client()
    assert text(neighbour, reverse("setup:partnership", args=["marrow-vale"]))
    assert officer.get(reverse("setup:new_partnership")).status_code == 403
    assert cast.administrator.client().get(reverse("setup:new_partnership")).status_code == 200


@pytest.mark.requirement("B09")
def test_the_register_lists_every_agency_of_the_partnership(cast: Cast, officer: Client) -> None:
    page = text(officer, reverse("setup:agencies", args=["fellside"]))
    for agency in (cast.council, cast.school, cast.police):
        assert agency.name in page
    assert cast.marrow_council.name not in page
    assert cast.marrow_council.name in text(
        cast.other_officer.client(), reverse("setup:agencies", args=["marrow-vale"])
    )
    exported = officer.get(reverse("setup:agencies", args=["fellside"]), {"export": "csv"})
    assert "Tarn Lane School" in b"".join(exported).decode("utf-8-sig")


def test_an_agency_is_added_and_found_by_its_former_name(cast: Cast, officer: Client) -> None:
    sent = {
        "name": "Ash Bank Nursery",
        "kind": "early-years",
        "duty": "education",
        "number": "123456",
        "contact_name": "",
        "contact_email": "",
        "reports_by": "named-list",
    }
    answer = officer.post(reverse("setup:new_agency", args=["fellside"]), sent)
    agency = Agency.objects.get(name="Ash Bank Nursery")
    page = reverse("setup:agency", args=["fellside", agency.slug])
    assert answer.headers["Location"] == page
    assert agency.memberships.get().partnership == cast.fellside
    renaming = reverse("setup:rename_agency", args=["fellside", agency.slug])
    assert officer.post(renaming, {"name": "Ash Bank Academy", **day("on", TODAY)}).status_code == 302
    assert "Ash Bank Nursery" in text(officer, page)
    found = text(officer, reverse("setup:agencies", args=["fellside"]) + "?q=Nursery")
    assert "Ash Bank Academy" in found
    assert cast.school.name not in found


def test_the_same_number_twice_is_refused_beside_its_field(cast: Cast, officer: Client) -> None:
    cast.school.number = "555"
    cast.school.save()
    sent = {"name": "Twin", "kind": "school", "duty": "education", "number": "555", "reports_by": "named-list"}
    answer = officer.post(reverse("setup:new_agency", args=["fellside"]), sent)
    assert answer.status_code == 200
    assert "Tarn Lane School has that number already" in answer.content.decode()
    assert not Agency.objects.filter(name="Twin").exists()


@pytest.mark.requirement("B25")
def test_a_bounced_contact_is_flagged_until_it_changes_and_the_change_is_dated(cast: Cast, officer: Client) -> None:
    school = cast.school
    school.contact_name, school.contact_email = "Old Contact", "old@example.org"
    school.save()
    assert officer.post(reverse("setup:bounced", args=["fellside", school.slug])).status_code == 302
    flagged = text(officer, reverse("setup:agencies", args=["fellside"]) + "?attention=bounced")
    assert school.name in flagged
    assert cast.council.name not in flagged
    sent = {"kind": "school", "duty": "education", "contact_name": "New Contact", "contact_email": "new@example.org"}
    officer.post(reverse("setup:edit_agency", args=["fellside", school.slug]), sent)
    school.refresh_from_db()
    assert (school.contact_email, school.contact_bounced_on) == ("new@example.org", None)
    change = AgencyChange.objects.get(agency=school)
    assert (change.kind, change.before, change.after) == (
        "contact",
        "Old Contact old@example.org",
        "New Contact new@example.org",
    )
    assert school.name not in text(officer, reverse("setup:agencies", args=["fellside"]) + "?attention=bounced")


@pytest.mark.requirement("B25")
def test_profiles_not_confirmed_for_a_year_are_listed(cast: Cast, officer: Client) -> None:
    listed = reverse("setup:agencies", args=["fellside"]) + "?attention=stale"
    assert cast.school.name in text(officer, listed)  # confirmed when it was added, in 2024
    officer.post(reverse("setup:confirm_agency", args=["fellside", cast.school.slug]))
    assert cast.school.name not in text(officer, listed)
    assert cast.council.name in text(officer, listed)


@pytest.mark.requirement("C02")
def test_a_priority_names_the_subgroup_that_owns_it(cast: Cast, officer: Client) -> None:
    sent = {"name": "Neglect", "owner": cast.subgroup.pk, **day("starts_on", TODAY)}
    assert officer.post(reverse("setup:new_priority", args=["fellside"]), sent).status_code == 302
    priority = Priority.objects.get()
    assert (priority.name, priority.owner) == ("Neglect", cast.subgroup)
    assert "Learning and improvement" in text(officer, reverse("setup:priorities", args=["fellside"]))
    answer = officer.post(reverse("setup:give_priority", args=["fellside", priority.pk]), {"owner": ""})
    assert answer.status_code == 302
    priority.refresh_from_db()
    assert priority.owner is None


def test_report_groups_roll_up_and_never_run_in_a_circle(cast: Cast, officer: Client) -> None:
    add = reverse("setup:new_report_group", args=["fellside"])
    officer.post(add, {"name": "Criminal justice", "agencies": [cast.police.pk]})
    outer = ReportGroup.objects.get(name="Criminal justice")
    officer.post(add, {"name": "Courts", "within": outer.pk, "agencies": [cast.council.pk]})
    inner = ReportGroup.objects.get(name="Courts")
    change = reverse("setup:edit_report_group", args=["fellside", outer.pk])
    answer = officer.post(change, {"name": "Criminal justice", "within": inner.pk, "agencies": [cast.police.pk]})
    assert "cannot be a part of itself" in answer.content.decode()
    outer.refresh_from_db()
    assert outer.within is None
    assert roll_up(cast.fellside.pk) == {
        outer.pk: {cast.police.pk, cast.council.pk},
        inner.pk: {cast.council.pk},
    }


def test_inviting_sends_a_link_that_opens_the_account(cast: Cast, officer: Client) -> None:
    sent = {"name": "Nell Sharrow", "email": "Nell@Example.org", "role": "board", **day("starts_on", SINCE)}
    assert officer.post(reverse("setup:invite", args=["fellside"]), sent).status_code == 302
    account = Account.objects.get(email="nell@example.org")
    message = Message.objects.get(kind="invitation")
    path = links.address_of("invitation", message.links["invitation"]).split("/", 3)[3]
    visitor = Client()
    asking = visitor.get(f"/{path}", follow=True)
    chosen = {"password1": "correct horse 7 battery", "password2": "correct horse 7 battery"}
    visitor.post(asking.request["PATH_INFO"], chosen)
    account.refresh_from_db()
    assert account.check_password("correct horse 7 battery")
    signed_in = visitor.post(
        reverse("account_login"), {"login": "NELL@example.org", "password": "correct horse 7 battery"}
    )
    assert signed_in.status_code == 302
    assert int(visitor.session["_auth_user_id"]) == account.pk
    assert Client().get(f"/{path}").status_code == 410  # used up: the page says so and changes nothing
    assert officer.post(reverse("setup:send_again", args=[account.pk])).status_code == 200


def test_inviting_someone_with_an_account_gives_the_role_only(cast: Cast, officer: Client) -> None:
    sent = {
        "name": "Otis",
        "email": cast.outsider.signed_in.email.upper(),
        "role": "trainer",
        **day("starts_on", SINCE),
    }
    assert officer.post(reverse("setup:invite", args=["fellside"]), sent).status_code == 302
    assert Message.objects.count() == 0
    assert cast.outsider.actor().holds(Role.TRAINER)


def test_officers_are_not_offered_what_they_cannot_give(cast: Cast, officer: Client) -> None:
    address = reverse("setup:invite", args=["fellside"])
    assert 'value="officer"' not in text(officer, address)
    assert 'value="officer"' in text(cast.administrator.client(), address)
    sent = {"name": "Sly", "email": "sly@example.org", "role": "administrator", **day("starts_on", SINCE)}
    assert officer.post(address, sent).status_code == 200
    assert not Account.objects.filter(email="sly@example.org").exists()


def test_a_role_is_ended_on_its_page(cast: Cast, officer: Client) -> None:
    board = cast.board.signed_in
    assert "Board member" in text(officer, reverse("setup:account", args=[board.pk]))
    held = board.roles_granted.get()
    assert officer.post(reverse("setup:end_role", args=[held.pk]), {"reason": "Left the board"}).status_code == 302
    held.refresh_from_db()
    assert held.ends_on is not None
    assert cast.other_officer.client().get(reverse("setup:end_role", args=[held.pk])).status_code == 404


def test_an_agency_s_lead_keeps_its_profile_and_no_other(cast: Cast) -> None:
    lead = cast.lead.client()
    own = reverse("setup:agency", args=["fellside", cast.school.slug])
    assert "Change the profile" in text(lead, own)
    assert lead.get(reverse("setup:agency", args=["fellside", cast.council.slug])).status_code == 404
    assert lead.get(reverse("setup:agencies", args=["fellside"])).status_code == 403
    added = lead.post(reverse("setup:new_team", args=["fellside", cast.school.slug]), {"name": "Front office"})
    assert added.status_code == 302
    assert "Front office" in text(lead, own)
    assert (
        lead.post(
            reverse("setup:reporting", args=["fellside", cast.school.slug]), {"reports_by": "nothing"}
        ).status_code
        == 403
    )


def test_totals_stand_beside_with_day_and_source(cast: Cast, officer: Client) -> None:
    officer.post(reverse("setup:reporting", args=["fellside", cast.police.slug]), {"reports_by": "aggregate"})
    address = reverse("setup:enter_return", args=["fellside", cast.police.slug])
    wrong = officer.post(address, {"headcount": 10, "compliant": 11, "source": "HR", **day("as_at", TODAY)})
    assert "cannot be more than the headcount" in wrong.content.decode()
    right = officer.post(address, {"headcount": 120, "compliant": 96, "source": "HR system", **day("as_at", TODAY)})
    assert right.status_code == 302
    page = text(officer, reverse("setup:agency", args=["fellside", cast.police.slug]))
    assert "Yearly totals only" in page
    assert "HR system" in page
    other = Membership.objects.get(agency=cast.police, partnership=cast.marrow_vale)
    assert other.reports_by == "named-list"
    assert other.aggregate_returns.count() == 0


def test_lists_cost_the_same_for_one_and_for_many(cast: Cast, officer: Client) -> None:
    addresses = [reverse("setup:agencies", args=["fellside"]), reverse("setup:accounts"), reverse("setup:home")]
    before = []
    for address in addresses:
        with CaptureQueriesContext(
            connection,
        ) as few:
            text(officer, address)
        before.append(len(few))
    for number in range(5):
        services.create_agency(
            by=COMMAND_LINE,
            at=NOW,
            on=SINCE,
            partnership=cast.fellside,
            name=f"School {number}",
            kind=cast.school.kind,
            duty=cast.school.duty,
        )
    for address, count in zip(addresses, before, strict=True):
        with CaptureQueriesContext(connection) as many:
            text(officer, address)
        assert len(many) == count


def test_the_lists_lead_to_ending_a_priority_and_taking_a_group_away(cast: Cast) -> None:
    by, area = cast.administrator.actor(), cast.fellside
    group = services.create_report_group(by=by, at=NOW, partnership=area, name="Criminal justice")
    priority = services.create_priority(by=by, at=NOW, partnership=area, name="Neglect", starts_on=SINCE)
    client = cast.officer.client()
    groups = client.get(reverse("setup:report_groups", args=["fellside"])).content.decode()
    assert reverse("setup:delete_report_group", args=["fellside", group.pk]) in groups
    priorities = client.get(reverse("setup:priorities", args=["fellside"])).content.decode()
    assert reverse("setup:end_priority", args=["fellside", priority.pk]) in priorities


@pytest.mark.requirement("E04")
def test_agencies_are_listed_by_the_duty_they_are_under(cast: Cast, officer: Client) -> None:
    listed = reverse("setup:agencies", args=["fellside"])
    education = text(officer, f"{listed}?duty=education")
    assert "Education duty (section 175 or 157, Education Act 2002)" in education
    assert cast.school.name in education
    assert cast.council.name not in education
    assert cast.council.name in text(officer, f"{listed}?duty=safeguarding-partner")
