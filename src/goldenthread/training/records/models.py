"""Every completed learning, whoever gave it."""

from datetime import date

from django.db import models
from django.db.models import Q

from goldenthread.foundation.constraints import one_of
from goldenthread.foundation.files.models import StoredFile
from goldenthread.setting.workforce.models import Person
from goldenthread.training.catalogue.models import Course

from .terms import Format, ProviderKind, State


class Record(models.Model):
    """One person completed one course on one day. The same three twice is one record."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False, related_name="records")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, db_index=False, related_name="records")
    completed_on = models.DateField()
    minutes = models.PositiveIntegerField(default=0)
    participatory_minutes = models.PositiveIntegerField(default=0)
    format = models.CharField(max_length=20, choices=Format)
    provider_kind = models.CharField(max_length=20, choices=ProviderKind)
    state = models.CharField(max_length=10, choices=State)
    evidence = models.CharField(max_length=300, blank=True)
    evidence_file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    why_refused = models.CharField(max_length=300, blank=True)
    entered_at = models.DateTimeField()
    entered_by_account_id = models.BigIntegerField(null=True)
    verified_by_account_id = models.BigIntegerField(null=True)
    import_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course", "completed_on"],
                name="record_once",
                violation_error_message="That completion is recorded already.",
            ),
            one_of("record_state_known", "state", State.values, "That state is not known."),
            one_of("record_format_known", "format", Format.values, "That format is not known."),
            one_of(
                "record_provider_known", "provider_kind", ProviderKind.values, "That kind of provider is not known."
            ),
            models.CheckConstraint(
                condition=Q(completed_on__gte=date(1950, 1, 1)),
                name="record_day_plausible",
                violation_error_message="The day of completion is too long ago.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | ~Q(why_refused=""),
                name="record_refused_says_why",
                violation_error_message="Say why the record is refused.",
            ),
            models.CheckConstraint(
                condition=Q(participatory_minutes__lte=models.F("minutes")),
                name="record_participatory_within_minutes",
                violation_error_message="Participatory minutes cannot be more than the minutes.",
            ),
        ]
        indexes = [
            models.Index(fields=["course", "completed_on"], name="record_of_course"),
            models.Index(fields=["entered_at"], name="record_to_verify", condition=Q(state=State.TO_VERIFY)),
            # All that standing reads of a record, so that the county's records are read from the index alone.
            models.Index(
                fields=[
                    "person",
                    "course",
                    "completed_on",
                    "state",
                    "format",
                    "provider_kind",
                    "minutes",
                    "participatory_minutes",
                ],
                name="record_for_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} on {self.completed_on}"
