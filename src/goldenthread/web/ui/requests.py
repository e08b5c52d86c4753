"""The request as our views see it: somebody acts."""

from typing import Any

from django.http import HttpRequest

from goldenthread.kernel.actor import Actor

PARTNERSHIP_CHOSEN = "partnership_in_view"
"""Where a session keeps which partnership its holder, serving several, is working in."""


class ActorRequest(HttpRequest):
    """A request with its actor and the partnership in view. Views are typed with it; the middleware makes it true."""

    actor: Actor
    partnership: Any
