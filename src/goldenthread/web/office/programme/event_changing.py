"""What is sent from an event's forms, handed to the services."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import QueryDict

from goldenthread.kernel import clock
from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.training.bookings.services.places import ring_fence, set_places
from goldenthread.training.events import selectors, services
from goldenthread.training.events.terms import GROUND_RULES, Kind

from ..area import Area
from .event_pages import agency_chosen, give_places, sessions_started, venue_choices, venue_chosen
from .forms.events import AboutForm, PlacesForm, PromiseForm, RepeatForm, SessionForm

SPARE_ROWS = 2
MOST_ROWS = 40


class SessionRows:
    """The sessions of an event as rows of a form, two spare ones, and a way to repeat the last."""

    def __init__(self, area: Area, event: Any, sent: QueryDict | None) -> None:
        self.area, self.event = area, event
        started = sessions_started(event)
        count = len(started) + SPARE_ROWS
        if sent is not None:
            said = sent.get("rows", "")
            count = min(int(said), MOST_ROWS) if said.isascii() and said.isdigit() and len(said) < 4 else count
        venues = venue_choices(area)
        self.forms = [
            SessionForm(sent, prefix=f"s{n}", venues=venues, initial=started[n] if n < len(started) else {})
            for n in range(count)
        ]
        self.repeat = RepeatForm(sent)
        self.is_sent = sent is not None

    def is_valid(self) -> bool:
        """Every row is looked at, so that all its faults are shown at once."""
        return self.is_sent and not sum(not one.is_valid() for one in self.all_forms)

    @property
    def all_forms(self) -> list[Any]:
        return [*self.forms, self.repeat]

    def keep(self) -> Any:
        """The sessions as sent; the last is repeated if that was asked."""
        sittings = [self._sitting(one.cleaned_data) for one in self.forms if one.is_meant]
        given = self.repeat.cleaned_data
        if sittings and given["repeats"]:
            starts_at, ends_at, venue, title = max(sittings, key=lambda one: one[0])
            more = selectors.weekly(starts_at, ends_at, given["repeats"] + 1, given["weeks"] or 1)[1:]
            sittings += [(start, end, venue, title) for start, end in more]
        return services.set_sessions(by=self.area.actor, at=clock.now(), event=self.event, sessions=sittings)

    def _sitting(self, given: dict[str, Any]) -> tuple[datetime, datetime, Any, str]:
        starts_at = datetime.combine(given["day"], given["starts"], LONDON)
        ends_at = datetime.combine(given["day"], given["ends"], LONDON)
        return starts_at, ends_at, venue_chosen(self.area, given["venue"]), given["title"]


def what_is_said(*, area: Area, event: Any, asked: AboutForm) -> Any:
    """What is said of the event. Our own ground rules are not written into it: they stand for all."""
    given = dict(asked.cleaned_data)
    given["venue"] = venue_chosen(area, given["venue"])
    given["for_agency"] = agency_chosen(event, given["for_agency"])
    if given["ground_rules"].replace("\r\n", "\n").strip() == GROUND_RULES:
        given["ground_rules"] = ""
    return services.change_event(by=area.actor, at=clock.now(), event=event, **given)


def keep_places(*, area: Area, event: Any, asked: PlacesForm) -> Any:
    """So many places, or no limit."""
    given = asked.cleaned_data
    if given["kind"] == Kind.UNLIMITED and event.kind == Kind.LIMITED:
        set_places(by=area.actor, at=clock.now(), event=event, room=0, online=0)
    event = services.change_event(by=area.actor, at=clock.now(), event=event, kind=given["kind"])
    give_places(area, event, given["room"] or 0, given["online"] or 0)
    return event


def keep_promise(*, area: Area, event: Any, asked: PromiseForm) -> Any:
    """Keep places for the agency, or take the promise back with 0."""
    given = dict(asked.cleaned_data)
    given["agency"] = agency_chosen(event, given["agency"])
    return ring_fence(by=area.actor, at=clock.now(), event=event, **given) or True


def other_partnership(slug: str, offered: Sequence[Any]) -> Any:
    chosen = next((one for one in offered if one.slug == slug), None)
    if chosen is None:
        raise Refused(not_visible("That partnership"))
    return chosen
