"""The request as our views see it: somebody acts."""

from django.http import HttpRequest

from goldenthread.kernel.actor import Actor


class ActorRequest(HttpRequest):
    """A request with its actor. Views are typed with it; the middleware makes it true."""

    actor: Actor
