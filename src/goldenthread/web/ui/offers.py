"""Events to book, as tables show them: how full each is, and why one cannot apply, said in words."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from goldenthread.training.bookings.selectors.offers import Offer
from goldenthread.training.events.terms import Mode

from .booking import state_tag
from .columns import local
from .tables import Column, Filter, Kind, Table

PageOf = Callable[[Offer], str]
"""Where to read of an event and apply for it, for the one who looks."""

ONLINE = (("online", "Online"), ("room", "In a room"))
FREE = (("yes", "With free places only"),)


def says(offer: Offer, who: str = "You") -> str:
    """How it stands between somebody and an event, in a sentence."""
    if offer.booking is not None:
        return f"{offer.booking.get_state_display()}."
    if offer.why_not:
        return f"{who} cannot apply: {offer.why_not}"
    if offer.why_held:
        return f"An officer looks at it first: {' '.join(offer.why_held)}"
    if offer.numbers.is_without_limit or offer.free:
        return f"{who} can apply."
    return f"{who} can join the waiting list."


def places_said(offer: Offer) -> str:
    """How many places are free, and how many wait."""
    if offer.numbers.is_without_limit:
        return "Without limit"
    waiting = f", {offer.numbers.waiting} waiting" if offer.numbers.waiting else ""
    return f"{offer.free} of {offer.numbers.places} free{waiting}"


def where_said(offer: Offer) -> str:
    return "Online" if offer.event.mode == Mode.ONLINE else str(offer.event.venue or offer.event.get_mode_display())


def _apply(who: str, page_of: PageOf) -> Callable[[Offer], SafeString]:
    def shown(offer: Offer) -> SafeString:
        if offer.booking is not None:
            return format_html('<a class="govuk-link" href="{}">{}</a>', page_of(offer), state_tag(offer.booking))
        return format_html("{}", says(offer, who))

    return shown


def _kept(keeps: Any) -> Any:
    return lambda rows, value: [one for one in rows if keeps(one, value)]


def _month(offer: Offer) -> str:
    return f"{local(offer.event.starts_at):%Y-%m}"


def offers_table(offers: Sequence[Offer], page_of: PageOf, who: str = "You", **more: Any) -> Table:
    """The whole programme that somebody could book; `who` is spoken of."""
    courses = sorted({(one.event.course_id, one.event.course.title) for one in offers}, key=lambda one: one[1])
    months = sorted({(_month(one), f"{local(one.event.starts_at):%B %Y}") for one in offers})
    places = sorted({(one.event.venue_id, one.event.venue.name) for one in offers if one.event.venue})
    modes = {"online": (Mode.ONLINE, Mode.HYBRID), "room": (Mode.ROOM, Mode.HYBRID)}
    return Table(
        caption="The whole programme",
        columns=(
            Column("title", "Event", value="event.title", order=lambda one: one.event.title, link=page_of),
            Column(
                "starts_at", "Begins", Kind.DATETIME, value="event.starts_at", order=lambda one: one.event.starts_at
            ),
            Column("where", "Where", value=where_said, order=where_said),
            Column("places", "Places", value=places_said, order=lambda one: one.free),
            Column(
                "apply",
                "Can I apply?" if who == "You" else "Can they apply?",
                value=lambda one: says(one, who),
                shown=_apply(who, page_of),
            ),
        ),
        rows=offers,
        search=("event.title", "event.course.title", "event.venue.name"),
        search_label="Event, course or place",
        filters=(
            Filter("course", "Course", courses, "event.course_id"),
            Filter("month", "Month", months, _kept(lambda one, value: _month(one) == value)),
            Filter("place", "Place", places, "event.venue_id"),
            Filter("how", "How", ONLINE, _kept(lambda one, value: one.event.mode in modes[value])),
            Filter(
                "free",
                "Free places",
                FREE,
                _kept(lambda one, _value: one.free > 0 or one.numbers.is_without_limit),
            ),
        ),
        tie_break=(),
        **{"empty": "No event is open for booking at the moment. Look again soon.", **more},
    )
