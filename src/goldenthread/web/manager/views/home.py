"""My team: what needs doing, who holds what, and each person."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.selectors.team import deputising_for, get_team_member, own_deputies, team_of
from goldenthread.training.records.selectors import of_person as of_person_records
from goldenthread.training.standing.selectors.people import of_person, team_matrix
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import tables_response

from ..person import person_table, record_table
from ..team import cards, matrix_table, members, people_table, to_do

SHOWN_AT_FIRST = 8


@require_safe
def home(request: ActorRequest) -> HttpResponseBase:
    """The team today."""
    refuse(access.can_have_team(request.actor))
    today = clock.today()
    matrix = team_matrix(request.actor, today)
    team = members(team_of(request.actor, today), matrix)
    items = to_do(team, today)
    context = {
        "todo": items[:SHOWN_AT_FIRST],
        "more": len(items) - SHOWN_AT_FIRST,
        "cards": cards(team),
        "deputies": [one for one in own_deputies(request.actor) if one.ends_on >= today],
        "standing_in_for": deputising_for(request.actor),
    }
    tables = {"people": people_table(team), "matrix": matrix_table(team, matrix.columns)}
    return tables_response(request, "manager/home.html", tables, context)


@require_safe
def person(request: ActorRequest, person_id: int) -> HttpResponseBase:
    """One of my people: how they stand in the posts I manage, and what they have completed."""
    today = clock.today()
    who, posts = get_team_member(request.actor, person_id, today)
    lines = of_person(request.actor, person_id, today)
    context = {"who": who, "posts": posts}
    records = of_person_records(request.actor, person_id, today)
    tables = {"standing": person_table(lines), "records": record_table(records)}
    return tables_response(request, "manager/person.html", tables, context)


@require_safe
def supervision(request: ActorRequest, person_id: int) -> HttpResponse:
    """A sheet to print and talk through in supervision."""
    today = clock.today()
    who, posts = get_team_member(request.actor, person_id, today)
    lines = of_person(request.actor, person_id, today)
    return render(request, "manager/supervision.html", {"who": who, "posts": posts, "lines": lines, "today": today})
