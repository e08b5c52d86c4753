"""Words of the programme: what an event is, how it is given, and what may become of it."""

from django.db.models import TextChoices


class State(TextChoices):
    """How far an event is. That it is over follows from its sessions, and is not kept."""

    DRAFT = "draft", "Being planned"
    PUBLISHED = "published", "Open for booking"
    CLOSED = "closed", "Closed for booking"
    CANCELLED = "cancelled", "Cancelled"


TRANSITIONS: dict[str, tuple[str, ...]] = {
    State.DRAFT: (State.PUBLISHED, State.CANCELLED),
    State.PUBLISHED: (State.CLOSED, State.CANCELLED),
    State.CLOSED: (State.PUBLISHED, State.CANCELLED),
    State.CANCELLED: (),
}
"""A published event may be closed and opened again. One that is cancelled stays so, and what was decided is kept."""


class Kind(TextChoices):
    """An event with places, or one without limit, such as a large one online."""

    LIMITED = "limited", "With a number of places"
    UNLIMITED = "unlimited", "Without limit"


class Mode(TextChoices):
    """Where people take part."""

    ROOM = "room", "In a room"
    ONLINE = "online", "Online"
    HYBRID = "hybrid", "In a room or online"


class SelectedBy(TextChoices):
    """How places are given."""

    IN_TURN = "in-turn", "First come, first served"
    AT_A_DATE = "at-a-date", "Selected on a day, for the best mix of agencies"


class DayKind(TextChoices):
    """Days on which an event is better not held."""

    SCHOOL_HOLIDAY = "school-holiday", "School holiday"
    PROTECTED_TIME = "protected-time", "GP protected learning time"
    FESTIVAL = "festival", "Religious festival"
    OTHER = "other", "Other"
