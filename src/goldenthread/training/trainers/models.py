"""Who trains: of which kind, with which competencies, authorised for what, and what they come together for."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.constraints import one_of, ordered
from goldenthread.foundation.files.models import StoredFile
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.workforce.models import Person
from goldenthread.training.catalogue.models import Course

from .terms import CHAMPION, GatheringKind


class Trainer(models.Model):
    """A person who trains for a partnership, as one kind of trainer, from and to.

    `kind` is the framework's own word for it. Someone of two kinds stands here twice.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="trainers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="trains_as")
    kind = models.CharField(max_length=60)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="trainers")
    topic = models.CharField(max_length=120, blank=True)  # of a champion
    trained_days = models.PositiveIntegerField(default=0)  # of training the trainer
    trained_on = models.DateField(null=True)
    accreditation = models.CharField(max_length=200, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)  # the line manager, who gives the time too
    approved_on = models.DateField(null=True)
    review_due_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ordered("trainer_days_in_order", "starts_on", "ends_on", "A trainer cannot stop before they start."),
            models.CheckConstraint(
                condition=~Q(kind=CHAMPION) | ~Q(topic=""),
                name="champion_has_topic",
                violation_error_message="Say what the champion is for.",
            ),
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True) | ~Q(approved_by=""),
                name="trainer_approval_says_who",
                violation_error_message="Say which line manager approved.",
            ),
            models.UniqueConstraint(
                fields=["partnership", "person", "kind", "topic"],
                condition=Q(ends_on__isnull=True),
                name="trainer_once",
                violation_error_message="They are a trainer of that kind already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.kind}"


class Competency(models.Model):
    """One line of the framework's list of trainer competencies, met: with evidence and dates (E22)."""

    trainer = models.ForeignKey(Trainer, on_delete=models.CASCADE, related_name="competencies")
    line = models.CharField(max_length=100)  # the standard's key, a colon, the line's place from 1
    text = models.CharField(max_length=400)
    evidence = models.TextField()
    evidence_file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    met_on = models.DateField()
    expires_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "competencies"
        constraints = [
            models.UniqueConstraint(fields=["trainer", "line"], name="competency_once"),
            ordered("competency_days_in_order", "met_on", "expires_on", "It cannot expire before it was met."),
        ]

    def __str__(self) -> str:
        return self.text


class Authorisation(models.Model):
    """A trainer may deliver a course, from and to (A34)."""

    trainer = models.ForeignKey(Trainer, on_delete=models.CASCADE, related_name="authorisations")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="authorised")
    starts_on = models.DateField()
    expires_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trainer", "course"], name="authorisation_once"),
            ordered("authorisation_days_in_order", "starts_on", "expires_on", "It cannot expire before it starts."),
        ]

    def __str__(self) -> str:
        return f"{self.trainer} for {self.course}"


class Gathering(models.Model):
    """A pool meeting, a development day or the yearly seminar."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="gatherings")
    kind = models.CharField(max_length=20, choices=GatheringKind)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    where = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        constraints = [one_of("gathering_kind_known", "kind", GatheringKind.values, "Choose what kind it is.")]

    def __str__(self) -> str:
        return f"{self.title}, {self.held_on}"


class Attendance(models.Model):
    """Somebody came to a gathering, for an agency."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="gatherings_attended")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "person"], name="gathering_attended_once")]

    def __str__(self) -> str:
        return f"{self.person} at {self.gathering}"


class Bulletin(models.Model):
    """A trainer bulletin: to active trainers, once (A19)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="bulletins")
    title = models.CharField(max_length=200)
    body = models.TextField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_to = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.title


class Cascade(models.Model):
    """What a trainer took to their own agency at no cost: counted apart from the partnership's events (A11, A38)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="cascades")
    trainer = models.ForeignKey(Trainer, on_delete=models.PROTECT, related_name="cascades")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="cascades")
    course = models.ForeignKey(Course, null=True, on_delete=models.PROTECT, related_name="cascades")
    topic = models.CharField(max_length=200)
    held_on = models.DateField()
    minutes = models.PositiveIntegerField()
    attended = models.PositiveIntegerField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(attended=0),
                name="cascade_reached_someone",
                violation_error_message="Say how many came.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} at {self.agency}, {self.held_on}"
