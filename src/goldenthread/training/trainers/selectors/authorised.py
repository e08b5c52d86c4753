"""Who may deliver what, from and to: the matrix, what runs out, and why not (A34)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.periods import after
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.setting.workforce.access import current
from goldenthread.training.catalogue.models import Course

from .. import access, rules
from ..models import Authorisation, Competency, Trainer
from ..terms import RUNS_OUT_WITHIN, Deliverer, LineState
from .asked import asked_of_trainers
from .people import active


def why_not_authorised(trainer: Trainer, course: Course, on: date) -> str:
    """Why a trainer may not give a course on a day, in words; nothing if they may.

    An assignment against this needs a reason, which `events` keeps and the trail logs (A15, A23, A34).
    """
    if course.partnership_id != trainer.partnership_id:
        return f"{course.title} is another partnership's course."
    held = Authorisation.objects.filter(trainer=trainer, course=course).first()
    kind = asked_of_trainers(trainer.partnership_id, on).kind(trainer.kind)
    return rules.why_not_authorised(_facts(trainer, course, held), kind, on)


def authorised_for(course: Course, on: date) -> QuerySet[Trainer]:
    """Everyone who may give a course on a day without a reason being asked for."""
    if course.partnership_id is None:
        return Trainer.objects.none()
    held = Authorisation.objects.filter(course=course).select_related("trainer__person")
    kinds = asked_of_trainers(course.partnership_id, on)
    fit = [
        one.trainer_id
        for one in held
        if not rules.why_not_authorised(_facts(one.trainer, course, one), kinds.kind(one.trainer.kind), on)
    ]
    return (
        active(course.partnership_id, on).filter(pk__in=fit).order_by("person__family_name", "person__given_name", "pk")
    )


def _facts(trainer: Trainer, course: Course, held: Authorisation | None) -> Deliverer:
    return Deliverer(
        name=str(trainer.person),
        starts_on=trainer.starts_on,
        ends_on=trainer.ends_on,
        trained_days=trainer.trained_days,
        accreditation=trainer.accreditation,
        course_key=course.key,
        course_title=course.title,
        authorised_from=held.starts_on if held else None,
        authorised_to=held.expires_on if held else None,
    )


def state_of_authorisation(held: Authorisation, on: date) -> LineState:
    """How an authorisation stands on a day."""
    return rules.state_of(held.starts_on, held.expires_on, on)


@dataclass(frozen=True)
class AuthorisationLine:
    """One authorisation of a trainer with how it stands."""

    one: Authorisation
    state: LineState

    @property
    def has_ended(self) -> bool:
        return self.state is LineState.ENDED


def authorisations_of(trainer: Trainer, on: date) -> list[AuthorisationLine]:
    """Everything one trainer is or was authorised for."""
    held = trainer.authorisations.select_related("course").order_by("course__title", "pk")
    return [AuthorisationLine(one, state_of_authorisation(one, on)) for one in held]


def get_authorisation(actor: Actor, partnership_id: int, authorisation_id: int) -> Authorisation:
    refuse(access.can_keep(actor, partnership_id))
    found = (
        Authorisation.objects.filter(pk=authorisation_id, trainer__partnership_id=partnership_id)
        .select_related("trainer__person", "course")
        .first()
    )
    if found is None:
        raise Refused(not_visible("This authorisation"))
    return found


@dataclass(frozen=True)
class MatrixRow:
    """One trainer of the matrix, with what they are authorised for by course."""

    trainer: Trainer
    kind: str
    held: dict[int, Authorisation]


@dataclass(frozen=True)
class Matrix:
    """Trainer by course, with dates."""

    courses: tuple[Course, ...]
    rows: tuple[MatrixRow, ...]


def matrix(actor: Actor, partnership_id: int, on: date) -> Matrix:
    """Every active trainer against every course that somebody is authorised for: three queries."""
    refuse(access.can_keep(actor, partnership_id))
    asked = asked_of_trainers(partnership_id, on)
    trainers = [one for one in active(partnership_id, on) if not asked.kind(one.kind).cascades_only]
    held: dict[int, dict[int, Authorisation]] = {}
    courses: dict[int, Course] = {}
    for one in Authorisation.objects.filter(
        current(on, "trainer__"), trainer__partnership_id=partnership_id
    ).select_related("course"):
        held.setdefault(one.trainer_id, {})[one.course_id] = one
        courses[one.course_id] = one.course
    rows = [MatrixRow(one, asked.kind(one.kind).title, held.get(one.pk, {})) for one in trainers]
    return Matrix(
        tuple(sorted(courses.values(), key=lambda course: (course.title, course.pk))),
        tuple(sorted(rows, key=lambda row: (row.trainer.person.family_name, row.trainer.person.given_name))),
    )


@dataclass(frozen=True)
class RunsOut:
    """Something of an active trainer that ran out, or soon does."""

    trainer: Trainer
    what: str
    is_authorisation: bool
    last_day: date
    state: LineState
    pk: int


def running_out(actor: Actor, partnership_id: int, on: date) -> list[RunsOut]:
    """Authorisations, competencies and reviews of active trainers that ran out or soon will, the earliest first."""
    refuse(access.can_keep(actor, partnership_id))
    by = after(on, RUNS_OUT_WITHIN)
    mine = current(on, "trainer__") & Q(trainer__partnership_id=partnership_id, expires_on__lte=by)
    found = [
        RunsOut(one.trainer, one.course.title, True, last, rules.state_of(one.starts_on, last, on), one.pk)
        for one in Authorisation.objects.filter(mine).select_related("trainer__person", "trainer__agency", "course")
        if (last := one.expires_on) is not None
    ]
    for met in Competency.objects.filter(mine).select_related("trainer__person", "trainer__agency"):
        if met.expires_on is not None:
            state = rules.state_of(met.met_on, met.expires_on, on)
            found.append(RunsOut(met.trainer, met.text, False, met.expires_on, state, met.pk))
    for trainer in active(partnership_id, on).filter(review_due_on__lte=by):
        if trainer.review_due_on is not None:
            state = rules.state_of(trainer.starts_on, trainer.review_due_on, on)
            found.append(RunsOut(trainer, "Review of the trainer", False, trainer.review_due_on, state, trainer.pk))
    return sorted(found, key=lambda one: (one.last_day, one.trainer.person.family_name, one.what))


def courses_to_authorise(trainer: Trainer, on: date) -> list[Course]:
    """Courses that the trainer's kind may deliver and they are not authorised for yet."""
    kind = asked_of_trainers(trainer.partnership_id, on).kind(trainer.kind)
    courses = Course.objects.filter(partnership_id=trainer.partnership_id, retired_on__isnull=True)
    courses = courses.exclude(authorised__trainer=trainer).order_by(F("title").asc(), "pk")
    return [one for one in courses if not rules.why_kind_does_not(one.key, one.title, kind)]


def get_course_to_authorise(trainer: Trainer, course_id: int) -> Course:
    found = Course.objects.filter(partnership_id=trainer.partnership_id, pk=course_id).first()
    if found is None:
        raise Refused(not_visible("This course"))
    return found
