"""Courses: ours, and those of others that count for ours."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from goldenthread.foundation.constraints import one_of, ordered
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.workforce.models import Person

from ..terms import Arrangement, CourseState


class Course(models.Model):
    """A course. With a partnership it is ours; without, somebody else's, kept so that records can name it.

    Times are whole minutes; participatory minutes are part of the minutes. A course that a framework names
    stands here as a draft until an officer has planned it and put it in the programme (A05).
    """

    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="courses")
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=250)
    provider = models.CharField(max_length=150, blank=True)
    level = models.CharField(max_length=40, blank=True)
    level_scheme = models.CharField(max_length=60, blank=True)
    topics = models.JSONField(default=list, blank=True)
    minutes = models.PositiveIntegerField(default=0)
    participatory_minutes = models.PositiveIntegerField(default=0)
    description = models.TextField(blank=True)
    refresher_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="refreshers")
    retired_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=CourseState, default=CourseState.DRAFT)
    aims = models.TextField(blank=True)
    delivery = models.CharField(max_length=60, blank=True)  # a way of giving learning, as the framework calls it
    arrangement = models.CharField(max_length=10, choices=Arrangement, default=Arrangement.OWN)
    host = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="courses_hosted")
    commissioner = models.CharField(max_length=200, blank=True)
    theme = models.CharField(max_length=300, blank=True)  # the theme or need that called for it (A14)
    branch = models.CharField(max_length=80, blank=True)  # of the training tree
    groups = models.JSONField(default=list, blank=True)  # keys of target groups; none: everyone
    usual_places = models.PositiveIntegerField(default=20)
    usual_minimum = models.PositiveIntegerField(default=0)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="courses_owned")
    review_due_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("course_state_known", "state", CourseState.values, "A course is a draft or in the programme."),
            one_of("course_arrangement_known", "arrangement", Arrangement.values, "Say whose course it is."),
            models.CheckConstraint(
                condition=~Q(arrangement=Arrangement.HOSTED) | ~Q(commissioner=""),
                name="course_hosted_says_commissioner",
                violation_error_message="Say who commissioned the course that is hosted.",
            ),
            models.CheckConstraint(
                condition=Q(state=CourseState.DRAFT) | Q(partnership__isnull=False),
                name="course_published_is_ours",
                violation_error_message="Only a partnership's own course can be in its programme.",
            ),
            models.UniqueConstraint(fields=["partnership", "key"], name="course_key_once"),
            models.UniqueConstraint(
                Lower("title"), Lower("provider"), condition=Q(partnership__isnull=True), name="outside_course_once"
            ),
            models.CheckConstraint(
                condition=Q(participatory_minutes__lte=models.F("minutes")),
                name="course_participatory_within_minutes",
                violation_error_message="Participatory minutes cannot be more than the course's minutes.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CountsFor(models.Model):
    """One course counts for another: named by the framework, or mapped by an officer for an outside course."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="counts_for")
    counts_as = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="met_by")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(blank=True)
    starts_on = models.DateField(null=True)  # completions from this day
    ends_on = models.DateField(null=True)  # to this day

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "counts_as", "partnership"], name="counts_for_once"),
            models.CheckConstraint(
                condition=~Q(course=models.F("counts_as")),
                name="counts_for_another",
                violation_error_message="A course counts for itself already.",
            ),
            ordered("counts_for_days_in_order", "starts_on", "ends_on", "The last day cannot be before the first."),
        ]

    def __str__(self) -> str:
        return f"{self.course} counts for {self.counts_as}"


class SetAside(models.Model):
    """An outside course an officer looked at and decided counts for nothing here, with the reason."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="set_aside")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "partnership"], name="set_aside_once")]

    def __str__(self) -> str:
        return f"{self.course}: set aside"
