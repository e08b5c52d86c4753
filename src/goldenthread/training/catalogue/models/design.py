"""How a course of ours is designed and kept: outcomes, order, checks, priorities, methods, versions, reviews."""

from django.db import models

from goldenthread.foundation.constraints import one_of
from goldenthread.setting.partnerships.models import Agency, Priority

from ..terms import About, CycleStage, Stage
from .course import Course


class Outcome(models.Model):
    """One learning outcome, tagged to what the workforce should become able to do (A40).

    `ability` names a line of a list in the framework: the list's key, a colon, the line's place from 1.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="outcomes")
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=400)
    ability = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["course", "position"], name="outcome_position_once")]

    def __str__(self) -> str:
        return self.text


class Prerequisite(models.Model):
    """A course that comes before another: needed, or only recommended as the order to take them in (B59)."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="comes_after")
    before = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="comes_before")
    is_needed = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "before"], name="prerequisite_once"),
            models.CheckConstraint(
                condition=~models.Q(course=models.F("before")),
                name="prerequisite_is_another",
                violation_error_message="A course cannot come before itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} before {self.course}"


class Tag(models.Model):
    """A course belongs to a line of a framework's list: a driver (A02), a purpose (B02), an external framework (B11).

    The words are kept with it, so that it stays readable when the list changes.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="tags")
    kind = models.CharField(max_length=40)  # the kind of list: "drivers", "purposes", "competency-frameworks"
    line = models.CharField(max_length=100)  # the list's key, a colon, the line's place from 1
    text = models.CharField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "line"], name="course_tag_once")]

    def __str__(self) -> str:
        return self.text


class Served(models.Model):
    """A priority of the partnership that a course serves. None is published without one (A05)."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="serves")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="served_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "priority"], name="priority_served_once")]

    def __str__(self) -> str:
        return f"{self.course} serves {self.priority}"


class Check(models.Model):
    """A course held against one line: content it must have (B12, E16), a value at a stage (B31, E18), a principle."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="checks")
    about = models.CharField(max_length=12, choices=About)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.PLANNING)
    line = models.CharField(max_length=100)
    text = models.CharField(max_length=400)
    evidence = models.TextField(blank=True)  # where in the course, or how it is seen
    is_met = models.BooleanField(default=False)
    checked_on = models.DateField()
    checked_by_account_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "about", "stage", "line"], name="course_check_once"),
            one_of("course_check_about_known", "about", About.values, "Say what the line belongs to."),
            one_of("course_check_stage_known", "stage", Stage.values, "Planning, delivery or evaluation."),
            models.CheckConstraint(
                condition=models.Q(is_met=False) | ~models.Q(evidence=""),
                name="course_check_met_has_evidence",
                violation_error_message="Say where it is met.",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class MethodPlanned(models.Model):
    """A piece of the session plan: what is done, for how long, and which stage of the cycle it is (A09, A27)."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="methods")
    position = models.PositiveIntegerField()
    method = models.CharField(max_length=60)
    activity = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveIntegerField()
    cycle_stage = models.CharField(max_length=12, choices=CycleStage, blank=True)
    is_participatory = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["course", "position"], name="method_position_once"),
            one_of("method_stage_known", "cycle_stage", ["", *CycleStage.values], "Choose a stage of the cycle."),
        ]

    def __str__(self) -> str:
        return f"{self.method}, {self.minutes} minutes"


class ContentVersion(models.Model):
    """What a course taught from a day: each change with its reason and the evidence for it."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    made_on = models.DateField()
    reason = models.TextField()
    evidence = models.TextField(blank=True)
    content = models.JSONField(default=dict)
    made_by_account_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="content_version_once")]

    def __str__(self) -> str:
        return f"{self.course}, version {self.number}"


class Review(models.Model):
    """Partners looked at a course's content together (A13, A14, B58), and when they will again."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="reviews")
    reviewed_on = models.DateField()
    agencies = models.ManyToManyField(Agency, related_name="+")
    outcome = models.TextField()
    entered_by_account_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.course}, reviewed on {self.reviewed_on}"
