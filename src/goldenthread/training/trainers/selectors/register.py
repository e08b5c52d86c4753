"""The register of trainers as the office reads it: each with their file, authorisations and gatherings."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.actor import Actor
from goldenthread.setting.workforce.access import current

from ..models import Authorisation, Trainer
from ..terms import CHAMPION
from .asked import asked_of_trainers
from .file import TrainerFile, files_of
from .gathered import Gathered, who_falls_short
from .people import every_trainer


@dataclass(frozen=True)
class Registered:
    """One line of the register. A champion has no gatherings asked of them."""

    trainer: Trainer
    file: TrainerFile
    gathered: Gathered | None
    courses: int
    is_active: bool

    @property
    def name(self) -> str:
        return f"{self.trainer.person.family_name}, {self.trainer.person.given_name}"

    @property
    def agency(self) -> str:
        return str(self.trainer.agency or "")

    @property
    def falls_short(self) -> str:
        return self.gathered.why if self.gathered else ""

    @property
    def missing(self) -> int:
        return len(self.file.missing)


def registered(actor: Actor, partnership_id: int, on: date) -> list[Registered]:
    """Everyone but champions, those who have stopped too, by name: a handful of queries however many they are."""
    trainers = list(every_trainer(actor, partnership_id).exclude(kind=CHAMPION))
    files = files_of(trainers, asked_of_trainers(partnership_id, on), on)
    gathered = {one.trainer.pk: one for one in who_falls_short(actor, partnership_id, on)}
    held = Authorisation.objects.filter(trainer__partnership_id=partnership_id, starts_on__lte=on)
    courses = Counter(
        one.trainer_id
        for one in held.only("trainer_id", "expires_on")
        if one.expires_on is None or one.expires_on >= on
    )
    active = set(Trainer.objects.filter(current(on), partnership_id=partnership_id).values_list("pk", flat=True))
    return [
        Registered(one, file, gathered.get(one.pk), courses[one.pk], one.pk in active)
        for one, file in zip(trainers, files, strict=True)
    ]
