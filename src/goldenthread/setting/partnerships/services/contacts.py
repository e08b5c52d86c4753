"""The contact log: each establishment is reached about its training, and it is written down (B09)."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse

from .. import access
from ..models import Agency, ContactMade, Membership, Partnership
from ..terms import ContactWay


@transaction.atomic
def log_contact(
    *,
    by: Actor,
    at: datetime,
    partnership: Partnership,
    agency: Agency,
    made_on: date,
    how: ContactWay,
    with_whom: str = "",
    note: str = "",
) -> ContactMade:
    """Write down that an agency of the partnership was reached. The day cannot lie ahead."""
    refuse(access.can_run(by, partnership))
    if made_on > at.date():
        refuse(bad_input("The day is in the future.", made_on="Give the day on which contact was made."))
    if not Membership.objects.filter(partnership=partnership, agency=agency).exists():
        words = f"{agency.name} does not belong to {partnership.name}."
        refuse(bad_input(words, agency=words))
    made = ContactMade(
        partnership=partnership,
        agency=agency,
        made_on=made_on,
        how=how,
        with_whom=with_whom.strip(),
        note=note.strip(),
        by_name=by.name[:200],
        entered_at=at,
    )
    keep(made)
    changes = {"how": [None, str(how)], "made_on": [None, made_on.isoformat()]}
    audit.record(
        by=by,
        at=at,
        act="log contact",
        thing="agency",
        thing_id=agency.pk,
        partnership_id=partnership.pk,
        changes=changes,
    )
    return made
