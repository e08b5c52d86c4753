"""Question sets of every kind: courses, audits, rounds, observation, checklists. One mechanism."""

from django.db import models

from goldenthread.foundation.constraints import one_of

ANSWER_KINDS = ("yes_no", "scale", "choice", "choices", "text", "date", "number")


class QuestionSet(models.Model):
    """A versioned list of questions. Once answered it is never edited: a new version is made."""

    key = models.CharField(max_length=100)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=60)
    partnership_id = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="question_set_version_once")]

    def __str__(self) -> str:
        return f"{self.title} (version {self.version})"


class SetQuestion(models.Model):
    """One question in a set, in its place."""

    question_set = models.ForeignKey(QuestionSet, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=60)
    ask = models.CharField(max_length=500)
    help = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=10)
    options = models.JSONField(default=list)
    required = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question_set", "key"], name="question_key_once"),
            models.UniqueConstraint(fields=["question_set", "position"], name="question_position_once"),
            one_of("question_kind_known", "kind", ANSWER_KINDS, "That kind of answer is not known."),
        ]

    def __str__(self) -> str:
        return self.ask
