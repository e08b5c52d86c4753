"""What can go wrong with an event, and what is done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from goldenthread.kernel import clock
from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.training.bookings import services
from goldenthread.training.bookings.selectors import Affected
from goldenthread.training.events import selectors
from goldenthread.training.events import services as planning
from goldenthread.training.trainers.selectors import active

from ..area import Area


@dataclass(frozen=True)
class Emergency:
    """One thing that goes wrong: its name in the address, what it is called, what doing it means, and what is done."""

    name: str
    title: str
    button: str
    means: tuple[str, ...]
    done: str
    act: Callable[[Area, Any, dict[str, Any]], object]
    is_warning: bool = False


def trainer_out(area: Area, event: Any, given: dict[str, Any]) -> object:
    """One trainer falls out; first another is asked in their place, if one was chosen: a refusal changes nothing."""
    now = clock.now()
    asked = selectors.get_asked(area.actor, int(given["asked"]))
    if given["substitute"]:
        trainer = active(event.partnership_id, area.on).get(pk=int(given["substitute"]))
        why = given["why_overridden"]
        planning.assign_trainer(
            by=area.actor, at=now, event=event, trainer=trainer, is_lead=asked.is_lead, why_overridden=why
        )
    return planning.decline_trainer(by=area.actor, at=now, asked=asked, why=given["reason"])


def venue_out(area: Area, event: Any, given: dict[str, Any]) -> object:
    venue = selectors.get_venue(area.actor, area.id, int(given["venue"]))
    return services.change_venue(by=area.actor, at=clock.now(), event=event, venue=venue, reason=given["reason"])


def move_online(area: Area, event: Any, given: dict[str, Any]) -> object:
    return services.move_online(
        by=area.actor, at=clock.now(), event=event, online_link=given["online_link"], reason=given["reason"]
    )


def postpone(area: Area, event: Any, given: dict[str, Any]) -> object:
    """Every session moves by as many days; the first begins at the time given."""
    sessions = selectors.sessions_of(event)
    first = sessions[0].starts_at.astimezone(LONDON)
    days = given["day"] - first.date()
    hours = datetime.combine(first.date(), given["starts"]) - first.replace(tzinfo=None)
    moved = [
        (later(one.starts_at, days, hours), later(one.ends_at, days, hours), one.venue, one.title) for one in sessions
    ]
    return services.postpone_event(by=area.actor, at=clock.now(), event=event, sessions=moved, reason=given["reason"])


def later(moment: datetime, days: timedelta, hours: timedelta) -> datetime:
    """As many days later by the clock on the wall."""
    local = moment.astimezone(LONDON).replace(tzinfo=None) + days + hours
    return local.replace(tzinfo=LONDON)


def cancel(area: Area, event: Any, given: dict[str, Any]) -> object:
    return services.cancel_event(by=area.actor, at=clock.now(), event=event, why=given["reason"])


EMERGENCIES = {
    one.name: one
    for one in (
        Emergency(
            "trainer-out",
            "A trainer cannot come",
            "Ask the substitute",
            ("Nobody’s booking changes, and nobody who is booked is told.", "The substitute is asked, and confirms."),
            "The trainer is out. Whoever you chose is asked.",
            trainer_out,
        ),
        Emergency(
            "venue-out",
            "The venue falls out",
            "Move it and tell everyone",
            ("Everyone keeps their place.", "Everyone booked is told where it is now; their calendar follows."),
            "The event has moved. Everyone booked is told.",
            venue_out,
        ),
        Emergency(
            "move-online",
            "Hold it online instead",
            "Move it online and tell everyone",
            ("Everyone keeps their place.", "Everyone booked gets the link; their calendar follows."),
            "The event is online. Everyone booked is told.",
            move_online,
        ),
        Emergency(
            "postpone",
            "Postpone it",
            "Postpone it and tell everyone",
            (
                "Everyone keeps their place or their turn, and is asked whether they keep the new date.",
                "Whoever declines has cancelled in time; the place goes to the next.",
                "Trainers who had confirmed are asked again. Booking closes as long before the new start.",
            ),
            "The event is postponed. Everyone booked is asked whether they keep the new date.",
            postpone,
        ),
        Emergency(
            "cancel",
            "Cancel it",
            "Cancel the event and tell everyone",
            (
                "Every booking ends, and nobody’s counts as cancelled by them.",
                "Everyone is told, with the reason; their calendar entry is taken out.",
                "It cannot be taken back. Postpone it if it may still be held.",
            ),
            "The event is cancelled. Everyone is told.",
            cancel,
            is_warning=True,
        ),
    )
}


def emergency_called(name: str) -> Emergency:
    found = EMERGENCIES.get(name)
    if found is None:
        raise Refused(not_visible("That page"))
    return found


def choices_in(name: str, touched: Affected) -> dict[str, list[tuple[int, str]]]:
    """What can be chosen from: substitutes, those who are ready first; venues that are free and hold everyone."""
    if name == "trainer-out":
        ready = [(one.trainer.pk, f"{one.trainer.person}: authorised and free") for one in touched.ready]
        others = [(one.trainer.pk, f"{one.trainer.person}: {one.note}") for one in touched.others[:15]]
        out = [(one.pk, str(one.trainer.person)) for one in touched.trainers if one.declined_at is None]
        return {"asked": out, "substitutes": [*ready, *others]}
    if name == "venue-out":
        return {"venues": [(one.pk, held_in(one)) for one in touched.venues]}
    return {}


def held_in(venue: Any) -> str:
    """A venue with what decides: how many it holds and whether everyone gets in."""
    said = [f"holds {venue.holds}" if venue.holds else "", "step-free" if venue.is_step_free else "not step-free"]
    return f"{venue.name} ({', '.join(part for part in said if part)})"
