"""Which certificates should be there and are not, and which are there and are not true any more."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.setting.frameworks.terms import Framework
from goldenthread.training.bookings.models import Booking
from goldenthread.training.bookings.terms import Outcome, State
from goldenthread.training.catalogue.models import Course
from goldenthread.training.events.models import Event
from goldenthread.training.events.selectors.programme import local_framework

from ..models import Certificate


def with_certificate_due(event: Event | None = None) -> QuerySet[Booking]:
    """Whoever attended the whole of an event whose register is closed, and holds no certificate that stands."""
    standing = Certificate.objects.filter(booking=OuterRef("pk"), revoked_at__isnull=True)
    rows = Booking.objects.filter(
        ~Exists(standing),
        state=State.CONFIRMED,
        outcome=Outcome.ATTENDED,
        event__register__closed_at__isnull=False,
    )
    if event is not None:
        rows = rows.filter(event=event)
    return rows.select_related("person", "event__course", "event__partnership").order_by("event_id", "pk")


def no_longer_true(event: Event | None = None) -> QuerySet[Certificate]:
    """Certificates that stand although the closed register does not say any more that they attended."""
    rows = Certificate.objects.filter(
        ~Q(booking__outcome=Outcome.ATTENDED) | ~Q(booking__state=State.CONFIRMED),
        revoked_at__isnull=True,
        booking__event__register__closed_at__isnull=False,
    )
    if event is not None:
        rows = rows.filter(booking__event=event)
    return rows.select_related("booking__event").order_by("pk")


@dataclass
class Gate:
    """Whether a certificate waits for the evaluation form: as the event says, or the framework of its area."""

    on: date

    def __post_init__(self) -> None:
        self.frameworks: dict[int, Framework | None] = {}

    def needs_form(self, event: Event) -> bool:
        if event.needs_evaluation:
            return True
        if event.partnership_id not in self.frameworks:
            self.frameworks[event.partnership_id] = local_framework(event.partnership_id, self.on)
        framework = self.frameworks[event.partnership_id]
        stages = framework.evaluation.stages if framework else ()
        return any(
            stage.certificate_needs and (not stage.courses or event.course.key in stage.courses) for stage in stages
        )


def earlier(bookings: list[Booking]) -> dict[int, list[Certificate]]:
    """What certificates each of these bookings had before, the latest last."""
    found: dict[int, list[Certificate]] = {}
    for one in Certificate.objects.filter(booking__in=[b.pk for b in bookings]).order_by("pk"):
        found.setdefault(one.booking_id, []).append(one)
    return found


def outcomes_of(course: Course) -> list[str]:
    """The learning outcomes as a certificate prints them (E31)."""
    return list(course.outcomes.order_by("position").values_list("text", flat=True))
