"""How many places an event has, and for whom some are kept. Raising adds rows; nobody's place is taken away."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.setting.partnerships.models import Agency
from goldenthread.training.events import services as planning
from goldenthread.training.events.models import Event, RingFence
from goldenthread.training.events.terms import Kind
from goldenthread.training.events.terms import State as EventState

from .. import access
from ..models import Booking, Place
from ..selectors.due import ring_fences_to_release
from ..selectors.policy import day_of
from ..terms import HOLDING
from ._seating import locked, note_event, offer_free

MOST = 5_000
MOST_NAMED = 10


@transaction.atomic
def set_places(*, by: Actor, at: datetime, event: Event, room: int, online: int = 0) -> Event:
    """Have so many places in the room and online. Fewer only while they are free; else it says whose they are."""
    refuse(access.can_run(by, event))
    event = locked(event)
    refuse(_why_not(event, room, online))
    before = Place.objects.filter(event=event).count()
    for is_online, wanted in ((False, room), (True, online)):
        _have(event, wanted, is_online)
    _keep_promises(event)
    note_event(by, at, event, "set places", places=(before, room + online))
    offer_free(by, at, event)
    return event


def _why_not(event: Event, room: int, online: int) -> Refusal | None:
    if event.kind == Kind.UNLIMITED:
        return Refusal("This event is without limit, so it has no number of places.")
    if event.state == EventState.CANCELLED:
        return Refusal("This event was cancelled.")
    for name, wanted in (("room", room), ("online", online)):
        if not 0 <= wanted <= MOST:
            text = f"Give a number from 0 to {MOST:,}."
            return bad_input(text, **{name: text})
    return None


def _free(event: Event) -> QuerySet[Place]:
    return Place.objects.filter(event=event).exclude(Exists(Booking.objects.filter(place=OuterRef("pk"))))


def _have(event: Event, wanted: int, is_online: bool) -> None:
    """Add places at the end of the numbers, or take free ones away from it."""
    now = Place.objects.filter(event=event, is_online=is_online).count()
    if wanted > now:
        last = Place.objects.filter(event=event).aggregate(last=Max("number"))["last"] or 0
        numbers = range(last + 1, last + 1 + wanted - now)
        Place.objects.bulk_create(Place(event=event, number=number, is_online=is_online) for number in numbers)
        return
    spare = list(_free(event).filter(is_online=is_online, kept_for=None).order_by("-number")[: now - wanted])
    if len(spare) < now - wanted:
        refuse(_whose(event, wanted, is_online))
    Place.objects.filter(pk__in=[place.pk for place in spare]).delete()


def _whose(event: Event, wanted: int, is_online: bool) -> Refusal:
    """Who would lose a place, and which places are kept."""
    name, where = ("online", "online") if is_online else ("room", "in the room")
    holders = Booking.objects.filter(event=event, state__in=HOLDING, place__is_online=is_online)
    people = [str(one.person) for one in holders.select_related("person").order_by("place__number")]
    said = [f"{len(people)} places {where} are taken: {_named(people)}."] if people else []
    kept = _free(event).filter(is_online=is_online, kept_for__isnull=False).select_related("kept_for")
    agencies = [place.kept_for.name for place in kept.order_by("number") if place.kept_for is not None]
    for agency in dict.fromkeys(agencies):
        said.append(f"{agencies.count(agency)} are kept for {agency}.")
    text = f"There cannot be only {wanted}. {' '.join(said)}"
    return bad_input(text, **{name: text})


def _named(people: list[str]) -> str:
    more = len(people) - MOST_NAMED
    return ", ".join(people[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


@transaction.atomic
def ring_fence(
    *, by: Actor, at: datetime, event: Event, agency: Agency, places: int, released_on: date, why: str = ""
) -> RingFence | None:
    """Keep places for an agency until a day, such as the one that gives the venue (A35); with 0, keep none any more.

    Places its people hold already count. Refused when not enough are free.
    """
    refuse(access.can_run(by, event))
    event = locked(event)
    refuse(_why_not(event, 0, 0))
    if places > MOST:
        text = f"Give a number from 0 to {MOST:,}."
        refuse(bad_input(text, places=text))
    standing = RingFence.objects.filter(event=event, agency=agency).first()
    if places <= 0:
        _keep(event, agency.pk, 0)
        if standing is not None:
            planning.take_back_promise(by=by, at=at, fence=standing)
        offer_free(by, at, event)
        return None
    if released_on < day_of(at):
        refuse(bad_input("The day of release is over.", released_on="Choose a day that is still to come."))
    kept = _keep(event, agency.pk, places)
    if kept < places:
        text = f"Only {kept} places can be kept for {agency.name}: the others are taken or kept for somebody else."
        refuse(bad_input(text, places=text))
    fence = planning.promise_places(
        by=by, at=at, event=event, agency=agency, places=places, released_on=released_on, why=why.strip()
    )
    offer_free(by, at, event)
    return fence


def _keep(event: Event, agency_id: int, wanted: int) -> int:
    """Have so many places kept for an agency: first those its people hold, then free ones. How many there are now."""
    theirs = Place.objects.filter(event=event, kept_for_id=agency_id)
    held = Place.objects.filter(
        event=event, kept_for=None, bookings__agency_id=agency_id, bookings__state__in=HOLDING
    ).order_by("number")
    more = wanted - theirs.count()
    if more > 0:
        chosen = [place.pk for place in held[:more]]
        free = _free(event).filter(kept_for=None).order_by("is_online", "-number")
        chosen += [place.pk for place in free[: more - len(chosen)]]
        Place.objects.filter(pk__in=chosen).update(kept_for_id=agency_id)
    elif more < 0:
        spare = [*_free(event).filter(kept_for_id=agency_id).order_by("number")[:-more]]
        taken = theirs.exclude(pk__in=[place.pk for place in spare]).order_by("-number")
        chosen = [place.pk for place in (*spare, *taken[: -more - len(spare)])]
        Place.objects.filter(pk__in=chosen).update(kept_for=None)
    return Place.objects.filter(event=event, kept_for_id=agency_id).count()


def _keep_promises(event: Event) -> None:
    """Keep the places that were promised, as far as there are any free."""
    for fence in RingFence.objects.filter(event=event, released_at__isnull=True).order_by("pk"):
        if Place.objects.filter(event=event, kept_for_id=fence.agency_id).count() < fence.places:
            _keep(event, fence.agency_id, fence.places)


def release_due(*, by: Actor, at: datetime, on: date) -> int:
    """On its day, what is left of a promise goes to the waiting list in order (A35). How many promises ended."""
    with transaction.atomic():
        due = ring_fences_to_release(on)
    return sum(_release(by, at, on, fence) for fence in due)


@transaction.atomic
def _release(by: Actor, at: datetime, on: date, fence: RingFence) -> bool:
    event = locked(fence.event)
    fence.refresh_from_db()
    if fence.released_at is not None or fence.released_on > on:
        return False  # somebody else was quicker, or gave it longer
    left = _free(event).filter(kept_for_id=fence.agency_id)
    count = left.update(kept_for=None)
    fence.released_at = at
    fence.save(update_fields=["released_at"])
    note_event(by, at, event, "release places", places=(count, 0))
    offer_free(by, at, event)
    return True
