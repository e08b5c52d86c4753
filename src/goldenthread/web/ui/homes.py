"""Where each role starts: the home pages in the order in which someone with several roles gets them.

A surface adds its own line here; what is named and not yet there is passed over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from goldenthread.kernel.actor import Actor, Role
from goldenthread.setting.workforce.selectors import manages_anyone
from goldenthread.training.trainers.selectors import trains


@dataclass(frozen=True)
class Home:
    """One home page, for whom it is, and what the way to it is called."""

    url_name: str
    title: str
    is_for: Callable[[Actor, date], bool]


def holding(*roles: Role) -> Callable[[Actor, date], bool]:
    """Those who hold one of the roles."""
    return lambda actor, _on: actor.holds(*roles)


HOMES = (
    Home("office:home", "Partnership", holding(Role.OFFICER)),
    Home("setup:home", "Set-up", holding(Role.ADMINISTRATOR)),
    Home("agency:home", "Our agency", holding(Role.AGENCY_LEAD)),
    Home("office:figures", "Figures", holding(Role.BOARD, Role.CHAIR)),
    Home("manager:home", "My team", manages_anyone),
    Home("trainer:home", "As a trainer", trains),
    Home("learner:home", "My learning", lambda actor, _on: actor.person_id is not None),
    Home("no_area", "Your account", lambda _actor, _on: True),
)


def homes_of(actor: Actor, on: date) -> list[tuple[str, str]]:
    """The home pages open to someone, as (address, title); the first is where they start."""
    found = [(_address(home.url_name), home.title) for home in HOMES if home.is_for(actor, on)]
    return [(address, title) for address, title in found if address]


def _address(url_name: str) -> str:
    """The address of a page, or nothing while there is no such page."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
