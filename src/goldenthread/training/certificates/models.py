"""Certificates of attendance: what they say is kept as it was said."""

from django.db import models
from django.db.models import Q

from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import Person
from goldenthread.training.bookings.models import Booking


class Certificate(models.Model):
    """One certificate. It prints the learning outcomes, for discussion with the manager (E31).

    Its words stay as they were issued; a correction revokes it and issues another.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="certificates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates")
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="certificates")
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=250)
    course_title = models.CharField(max_length=250)
    level = models.CharField(max_length=120, blank=True)
    outcomes = models.JSONField(default=list)
    minutes = models.PositiveIntegerField()
    participatory_minutes = models.PositiveIntegerField(default=0)
    completed_on = models.DateField()
    expires_on = models.DateField(null=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    why_revoked = models.CharField(max_length=300, blank=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking"], condition=Q(revoked_at__isnull=True), name="certificate_current_once"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(why_revoked=""),
                name="certificate_revoked_says_why",
                violation_error_message="Say why the certificate is revoked.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_title}: {self.name}"
