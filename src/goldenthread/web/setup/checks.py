"""What must be so before the service may open: asked at every start, each with what to do about it."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

LOCAL = {"localhost", "127.0.0.1", "[::1]", "testserver"}


def secret_key() -> str:
    try:
        return str(settings.SECRET_KEY)
    except ImproperlyConfigured:
        return ""


def key_is_set(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[checks.CheckMessage]:
    """Sessions and links are signed by a key that nobody else knows."""
    del app_configs
    key = secret_key()
    if not key or (key == settings.DEMO_KEY and not (settings.DEMO or settings.TESTING)):
        how = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        hint = f"Make one with: {how} - and give it to every process as GOLDEN_THREAD_SECRET_KEY. Keep it private."
        return [checks.Error("There is no secret key.", hint=hint, id="goldenthread.E001")]
    return []


def demo_is_local(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[checks.CheckMessage]:
    """The demonstration lets anybody in as anybody, so it never runs where real people are."""
    del app_configs
    if not settings.DEMO:
        return []
    found: list[checks.CheckMessage] = []
    strangers = sorted(set(settings.ALLOWED_HOSTS) - LOCAL)
    if strangers:
        found.append(
            checks.Error(
                f"The demonstration's one-click sign-in is on for {', '.join(strangers)}.",
                hint="Unset GOLDEN_THREAD_DEMO to serve real people, or GOLDEN_THREAD_HOSTS to show the demonstration.",
                id="goldenthread.E002",
            )
        )
    if secret_key() != settings.DEMO_KEY:
        found.append(
            checks.Error(
                "The demonstration's one-click sign-in is on, with a real secret key.",
                hint="Unset GOLDEN_THREAD_DEMO to serve real people, or GOLDEN_THREAD_SECRET_KEY to demonstrate.",
                id="goldenthread.E003",
            )
        )
    return found


def no_pool(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[checks.CheckMessage]:
    """A pool of connections carried into a forked process gives one process another's answers."""
    del app_configs
    options: Any = [one.get("OPTIONS") for one in settings.DATABASES.values()]
    pooled = [one for one in options if one and one.get("pool")]
    if pooled:
        hint = "Take `pool` out of the options. Connections are kept open by CONN_MAX_AGE instead."
        return [checks.Error("The database connections are pooled.", hint=hint, id="goldenthread.E004")]
    return []


def cache_is_shared(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[checks.CheckMessage]:
    """Sign-in attempts are counted in the cache: processes that do not share it multiply the attempts allowed."""
    del app_configs
    if settings.DEMO or settings.TESTING:
        return []
    on_server = "postgresql" in str(settings.DATABASES["default"]["ENGINE"])
    if on_server and "locmem" in settings.CACHES["default"]["BACKEND"]:
        hint = "Name a Redis in GOLDEN_THREAD_REDIS, or leave it out to count in the database."
        return [checks.Error("Sign-in attempts are counted apart.", hint=hint, id="goldenthread.E005")]
    return []


def address_is_known(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[checks.CheckMessage]:
    """Invitations carry a link; it must lead here, and privately."""
    del app_configs
    if settings.DEMO or settings.TESTING:
        return []
    parts = urlsplit(settings.ADDRESS)
    if parts.scheme == "https" and parts.netloc:
        return []
    hint = "Set GOLDEN_THREAD_ADDRESS to where people open the service, such as https://training.example.org"
    return [checks.Warning("Links in messages would not lead here.", hint=hint, id="goldenthread.W006")]


def register() -> None:
    for one in (key_is_set, demo_is_local, no_pool, cache_is_shared, address_is_known):
        checks.register(checks.Tags.security)(one)
