"""Where everyone stands: one projection, rebuilt from facts, proved equal to the computation."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.constraints import ordered
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.workforce.models import Person


class Standing(models.Model):
    """One requirement of one person in one agency: the last day on which it holds.

    `valid_until` is None for never met, and 9999-12-31 for life. `verified_until` counts verified
    records only. It applies from and until the days the posts behind it run. No foreign keys are
    enforced: the merge that writes the table removes orphans (docs/decisions).
    """

    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, db_constraint=False, related_name="standing")
    agency = models.ForeignKey(
        Agency, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    requirement_id = models.BigIntegerField()
    valid_until = models.DateField(null=True)
    verified_until = models.DateField(null=True)
    grace_until = models.DateField(null=True)
    applies_from = models.DateField()
    applies_until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "agency", "requirement_id"], name="standing_once")]
        indexes = [
            models.Index(
                fields=[
                    "agency",
                    "requirement_id",
                    "valid_until",
                    "grace_until",
                    "verified_until",
                    "applies_from",
                    "applies_until",
                ],
                name="standing_for_heat",
            ),
            models.Index(
                fields=["partnership", "valid_until", "person", "requirement_id", "applies_from", "applies_until"],
                name="standing_falling_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.requirement_id} until {self.valid_until}"


class Exemption(models.Model):
    """A person is excused a requirement between two days, with a reason and an approver."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="exemptions")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    requirement_key = models.CharField(max_length=200)  # as its framework identifies it
    reason = models.TextField()
    approved_by_account_id = models.BigIntegerField()
    approved_by_name = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            ordered("exemption_days_in_order", "starts_on", "ends_on", "The last day cannot be before the first."),
            models.CheckConstraint(
                condition=~Q(reason=""), name="exemption_has_reason", violation_error_message="Give the reason."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.requirement_key} until {self.ends_on}"


class QuarterFigure(models.Model):
    """How an agency stood with one requirement at the end of a quarter: kept, and equal to computing it again."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    requirement_key = models.CharField(max_length=200)  # as its framework identifies it
    ends_on = models.DateField()
    met = models.PositiveIntegerField()
    due = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    exempt = models.PositiveIntegerField()
    induction = models.PositiveIntegerField()
    never = models.PositiveIntegerField()
    verified = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "ends_on", "agency", "requirement_key"], name="quarter_figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.requirement_key} at {self.ends_on}"
