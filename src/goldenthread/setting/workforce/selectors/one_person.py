"""One person, if the actor may see them."""

from datetime import date

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible

from ..access import visible_to
from ..models import Person


def get_person_in_area(actor: Actor, person_id: int, on: date) -> Person:
    """One person whom the actor may see."""
    person = Person.objects.filter(visible_to(actor, on=on), pk=person_id).first()
    if person is None:
        raise Refused(not_visible("That person"))
    return person
