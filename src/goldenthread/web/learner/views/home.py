"""My learning: what needs doing, how I stand, and why."""

from datetime import date

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.training.records.selectors import own_refused
from goldenthread.training.standing.selectors.conditions import questions_asked_of
from goldenthread.training.standing.selectors.people import of_person
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import tables_response

from ..forms import AsAtForm
from ..own import own_person_id
from ..standing import standing_table
from ..todo import Item, cards, next_to_lapse, pathway, refused, to_do, unanswered


@require_safe
def home(request: ActorRequest) -> HttpResponseBase:
    """Today, or as at a past day by what was known and in force then."""
    today = clock.today()
    form = AsAtForm(request.GET if "as_at-day" in request.GET else None, today=today)
    on = form.day or today
    person_id = own_person_id(request.actor)
    lines = of_person(request.actor, person_id, on)
    is_past = on < today
    context = {
        "on": on,
        "past": PAST if is_past else "",
        "as_at": form,
        "todo": [] if is_past else [*to_do(lines), *waiting(request.actor, person_id, today)],
        "cards": cards(lines),
        "next_line": next_to_lapse(lines),
        "pathway": pathway(lines),
    }
    return tables_response(request, "learner/home.html", {"standing": standing_table(lines)}, context)


def waiting(actor: Actor, person_id: int, today: date) -> list[Item]:
    """What waits for the person beside their learning: records refused, and questions nobody has answered."""
    return [*refused(own_refused(actor, today)), *unanswered(questions_asked_of(person_id, today))]


PAST = "This is a past day: the framework in force then, the posts held then, and only what was completed by then."
