"""What people would be told of an emergency: the letter as it will go, before anything is done."""

from dataclasses import replace

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.training.events.models import Event

from .. import access
from ..rules import letters
from ..rules.letters import Facts, Letter
from .telling import access_of, contact_of, where_of

NEW_DAYS = "[the new days and times]"
NAME, REASON, LINK = "[their name]", "[the reason you give]", "[a link that keeps or declines the new date]"


def draft_of_emergency(actor: Actor, event: Event, what: str) -> Letter | None:
    """The letter of an emergency, what is not decided yet in brackets. None where nobody outside the office is told."""
    refuse(access.can_run(actor, event))
    facts = _facts(event)
    if what == "postpone":
        letter = letters.new_date(replace(facts, sessions=()), LINK)
        return replace(letter, body=letter.body.replace("It is now:\n", f"It is now:\n{NEW_DAYS}\n"))
    if what == "cancel":
        return letters.event_cancelled(facts)
    if what == "venue-out":
        return letters.changed(replace(_moved(facts, "[the new venue]"), access=""))
    if what == "move-online":
        return letters.changed(replace(_moved(facts, "Online"), link="[the link to join]", access=""))
    return None


def _facts(event: Event) -> Facts:
    sessions = tuple(
        letters.When(one.starts_at, one.ends_at, where_of(event, one.venue, is_online=False))
        for one in event.sessions.select_related("venue")
    )
    return Facts(
        name=NAME,
        event=event.title,
        partnership=event.partnership.name,
        contact=contact_of(event),
        sessions=sessions,
        access=access_of(event, is_online=False),
        why=REASON,
    )


def _moved(facts: Facts, where: str) -> Facts:
    return replace(facts, sessions=tuple(replace(one, where=where) for one in facts.sessions))
