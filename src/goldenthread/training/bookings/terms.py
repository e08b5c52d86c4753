"""Words of booking: where an application stands, how it was approved, what became of the place."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices


class State(TextChoices):
    """Where someone's application for an event stands."""

    ASKED = "asked", "Waiting for approval"
    HELD = "held", "Held for an officer to decide"
    WAITING = "waiting", "On the waiting list"
    OFFERED = "offered", "Offered a place"
    CONFIRMED = "confirmed", "Booked"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn before there was a place"
    CANCELLED = "cancelled", "Cancelled in time"
    CANCELLED_LATE = "cancelled-late", "Cancelled late"
    HANDED_ON = "handed-on", "Handed to a colleague"
    EVENT_CANCELLED = "event-cancelled", "The event was cancelled"


S = State
TRANSITIONS: dict[str, tuple[str, ...]] = {
    S.ASKED: (S.HELD, S.WAITING, S.CONFIRMED, S.REFUSED, S.WITHDRAWN, S.EVENT_CANCELLED),
    S.HELD: (S.ASKED, S.WAITING, S.CONFIRMED, S.REFUSED, S.WITHDRAWN, S.EVENT_CANCELLED),
    S.WAITING: (S.OFFERED, S.CONFIRMED, S.REFUSED, S.WITHDRAWN, S.EVENT_CANCELLED),
    S.OFFERED: (S.CONFIRMED, S.WAITING, S.WITHDRAWN, S.EVENT_CANCELLED),
    S.CONFIRMED: (S.CANCELLED, S.CANCELLED_LATE, S.HANDED_ON, S.WAITING, S.EVENT_CANCELLED),
    S.REFUSED: (S.ASKED, S.HELD, S.WAITING),
    S.WITHDRAWN: (),
    S.CANCELLED: (S.CONFIRMED,),
    S.CANCELLED_LATE: (S.CONFIRMED, S.CANCELLED),
    S.HANDED_ON: (),
    S.EVENT_CANCELLED: (),
}
"""Cancelled in time and cancelled late stay apart for good; only an officer moves late to in time, with a reason, or
gives a cancelled place back while there is one. A confirmed booking goes back to waiting only by an officer, who says
why. An offer that was not taken up goes back to the waiting list at its end, or is withdrawn."""

OPEN = (S.ASKED, S.HELD, S.WAITING, S.OFFERED, S.CONFIRMED)
"""An application that still stands: one a person and event."""

HOLDING = (S.OFFERED, S.CONFIRMED)
"""States in which a place is held. The database lets nobody else have it."""


class Outcome(TextChoices):
    """What the register says of a booked person. Empty until the register is taken."""

    ATTENDED = "attended", "Attended"
    PART = "part", "Attended in part"
    ABSENT = "absent", "Did not attend"
    APOLOGIES = "apologies", "Sent apologies"


class Source(TextChoices):
    """How the application came."""

    OWN = "own", "The person"
    MANAGER = "manager", "Their manager"
    COORDINATOR = "coordinator", "Their agency's coordinator"
    OFFICE = "office", "The office, from paper or by telephone"
    WALK_IN = "walk-in", "At the door"
    SUBSTITUTE = "substitute", "In place of a colleague"


class AnsweredBy(TextChoices):
    """How an approver's answer reached us."""

    LINK = "link", "By the link in the message"
    SIGNED_IN = "signed-in", "Signed in"
    TELEPHONE = "telephone", "By telephone, keyed by the office"
    PAPER = "paper", "On paper, keyed by the office"


class NeedKind(TextChoices):
    """What someone needs to take part (B32)."""

    BSL = "bsl", "British Sign Language interpreter"
    CAPTIONS = "captions", "Captions or a speech-to-text reporter"
    INTERPRETER = "interpreter", "Interpreter for another language"
    STEP_FREE = "step-free", "Step-free access"
    HEARING_LOOP = "hearing-loop", "Hearing loop"
    LARGE_PRINT = "large-print", "Large print or another format"
    DIET = "diet", "Diet or allergy"
    OTHER = "other", "Something else"


class NeedState(TextChoices):
    """What became of a need."""

    OPEN = "open", "To be arranged"
    CONFIRMED = "confirmed", "Arranged"
    UNMET = "unmet", "Could not be met"


@dataclass(frozen=True)
class NeedAsked:
    """Something an applicant says they need to take part."""

    need: str
    detail: str = ""


@dataclass(frozen=True)
class Application:
    """What an application says, however it came (E21). `answers` are to what else the framework's form asks."""

    email: str = ""
    supervisor_name: str = ""
    supervisor_email: str = ""
    basic_training_on: date | None = None
    wants_online: bool = False
    answers: dict[str, str] = field(default_factory=dict)
    needs: tuple[NeedAsked, ...] = ()


@dataclass(frozen=True)
class Asked:
    """One field of the form that this event's applicants fill in. Keys beginning "answer:" go to `answers`."""

    key: str
    label: str
    is_needed: bool = False


CHOSEN_BY_OFFICER = "officer-chooses"
BY_SHARE = "by-agency-share"
BY_GROUP = "by-target-group"
IN_TURN = "in-turn"
"""How the next on the waiting list is found, as framework files say it."""
