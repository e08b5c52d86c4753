"""Words of the programme: what an event is, how it is given, and what may become of it."""

from dataclasses import dataclass

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


PACK_FILES: dict[str, tuple[str, bytes]] = {
    "pdf": ("application/pdf", b"%PDF"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", b"PK"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    "odt": ("application/vnd.oasis.opendocument.text", b"PK"),
    "odp": ("application/vnd.oasis.opendocument.presentation", b"PK"),
    "png": ("image/png", b"\x89PNG"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
}
"""Kinds of file that a training pack may hold, each with how such a file begins."""

LARGEST_PACK_FILE = 25 * 1024 * 1024

GROUND_RULES = (
    "Speak of practice, never of a child or family by name.\n"
    "Every agency's work is respected. Offensive comments about other agencies or professions are challenged.\n"
    "What is shared in the room stays there, unless a child may be at risk."
)
"""What everyone who comes is asked to keep to, where the partnership has written nothing of its own (B33)."""


@dataclass(frozen=True)
class Missing:
    """Something an event lacks: without what is `needed` it is not published; the rest is good to have."""

    text: str
    needed: bool = True


@dataclass(frozen=True)
class Usual:
    """What an event of a course starts with: from the course, its way of delivery and the booking policy."""

    mode: str
    minutes: int
    places: int
    minimum: int
    places_per_agency: int
    selected_by: str


@dataclass(frozen=True)
class DeliveryType:
    """A way in which the partnership gives learning, as it calls it."""

    key: str
    title: str
    format: str
    minutes: int = 0
