"""My certificates, and one of them for whoever may read it."""

from typing import Any

from django import forms
from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.training.certificates import selectors, services
from goldenthread.training.certificates.selectors.checking import address_of
from goldenthread.training.certificates.selectors.lists import said_standing
from goldenthread.web.ui.columns import lasted
from goldenthread.web.ui.downloads import pdf
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Kind, Table, table_response

NAME_CHANGED = "The name was put right"


class AgainForm(forms.Form):
    """Nothing to fill in."""


@require_safe
def certificates(request: ActorRequest) -> HttpResponseBase:
    """What I hold, the latest first."""
    refuse(None if request.actor.person_id is not None else not_visible("That page"))
    today = clock.today()
    table = Table(
        caption="My certificates",
        columns=(
            Column(
                "course_title",
                "Course",
                order="course_title",
                link=lambda one: reverse("learner:certificate", args=[one.pk]),
            ),
            Column("completed_on", "Completed on", Kind.DATE, order="completed_on"),
            Column("expires_on", "Valid until", Kind.DATE, order="expires_on"),
            Column(
                "standing",
                "Standing",
                value=lambda one: said_standing(one, today).label,
                shown=lambda one: status_tag(said_standing(one, today), said_standing(one, today).label),
            ),
        ),
        rows=selectors.certificates_of_person(request.actor, request.actor.person_id or 0, today),
        empty="You have no certificate yet. It comes by itself after an event that you attended.",
        empty_action=("Find an event", reverse("learner:find")),
    )
    return table_response(request, "ui/table_page.html", table, {"title": "My certificates"})


@require_safe
def certificate(request: ActorRequest, certificate_id: int) -> HttpResponse:
    """One certificate: how it stands, how to show it to others, and what came before it."""
    found = selectors.get_certificate(request.actor, certificate_id, clock.today())
    own = found.person_id == request.actor.person_id
    context = {
        "title": found.course_title,
        "certificate": found,
        "standing": said_standing(found, clock.today()),
        "hours": lasted(found.minutes),
        "taking_part": lasted(found.participatory_minutes) if found.participatory_minutes else "",
        "address": address_of(found),
        "history": [one for one in selectors.history_of(found) if one.pk != found.pk],
        "new_name": str(found.person) if own and found.name != str(found.person) else "",
        "own": own,
    }
    back = {"back": reverse("learner:certificates"), "back_text": "My certificates"} if own else {}
    return render(request, "learner/certificate.html", context | back)


@require_safe
def file(request: ActorRequest, certificate_id: int) -> HttpResponse:
    """The certificate to save and print."""
    found = selectors.get_certificate(request.actor, certificate_id, clock.today())
    return pdf(selectors.as_pdf([found]), f"certificate {found.name} {found.course_title}")


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: ActorRequest, certificate_id: int) -> HttpResponse:
    """My name was put right: the certificate is issued again with it."""
    found = selectors.get_certificate(request.actor, certificate_id, clock.today())
    refuse(None if found.person_id == request.actor.person_id else not_visible("That page"))
    form = AgainForm(request.POST if request.method == "POST" else None)
    back = reverse("learner:certificate", args=[found.pk])
    if form.is_valid():
        act: dict[str, Any] = {"by": request.actor, "at": clock.now(), "on": clock.today()}
        done = attempt(form, services.reissue, certificate=found, why=NAME_CHANGED, **act)
        if done.value:
            said.success(request, "It is issued again. The earlier one says that it was replaced.")
            return redirect("learner:certificate", certificate_id=done.value.pk)
    intro = f"It will say “{found.person}”. The one that you have will say that it was replaced."
    context = {"title": "Issue it again with my name as it is now", "form": form, "submit": "Issue it again"}
    return render(request, "ui/form_page.html", context | {"intro": intro, "cancel": back, "back": back})
