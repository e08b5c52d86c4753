"""The outbox: every message is due exactly once and handed over at most once."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.constraints import one_of

from .terms import CLAIMED, DUE, NOT_SENT, TRANSITIONS


class Message(models.Model):
    """A message that is due. The key makes it unique: the same duty found twice is one message."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    to_address = models.EmailField(blank=True)
    to_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    links = models.JSONField(default=dict, blank=True)  # what each link opens; never its token
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    body_forgotten_at = models.DateTimeField(null=True)
    partnership_id = models.BigIntegerField(null=True, db_index=True)
    person_id = models.BigIntegerField(null=True, db_index=True)
    due_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=10, default=DUE)
    claimed_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    why_not = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            one_of("message_state_known", "state", TRANSITIONS, "A message is due, claimed, sent, unsure or not sent."),
            models.CheckConstraint(
                condition=~Q(state=NOT_SENT) | ~Q(why_not=""),
                name="message_not_sent_says_why",
                violation_error_message="A message that is not sent says why.",
            ),
            models.CheckConstraint(
                condition=~Q(state=CLAIMED) | Q(claimed_at__isnull=False),
                name="message_claimed_says_when",
                violation_error_message="A claimed message says when it was claimed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to_name or self.to_address}: {self.state}"


class GoLive(models.Model):
    """The day from which a kind of message may be sent in a partnership. Before it, nothing goes."""

    partnership_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    starts_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership_id", "kind"], name="go_live_once")]

    def __str__(self) -> str:
        return f"{self.kind} from {self.starts_on}"


class Pause(models.Model):
    """One visible switch: while a row is open, no message leaves the house."""

    paused_at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=300)
    resumed_at = models.DateTimeField(null=True)
    open_slot = models.PositiveSmallIntegerField(null=True, default=1, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(open_slot=1, resumed_at__isnull=True) | Q(open_slot__isnull=True, resumed_at__isnull=False),
                name="pause_open_or_resumed",
                violation_error_message="A pause is open until it is resumed.",
            )
        ]

    def __str__(self) -> str:
        return self.reason
