"""Frameworks as data: the file as text is the truth; requirements and groups stand beside it for joining."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.constraints import one_of, ordered
from goldenthread.setting.partnerships.models import Agency, Partnership

from .terms import FrameworkKind, Owner, Weight


class Line(models.Model):
    """A succession of versions in one partnership: its local framework, or a national overlay beside it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="framework_lines")
    key = models.SlugField(max_length=80)  # "local", or the overlay's own key
    kind = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key"], name="framework_line_once"),
            one_of("framework_line_kind_known", "kind", [k.value for k in FrameworkKind], "Local or overlay."),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.partnership}"


class Version(models.Model):
    """One version of a framework: its whole text and the day it takes force. Versions cannot overlap.

    A draft has no day. In force on a day: the latest version whose day is not after it.
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=250)
    pack = models.CharField(max_length=80, blank=True)  # the pack it was adopted from
    text = models.TextField()
    takes_force_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "number"], name="framework_version_number_once"),
            models.UniqueConstraint(
                fields=["line", "takes_force_on"],
                name="framework_version_day_once",
                violation_error_message="Another version takes force on that day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class TargetGroup(models.Model):
    """A target group of one version, standing here so that people can be counted by it."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="groups")
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=250)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="target_group_once")]

    def __str__(self) -> str:
        return self.name


class RequirementRow(models.Model):
    """A requirement of one version. With an agency, it is that agency's stricter form of the same requirement."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="requirements")
    key = models.CharField(max_length=100)
    title = models.CharField(max_length=250)
    about = models.CharField(max_length=100, blank=True)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    weight = models.CharField(max_length=10)
    owner = models.CharField(max_length=12)
    position = models.PositiveIntegerField()
    notice_months = models.PositiveIntegerField(default=0)
    notice_days = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"], condition=Q(agency__isnull=True), name="requirement_key_once"
            ),
            models.UniqueConstraint(fields=["version", "key", "agency"], name="requirement_of_agency_once"),
            one_of("requirement_weight_known", "weight", [w.value for w in Weight], "Required, advised or shown."),
            one_of("requirement_owner_known", "owner", [o.value for o in Owner], "Partnership or employer."),
        ]

    def __str__(self) -> str:
        return self.title


class AgencyOverride(models.Model):
    """An agency asks for more than the partnership, never less: its rule is added to the requirement's own.

    `rule` is a rule as a framework file writes it; with an empty rule the override only makes the
    requirement mandatory for the agency (B62).
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="overrides")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="framework_overrides")
    requirement_key = models.CharField(max_length=100)
    rule = models.TextField(blank=True)
    mandatory = models.BooleanField(default=False)
    reason = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "agency", "requirement_key"],
                condition=Q(ends_on__isnull=True),
                name="agency_override_once",
                violation_error_message="This agency has a stricter rule for that requirement already.",
            ),
            ordered("agency_override_days_in_order", "starts_on", "ends_on", "It cannot end before it starts."),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.requirement_key}"
