"""The establishment register: who was reached about training, and when (B09)."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse
from goldenthread.setting.partnerships.models import Agency, Membership, Partnership

from .. import access
from ..models import EstablishmentContact


@transaction.atomic
def log_contact(
    *,
    by: Actor,
    at: datetime,
    partnership: Partnership,
    agency: Agency,
    made_on: date,
    how: str,
    spoke_to: str = "",
    outcome: str = "",
) -> EstablishmentContact:
    """Write down that an establishment was reached about its training. The day cannot lie ahead."""
    refuse(access.can_run_partnership(by, partnership_id=partnership.pk))
    if made_on > at.date():
        refuse(bad_input("The day is in the future.", made_on="Give the day on which contact was made."))
    if not Membership.objects.filter(partnership=partnership, agency=agency).exists():
        words = f"{agency.name} does not belong to {partnership.name}."
        refuse(bad_input(words, agency=words))
    contact = EstablishmentContact(
        partnership=partnership,
        agency=agency,
        made_on=made_on,
        how=how.strip(),
        spoke_to=spoke_to.strip(),
        outcome=outcome.strip(),
        entered_by_account_id=by.account_id,
    )
    keep(contact)
    audit.record(
        by=by,
        at=at,
        act="log contact",
        thing="establishment",
        thing_id=agency.pk,
        partnership_id=partnership.pk,
        changes={"made_on": [None, made_on.isoformat()], "how": [None, contact.how]},
    )
    return contact
