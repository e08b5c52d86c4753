"""Where a trainer may go."""

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.training.trainers.selectors import trains
from goldenthread.web.ui.navigation import Entry


def is_trainer(actor: Actor) -> bool:
    """A trainer by role, or on a list of trainers today."""
    return trains(actor, clock.today())


NAVIGATION: tuple[Entry, ...] = (Entry("As a trainer", "trainer:home", when=is_trainer, order=15),)
