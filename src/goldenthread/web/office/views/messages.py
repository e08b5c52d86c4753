"""The log of messages: what was sent, what was not and why; one switch that pauses everything."""

from datetime import date
from typing import Any

from django.contrib import messages as said
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.foundation.messaging import selectors, services
from goldenthread.foundation.messaging.terms import DUE, NOT_SENT, UNSURE, WORDS
from goldenthread.kernel import clock
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ..area import Area, area_of
from ..forms.messages import GoLiveForm, PauseForm
from ..message_kinds import NamedKind, kind_said, named

COLUMNS = (
    Column("subject", "Message", order="subject", link=lambda row: reverse("office:message", args=[row.pk])),
    Column("kind", "Kind", value=lambda row: kind_said(row.kind), order="kind", on_screen=False),
    Column("to_name", "To", value=lambda row: row.to_name or row.to_address, order="to_name"),
    Column("to_address", "Address", on_screen=False),
    Column("due_at", "Due", Kind.DATETIME, order="due_at"),
    Column("state", "What became of it", value=lambda row: WORDS.get(row.state, row.state), order="state"),
    Column("handed_over_at", "Sent", Kind.DATETIME, order="handed_over_at"),
)


def why_not(live: dict[str, date | None], paused: str, on: date) -> Column:
    """Why a message has not gone: its own reason, else the switch or the day it waits for."""

    def reason(row: Any) -> str:
        if row.why_not or row.state != DUE:
            return str(row.why_not)
        starts = live.get(row.kind)
        if paused or starts is None:
            return paused or "This kind of message has not been switched on."
        return f"This kind of message starts on {starts:%-d %B %Y}." if on < starts else "It goes with the next round."

    return Column("why_not", "Why not sent", value=reason)


def one_of(area: Area, message_id: int) -> Any:
    """A message of this partnership, or the page that says there is none."""
    found = selectors.log(area.ids).filter(pk=message_id).first()
    refuse(None if found else not_visible("That message"))
    return found


def kind_of(area: Area, kind: str) -> NamedKind:
    """A kind of message that there is, or the page that says there is none."""
    found = [one for one in named(selectors.kinds(area.ids)) if one.kind == kind]
    refuse(None if found else not_visible("That kind of message"))
    return found[0]


@require_safe
def log(request: ActorRequest) -> HttpResponseBase:
    """Every message of the partnership, latest first."""
    area = area_of(request)
    kinds = named(selectors.kinds(area.ids))
    stopped = selectors.current_pause()
    paused = f"All sending is paused by {stopped.by_name}: {stopped.reason}" if stopped else ""
    reason = why_not({kind.kind: kind.starts_on for kind in kinds}, paused, area.on)
    table = Table(
        caption="Messages",
        columns=(*COLUMNS, reason),
        rows=selectors.log(area.ids),
        search=("to_name", "to_address", "subject"),
        search_label="Name, address or subject",
        filters=(
            Filter("state", "What became of it", tuple(WORDS.items())),
            Filter("kind", "Kind of message", tuple((kind.kind, kind.words) for kind in kinds)),
            Filter("since", "Due from", day=True, apply="due_at__date__gte"),
        ),
        empty="No message has fallen due yet.",
        wide=True,
    )
    context = {"title": "Messages", "pause": stopped, "kinds": kinds}
    return table_response(request, "office/messages.html", table, context)


@require_safe
def message(request: ActorRequest, message_id: int) -> HttpResponseBase:
    """One message as it was or would be sent."""
    area = area_of(request)
    found = one_of(area, message_id)
    context = {
        "title": found.subject,
        "message": found,
        "state": WORDS[found.state],
        "why_not": found.why_not or (services.why_held(found, on=area.on) if found.state == DUE else ""),
        "can_resend": found.state in (UNSURE, NOT_SENT) and bool(found.to_address),
        "back": reverse("office:messages"),
        "back_text": "All messages",
    }
    return render(request, "office/message.html", context)


@require_POST
def resend(request: ActorRequest, message_id: int) -> HttpResponseBase:
    """Send again what may not have arrived."""
    area = area_of(request)
    found = one_of(area, message_id)
    services.resend(by=area.actor, at=clock.now(), message=found)
    said.success(request, f"The message to {found.to_name or found.to_address} will be sent again.")
    return redirect("office:message", message_id=message_id)


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: ActorRequest) -> HttpResponseBase:
    """Stop all sending, with the reason."""
    area = area_of(request)
    form = PauseForm(request.POST or None)
    if form.is_valid() and attempt(
        form, services.pause, by=area.actor, at=clock.now(), reason=form.cleaned_data["reason"]
    ):
        said.success(request, "All sending is paused. Messages wait until you resume it.")
        return redirect("office:messages")
    context = {
        "title": "Pause all messages",
        "form": form,
        "intro": "Nothing leaves until somebody resumes sending. What falls due in the meantime waits.",
        "submit": "Pause all messages",
        "cancel": reverse("office:messages"),
    }
    return render(request, "ui/form_page.html", context)


@require_POST
def resume(request: ActorRequest) -> HttpResponseBase:
    """Let messages go again."""
    area = area_of(request)
    services.resume(by=area.actor, at=clock.now())
    said.success(request, "Sending has resumed. Messages that waited will be sent now.")
    return redirect("office:messages")


@require_http_methods(["GET", "HEAD", "POST"])
def go_live(request: ActorRequest, kind: str) -> HttpResponseBase:
    """Switch a kind of message on, having seen who is waiting for it."""
    area = area_of(request)
    found = kind_of(area, kind)
    form = GoLiveForm(request.POST or None, initial={"starts_on": found.starts_on})
    if form.is_valid() and attempt(
        form,
        services.go_live,
        by=area.actor,
        at=clock.now(),
        partnership_id=area.id,
        kind=kind,
        starts_on=form.cleaned_data["starts_on"],
    ):
        said.success(request, f"{found.words} may be sent from {form.cleaned_data['starts_on']:%-d %B %Y}.")
        return redirect("office:messages")
    table = Table(
        caption="Waiting to be sent",
        columns=COLUMNS[:5],
        rows=selectors.log(area.ids).filter(kind=kind, state="due"),
        empty="Nobody is waiting for a message of this kind.",
    )
    context = {"title": f"Switch on: {found.words}", "form": form, "kind": found, "back": reverse("office:messages")}
    return table_response(request, "office/go_live.html", table, context)
