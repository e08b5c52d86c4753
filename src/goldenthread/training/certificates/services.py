"""Issue certificates by rule, revoke them, and issue them again with their history."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.messaging import services as messaging
from goldenthread.foundation.messaging.terms import Draft
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.training.bookings.models import Booking
from goldenthread.training.bookings.selectors.approvers import address_of as email_of
from goldenthread.training.bookings.selectors.giving import format_of
from goldenthread.training.bookings.terms import Outcome
from goldenthread.training.catalogue import selectors as catalogue
from goldenthread.training.events.models import Event
from goldenthread.training.records.terms import ProviderKind
from goldenthread.training.standing.selectors.holding import Completion, holds_until

from . import access
from .models import Certificate
from .rules import is_due_again, spaced, why_not_due
from .selectors.checking import address_of
from .selectors.due import Gate, earlier, no_longer_true, outcomes_of, with_certificate_due
from .terms import CODE_LENGTH, CORRECTED, LETTERS, MESSAGE


@transaction.atomic
def issue_due(*, by: Actor, at: datetime, on: date, event: Event | None = None) -> list[Certificate]:
    """Issue every certificate that should be there and is not; take back what a corrected register no longer says.

    By rule: attended the whole event, register closed, and the form returned where one is needed (E21). Running it
    again, or twice at once, issues nothing twice.
    """
    refuse(access.can_issue(by, event.partnership_id if event else 0))
    for certificate in no_longer_true(event):
        _revoke(by, at, certificate, CORRECTED)
    gate = Gate(on)
    waiting = [
        one
        for one in with_certificate_due(event)
        if not why_not_due(
            one.outcome,
            is_closed=True,
            needs_form=gate.needs_form(one.event),
            form_returned_on=one.form_returned_on,
        )
    ]
    before = earlier(waiting)
    due = [one for one in waiting if is_due_again([c.why_revoked for c in before.get(one.pk, [])])]
    issued: list[Certificate] = []
    of_event: dict[int, list[Booking]] = {}
    for booking in due:
        of_event.setdefault(booking.event_id, []).append(booking)
    for bookings in of_event.values():
        issued += _issue(by, at, on, bookings, {key: ones[-1] for key, ones in before.items()})
    return issued


def _issue(
    by: Actor, at: datetime, on: date, bookings: list[Booking], replaced: dict[int, Certificate]
) -> list[Certificate]:
    """Certificates of one event, each at most once: the database takes no second for the same booking."""
    said = _said_of(bookings[0].event, [one.person_id for one in bookings], on)
    rows = [
        Certificate(
            partnership_id=booking.event.partnership_id,
            person=booking.person,
            booking=booking,
            code="".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)),
            name=str(booking.person),
            issued_at=at,
            replaces=replaced.get(booking.pk),
            **said[booking.person_id],
        )
        for booking in bookings
    ]
    codes = [row.code for row in rows]
    Certificate.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    made = list(Certificate.objects.filter(code__in=codes).select_related("person", "partnership", "booking__event"))
    _note_issued(by, at, made)
    _tell(made, at)
    return made


def _said_of(event: Event, people: Iterable[int], on: date) -> dict[int, dict[str, object]]:
    """What the certificate of each of these people says of the course, and until when it holds."""
    course, people = event.course, list(people)
    last = event.sessions.order_by("-ends_at").first()
    completed_on = last.ends_at.astimezone(LONDON).date() if last else on
    attended = Booking.objects.filter(event=event, outcome=Outcome.ATTENDED)
    minutes = course.minutes or max(attended.values_list("minutes_attended", flat=True), default=0)
    taking_part = min(course.participatory_minutes, minutes)
    lists = catalogue.lists_of(event.partnership_id, on)
    record = Completion(
        course.pk, completed_on, minutes, taking_part, format_of(event, on), ProviderKind.MULTI_AGENCY, True
    )
    ends = holds_until(event.partnership_id, record, people, on)
    shared = {
        "course_title": course.title,
        "level": str(lists.level(course.level, course.level_scheme))[:120],
        "outcomes": outcomes_of(course),
        "minutes": minutes,
        "participatory_minutes": taking_part,
        "completed_on": completed_on,
    }
    return {person: {**shared, "expires_on": ends[person]} for person in people}


def _note_issued(by: Actor, at: datetime, made: list[Certificate]) -> None:
    for one in made:
        audit.record(
            by=by,
            at=at,
            act="issue certificate",
            thing="certificates.certificate",
            thing_id=one.pk,
            partnership_id=one.partnership_id,
            reason=one.replaces.why_revoked if one.replaces else "",
        )


def _tell(made: list[Certificate], at: datetime) -> None:
    """A message to each that the certificate is there, once a certificate."""
    messaging.enqueue(drafts=[_draft(one) for one in made], at=at)


def _draft(certificate: Certificate) -> Draft:
    booking = certificate.booking
    name = certificate.person.preferred_name or certificate.person.given_name
    again = "It replaces the one that you had.\n\n" if certificate.replaces_id else ""
    return Draft(
        key=f"certificate:{certificate.pk}",
        kind=MESSAGE,
        to_address=booking.email or email_of(certificate.person_id),
        to_name=str(certificate.person),
        subject=f"Your certificate: {certificate.course_title}",
        body=(
            f"Hello {name},\n\nyour certificate for “{certificate.course_title}” is ready. {again}"
            "Sign in and open “My certificates” to download it. It names what the course set out to teach: "
            "talk it through with your manager.\n\n"
            f"Anybody to whom you show it can check it with the code {spaced(certificate.code)} at\n"
            f"{address_of(certificate)}\n\n{certificate.partnership.name}\n"
        ),
        partnership_id=certificate.partnership_id,
        person_id=certificate.person_id,
    )


def _revoke(by: Actor, at: datetime, certificate: Certificate, why: str) -> None:
    certificate.revoked_at, certificate.why_revoked = at, why[:300]
    certificate.save(update_fields=["revoked_at", "why_revoked"])
    audit.record(
        by=by,
        at=at,
        act="revoke certificate",
        thing="certificates.certificate",
        thing_id=certificate.pk,
        partnership_id=certificate.partnership_id,
        reason=why,
    )


@transaction.atomic
def revoke(*, by: Actor, at: datetime, certificate: Certificate, why: str) -> Certificate:
    """A certificate does not hold any more, and the public check says so. It is not issued again by itself."""
    certificate = _standing(certificate)
    refuse(access.can_revoke(by, certificate))
    if not why.strip():
        refuse(bad_input("Say why it is revoked.", why="Say why it is revoked"))
    if why.strip() == CORRECTED:
        refuse(bad_input("Say what was corrected.", why="Say what was corrected"))
    _revoke(by, at, certificate, why.strip())
    return certificate


def _standing(certificate: Certificate) -> Certificate:
    """The certificate as it stands, held until the transaction ends."""
    rows = Certificate.objects.select_for_update(of=("self",)).select_related("person", "booking__event__course")
    found = rows.get(pk=certificate.pk)
    if found.revoked_at is not None:
        refuse(Refusal("This certificate is revoked already."))
    return found


@transaction.atomic
def reissue(*, by: Actor, at: datetime, on: date, certificate: Certificate, why: str) -> Certificate:
    """Issue it again, as the name, the course and the expiry are now; the earlier one stays in the history.

    Whose it is may do so when their name was put right; an officer whenever there is a reason.
    """
    refuse(access.can_reissue(by, certificate))
    current = Certificate.objects.select_for_update(of=("self",)).select_related("person").get(pk=certificate.pk)
    if hasattr(current, "replaced_by"):
        refuse(Refusal("A newer certificate replaces this one already."))
    runs = access.can_issue(by, current.partnership_id) is None
    if not runs and (current.revoked_at is not None or current.name == str(current.person)):
        refuse(Refusal("Your certificate says your name as it is. For anything else ask the partnership’s officer."))
    if not why.strip():
        refuse(bad_input("Say why it is issued again.", why="Say why it is issued again"))
    booking = Booking.objects.select_related("person", "event__course", "event__partnership").get(pk=current.booking_id)
    if booking.outcome != Outcome.ATTENDED:
        refuse(Refusal("The register does not say that they attended the whole event."))
    if current.revoked_at is None:
        _revoke(by, at, current, why.strip())
    return _issue(by, at, on, [booking], {booking.pk: current})[0]
