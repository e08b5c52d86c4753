"""Certificates of an agency's people."""

from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.training.certificates.selectors import certificates_of_agency
from goldenthread.training.certificates.selectors.lists import said_standing
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Kind, Table, table_response

from ..area import agency_area


@require_safe
def certificates(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponseBase:
    """What everyone holds who works here now, the latest first."""
    area = agency_area(request, partnership_slug, agency_slug)
    on = area.on
    table = Table(
        caption="Certificates",
        columns=(
            Column("name", "Name", order=("person__family_name", "person__given_name"),
                   link=lambda one: reverse("learner:certificate", args=[one.pk])),
            Column("course_title", "Course", order="course_title"),
            Column("completed_on", "Completed on", Kind.DATE, order="completed_on"),
            Column("expires_on", "Valid until", Kind.DATE, order="expires_on"),
            Column("standing", "Standing", value=lambda one: said_standing(one, on).label,
                   shown=lambda one: status_tag(said_standing(one, on), said_standing(one, on).label)),
        ),
        rows=certificates_of_agency(area.actor, area.partnership.pk, area.agency.pk, on),
        search=("name", "course_title"),
        search_label="Name or course",
        empty="Nobody here has a certificate yet. They come by themselves after an event of the partnership.",
    )  # fmt: skip
    context = area.context("certificates", title="Certificates")
    return table_response(request, "agency/page.html", table, context)
