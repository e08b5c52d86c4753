"""The programme: events and their sessions, venues, who trains, what is handed out, and places kept for partners."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.constraints import one_of, ordered
from goldenthread.foundation.files.models import StoredFile
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.training.catalogue.models import Course
from goldenthread.training.trainers.models import Trainer

from .terms import DayKind, Kind, Mode, SelectedBy, State


class Venue(models.Model):
    """A place where events are held, with what people need to know to get in and take part (B32)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="venues")
    name = models.CharField(max_length=200)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="venues")
    is_free = models.BooleanField(default=False)  # a partner offers it free of charge (A35)
    holds = models.PositiveIntegerField(default=0)  # people at most; 0: not known
    is_step_free = models.BooleanField(null=True)
    has_hearing_loop = models.BooleanField(null=True)
    has_accessible_toilet = models.BooleanField(null=True)
    parking = models.CharField(max_length=200, blank=True)
    access_note = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="venue_name_once",
                violation_error_message="There is a venue of that name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """A course held for people to come to: one or several sessions, in a room, online or both.

    How many places there are is not written here: a place is a row (see bookings). Days and times are its sessions'.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="events")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="events")
    slug = models.SlugField(max_length=120)
    title = models.CharField(max_length=250)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.LIMITED)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.ROOM)
    venue = models.ForeignKey(Venue, null=True, on_delete=models.PROTECT, related_name="events")
    online_link = models.CharField(max_length=500, blank=True)
    joining_note = models.TextField(blank=True)
    ground_rules = models.TextField(blank=True)
    for_agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="own_events")
    minimum = models.PositiveIntegerField(default=0)  # fewer than this and it does not run
    opens_at = models.DateTimeField(null=True)
    early_opens_at = models.DateTimeField(null=True)
    early_groups = models.JSONField(default=list, blank=True)
    closes_at = models.DateTimeField(null=True)
    selected_by = models.CharField(max_length=10, choices=SelectedBy, default=SelectedBy.IN_TURN)
    selects_on = models.DateField(null=True)
    places_per_agency = models.PositiveIntegerField(default=0)  # at most; 0: no limit
    mix_wanted = models.JSONField(default=list, blank=True)  # kinds of agency that should be in the room
    offer_hours = models.PositiveIntegerField(default=24)  # how long a freed place is held for the next
    waiting_ends_hours = models.PositiveIntegerField(default=24)  # before the start: nobody moves up any more
    required_minutes = models.PositiveIntegerField(default=0)  # for full attendance; 0: all but the minutes of grace
    fee_pence = models.PositiveIntegerField(null=True)  # in place of the policy's
    needs_evaluation = models.BooleanField(default=False)  # no certificate before the form is returned
    copied_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="copies")
    edition = models.PositiveIntegerField(default=1)  # rises when days, times or the place change
    published_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    why_cancelled = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="event_slug_once"),
            one_of("event_state_known", "state", State.values, "That state is not known."),
            one_of("event_kind_known", "kind", Kind.values, "With places, or without limit."),
            one_of("event_mode_known", "mode", Mode.values, "In a room, online or both."),
            one_of("event_selected_by_known", "selected_by", SelectedBy.values, "Say how places are given."),
            models.CheckConstraint(
                condition=~Q(selected_by=SelectedBy.AT_A_DATE) | Q(selects_on__isnull=False),
                name="event_selection_has_day",
                violation_error_message="Say on which day people are selected.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CANCELLED) | (Q(cancelled_at__isnull=False) & ~Q(why_cancelled="")),
                name="event_cancelled_says_why",
                violation_error_message="Say why the event is cancelled.",
            ),
            ordered("event_opens_before_closing", "opens_at", "closes_at", "Booking cannot close before it opens."),
            ordered(
                "event_early_opens_first",
                "early_opens_at",
                "opens_at",
                "Booking for the chosen groups cannot open later than for everyone.",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "state"], name="event_of_partnership")]

    def __str__(self) -> str:
        return self.title


class Session(models.Model):
    """One sitting of an event. Half days and days add up as durations."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.ForeignKey(Venue, null=True, on_delete=models.PROTECT, related_name="+")  # if not the event's
    title = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "starts_at"], name="session_start_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_start",
                violation_error_message="A session must end after it starts.",
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="session_by_start")]

    def __str__(self) -> str:
        return f"{self.event}, {self.starts_at:%d %B %Y %H:%M}"


class EventTrainer(models.Model):
    """A trainer asked to give an event: with authorisation, or with the reason why it was overridden."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="trainers")
    trainer = models.ForeignKey(Trainer, on_delete=models.PROTECT, related_name="events")
    is_lead = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    why_declined = models.CharField(max_length=300, blank=True)
    why_overridden = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "trainer"], name="event_trainer_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(declined_at__isnull=True),
                name="event_trainer_one_answer",
                violation_error_message="A trainer confirms or declines, not both.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainer} at {self.event}"


class PackFile(models.Model):
    """A file of the training pack: for trainers only, or for everyone who comes."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    for_participants = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title


class JointWith(models.Model):
    """Another partnership that holds the event jointly: both see it, and each counts it once (A13, B63)."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="joint_with")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="joint_events")

    class Meta:
        verbose_name_plural = "joint with"
        constraints = [models.UniqueConstraint(fields=["event", "partnership"], name="joint_with_once")]

    def __str__(self) -> str:
        return f"{self.event} with {self.partnership}"


class RingFence(models.Model):
    """Places promised to an agency, such as the one that gives the venue, until a day (A35)."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="ring_fences")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="ring_fences")
    places = models.PositiveIntegerField()
    released_on = models.DateField()  # the day on which what is left goes to the waiting list
    released_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "agency"], name="ring_fence_once"),
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="ring_fence_of_something",
                violation_error_message="Say how many places are kept.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.places} for {self.agency} at {self.event}"


class Move(models.Model):
    """An event was postponed, moved online or to another venue: what it was before, and why."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    what = models.CharField(max_length=20)
    before = models.JSONField(default=dict)
    reason = models.CharField(max_length=300)
    asks_again = models.BooleanField(default=False)  # booked people keep or decline the new date

    def __str__(self) -> str:
        return f"{self.event}: {self.what}"


class Incident(models.Model):
    """Something that happened in the room and was challenged or followed up (B33). Never about a child."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="incidents")
    noted_at = models.DateTimeField()
    what = models.TextField()
    done = models.TextField(blank=True)
    noted_by_account_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.event}, {self.noted_at:%d %B %Y}"


class AwkwardDays(models.Model):
    """Days on which events are better not held: a school holiday, protected time, a festival."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="awkward_days")
    kind = models.CharField(max_length=20, choices=DayKind)
    title = models.CharField(max_length=150)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        verbose_name_plural = "awkward days"
        constraints = [
            one_of("awkward_days_kind_known", "kind", DayKind.values, "Choose what kind of days these are."),
            ordered("awkward_days_in_order", "starts_on", "ends_on", "The last day cannot be before the first."),
        ]

    def __str__(self) -> str:
        return self.title
