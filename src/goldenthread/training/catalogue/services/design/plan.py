"""The session plan: what is done, for how long, by which method, at which stage of the reflective cycle (A09, A27)."""

from datetime import datetime

from django.db import transaction

from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse

from ...models import Course, MethodPlanned
from ...terms import PARTICIPATORY, CycleStage, Method
from ._shared import last_position, may_change, note, swap


@transaction.atomic
def add_method(
    *, by: Actor, at: datetime, course: Course, method: str, minutes: int, activity: str = "", cycle_stage: str = ""
) -> MethodPlanned:
    """One more piece of the session plan. It comes last; whether people take part in it follows from its method."""
    may_change(by, course)
    piece = MethodPlanned(course=course, position=last_position(course.methods) + 1)
    _write(piece, method, minutes, activity, cycle_stage)
    note(by, at, course, "add to plan", {"method": [None, method], "minutes": [None, minutes]})
    return piece


@transaction.atomic
def change_method(
    *,
    by: Actor,
    at: datetime,
    piece: MethodPlanned,
    method: str,
    minutes: int,
    activity: str = "",
    cycle_stage: str = "",
) -> MethodPlanned:
    """Plan a piece otherwise."""
    may_change(by, piece.course)
    changes = {"method": [piece.method, method], "minutes": [piece.minutes, minutes]}
    _write(piece, method, minutes, activity, cycle_stage)
    note(by, at, piece.course, "change plan", changes)
    return piece


@transaction.atomic
def move_method(*, by: Actor, at: datetime, piece: MethodPlanned, up: bool) -> None:
    """Let a piece change places with the one before it, or after."""
    may_change(by, piece.course)
    if swap(piece, piece.course.methods, up=up):
        note(by, at, piece.course, "move in plan", {"position": [None, piece.position]})


@transaction.atomic
def remove_method(*, by: Actor, at: datetime, piece: MethodPlanned) -> None:
    """This piece is no longer done."""
    may_change(by, piece.course)
    note(by, at, piece.course, "remove from plan", {"method": [piece.method, None], "minutes": [piece.minutes, None]})
    piece.delete()


def _write(piece: MethodPlanned, method: str, minutes: int, activity: str, cycle_stage: str) -> None:
    if method not in Method.values:
        refuse(bad_input("Choose a method.", method="Choose a method from the list."))
    if minutes < 1:
        refuse(bad_input("Say how many minutes it takes.", minutes="Enter how many minutes it takes, such as 20."))
    if cycle_stage and cycle_stage not in CycleStage.values:
        refuse(bad_input("Choose a stage of the cycle.", cycle_stage="Choose a stage of the cycle from the list."))
    piece.method, piece.minutes, piece.activity, piece.cycle_stage = method, minutes, activity.strip(), cycle_stage
    piece.is_participatory = method in PARTICIPATORY
    keep(piece)
