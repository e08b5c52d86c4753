"""Places and who holds them. A place is a row: an event cannot be overbooked, whatever the code forgets."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.constraints import one_of, ordered
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.workforce.models import Person
from goldenthread.training.events.models import Event, Session

from .terms import HOLDING, OPEN, AnsweredBy, NeedKind, NeedState, Outcome, Source, State


class BookingPolicy(models.Model):
    """What a partnership set about booking and charging from a day, as the [booking] table of a framework file.

    Each key it gives stands in place of the framework's from that day on (E12).
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="booking_policies")
    text = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "booking policies"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "starts_on"],
                name="booking_policy_day_once",
                violation_error_message="Another policy starts on that day.",
            ),
            ordered("booking_policy_days_in_order", "starts_on", "ends_on", "It cannot end before it starts."),
        ]

    def __str__(self) -> str:
        return f"Booking with {self.partnership} from {self.starts_on}"


class Place(models.Model):
    """One place at an event, in the room or online. `kept_for` an agency until it is released (A35).

    Triggers on both engines let nobody of another agency hold a kept place, nor a place of another event.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="places")
    number = models.PositiveIntegerField()
    is_online = models.BooleanField(default=False)
    kept_for = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="places_kept")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="place_number_once")]

    def __str__(self) -> str:
        return f"Place {self.number} at {self.event}"


class Booking(models.Model):
    """Someone's application for an event, and all that became of it: one a person and event while it stands.

    `turn` is its place in the order in which applications became complete, rising within the event; the waiting
    list keeps it. `agency` is the one the person comes for.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bookings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="bookings")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="bookings")
    state = models.CharField(max_length=16, choices=State)
    is_without_limit = models.BooleanField(default=False)  # the event has no places to hold
    wants_online = models.BooleanField(default=False)  # at an event in a room or online
    source = models.CharField(max_length=12, choices=Source, default=Source.OWN)
    applied_at = models.DateTimeField()
    applied_by_account_id = models.BigIntegerField(null=True)
    email = models.EmailField(blank=True)
    supervisor_name = models.CharField(max_length=200, blank=True)
    supervisor_email = models.EmailField(blank=True)
    basic_training_on = models.DateField(null=True)  # single-agency training before it (E10)
    answers = models.JSONField(default=dict, blank=True)  # to what else the framework's form asks (E21)
    why_held = models.JSONField(default=list, blank=True)  # reasons in words
    turn = models.PositiveBigIntegerField(null=True)
    offered_until = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=400, blank=True)  # it was refused, withdrawn, cancelled or decided otherwise
    instead_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="substitutes")
    asked_again_at = models.DateTimeField(null=True)  # whether they keep the new date
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    why_outcome = models.CharField(max_length=300, blank=True)
    minutes_attended = models.PositiveIntegerField(default=0)  # over all sessions
    form_returned_on = models.DateField(null=True)  # the evaluation form
    told = models.CharField(max_length=16, blank=True)  # the state that a message was last owed for
    told_edition = models.PositiveIntegerField(default=0)  # of the event: its days and place as last sent
    invitation_number = models.PositiveIntegerField(default=0)  # rises with each calendar message
    invited_sessions = models.PositiveSmallIntegerField(default=0)  # as last sent to the person's calendar

    class Meta:
        constraints = [
            one_of("booking_state_known", "state", State.values, "That state is not known."),
            one_of("booking_source_known", "source", Source.values, "Say how the application came."),
            one_of("booking_outcome_known", "outcome", ["", *Outcome.values], "That outcome is not known."),
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=Q(state__in=OPEN),
                name="booking_open_once",
                violation_error_message="They have applied for this event already.",
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(place__isnull=False),
                name="place_held_once",
                violation_error_message="Somebody else holds that place.",
            ),
            models.UniqueConstraint(
                fields=["event", "turn"], condition=Q(turn__isnull=False), name="booking_turn_once"
            ),
            models.CheckConstraint(
                condition=(Q(state__in=HOLDING) & (Q(place__isnull=False) | Q(is_without_limit=True)))
                | (~Q(state__in=HOLDING) & Q(place__isnull=True)),
                name="booking_holds_place_when_booked",
                violation_error_message="A place is held by whoever is booked or offered it, and by nobody else.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.OFFERED) | Q(offered_until__isnull=False),
                name="booking_offer_has_end",
                violation_error_message="Say until when the place is offered.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.WAITING, State.OFFERED)) | Q(turn__isnull=False),
                name="booking_waiting_has_turn",
                violation_error_message="Whoever waits has a turn.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(state=State.CONFIRMED),
                name="booking_outcome_of_booked",
                violation_error_message="Only whoever was booked stands in the register.",
            ),
        ]
        indexes = [
            models.Index(fields=["event", "state", "turn"], name="booking_of_event"),
            models.Index(fields=["person", "state"], name="booking_of_person"),
            models.Index(fields=["agency", "state"], name="booking_of_agency"),
            models.Index(fields=["event"], name="booking_to_tell", condition=~Q(told=models.F("state"))),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.event}: {self.state}"


class Approval(models.Model):
    """The approver of one application and what they answered, once. None declared, or no address, is normal."""

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="approval")
    approver = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="approvals")
    approver_name = models.CharField(max_length=200, blank=True)
    approver_role = models.CharField(max_length=100, blank=True)
    approver_email = models.EmailField(blank=True)
    asked_at = models.DateTimeField()
    is_yes = models.BooleanField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=10, choices=AnsweredBy, blank=True)
    answered_name = models.CharField(max_length=200, blank=True)
    reminded_on = models.DateField(null=True)
    reminders = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(is_yes__isnull=True) & Q(answered_at__isnull=True))
                | (Q(is_yes__isnull=False) & Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="approval_answer_whole",
                violation_error_message="An answer says when and how it came.",
            ),
            one_of("approval_answered_by_known", "answered_by", ["", *AnsweredBy.values], "Say how the answer came."),
        ]
        indexes = [
            models.Index(fields=["asked_at"], name="approval_open", condition=Q(is_yes__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.booking}: approval"


class Need(models.Model):
    """What someone needs to take part: a task with an owner, deleted after the retention period (B32)."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="needs")
    need = models.CharField(max_length=14, choices=NeedKind)
    detail = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=NeedState, default=NeedState.OPEN)
    owner_account_id = models.BigIntegerField(null=True)
    owner_name = models.CharField(max_length=200, blank=True)
    cost_pence = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("need_kind_known", "need", NeedKind.values, "Choose what is needed."),
            one_of("need_state_known", "state", NeedState.values, "To be arranged, arranged, or not met."),
            models.UniqueConstraint(fields=["booking", "need"], name="need_once"),
            models.CheckConstraint(
                condition=~Q(state=NeedState.UNMET) | ~Q(note=""),
                name="need_unmet_says_why",
                violation_error_message="Say why it could not be met.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking}: {self.need}"


class SelectionRun(models.Model):
    """Places were given on a day for the best mix: line by line who, and why. `lines` is what the page prints."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="selections")
    run_at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    lines = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.event}, {self.run_at:%d %B %Y %H:%M}"


class Present(models.Model):
    """Minutes of one session that somebody booked was there for. No times are kept: only how long."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="present")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="present")
    minutes_present = models.PositiveIntegerField()
    is_online = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "present"
        constraints = [models.UniqueConstraint(fields=["booking", "session"], name="present_once")]

    def __str__(self) -> str:
        return f"{self.booking}: {self.minutes_present} minutes"


class Register(models.Model):
    """The register of one event, closed once; opened again only with a reason, which corrects the records."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="register")
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.CharField(max_length=200, blank=True)
    times_closed = models.PositiveIntegerField(default=0)
    why_opened = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(times_closed=0) | ~Q(why_opened=""),
                name="register_opened_says_why",
                violation_error_message="Say why the register is opened again.",
            )
        ]

    def __str__(self) -> str:
        return f"Register of {self.event}"


class Feed(models.Model):
    """The secret address of a person's calendar feed. Revoked, it answers nobody any more."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="feeds")
    secret = models.CharField(max_length=64, unique=True)  # a digest: the address itself is shown once
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(revoked_at__isnull=True), name="feed_current_once")
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.person}"
