"""What the clock does for booking: places released, offered and selected; people told, reminded and asked again."""

from collections.abc import Callable
from datetime import date, datetime

from goldenthread.kernel.actor import CLOCK

from . import services
from .services.lapsing import let_lapse
from .services.nudging import nudge_approvers, tell_office_of_stuck
from .services.selecting import select_due
from .services.telling import remind, tell, tell_absent


def release_kept_places(at: datetime, on: date) -> int:
    """What is left of promised places goes to the waiting list on its day. How many promises ended."""
    return services.release_due(by=CLOCK, at=at, on=on)


def end_offers(at: datetime, _on: date) -> int:
    """Offers that nobody took up go to the next on the waiting list. How many."""
    return services.expire_offers(by=CLOCK, at=at)


def offer_free_places(at: datetime, _on: date) -> int:
    """Free places are offered to whoever is next. How many."""
    return len(services.offer_freed_places(by=CLOCK, at=at))


def select_on_the_day(at: datetime, _on: date) -> int:
    """Places that are given on a day are given at its end, if no officer did it. How many events."""
    return select_due(by=CLOCK, at=at)


def let_applications_lapse(at: datetime, _on: date) -> int:
    """Whoever was still waiting when an event began waits no longer. How many."""
    return let_lapse(by=CLOCK, at=at)


def tell_everyone(at: datetime, _on: date) -> int:
    """People are owed the message about where their booking stands now. How many bookings."""
    return tell(by=CLOCK, at=at)


def tell_who_was_absent(at: datetime, _on: date) -> int:
    """Whoever did not attend, and their manager, are owed a message when the register is closed. How many."""
    return tell_absent(by=CLOCK, at=at)


def remind_who_is_booked(at: datetime, on: date) -> int:
    """Reminders are owed at the framework's intervals before an event. How many."""
    return remind(by=CLOCK, at=at, on=on)


def remind_approvers(at: datetime, on: date) -> int:
    """Approvers are owed one digest of what they have not answered. How many approvers."""
    return nudge_approvers(by=CLOCK, at=at, on=on)


def tell_office(at: datetime, on: date) -> int:
    """The office is owed a digest of approvals that nobody answers. How many partnerships."""
    return tell_office_of_stuck(by=CLOCK, at=at, on=on)


def forget_needs(at: datetime, on: date) -> int:
    """What people needed at events long over is deleted. How many needs."""
    return services.forget_needs_due(by=CLOCK, at=at, on=on)


EVERY_MINUTE: tuple[Callable[[datetime, date], int], ...] = (
    release_kept_places,
    end_offers,
    select_on_the_day,
    offer_free_places,
    let_applications_lapse,
    tell_everyone,
    tell_who_was_absent,
)
EVERY_NIGHT: tuple[Callable[[datetime, date], int], ...] = (
    remind_who_is_booked,
    remind_approvers,
    tell_office,
    forget_needs,
)
