"""Files loaded from other people's systems: each import, what it remembers and what it changed."""

from django.db import models

from goldenthread.foundation.constraints import one_of
from goldenthread.foundation.files.models import StoredFile

from .terms import Outcome, State


class Batch(models.Model):
    """One file loaded for one agency in one partnership, from its arrival to its undoing.

    Kinds, partnerships and agencies are known here by key only: what they mean is for the room that loads.
    """

    kind = models.CharField(max_length=30)
    partnership_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=255, blank=True)
    sheets = models.JSONField(default=list)
    is_full_list = models.BooleanField(default=False)
    as_on = models.DateField()
    headings = models.JSONField(default=list)
    heading_row = models.PositiveIntegerField(default=0)
    epoch_1904 = models.BooleanField(default=False)
    mapping = models.JSONField(default=dict)  # {column number: field key}
    everyone = models.JSONField(default=dict)  # {field key: what it is of everyone in the file}
    samples = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    rows_total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    said = models.TextField(blank=True)
    by_account_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    previewed_at = models.DateTimeField(null=True)
    applying_since = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "batches"
        constraints = [one_of("batch_state_known", "state", State.values, "That state is not known.")]
        indexes = [models.Index(fields=["partnership_id", "agency_id", "kind"], name="batch_of_agency")]

    def __str__(self) -> str:
        return f"{self.kind} import {self.pk}"


class NotedRow(models.Model):
    """A row of a file as the preview shows it. `position`: which comes first, those worth a look before the rest."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="noted_rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    who = models.CharField(max_length=250)
    says = models.TextField(blank=True)
    faults = models.JSONField(default=list)  # [[column, what is wrong, what to write]...]
    to_mend = models.BooleanField(default=False)  # it has a fault, whether refused for it or not
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [one_of("noted_row_outcome_known", "outcome", Outcome.values, "That outcome is not known.")]
        indexes = [
            models.Index(fields=["batch", "position"], name="noted_row_of_batch"),
            models.Index(fields=["batch", "outcome", "position"], name="noted_row_of_outcome"),
            models.Index(fields=["batch"], condition=models.Q(to_mend=True), name="noted_row_to_mend"),
        ]

    def __str__(self) -> str:
        return f"row {self.number}: {self.outcome}"


class RememberedColumn(models.Model):
    """What an agency's heading meant last time, so that nobody has to say it twice."""

    kind = models.CharField(max_length=30)
    agency_id = models.BigIntegerField()
    heading = models.CharField(max_length=120)
    field = models.CharField(max_length=40, blank=True)  # empty: this column is left out

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "agency_id", "heading"], name="remembered_column_once")]

    def __str__(self) -> str:
        return f"{self.heading} is {self.field or 'left out'}"


class RememberedOfEveryone(models.Model):
    """What everyone in an agency's list was last time, where no column says it: each of them a childminder."""

    kind = models.CharField(max_length=30)
    agency_id = models.BigIntegerField()
    field = models.CharField(max_length=40)
    value = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "remembered of everyone"
        constraints = [models.UniqueConstraint(fields=["kind", "agency_id", "field"], name="remembered_everyone_once")]

    def __str__(self) -> str:
        return f"everyone's {self.field} is {self.value}"


class RememberedWord(models.Model):
    """What an agency's own word means here: a job title, a course's title. `means` is the key of the thing meant."""

    kind = models.CharField(max_length=30)
    agency_id = models.BigIntegerField()
    word = models.CharField(max_length=250)
    means = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "agency_id", "word"], name="remembered_word_once")]

    def __str__(self) -> str:
        return f"{self.word} means {self.means}"


class JournalPage(models.Model):
    """What an import wrote, up to a thousand rows of one kind a page: enough to take it back exactly.

    Created: [[key, digest of what was written]...]. Changed: [[key, {field: [before, after]}]...].
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="pages")
    position = models.PositiveIntegerField()
    thing = models.CharField(max_length=60)
    act = models.CharField(max_length=8)
    entries = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="journal_page_once"),
            one_of("journal_page_act_known", "act", ("created", "changed"), "Created or changed."),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.thing}"
