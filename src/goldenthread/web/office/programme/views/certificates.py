"""Certificates of the partnership: the list, one with its history, and those of an event (E31)."""

from io import BytesIO
from zipfile import ZipFile

from django import forms
from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import Refusal, not_visible, refuse
from goldenthread.training.certificates import selectors, services
from goldenthread.training.certificates.selectors.lists import said_standing, with_standing
from goldenthread.training.certificates.terms import Standing
from goldenthread.web.ui.downloads import download, pdf
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ...area import area_of
from ..event_pages import back_to, event_of

NOTHING = "No certificate of this event stands yet."


class WhyForm(forms.Form):
    """The reason, which stands in the certificate's history."""

    why = forms.CharField(label="Why?", max_length=300, error_messages={"required": "Say why"})


def link(one: object) -> str:
    return reverse("office:certificate", args=[one.pk])  # type: ignore[attr-defined]


@require_safe
def certificates(request: ActorRequest) -> HttpResponseBase:
    """Everything that the partnership issued."""
    area = area_of(request)
    on = area.on
    table = Table(
        caption="Certificates",
        columns=(
            Column("name", "Name", order=("person__family_name", "person__given_name"), link=link),
            Column("agency", "Agency", value="booking.agency.name", order="booking__agency__name"),
            Column("course_title", "Course", order="course_title"),
            Column("completed_on", "Completed on", Kind.DATE, order="completed_on"),
            Column("expires_on", "Valid until", Kind.DATE, order="expires_on"),
            Column("code", "Code", in_export=True, on_screen=False),
            Column("standing", "Standing", value=lambda one: said_standing(one, on).label,
                   shown=lambda one: status_tag(said_standing(one, on), said_standing(one, on).label)),
        ),
        rows=selectors.every_certificate(area.actor, area.id, on),
        search=("name", "course_title", "code"),
        search_label="Name, course or code",
        filters=(
            Filter("standing", "Standing", Standing.choices, lambda rows, value: with_standing(rows, value, on)),
            Filter("since", "Completed from", apply="completed_on__gte", day=True),
        ),
        empty="No certificate was issued yet. They are issued when the register of an event is closed.",
        empty_action=("Programme", reverse("office:programme")),
    )  # fmt: skip
    return table_response(request, "ui/table_page.html", table, {"title": "Certificates"})


@require_safe
def certificate(request: ActorRequest, certificate_id: int) -> HttpResponse:
    """One certificate with its history, to revoke or issue again."""
    area = area_of(request)
    found = selectors.get_certificate(area.actor, certificate_id, area.on)
    refuse(None if found.partnership_id == area.id else not_visible("This certificate"))
    context = {
        "title": found.course_title,
        "certificate": found,
        "standing": said_standing(found, area.on),
        "history": selectors.history_of(found),
        "new_name": str(found.person) if str(found.person) != found.name else "",
        "back": reverse("office:certificates"),
        "back_text": "Certificates",
    }
    return render(request, "office/programme/certificate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: ActorRequest, certificate_id: int) -> HttpResponse:
    """It does not hold any more."""
    area = area_of(request)
    found = selectors.get_certificate(area.actor, certificate_id, area.on)
    form = WhyForm(request.POST or None)
    if form.is_valid() and attempt(
        form, services.revoke, by=area.actor, at=clock.now(), certificate=found, why=form.cleaned_data["why"]
    ):
        said.success(request, "The certificate is revoked, and the public check says so. You can issue it again.")
        return redirect("office:certificate", certificate_id=found.pk)
    context = {"title": f"Revoke the certificate of {found.name}", "form": form, "submit": "Revoke it"}
    back = {"cancel": link(found), "back": link(found), "back_text": found.course_title}
    return render(request, "ui/form_page.html", context | back)


@require_http_methods(["GET", "HEAD", "POST"])
def reissue(request: ActorRequest, certificate_id: int) -> HttpResponse:
    """Issue it again, as name, course and expiry are now."""
    area = area_of(request)
    found = selectors.get_certificate(area.actor, certificate_id, area.on)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        given = {"certificate": found, "why": form.cleaned_data["why"]}
        done = attempt(form, services.reissue, by=area.actor, at=clock.now(), on=area.on, **given)
        if done.value:
            said.success(request, "A new certificate is issued. The earlier one stays in its history.")
            return redirect("office:certificate", certificate_id=done.value.pk)
    context = {"title": f"Issue the certificate of {found.name} again", "form": form, "submit": "Issue it again"}
    context["intro"] = f"It will say “{found.person}”, and what the course and its expiry are now."
    back = {"cancel": link(found), "back": link(found), "back_text": found.course_title}
    return render(request, "ui/form_page.html", context | back)


@require_safe
def of_event(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Who holds a certificate of an event, and who does not and why."""
    area, event = event_of(request, slug)
    without = selectors.who_has_none(area.actor, event, area.on)
    table = Table(
        caption="Issued",
        columns=(
            Column("name", "Name", order=("person__family_name", "person__given_name"), link=link),
            Column("agency", "Agency", value="booking.agency.name", order="booking__agency__name"),
            Column("issued_at", "Issued", Kind.DATETIME, order="issued_at"),
            Column("expires_on", "Valid until", Kind.DATE, order="expires_on"),
        ),
        rows=selectors.certificates_of_event(area.actor, event, area.on),
        empty=NOTHING,
        name=f"Certificates {event.title}",
    )
    context = {"title": "Certificates", "event": event, "without": without}
    return table_response(request, "office/programme/event_certificates.html", table, context | back_to(event))


@require_POST
def issue(request: ActorRequest, slug: str) -> HttpResponse:
    """Issue now what the clock would issue in a moment."""
    area, event = event_of(request, slug)
    count = len(services.issue_due(by=area.actor, at=clock.now(), on=area.on, event=event))
    said.success(request, f"{count} certificate{'' if count == 1 else 's'} issued.")
    return redirect("office:event_certificates", slug=event.slug)


@require_safe
def files(request: ActorRequest, slug: str, form: str) -> HttpResponse:
    """All certificates of an event in one file to print, or each by itself in a zip."""
    area, event = event_of(request, slug)
    found = list(selectors.certificates_of_event(area.actor, event, area.on))
    refuse(None if form in ("pdf", "zip") else not_visible("That page"))
    refuse(None if found else Refusal(NOTHING))
    name = f"certificates {event.title}"
    if form == "pdf":
        return pdf(selectors.as_pdf(found), name)
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for one in found:
            archive.writestr(f"{slugify(one.name) or 'certificate'}-{one.pk}.pdf", selectors.as_pdf([one]))
    return download(packed.getvalue(), name, "zip", "application/zip")
