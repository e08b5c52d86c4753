"""People, the posts they hold and the duties they carry. A person is not an account."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from goldenthread.foundation.constraints import one_of, ordered
from goldenthread.foundation.imports.models import Batch
from goldenthread.setting.partnerships.models import Agency, Partnership, Setting, Subgroup, Team

from .terms import ApprovedBy, DutyKind, MatchDecision


class Person(models.Model):
    """Someone of the workforce, staff or volunteer. Never a child or a parent we work with."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="person"
    )
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    preferred_name = models.CharField(max_length=100, blank=True)
    professional_number = models.CharField(max_length=40, blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged_from")

    class Meta:
        verbose_name_plural = "people"
        indexes = [
            models.Index(Lower("family_name"), Lower("given_name"), name="person_by_name"),
            models.Index(fields=["family_name", "given_name"], name="person_in_lists"),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class PreviousName(models.Model):
    """A name the person went by before: old records and lists still carry it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="previous_names")
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Address(models.Model):
    """An e-mail address of a person. Some have several, some none."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    email = models.EmailField()
    is_work = models.BooleanField(default=True)
    is_preferred = models.BooleanField(default=False)
    bounced_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="address_once"),
            models.UniqueConstraint(fields=["person"], condition=Q(is_preferred=True), name="address_one_preferred"),
        ]

    def __str__(self) -> str:
        return self.email


class JobRole(models.Model):
    """A job role as the field names it. Which target group it belongs to is the framework's to say."""

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=150)
    also = models.JSONField(default=list, blank=True)  # other titles that HR systems use for it

    def __str__(self) -> str:
        return self.title


class Post(models.Model):
    """One job or volunteer role of a person, in one agency, in one partnership's area, from and to.

    Someone who covers two areas holds a post in each. The employer may decide the group
    (`group_key`); otherwise it follows from the job role.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="posts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    setting = models.ForeignKey(Setting, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    job_role = models.ForeignKey(JobRole, null=True, on_delete=models.PROTECT, related_name="posts")
    job_title = models.CharField(max_length=200)
    role_kept = models.BooleanField(default=False)  # the role is an earlier title's, until this one is placed
    group_key = models.CharField(max_length=161, blank=True)  # an overlay's is said with the overlay's own key
    staff_number = models.CharField(max_length=40, blank=True)
    is_volunteer = models.BooleanField(default=False)
    approved_by = models.CharField(max_length=15, choices=ApprovedBy, default=ApprovedBy.NONE_DECLARED)
    manager = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="manages")
    approver_role = models.CharField(max_length=100, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ordered("post_days_in_order", "starts_on", "ends_on", "A post cannot end before it starts."),
            one_of("post_approved_by_known", "approved_by", ApprovedBy.values, "Say who approves."),
            models.CheckConstraint(
                condition=~Q(approved_by=ApprovedBy.ROLE) | ~Q(approver_role=""),
                name="post_approver_role_named",
                violation_error_message="Name the role that approves.",
            ),
            models.UniqueConstraint(
                fields=["agency", "partnership", "staff_number"],
                condition=Q(ends_on__isnull=True) & ~Q(staff_number=""),
                name="post_staff_number_once",
                violation_error_message="Someone else holds that staff number in this agency.",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "partnership", "ends_on"], name="post_of_agency"),
            models.Index(fields=["partnership", "starts_on", "ends_on"], name="post_of_partnership"),
            models.Index(fields=["manager"], name="post_of_manager"),
            models.Index(fields=["partnership", "agency"], name="post_title_to_place", condition=Q(role_kept=True)),
        ]

    def __str__(self) -> str:
        return f"{self.job_title}, {self.agency}"


class DutyHeld(models.Model):
    """A duty a person carries for an agency (or the partnership itself), such as designated lead of a school."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duties")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="duties_held")
    setting = models.ForeignKey(Setting, null=True, on_delete=models.PROTECT, related_name="duties_held")
    kind = models.CharField(max_length=30, choices=DutyKind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("duty_kind_known", "kind", DutyKind.values, "That duty is not known."),
            ordered("duty_days_in_order", "starts_on", "ends_on", "A duty cannot end before it starts."),
        ]
        indexes = [models.Index(fields=["agency", "kind"], name="duty_of_agency")]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"


class ConditionAnswer(models.Model):
    """A person's answer to a framework's question, such as whether they advise staff in groups 3 and 4."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="condition_answers")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    question_key = models.CharField(max_length=80)
    is_yes = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "partnership", "question_key"], name="condition_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.question_key}: {'yes' if self.is_yes else 'no'}"


class Seat(models.Model):
    """A person's seat on a subgroup, for their agency (B25: changes carry their date)."""

    subgroup = models.ForeignKey(Subgroup, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="seats")
    is_chair = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [ordered("seat_days_in_order", "starts_on", "ends_on", "A seat cannot end before it starts.")]

    def __str__(self) -> str:
        return f"{self.person} on {self.subgroup}"


class Deputy(models.Model):
    """Someone who stands in for another between two days, with all that person may do for their team."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="deputises_for")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "deputies"
        constraints = [
            ordered("deputy_days_in_order", "starts_on", "ends_on", "The last day cannot be before the first."),
            models.CheckConstraint(
                condition=~Q(person=models.F("deputy")),
                name="deputy_is_another",
                violation_error_message="Nobody deputises for themselves.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.person}"


class PossibleMatch(models.Model):
    """A row of a file that may be somebody known already. A person decides; nothing is merged by itself.

    `key` says which row of the agency's lists it is (staff number, address or name), so that a decision
    holds for the next file too.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="+")  # the import that asks
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=300)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="possible_matches")
    name = models.CharField(max_length=250)
    staff_number = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    job_title = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=200)
    decided = models.CharField(max_length=10, choices=MatchDecision, default=MatchDecision.OPEN)
    raised_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_account_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name_plural = "possible matches"
        constraints = [
            models.UniqueConstraint(fields=["agency", "partnership", "key", "person"], name="possible_match_once"),
            models.UniqueConstraint(
                fields=["agency", "partnership", "key"],
                condition=Q(decided=MatchDecision.SAME),
                name="possible_match_same_as_one",
                violation_error_message="It has been decided already that this is somebody else.",
            ),
            one_of("possible_match_decided_known", "decided", MatchDecision.values, "Same person or different."),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.person}?"


class EstablishmentContact(models.Model):
    """Contact with a school, college or other establishment about its training (B09)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="contacts")
    made_on = models.DateField()
    how = models.CharField(max_length=60)
    spoke_to = models.CharField(max_length=200, blank=True)
    outcome = models.TextField(blank=True)
    entered_by_account_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "made_on"], name="contact_of_agency")]

    def __str__(self) -> str:
        return f"{self.agency} on {self.made_on}"
