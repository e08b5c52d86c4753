"""Read the college of trainers: who trains, who may give what, who falls short."""

from .asked import Asked, asked_of_trainers, kind_choices
from .authorised import authorised_for, why_not_authorised
from .people import active, get_trainer, own, trains

__all__ = [
    "Asked",
    "active",
    "asked_of_trainers",
    "authorised_for",
    "get_trainer",
    "kind_choices",
    "own",
    "trains",
    "why_not_authorised",
]
