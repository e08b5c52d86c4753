"""Words of the workforce: duties a person holds, who approves for them, and how an import ends."""

from django.db.models import TextChoices

from goldenthread.foundation.imports.terms import Field


class DutyKind(TextChoices):
    """A duty given to a person, beside their posts. Keys are those that framework files use."""

    DESIGNATED_LEAD = "designated-lead", "Designated safeguarding lead"
    DEPUTY_DESIGNATED_LEAD = "deputy-designated-lead", "Deputy designated safeguarding lead"
    NAMED_PROFESSIONAL = "named-professional", "Named professional"
    DESIGNATED_PROFESSIONAL = "designated-professional", "Designated professional"
    TRAINER = "trainer", "Trainer of the partnership"
    BOARD_MEMBER = "board-member", "Board member"
    WORKSTREAM_MEMBER = "workstream-member", "Workstream or subgroup member"
    SAFEGUARDING_TRUSTEE = "safeguarding-trustee", "Trustee or governor for safeguarding"


class ApprovedBy(TextChoices):
    """Who approves for a person in a post. Foster carers, childminders and heads may have no manager."""

    MANAGER = "manager", "Their manager"
    ROLE = "role", "Whoever holds a role"
    NONE_DECLARED = "none-declared", "None declared"


class MatchDecision(TextChoices):
    """What a person decided of a possible match."""

    OPEN = "open", "To decide"
    SAME = "same", "The same person"
    DIFFERENT = "different", "Someone else"


LEADS = (DutyKind.DESIGNATED_LEAD, DutyKind.DEPUTY_DESIGNATED_LEAD)

STAFF_LIST = "staff-list"
"""The kind of import that loads people and posts."""

FIELDS = (
    Field(
        "staff_number",
        "Staff number",
        (
            "employee number",
            "employee no",
            "employee id",
            "emp no",
            "emp id",
            "staff no",
            "staff id",
            "payroll number",
            "payroll no",
            "assignment number",
            "personnel number",
            "pers no",
            "esr number",
            "employee",
            "id",
            "ref",
            "collar number",
            "collar no",
            "pay number",
            "staff ref",
        ),
    ),
    Field(
        "full_name",
        "Full name",
        (
            "name",
            "employee name",
            "staff name",
            "staff member",
            "person",
            "full names",
            "surname, forename",
            "last name, first name",
            "name of employee",
            "learner",
            "learner name",
            "delegate",
            "delegate name",
            "participant",
            "attendee",
            "user",
            "colleague",
            "volunteer name",
            "display name",
        ),
    ),
    Field(
        "given_name",
        "Given name",
        (
            "first name",
            "forename",
            "forenames",
            "first names",
            "given names",
            "christian name",
            "firstname",
            "name first",
            "fname",
        ),
    ),
    Field(
        "family_name",
        "Family name",
        ("last name", "surname", "lastname", "second name", "name last", "lname", "name surname"),
    ),
    Field("preferred_name", "Known as", ("preferred name", "known by", "preferred first name", "likes to be called")),
    Field(
        "previous_name",
        "Previous name",
        ("maiden name", "former name", "previous surname", "previous last name", "former surname", "birth name"),
    ),
    Field(
        "email",
        "E-mail",
        (
            "email",
            "email address",
            "e-mail address",
            "work email",
            "work e-mail",
            "work email address",
            "mail",
            "username",
            "business email",
        ),
    ),
    Field(
        "email_other",
        "Other e-mail",
        ("personal email", "home email", "other email", "second email", "alternative email", "private e-mail"),
    ),
    Field(
        "job_title",
        "Job title",
        (
            "position",
            "position title",
            "post",
            "post title",
            "rank",
            "rank grade",
            "grade title",
            "job",
            "title of post",
            "designation",
            "occupation",
            "role title",
            "position name",
            "job description",
        ),
    ),
    Field("job_role", "Job role", ("role", "staff group", "job family", "occupation code", "role type")),
    Field("group", "Training group", ("group", "target group", "training level group", "safeguarding group")),
    Field(
        "setting",
        "Setting",
        (
            "site",
            "location",
            "base",
            "work location",
            "school",
            "establishment",
            "place of work",
            "workplace",
            "building",
            "office",
            "station",
            "base station",
            "home base",
        ),
    ),
    Field(
        "team",
        "Team",
        (
            "department",
            "dept",
            "ward",
            "ward dept",
            "ward or department",
            "team name",
            "service",
            "directorate",
            "unit",
            "section",
            "division",
            "organisation",
            "cost centre name",
        ),
    ),
    Field(
        "manager",
        "Manager",
        (
            "line manager",
            "manager name",
            "line manager name",
            "supervisor",
            "supervisor name",
            "reports to",
            "manager email",
            "line manager email",
            "manager number",
            "managers name",
        ),
    ),
    Field("volunteer", "Volunteer", ("is volunteer", "volunteer y n", "volunteer yes no", "paid or volunteer")),
    Field(
        "starts_on",
        "Start date",
        (
            "start",
            "date started",
            "started",
            "start date in post",
            "date of start",
            "hire date",
            "joined",
            "date joined",
            "latest start date",
            "position start date",
            "commencement date",
            "from",
            "since",
            "employed since",
            "in post since",
            "employment start date",
            "start of employment",
            "volunteer since",
            "registered",
            "registered on",
            "registered since",
            "registered from",
            "date registered",
            "date of registration",
            "registration date",
            "approved",
            "approved on",
            "date approved",
            "date of approval",
            "approval date",
            "appointed",
            "appointed on",
            "date appointed",
            "date of appointment",
            "appointment date",
        ),
    ),
    Field(
        "ends_on",
        "End date",
        (
            "end",
            "leaving date",
            "leave date",
            "date left",
            "termination date",
            "left",
            "contract end date",
            "to",
            "until",
            "resigned",
            "date resigned",
            "resignation date",
            "deregistered",
            "date deregistered",
            "registration ended",
            "fixed term end date",
        ),
    ),
    Field("area", "Area", ("partnership", "local authority", "la", "borough", "district", "locality area")),
    Field(
        "designated_lead",
        "Designated safeguarding lead",
        (
            "dsl",
            "designated lead",
            "dsl y n",
            "is dsl",
            "designated safeguarding lead y n",
            "safeguarding lead",
            "designated person",
        ),
    ),
    Field(
        "professional_number",
        "Professional number",
        (
            "registration number",
            "nmc pin",
            "gmc number",
            "hcpc number",
            "social work england number",
            "pin",
            "professional registration",
            "trn",
            "swe number",
        ),
    ),
)
"""What a staff list may tell us, and the headings HR systems give it."""


class Held(TextChoices):
    """What one person holds that another can take over."""

    TEAM = "team", "The people they manage"
    DUTIES = "duties", "Duties, such as designated safeguarding lead"
    SEATS = "seats", "Seats on subgroups"
    DEPUTIES = "deputies", "Deputies, and those they stand in for"
    ROLES = "roles", "Roles granted to their account"
