"""One requirement: what the clause says, where I stand, and why."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.periods import FOREVER
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.workforce.selectors.own import own_details
from goldenthread.training.bookings.selectors.offers import offers_for
from goldenthread.training.records.terms import Format
from goldenthread.training.standing.selectors.clauses import clause_of
from goldenthread.training.standing.selectors.people import of_person
from goldenthread.web.ui.requests import ActorRequest

from ..offers import due_first
from ..own import own_person_id
from ..standing import OWNERS


@require_safe
def requirement(request: ActorRequest, agency_id: int, requirement_id: int) -> HttpResponse:
    """Only what is asked of oneself is found here; the public chooser explains everything else."""
    today = clock.today()
    lines = of_person(request.actor, own_person_id(request.actor), today)
    line = next((one for one in lines if (one.agency_id, one.requirement_id) == (agency_id, requirement_id)), None)
    if line is None:
        raise Refused(not_visible("This requirement"))
    clause = clause_of(requirement_id, today)
    peers = [one for one in lines if one.about == line.about and one is not line and one.agency_id == agency_id]
    context = {
        "line": line,
        "clause": clause,
        "methods": [Format(method).label for method in clause.methods],
        "owner": OWNERS[line.owner],
        "for_life": line.valid_until == FOREVER,
        "events": due_first(offers_for(request.actor, own_details(request.actor).person, clock.now(), lines=[line])),
        "peers": peers,
        "same_day": {one.due_on for one in peers} == {line.due_on},
    }
    return render(request, "learner/requirement.html", context)
