"""What a booking would cost, said before anybody asks for it."""

from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.models import Person
from goldenthread.training.bookings.selectors.policy import bank_holidays, policy_of
from goldenthread.training.events.models import Event

from .. import rules
from ..terms import Cost
from .working import events_given, place_of, places_left


def cost_of(event: Event, agency: Agency, person: Person | None = None) -> Cost | None:
    """What a place at an event costs an agency's people, and what losing it would. None where nothing is charged."""
    given = events_given({event.pk}, event.partnership_id).get(event.pk)
    if given is None:
        return None
    policy = policy_of(event.partnership_id, given.first_day)
    if not rules.is_on(policy, given.first_day):
        return None
    priced = rules.price(policy, place_of(given, agency.kind, agency.name))
    pence = rules.place_pence(priced)
    payer = rules.payer(policy, str(person or "The person"), "The budget holder") or agency.name
    uses_free_place = pence > 0 and payer == agency.name and places_left(event.partnership_id)[agency.pk] > 0
    late = rules.late_costs(policy, priced, given.first_day, bank_holidays(given.first_day))
    return Cost(
        pence=pence,
        why=priced.why,
        payer=payer,
        uses_free_place=uses_free_place,
        late=tuple(one for one in late if one.pence),
        no_show_pence=rules.no_show_pence(policy, priced),
        waiver=policy.waiver,
    )
