"""Certificates of my people."""

from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.workforce import access
from goldenthread.training.certificates.selectors import certificates_of_team
from goldenthread.training.certificates.selectors.lists import said_standing
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Kind, Table, table_response


@require_safe
def certificates(request: ActorRequest) -> HttpResponseBase:
    """What everyone in my team holds, the latest first."""
    refuse(access.can_have_team(request.actor))
    today = clock.today()
    table = Table(
        caption="Certificates of my team",
        columns=(
            Column("name", "Name", order=("person__family_name", "person__given_name"),
                   link=lambda one: reverse("learner:certificate", args=[one.pk])),
            Column("course_title", "Course", order="course_title"),
            Column("completed_on", "Completed on", Kind.DATE, order="completed_on"),
            Column("expires_on", "Valid until", Kind.DATE, order="expires_on"),
            Column("standing", "Standing", value=lambda one: said_standing(one, today).label,
                   shown=lambda one: status_tag(said_standing(one, today), said_standing(one, today).label)),
        ),
        rows=certificates_of_team(request.actor, today),
        search=("name", "course_title"),
        search_label="Name or course",
        empty="Nobody in your team has a certificate yet. They come by themselves after an event.",
    )  # fmt: skip
    context = {"title": "Certificates of my team", "back": reverse("manager:home"), "back_text": "My team"}
    return table_response(request, "ui/table_page.html", table, context)
