"""The partnership's figures on a day gone by: judged by that day's framework, records and posts."""

from datetime import date

from goldenthread.kernel.actor import Actor

from .figures import EVERYONE, Filters, Heat, partnership_heat

ALL = EVERYONE


def heat_on(actor: Actor, partnership_id: int, on: date, *, today: date, filters: Filters = ALL) -> Heat:
    """The heat table of today, or of a past day worked out afresh inside the database."""
    return partnership_heat(actor, partnership_id, today, filters, as_at=on)
