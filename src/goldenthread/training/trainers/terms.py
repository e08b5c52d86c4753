"""Words of the college of trainers: kinds that every partnership has, gatherings, how a competency is shown."""

from django.db.models import TextChoices

CHAMPION = "champion"
"""A champion cascades one topic in their own agency (A38). Every partnership may have them, whatever its framework."""


class Kind(TextChoices):
    """Kinds of trainer where a framework names none (A23, B28, A38). A framework's own kinds stand in their place."""

    INTAKE = "intake", "Intake trainer"
    ASSOCIATE = "associate", "Associate trainer"
    SPECIALIST = "specialist", "Specialist trainer"
    EXTERNAL = "external", "External trainer"
    POOL = "pool-trainer", "Pool trainer"
    CHAMPION = "champion", "Champion"


class GatheringKind(TextChoices):
    """Meetings of trainers, whose attendance is kept (B29, A20, A21)."""

    POOL_MEETING = "pool-meeting", "Trainers' pool meeting"
    DEVELOPMENT_DAY = "development-day", "Trainer development day"
    SEMINAR = "seminar", "Learning and development seminar"


TRAIN_THE_TRAINER_DAYS = 5
"""The length of the train-the-trainer course that an assignment asks for (A15)."""
