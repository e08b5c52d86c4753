"""The trail: who did what to what, when. Rows are added and never changed or taken away."""

from django.db import models


class Entry(models.Model):
    """One act. `changes` holds, for each field changed, its values only where they are open (docs/privacy.md)."""

    at = models.DateTimeField(db_index=True)
    by_account_id = models.BigIntegerField(null=True, db_index=True)
    by_name = models.CharField(max_length=200)
    act = models.CharField(max_length=80)
    thing = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=60)
    partnership_id = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    changes = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["thing", "thing_id"], name="audit_entry_of_thing")]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.act} {self.thing} {self.thing_id}"
