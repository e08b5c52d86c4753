"""What the room of an event shows, gathered for its view."""

from typing import Any

from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.training.bookings.selectors.register import summed_up
from goldenthread.training.bookings.selectors.whole import Whole, whole_of
from goldenthread.training.bookings.terms import State
from goldenthread.training.certificates.selectors import certificates_of_event
from goldenthread.training.events.terms import State as EventState

from ..area import Area
from .emergencies import EMERGENCIES

LATEST = 6
FIRST = 25
"""So many of each list stand on the page at first."""


def back_to_room(event: Any) -> dict[str, str]:
    """The way back to the event's room."""
    way = reverse("office:event_room", args=[event.slug])
    return {"cancel": way, "back": way, "back_text": event.title}


def room_page(area: Area, event: Any, *, show: str = "") -> dict[str, Any]:
    """Everything about one event, long lists cut unless they are asked for."""
    room = whole_of(area.actor, event, clock.now())
    return {
        "title": event.title,
        "event": event,
        "room": room,
        "has_kept": any(one.kept for one in room.shares),
        "lists": {
            "booked": cut(room.booked, show == "booked"),
            "waiting": cut(room.waiting, show == "waiting"),
            "messages": cut(
                [*room.unsent, *(one for one in room.messages if one.is_sent)],
                show == "messages",
                max(LATEST, len(room.unsent)),
            ),
            "ended": cut(room.ended, show == "ended"),
        },
        "counts": summed_up(counted(room)) if room.is_over or room.outcomes else [],
        "certificates": certificates_of_event(area.actor, event, area.on).count() if room.is_over else 0,
        "emergencies": [] if room.is_over or event.state == EventState.CANCELLED else EMERGENCIES.values(),
        "needs_attention": attention(room),
        "back": reverse("office:programme"),
        "back_text": "Events",
    }


def cut(rows: list[Any], whole: bool, first: int = FIRST) -> dict[str, Any]:
    """The first of a list, and how many more there are."""
    shown = rows if whole else rows[:first]
    return {"rows": shown, "more": len(rows) - len(shown), "count": len(rows)}


def counted(room: Whole) -> Any:
    """What became of everyone who was booked: cancelled in time, cancelled late and did not attend stay apart."""
    counts = room.outcomes.copy()
    counts[State.CONFIRMED] = len(room.booked)
    counts["unmarked"] = sum(not one.outcome for one in room.booked)
    for one in room.ended:
        counts[one.state] += 1
    for one in room.booked:
        counts[one.source] += 1
    return counts


def attention(room: Whole) -> list[tuple[str, str]]:
    """What is missing, in words, each with the part of the page that mends it."""
    if room.is_over or room.event.state == EventState.CANCELLED:
        return []
    found = []
    if not any(one.confirmed_at for one in room.trainers):
        found.append(("No trainer has confirmed.", "#trainers"))
    if room.short_by:
        found.append(
            (f"{room.short_by} more must book before it can run: the minimum is {room.event.minimum}.", "#room")
        )
    if room.mix.missing:
        found.append((f"Nobody is booked from: {', '.join(room.mix.missing)}.", "#room"))
    unmet = [one for one in room.needs if one.state != "confirmed"]
    if unmet:
        found.append((f"{len(unmet)} of {len(room.needs)} needs are not arranged.", "#needs"))
    if room.unsent:
        found.append((f"{len(room.unsent)} of {len(room.messages)} messages have not gone.", "#messages"))
    if room.asked_again:
        found.append((f"{len(room.asked_again)} have not said whether they keep the new date.", "#booked"))
    if room.held:
        found.append((f"{len(room.held)} held for your decision.", "#applications"))
    return found
