"""The way through the service, by role. Each surface declares its own entries; this lays them out.

A surface says what it offers in its `navigation.py`:

    NAVIGATION = (
        Entry("My learning", "learner:home", when=has_person, order=10),
        Entry("Frameworks", "office:frameworks", roles={Role.OFFICER}, order=50),
        Entry("Compare versions", "office:compare", roles={Role.OFFICER}, under="office:frameworks"),
    )
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse

from goldenthread.kernel.actor import Actor, Role

NOBODY = Actor(name="")


def everyone(actor: Actor) -> bool:
    """Whoever is signed in."""
    return actor.account_id is not None


def anyone(actor: Actor) -> bool:  # noqa: ARG001 - the signature of a condition
    """Also whoever is not signed in."""
    return True


@dataclass(frozen=True)
class Entry:
    """One place to go. Shown when the actor holds one of `roles`, or `when` says so; never by default.

    `under` names the entry it belongs to: it then appears in the second row, while one is in that part.
    `also` are the beginnings of other addresses that lie in it.
    """

    label: str
    url_name: str
    roles: frozenset[Role] | set[Role] = frozenset()
    when: Callable[[Actor], bool] | None = None
    order: int = 100
    under: str = ""
    also: tuple[str, ...] = ()

    def shown_to(self, actor: Actor) -> bool:
        return actor.holds(*self.roles) or (self.when is not None and self.when(actor))


@dataclass(frozen=True)
class Place:
    """An entry as this page shows it: `current` is this very page, `active` the part it lies in."""

    label: str
    href: str
    current: bool
    active: bool
    places: tuple["Place", ...] = field(default=())

    @property
    def row(self) -> tuple["Place", ...]:
        """The second row: the place itself, unless one of its parts is the same page, then its parts."""
        if any(part.href == self.href for part in self.places):
            return self.places
        return (Place(self.label, self.href, self.current, False), *self.places)


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry that the surfaces declare, in their order."""
    found: list[Entry] = []
    for app in apps.get_app_configs():
        if app.name.startswith("goldenthread.web.") and app.name != "goldenthread.web.ui":
            name = f"{app.name}.navigation"
            if find_spec(name) is not None:
                found.extend(import_module(name).NAVIGATION)
    return tuple(sorted(found, key=lambda entry: (entry.order, entry.label)))


def place(entry: Entry, path: str, parts: Iterable[Place] = ()) -> Place:
    href = reverse(entry.url_name)
    within = tuple(parts)
    inside = href != "/" and path.startswith((href, *entry.also))
    return Place(entry.label, href, path == href, inside or path == href or any(p.active for p in within), within)


def only_nearest(places: list[Place]) -> list[Place]:
    """At most one place is active: the one whose address is the longest."""
    active = [one for one in places if one.active]
    if len(active) < 2:
        return places
    nearest = max(active, key=lambda one: (one.current, any(p.active for p in one.places), len(one.href)))
    return [one if one is nearest else Place(one.label, one.href, False, False, one.places) for one in places]


def navigation(request: HttpRequest) -> list[Place]:
    """Where this actor may go from here. Access is decided again by what stands behind each address."""
    actor: Actor = getattr(request, "actor", None) or NOBODY
    shown = [entry for entry in entries() if entry.shown_to(actor)]
    places = []
    for entry in shown:
        if not entry.under:
            parts = [place(part, request.path) for part in shown if part.under == entry.url_name]
            places.append(place(entry, request.path, only_nearest(parts)))
    return only_nearest(places)
