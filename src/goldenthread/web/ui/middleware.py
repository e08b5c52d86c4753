"""What surrounds every request: who acts, what a refusal looks like, and what a browser may load."""

from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.partnerships.selectors import partnership_in_view
from goldenthread.setting.workforce.selectors import actor_for

from .refusals import refused_page
from .requests import PARTNERSHIP_CHOSEN, ActorRequest

Respond = Callable[[HttpRequest], HttpResponse]

VISITOR = Actor(name="a visitor")


def actor_of(request: HttpRequest) -> Actor:
    """The one behind a request, with all they hold today; a visitor holds nothing."""
    account_id = request.user.pk
    return VISITOR if account_id is None else actor_for(account_id, clock.today())


def in_view(request: HttpRequest) -> object:
    """The partnership that dresses the page: the one chosen in this session, else the first of the actor's own."""
    return partnership_in_view(cast(ActorRequest, request).actor, request.session.get(PARTNERSHIP_CHOSEN))


class ActorMiddleware:
    """Puts `request.actor` and `request.partnership` there, worked out when they are first asked for."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]  # see ActorRequest
        request.partnership = SimpleLazyObject(lambda: in_view(request))  # type: ignore[attr-defined]  # see ActorRequest
        return self.respond(request)


class RefusalMiddleware:
    """Turns a refusal into a plain page that says what to do next, with the right status."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused_page(request, exception.refusal) if isinstance(exception, Refused) else None


def origin(address: str) -> str:
    """Scheme and host of an address, as a policy names it."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def security_policy() -> str:
    """Everything from our own host and nothing inline; single sign-on may be the target of a form."""
    forms = f"'self' {origin(settings.OIDC_ADDRESS)}" if settings.OIDC_ADDRESS else "'self'"
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            f"form-action {forms}",
        ]
    )


class SecurityPolicyMiddleware:
    """Says what a browser may load, and keeps pages of people signed in out of shared caches."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.policy = security_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        response.setdefault("Content-Security-Policy", self.policy)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.setdefault("Cache-Control", "private, no-store")
        return response
