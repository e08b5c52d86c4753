"""Certificates in lists: a person's, a team's, an agency's, an event's, the partnership's."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.setting.workforce.access import current
from goldenthread.setting.workforce.models import Post
from goldenthread.training.bookings.models import Booking, Register
from goldenthread.training.bookings.terms import State
from goldenthread.training.events.models import Event

from .. import access
from ..models import Certificate
from ..rules import standing_of, why_not_due
from ..terms import Standing
from .due import Gate

SHOWN = ("person", "partnership", "booking__event", "booking__agency", "replaces", "replaced_by")


def _shown(actor: Actor, on: date) -> QuerySet[Certificate]:
    rows = Certificate.objects.filter(access.visible_to(actor, on=on)).select_related(*SHOWN)
    return rows.order_by("-completed_on", "-pk")


def get_certificate(actor: Actor, certificate_id: int, on: date) -> Certificate:
    """One certificate that the actor may read."""
    found = _shown(actor, on).filter(pk=certificate_id).first()
    if found is None:
        raise Refused(not_visible("This certificate"))
    return found


def certificates_of_person(actor: Actor, person_id: int, on: date) -> QuerySet[Certificate]:
    """What somebody holds and held, the latest first. What was replaced is in the history of what replaced it."""
    return _shown(actor, on).filter(person_id=person_id, replaced_by__isnull=True)


def certificates_of_team(actor: Actor, on: date) -> QuerySet[Certificate]:
    """What everyone holds whose post the actor manages or deputises for."""
    team = Post.objects.filter(current(on), person_id=OuterRef("person_id"), manager_id__in=actor.people_ids)
    return _shown(actor, on).filter(Exists(team), replaced_by__isnull=True)


def certificates_of_agency(actor: Actor, partnership_id: int, agency_id: int, on: date) -> QuerySet[Certificate]:
    """What everyone holds who works in an agency of the partnership now."""
    here = Post.objects.filter(
        current(on), person_id=OuterRef("person_id"), partnership_id=partnership_id, agency_id=agency_id
    )
    return _shown(actor, on).filter(Exists(here), replaced_by__isnull=True)


def certificates_of_event(actor: Actor, event: Event, on: date) -> QuerySet[Certificate]:
    """An event's certificates that stand, by name."""
    rows = _shown(actor, on).filter(booking__event=event, revoked_at__isnull=True)
    return rows.order_by("person__family_name", "person__given_name", "pk")


def every_certificate(actor: Actor, partnership_id: int, on: date) -> QuerySet[Certificate]:
    """Everything that the partnership ever issued, the latest first."""
    refuse(access.can_issue(actor, partnership_id))
    return _shown(actor, on).filter(partnership_id=partnership_id)


def said_standing(certificate: Certificate, on: date) -> Standing:
    """How a certificate stands on a day."""
    return standing_of(
        is_revoked=certificate.revoked_at is not None,
        is_replaced=hasattr(certificate, "replaced_by"),
        expires_on=certificate.expires_on,
        on=on,
    )


def with_standing(rows: QuerySet[Certificate], standing: str, on: date) -> QuerySet[Certificate]:
    """Certificates that stand in one way on a day."""
    ways = {
        Standing.VALID: Q(revoked_at__isnull=True) & (Q(expires_on__isnull=True) | Q(expires_on__gte=on)),
        Standing.EXPIRED: Q(revoked_at__isnull=True, expires_on__lt=on),
        Standing.REVOKED: Q(revoked_at__isnull=False, replaced_by__isnull=True),
        Standing.REPLACED: Q(replaced_by__isnull=False),
    }
    return rows.filter(ways[Standing(standing)])


def history_of(certificate: Certificate) -> list[Certificate]:
    """Every certificate of the same booking, the latest first."""
    rows = Certificate.objects.filter(booking=certificate.booking_id).select_related("replaced_by")
    return list(rows.order_by("-pk"))


@dataclass(frozen=True)
class Without:
    """Somebody booked who has no certificate that stands, and why."""

    booking: Booking
    why: str

    @cached_property
    def name(self) -> str:
        return str(self.booking.person)


def who_has_none(actor: Actor, event: Event, on: date) -> list[Without]:
    """Whoever was booked and holds no certificate of the event, with the reason in words."""
    refuse(access.can_issue(actor, event.partnership_id))
    held = Certificate.objects.filter(booking=OuterRef("pk"), revoked_at__isnull=True)
    rows = Booking.objects.filter(~Exists(held), event=event, state=State.CONFIRMED).select_related("person", "agency")
    is_closed = Register.objects.filter(event=event, closed_at__isnull=False).exists()
    needs_form = Gate(on).needs_form(event)
    revoked: dict[int, str] = dict(
        Certificate.objects.filter(booking__event=event).order_by("pk").values_list("booking_id", "why_revoked")
    )
    found = []
    for booking in rows.order_by("person__family_name", "person__given_name", "pk"):
        why = why_not_due(
            booking.outcome, is_closed=is_closed, needs_form=needs_form, form_returned_on=booking.form_returned_on
        )
        if not why:
            why = f"Revoked: {revoked[booking.pk]}" if revoked.get(booking.pk) else "It is about to be issued."
        found.append(Without(booking, why))
    return found
