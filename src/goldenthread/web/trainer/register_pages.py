"""What the pages of a register share: the event, the way back, and what else can be done there."""

from typing import Any

from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.kernel.actor import CLOCK
from goldenthread.training.bookings.selectors import register as registers
from goldenthread.training.bookings.selectors.arriving import token_for
from goldenthread.training.certificates.services import issue_due
from goldenthread.training.events.terms import Mode
from goldenthread.web.ui.requests import ActorRequest

from .register_forms import REST, RegisterForm, shown_lines


def event_of(request: ActorRequest, partnership_slug: str, slug: str) -> Any:
    """The event whose register is asked for."""
    return registers.get_event_of_register(request.actor, partnership_slug, slug)


def url(name: str, event: Any, **query: int) -> str:
    """An address of this event's register."""
    tail = "".join(f"?{key}={value}" for key, value in query.items())
    return reverse(f"trainer:{name}", args=[event.partnership.slug, event.slug]) + tail


def session_asked(request: ActorRequest) -> int | None:
    """The session that the address names, if it names one."""
    asked = request.GET.get("session", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else None


def to_register(event: Any) -> dict[str, str]:
    """The way back to the register."""
    address = url("register", event)
    return {"back": address, "back_text": "Register", "cancel": address}


def home_of(request: ActorRequest, event: Any) -> dict[str, str]:
    """The way back from the register: an officer's to the office's page of the event, a trainer's to their own."""
    if registers.opened_by(request.actor, event):
        return {"back": reverse("office:event", args=[event.slug]), "back_text": event.title}
    if registers.taken_by(request.actor, event):
        return {"back": url("event", event), "back_text": event.title}
    return {"back": reverse("office:programme"), "back_text": "Programme"}


def register_page(request: ActorRequest, sheet: Any, form: RegisterForm | None = None) -> dict[str, Any]:
    """Everything on the page of the register."""
    event = sheet.event
    has_choice = event.mode == Mode.HYBRID
    takes = registers.taken_by(request.actor, event)
    return {
        "title": "Register",
        "event": event,
        "sheet": sheet,
        "form": form,
        "lines": shown_lines(sheet, has_choice, form),
        "has_choice": has_choice,
        "takes": takes and not sheet.is_closed,
        "may_open": sheet.is_closed and registers.opened_by(request.actor, event),
        "runs": registers.opened_by(request.actor, event),
        "is_over": sheet.sessions[-1].starts_at <= clock.now(),
        "counts": registers.summed_up(sheet.counts),
        "rest": REST,
        **home_of(request, event),
    }


def code_address(request: ActorRequest, session: Any) -> str:
    """What the code on the screen opens."""
    return request.build_absolute_uri(reverse("check_in", args=[token_for(request.actor, session)]))


def certify(event: Any) -> int:
    """Issue what has become due at once; the clock would do it by itself."""
    return len(issue_due(by=CLOCK, at=clock.now(), on=clock.today(), event=event))
