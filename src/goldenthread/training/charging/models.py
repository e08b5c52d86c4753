"""The ledger: what agencies owe for places, late cancellations and absences, and what they earned. Whole pence."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.constraints import one_of
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.training.bookings.models import Booking
from goldenthread.training.events.models import Event

from .terms import EntryKind


class Entry(models.Model):
    """One line of the ledger. `key` names what it is for, so that the same thing is never charged twice."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="ledger")
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=14, choices=EntryKind)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="ledger")
    event = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="ledger")
    booking = models.ForeignKey(Booking, null=True, on_delete=models.PROTECT, related_name="ledger")
    payer = models.CharField(max_length=200, blank=True)  # where it is not the agency
    pence = models.IntegerField(default=0)
    places = models.IntegerField(default=0)
    on = models.DateField()
    made_at = models.DateTimeField()
    why = models.CharField(max_length=300)  # the rule, or the reason for waiving, in words
    waives = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="waived_by")

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            one_of("entry_kind_known", "kind", EntryKind.values, "Say what the entry is for."),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.WAIVER) | Q(waives__isnull=False),
                name="entry_waiver_names_entry",
                violation_error_message="Say what is waived.",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "on"], name="entry_of_partnership")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.pence} pence"
