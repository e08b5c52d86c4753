"""What upkeep itself remembers: handovers, with their note, so that they can be read and undone."""

from django.db import models

from goldenthread.setting.workforce.models import Person


class Handover(models.Model):
    """Everything one person owned, given to another on a day. `moved` is what it takes to undo it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    moved = models.JSONField(default=list)
    done_at = models.DateTimeField()
    done_by_account_id = models.BigIntegerField(null=True)
    done_by_name = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(person=models.F("to")),
                name="handover_to_another",
                violation_error_message="Choose somebody else.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} to {self.to}"


class Apart(models.Model):
    """Two entries that look like one person and are two, as somebody decided; they are not asked about again."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")  # the lower key of the two
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()
    done_by_account_id = models.BigIntegerField(null=True)
    done_by_name = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "told apart"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")),
                name="apart_in_order",
                violation_error_message="Choose two different entries.",
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=models.Q(undone_at=None),
                name="apart_once",
                violation_error_message="It has been said already that these are two people.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} is not {self.second}"


class Merge(models.Model):
    """Two entries found to be one person: `gone` goes on as `kept`. `moved` is what it takes to part them again."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    moved = models.JSONField(default=list)
    done_at = models.DateTimeField()
    done_by_account_id = models.BigIntegerField(null=True)
    done_by_name = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kept=models.F("gone")),
                name="merge_of_two",
                violation_error_message="Choose two different entries.",
            ),
            models.UniqueConstraint(
                fields=["gone"],
                condition=models.Q(undone_at=None),
                name="merge_gone_once",
                violation_error_message="This entry has been joined to another already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone} is {self.kept}"
