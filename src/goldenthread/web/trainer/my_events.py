"""A trainer's own events: what they are asked, what they give, and one event's page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.training.bookings.selectors import mix_of, needs_seen
from goldenthread.training.bookings.selectors.rooms import numbers_of_events
from goldenthread.training.events import selectors
from goldenthread.training.events.terms import GROUND_RULES, Mode


@dataclass(frozen=True)
class Mine:
    """One event that I am asked for or give, with its numbers."""

    asked: Any
    numbers: Any
    length: str

    @property
    def event(self) -> Any:
        return self.asked.event

    @property
    def where(self) -> str:
        """Where it is held, in words."""
        if self.event.mode == Mode.ONLINE:
            return "Online"
        place = self.event.venue.name if self.event.venue else "Venue not known yet"
        return f"{place} or online" if self.event.mode == Mode.HYBRID else place


def my_events(actor: Actor, on: date) -> list[Mine]:  # noqa: ARG001 - the moment is asked more exactly
    """The events that the trainer is asked for or gives, from today on, soonest first."""
    asked = list(selectors.events_given(actor, clock.now()))
    numbers = numbers_of_events([one.event for one in asked])
    return [Mine(one, numbers[one.event_id], selectors.length_of(one.event)) for one in asked]


def my_event(actor: Actor, event: Any) -> dict[str, Any]:
    """The page of one event that I give: its days, its pack, its numbers, how people get in."""
    asked = selectors.trainers_of(event)
    return {
        "title": event.title,
        "event": event,
        "mine": next((one for one in asked if one.trainer.person_id == actor.person_id), None),
        "others": [one for one in asked if one.trainer.person_id != actor.person_id and one.declined_at is None],
        "sessions": selectors.sessions_of(event),
        "length": selectors.length_of(event),
        "numbers": numbers_of_events([event])[event.pk],
        "needs": needs_seen(actor, event),
        "agencies": mix_of(event).agencies,
        "files": event.files.select_related("stored").order_by("title", "pk"),
        "ground_rules": event.ground_rules or GROUND_RULES,
        "incidents": event.incidents.order_by("noted_at"),
    }
