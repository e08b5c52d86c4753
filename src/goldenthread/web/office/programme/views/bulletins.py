"""The trainer bulletin: written, looked at, sent once, and what became of each message (A19)."""

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.foundation.messaging.terms import WORDS
from goldenthread.kernel import clock
from goldenthread.training.trainers import services
from goldenthread.training.trainers.selectors import told
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ...area import area_of
from ..forms.trainers import BulletinForm


@require_safe
def every(request: ActorRequest) -> HttpResponseBase:
    """Every bulletin, with when it went and to how many."""
    area = area_of(request)
    table = Table(
        caption="Bulletins",
        columns=(
            Column("title", "Subject", order="title", link=lambda one: reverse("office:bulletin", args=[one.pk])),
            Column("written_at", "Written", Kind.DATETIME, order="written_at"),
            Column("sent_at", "Sent", Kind.DATETIME, order="sent_at"),
            Column("sent_to", "To how many", Kind.NUMBER, order="sent_to"),
        ),
        rows=told.bulletins(area.actor, area.id),
        search=("title", "body"),
        search_label="Words in it",
        order="-written_at",
        empty="No bulletin is written yet.",
        empty_action=("Write the first", reverse("office:bulletin_write")),
    )
    return table_response(request, "office/programme/trainers_bulletins.html", table, {"title": "Trainer bulletins"})


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: ActorRequest) -> HttpResponse:
    """Write one; it goes to nobody yet."""
    area = area_of(request)
    form = BulletinForm(request.POST or None)
    if form.is_valid():
        done = attempt(
            form,
            services.write_bulletin,
            by=area.actor,
            at=clock.now(),
            partnership=area.partnership,
            **form.cleaned_data,
        )
        if done.value:
            return redirect("office:bulletin", bulletin_id=done.value.pk)
    context = {"title": "Write a bulletin", "form": form, "submit": "Look at it", "cancel": reverse("office:bulletins")}
    return render(request, "ui/form_page.html", context)


@require_safe
def bulletin(request: ActorRequest, bulletin_id: int) -> HttpResponseBase:
    """As it will go and to whom; once sent, what became of each message."""
    area = area_of(request)
    found = told.get_bulletin(area.actor, area.id, bulletin_id)
    readers = told.readers(area.id, area.on) if found.sent_at is None else []
    table = Table(
        caption="What became of it",
        columns=(
            Column("to_name", "To", order="to_name", link=lambda row: reverse("office:message", args=[row.pk])),
            Column("to_address", "Address", order="to_address"),
            Column("state", "What became of it", value=lambda row: WORDS.get(row.state, row.state), order="state"),
            Column("handed_over_at", "Sent", Kind.DATETIME, order="handed_over_at"),
            Column("why_not", "Why not sent"),
        ),
        rows=told.send_log(found),
        search=("to_name", "to_address"),
        search_label="Name or address",
        filters=(Filter("state", "What became of it", tuple(WORDS.items())),),
        order="to_name",
        empty="It has not been sent.",
        name=f"bulletin {found.pk}",
    )
    context = {
        "title": found.title,
        "bulletin": found,
        "readers": readers,
        "without_address": [one.name for one in readers if not one.email],
        "back": reverse("office:bulletins"),
        "back_text": "All bulletins",
    }
    return table_response(request, "office/programme/trainers_bulletin.html", table, context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """Put it right before it goes."""
    area = area_of(request)
    found = told.get_bulletin(area.actor, area.id, bulletin_id)
    form = BulletinForm(request.POST or None, initial={"title": found.title, "body": found.body})
    if form.is_valid() and attempt(
        form, services.change_bulletin, by=area.actor, at=clock.now(), bulletin=found, **form.cleaned_data
    ):
        return redirect("office:bulletin", bulletin_id=found.pk)
    context = {"title": "Change the bulletin", "form": form, "submit": "Look at it"}
    return render(request, "ui/form_page.html", context | {"cancel": reverse("office:bulletin", args=[found.pk])})


@require_POST
def send(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """Send it to every active trainer, once."""
    area = area_of(request)
    found = told.get_bulletin(area.actor, area.id, bulletin_id)
    count = services.send_bulletin(by=area.actor, at=clock.now(), on=area.on, bulletin=found)
    said.success(request, f"The bulletin is on its way to {count} trainer{'' if count == 1 else 's'}.")
    return redirect("office:bulletin", bulletin_id=found.pk)


@require_POST
def discard(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """It is not to go after all."""
    area = area_of(request)
    found = told.get_bulletin(area.actor, area.id, bulletin_id)
    services.discard_bulletin(by=area.actor, at=clock.now(), bulletin=found)
    said.success(request, "The bulletin is discarded. Nobody got it.")
    return redirect("office:bulletins")
