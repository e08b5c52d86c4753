"""Words of the catalogue: how far a course is, whose it is, and how its learning is planned."""

from django.db.models import TextChoices


class CourseState(TextChoices):
    """Whether a course of ours is in the programme. One that is retired keeps its last state and its day."""

    DRAFT = "draft", "Being planned"
    PUBLISHED = "published", "In the programme"


class Arrangement(TextChoices):
    """Whose course it is (A11, A36): reported separately."""

    OWN = "own", "The partnership's own"
    HOSTED = "hosted", "Hosted: a partner's commissioned training, open to all"
    CASCADE = "cascade", "Cascaded by trainers in their own agency, at no cost"


class CycleStage(TextChoices):
    """The four stages of the reflective-learning cycle (A09)."""

    EXPERIENCE = "experience", "Having an experience"
    REFLECTION = "reflection", "Looking back on it"
    CONCLUSION = "conclusion", "Drawing conclusions from it"
    PLANNING = "planning", "Planning what to try next"


class About(TextChoices):
    """What a line that a course is checked against belongs to."""

    CONTENT = "content", "Content that every course must have"
    VALUES = "values", "Core values"
    PRINCIPLES = "principles", "Principles of course design"


class Stage(TextChoices):
    """When a course is held against its values (B31)."""

    PLANNING = "planning", "Planning"
    DELIVERY = "delivery", "Delivery"
    EVALUATION = "evaluation", "Evaluation"


TRANSITIONS: dict[str, tuple[str, ...]] = {
    CourseState.DRAFT: (CourseState.PUBLISHED,),
    CourseState.PUBLISHED: (CourseState.DRAFT,),
}
"""A course enters the programme when all that publishing asks is there, and can be taken out to be worked on."""
