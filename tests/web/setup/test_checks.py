"""What must be so before the service may open."""

import pytest
from pytest_django import Settings

from goldenthread.web.setup import checks


@pytest.fixture
def production(settings: Settings) -> Settings:
    """Settings as they are where real people sign in."""
    settings.TESTING = False
    settings.DEMO = False
    settings.SECRET_KEY = "a key that nobody else knows, long enough"
    settings.ADDRESS = "https://training.example.org"
    settings.ALLOWED_HOSTS = ["training.example.org"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "x"}}
    return settings


def found() -> list[str | None]:
    asked = (
        checks.key_is_set,
        checks.demo_is_local,
        checks.no_pool,
        checks.cache_is_shared,
        checks.address_is_known,
    )
    return [message.id for check in asked for message in check(None)]


def test_production_as_it_should_be_is_quiet(production: Settings) -> None:
    assert found() == []


@pytest.mark.parametrize("key", ["", "demo-only-key"])
def test_a_secret_key_is_needed(production: Settings, key: str) -> None:
    production.SECRET_KEY = key
    assert found() == ["goldenthread.E001"]


def test_the_demonstration_stays_at_home(production: Settings) -> None:
    production.DEMO = True
    assert found() == ["goldenthread.E002", "goldenthread.E003"]
    production.SECRET_KEY = "demo-only-key"
    assert found() == ["goldenthread.E002"]
    production.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    assert found() == []


def test_a_pool_of_connections_is_refused(production: Settings) -> None:
    production.DATABASES = {
        "default": {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {"pool": True}},
    }
    assert found() == ["goldenthread.E004"]


def test_attempts_are_counted_together(production: Settings) -> None:
    production.DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}
    assert found() == []
    production.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert found() == ["goldenthread.E005"]


@pytest.mark.parametrize("address", ["http://training.example.org", "training.example.org", ""])
def test_links_must_lead_here_privately(production: Settings, address: str) -> None:
    production.ADDRESS = address
    assert found() == ["goldenthread.W006"]


def test_every_finding_says_what_to_do(production: Settings) -> None:
    production.DEMO = True
    messages = checks.demo_is_local(None)
    assert len(messages) == 2
    assert all(message.hint and "GOLDEN_THREAD" in message.hint for message in messages)
