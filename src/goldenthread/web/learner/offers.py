"""Events that meet what somebody is due, the most pressing first, each with the reason."""

from collections import Counter
from collections.abc import Sequence

from django.urls import reverse

from goldenthread.training.bookings.selectors.offers import Offer
from goldenthread.web.ui.booking import when_said
from goldenthread.web.ui.offers import says

from .todo import Item

URGENCY = ("overdue", "never", "due", "induction")


def page_of(offer: Offer) -> str:
    """Where to read of an event and apply for it; one's own booking, if there is one."""
    if offer.booking is not None:
        return reverse("learner:booking", args=[offer.booking.pk])
    return reverse("learner:apply", args=[offer.event.partnership.slug, offer.event.slug])


EACH = 3
"""How many events are named for one requirement: all of them stand in the programme below."""


def due_first(offers: Sequence[Offer]) -> list[Item]:
    """Events that meet something due, those that meet the most pressing first, each with the reason."""
    meeting = [one for one in offers if one.meets]
    named: Counter[str] = Counter()
    items = []
    for one in sorted(meeting, key=lambda one: (URGENCY.index(one.meets[0].status), one.event.starts_at)):
        named[one.meets[0].title] += 1
        if named[one.meets[0].title] <= EACH:
            items.append(
                Item(
                    f"{one.event.title}, {when_said(one.event.starts_at, one.event.ends_at)}",
                    page_of(one),
                    f"{meets_said(one)} {says(one)}",
                    one.booking.state if one.booking else one.meets[0].status,
                )
            )
    return items


def meets_said(offer: Offer) -> str:
    """What an event would meet or renew first, and why it is asked."""
    line = offer.meets[0]
    return f"{'Renews' if line.status == 'due' else 'Meets'} {line.title}: {line.explanation}."
