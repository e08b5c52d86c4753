"""How an event's learning was given, as records and certificates say it."""

from datetime import date

from goldenthread.training.catalogue.terms import Format
from goldenthread.training.events.models import Event
from goldenthread.training.events.selectors import delivery_types
from goldenthread.training.events.terms import Mode


def format_of(event: Event, on: date) -> str:
    """How the learning was given, as the course's delivery type says; live online where the event was."""
    if event.mode == Mode.ONLINE:
        return Format.VIRTUAL
    ways = {way.key: way.format for way in delivery_types(event.partnership_id, on)}
    found = ways.get(event.course.delivery, "")
    return found if found in Format.values else Format.FACE_TO_FACE
