"""The register of an event: take it on screen, print it, let people in, close it and open it again (E21)."""

from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.training.bookings import services as bookings
from goldenthread.training.bookings.selectors import register as registers
from goldenthread.training.bookings.services import closing
from goldenthread.training.bookings.services import register as taking
from goldenthread.training.events.terms import Mode
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ..register_forms import ApologiesForm, FindForm, RegisterForm, ReopenForm
from ..register_pages import certify, event_of, register_page, session_asked, to_register, url

PAGE = "trainer/register.html"


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: ActorRequest, partnership_slug: str, slug: str) -> HttpResponse:
    """Mark who is there, everyone in one save."""
    event = event_of(request, partnership_slug, slug)
    sheet = registers.sheet_of(request.actor, event, clock.now(), session_asked(request))
    if request.method != "POST":
        return render(request, PAGE, register_page(request, sheet))
    ids = [line.booking.pk for line in sheet.lines]
    form = RegisterForm(request.POST, ids=ids, has_choice=event.mode == Mode.HYBRID)
    if form.is_valid():
        given = {"session": sheet.session, "marks": form.marks, "rest": form.cleaned_data["rest"]}
        done = attempt(form, taking.take_register, by=request.actor, at=clock.now(), **given)
        if done:
            said.success(request, f"Saved: {done.value} line{'' if done.value == 1 else 's'} changed.")
            return redirect(url("register", event, session=sheet.session.pk))
    return render(request, PAGE, register_page(request, sheet, form))


@require_safe
def sheet(request: ActorRequest, partnership_slug: str, slug: str) -> HttpResponse:
    """The register to print, with a column to sign. Access needs stand only on the trainer's copy."""
    event = event_of(request, partnership_slug, slug)
    found = registers.sheet_of(request.actor, event, clock.now(), session_asked(request))
    is_trainers = "trainer" in request.GET and registers.taken_by(request.actor, event)
    context = {"title": f"Register: {event.title}", "event": event, "sheet": found, "is_trainers": is_trainers}
    context["blank"] = range(5)
    return render(request, "trainer/register_sheet.html", context | to_register(event))


@require_http_methods(["GET", "HEAD", "POST"])
def apologies(request: ActorRequest, partnership_slug: str, slug: str) -> HttpResponse:
    """Somebody says before the day, or on it, that they cannot come."""
    event = event_of(request, partnership_slug, slug)
    lines = registers.sheet_of(request.actor, event, clock.now()).lines
    people = [(one.booking.pk, f"{one.booking.person}, {one.booking.agency}") for one in lines]
    form = ApologiesForm(request.POST or None, people=people)
    if form.is_valid():
        booking = registers.get_line(request.actor, event, form.cleaned_data["booking"])
        why = form.cleaned_data["why"]
        if attempt(form, taking.note_apologies, by=request.actor, at=clock.now(), booking=booking, why=why):
            said.success(request, f"{booking.person} sent apologies. Mark them again if they come after all.")
            return redirect(url("register", event))
    context = {"title": "Note apologies", "form": form, "submit": "Note it"}
    intro = "They keep their booking, and the register says that they told you. To free the place, cancel the booking."
    return render(request, "ui/form_page.html", context | {"intro": intro} | to_register(event))


@require_safe
def door(request: ActorRequest, partnership_slug: str, slug: str) -> HttpResponse:
    """Who is at the door without a booking, or in place of a colleague?"""
    event = event_of(request, partnership_slug, slug)
    form = FindForm(request.GET if "q" in request.GET else None)
    term = form.cleaned_data["q"] if form.is_valid() else ""
    found = registers.people_to_let_in(request.actor, event, term, clock.today())
    lines = registers.sheet_of(request.actor, event, clock.now()).lines
    context = {
        "title": "Somebody is at the door",
        "event": event,
        "find": form,
        "term": term,
        "found": found,
        "away": [line.booking for line in lines if not line.booking.minutes_attended],
        "runs": registers.opened_by(request.actor, event),
    }
    return render(request, "trainer/register_door.html", context | to_register(event))


@require_POST
def let_in(request: ActorRequest, partnership_slug: str, slug: str, post_id: int) -> HttpResponse:
    """Let somebody in: without a booking, or in place of a colleague."""
    event = event_of(request, partnership_slug, slug)
    post = registers.get_post_to_let_in(request.actor, event, post_id, clock.today())
    instead = request.POST.get("instead_of", "")
    run: dict[str, Any] = {"by": request.actor, "at": clock.now()}
    if instead.isascii() and instead.isdigit() and len(instead) < 18:
        booking = registers.get_line(request.actor, event, int(instead))
        taking.let_in_substitute(**run, booking=booking, person=post.person)
        said.success(request, f"{post.person} comes in place of {booking.person}. Mark them in the register.")
    else:
        bookings.walk_in(**run, event=event, person=post.person, agency=post.agency)
        said.success(request, f"{post.person} is on the register. Mark them there.")
    return redirect(url("register", event))


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: ActorRequest, partnership_slug: str, slug: str) -> HttpResponse:
    """Close the register: records, standing and certificates follow."""
    event = event_of(request, partnership_slug, slug)
    if request.method == "POST":
        closing.close_register(by=request.actor, at=clock.now(), event=event)
        count = certify(event)
        issued = f" {count} certificate{' was' if count == 1 else 's were'} issued." if count else ""
        said.success(request, f"The register is closed. Everyone who attended has it in their record.{issued}")
        return redirect(url("register", event))
    found = registers.sheet_of(request.actor, event, clock.now())
    context = {"title": "Close the register", "event": event, "sheet": found}
    context["counts"] = registers.summed_up(found.counts)
    return render(request, "trainer/register_close.html", context | to_register(event))


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: ActorRequest, partnership_slug: str, slug: str) -> HttpResponse:
    """Open a closed register again, with the reason."""
    event = event_of(request, partnership_slug, slug)
    form = ReopenForm(request.POST or None)
    if form.is_valid() and attempt(
        form, closing.reopen_register, by=request.actor, at=clock.now(), event=event, why=form.cleaned_data["why"]
    ):
        said.success(request, "The register is open. Records and certificates follow when you close it again.")
        return redirect(url("register", event))
    context = {"title": "Open the register again", "form": form, "submit": "Open it again"}
    intro = "Whoever attended keeps their record until the register is closed again."
    return render(request, "ui/form_page.html", context | {"intro": intro} | to_register(event))
