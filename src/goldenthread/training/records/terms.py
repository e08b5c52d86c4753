"""Words of the training record: its state, its format, who gave it."""

from django.db.models import TextChoices

from goldenthread.foundation.imports.terms import Field
from goldenthread.setting.workforce.terms import FIELDS as STAFF_FIELDS
from goldenthread.training.catalogue.terms import Format as Format


class State(TextChoices):
    """What is known of a record. Only refused ones do not count; every share of met says how much is verified."""

    IMPORTED = "imported", "Imported"
    TO_VERIFY = "to-verify", "Entered by the person, to be verified"
    VERIFIED = "verified", "Verified"
    REFUSED = "refused", "Refused"


COUNTING = (State.IMPORTED, State.TO_VERIFY, State.VERIFIED)


class ProviderKind(TextChoices):
    """Who gave it."""

    MULTI_AGENCY = "multi-agency", "The partnership"
    SINGLE_AGENCY = "single-agency", "The person's own agency"
    EXTERNAL = "external", "Another provider"
    PRIOR_LEARNING = "prior-learning", "Recognised prior learning"


OUTSIDE = "outside"
"""What a course title means that an agency leaves as another provider's."""

TRAINING_RECORDS = "training-records"
"""The kind of import that loads completed learning."""

COURSE_DATE = "course_date"
"""A column that is a course, with the days on which people completed it in its cells."""

NOT_DONE = (
    "did not attend",
    "dna",
    "cancelled",
    "booked",
    "enrolled",
    "in progress",
    "not started",
    "incomplete",
    "failed",
    "withdrawn",
    "absent",
    "no show",
    "overdue",
    "expired",
    "not completed",
    "registered",
)
"""Words for a course that was not completed, as learning systems write them."""

WHO = (
    "staff_number",
    "full_name",
    "given_name",
    "family_name",
    "previous_name",
    "email",
    "professional_number",
    "job_title",
)

RECORD_FIELDS = (
    *(field for field in STAFF_FIELDS if field.key in WHO),
    Field(
        "course",
        "Course",
        (
            "course title",
            "course name",
            "training",
            "training course",
            "title",
            "module",
            "competence",
            "event",
            "learning",
            "competency name",
            "competence name",
            "learning activity",
            "subject",
            "training title",
            "programme",
            "class",
            "activity name",
            "training name",
        ),
    ),
    Field(
        "completed_on",
        "Completed on",
        (
            "date completed",
            "completion date",
            "date",
            "completed",
            "date of training",
            "training date",
            "date attended",
            "attended",
            "course date",
            "attendance date",
            "date achieved",
            "passed on",
            "end date",
            "achieved",
            "last completed",
            "event date",
        ),
    ),
    Field("provider", "Provider", ("training provider", "delivered by", "supplier", "organiser", "trainer", "source")),
    Field(
        "minutes", "Length", ("hours", "duration", "duration hours", "cpd hours", "length of course", "training hours")
    ),
    Field(
        "format", "Format", ("delivery", "delivery method", "method", "type", "mode", "delivery type", "course type")
    ),
    Field("evidence", "Evidence", ("certificate", "certificate number", "certificate no", "certificate ref", "proof")),
    Field(
        "status",
        "Outcome",
        ("status", "result", "attendance", "attendance status", "completion status", "training status"),
    ),
    Field(
        COURSE_DATE,
        "A course: the cells are dates of completion",
        hint="The heading is the course's title",
        repeats=True,
    ),
)
"""What a list of completed learning may tell us, and the headings learning systems give it."""
