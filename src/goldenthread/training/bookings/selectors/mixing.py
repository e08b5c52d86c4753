"""The mix of a room: one figure, who is in it, and which agencies are missing, by name (B59)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.kernel.figures import half_up
from goldenthread.setting.partnerships.models import Agency, Membership
from goldenthread.setting.partnerships.terms import AgencyKind, Duty
from goldenthread.training.events.models import Event, RingFence

from ..models import Booking
from ..rules import mix
from ..terms import State


@dataclass(frozen=True)
class Mix:
    """`figure`: of 100 pairs of people picked from the room, how many come from different agencies. None: too few.

    `missing` names the kinds of agency wanted, or the agencies expected, of which nobody is booked.
    """

    people: int
    agencies: tuple[tuple[str, int], ...]
    figure: int | None
    missing: tuple[str, ...]

    @property
    def in_words(self) -> str:
        if self.figure is None:
            return "Too few are booked to speak of a mix."
        return f"Of 100 pairs of people in the room, {self.figure} would come from different agencies."


def mixes_of(events: Iterable[Event]) -> dict[int, Mix]:
    """The mixes of several events by id, in four queries."""
    listed = list(events)
    ids = [event.pk for event in listed]
    booked: dict[int, list[tuple[int, str, str]]] = {pk: [] for pk in ids}
    rows = Booking.objects.filter(event_id__in=ids, state=State.CONFIRMED).order_by("pk")
    for event_id, agency, name, kind in rows.values_list("event_id", "agency_id", "agency__name", "agency__kind"):
        booked[event_id].append((agency, name, kind))
    partners = _partners({event.partnership_id for event in listed})
    promised: dict[int, list[Agency]] = {pk: [] for pk in ids}
    for fence in RingFence.objects.filter(event_id__in=ids).select_related("agency").order_by("agency__name"):
        promised[fence.event_id].append(fence.agency)
    return {
        event.pk: _mix(event, booked[event.pk], partners.get(event.partnership_id, []), promised[event.pk])
        for event in listed
    }


def _partners(partnership_ids: set[int]) -> dict[int, list[str]]:
    """The safeguarding partners' names: who should be in a room for which nothing else is said."""
    found: dict[int, list[str]] = {}
    rows = Membership.objects.filter(
        partnership_id__in=partnership_ids, ends_on__isnull=True, agency__duty=Duty.SAFEGUARDING_PARTNER
    )
    for partnership_id, name in rows.order_by("agency__name").values_list("partnership_id", "agency__name"):
        found.setdefault(partnership_id, []).append(name)
    return found


def _mix(event: Event, booked: list[tuple[int, str, str]], partners: list[str], promised: list[Agency]) -> Mix:
    chance = mix.mixing(agency for agency, _, _ in booked)
    names = Counter(name for _, name, _ in booked)
    expected = [one.name for one in promised]
    if event.mix_wanted:
        kinds = dict(AgencyKind.choices)
        lacking = [str(kinds.get(kind, kind)) for kind in mix.missing(event.mix_wanted, (kind for *_, kind in booked))]
    else:
        lacking, expected = [], [*partners, *expected]
    if event.for_agency_id is not None:
        lacking, expected = [], []
    return Mix(
        people=len(booked),
        agencies=tuple(sorted(names.items(), key=lambda item: (-item[1], item[0]))),
        figure=None if chance is None else int(half_up(float(chance * 100))),
        missing=(*lacking, *mix.missing(expected, names)),
    )


def mix_of(event: Event) -> Mix:
    return mixes_of([event])[event.pk]
