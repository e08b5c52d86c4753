"""One application on the way: for oneself, a colleague or from paper; what the page asks, and why not where not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Kind, Refusal, refuse
from goldenthread.training.bookings import selectors
from goldenthread.training.bookings.selectors.details import access_at, sessions_at, supervisor_of
from goldenthread.training.bookings.services import apply
from goldenthread.training.bookings.terms import State
from goldenthread.training.charging.selectors.cost import cost_of
from goldenthread.training.charging.terms import Cost, pounds
from goldenthread.training.events.terms import Mode

from .booking import ApplicationForm, tell_at_once
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


@dataclass(frozen=True)
class Applying:
    """An application being made: the event, the person, the form, and what stands in the way."""

    actor: Actor
    event: Any
    person: Any
    may: selectors.MayApply
    form: ApplicationForm
    numbers: selectors.Numbers
    cost: Cost | None

    @property
    def context(self) -> dict[str, Any]:
        """What the page of the event and its form shows."""
        return {
            "event": self.event,
            "person": self.person,
            "may": self.may,
            "form": self.form,
            "numbers": self.numbers,
            "cost": cost_said(self.cost),
            "sessions": sessions_at(self.event),
            "access": access_at(self.event),
            "title": self.event.title,
        }

    def send(self, at: datetime) -> Attempt[Any]:
        """Apply, and tell whoever is to be told. What is refused stands on the form."""
        if not self.form.is_valid():
            return Attempt(False)
        done = attempt(
            self.form,
            apply,
            by=self.actor,
            at=at,
            event=self.event,
            person=self.person,
            agency=self.form.agency,
            application=self.form.application,
        )
        if done:
            tell_at_once()
        return done


def begin(actor: Actor, event: Any, person: Any, data: Mapping[str, Any] | None) -> Applying:
    """The form for one person and one event, with why they cannot apply if they cannot."""
    at, on = clock.now(), clock.today()
    asked = {one: selectors.may_apply(actor, event, person, one, at) for one in selectors.agencies_of(person, on)}
    own = {one: may for one, may in asked.items() if not (may.refusal and may.refusal.kind is Kind.NOT_VISIBLE)}
    hidden = next((may.refusal for may in asked.values()), Refusal("They hold no post today."))
    refuse(None if own else hidden)
    best = next((one for one, may in own.items() if may.refusal is None), next(iter(own)))
    known = supervisor_of(event, person, best, on)
    form = ApplicationForm(
        data,
        asked=selectors.form_for(event, on),
        agencies=list(own),
        is_hybrid=event.mode == Mode.HYBRID,
        initial={
            "email": known.email,
            "supervisor_name": known.supervisor_name,
            "supervisor_email": known.supervisor_email,
            "agency": str(best.pk),
        },
    )
    cost = cost_of(event, best, person)
    return Applying(actor, event, person, own[best], form, selectors.numbers_of(event), cost)
