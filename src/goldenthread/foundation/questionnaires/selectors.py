"""Read question sets."""

from .models import QuestionSet
from .rules import Asked


def in_use(key: str) -> QuestionSet | None:
    """The latest published version."""
    return QuestionSet.objects.filter(key=key, published_at__isnull=False).order_by("-version").first()


def questions_of(question_set: QuestionSet) -> list[Asked]:
    """Its questions in their order."""
    return [
        Asked(row.key, row.ask, row.kind, tuple(row.options), row.required)
        for row in question_set.questions.order_by("position")
    ]
