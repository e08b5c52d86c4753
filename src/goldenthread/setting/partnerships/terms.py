"""Words of the setting: kinds of agency by duty, how an agency reports, roles granted."""

from django.db.models import TextChoices

from goldenthread.kernel.actor import Role


class AgencyKind(TextChoices):
    """What an agency is, which decides its duty. Keys are those that framework files use."""

    COUNCIL = "council", "Council"
    CHILDRENS_SOCIAL_CARE = "childrens-social-care", "Children's social care"
    HEALTH_PROVIDER = "health-provider", "NHS trust or foundation trust"
    HEALTH_COMMISSIONER = "health-commissioner", "Integrated care board"
    GENERAL_PRACTICE = "general-practice", "General practice"
    POLICE = "police", "Police"
    PROBATION = "probation", "Probation"
    YOUTH_JUSTICE = "youth-justice", "Youth justice service"
    FIRE = "fire", "Fire and rescue"
    SCHOOL = "school", "School"
    COLLEGE = "college", "Sixth form or further education college"
    EARLY_YEARS = "early-years", "Early years and childcare"
    FOSTERING = "fostering", "Fostering or adoption agency"
    HOUSING = "housing", "Housing"
    VOLUNTARY = "voluntary", "Voluntary or community organisation"
    FAITH = "faith", "Faith organisation"
    SPORT = "sport", "Sport or leisure"
    PARTNERSHIP_TEAM = "partnership-team", "Partnership's own team"
    OTHER = "other", "Other"


class Duty(TextChoices):
    """The duty an agency is under (E04). A source's "section 13" for schools is today's section 175 and 157."""

    SAFEGUARDING_PARTNER = "safeguarding-partner", "Safeguarding partner"
    SECTION_11 = "section-11", "Section 11 duty (Children Act 2004)"
    EDUCATION = "education", "Education duty (section 175 or 157, Education Act 2002)"
    RELEVANT_AGENCY = "relevant-agency", "Relevant agency"
    MEMBER = "member", "Member without a statutory duty"


class ReportsBy(TextChoices):
    """How an agency reports its training: a fact shown in every view, never inside a percentage."""

    NAMED_LIST = "named-list", "Named list of staff"
    AGGREGATE = "aggregate", "Yearly totals only"
    NOTHING = "nothing", "Does not report"


class ChangeKind(TextChoices):
    """What happened to an agency or a partnership, in its history."""

    MERGED = "merged", "Merged into another"
    SPLIT = "split", "Split"
    RENAMED = "renamed", "Changed its name"
    RENUMBERED = "renumbered", "Changed its number"
    CONTACT = "contact", "Changed its contact"


DEPUTISED_ROLES = frozenset({Role.AGENCY_LEAD, Role.CHAIR})
"""Roles that a deputy has on the days they stand in. The others are granted by name or not at all."""

ROLE_NAMES = {
    Role.ADMINISTRATOR: "Administrator",
    Role.OFFICER: "Learning and development officer",
    Role.AGENCY_LEAD: "Agency lead",
    Role.BOARD: "Board member",
    Role.TRAINER: "Trainer",
    Role.CHAIR: "Subgroup chair",
}
"""Roles granted, as people say them."""
