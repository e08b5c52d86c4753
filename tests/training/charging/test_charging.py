"""Charging from raw bookings: off by default, from a day, once, free places first, waived by entries of their own."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.foundation.audit.models import Entry as Trail
from goldenthread.kernel.actor import CLOCK
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.partnerships.terms import AgencyKind, Duty
from goldenthread.training.bookings.models import Booking
from goldenthread.training.bookings.selectors import last_day_to_cancel, policy_of
from goldenthread.training.bookings.terms import Outcome
from goldenthread.training.charging import selectors, services
from goldenthread.training.charging.models import Entry
from goldenthread.training.events.models import Event, EventTrainer
from goldenthread.training.trainers.models import Trainer
from tests import cast as people
from tests.build.attendance import a_past_event, held_to, people_of
from tests.build.events import a_course, local
from tests.cast import NOW, SINCE, TODAY, Cast

AFTER = local(1, 5, 3)
HEAD = 'format = 1\n[framework]\nkey = "local"\ntitle = "Local"\npartnership = "Fellside"\n[booking]\n'
PLACES = """[booking]
charging = true
fees = [{ key = "place", title = "A place", pence = 3000 }]
"""


def charge(cast: Cast, at: datetime = AFTER) -> int:
    return services.charge_due(by=CLOCK, at=at, on=at.date(), partnership_id=cast.fellside.pk)


def policy(cast: Cast, text: str, starts_on: date = TODAY) -> None:
    services.set_policy(
        by=cast.officer.actor(), at=NOW, on=TODAY, partnership=cast.fellside, starts_on=starts_on, text=text
    )


def an_event(cast: Cast, at: datetime | None = None, **fields: object) -> Event:
    course = a_course(cast.fellside, f"Course {Event.objects.count()}")
    return a_past_event(cast.fellside, course, at or local(24, 3, 9, 30), **fields)  # type: ignore[arg-type]


def written(cast: Cast) -> list[tuple[str, str | None, int, int]]:
    rows = Entry.objects.filter(partnership=cast.fellside).order_by("pk")
    return [(one.kind, one.agency and one.agency.name, one.pence, one.places) for one in rows]


@pytest.mark.requirement("E12")
def test_nothing_is_charged_until_a_policy_is_switched_on_and_nothing_of_before(cast: Cast) -> None:
    before = an_event(cast, local(31, 3, 9, 30))
    people_of(before, cast.police, attended=1, absent=1)
    after = an_event(cast, local(1, 4, 9, 30))
    people_of(after, cast.police, attended=2)
    assert (charge(cast), written(cast)) == (0, [])
    policy(cast, PLACES, date(2026, 4, 1))
    assert (charge(cast), charge(cast)) == (2, 0)
    assert written(cast) == [("place", cast.police.name, 3000, 0)] * 2
    assert set(Entry.objects.values_list("event_id", flat=True)) == {after.pk}


def test_a_place_is_owed_once_the_event_has_begun(cast: Cast) -> None:
    policy(cast, PLACES)
    people_of(an_event(cast), cast.police, booked=1)
    assert charge(cast, local(24, 3, 9, 29)) == 0
    assert charge(cast, local(24, 3, 9, 30)) == 1


def test_the_framework_switches_charging_on_too_and_the_partnership_off_again(cast: Cast) -> None:
    held_to(cast.fellside, HEAD + 'charging = true\nfees = [{ key = "p", title = "P", pence = 2000 }]')
    people_of(an_event(cast), cast.police, attended=1)
    assert charge(cast) == 1
    policy(cast, "[booking]\ncharging = false\n", date(2026, 4, 1))
    people_of(an_event(cast, local(2, 4, 9)), cast.police, attended=1)
    assert (charge(cast), written(cast)) == (0, [("place", cast.police.name, 2000, 0)])


def test_what_a_policy_does_not_say_stays_as_the_framework_has_it(cast: Cast) -> None:
    held_to(cast.fellside, HEAD + "cancel_working_days = 4\nsubstitutes = true")
    policy(cast, PLACES)
    held, charges = selectors.policy_on(cast.fellside.pk, TODAY)
    assert (held.cancel_working_days, held.substitutes, held.charging, charges) == (4, True, True, True)


def test_cancelled_late_and_not_attended_are_owed_by_their_tiers(cast: Cast) -> None:
    tiers = "late_cancellations = [{ working_days = 10, percent = 50 }, { working_days = 5, percent = 100 }]\n"
    policy(cast, f"{PLACES}{tiers}no_show_pence = 2500\n")
    event = an_event(cast)
    people_of(event, cast.police, at=local(16, 3, 12), late=1)  # six working days before
    people_of(event, cast.school, at=local(20, 3, 12), late=1, cancelled=1)
    people_of(event, cast.council, absent=1, apologies=1)
    charge(cast)
    assert sorted(written(cast)) == sorted(
        [
            ("late", cast.police.name, 1500, 0),
            ("late", cast.school.name, 3000, 0),
            ("place", cast.council.name, 3000, 0),
            ("place", cast.council.name, 3000, 0),
            ("no-show", cast.council.name, 2500, 0),
        ]
    )


def test_an_absence_is_owed_once_the_register_is_closed_and_followed_when_it_is_put_right(cast: Cast) -> None:
    policy(cast, "[booking]\ncharging = true\nno_show_pence = 5000\n")
    event = an_event(cast)
    people_of(event, cast.police, absent=1)
    event.register.__class__.objects.update(closed_at=None, times_closed=0)
    assert charge(cast) == 0
    event.register.__class__.objects.update(closed_at=AFTER, times_closed=1)
    assert charge(cast) == 1
    Booking.objects.update(outcome=Outcome.ATTENDED)
    assert (charge(cast), charge(cast)) == (1, 0)
    Booking.objects.update(outcome=Outcome.ABSENT)
    assert (charge(cast), charge(cast)) == (1, 0)
    assert [row[2] for row in written(cast)] == [5000, -5000, 5000]


def test_an_officer_who_waived_is_not_overruled_by_the_clock(cast: Cast) -> None:
    policy(cast, "[booking]\ncharging = true\nno_show_pence = 5000\n")
    people_of(an_event(cast), cast.police, absent=1)
    charge(cast)
    entry = Entry.objects.get()
    services.waive(by=cast.officer.actor(), at=AFTER, on=AFTER.date(), entry=entry, why="Called to a child")
    assert charge(cast) == 0
    Booking.objects.update(outcome=Outcome.ATTENDED)
    assert charge(cast) == 0


def lent(event: Event, agency: Agency, cast: Cast, *, confirmed: bool = True) -> None:
    person = people.member(f"Trainer {Trainer.objects.count()}", signs_in=False).in_post
    trainer = Trainer.objects.create(
        partnership=cast.fellside, person=person, kind="pool-trainer", agency=agency, starts_on=SINCE
    )
    EventTrainer.objects.create(event=event, trainer=trainer, asked_at=NOW, confirmed_at=NOW if confirmed else None)


@pytest.mark.requirement("A35")
def test_lending_a_trainer_earns_places_that_are_used_first(cast: Cast) -> None:
    policy(cast, f"{PLACES}places_per_trainer_day = 2\n")
    lent(an_event(cast, local(20, 3, 9)), cast.police, cast)
    lent(an_event(cast, local(20, 3, 9)), cast.school, cast, confirmed=False)
    event = an_event(cast)
    people_of(event, cast.police, attended=3)
    people_of(event, cast.school, attended=1)
    charge(cast)
    assert written(cast) == [
        ("places-earned", cast.police.name, 0, 2),
        ("place-used", cast.police.name, 0, -1),
        ("place-used", cast.police.name, 0, -1),
        ("place", cast.police.name, 3000, 0),
        ("place", cast.school.name, 3000, 0),
    ]
    assert charge(cast) == 0
    police = next(one for one in selectors.totals(Entry.objects.all()) if one.agency_id == cast.police.pk)
    assert (police.earned, police.used, police.places_left, police.owed) == (2, 2, 0, 3000)


def test_a_waiver_is_an_entry_of_its_own_and_can_be_undone(cast: Cast) -> None:
    policy(cast, PLACES)
    people_of(an_event(cast), cast.police, attended=1)
    charge(cast)
    entry, officer, on = Entry.objects.get(), cast.officer.actor(), AFTER.date()
    with pytest.raises(Refused, match="Say why"):
        services.waive(by=officer, at=AFTER, on=on, entry=entry, why=" ")
    with pytest.raises(Refused, match="Only an officer"):
        services.waive(by=cast.police_lead.actor(), at=AFTER, on=on, entry=entry, why="We are poor")
    services.waive(by=officer, at=AFTER, on=on, entry=entry, why="Snow")
    with pytest.raises(Refused, match="waived already"):
        services.waive(by=officer, at=AFTER, on=on, entry=entry, why="Snow")
    services.undo_waiver(by=officer, at=AFTER, on=on, entry=entry, why="No snow there")
    with pytest.raises(Refused, match="not waived"):
        services.undo_waiver(by=officer, at=AFTER, on=on, entry=entry, why="Again")
    services.waive(by=officer, at=AFTER, on=on, entry=entry, why="Snow after all")
    assert [row[2] for row in written(cast)] == [3000, -3000, 3000, -3000]
    assert Entry.objects.get(pk=entry.pk).pence == 3000
    assert selectors.said_since(entry)[1] is True
    assert list(Trail.objects.filter(thing="charging.entry").order_by("pk").values_list("act", flat=True)) == [
        *("waive", "undo waiver", "waive")
    ]


def test_the_events_own_fee_and_who_pays(cast: Cast) -> None:
    policy(cast, PLACES.replace("charging = true", 'charging = true\ncharged = "person"'))
    people_of(an_event(cast, fee_pence=4250), cast.police, attended=1)
    charge(cast)
    entry = Entry.objects.get()
    assert (entry.pence, entry.payer) == (4250, str(entry.booking.person))  # type: ignore[union-attr]
    total = selectors.totals(Entry.objects.all())[0]
    assert (total.charged, total.paid_by_others) == (0, 4250)
    assert list(selectors.statement(cast.police_lead.actor(), cast.fellside, cast.police)) == []


def test_a_cancelled_event_owes_nothing(cast: Cast) -> None:
    policy(cast, f"{PLACES}late_cancellations = [{{ working_days = 5, pence = 5000 }}]\n")
    event = an_event(cast)
    people_of(event, cast.police, at=local(20, 3, 12), late=1)
    assert charge(cast, local(21, 3, 3)) == 1
    Event.objects.filter(pk=event.pk).update(state="cancelled", cancelled_at=NOW, why_cancelled="Flood")
    assert charge(cast) == 1
    assert sum(row[2] for row in written(cast)) == 0


def test_another_partnerships_events_are_its_own(cast: Cast) -> None:
    policy(cast, PLACES)
    course = a_course(cast.marrow_vale, "Elsewhere")
    people_of(a_past_event(cast.marrow_vale, course, local(24, 3, 9)), cast.police, attended=1)
    people_of(an_event(cast), cast.police, attended=1)
    services.charge_due(by=CLOCK, at=AFTER, on=AFTER.date(), partnership_id=cast.marrow_vale.pk)
    assert charge(cast) == 1
    assert list(Entry.objects.values_list("partnership_id", flat=True)) == [cast.fellside.pk]


def test_charging_takes_as_many_queries_for_thirty_as_for_one(cast: Cast) -> None:
    policy(cast, f"{PLACES}no_show_pence = 100\nplaces_per_trainer_day = 1\n")
    counted = []
    for number in (1, 15):
        event = an_event(cast)
        people_of(event, cast.police, attended=number, absent=number)
        with CaptureQueriesContext(connection) as asked:
            charge(cast)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_policy_cannot_begin_in_the_past_nor_be_changed_under_what_was_charged(cast: Cast) -> None:
    with pytest.raises(Refused, match="past"):
        policy(cast, PLACES, TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="Only an officer"):
        services.set_policy(
            by=cast.lead.actor(), at=NOW, on=TODAY, partnership=cast.fellside, starts_on=TODAY, text=PLACES
        )
    policy(cast, PLACES)
    policy(cast, PLACES.replace("3000", "3500"))
    people_of(an_event(cast), cast.police, attended=1)
    charge(cast)
    with pytest.raises(Refused, match="has been charged"):
        policy(cast, PLACES)
    said = selectors.policies_of(cast.officer.actor(), cast.fellside.pk, TODAY)
    assert [(one.is_in_force, one.charges) for one in said] == [(True, True)]
    with pytest.raises(Refused, match="has been charged"):
        services.remove_policy(by=cast.officer.actor(), at=NOW, policy=said[0].policy)


def test_a_policy_is_ended_and_one_that_did_nothing_is_removed(cast: Cast) -> None:
    policy(cast, PLACES, date(2026, 4, 1))
    officer = cast.officer.actor()
    one = selectors.policies_of(officer, cast.fellside.pk, TODAY)[0].policy
    services.end_policy(by=officer, at=NOW, on=TODAY, policy=one, ends_on=date(2026, 4, 10))
    days = (date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 10), date(2026, 4, 11))
    assert [selectors.policy_on(cast.fellside.pk, day)[1] for day in days] == [False, True, True, False]
    services.remove_policy(by=officer, at=NOW, policy=one)
    assert selectors.policies_of(officer, cast.fellside.pk, TODAY) == []


def test_mistakes_in_a_policy_are_said_with_their_lines(cast: Cast) -> None:
    with pytest.raises(Refused) as found:
        policy(cast, '[booking]\ncharging = true\nno_show_pnce = 5\nfees = [{ key = "a", title = "A" }]\n')
    words = found.value.refusal.errors["text"].splitlines()
    assert len(words) == 2
    assert words[0].startswith("policy.toml, line 3") and 'Did you mean "no_show_pence"?' in words[0]
    assert words[1].startswith("policy.toml, line 4") and '"pence" is missing' in words[1]


def test_what_a_booking_would_cost_is_said_before_it_is_asked_for(cast: Cast) -> None:
    event = an_event(cast)
    assert selectors.cost_of(event, cast.police) is None
    policy(cast, f"{PLACES}no_show_pence = 1000\nlate_cancellations = [{{ working_days = 3, percent = 50 }}]\n")
    cost = selectors.cost_of(event, cast.police)
    assert cost is not None
    assert (cost.pence, cost.payer, cost.no_show_pence, cost.uses_free_place) == (3000, cast.police.name, 1000, False)
    assert [(one.after, one.pence) for one in cost.late] == [(date(2026, 3, 19), 1500)]


def test_a_preview_says_what_it_would_have_come_to_and_writes_nothing(cast: Cast) -> None:
    people_of(an_event(cast, local(10, 2, 9)), cast.police, attended=2, absent=1)
    text = f"{PLACES}no_show_pence = 500\n"
    officer = cast.officer.actor()
    sums, _ = selectors.preview(officer, cast.fellside.pk, NOW, text, date(2026, 1, 1), date(2026, 3, 1))
    assert [(one.kind, one.times, one.pence) for one in sums] == [("A place", 3, 9000), ("Did not attend", 1, 500)]
    assert (Entry.objects.count(), charge(cast)) == (0, 0)
    with pytest.raises(Refused, match="Only an officer"):
        selectors.preview(cast.lead.actor(), cast.fellside.pk, NOW, text, SINCE, TODAY)


def test_an_agencys_lead_reads_its_own_statement_only(cast: Cast) -> None:
    policy(cast, PLACES)
    event = an_event(cast)
    people_of(event, cast.police, attended=1)
    people_of(event, cast.school, attended=2)
    charge(cast)
    assert selectors.statement(cast.lead.actor(), cast.fellside, cast.school).count() == 2
    assert selectors.event_money(cast.officer.actor(), cast.fellside.pk, event.pk).count() == 3
    with pytest.raises(Refused, match="not found"):
        selectors.statement(cast.lead.actor(), cast.fellside, cast.police)
    assert set(selectors.ledger(cast.lead.actor(), cast.fellside.pk).values_list("agency_id", flat=True)) == {
        cast.school.pk
    }


def test_late_is_late_by_the_policys_own_tiers(cast: Cast) -> None:
    """The booking side and the charging side read one policy: what is charged as late was cancelled late."""
    haven = people.agency("Haven", cast.fellside, AgencyKind.VOLUNTARY, Duty.RELEVANT_AGENCY)
    policy(cast, "[booking]\ncharging = true\nlate_cancellations = [{ days = 14, pence = 7500 }]\n")
    said = policy_of(cast.fellside.pk, TODAY)
    assert last_day_to_cancel(said, local(24, 3, 9, 30)) == date(2026, 3, 10)
    people_of(an_event(cast), haven, at=local(11, 3, 9), late=1)
    charge(cast)
    assert written(cast) == [("late", "Haven", 7500, 0)]
