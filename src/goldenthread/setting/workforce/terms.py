"""Words of the workforce: duties a person holds, who approves for them, and how an import ends."""

from django.db.models import TextChoices


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
