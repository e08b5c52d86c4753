"""Before somebody applies: may they, what would be looked at, and what the form asks."""

from dataclasses import dataclass
from datetime import date, datetime

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, not_visible, refuse
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.access import current
from goldenthread.setting.workforce.models import Person
from goldenthread.training.events.models import Event

from .. import access
from ..rules.approving import needs_approval
from ..rules.eligibility import why_held, why_not_eligible
from ..rules.form import asked_of
from ..terms import Application, Asked
from .facts import basic_courses, facts_for
from .policy import day_of, policy_of


@dataclass(frozen=True)
class MayApply:
    """Why somebody cannot apply, or why an officer would look at it first, said beside the button."""

    refusal: Refusal | None
    why_held: tuple[str, ...] = ()
    needs_approval: bool = False


def may_apply(actor: Actor, event: Event, person: Person, agency: Agency, at: datetime) -> MayApply:
    """What would become of an application now, as far as it can be said before the form is filled in."""
    source = access.source_of(actor, person, agency, event, on=day_of(at))
    if source is None:
        return MayApply(not_visible("This person"))
    policy = policy_of(event.partnership_id, day_of(at))
    # The day of basic training is asked on the form: here it is taken as given.
    said = Application(basic_training_on=date.min)
    facts = facts_for(
        event, person, agency, said, source=source, at=at, policy=policy, by_office=access.runs(actor, event)
    )
    return MayApply(why_not_eligible(facts, at), tuple(why_held(facts)), needs_approval(policy.approval, source))


def agencies_to_book_for(actor: Actor, event: Event, person: Person, on: date) -> list[Agency]:
    """The agencies for which the actor may ask for a place for somebody, by name. Refuses where there is none."""
    worked_in = agencies_of(person, on)
    found = [one for one in worked_in if access.source_of(actor, person, one, event, on=on) is not None]
    if not found:
        refuse(not_visible("This person") if worked_in else Refusal("They hold no post today."))
    return found


def form_for(event: Event, on: date) -> list[Asked]:
    """The fields of the application form for an event, those that must be filled in marked (E21)."""
    policy = policy_of(event.partnership_id, on)
    return asked_of(policy.needed, asks_basic_training=bool(basic_courses(event, policy)))


def agencies_of(person: Person, on: date) -> list[Agency]:
    """The agencies somebody could come for: those they work in on the day, by name."""
    posts = person.posts.filter(current(on)).select_related("agency")
    return sorted({post.agency for post in posts}, key=lambda agency: (agency.name, agency.pk))
