"""One application on the way: for oneself, a colleague or from paper; what the page asks, and why not where not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.training.bookings import selectors
from goldenthread.training.bookings.selectors.details import access_at, sessions_at, supervisor_of
from goldenthread.training.bookings.services import apply
from goldenthread.training.bookings.terms import State
from goldenthread.training.charging.selectors.cost import cost_of
from goldenthread.training.charging.terms import Cost, pounds
from goldenthread.training.events.terms import Mode

from .booking import ApplicationForm
from .columns import day
from .forms import Attempt, attempt

BECAME = {
    State.CONFIRMED: "The place is booked.",
    State.WAITING: "Every place is taken, so the application is on the waiting list.",
    State.ASKED: "The application is in. It waits for approval.",
    State.HELD: "The application is in. An officer of the partnership looks at it first.",
}


def cost_said(cost: Cost | None) -> list[str]:
    """What a place costs, and what losing it would, a sentence each; nothing where nothing is charged."""
    if cost is None:
        return []
    free = " It uses one of their free places." if cost.uses_free_place else ""
    said = [f"{pounds(cost.pence)}, paid by {cost.payer}.{free}" if cost.pence else "Coming costs nothing."]
    said += [f"Cancelled after {day(one.after)}: {pounds(one.pence)}." for one in cost.late]
    return said + ([f"Not attending: {pounds(cost.no_show_pence)}."] if cost.no_show_pence else [])


@dataclass
class Applying:
    """An application being made: the event, the person, and the form as far as it is filled in.

    What stands in the way, the numbers and the cost are found when the page shows them: an application that succeeds
    leads on to its booking, and needs none of them.
    """

    actor: Actor
    event: Any
    person: Any
    agencies: list[Any]
    data: Mapping[str, Any] | None
    at: datetime
    on: date

    @cached_property
    def asked(self) -> tuple[Any, selectors.MayApply]:
        """The agency to come for, the first for which nothing stands in the way; and what does, if anything."""
        asked = [(one, selectors.may_apply(self.actor, self.event, self.person, one, self.at)) for one in self.agencies]
        return next((one for one in asked if one[1].refusal is None), asked[0])

    @cached_property
    def form(self) -> ApplicationForm:
        """The form that the framework asks for, begun with what is known."""
        return ApplicationForm(
            self.data,
            asked=selectors.form_for(self.event, self.on),
            agencies=self.agencies,
            is_hybrid=self.event.mode == Mode.HYBRID,
            initial=self._known() if self.data is None else None,
        )

    def _known(self) -> dict[str, str]:
        agency, _ = self.asked
        known = supervisor_of(self.event, self.person, agency, self.on)
        return {
            "email": known.email,
            "supervisor_name": known.supervisor_name,
            "supervisor_email": known.supervisor_email,
            "agency": str(agency.pk),
        }

    @property
    def context(self) -> dict[str, Any]:
        """What the page of the event and its form shows."""
        agency, may = self.asked
        return {
            "event": self.event,
            "person": self.person,
            "may": may,
            "form": self.form,
            "numbers": selectors.numbers_of(self.event),
            "cost": cost_said(cost_of(self.event, agency, self.person)),
            "sessions": sessions_at(self.event),
            "access": access_at(self.event),
            "title": self.event.title,
        }

    def send(self, at: datetime) -> Attempt[Any]:
        """Apply. What is refused stands on the form. The clock writes the letter in the round in which it is sent."""
        if not self.form.is_valid():
            return Attempt(False)
        return attempt(
            self.form,
            apply,
            by=self.actor,
            at=at,
            event=self.event,
            person=self.person,
            agency=self.form.agency,
            application=self.form.application,
        )


def begin(actor: Actor, event: Any, person: Any, data: Mapping[str, Any] | None) -> Applying:
    """An application for one person and one event, for the agencies that the actor may book for."""
    on = clock.today()
    agencies = selectors.agencies_to_book_for(actor, event, person, on)
    return Applying(actor, event, person, agencies, data, clock.now(), on)
