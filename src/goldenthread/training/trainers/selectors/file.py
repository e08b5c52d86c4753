"""A trainer's file: the framework's lines, each met with evidence and dates, or missing (E22)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.foundation.files.models import StoredFile
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.figures import Share
from goldenthread.kernel.refusal import Refused, not_visible

from .. import access, rules
from ..models import Competency, Trainer
from ..terms import LineAsked, LineState
from .asked import Asked, asked_of_trainers


@dataclass(frozen=True)
class FileLine:
    """One line of the file and how it stands."""

    asked: LineAsked
    met: Competency | None
    state: LineState

    @property
    def counts(self) -> bool:
        """Whether the line is met on the day."""
        return self.state in (LineState.MET, LineState.SOON)


@dataclass(frozen=True)
class TrainerFile:
    """Everything asked of one trainer, line by line, and what is missing."""

    trainer: Trainer
    kind: str
    lines: tuple[FileLine, ...]
    before: tuple[Competency, ...]  # met once for a line that is asked no more
    why_not_trained: str
    days_asked: int

    @property
    def missing(self) -> list[FileLine]:
        return [line for line in self.lines if not line.counts]

    @property
    def share(self) -> Share:
        return Share(sum(line.counts for line in self.lines), len(self.lines), "competencies")


def file_of(trainer: Trainer, on: date) -> TrainerFile:
    """The file of one trainer on a day."""
    return files_of([trainer], asked_of_trainers(trainer.partnership_id, on), on)[0]


def files_of(trainers: Iterable[Trainer], asked: Asked, on: date) -> list[TrainerFile]:
    """The files of many: one query."""
    listed = list(trainers)
    held: dict[int, dict[str, Competency]] = {}
    for one in Competency.objects.filter(trainer_id__in=[trainer.pk for trainer in listed]).order_by("pk"):
        held.setdefault(one.trainer_id, {})[one.line] = one
    return [_file(trainer, held.get(trainer.pk, {}), asked, on) for trainer in listed]


def _file(trainer: Trainer, held: dict[str, Competency], asked: Asked, on: date) -> TrainerFile:
    kind = asked.kind(trainer.kind)
    lines = []
    for line in asked.lines(trainer.kind):
        met = held.get(line.line)
        state = rules.state_of(met.met_on, met.expires_on, on) if met else LineState.MISSING
        lines.append(FileLine(line, met, state))
    wanted = {line.asked.line for line in lines}
    return TrainerFile(
        trainer=trainer,
        kind=kind.title,
        lines=tuple(lines),
        before=tuple(one for key, one in held.items() if key not in wanted),
        why_not_trained=rules.why_not_trained(str(trainer.person), trainer.trained_days, trainer.accreditation, kind),
        days_asked=kind.train_the_trainer_days,
    )


def get_line(trainer: Trainer, line: str, on: date) -> FileLine:
    """One line of a trainer's file by its key."""
    found = [one for one in file_of(trainer, on).lines if one.asked.line == line]
    if not found:
        raise Refused(not_visible("This competency"))
    return found[0]


def get_competency(actor: Actor, competency_id: int) -> Competency:
    """One competency of a trainer whose file the actor may read."""
    found = Competency.objects.filter(pk=competency_id).select_related("trainer__person", "evidence_file").first()
    if found is None or access.can_see(actor, found.trainer) is not None:
        raise Refused(not_visible("This competency"))
    return found


def get_evidence(actor: Actor, competency_id: int) -> StoredFile:
    """The evidence of one competency, for whoever may read the file it is in."""
    kept = get_competency(actor, competency_id).evidence_file
    if kept is None:
        raise Refused(not_visible("This file"))
    return kept
