"""What has to be worked out again because a fact behind it moved."""

from django.db import models


class Stale(models.Model):
    """One person (or everyone of a partnership) whose standing is to be settled; written with the fact itself."""

    kind = models.CharField(max_length=20)  # "person" or "partnership"
    key = models.BigIntegerField()
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="stale_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Moved(models.Model):
    """The last time what everyone of a partnership is judged by moved: whoever keeps a reading of it compares this."""

    key = models.BigIntegerField(unique=True)
    stamp = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.key}: {self.stamp}"


class RoundDone(models.Model):
    """A round of the clock that was finished for a day: the next tick of that day does not repeat it."""

    name = models.CharField(max_length=60)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "on"], name="round_done_once")]

    def __str__(self) -> str:
        return f"{self.name} on {self.on}"
