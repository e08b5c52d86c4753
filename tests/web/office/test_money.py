"""The office's pages of charging, and an agency's statement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.kernel.actor import CLOCK
from goldenthread.training.charging import selectors, services
from goldenthread.training.charging.models import Entry
from tests.build.attendance import a_past_event, people_of
from tests.build.events import a_course
from tests.cast import Cast

TEXT = '[booking]\ncharging = true\nfees = [{ key = "p", title = "A place", pence = 3050 }]\n'


def charged(cast: Cast, attended: int = 1) -> None:
    """A policy from today, and so many people of the school who were there today."""
    services.set_policy(
        by=cast.officer.actor(),
        at=clock.now(),
        on=clock.today(),
        partnership=cast.fellside,
        starts_on=clock.today(),
        text=TEXT,
    )
    event = a_past_event(cast.fellside, a_course(cast.fellside), clock.now(), places=30)
    people_of(event, cast.school, attended=attended)
    services.charge_due(by=cast.officer.actor(), at=clock.now(), on=clock.today(), partnership_id=cast.fellside.pk)


def day(name: str) -> dict[str, str]:
    on = clock.today()
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def test_the_ledger_says_what_to_do_while_it_is_empty(cast: Cast) -> None:
    page = cast.officer.client().get(reverse("office:money")).content.decode()
    assert "Charging is off" in page and "Nothing has been charged yet" in page


def test_a_policy_is_written_on_the_form_looked_at_first_and_set(cast: Cast) -> None:
    client = cast.officer.client()
    address = reverse("office:money_write")
    given = {"charges": "place", "half_day": "20", "full_day": "40.50", "charged": "agency", **day("starts_on")}
    given |= {"first_days": "5", "first_percent": "50", "exempt": ["police"], "no_show": "25"}
    looked = client.post(address, {**given, "look": "1"}).content.decode()
    assert "What it would have come to" in looked and 'value="40.50"' in looked
    assert selectors.policy_on(cast.fellside.pk, clock.today())[1] is False
    assert client.post(address, given).status_code == 302
    policy, charges = selectors.policy_on(cast.fellside.pk, clock.today())
    assert charges
    assert [(fee.pence, fee.minutes_at_least) for fee in policy.fees] == [(2000, 0), (4050, 300)]
    assert (policy.exempt, policy.no_show_pence, policy.late_cancellations[0].percent) == (("police",), 2500, 50)
    assert "Charging is on" in client.get(reverse("office:money_policy")).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("full_day", "many", "must be a sum"),
        ("first_days", "5", "Say which share of the fee is owed"),
        ("starts_on-day", "40", "must be a real date"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nothing_is_lost(cast: Cast, field: str, value: str, says: str) -> None:
    given = {
        "charges": "place",
        "half_day": "20",
        "charged": "agency",
        "waiver": "Snow",
        **day("starts_on"),
        field: value,
    }
    page = cast.officer.client().post(reverse("office:money_write"), given)
    text = page.content.decode()
    assert (page.status_code, says in text, "Snow" in text) == (200, True, True)
    assert selectors.policies_of(cast.officer.actor(), cast.fellside.pk, clock.today()) == []


def test_a_policy_as_a_file_says_the_line_of_a_mistake(cast: Cast) -> None:
    client, address = cast.officer.client(), reverse("office:money_file")
    page = client.post(address, {"text": "[booking]\ncharging = maybe\n", **day("starts_on")}).content.decode()
    assert "line 2" in page and "charging = maybe" in page
    assert client.post(address, {"text": TEXT, **day("starts_on")}).status_code == 302
    assert selectors.policy_on(cast.fellside.pk, clock.today())[1] is True


def test_an_entry_is_waived_with_a_reason_and_that_undone(cast: Cast) -> None:
    charged(cast)
    entry = Entry.objects.get()
    client, address = cast.officer.client(), reverse("office:money_entry", args=[entry.pk])
    assert "Say why" in client.post(address, {"why": ""}).content.decode()
    assert client.post(address, {"why": "Called to a child"}).status_code == 302
    assert "It is waived." in client.get(address).content.decode()
    assert client.post(address, {"why": "Not so"}).status_code == 302
    assert [one.pence for one in Entry.objects.order_by("pk")] == [3050, -3050, 3050]


def test_the_file_for_finance_has_pounds_and_pence_and_the_numbers_of_entries(cast: Cast) -> None:
    charged(cast)
    answer = cast.officer.client().get(reverse("office:money"), {"export": "csv"})
    head, row = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert "Sum (£)" in head and "Entry" in head
    assert ",30.50," in row and cast.school.name in row


def test_totals_statements_and_an_events_money(cast: Cast) -> None:
    charged(cast, 2)
    client = cast.officer.client()
    event = Entry.objects.select_related("event").first().event  # type: ignore[union-attr]
    addresses = (
        reverse("office:money"),
        reverse("office:money_agencies"),
        reverse("office:money_agency", args=[cast.school.slug]),
        reverse("office:money_event", args=[event.slug]),  # type: ignore[union-attr]
    )
    for address in addresses:
        page = client.get(address)
        assert page.status_code == 200
        assert "£61" in page.content.decode(), address
    assert client.get(reverse("office:money_agencies"), {"export": "csv"}).status_code == 200


def test_an_agencys_lead_reads_its_own_statement(cast: Cast) -> None:
    charged(cast, 2)
    address = reverse("agency:money", args=[cast.fellside.slug, cast.school.slug])
    assert "owes £61" in cast.lead.client().get(address).content.decode()
    assert cast.police_lead.client().get(address).status_code == 404


def test_a_policy_is_ended_or_removed_on_screen(cast: Cast) -> None:
    client = cast.officer.client()
    client.post(reverse("office:money_file"), {"text": TEXT, **day("starts_on")})
    one = selectors.policies_of(cast.officer.actor(), cast.fellside.pk, clock.today())[0].policy
    assert client.post(reverse("office:money_end", args=[one.pk]), day("ends_on")).status_code == 302
    assert client.post(reverse("office:money_remove", args=[one.pk])).status_code == 302
    assert selectors.policies_of(cast.officer.actor(), cast.fellside.pk, clock.today()) == []


def test_the_ledger_asks_as_many_queries_for_more_entries(cast: Cast) -> None:
    charged(cast)
    client = cast.officer.client()
    client.get(reverse("office:money"))
    with CaptureQueriesContext(connection) as once:
        client.get(reverse("office:money"))
    event = a_past_event(cast.fellside, a_course(cast.fellside, "More"), clock.now(), places=30)
    people_of(event, cast.school, attended=5)
    services.charge_due(by=CLOCK, at=clock.now(), on=clock.today(), partnership_id=cast.fellside.pk)
    assert Entry.objects.count() == 6
    with CaptureQueriesContext(connection) as again:
        client.get(reverse("office:money"))
    assert len(once) == len(again)
