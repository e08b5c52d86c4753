"""`./run tick`: do once what time has made due. Safe to run as often as you like, and twice at once."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand

from goldenthread.foundation.freshness import selectors as freshness_selectors
from goldenthread.foundation.freshness import services as freshness
from goldenthread.foundation.imports import cut_short
from goldenthread.foundation.messaging import services as messaging
from goldenthread.kernel import clock
from goldenthread.training.bookings import jobs as bookings
from goldenthread.training.charging import jobs as charging
from goldenthread.training.standing import jobs as standing

Round = Callable[[datetime, date], int]


def mark_cut_short(at: datetime, _on: date) -> int:
    """Messages whose sending was cut short stand as unsure. How many."""
    return messaging.mark_cut_short(at=at)


def hand_over(at: datetime, _on: date) -> int:
    """Messages that are due go to the mail server. How many went."""
    return messaging.hand_over(at=at)["sent"]


def put_back(at: datetime, _on: date) -> int:
    """Lists whose loading was cut short are put back to be loaded. How many."""
    return cut_short.put_back(at=at)


def forget_bodies(at: datetime, _on: date) -> int:
    """What messages said long ago goes. How many."""
    return messaging.forget_bodies(at=at)


EACH_TIME: tuple[Round, ...] = (mark_cut_short, put_back, *standing.EVERY_MINUTE, *bookings.EVERY_MINUTE, hand_over)
ONCE_A_DAY: tuple[Round, ...] = (*standing.EVERY_NIGHT, *bookings.EVERY_NIGHT, *charging.EVERY_NIGHT, forget_bodies)


class Command(BaseCommand):
    help = "Do once what time has made due: settle standing, give and offer places, tell and remind people, hand over."

    def handle(self, *args: Any, **options: Any) -> None:
        at, on = clock.now(), clock.today()
        for work in EACH_TIME:
            self.tell(work, work(at, on))
        for work in ONCE_A_DAY:
            if not freshness_selectors.is_round_done(work.__name__, on):
                self.tell(work, work(at, on))
                freshness.finish_round(name=work.__name__, on=on)

    def tell(self, work: Round, done: int) -> None:
        meaning = (work.__doc__ or work.__name__).splitlines()[0]
        self.stdout.write(f"{done:>7}  {meaning}")
