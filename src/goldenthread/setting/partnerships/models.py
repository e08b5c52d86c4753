"""Partnerships, their agencies and how they group, subgroups and seats, and roles granted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from goldenthread.foundation.constraints import one_of, ordered
from goldenthread.foundation.files.models import StoredFile
from goldenthread.kernel.actor import Role

from .terms import AgencyKind, ChangeKind, Duty, ReportsBy


class Partnership(models.Model):
    """A safeguarding children partnership: the area it serves and how it presents itself."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    area = models.CharField(max_length=200)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    colour = models.CharField(max_length=7, blank=True)
    logo = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    succeeded_by = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="succeeds")

    class Meta:
        constraints = [
            ordered("partnership_days_in_order", "starts_on", "ends_on", "A partnership cannot end before it starts."),
            models.UniqueConstraint(
                Lower("name"),
                name="partnership_name_once",
                violation_error_message="A partnership has that name already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """An organisation whose people safeguard children. It may belong to several partnerships (B63)."""

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=AgencyKind)
    duty = models.CharField(max_length=30, choices=Duty)
    number = models.CharField(max_length=40, blank=True)  # school's URN, ODS code, charity number
    contact_name = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_bounced_on = models.DateField(null=True)
    profile_confirmed_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [
            one_of("agency_kind_known", "kind", AgencyKind.values, "Choose what kind of agency this is."),
            one_of("agency_duty_known", "duty", Duty.values, "Choose the duty the agency is under."),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An agency taking part in a partnership, and how it reports there."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    reports_by = models.CharField(max_length=20, choices=ReportsBy, default=ReportsBy.NAMED_LIST)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "agency"],
                condition=Q(ends_on__isnull=True),
                name="membership_current_once",
                violation_error_message="This agency belongs to the partnership already.",
            ),
            one_of("membership_reports_by_known", "reports_by", ReportsBy.values, "Choose how the agency reports."),
            ordered("membership_days_in_order", "starts_on", "ends_on", "Membership cannot end before it starts."),
        ]

    def __str__(self) -> str:
        return f"{self.agency} in {self.partnership}"


class AggregateReturn(models.Model):
    """What an agency that keeps its own list told us: headcount, how many compliant, as at, from where."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="aggregate_returns")
    requirement_key = models.CharField(max_length=100, blank=True)  # empty: all of the agency's training
    as_at = models.DateField()
    headcount = models.PositiveIntegerField()
    compliant = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "requirement_key", "as_at"], name="aggregate_return_once"),
            models.CheckConstraint(
                condition=Q(compliant__lte=models.F("headcount")),
                name="aggregate_compliant_within_headcount",
                violation_error_message="The number compliant cannot be more than the headcount.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compliant} of {self.headcount} as at {self.as_at}"


class AgencyChange(models.Model):
    """An agency merged, split, or changed its name, number or contact: kept so that old records stay readable (B25)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=ChangeKind)
    into = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="came_from")
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    took_place_on = models.DateField()
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [one_of("agency_change_known", "kind", ChangeKind.values, "Say what changed.")]

    def __str__(self) -> str:
        return f"{self.agency} {self.kind}"


class PartnershipChange(models.Model):
    """A partnership split, merged into another or was renamed: kept so that what it decided stays readable."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=ChangeKind)
    into = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="came_from")
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    took_place_on = models.DateField()
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [one_of("partnership_change_known", "kind", ChangeKind.values, "Say what changed.")]

    def __str__(self) -> str:
        return f"{self.partnership} {self.kind}"


class Setting(models.Model):
    """A place of an agency: a school site, a ward, an office."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="settings")
    name = models.CharField(max_length=200)
    number = models.CharField(max_length=40, blank=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="setting_name_once")]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team of an agency, in a setting or across them."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    setting = models.ForeignKey(Setting, null=True, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="team_name_once")]

    def __str__(self) -> str:
        return self.name


class ReportGroup(models.Model):
    """Agencies rolled up for reports ("Criminal justice includes police and probation")."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="report_groups")
    name = models.CharField(max_length=100)
    within = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    agencies = models.ManyToManyField(Agency, related_name="report_groups")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="report_group_name_once")]

    def __str__(self) -> str:
        return self.name


class Subgroup(models.Model):
    """A group of the partnership that meets. Who sits on it is in workforce."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="subgroups")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=150)
    reports_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="hears_from")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "key"], name="subgroup_key_once")]

    def __str__(self) -> str:
        return self.name


class Priority(models.Model):
    """A safeguarding priority of the partnership and the subgroup that owns it (C02)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="priorities")
    name = models.CharField(max_length=200)
    owner = models.ForeignKey(Subgroup, null=True, on_delete=models.PROTECT, related_name="priorities")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name", "starts_on"], name="priority_once"),
            ordered("priority_days_in_order", "starts_on", "ends_on", "A priority cannot end before it starts."),
        ]

    def __str__(self) -> str:
        return self.name


class RoleGranted(models.Model):
    """A role an account holds over a partnership or one agency of it, from one day to another."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles_granted")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("role_granted_known", "role", [role.value for role in Role], "That role is not known."),
            ordered("role_days_in_order", "starts_on", "ends_on", "A role cannot end before it starts."),
            models.CheckConstraint(
                condition=Q(role=Role.ADMINISTRATOR.value) | Q(partnership__isnull=False),
                name="role_has_its_area",
                violation_error_message="Say in which partnership the role is held.",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.AGENCY_LEAD.value) | Q(agency__isnull=False),
                name="agency_lead_has_agency",
                violation_error_message="Say which agency the lead is for.",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "partnership", "agency"],
                condition=Q(ends_on__isnull=True, agency__isnull=False),
                name="role_in_agency_once",
                violation_error_message="They hold that role for that agency already.",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "partnership"],
                condition=Q(ends_on__isnull=True, agency__isnull=True, partnership__isnull=False),
                name="role_in_partnership_once",
                violation_error_message="They hold that role in that partnership already.",
            ),
            models.UniqueConstraint(
                fields=["account", "role"],
                condition=Q(ends_on__isnull=True, partnership__isnull=True),
                name="role_everywhere_once",
                violation_error_message="They hold that role already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.role}"
