"""Settings: safe by default, embedded by default; the environment says what differs."""

import os
import re
from pathlib import Path

BASE = Path(__file__).resolve().parent
ROOT = BASE.parent.parent
STATE = Path(os.environ.get("GOLDEN_THREAD_STATE", ROOT / "var"))

DEMO = os.environ.get("GOLDEN_THREAD_DEMO") == "1"
TESTING = os.environ.get("GOLDEN_THREAD_TESTING") == "1"
DEBUG = False
SECRET_KEY = os.environ.get("GOLDEN_THREAD_SECRET_KEY", "demo-only-key" if DEMO or TESTING else "")
ALLOWED_HOSTS = [h for h in os.environ.get("GOLDEN_THREAD_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("GOLDEN_THREAD_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "goldenthread.foundation.audit",
    "goldenthread.foundation.freshness",
    "goldenthread.foundation.messaging",
    "goldenthread.foundation.files",
    "goldenthread.foundation.questionnaires",
    "goldenthread.setting.accounts",
    "goldenthread.setting.partnerships",
    "goldenthread.setting.frameworks",
    "goldenthread.setting.workforce",
    "goldenthread.training.catalogue",
    "goldenthread.training.records",
    "goldenthread.training.standing",
    "goldenthread.web.ui",
    "goldenthread.web.public",
    "goldenthread.web.learner",
    "goldenthread.web.manager",
    "goldenthread.web.agency",
    "goldenthread.web.office",
    "goldenthread.web.setup",
    "goldenthread.cli",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "goldenthread.urls"
WSGI_APPLICATION = "goldenthread.wsgi.application"
AUTH_USER_MODEL = "accounts.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]


def database(url: str) -> dict[str, object]:
    """Read `postgres://user:password@host:port/name`; without one, the embedded database."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": STATE / "goldenthread.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
            },
        }
    found = re.fullmatch(r"postgres(?:ql)?://([^:@/]+)(?::([^@/]*))?@([^:/]+)(?::(\d+))?/(.+)", url)
    if found is None:
        raise ValueError("GOLDEN_THREAD_DATABASE is not of the form postgres://user:password@host:port/name")
    user, password, host, port, name = found.groups()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password or "",
        "HOST": host,
        "PORT": port or "5432",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(os.environ.get("GOLDEN_THREAD_DATABASE", ""))}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
MEDIA_ROOT = STATE / "files"

SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
