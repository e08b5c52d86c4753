"""The code to check in with, and the list of an online meeting."""

from typing import Any

import segno
from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import bad_input, refuse
from goldenthread.training.bookings.selectors import meeting as meetings
from goldenthread.training.bookings.selectors import register as registers
from goldenthread.training.bookings.services.meeting import apply_meeting
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ..register_forms import MeetingAppliedForm, MeetingForm, kept, read_again
from ..register_pages import code_address, event_of, session_asked, to_register, url

PREVIEW = "trainer/register_meeting.html"
LOST = "The list was read too long ago. Choose the file again."


@require_safe
def code(request: ActorRequest, partnership_slug: str, slug: str) -> HttpResponse:
    """The code on the trainer's screen: whoever opens it checks in."""
    event = event_of(request, partnership_slug, slug)
    sheet = registers.sheet_of(request.actor, event, clock.now(), session_asked(request))
    address = code_address(request, sheet.session)
    drawn = segno.make(address, error="m").svg_inline(scale=8, border=2, omitsize=True)
    here = sum(bool(line.minutes) for line in sheet.lines)
    context = {
        "title": "Check in",
        "event": event,
        "sheet": sheet,
        "address": address,
        "code": mark_safe(drawn),  # noqa: S308  (drawn from our own address: squares only)
        "here": here,
    }
    return render(request, "trainer/register_code.html", context | to_register(event))


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: ActorRequest, partnership_slug: str, slug: str) -> HttpResponse:
    """Read the list of a meeting, and show what it means before anything is marked."""
    event = event_of(request, partnership_slug, slug)
    sheet = registers.sheet_of(request.actor, event, clock.now(), session_asked(request))
    form = MeetingForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        done = attempt(form, meetings.read_upload, form.cleaned_data["file"])
        if done.value:
            proposal = meetings.propose(request.actor, event, sheet.session, done.value)
            started = {"read": kept(done.value), "required": proposal.required, "others_absent": True}
            decide = MeetingAppliedForm(initial=started, proposal=proposal)
            return render(request, PREVIEW, preview(event, sheet, proposal, decide))
    context = {"title": "Load a meeting’s list", "form": form, "submit": "Read the list", "event": event}
    intro = "You see what it means first. Nothing is marked before you say so, and nothing of the file is kept."
    return render(request, "ui/form_page.html", context | {"intro": intro} | to_register(event))


@require_POST
def apply_list(request: ActorRequest, partnership_slug: str, slug: str) -> HttpResponse:
    """Mark the register from the list, as it was decided."""
    event = event_of(request, partnership_slug, slug)
    sheet = registers.sheet_of(request.actor, event, clock.now(), session_asked(request))
    rows = read_again(request.POST.get("read", ""))
    refuse(None if rows is not None else bad_input(LOST))
    joins = [meetings.Joined(*row) for row in rows or []]
    proposal = meetings.propose(request.actor, event, sheet.session, joins)
    form = MeetingAppliedForm(request.POST, proposal=proposal)
    if form.is_valid():
        given: dict[str, Any] = {
            "required": form.cleaned_data["required"],
            "others_absent": form.cleaned_data["others_absent"],
        }
        act: dict[str, Any] = {
            "by": request.actor,
            "at": clock.now(),
            "session": sheet.session,
            "minutes": form.minutes,
        }
        done = attempt(form, apply_meeting, **act, **given)
        if done:
            said.success(request, f"{done.value} people are marked from the list. Look through them, then close.")
            return redirect(url("register", event, session=sheet.session.pk))
    return render(request, PREVIEW, preview(event, sheet, proposal, form))


def preview(event: object, sheet: object, proposal: meetings.Proposal, form: MeetingAppliedForm) -> dict[str, object]:
    """What the list means, before it is marked."""
    known = [(line, proposal.bookings[line.booking_id]) for line in proposal.lines if line.booking_id is not None]
    context = {"title": "What the list says", "event": event, "sheet": sheet, "proposal": proposal, "known": known}
    return context | {"form": form, "required": form["required"].value()} | to_register(event)
