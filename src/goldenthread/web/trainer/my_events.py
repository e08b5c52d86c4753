"""A trainer's own events, as their home page lists them."""

from datetime import date
from typing import Any

from goldenthread.kernel.actor import Actor


def my_events(actor: Actor, on: date) -> list[Any]:  # noqa: ARG001 - what the list is made from
    """The events that the trainer is asked for or gives, from today on."""
    return []
