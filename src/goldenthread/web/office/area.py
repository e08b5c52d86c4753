"""Which partnership an officer is working in, and that they may."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.setting.partnerships.selectors import partnership_in_view
from goldenthread.training.standing.selectors.trend import quarter_ends
from goldenthread.web.ui.requests import PARTNERSHIP_CHOSEN, ActorRequest


@dataclass(frozen=True)
class Area:
    """The partnership in view, by whom and on which day."""

    partnership: Any
    actor: Actor
    on: date

    @property
    def id(self) -> int:
        return int(self.partnership.pk)

    @property
    def figures_on(self) -> date:
        """The day whose figures are shown: today's to officers, the last quarter's end to who may not see people."""
        return self.on if sees_people(self) else quarter_ends(self.on, 1)[0]

    @property
    def ids(self) -> frozenset[int]:
        """The partnership alone, as selectors over several want it."""
        return frozenset({self.id})


def area_of(request: ActorRequest, *roles: Role) -> Area:
    """The partnership in which the actor holds one of the roles (an officer's, if none is named).

    Someone who serves several has one in view at a time; the choice is kept with the session.
    """
    held = request.actor.partnerships_as(*(roles or (Role.OFFICER,)))
    refuse(None if held else not_visible("That page"))
    chosen = request.session.get(PARTNERSHIP_CHOSEN)
    wanted = chosen if chosen in held else min(held)
    worn = request.partnership  # asked for once in a request: the page wears it too
    in_view = worn if worn and worn.pk == wanted else partnership_in_view(request.actor, wanted)
    return Area(in_view, request.actor, clock.today())


def sees_people(area: Area) -> bool:
    """Officers see people; a board member or a chair sees figures, with small numbers left out."""
    return area.id in area.actor.partnerships_as(Role.OFFICER)
